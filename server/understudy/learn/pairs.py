"""Preference pairs, rankings and labels: views of the event log, made anew each time.

Where they come from stands in `source` (`noise.Source`); what is left out, and why, in `noise`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import msgspec

from understudy.learn.events import Event, Imported, Shown, Tested, TestedCandidate, cursor_text
from understudy.learn.fates import fates, kept
from understudy.learn.noise import (
    MARGIN,
    MAX_CHARS,
    MAX_PROMPT_CHARS,
    MOST_OF_A_FUNCTION,
    SPEEDUP,
    Drops,
    Source,
    Sourced,
    capped,
    fault,
    prompt_chars,
)
from understudy.learn.split import LEAST_HELD_OUT as LEAST_HELD_OUT
from understudy.learn.split import digest, scope_of
from understudy.learn.split import held_out as held_out
from understudy.learn.withdrawn import excluded, pair_id, ranked, response_id, responses
from understudy.prompts.types import Prompt

MIN_SLOW_S = 0.0001  # inside the function, least of interleaved rounds; below that the clock decides, not the code
PAIRS_PER_BATCH = 4  # of one run of the tests
UNKNOWN_MODEL = "unknown"  # of token ids nobody said whose they are: no model's content hash


class Pair(msgspec.Struct, frozen=True):
    """chosen is better than rejected after prompt. scope: what must not be split between training and held-out data
    (file and enclosing function). margin: difference in pass rate, or log2 of the speed-up; 1 for the others. model:
    content hash of the GGUF whose token ids the prompt holds, "" = not known, UNKNOWN_MODEL = certainly not known.
    language: an editor's identifier. cursor_piece: as in `Shown`."""

    prompt: Prompt
    chosen: str
    rejected: str
    source: Source
    scope: str
    margin: float = 1.0
    at: float = 0.0
    model: str = ""
    language: str = "python"
    cursor_piece: int = -1

    @property
    def id(self) -> str:
        return pair_id(self.prompt, self.chosen, self.rejected)

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
    source: Source = "test"
    at: float = 0.0
    model: str = ""


class Label(msgspec.Struct, frozen=True):
    """One response judged alone, for KTO. source: "kept" if somebody looked later whether it still stands."""

    prompt: Prompt
    text: str
    good: bool
    scope: str
    at: float = 0.0
    source: Source = "accept"
    model: str = ""


class Sifted(msgspec.Struct, frozen=True):
    """pairs: oldest first. dropped: how many were left out, by reason."""

    pairs: list[Pair]
    dropped: Drops


def pairs(events: Iterable[Event]) -> list[Pair]:
    """Every usable pair of the log, oldest first."""
    return sifted(events).pairs


def sifted(events: Iterable[Event]) -> Sifted:
    """Every usable pair of the log, and what was not usable. Of contradicting pairs the latest stays, and what was seen
    here before what was imported."""
    log = list(events)
    dropped = Drops()
    found = [*_accept_pairs(log), *_imported_pairs(log)]
    usable: list[Pair] = []
    for pair in found:
        if (reason := fault(pair)) is not None:
            dropped[reason] += 1
        else:
            usable.append(pair)
    usable += [pair for event in log if isinstance(event, Tested) for pair in tested_pairs(event, dropped)]
    usable.sort(key=lambda pair: pair.at)
    latest: dict[tuple[str, frozenset[str]], Pair] = {}
    for pair in usable:
        key = (digest(msgspec.json.encode(pair.prompt)), frozenset((pair.chosen, pair.rejected)))
        before = latest.get(key)
        if before is not None:
            dropped["duplicate" if before.chosen == pair.chosen else "contradicted"] += 1
            if _outweighs(before, pair):
                continue
            del latest[key]
        latest[key] = pair
    gone = excluded(log)
    left = [pair for pair in latest.values() if pair.id not in gone] if gone else list(latest.values())
    within = capped(left)
    dropped["deleted"] += len(latest) - len(left)
    dropped["cap"] += len(left) - len(within)
    return Sifted(within, +dropped)


