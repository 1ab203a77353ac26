"""The last check of a training run: does llama.cpp, given the adapter's file, compute what was trained?

A quantized base hides small mistakes, because llama.cpp then quantizes activations too: on the bundled model that
noise is as large as an adapter's effect. So the check runs on the base written out in f32, where the two must agree to
rounding; only a base too large for that is checked as served, against its own noise without the adapter.
"""

from __future__ import annotations

import copy
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from understudy_trainer.export.agreement import Agreement, agreement
from understudy_trainer.export.check import F32_TOLERANCE, compare, gelus, logits_of
from understudy_trainer.export.errors import InexactExportError
from understudy_trainer.export.llama_process import llama_logits
from understudy_trainer.export.quantize import F32_LIMIT, f32_bytes, is_f32
from understudy_trainer.export.rewrite import dequantize

GELU_MEAN = 1e-4  # of the largest logit; llama.cpp's table of f16 GELUs rounds now and then to the other side
NOISE = 2.0  # times the quantized base's own mean difference, which a right adapter leaves as it is


@dataclass(frozen=True, slots=True)
class Checked:
    """exact: compared in f32; else as served. agreement: with the adapter on. noise: mean logit difference of the
    served base without it (0 if exact)."""

    exact: bool
    agreement: Agreement
    noise: float = 0.0


def check_adapter(
    model: Any, base_gguf: Path, adapter: Path, prompts: Sequence[Sequence[int]], *, f32_limit: int = F32_LIMIT
) -> Checked:
    """model: the trained PEFT model over `base_gguf`, in f32 or bf16 on any device. prompts: token ids. f32_limit:
    bytes of the base in f32, beyond which it is checked as served.

    Raises InexactExportError if llama.cpp's logits are not the model's.
    """
    types = {parameter.dtype for parameter in model.parameters()}
    rounded = torch.bfloat16 in types
    # linears that stay packed are not rounded, their neighbours are: no file has both
    readable = types <= {torch.float32, torch.bfloat16} or types == {torch.float32, torch.uint8}
    with tempfile.TemporaryDirectory() as folder:
        room = min(f32_limit, shutil.disk_usage(folder).free // 2)
        if f32_bytes(base_gguf) > room or not readable:
            return _as_served(model, base_gguf, adapter, prompts)
        whole = base_gguf if is_f32(base_gguf) and not rounded else Path(folder) / "base.gguf"
        if whole != base_gguf:
            dequantize(base_gguf, whole, through_bf16=rounded)
        found = compare(_in_f32(model), whole, prompts, adapter)
    exact = found.max_difference <= F32_TOLERANCE
    if not exact and not (gelus(model) and found.mean_difference <= GELU_MEAN * found.scale):
        raise _inexact(found)
    return Checked(True, found)


def _in_f32(model: Any) -> Any:
    """The model itself where it is in f32 on the CPU already, else a copy there. Tensors are widened after the move:
    the device they come from need not hold a second model."""
    if all(p.dtype != torch.bfloat16 and p.device.type == "cpu" for p in model.parameters()):
        return model
    with torch.no_grad():
        copies: dict[int, Any] = {id(p): nn.Parameter(_widened(p), p.requires_grad) for p in model.parameters()}
        copies |= {id(buffer): _widened(buffer) for buffer in model.buffers()}
    return copy.deepcopy(model, copies)


def _widened(tensor: Tensor) -> Tensor:
    """A copy on the CPU, numbers in f32."""
    moved = tensor.detach().to("cpu")
    return moved.to(torch.float32 if tensor.is_floating_point() else tensor.dtype, copy=moved is tensor)


def _as_served(model: Any, base_gguf: Path, adapter: Path, prompts: Sequence[Sequence[int]]) -> Checked:
    found = compare(model, base_gguf, prompts, adapter)
    with model.disable_adapter():
        base = agreement([logits_of(model, prompt) for prompt in prompts], llama_logits(base_gguf, prompts))
    if not found.mean_difference <= NOISE * base.mean_difference + F32_TOLERANCE:
        raise _inexact(found)
    return Checked(False, found, base.mean_difference)


def _inexact(found: Agreement) -> InexactExportError:
    return InexactExportError(
        f"llama.cpp's logits with the adapter differ by {found.max_difference:.3g} (largest {found.scale:.3g}).",
        "Report this with the base model's name; the adapter should not be used.",
    )
