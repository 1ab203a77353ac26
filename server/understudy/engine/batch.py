"""The C struct of one decode, over numpy arrays of ours: filled by slices, and nothing native to free."""

from __future__ import annotations

import ctypes
from typing import Any

import llama_cpp as L
import numpy as np
from numpy.typing import NDArray

SIZE = 512  # tokens of one decode; also one ubatch, so that a decode happens wholly or not at all


class Batch:
    """struct: what llama_decode takes. positions: (SIZE,), to be filled before `fill`."""

    def __init__(self) -> None:
        self._tokens, self.positions, self._sequences, ones = (np.zeros(SIZE, np.int32) for _ in range(4))
        self._wanted = np.zeros(SIZE, np.int8)
        ones[:] = 1
        row_pointer = ctypes.POINTER(ctypes.c_int32)
        base = self._sequences.ctypes.data
        rows = (row_pointer * SIZE)(*(ctypes.cast(base + 4 * row, row_pointer) for row in range(SIZE)))
        self.struct = L.llama_batch()
        fields: dict[str, NDArray[Any]] = {
            "token": self._tokens,
            "pos": self.positions,
            "n_seq_id": ones,
            "logits": self._wanted,
        }
        for field, array in fields.items():
            setattr(self.struct, field, array.ctypes.data_as(_field_type(field)))
        self.struct.seq_id = ctypes.cast(rows, _field_type("seq_id"))
        self._kept = (ones, rows)  # the struct holds bare pointers to these

    def fill(self, tokens: NDArray[np.int32], sequences: NDArray[np.int32], wanted: NDArray[np.bool_]) -> None:
        """One row for each token. wanted: whose logits are computed."""
        count = len(tokens)
        self._tokens[:count], self._sequences[:count], self._wanted[:count] = tokens, sequences, wanted
        self.struct.n_tokens = count


def _field_type(name: str) -> Any:
    return dict(L.llama_batch._fields_)[name]
