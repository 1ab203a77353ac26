"""Harder tasks out of ours, round after round: rewritten by a teacher, solved by it, kept where answers agree.

Each round rewrites every task that is alive by one method; a child takes its parent's place. What fails leaves its
parent for another method in the next round.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from understudy_trainer.builders.evolution import rewriting
from understudy_trainer.builders.evolution.agreement import agree
from understudy_trainer.builders.evolution.rewriting import METHODS, Stub, alike
from understudy_trainer.builders.journal import Journal, key
from understudy_trainer.builders.teachers.teacher import QuestionRefusedError, Teacher
from understudy_trainer.evaluate.formats import Problem, docstring_examples
from understudy_trainer.evaluate.sampling import Pool
from understudy_trainer.scale.spread import each

REWRITE_TOKENS, SOLUTION_TOKENS = 400, 600


@dataclass(frozen=True, slots=True)
class Evolution:
    """solutions: answers asked for per task. temperature: of both questions."""

    rounds: int = 2
    solutions: int = 6
    temperature: float = 0.8
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Child:
    """What became of one parent in one round. fault: why there is no task, "" if there is one. tests: asserts."""

    parent: str
    round: int
    method: str
    fault: str = ""
    prompt: str = ""
    name: str = ""
    body: str = ""
    tests: tuple[str, ...] = ()
    votes: int = 0
    answers: int = 0

    @classmethod
    def read(cls, value: Any) -> Child:
        """What `asdict` and JSON made of one."""
        return cls(**{**value, "tests": tuple(value["tests"])})

    @property
    def id(self) -> str:
        return f"{self.parent}+{self.round}"

    def record(self) -> dict[str, Any]:
        """In HumanEval's form, which `evaluate.formats` reads."""
        name = re.compile(rf"\b{re.escape(self.name)}\b")  # not the end of "else", nor a part of "assert"
        checks = "".join(f"    {name.sub('candidate', test, count=1)}\n" for test in self.tests)
        return {
            "task_id": self.id,
            "prompt": self.prompt,
            "entry_point": self.name,
            "canonical_solution": self.body,
            "test": f"def check(candidate):\n{checks}",
            "parent": self.parent,
            "method": self.method,
            "round": self.round,
            "votes": self.votes,
            "answers": self.answers,
        }


async def evolve(
    parents: Sequence[Problem],
    teacher: Teacher,
    pool: Pool,
    how: Evolution,
    journal: Journal,
    *,
    at_once: int = 2,
    on_task: Callable[[int, int, Child], None] | None = None,
) -> list[Child]:
    """Every round's children, failed ones too; those in `journal` are not asked for again.

    on_task(done so far, of how many, child). Raises TeacherError; the journal then holds what was finished.
    """
    alive = [problem for problem in parents if rewriting.stub(problem.prompt) is not None]
    children: list[Child] = []
    total = how.rounds * len(alive)
    for number in range(1, how.rounds + 1):

        async def work(parent: Problem, number: int = number) -> None:
            child = await _child(parent, number, teacher, pool, how)
            journal.add(key(parent, str(number)), asdict(child))
            if on_task is not None:
                on_task(len(journal), total, child)

        waiting = [parent for parent in alive if key(parent, str(number)) not in journal]
        await each(waiting, work, at_once)
        born = [Child.read(journal[key(parent, str(number))]) for parent in alive]
        children += born
        alive = [_problem(child) if not child.fault else parent for parent, child in zip(alive, born, strict=True)]
    return children


async def _child(parent: Problem, number: int, teacher: Teacher, pool: Pool, how: Evolution) -> Child:
    """Ask, read, filter, solve, compare."""
    method = random.Random(f"{how.seed}/{number}/{parent.id}").choice(METHODS)
    found = Child(parent.id, number, method)
    old = rewriting.stub(parent.prompt)
    assert old is not None
    try:
        question = rewriting.question(old.prompt, method)
        said = await teacher.ask(question, temperature=how.temperature, max_tokens=REWRITE_TOKENS)
        new = rewriting.stub(said[0])
        fault = rewriting.fault(new, old)
        if fault or new is None:
            return replace(found, fault=fault)
        return await _solved(replace(found, prompt=new.prompt, name=new.name), new, teacher, pool, how)
    except QuestionRefusedError:
        return replace(found, fault="refused")


async def _solved(found: Child, new: Stub, teacher: Teacher, pool: Pool, how: Evolution) -> Child:
    answers = await teacher.ask(
        rewriting.solve(new.prompt), n=how.solutions, temperature=how.temperature, max_tokens=SOLUTION_TOKENS
    )
    bodies = [rewriting.body(answer, new) for answer in answers]
    problem = Problem(found.id, new.prompt, new.name, "", visible=docstring_examples(new.doc))
    agreed = await agree(problem, bodies, pool)
    if isinstance(agreed, str):
        return replace(found, fault=agreed)
    return replace(found, body=agreed.body, tests=agreed.tests, votes=agreed.votes, answers=agreed.answers)


def _problem(child: Child) -> Problem:
    return Problem(child.id, child.prompt, child.name, "\n".join(child.tests), canonical=child.body)


def records(children: Sequence[Child]) -> list[dict[str, Any]]:
    """The tasks that were kept, each wording once."""
    kept: list[Child] = []
    for child in children:
        if not child.fault and not any(alike(child.prompt, other.prompt) for other in kept):
            kept.append(child)
    return [child.record() for child in kept]


def report(children: Sequence[Child]) -> dict[str, Any]:
    """Counts: asked, kept, and what was wrong with the others, by round."""
    rounds: dict[int, Counter[str]] = {}
    for child in children:
        rounds.setdefault(child.round, Counter())[child.fault or "kept"] += 1
    return {
        "asked": len(children),
        "kept": sum(not child.fault for child in children),
        "rounds": {str(number): dict(sorted(counts.items())) for number, counts in rounds.items()},
    }
