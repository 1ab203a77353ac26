"""Training files for one arm each of the methods study, all from the same prompts and the same judged samples.

A prompt counts if the base model wrote something wrong for it. What is right stands first in every arm: one of its own
right samples (rejection sampling), else the reference.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from understudy.prompts import plan
from understudy_trainer.corpus import pieces
from understudy_trainer.corpus.build import EXERCISES
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.tasks.sample import training

STATUS_SCORE = {"passed": 1.0, "failed": 0.4, "timeout": 0.1, "crash": 0.0, "error": 0.0}
RANKED = 4  # responses of one ranking, the reference included


class Judged(msgspec.Struct, frozen=True):
    """One prompt's material. bodies: distinct samples with how they ended (`ProgramResult.status`)."""

    id: str
    prompt: str
    reference: str
    steps: tuple[str, ...]
    bodies: tuple[tuple[str, str], ...]

    @property
    def right(self) -> list[str]:
        return [body for body, status in self.bodies if status == "passed"]

    @property
    def wrong(self) -> list[str]:
        return [body for body, status in self.bodies if status != "passed" and body.strip()]


@dataclass(frozen=True, slots=True)
class Source:
    """A training problem with its plan."""

    problem: Problem
    steps: tuple[str, ...]


def families(seed: int, count: int) -> list[Source]:
    """Tasks of the training stream, never held out."""
    found = []
    for number, task in zip(range(count), training(seed), strict=False):
        tests = "\n".join(task.tests)
        problem = Problem(f"{task.family}/{number}", task.prompt, task.entry_point, tests, canonical=task.solutions[0])
        found.append(Source(problem, task.plan))
    return found


def exercises(corpus: Path, seed: int, count: int) -> list[Source]:
    """Problems by others, of a corpus that `understudy train corpus` built; each in one voice, without a plan."""
    found = list(pieces.read_exercises(corpus / EXERCISES))
    random.Random(seed).shuffle(found)
    once = {each.name: each for each in found}
    return [
        Source(Problem(f"{e.source}/{e.name}", e.prompt, e.entry_point, e.tests, canonical=e.answer), ())
        for e in list(once.values())[:count]
    ]


def rows(arm: str, found: Sequence[Judged], special: dict[str, int], seed: int) -> Iterator[dict[str, Any]]:
    """The lines of an arm's file, as `understudy_trainer.data.files` reads them."""
    rng = random.Random(seed)
    for one in found:
        good = rng.choice(one.right) if one.right else one.reference
        bad = rng.choice(one.wrong)
        yield from ARMS[arm](one, good, bad, plan.direct(one.prompt, special), rng)


def _sft(one: Judged, good: str, bad: str, prompt: Any, rng: random.Random) -> Iterable[dict[str, Any]]:
    yield {"prompt": prompt, "completion": good, "scope": one.id}


def _plan(one: Judged, good: str, bad: str, prompt: Any, rng: random.Random) -> Iterable[dict[str, Any]]:
    """The plan belongs to the reference, so the code is the reference. Exercises have none."""
    if one.steps:
        yield {"prompt": one.prompt, "plan": list(one.steps), "code": one.reference, "scope": one.id}


def _dpo(one: Judged, good: str, bad: str, prompt: Any, rng: random.Random) -> Iterable[dict[str, Any]]:
    yield {"prompt": prompt, "chosen": good, "rejected": bad, "scope": one.id}


def _kto(one: Judged, good: str, bad: str, prompt: Any, rng: random.Random) -> Iterable[dict[str, Any]]:
    for text, label in ((good, True), (bad, False)):
        yield {"prompt": prompt, "completion": text, "label": label, "scope": one.id}


def _rrtf(one: Judged, good: str, bad: str, prompt: Any, rng: random.Random) -> Iterable[dict[str, Any]]:
    """The reference is the teacher's answer; within a class the teacher stands above (2307.14936, §4.2)."""
    drawn = rng.sample(one.bodies, min(RANKED - 1, len(one.bodies)))
    student = [
        {"text": b, "score": min(0.99, STATUS_SCORE.get(s, 0.0))} for b, s in drawn if b.strip() and b != one.reference
    ]
    if student:
        yield {"prompt": prompt, "responses": [{"text": one.reference, "score": 1.0}, *student], "scope": one.id}


Arm = Callable[[Judged, str, str, Any, random.Random], Iterable[dict[str, Any]]]
ARMS: dict[str, Arm] = {"sft": _sft, "plan": _plan, "dpo": _dpo, "kto": _kto, "rrtf": _rrtf}
