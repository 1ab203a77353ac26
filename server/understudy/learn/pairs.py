"""Preference pairs, rankings and labels: views of the event log, made anew each time.

Sources: "accept" (kept against dismissed, or the user's edit against what was accepted), "test" (passed against failed
in one batch), "speed" (both passed, one at least 1.25 times faster).
"""

from __future__ import annotations

import hashlib
import io
import math
import re
import tokenize
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from understudy.learn.events import (
    KEPT_AFTER_S,
    SHOWN_AFTER_S,
    Event,
    Outcome,
    Shown,
    Tested,
    TestedCandidate,
    cursor_index,
    cursor_text,
)
from understudy.prompts.types import Prompt

SAME_PLACE_S = 120.0  # a dismissal and an acceptance further apart are about different things
MAX_TYPED = 80  # characters typed between the two; more is another line of thought
MARGIN = 0.4  # AceCoder, 2502.01718: a smaller difference in pass rate is noise of the tests
SPEEDUP = 1.25
MIN_SLOW_S = 0.0001  # inside the function, least of interleaved rounds; below that the clock decides, not the code
MAX_CHARS = 6_000
MAX_LENGTH_RATIO = 8.0
PAIRS_PER_BATCH = 4  # one function with many candidates must not drown the others
HELD_OUT_PERCENT = 20
LEAST_HELD_OUT = 4  # pairs; with fewer the gate has nothing to judge by

Source = Literal["accept", "test", "speed"]

_SCOPE = re.compile(r"^\s*(?:async\s+def|def|class|function|func|fn)\s+\w+", re.MULTILINE)


class Pair(msgspec.Struct, frozen=True):
    """chosen is better than rejected after prompt. scope: what must not be split between training and held-out data
    (file and enclosing function). margin: difference in pass rate, or log2 of the speed-up; 1 for accept."""

    prompt: Prompt
    chosen: str
    rejected: str
    source: Source
    scope: str
    margin: float = 1.0
    at: float = 0.0

    @property
    def id(self) -> str:
        return _digest(msgspec.json.encode((self.prompt, self.chosen, self.rejected)))

    @property
    def held_out(self) -> bool:
        """Whether this pair is kept for the gate. Stable: it never changes as more pairs come in."""
        return held_out(self.scope)


class Ranking(msgspec.Struct, frozen=True):
    """Responses to one prompt with scores in 0..1, for RRTF. texts[i] has scores[i]."""

    prompt: Prompt
    texts: tuple[str, ...]
    scores: tuple[float, ...]
    scope: str


class Label(msgspec.Struct, frozen=True):
    """One response judged alone, for KTO."""

    prompt: Prompt
    text: str
    good: bool
    scope: str
    at: float = 0.0


def pairs(events: Iterable[Event]) -> list[Pair]:
    """Every usable pair of the log, oldest first; of contradicting pairs the latest stays."""
    log = list(events)
    found = [*_accept_pairs(log), *(pair for event in log if isinstance(event, Tested) for pair in tested_pairs(event))]
    found.sort(key=lambda pair: pair.at)
    kept: dict[tuple[str, frozenset[str]], Pair] = {}
    for pair in found:
        if usable(pair):
            key = (_digest(msgspec.json.encode(pair.prompt)), frozenset((pair.chosen, pair.rejected)))
            kept.pop(key, None)
            kept[key] = pair
    return list(kept.values())


def tested_pairs(batch: Tested) -> list[Pair]:
    """Passed against failed, closest in length first, and the fastest passing against the slowest."""
    scope = scope_of(batch.file, cursor_text(batch.prompt))
    known = [c for c in batch.candidates if c.status != "not_verified" and c.total > 0]
    passed = [c for c in known if c.status == "passed"]
    failed = [c for c in known if c.status != "passed" and 1.0 - pass_rate(c) >= MARGIN]
    ranked = sorted(
        ((good, bad) for good in passed for bad in failed), key=lambda gb: abs(len(gb[0].text) - len(gb[1].text))
    )
    found: list[Pair] = []
    used: set[str] = set()
    for good, bad in ranked:
        if bad.text not in used and len(found) < PAIRS_PER_BATCH:
            used.add(bad.text)
            margin = 1.0 - pass_rate(bad)
            found.append(Pair(batch.prompt, good.text, bad.text, "test", scope, margin, batch.at))
    timed = sorted((c for c in passed if c.wall_s > 0), key=lambda c: c.wall_s)
    if len(timed) > 1:
        fast, slow = timed[0], timed[-1]
        if slow.wall_s >= MIN_SLOW_S and slow.wall_s >= SPEEDUP * fast.wall_s:
            margin = math.log2(slow.wall_s / fast.wall_s)
            found.append(Pair(batch.prompt, fast.text, slow.text, "speed", scope, margin, batch.at))
    return found


def rankings(events: Iterable[Event]) -> list[Ranking]:
    """Batches whose candidates do not all score the same, by PanGu-Coder2's four classes (2307.14936, §4.2)."""
    found = []
    for event in events:
        if not isinstance(event, Tested):
            continue
        best: dict[str, float] = {}
        for candidate in event.candidates:
            if candidate.status != "not_verified" and candidate.total > 0 and candidate.text.strip():
                best[candidate.text] = max(best.get(candidate.text, 0.0), score(candidate))
        if len(set(best.values())) > 1:
            scope = scope_of(event.file, cursor_text(event.prompt))
            found.append(Ranking(event.prompt, tuple(best), tuple(best.values()), scope))
    return found


