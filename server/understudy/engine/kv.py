"""The KV cells of one context: which tokens each sequence holds, and every way to share, move, save and drop them.

Positions of a sequence are 0, 1, 2 … without gaps. Only cells move here; nothing is decoded.
"""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import llama_cpp as L
import numpy as np
from numpy.typing import NDArray

from understudy.engine.errors import EngineError

Saved = NDArray[np.uint8]


class Lifted(NamedTuple):
    """Cells taken out of a sequence: positions start..stop, held by the sequence `spare` alone."""

    spare: int
    start: int
    stop: int


class KvCells:
    """ends: the next position of each sequence; only `Llama.decode` writes it besides this class.

    can_shift: whether cells can be moved to other positions.
    """

    def __init__(self, context: Any, sequences: int) -> None:
        self._context = context
        self._memory = L.llama_get_memory(context)
        self.ends = [0] * sequences
        self.can_shift = bool(L.llama_memory_can_shift(self._memory))

    def trim(self, sequence: int, length: int) -> int:
        """Keep at most the first `length` tokens of a sequence; returns how many are left (0 if it cannot be cut)."""
        length = min(length, self.ends[sequence])
        if not L.llama_memory_seq_rm(self._memory, sequence, length, -1):
            L.llama_memory_seq_rm(self._memory, sequence, -1, -1)
            length = 0
        self.ends[sequence] = length
        return length

    def share(self, source: int, target: int, length: int) -> None:
        """Make `target` hold the first `length` tokens of `source`, in the same cells."""
        if source == target or length > self.ends[source]:
            raise EngineError("A sequence cannot share what it does not hold.")
        self.trim(target, 0)
        if length:
            L.llama_memory_seq_cp(self._memory, source, target, 0, length)
        self.ends[target] = length

    def last_position(self, sequence: int) -> int:
        """The last position llama.cpp holds for a sequence, -1 if none: by our accounts always its end - 1."""
        return int(L.llama_memory_seq_pos_max(self._memory, sequence))

    def clear(self) -> None:
        """Empty every sequence."""
        L.llama_memory_clear(self._memory, False)
        self.ends = [0] * len(self.ends)

    # --- moving ---------------------------------------------------------------------------------------------------

    def lift(self, sequence: int, start: int, spare: int) -> Lifted:
        """Take the cells from `start` on out of a sequence. `spare` is empty and must not be used before `put_back`.

        No other sequence may hold these cells: they will move for it too.
        """
        stop = self.ends[sequence]
        if sequence == spare or self.ends[spare] or not start < stop:
            raise EngineError("A sequence cannot give up what it does not hold.")
        L.llama_memory_seq_cp(self._memory, sequence, spare, start, stop)
        self.trim(sequence, start)
        return Lifted(spare, start, stop)

    def put_back(self, lifted: Lifted, sequence: int) -> None:
        """Append lifted cells to a sequence. Their keys are rotated in the next decode: if that fails they are lost."""
        spare, start, stop = lifted
        end = self.ends[sequence]
        if end != start:
            L.llama_memory_seq_add(self._memory, spare, start, stop, end - start)
        L.llama_memory_seq_cp(self._memory, spare, sequence, end, end + stop - start)
        self.trim(spare, 0)
        self.ends[sequence] = end + stop - start

    def splice(self, source: int, target: int, start: int, stop: int) -> None:
        """Make `target` hold `source`'s cells at positions start..stop instead of its own."""
        if not 0 <= start < stop <= min(self.ends[source], self.ends[target]):
            raise EngineError("A sequence cannot take over what it does not hold.")
        L.llama_memory_seq_rm(self._memory, target, start, stop)
        L.llama_memory_seq_cp(self._memory, source, target, start, stop)

    # --- saving ---------------------------------------------------------------------------------------------------

    def save(self, sequence: int, limit: int) -> Saved | None:
        """A sequence's cells as bytes, None if that would be more than `limit` or llama.cpp does not hand them out.

        12 KB a token for a 0.5 B model; 0.6 ms for 1 000 tokens.
        """
        expected = L.llama_state_seq_get_size(self._context, sequence)
        if not 0 < expected <= limit:
            return None
        data = np.zeros(expected, np.uint8)
        size = L.llama_state_seq_get_data(self._context, _pointer(data), len(data), sequence)
        return data[:size] if size else None

    def restore(self, sequence: int, data: Saved, length: int) -> bool:
        """Fill a sequence with saved cells of `length` tokens; False, and it is empty, if llama.cpp refuses them."""
        self.trim(sequence, 0)
        data = np.ascontiguousarray(data)
        size = L.llama_state_seq_set_data(self._context, _pointer(data), len(data), sequence)
        first = L.llama_memory_seq_pos_min(self._memory, sequence)
        self.ends[sequence] = length
        if size != len(data) or (first, self.last_position(sequence)) != (0, length - 1):
            L.llama_memory_seq_rm(self._memory, sequence, -1, -1)
            self.ends[sequence] = 0
            return False
        return True


def _pointer(data: Saved) -> Any:
    return data.ctypes.data_as(ctypes.POINTER(ctypes.c_uint8))