def tested_pairs(batch: Tested, dropped: Drops | None = None) -> list[Pair]:
    """Usable pairs of one batch: passed against failed, closest in length first; the fastest against the slowest."""
    drops = dropped if dropped is not None else Drops()
    known = [c for c in batch.candidates if c.status != "not_verified" and c.total > 0]
    passed = [c for c in known if c.status == "passed"]
    failed = [c for c in known if c.status != "passed"]
    clear = [c for c in failed if 1.0 - pass_rate(c) >= MARGIN]
    drops["margin"] += len(failed) - len(clear) if passed else 0
    ranked = sorted(
        ((good, bad) for good in passed for bad in clear), key=lambda gb: abs(len(gb[0].text) - len(gb[1].text))
    )
    found: list[Pair] = []
    used: set[str] = set()
    for good, bad in ranked:
        if bad.text in used:
            continue
        pair = _of_batch(batch, good.text, bad.text, "test", 1.0 - pass_rate(bad))
        if (reason := fault(pair)) is not None:
            drops[reason] += 1
            continue
        used.add(bad.text)
        if len(found) < PAIRS_PER_BATCH:
            found.append(pair)
        else:
            drops["cap"] += 1
    return [*found, *_speed_pair(batch, passed, drops)]


def rankings(events: Iterable[Event]) -> list[Ranking]:
    """Batches whose candidates do not all score the same, by PanGu-Coder2's four classes (2307.14936, §4.2). The same
    texts after the same prompt once: the latest, and what was seen here before what was imported."""
    found: dict[str, Ranking] = {}
    log = list(events)
    gone = excluded(log)
    for ranking in _rankings(log):
        if gone:
            texts, scores = ranked(ranking.prompt, ranking.texts, ranking.scores, gone)
            if len(set(scores)) < 2:
                continue
            ranking = msgspec.structs.replace(ranking, texts=texts, scores=scores)
        key = digest(msgspec.json.encode((ranking.prompt, sorted(ranking.texts))))
        if key in found and _outweighs(found[key], ranking):
            continue
        found.pop(key, None)
        found[key] = ranking
    return capped(list(found.values()))


def labels(events: Iterable[Event]) -> list[Label]:
    """Every response with a verdict: kept or passed is good; dismissed, deleted or failed is bad. The latest counts,
    and what was seen here before what was imported."""
    found: dict[str, Label] = {}
    log = list(events)
    gone = responses(log)
    for label in _labels(log):
        fits = len(label.text) <= MAX_CHARS and prompt_chars(label.prompt) <= MAX_PROMPT_CHARS
        if (fits or label.source == "imported") and label.text.strip() and "<masked:" not in label.text:
            key = response_id(label.prompt, label.text)
            if key not in gone and (key not in found or not _outweighs(found[key], label)):
                found[key] = label
    return capped(list(found.values()), 2 * MOST_OF_A_FUNCTION)


def _outweighs(before: Sourced, after: Sourced) -> bool:
    """Of two that say something of the same texts, whether the earlier one counts."""
    return after.source == "imported" and before.source != "imported"


def pass_rate(candidate: TestedCandidate) -> float:
    return candidate.passed / candidate.total if candidate.total else 0.0


def score(candidate: TestedCandidate) -> float:
    """Error < timeout < passes some < passes all, in 0..1."""
    if candidate.status == "passed":
        return 1.0
    if candidate.status == "failed":
        return 0.2 + 0.6 * pass_rate(candidate)
    return 0.1 if candidate.status == "timeout" else 0.0


