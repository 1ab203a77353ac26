"""Evaluated prompts of documents that are not being typed in: coming back to one costs its changed tail only.

The least recently used go first. A state belongs to one model and one adapter (`change_model`).
"""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple, Protocol

from understudy.engine.kv import Saved
from understudy.engine.sampling import Tokens

MIN_TOKENS = 64  # evaluating fewer takes about as long as a restore
MAX_BYTES = 256 << 20
MAX_STATES = 32


class State(NamedTuple):
    """Exact cells of `tokens`."""

    tokens: Tokens
    data: Saved


class Store(Protocol):
    """Where states outlive the process (`shelf.Shelf`). Never raises."""

    def tokens(self, document: str) -> Tokens | None: ...
    def load(self, document: str) -> State | None: ...
    def save(self, document: str, state: State) -> None: ...


class States:
    """States in memory by document name, bounded in bytes and number; and behind them the store, if there is one."""

    def __init__(self, store: Store | None = None, *, max_bytes: int = MAX_BYTES, max_states: int = MAX_STATES) -> None:
        self._store = store
        self.max_bytes, self._max_states = max_bytes, max_states
        self._states: OrderedDict[str, State] = OrderedDict()
        self._unstored: dict[str, None] = {}  # in order of change

    def tokens(self, document: str) -> Tokens | None:
        """What a document's state holds, without reading it from the store."""
        if document in self._states:
            return self._states[document].tokens
        return self._store.tokens(document) if self._store is not None and document else None

    def put(self, document: str, state: State) -> None:
        """Keep a document's state instead of its older one, unless it alone is more than may be kept."""
        if state.data.nbytes > self.max_bytes:
            return
        self._states[document] = state
        self._states.move_to_end(document)
        self._unstored.pop(document, None)
        self._unstored[document] = None
        while len(self._states) > self._max_states or self.size_bytes > self.max_bytes:
            dropped, _ = self._states.popitem(last=False)
            self._unstored.pop(dropped, None)

    def get(self, document: str) -> State | None:
        """A document's state, which thereby is the most recently used one."""
        if document in self._states:
            self._states.move_to_end(document)
        elif self._store is not None and document and (state := self._store.load(document)) is not None:
            self.put(document, state)
            self._unstored.pop(document, None)
        return self._states.get(document)

    def change_model(self, store: Store | None) -> None:
        """Forget everything: cells of one model or adapter are wrong under another. store: of the new one."""
        self._store = store
        self._states.clear()
        self._unstored.clear()

    @property
    def keeps(self) -> bool:
        """Whether states outlive the process."""
        return self._store is not None

    def store_one(self) -> bool:
        """Write the state that changed last; returns whether there are more."""
        if self._store is None or not self._unstored:
            return False
        document, _ = self._unstored.popitem()
        self._store.save(document, self._states[document])
        return bool(self._unstored)

    @property
    def size_bytes(self) -> int:
        return sum(state.data.nbytes for state in self._states.values())
