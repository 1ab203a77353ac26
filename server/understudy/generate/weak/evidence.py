"""What stands in for trusted tests: run the candidates on inputs and self-written asserts, group, score, perhaps ask.

In: candidates and a probe session. Out: `Gathered`. Ends within its time; what was not seen by then counts as unknown
and stands last. Nothing here verifies anything.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from understudy.generate.rank import likelihoods
from understudy.generate.types import Evidence, Probes, TriedCandidate
from understudy.generate.weak import examples, groups, question, rules
from understudy.generate.weak.groups import Row
from understudy.generate.weak.inputs import Inputs, inputs
from understudy.generate.weak.question import Group
from understudy.runner import source
from understudy.runner.types import RunnerError

CLOSE_GUESS = 0.1  # share of values by which a later guess of the types must beat the first


@dataclass(frozen=True, slots=True)
class Gathered:
    """scores: one per candidate, in their order, 0 to 1: `TriedCandidate.weak`. Equal for equal behaviour, somewhat
    less for what timed out late (`groups`). The indices in `evidence.question` are those of the candidates given
    (`question.renumbered` for another order)."""

    evidence: Evidence
    scores: list[float]


@dataclass(slots=True)
class _Seen:
    """Per candidate: what its calls did and which statements held; None = not known in time."""

    rows: list[Row | None]
    held: list[list[bool] | None]


async def gather(
    tried: Sequence[TriedCandidate],
    probes: Probes,
    *,
    qualname: str,
    asserts: Sequence[str] = (),
    nearby: Sequence[str] = (),
    budget_s: float,
    seed: int = 0,
    rule: str = rules.DEFAULT_RULE,
    said: Sequence[tuple[str, str]] = (),
) -> Gathered:
    """Evidence on the candidates for `qualname`, within `budget_s` seconds.

    asserts: self-written (`asserts.write_asserts`). nearby: texts of the workspace whose calls are worth trying.
    rule: of `rules.RULES`. said: the user's answers, as in `Evidence.said`.
    Never raises RunnerError: a sandbox that fails leaves everything unknown.
    """
    asked = _inputs(tried, qualname, nearby, seed)
    statements = [*asked.examples, *(a for a in asserts if a not in asked.examples)]
    stated = [call for call, _ in said]
    stated += [call for statement in statements if (call := examples.call_of(statement))]
    calls = list(dict.fromkeys([*(c for guess in asked.guesses for c in guess), *stated]))
    seen = await _run(tried, probes, calls, statements, budget_s)
    numbers = _calls_kept(asked, stated, calls, seen)
    return judge(tried, [calls[n] for n in numbers], _columns(seen.rows, numbers), _held(seen, statements),
                 examples=len(asked.examples), rule=rule, said=said)  # fmt: skip


def judge(
    tried: Sequence[TriedCandidate],
    calls: Sequence[str],
    rows: Sequence[Row | None],
    held: Sequence[Sequence[bool]],
    *,
    examples: int = 0,
    rule: str = rules.DEFAULT_RULE,
    said: Sequence[tuple[str, str]] = (),
) -> Gathered:
    """The pure part: scores, groups and question from what was seen.

    rows: per candidate, per call (None: not seen). held: per candidate, per statement, `examples` of the docstring
    first. said: the user's answers to calls of `calls`; they go before everything else.
    """
    if not tried:
        return Gathered(Evidence(0, (), 0, "logprob", said=tuple(said)), [])
    answered = {call for call, _ in said}
    telling = groups.telling(rows, len(calls))
    useful = [n for n, call in enumerate(calls) if n in telling or call in answered]
    labels, late = groups.labels(rows, useful, held, examples)
    fits = _fits(calls, rows, said)
    links = np.array([[float(x) for x in own[examples:]] for own in held]).reshape(len(tried), -1)
    ruled = rules.score(rule, links, labels, [c.mean_logprob for c in tried])
    passed = [sum(own[:examples]) for own in held]
    likely = likelihoods(tried)
    sizes = Counter(labels)
    del sizes[None]

    def key(i: int) -> tuple[int, bool, bool, int, float, int, bool, float]:
        seen, size = rows[i] is not None, sizes[labels[i]]
        works = labels[i] is not None
        return (fits[i], seen, works, passed[i], ruled[i], size, not late[i], likely[i])

    order = sorted(range(len(tried)), key=key, reverse=True)
    favoured = rules.informative(links).sum(axis=1)
    working: list[Group] = []
    for label in dict.fromkeys(labels[i] for i in order if labels[i] is not None):  # groups by their best member
        members = tuple(i for i in order if labels[i] == label)
        best = members[0]
        working.append(Group(members, passed[best], int(favoured[best]), fits[best]))
    scores = [0.0] * len(tried)
    for place, group in enumerate(working):
        for i in group.members:
            scores[i] = (len(working) - place - 0.5 * late[i]) / len(working)
    told = len({own for own, row in zip(passed, rows, strict=True) if row is not None}) > 1
    best = working[0].members[0] if working else order[0]
    unanswered = [n for n in useful if calls[n] not in answered]
    evidence = Evidence(
        calls=len(calls) if any(rows) else 0,
        groups=tuple(sorted(sizes.values(), reverse=True)),
        asserts=rules.informative(links).shape[1],
        rule=rule if len(set(labels)) > 1 else "logprob",
        question=question.choose(
            working, [calls[n] for n in unanswered], [[row[n] for n in unanswered] if row else [] for row in rows]
        ),
        examples=(passed[best], examples) if told else (0, 0),
        said=tuple(said),
    )
    return Gathered(evidence, scores)


def _fits(calls: Sequence[str], rows: Sequence[Row | None], said: Sequence[tuple[str, str]]) -> list[int]:
    """Per candidate, how many of the user's answers are what it does."""
    place = {call: number for number, call in enumerate(calls)}
    wanted = [(place[call], text) for call, text in said if call in place]
    return [sum(question.words(row[n]) == text for n, text in wanted) if row else 0 for row in rows]


