"""A GGUF model in a smaller number format, by llama.cpp."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import gguf

from understudy.files import replacing
from understudy_trainer.export.errors import ExportError
from understudy_trainer.export.llama_process import run_job
from understudy_trainer.export.rewrite import open_gguf, value_of

FILE_TYPES = {
    "f32": 0,
    "f16": 1,
    "q4_0": 2,
    "q4_1": 3,
    "q8_0": 7,
    "q5_0": 8,
    "q5_1": 9,
    "q4_k_m": 15,
    "q5_k_m": 17,
    "q6_k": 18,
}
"""Name -> llama_ftype. K types need rows of 256; llama.cpp falls back per tensor where they do not fit."""

WHOLE = ("F32", "F16", "BF16", "Q8_0")
"""Formats to start from. Q8_0 is one: its error is far below that of what is quantized from it (docs/training.md)."""
F32_LIMIT = 4 << 30  # bytes of a model written out in f32 for a check: one copy on disk, two in memory
K_ROW, ROW = 256, 32  # weights in one block


@dataclass(frozen=True, slots=True)
class Layout:
    """kinds: number format -> matrices. fell_back: matrices whose rows do not divide into the format's blocks."""

    kinds: dict[str, int]
    fell_back: tuple[str, ...]


def quantize(src: Path, dst: Path, kind: str, *, threads: int = 1, requantize: bool = False) -> None:
    """Write `dst` (atomically). requantize: whether tensors that are quantized already may be quantized anew; without
    it `src` has to be f32, f16 or bf16. Raises ExportError."""
    number = file_type(kind)
    if not src.is_file():
        raise ExportError(f"{src} does not exist.", "Export the model first.")
    with replacing(dst) as part:
        job = {"job": "quantize", "model": str(src), "out": str(part), "type": number, "threads": threads}
        run_job({**job, "requantize": requantize})


def file_type(kind: str) -> int:
    """The llama_ftype of a name. Raises ExportError."""
    number = FILE_TYPES.get(kind.lower())
    if number is None:
        raise ExportError(f"There is no format {kind!r}.", f"Choose one of {', '.join(FILE_TYPES)}.")
    return number


def quantize_anew(src: Path, dst: Path, kind: str, *, threads: int = 1) -> bool:
    """`quantize` from a source of at least 8 bits to a file that is not there yet; returns whether it was quantized.

    Raises ExportError: from fewer bits a second loss would add to the first and nobody could tell them apart.
    """
    file_type(kind)
    if dst.exists():
        raise ExportError(f"{dst} exists already.", "Give another name, or remove it first.")
    rough = sorted({t.tensor_type.name for t in open_gguf(src).tensors} - set(WHOLE))
    if rough:
        raise ExportError(
            f"{src.name} is quantized to {', '.join(rough)} already; doing it again would add a second loss.",
            "Start from the model's f16 or q8_0 file.",
        )
    quantized = "Q8_0" in layout(src).kinds
    quantize(src, dst, kind, threads=threads, requantize=quantized)
    return quantized


def kind_of(path: Path) -> str:
    """The name of a file's format as it says itself, "" if it is none of ours."""
    number = value_of(open_gguf(path), "general.file_type")
    return next((name for name, value in FILE_TYPES.items() if value == number), "")


def layout(path: Path, kind: str = "") -> Layout:
    """What a file's matrices are in. kind: the format that was asked for."""
    matrices = [t for t in open_gguf(path).tensors if len(t.shape) > 1]
    row = 1 if kind.startswith("f") else K_ROW if "_k" in kind else ROW
    return Layout(
        kinds=dict(Counter(t.tensor_type.name for t in matrices).most_common()),
        fell_back=tuple(t.name for t in matrices if int(t.shape[0]) % row) if kind else (),
    )


def f32_bytes(path: Path) -> int:
    """Size of a model's tensors in f32."""
    return 4 * sum(int(tensor.n_elements) for tensor in open_gguf(path).tensors)


def is_f32(path: Path) -> bool:
    """Whether every tensor is in f32."""
    return {t.tensor_type for t in open_gguf(path).tensors} == {gguf.GGMLQuantizationType.F32}
