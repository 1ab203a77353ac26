"""CodePLAN's second output head (2403.13271), literally: a clone of `lm_head` that scores plan tokens (role 1).

It shapes the adapter while training. Neither a LoRA GGUF nor the served model has a place for it, so export leaves it
out; it lies beside the adapter for further training. The default, task tokens with one head, needs none of this.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from peft.utils import get_peft_model_state_dict, set_peft_model_state_dict
from safetensors.torch import save_file
from torch import Tensor, nn

from understudy.files import replacing

FILE = "plan_head.safetensors"
KEY = "plan_head.weight"


def add_plan_head(model: Any) -> None:
    """model: a PEFT causal LM. From here on its `sequence_logps` scores role 1 by the new head, which is trained."""
    inner = model.get_base_model()
    head = nn.Linear(inner.lm_head.in_features, inner.lm_head.out_features, bias=False, device="meta")
    weight = inner.lm_head.weight.detach()
    head.weight = nn.Parameter(weight.to(torch.float32, copy=True))  # f32 as the adapter: its steps are small
    inner.plan_head = head


def plan_head(model: Any) -> Tensor | None:
    """Its weight (vocabulary, hidden), None where the model has no such head."""
    inner = model.get_base_model() if hasattr(model, "get_base_model") else model
    head = getattr(inner, "plan_head", None)
    return None if head is None else head.weight


def trained_state(model: Any) -> dict[str, Tensor]:
    """All that is trained, by name: the adapter, and the plan head where there is one."""
    state: dict[str, Tensor] = dict(get_peft_model_state_dict(model))
    weight = plan_head(model)
    return state if weight is None else {**state, KEY: weight.detach()}


def restore_trained(model: Any, state: dict[str, Tensor]) -> None:
    """Back to a `trained_state` of the same kind of model."""
    rest = dict(state)
    found, weight = rest.pop(KEY, None), plan_head(model)
    set_peft_model_state_dict(model, rest)
    if found is not None and weight is not None:
        with torch.no_grad():
            weight.copy_(found)


def save_plan_head(model: Any, folder: Path) -> None:
    """Write FILE into `folder` if the model has a plan head."""
    weight = plan_head(model)
    if weight is not None:
        with replacing(folder / FILE) as part:
            save_file({KEY: weight.detach().cpu().contiguous()}, str(part))