# ---- running
def _inputs(tried: Sequence[TriedCandidate], qualname: str, nearby: Sequence[str], seed: int) -> Inputs:
    for candidate in tried:  # the signature is the same in all of them
        if not isinstance(source.parse(candidate.file_text), str):
            return inputs(candidate.file_text, qualname, nearby=nearby, seed=seed)
    return Inputs()


async def _run(
    tried: Sequence[TriedCandidate], probes: Probes, calls: Sequence[str], statements: Sequence[str], budget_s: float
) -> _Seen:
    seen = _Seen([None] * len(tried), [None] * len(tried))
    until = time.monotonic() + budget_s

    async def one(index: int) -> None:
        text = tried[index].file_text
        seen.rows[index] = (await probes.observe([text], calls))[0]
        seen.held[index] = (await probes.check([text], statements))[0] if statements else []

    likeliest = sorted(range(len(tried)), key=lambda i: tried[i].mean_logprob, reverse=True)
    tasks = [asyncio.create_task(one(i)) for i in likeliest] if calls else []
    try:
        if tasks:
            await asyncio.wait(tasks, timeout=max(0.0, until - time.monotonic()))
    finally:
        for task in tasks:
            task.cancel()
        for result in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(result, Exception) and not isinstance(result, RunnerError):
                raise result
    return seen


def _held(seen: _Seen, statements: Sequence[str]) -> list[list[bool]]:
    """Which statements held; if they were not tried on every candidate that was seen, they are not used at all."""
    missing = any(row is not None and held is None for row, held in zip(seen.rows, seen.held, strict=True))
    nothing = [False] * len(statements)
    return [nothing if missing or held is None else held for held in seen.held]


# ---- which calls count
def _calls_kept(asked: Inputs, stated: Sequence[str], calls: Sequence[str], seen: _Seen) -> list[int]:
    """Numbers of the calls that count: of the first guess of the types under which about the most values come back,
    and those of the statements."""
    place = {call: number for number, call in enumerate(calls)}
    guesses = [[place[call] for call in guess] for guess in asked.guesses]
    shares = [_values(seen.rows, guess) for guess in guesses]
    best = next((g for g, share in zip(guesses, shares, strict=True) if share >= max(shares) - CLOSE_GUESS), [])
    return list(dict.fromkeys([*best, *(place[call] for call in stated)]))


def _values(rows: Sequence[Row | None], numbers: Sequence[int]) -> float:
    cells = [row[n].kind == "value" for row in rows if row is not None for n in numbers]
    return sum(cells) / len(cells) if cells else 0.0


def _columns(rows: Sequence[Row | None], numbers: Sequence[int]) -> list[Row | None]:
    return [None if row is None else [row[n] for n in numbers] for row in rows]
