"""An adapter added to its base for good: W + (alpha / r) B A, in the GGUF's own layout, then quantized by llama.cpp.

Tensors the adapter does not touch keep the base's bytes wherever the format stays the same: no second loss.
"""

from __future__ import annotations

import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import gguf
import numpy as np

from understudy.files import file_sha256
from understudy_trainer.export.agreement import agreement
from understudy_trainer.export.errors import AdapterMismatchError, UnsupportedAdapterError
from understudy_trainer.export.llama_process import llama_logits, llama_tokenize
from understudy_trainer.export.quantize import F32_LIMIT, f32_bytes, quantize
from understudy_trainer.export.rewrite import dequantize, dequantized, open_gguf, rewrite, value_of
from understudy_trainer.export.tensors import Array

PAGE = 512  # tokens


@dataclass(frozen=True, slots=True)
class Delta:
    """An adapter GGUF's low-rank parts: tensor name -> A (r, in), B (out, r); `scale` = alpha / r is per tensor."""

    parts: dict[str, tuple[Array, Array]]
    alpha: float

    def of(self, name: str) -> Array:
        """(out, in) f32: what the adapter adds to a matrix, summed in f64."""
        down, up = self.parts[name]
        scale = self.alpha / down.shape[0] if self.alpha else 1.0  # llama.cpp's reading of alpha 0
        product: Array = scale * (up.astype(np.float64) @ down.astype(np.float64))
        return product.astype(np.float32)


def read_delta(adapter: Path, base: gguf.GGUFReader, base_sha256: str) -> Delta:
    """Raises AdapterMismatchError or UnsupportedAdapterError if llama.cpp could not attach it to `base`."""
    reader = open_gguf(adapter, adapter=True)
    if value_of(reader, "general.type") != "adapter" or value_of(reader, "adapter.type") != "lora":
        raise UnsupportedAdapterError(f"{adapter.name} is not a LoRA adapter.", "Name an adapter.gguf or its run.")
    ours, theirs = value_of(reader, "general.architecture"), value_of(base, "general.architecture")
    made_for = value_of(reader, "understudy.base_sha256")
    if ours != theirs or (made_for is not None and made_for != base_sha256):
        raise AdapterMismatchError(
            f"{adapter.name} was made for another base model ({ours}{f', {made_for[:12]}' if made_for else ''}).",
            "Name the GGUF it was trained on with --base.",
        )
    shapes = {tensor.name: tuple(int(n) for n in tensor.shape) for tensor in base.tensors}
    halves: dict[str, dict[str, Array]] = {}
    for tensor in reader.tensors:
        target, _, half = tensor.name.rpartition(".")
        halves.setdefault(target, {})[half] = dequantized(tensor)
    for target, pair in halves.items():
        if set(pair) != {"lora_a", "lora_b"}:
            raise UnsupportedAdapterError(f"{target} is not a low-rank pair.", "Export the adapter again.")
        if shapes.get(target) != (pair["lora_a"].shape[1], pair["lora_b"].shape[0]):
            raise AdapterMismatchError(f"The base model has no {target} of that shape.", "Name the right --base.")
    parts = {target: (pair["lora_a"], pair["lora_b"]) for target, pair in halves.items()}
    return Delta(parts, float(value_of(reader, "adapter.lora.alpha") or 0.0))


def merge(adapter: Path, base: Path, out: Path, kind: str, *, threads: int = 1) -> dict[str, Any]:
    """Write `out` (atomically) in the format `kind`; returns what was merged, as it stands in the file's metadata.

    Raises ExportError or ModelError before anything is written.
    """
    reader = open_gguf(base)
    facts = {"base_sha256": file_sha256(base), "adapter_sha256": file_sha256(adapter), "type": kind.lower()}
    delta = read_delta(adapter, reader, facts["base_sha256"])
    extra = {f"understudy.merged.{key}": value for key, value in facts.items()}
    middle = out.with_name(f".{out.name}.merged")
    try:
        rewrite(reader, middle, delta.parts, lambda t: dequantized(t) + delta.of(t.name), extra=extra)
        quantize(middle, out, kind, threads=threads, requantize=True)
    finally:
        middle.unlink(missing_ok=True)
    return {**facts, "matrices": len(delta.parts)}


def loss_of_merge(adapter: Path, base: Path, merged: Path) -> dict[str, float] | None:
    """How far the merged file's logits are from base + adapter in f32, on a page of Python; `unmerged_mean_difference`
    is how far base + adapter are as they are served. None where the base in f32 would be too large.
    """
    if f32_bytes(base) > F32_LIMIT:
        return None
    texts = [ids[:PAGE] for ids in llama_tokenize(base, [Path(__file__).read_text(encoding="utf-8")])]
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "base.gguf"
        dequantize(base, whole)
        truth = llama_logits(whole, texts, adapter)
    found = agreement(truth, llama_logits(merged, texts))
    unmerged = agreement(truth, llama_logits(base, texts, adapter))
    return {**asdict(found), "unmerged_mean_difference": unmerged.mean_difference}
