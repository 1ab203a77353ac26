"""Where plans come from: a teacher by backward reasoning, the tasks' own, or the solution's syntax tree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal, Protocol

from understudy_trainer.builders.plans import backward, plans
from understudy_trainer.builders.sources import Given
from understudy_trainer.builders.teachers.teacher import QuestionRefusedError, Teacher

MAX_TOKENS = 400  # eight steps, and the sentence some models cannot leave out
TEMPERATURE = 0.8

Faults = Counter[str]


@dataclass(frozen=True, slots=True)
class Offer:
    """plans: different and usable. faults: why others were refused, and how many."""

    plans: tuple[tuple[str, ...], ...]
    faults: Faults


class Planner(Protocol):
    name: str

    async def offer(self, given: Given, count: int) -> Offer:
        """At most `count` plans for a problem whose solution is known."""
        ...


class FromTeacher:
    """Backward reasoning: the teacher sees problem and solution."""

    def __init__(self, teacher: Teacher) -> None:
        self.name = teacher.name
        self._teacher = teacher

    async def offer(self, given: Given, count: int) -> Offer:
        """As `Planner.offer`. Raises TeacherError, but not for a question that was refused."""
        question = plans.question(given.problem.prompt, given.problem.canonical)
        try:
            answers = await self._teacher.ask(question, n=count, temperature=TEMPERATURE, max_tokens=MAX_TOKENS)
        except QuestionRefusedError:
            return Offer((), Counter({"refused": count}))
        return judged([plans.read(answer) for answer in answers], given)


class FromTree:
    """own: take the source's plan where it has one. Else, and without `own`, it is read off the solution's tree."""

    def __init__(self, kind: Literal["own", "tree"]) -> None:
        self.name: str = kind
        self._own = kind == "own"

    async def offer(self, given: Given, count: int) -> Offer:
        """As `Planner.offer`; there is only one plan."""
        steps = given.plan if self._own else backward.plan(given.problem.canonical)
        return judged([steps], given)


def judged(found: list[tuple[str, ...]], given: Given) -> Offer:
    """What is usable of the plans read, each once."""
    faults: Faults = Counter()
    kept: dict[tuple[str, ...], None] = {}
    for steps in found:
        fault = plans.fault(steps, given.problem.canonical) or ("repeat" if steps in kept else "")
        if fault:
            faults[fault] += 1
        else:
            kept[steps] = None
    return Offer(tuple(kept), faults)