def labels(events: Iterable[Event]) -> list[Label]:
    """Every response with a verdict: kept or passed is good; dismissed, deleted or failed is bad."""
    log = list(events)
    found: dict[str, Label] = {}
    fates = _fates(log)
    for event in log:
        judged: list[tuple[str, bool]] = []
        scope = ""
        if isinstance(event, Shown):
            fate = fates.get(event.id)
            if fate is not None and fate.good is not None:
                judged = [(fate.final or event.text, fate.good)]
            scope = scope_of(event.file, cursor_text(event.prompt, event.cursor_piece))
        elif isinstance(event, Tested):
            judged = [
                (c.text, c.status == "passed")
                for c in event.candidates
                if c.status != "not_verified" and c.total > 0 and (c.status == "passed" or 1 - pass_rate(c) >= MARGIN)
            ]
            scope = scope_of(event.file, cursor_text(event.prompt))
        for text, good in judged:
            if text.strip() and len(text) <= MAX_CHARS and "<masked:" not in text and not isinstance(event, Outcome):
                found[_digest(msgspec.json.encode((event.prompt, text)))] = Label(
                    event.prompt, text, good, scope, event.at
                )
    return list(found.values())


def pass_rate(candidate: TestedCandidate) -> float:
    return candidate.passed / candidate.total if candidate.total else 0.0


def score(candidate: TestedCandidate) -> float:
    """Error < timeout < passes some < passes all, in 0..1."""
    if candidate.status == "passed":
        return 1.0
    if candidate.status == "failed":
        return 0.2 + 0.6 * pass_rate(candidate)
    return 0.1 if candidate.status == "timeout" else 0.0


def usable(pair: Pair) -> bool:
    """Whether the pair can teach: real texts, not too long, not the same code in another layout, no masked secret."""
    if not pair.chosen.strip() or not pair.rejected.strip() or "<masked:" in pair.chosen:
        return False
    lengths = sorted((len(pair.chosen), len(pair.rejected)))
    if lengths[1] > MAX_CHARS or lengths[1] > MAX_LENGTH_RATIO * lengths[0] + 80:
        return False
    return canonical(pair.chosen) != canonical(pair.rejected)


def canonical(text: str) -> str:
    """Code without comments and layout (indentation stays), to see whether two texts differ in substance."""
    try:
        skip = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENDMARKER)
        tokens = tokenize.generate_tokens(io.StringIO(text + "\n").readline)
        return " ".join(token.string.strip() or str(token.type) for token in tokens if token.type not in skip)
    except (tokenize.TokenError, SyntaxError):
        return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


def held_out(scope: str) -> bool:
    return int(_digest(scope.encode("utf-8", "surrogatepass")), 16) % 100 < HELD_OUT_PERCENT


def scope_of(file: str, before_cursor: str) -> str:
    """File and the nearest definition above the cursor."""
    last = None
    for last in _SCOPE.finditer(before_cursor):  # noqa: B007
        pass
    return f"{file}::{last[0].strip()}" if last else file


class _Fate(msgspec.Struct):
    """What became of one shown item. final: what stood there at the last look; None = never looked."""

    accepted: float | None = None
    dismissed: float | None = None
    final: str | None = None
    good: bool | None = None


def _fates(events: Iterable[Event]) -> dict[str, _Fate]:
    shown_at: dict[str, float] = {}
    fates: dict[str, _Fate] = {}
    for event in events:
        if isinstance(event, Shown):
            shown_at[event.id] = event.at
            fates[event.id] = _Fate()
        elif isinstance(event, Outcome) and (fate := fates.get(event.id)) is not None:
            if event.kind == "accepted":
                fate.accepted, fate.good = event.at, True
            elif event.kind == "dismissed" and event.at - shown_at[event.id] >= SHOWN_AFTER_S:
                fate.dismissed = event.at
                fate.good = False if fate.accepted is None else fate.good
            elif event.kind == "kept" and event.after_s >= KEPT_AFTER_S[0]:
                fate.final = event.text
                fate.good = bool(event.text.strip())
    return fates


def _accept_pairs(log: list[Event]) -> Iterator[Pair]:
    fates = _fates(log)
    dismissed: list[Shown] = []
    for event in log:
        if not isinstance(event, Shown):
            continue
        fate = fates[event.id]
        scope = scope_of(event.file, cursor_text(event.prompt, event.cursor_piece))
        if fate.accepted is not None and fate.good:
            final = event.text if fate.final is None else fate.final
            if fate.final is not None:
                yield Pair(event.prompt, final, event.text, "accept", scope, at=event.at)
            for earlier in dismissed:
                if event.at - earlier.at <= SAME_PLACE_S and earlier.file == event.file:
                    typed = typed_between(earlier, event)
                    if typed is not None:
                        yield Pair(earlier.prompt, typed + final, earlier.text, "accept", scope, at=event.at)
        elif fate.dismissed is not None:
            dismissed.append(event)
            del dismissed[:-20]


def typed_between(earlier: Shown, later: Shown) -> str | None:
    """What the user typed from `earlier`'s cursor to `later`'s; None if the prompts differ in anything else."""
    index = cursor_index(later.prompt, later.cursor_piece)
    if index is None or index != cursor_index(earlier.prompt, earlier.cursor_piece):
        return None
    before, after = earlier.prompt[index], later.prompt[index]
    rest_equal = (
        earlier.prompt[:index] == later.prompt[:index] and earlier.prompt[index + 1 :] == later.prompt[index + 1 :]
    )
    if not isinstance(before, str) or not isinstance(after, str) or not rest_equal or not after.startswith(before):
        return None
    typed = after[len(before) :]
    return typed if len(typed) <= MAX_TYPED else None


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=8).hexdigest()
