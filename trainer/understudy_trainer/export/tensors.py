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
    """(name, float32 array) of every tensor; bf16 is widened bit by bit because numpy has no such type.

    Raises ExportError for a file that is none, UnsupportedModelError for other types."""
    try:
        entries, data = _opened(path)
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise _unreadable(path, error) from None
    for name, entry in entries.items():
        try:
            kind, (start, end), shape = entry["dtype"], entry["data_offsets"], entry["shape"]
            if not 0 <= start <= end <= len(data):
                raise ValueError(f"{name} lies outside the file")
            raw = data[start:end]
            if kind == "BF16":
                values = (raw.view("<u2").astype(np.uint32) << 16).view(np.float32).reshape(shape)
            elif kind in _DTYPES:
                values = raw.view(_DTYPES[kind]).astype(np.float32).reshape(shape)
            else:
                raise UnsupportedModelError(f"Tensor {name} has type {kind}.", "Save the checkpoint as bf16 or f32.")
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise _unreadable(path, error) from None
        yield name, values


def _opened(path: Path) -> tuple[dict[str, Any], Array]:
    """The header's tensors, and the bytes behind it. Raises OSError, ValueError or TypeError."""
    size = path.stat().st_size
    with path.open("rb") as file:
        header_bytes = int.from_bytes(file.read(8), "little")
        if size < 8 or header_bytes > size - 8:  # eight bytes of garbage ask for exabytes
            raise ValueError("its header is longer than the file")
        header = json.loads(file.read(header_bytes))
    if not isinstance(header, dict):
        raise ValueError("its header is no JSON object")
    header.pop("__metadata__", None)
    at = 8 + header_bytes
    data: Array = np.memmap(path, np.uint8, mode="r", offset=at) if size > at else np.empty(0, np.uint8)
    return header, data


def _unreadable(path: Path, error: Exception) -> ExportError:
    return ExportError(f"{path} is no whole safetensors file ({error}).", "Save or copy it again.")


def read_folder(folder: Path, stem: str) -> Iterator[tuple[str, Array]]:
    """Every tensor of `<stem>*.safetensors` in a folder (shards in name order)."""
    files = sorted(folder.glob(f"{stem}*.safetensors"))
    if not files:
        raise UnsupportedModelError(f"{folder} has no {stem}*.safetensors.", "Save it with save_pretrained.")
    for file in files:
        yield from read_safetensors(file)
