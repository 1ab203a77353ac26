"""What is written down. Events are appended and never edited; everything else is a view of them."""

from __future__ import annotations

import time
from typing import ClassVar, Literal

import msgspec

from understudy.prompts.types import Prompt

SHOWN_AFTER_S = 0.75  # Cody's visibility delay: a shorter look is no judgement
KEPT_AFTER_S = (30.0, 300.0)  # when the editor looks at what became of accepted text

Status = Literal["passed", "failed", "timeout", "crash", "error", "not_verified"]
"""The runner's verdicts, by the same names."""


class Shown(msgspec.Struct, frozen=True, tag="shown"):
    """One completion the user saw.

    id: unique. file: absolute path. prompt: the pieces the engine was given. text: what was offered.
    mean_logprob: nats per token. model_sha: content hash of the GGUF. adapter: its content hash, "" if none.
    cursor_piece: index of the prompt piece that ends at the cursor; -1 = the last text piece (suffix-first prompts).
    at: seconds since the epoch. features: numbers known before it was shown (`complete.features`), () if none;
    features_version: what they mean.
    """

    id: str
    file: str
    language: str
    prompt: Prompt
    text: str
    mean_logprob: float
    model_sha: str
    adapter: str = ""
    cursor_piece: int = -1
    at: float = msgspec.field(default_factory=time.time)
    features: tuple[float, ...] = ()
    features_version: int = 0


class Outcome(msgspec.Struct, frozen=True, tag="outcome"):
    """What became of a shown item.

    kind: "kept" carries `after_s`, the seconds since it was accepted, and `text`, what stands in its place now
    ("" = it was deleted).
    """

    id: str
    kind: Literal["accepted", "dismissed", "kept"]
    after_s: float = 0.0
    text: str = ""
    at: float = msgspec.field(default_factory=time.time)


class TestedCandidate(msgspec.Struct, frozen=True):
    """One candidate with its verdict. passed of total tests. wall_s: seconds inside the function under test, summed
    over the tests, each the least of interleaved rounds; 0 = not timed, as is all that did not pass."""

    __test__: ClassVar[bool] = False  # not a test class, whatever pytest makes of the name

    text: str
    status: Status
    passed: int
    total: int
    wall_s: float
    mean_logprob: float


class Tested(msgspec.Struct, frozen=True, tag="tested"):
    """Candidates for one prompt that were run against the same tests."""

    __test__: ClassVar[bool] = False  # not a test class, whatever pytest makes of the name

    id: str
    file: str
    language: str
    prompt: Prompt
    candidates: tuple[TestedCandidate, ...]
    model_sha: str
    adapter: str = ""
    at: float = msgspec.field(default_factory=time.time)


class Imported(msgspec.Struct, frozen=True, tag="imported"):
    """One line of a file the user imported. id: digest of what it says, so that it is never there twice.

    texts, scores: (chosen, rejected) with (1, 0) for a pair, one text with 1 or 0 for a label, k texts with 0..1 for a
    ranking. scope: as stated in the file, else one of its own prompt. margin: of a pair, as stated, else 1.
    origin: name of the file. model: content hash of the GGUF whose token ids the prompt holds, as stated in the file.
    language: as stated in the file (an editor's identifier), "" = unknown.
    """

    id: str
    shape: Literal["pair", "label", "ranking"]
    prompt: Prompt
    texts: tuple[str, ...]
    scores: tuple[float, ...]
    scope: str
    margin: float = 1.0
    origin: str = ""
    at: float = msgspec.field(default_factory=time.time)
    model: str = ""
    language: str = ""


class Excluded(msgspec.Struct, frozen=True, tag="excluded"):
    """The user deleted a pair: nothing is learnt from it (`withdrawn`). id: the pair's, a digest; no text is kept."""

    id: str
    at: float = msgspec.field(default_factory=time.time)


Event = Shown | Outcome | Tested | Imported | Excluded


def cursor_text(prompt: Prompt, cursor_piece: int = -1) -> str:
    """The text of the piece that ends at the cursor ("" if there is none)."""
    index = cursor_index(prompt, cursor_piece)
    piece = prompt[index] if index is not None else ""
    return piece if isinstance(piece, str) else ""


def cursor_index(prompt: Prompt, cursor_piece: int = -1) -> int | None:
    """The index of the piece that ends at the cursor."""
    if cursor_piece >= 0:
        return cursor_piece if cursor_piece < len(prompt) and isinstance(prompt[cursor_piece], str) else None
    return next((i for i in range(len(prompt) - 1, -1, -1) if isinstance(prompt[i], str)), None)
