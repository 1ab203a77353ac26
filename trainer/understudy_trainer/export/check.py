"""Proof that an exported file computes what transformers computes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from understudy_trainer.export.errors import InexactExportError
from understudy_trainer.export.llama_process import llama_logits

F32_TOLERANCE = 1e-3  # measured for exact exports: below 1e-5


@dataclass(frozen=True, slots=True)
class Agreement:
    """max_difference: largest absolute logit difference. scale: largest absolute logit. same_choice: share of
    positions where both pick the same next token."""

    max_difference: float
    scale: float
    same_choice: float


def compare(model: Any, gguf_file: Path, prompts: Sequence[Sequence[int]], adapter: Path | None = None) -> Agreement:
    """model: a transformers (or PEFT) causal LM whose logits should equal llama.cpp's. prompts: token ids."""
    theirs = llama_logits(gguf_file, prompts, adapter)
    model.eval()
    worst = scale = 0.0
    same: list[float] = []
    device = next(model.parameters()).device
    for prompt, other in zip(prompts, theirs, strict=True):
        with torch.no_grad():
            ours = model(input_ids=torch.tensor([list(prompt)], device=device)).logits[0].float().cpu().numpy()
        worst = max(worst, float(np.abs(ours - other).max()))
        scale = max(scale, float(np.abs(ours).max()))
        same.append(float((ours.argmax(1) == other.argmax(1)).mean()))
    return Agreement(worst, scale, float(np.mean(same)))


def require_exact(
    model: Any,
    gguf_file: Path,
    prompts: Sequence[Sequence[int]],
    adapter: Path | None = None,
    tolerance: float = F32_TOLERANCE,
) -> Agreement:
    """`compare`, and raise InexactExportError if any logit differs by more than `tolerance`."""
    agreement = compare(model, gguf_file, prompts, adapter)
    if not agreement.max_difference <= tolerance:  # NaN fails too
        raise InexactExportError(
            f"llama.cpp's logits differ by {agreement.max_difference:.3g} (allowed {tolerance:g}).",
            "The file was written but should not be served; report this with the base model's name.",
        )
    return agreement
