"""A safetensors file: read as it was written, or refused in words, whatever its bytes."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from understudy_trainer.export.errors import ExportError
from understudy_trainer.export.tensors import read_safetensors

VALUES = np.arange(6, dtype="<f4")


def file_of(header: object, data: bytes = VALUES.tobytes()) -> bytes:
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + data


def read(content: bytes) -> dict[str, np.ndarray]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.safetensors"
        path.write_bytes(content)
        return dict(read_safetensors(path))


def entry(dtype: object = "F32", shape: object = (2, 3), offsets: object = (0, 24)) -> dict[str, object]:
    return {"dtype": dtype, "shape": shape, "data_offsets": offsets}


WHOLE = file_of({"__metadata__": {"format": "pt"}, "a": entry()})


def test_what_was_written_is_read() -> None:
    assert np.array_equal(read(WHOLE)["a"], VALUES.reshape(2, 3))


@pytest.mark.parametrize(
    "header",
    [
        [],
        {"a": 3},
        {"a": entry(dtype=["F32"])},
        {"a": entry(dtype="I64")},
        {"a": entry(shape=[2, 4])},
        {"a": entry(shape=[1 << 70])},
        {"a": entry(offsets=[0, 1 << 40])},
        {"a": entry(offsets=[8, 0])},
        {"a": entry(offsets=[0, 3])},
        {"a": entry(offsets=[0.5, 24])},
    ],
)
def test_a_header_that_lies_is_refused(header: object) -> None:
    with pytest.raises(ExportError) as refusal:
        read(file_of(header))
    assert refusal.value.next_step


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.integers(0, len(WHOLE)))
def test_no_bytes_raise_anything_else(place: int, byte: int, length: int) -> None:
    garbled = bytearray(WHOLE)
    garbled[place] = byte
    for content in (bytes(garbled), WHOLE[:length]):
        try:
            read(content)
        except ExportError as error:
            assert error.message
