"""The function or class under test in one text, and the requests that present a candidate for it. Pure.

In: the editor's text. Out: JSON requests for `servers`. A file that is not on disk is served by the import hook at
every level, since nothing can be mounted over nothing.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Sequence
from typing import Any

from understudy.runner import gate, source
from understudy.runner.servers import Tier
from understudy.runner.types import FunctionRef, RunnerError

MEMORY_MB = 1024
_versions = itertools.count(1)


class Target:
    """Raises RunnerError if the text does not parse, or does not define `ref.qualname` exactly once.

    hooked: the file is served by the import hook, not mounted.
    """

    def __init__(self, ref: FunctionRef, text: str, *, hooked: bool) -> None:
        self.ref, self.text, self.hooked = ref, text, hooked
        tree = source.parse(text)
        if isinstance(tree, str):
            raise RunnerError(f"{ref.file.name} does not parse ({tree}).", "Fix the syntax error first.")
        place = source.locate(tree, ref.qualname)
        if place is None:
            raise RunnerError(
                f"{ref.qualname} is not defined exactly once in {ref.file.name}.", "Pick another function."
            )
        self.tree: ast.Module = tree
        self.place = place
        self.encoding = source.encoding(text)

    def poison(self, tier: Tier) -> Candidate:
        """The positive control's candidate."""
        text = source.poisoned(self.text, self.place, at_call=tier == "confirm")
        return Candidate(self, text, self.place, poison=True)

    def original(self) -> Candidate:
        return Candidate(self, self.text, self.place, loaded=True)

    def candidate(self, text: str) -> Candidate | str:
        """A candidate's whole text, or why it is none in a few words."""
        tree = source.parse(source.only_statement(self.text, self.place, text) or text)
        if isinstance(tree, str):
            return f"syntax error: {tree}"
        try:
            source.encoding(text)
        except RunnerError as error:
            return error.message
        place = source.locate(tree, self.ref.qualname)
        if place is None:
            return f"{self.ref.qualname} is not defined exactly once"
        if place.is_class != self.place.is_class:
            return f"{self.ref.qualname} is {'a class' if place.is_class else 'no class'} here"
        return Candidate(self, text, place, flags=gate.flags(tree, self.tree))

    def same_around(self, other: Target) -> bool:
        """Whether `other` differs in nothing but the body: what is loaded around it serves both."""
        return self.hooked == other.hooked and source.only_body_differs(self.text, self.place, other.text, other.place)


class Candidate:
    """One whole text with something in the target's place. flags: what the gate noticed."""

    def __init__(
        self,
        target: Target,
        text: str,
        place: source.Place,
        *,
        flags: dict[str, gate.Kind] | None = None,
        poison: bool = False,
        loaded: bool = False,
    ) -> None:
        """loaded: what the servers hold is meant (of kept ones perhaps not the body in the editor)."""
        self.target, self.text, self.place, self.flags, self.poison = target, text, place, flags or {}, poison
        self.loaded = loaded

    @property
    def swappable(self) -> bool:
        """Whether only a body changed, by code that looks at nothing but its task."""
        target = self.target
        plain = not target.place.is_class and not self.flags
        return plain and source.only_body_differs(target.text, target.place, self.text, self.place)

    def request(self, tier: Tier, nodeids: Sequence[str], timeout_s: float) -> dict[str, Any]:
        """timeout_s: seconds for the run."""
        ref = self.target.ref
        path = str(ref.file)
        request: dict[str, Any] = {
            "nodeids": list(nodeids),
            "path": path,
            "qualname": ref.qualname,
            "timeout": timeout_s,
            "memory_mb": MEMORY_MB,
            "encoding": source.encoding(self.text),
            "mtime": 1_000_000_000 + next(_versions),  # unique: an equal mtime and size would run a stale .pyc
        }
        if tier == "confirm":
            return request | {"served" if self.target.hooked else "files": {path: self.text}}
        if self.loaded:
            return request
        return request | {
            "swap": True,
            "snippet": source.snippet(self.text, self.place),
            "future_annotations": self.target.place.future_annotations,
            "decorated": bool(self.target.place.node.decorator_list),
            "poison": self.poison,
        }
