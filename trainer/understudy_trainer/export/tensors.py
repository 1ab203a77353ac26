"""Reading checkpoints as numpy and arranging them as llama.cpp wants them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from understudy_trainer.export.errors import ExportError, UnsupportedModelError

Array = np.ndarray[Any, Any]

_DTYPES = {"F32": "<f4", "F16": "<f2", "F64": "<f8"}


def permute(weight: Array, heads: int) -> Array:
    """Rows of llama-architecture q/k weights (or of their lora_B) from rotate-half order to interleaved rope order.

    weight: (heads * head_dim, ...). Row h, half p, i moves to h, i, p.
    """
    rows = weight.shape[0]
    split = weight.reshape(heads, 2, rows // heads // 2, *weight.shape[1:])
    return np.ascontiguousarray(split.swapaxes(1, 2).reshape(weight.shape))


def read_settings(path: Path) -> dict[str, Any]:
    """A JSON object of a checkpoint or adapter folder. Raises ExportError."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ExportError(f"{path.parent} has no {path.name}.", "Name a folder written by save_pretrained.") from None
    except (OSError, ValueError) as error:
        raise ExportError(f"{path} cannot be read: {error}.", "Save the folder again.") from None
    if not isinstance(found, dict):
        raise ExportError(f"{path} holds no settings.", "Save the folder again.")
    return found


def read_safetensors(path: Path) -> Iterator[tuple[str, Array]]:
    """(name, float32 array) of every tensor; bf16 is widened bit by bit because numpy has no such type."""
    with path.open("rb") as file:
        header_bytes = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(header_bytes))
    data = np.memmap(path, dtype=np.uint8, mode="r", offset=8 + header_bytes)
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, end = entry["data_offsets"]
        raw = data[start:end]
        if entry["dtype"] == "BF16":
            values = (raw.view("<u2").astype(np.uint32) << 16).view(np.float32)
        elif entry["dtype"] in _DTYPES:
            values = raw.view(_DTYPES[entry["dtype"]]).astype(np.float32)
        else:
            raise UnsupportedModelError(
                f"Tensor {name} has type {entry['dtype']}.", "Save the checkpoint as bf16 or f32."
            )
        yield name, values.reshape(entry["shape"])


def read_folder(folder: Path, stem: str) -> Iterator[tuple[str, Array]]:
    """Every tensor of `<stem>*.safetensors` in a folder (shards in name order)."""
    files = sorted(folder.glob(f"{stem}*.safetensors"))
    if not files:
        raise UnsupportedModelError(f"{folder} has no {stem}*.safetensors.", "Save it with save_pretrained.")
    for file in files:
        yield from read_safetensors(file)
