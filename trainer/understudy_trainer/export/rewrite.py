"""A GGUF into another GGUF: metadata and tensors carried over one by one, some tensors with new values.

Never through a checkpoint folder: whatever a file says about itself that we do not know of stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from pathlib import Path
from typing import Any

import gguf
import numpy as np

from understudy.files import replacing
from understudy.models.gguf_header import read_header, read_model
from understudy_trainer.export.errors import ExportError
from understudy_trainer.export.tensors import Array

_WRITTEN_ANEW = ("general.architecture", "general.file_type")


def open_gguf(path: Path, *, adapter: bool = False) -> gguf.GGUFReader:
    """A model's (or any) GGUF, checked first. Raises ModelError or ExportError."""
    (read_header if adapter else read_model)(path)
    try:
        return gguf.GGUFReader(path)
    except (ValueError, KeyError, IndexError, UnicodeDecodeError) as error:
        raise ExportError(f"{path.name} cannot be read: {error}.", "Get the file again.") from error


def value_of(reader: gguf.GGUFReader, key: str) -> Any:
    """A metadata value, None if the file has none of that name."""
    field = reader.get_field(key)
    return None if field is None else field.contents()


def dequantized(tensor: gguf.ReaderTensor) -> Array:
    """A tensor's values, f32, rows first. Raises ExportError for formats gguf-py cannot read."""
    try:
        values: Array = gguf.quants.dequantize(tensor.data, tensor.tensor_type)
    except NotImplementedError:
        raise ExportError(
            f"{tensor.name} has the format {tensor.tensor_type.name}, which cannot be read here.",
            "Start from an f16, q8_0, q6_k, q5_k_m or q4_k_m file.",
        ) from None
    return values.astype(np.float32, copy=False)


def rewrite(
    source: gguf.GGUFReader,
    out: Path,
    changed: Container[str],
    values: Callable[[gguf.ReaderTensor], Array],
    *,
    file_type: gguf.LlamaFileType = gguf.LlamaFileType.GUESSED,
    extra: Mapping[str, str] | None = None,
) -> None:
    """Write `out` (atomically), one tensor in memory at a time.

    changed: names of the tensors that become f32 with `values`; the others keep their bytes. extra: metadata strings
    that replace those of the same name.
    """
    with replacing(out) as part:
        writer = gguf.GGUFWriter(part, str(value_of(source, "general.architecture")))
        writer.data_alignment = source.alignment
        for key, field in source.fields.items():
            if not key.startswith("GGUF.") and key not in _WRITTEN_ANEW and key not in (extra or {}):
                inner = field.types[-1] if field.types[0] == gguf.GGUFValueType.ARRAY else None
                writer.add_key_value(key, field.contents(), field.types[0], inner)
        writer.add_file_type(file_type)
        for key, text in (extra or {}).items():
            writer.add_string(key, text)
        for tensor in source.tensors:
            if tensor.name in changed:
                shape = [int(n) for n in reversed(tensor.shape)]
                writer.add_tensor_info(tensor.name, shape, np.dtype(np.float32), int(tensor.n_elements) * 4)
            else:
                data = tensor.data
                writer.add_tensor_info(tensor.name, data.shape, data.dtype, data.nbytes, tensor.tensor_type)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_ti_data_to_file()
        for tensor in source.tensors:
            data = values(tensor) if tensor.name in changed else tensor.data
            writer.write_tensor_data(np.ascontiguousarray(data))
        writer.close()


def dequantize(source: Path, out: Path, *, through_bf16: bool = False) -> None:
    """Write `source` in f32. through_bf16: every value rounded as a model loaded in bf16 has it."""
    reader = open_gguf(source)

    def values(tensor: gguf.ReaderTensor) -> Array:
        found = dequantized(tensor)
        if not through_bf16:
            return found
        bf16 = gguf.GGMLQuantizationType.BF16
        return gguf.quants.dequantize(gguf.quants.quantize(found, bf16), bf16)

    rewrite(reader, out, {t.name for t in reader.tensors}, values, file_type=gguf.LlamaFileType.ALL_F32)
