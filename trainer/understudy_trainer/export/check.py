"""Proof that an exported file computes what transformers computes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from transformers.activations import GELUTanh, NewGELUActivation

from understudy_trainer.export.agreement import Agreement, agreement
from understudy_trainer.export.errors import InexactExportError
from understudy_trainer.export.llama_process import llama_logits

F32_TOLERANCE = 1e-3  # measured for exact exports: below 1e-4 where logits reach 10


def compare(model: Any, gguf_file: Path, prompts: Sequence[Sequence[int]], adapter: Path | None = None) -> Agreement:
    """model: a transformers (or PEFT) causal LM whose logits should equal llama.cpp's. prompts: token ids."""
    model.eval()
    with gelu_of_llama_cpp(model):
        ours = [logits_of(model, prompt) for prompt in prompts]
    return agreement(ours, llama_logits(gguf_file, prompts, adapter))


def logits_of(model: Any, prompt: Sequence[int]) -> Any:
    """(tokens, vocabulary) f32 array of one prompt's logits."""
    device = next(model.parameters()).device
    with torch.no_grad():
        return model(input_ids=torch.tensor([list(prompt)], device=device)).logits[0].float().cpu().numpy()


@contextlib.contextmanager
def gelu_of_llama_cpp(model: Any) -> Iterator[None]:
    """Compute GELU meanwhile as llama.cpp does on a CPU: read from a table of f16 inputs and f16 results.

    That rounding alone moves logits by 1e-3 and would hide a small mistake in a starcoder2 or gemma file.
    """
    hooks = [module.register_forward_hook(_through_f16) for module in gelus(model)]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def gelus(model: Any) -> list[Any]:
    """Its modules that compute GELU's tanh form."""
    return [module for module in model.modules() if isinstance(module, GELUTanh | NewGELUActivation)]


def _through_f16(module: Any, inputs: tuple[torch.Tensor], output: torch.Tensor) -> torch.Tensor:
    x = inputs[0]
    rounded = torch.nn.functional.gelu(x.half().float(), approximate="tanh").half().to(output.dtype)
    return torch.where(x >= 10, x, torch.where(x <= -10, torch.zeros_like(x), rounded))


def require_exact(
    model: Any,
    gguf_file: Path,
    prompts: Sequence[Sequence[int]],
    adapter: Path | None = None,
    tolerance: float = F32_TOLERANCE,
) -> Agreement:
    """`compare`, and raise InexactExportError if any logit differs by more than `tolerance`."""
    found = compare(model, gguf_file, prompts, adapter)
    if not found.max_difference <= tolerance:  # NaN fails too
        raise InexactExportError(
            f"llama.cpp's logits differ by {found.max_difference:.3g} (allowed {tolerance:g}).",
            "The file was written but should not be served; report this with the base model's name.",
        )
    return found