def _accept_pairs(log: list[Event]) -> Iterator[Pair]:
    for event, final, dismissed in kept(log):
        scope = scope_of(event.file, cursor_text(event.prompt, event.cursor_piece))
        if final != event.text:
            model, language, piece = event.model_sha, event.language, event.cursor_piece
            yield Pair(event.prompt, final, event.text, "kept", scope, 1.0, event.at, model, language, piece)
        for earlier, typed in dismissed:
            chosen = typed + final
            model, language, piece = earlier.model_sha, earlier.language, earlier.cursor_piece
            yield Pair(earlier.prompt, chosen, earlier.text, "accept", scope, 1.0, event.at, model, language, piece)


def _imported_pairs(log: list[Event]) -> Iterator[Pair]:
    for event in log:
        if isinstance(event, Imported) and event.shape == "pair":
            chosen, rejected = event.texts
            model, language = _model_of(event), event.language
            yield Pair(event.prompt, chosen, rejected, "imported", event.scope, event.margin, event.at, model, language)


def _model_of(event: Imported) -> str:
    if event.model or all(isinstance(piece, str) for piece in event.prompt):
        return event.model
    return UNKNOWN_MODEL  # imported before files said it


def _rankings(events: Iterable[Event]) -> Iterator[Ranking]:
    for event in events:
        if isinstance(event, Imported) and event.shape == "ranking":
            model = _model_of(event)
            yield Ranking(event.prompt, event.texts, event.scores, event.scope, "imported", event.at, model)
        if not isinstance(event, Tested) or prompt_chars(event.prompt) > MAX_PROMPT_CHARS:
            continue
        best: dict[str, float] = {}
        for candidate in event.candidates:
            teaches = candidate.text.strip() and "<masked:" not in candidate.text and len(candidate.text) <= MAX_CHARS
            if candidate.status != "not_verified" and candidate.total > 0 and teaches:
                best[candidate.text] = max(best.get(candidate.text, 0.0), score(candidate))
        if len(set(best.values())) > 1:
            scope = scope_of(event.file, cursor_text(event.prompt))
            texts, scores = tuple(best), tuple(best.values())
            yield Ranking(event.prompt, texts, scores, scope, "test", event.at, event.model_sha)


def _speed_pair(batch: Tested, passed: list[TestedCandidate], drops: Drops) -> list[Pair]:
    timed = sorted((c for c in passed if c.wall_s > 0), key=lambda c: c.wall_s)
    if len(timed) < 2 or timed[-1].wall_s < MIN_SLOW_S:
        return []
    fast, slow = timed[0], timed[-1]
    pair = _of_batch(batch, fast.text, slow.text, "speed", math.log2(slow.wall_s / fast.wall_s))
    reason = "margin" if slow.wall_s < SPEEDUP * fast.wall_s else fault(pair)
    if reason is not None:
        drops[reason] += 1
        return []
    return [pair]


def _of_batch(batch: Tested, chosen: str, rejected: str, source: Source, margin: float) -> Pair:
    scope = scope_of(batch.file, cursor_text(batch.prompt))
    return Pair(batch.prompt, chosen, rejected, source, scope, margin, batch.at, batch.model_sha, batch.language)


def _labels(log: list[Event]) -> Iterator[Label]:
    known = fates(log)
    for event in log:
        if isinstance(event, Shown):
            fate = known[event.id]
            if fate.good is not None:
                scope = scope_of(event.file, cursor_text(event.prompt, event.cursor_piece))
                source: Source = "accept" if fate.final is None else "kept"
                yield Label(event.prompt, fate.final or event.text, fate.good, scope, event.at, source, event.model_sha)
        elif isinstance(event, Tested):
            scope = scope_of(event.file, cursor_text(event.prompt))
            for c in event.candidates:
                good = c.status == "passed"
                if c.status != "not_verified" and c.total > 0 and (good or 1 - pass_rate(c) >= MARGIN):
                    yield Label(event.prompt, c.text, good, scope, event.at, "test", event.model_sha)
        elif isinstance(event, Imported) and event.shape != "ranking":
            for text, value in zip(event.texts, event.scores, strict=True):
                yield Label(event.prompt, text, value > 0.5, event.scope, event.at, "imported", _model_of(event))
