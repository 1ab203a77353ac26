"""A GGUF model in a smaller number format, by llama.cpp."""

from __future__ import annotations

from pathlib import Path

from understudy.files import replacing
from understudy_trainer.export.errors import ExportError
from understudy_trainer.export.llama_process import run_job

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


def quantize(src: Path, dst: Path, kind: str, *, threads: int = 1) -> None:
    """Write `dst` (atomically). src: an f32 or f16 GGUF. Raises ExportError."""
    number = FILE_TYPES.get(kind.lower())
    if number is None:
        raise ExportError(f"There is no format {kind!r}.", f"Choose one of {', '.join(FILE_TYPES)}.")
    if not src.is_file():
        raise ExportError(f"{src} does not exist.", "Export the model first.")
    with replacing(dst) as part:
        run_job({"job": "quantize", "model": str(src), "out": str(part), "type": number, "threads": threads})
