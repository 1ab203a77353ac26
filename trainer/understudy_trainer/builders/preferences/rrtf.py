"""RRTF's data (PanGu-Coder2, 2307.14936, 4.2): responses of student and teachers to one prompt, executed and ranked.

Four classes: compile error < runtime error < passes some tests < passes all. The paper gives no values; ours are
CodeRL's -1, -0.6, -0.3, +1 (2207.01780) brought to 0..1, with the share of passed tests inside the third. A student's
response that scores above the best teacher's is dropped (the paper drops the datum); at equal scores the teacher ranks
above by TIE. Without a teacher the student's own responses are ranked by the tests alone.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

import msgspec

from understudy.learn.noise import MAX_CHARS
from understudy_trainer.builders.preferences import pools
from understudy_trainer.builders.preferences.pools import Code
from understudy_trainer.builders.preferences.results import RankingRow, Response, TaskResult
from understudy_trainer.evaluate.execution import ERROR, LONG, UNKNOWN, Ran, run
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import Engine, Pool

COMPILE_ERROR, RUNTIME_ERROR, SOME, ALL = 0.0, 0.2, 0.35, 1.0
TIE = 0.05  # what a student's response loses to a teacher's of the same score
MOST, MOST_ALIKE = 8, 3  # responses of one row (`data.examples.MAX_RESPONSES`), and of one score among them
STUDENT, CANONICAL = "student", "canonical"
NO_TESTS, ALL_ALIKE, TOO_LOW = "no tests", "all responses score the same", "no response is good enough"
TEACHER_BEHIND = "student's response above the teacher's"


class Settings(msgspec.Struct, frozen=True):
    """student, teacher: responses drawn at each of their temperatures. canonical: the task's canonical solution counts
    as a teacher's. least: of the best response's score, for it is also what the fine-tuning term learns."""

    student: int = 4
    temperatures: tuple[float, ...] = (0.2, 0.8, 1.2)
    teacher: int = 1
    teacher_temperatures: tuple[float, ...] = (0.2, 0.8)
    canonical: bool = True
    least: float = 0.8
    seed: int = 0


async def one(
    problem: Problem, student: Engine, pool: Pool, settings: Settings, teachers: Mapping[str, Engine] | None = None
) -> TaskResult[RankingRow]:
    """The ranking of one task. teachers: by the name they get in the row. Raises EngineError, RunnerError."""
    began = time.monotonic()
    tests = await pools.given_tests(problem, pool)
    if not tests:
        return TaskResult(problem.id, dropped=(NO_TESTS,), seconds=time.monotonic() - began)
    codes = await _responses(problem, student, settings, teachers or {})
    rows = await run(problem, [code.text for code in codes], tests, pool)
    raw = [Response(code.text, score(ran), code.by) for code, ran in zip(codes, rows, strict=True)]
    ranked = rank(raw)
    behind = len(raw) - len(ranked)
    counts = {"responses": len(raw), "tests": len(tests), "responses_right": sum(r.score == ALL for r in raw)}
    counts[TEACHER_BEHIND.replace("'s", "").replace(" ", "_")] = behind
    dropped = _why_not(ranked, settings)
    if dropped:
        return TaskResult(problem.id, dropped=(dropped,), counts=counts, seconds=time.monotonic() - began)
    row = RankingRow(problem.prompt, pools.prompt_of(problem, student), spread(ranked), problem.id, problem.id)
    return TaskResult(problem.id, (row,), (), counts, time.monotonic() - began)


def score(ran: Ran) -> float:
    """The class of one response, in 0..1. A response that passes some tests and raises at others passes some."""
    if not ran.compiles:
        return COMPILE_ERROR
    passed, total = ran.passed(), len(ran.outcomes)
    if total and passed == total:
        return ALL
    if not passed and any(letter in ran.outcomes for letter in (ERROR, LONG, UNKNOWN)):
        return RUNTIME_ERROR
    return SOME + (ALL - SOME) * passed / max(1, total)


def rank(responses: Sequence[Response]) -> list[Response]:
    """Best first, after the paper's two rules for teachers; as they are where no teacher answered."""
    teachers = [r for r in responses if r.by != STUDENT]
    best = max((r.score for r in teachers), default=None)
    kept: list[Response] = list(teachers)
    for response in responses:
        if response.by != STUDENT or (best is not None and response.score > best):
            continue
        tie = any(response.score == teacher.score for teacher in teachers)
        kept.append(msgspec.structs.replace(response, score=max(0.0, response.score - TIE) if tie else response.score))
    return sorted(kept, key=lambda r: (-r.score, r.by == STUDENT))


def spread(ranked: Sequence[Response], most: int = MOST) -> tuple[Response, ...]:
    """At most `most` of them, best first, taken in turn from each score: what differs teaches, repeats of one score
    do not."""
    levels: dict[float, list[Response]] = {}
    for response in ranked:
        levels.setdefault(response.score, []).append(response)
    turns = [r for i in range(MOST_ALIKE) for level in levels.values() for r in level[i : i + 1]]
    kept = turns[:most]
    return tuple(r for r in ranked if any(r is one for one in kept))


def _why_not(ranked: Sequence[Response], settings: Settings) -> str:
    if not ranked or ranked[0].score < settings.least:
        return TOO_LOW
    return ALL_ALIKE if len({r.score for r in ranked}) < 2 else ""


async def _responses(
    problem: Problem, student: Engine, settings: Settings, teachers: Mapping[str, Engine]
) -> list[Code]:
    """Distinct texts; what a teacher wrote, too, is the teacher's."""
    found: dict[str, Code] = {}
    if settings.canonical and problem.canonical.strip():
        found[problem.canonical] = Code(problem.canonical, by=CANONICAL)
    drawn = [(name, engine, settings.teacher, settings.teacher_temperatures) for name, engine in teachers.items()]
    for name, engine, n, temperatures in [*drawn, (STUDENT, student, settings.student, settings.temperatures)]:
        for temperature in temperatures:
            seed = pools.seed_of(settings.seed, problem.id, f"{name} {temperature}")
            for code in await pools.codes(problem, engine, n=n, temperature=temperature, seed=seed, by=name):
                if len(code.text) <= MAX_CHARS:
                    found.setdefault(code.text, code)
    return list(found.values())
