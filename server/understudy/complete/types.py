"""Values of the complete room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from understudy.complete.features import Features
from understudy.engine.protocol import Engine
from understudy.errors import UnderstudyError
from understudy.prompts.types import Prompt, Snippet


@dataclass(frozen=True, slots=True)
class Served:
    """An engine and the content hash of the adapter it runs under ("" = the base model alone)."""

    engine: Engine
    adapter: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What cached text is valid for: (model hash, adapter hash). Never names: names are used again."""
        return (self.engine.info.sha256, self.adapter)


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. lines: the document's lines with their ends. index: into lines[line], not UTF-16.
    invoked: the user asked for it (the gates that only save work stand open). root: the project's folder."""

    uri: str
    path: Path | None
    language: str
    lines: list[str]
    line: int
    index: int
    invoked: bool = False
    root: Path | None = None

    @property
    def before(self) -> str:
        """The cursor's line up to the cursor."""
        return self.lines[self.line][: self.index]

    @property
    def after(self) -> str:
        """The cursor's line from the cursor, without its end."""
        return self.lines[self.line][self.index :].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Options:
    """first_answer_s: when the best so far is handed over. debounce_s: the least wait; the wait itself adapts.
    max_tokens: of one line; blocks get three times as many. alternatives: items for an explicit request.
    gentle: spare the battery. paused: answer explicit requests only. quiet: somebody waits for a command, so nothing
    is written ahead. languages: those that are completed, as editors name them."""

    first_answer_s: float = 0.25
    debounce_s: float = 0.0
    max_tokens: int = 64
    plan: bool = True
    alternatives: int = 3
    speculate_next: bool = True
    hide_unsure: bool = True
    cross_file: bool = True
    gentle: bool = False
    paused: bool = False
    quiet: bool = False
    languages: frozenset[str] = frozenset({"python"})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Text (LF) to insert at the cursor.

    id: stays the same while the user types through it. full: all it said when it was first shown. prompt,
    cursor_piece: what the engine was asked, and which piece of it ends at the cursor (-1 = the last text). lead +
    full continues that prompt. mean_logprob, lowest_logprob: nats per token, of `full`; tokens 0 = unknown. model,
    adapter: content hashes. plan: steps, at an empty body only; function: its name. features: what was known of it
    when it was about to be shown, None if it was never judged.
    """

    id: str
    text: str
    full: str
    prompt: Prompt
    cursor_piece: int
    lead: str
    model: str
    adapter: str
    mean_logprob: float = 0.0
    plan: tuple[str, ...] = ()
    function: str = ""
    lowest_logprob: float = 0.0
    tokens: int = 0
    features: Features | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """suggestions, best first, or why there is none (a word for the log). error: what the user should hear of, once.
    seconds: from request to answer. tokens_per_s: of the model's last finished text, 0 if unknown. hidden: the id of
    the suggestion that was kept back."""

    suggestions: tuple[Suggestion, ...] = ()
    reason: str = ""
    error: UnderstudyError | None = None
    seconds: float = 0.0
    cached: bool = False
    tokens_per_s: float = 0.0
    hidden: str = ""

    @property
    def suggestion(self) -> Suggestion | None:
        """The best one."""
        return self.suggestions[0] if self.suggestions else None


Rejected = Callable[[str, str], bool]
"""(prefix, text) -> has the user turned this text down here before? prefix: the last non-blank line above the cursor,
and the cursor's line up to it."""

Judge = Callable[[Features], float | None]
"""The probability that the user accepts it, learned from this user; None while too little is known."""


class Related(Protocol):
    """Where code of other files comes from (`context.related`)."""

    async def snippets(
        self, path: Path, lines: Sequence[str], line: int, *, characters: int, timeout_s: float
    ) -> tuple[Snippet, ...]: ...
