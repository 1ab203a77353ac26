"""Which of several answers to one task can be trusted where nobody wrote tests: those that behave alike.

Answers that were written differently and still do the same on made-up calls are evidence for each other (CodeT, MBR);
one answer drawn twice is not.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from understudy.generate.weak.inputs import inputs
from understudy.runner import gate
from understudy.syntax import parsed
from understudy_trainer.corpus.leaks import fingerprints
from understudy_trainer.evaluate import execution
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import JUDGE_TIMEOUT_S, Pool

FEWEST_VOTES = 2
FEWEST_VALUES = 3  # calls that give a value
FEWEST_DIFFERENT = 2  # of these values: a constant says nothing
MOST_TESTS = 12

Behaviour = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """body: the shortest of the answers that agree. tests: asserts on what they return. votes: different answers that
    agree, of `answers` different ones."""

    body: str
    tests: tuple[str, ...]
    votes: int
    answers: int


async def agree(problem: Problem, bodies: Sequence[str], pool: Pool) -> Agreed | str:
    """The answer of the largest group, or why there is none.

    problem.visible: examples of its docstring, which an answer must meet. Bodies that differ in names only are one.
    """
    different = _different(problem, bodies)
    if len(different) < FEWEST_VOTES:
        return "too few different answers"
    meeting = [body for body in different if await _meets_examples(problem, body, pool)]
    if len(meeting) < FEWEST_VOTES:
        return "answers fail the examples"
    calls, behaviours = await _behaviours(problem, meeting, pool)
    groups: dict[Behaviour, list[str]] = defaultdict(list)
    for text, behaviour in zip(meeting, behaviours, strict=True):
        groups[behaviour].append(text)
    largest, *others = sorted(groups.items(), key=lambda group: -len(group[1]))
    behaviour, agreeing = largest
    if len(agreeing) < FEWEST_VOTES or (others and len(others[0][1]) == len(agreeing)):
        return "answers disagree"
    tests = [f"assert {call} == {value}" for call, value in zip(calls, behaviour, strict=True) if value is not None]
    if len(tests) < FEWEST_VALUES or len(set(behaviour) - {None}) < FEWEST_DIFFERENT:
        return "says too little"
    return Agreed(min(agreeing, key=len), tuple(tests[:MOST_TESTS]), len(agreeing), len(different))


def _different(problem: Problem, bodies: Sequence[str]) -> list[str]:
    """One body per syntax tree (names aside); none that is random, reads the clock or looks at the test machinery."""
    stub = parsed(f"{problem.prompt}    pass\n")
    found: dict[str, str] = {}
    for body in bodies:
        tree = parsed(problem.source(body)) if body else None
        if tree is None or stub is None or gate.chance(tree) or gate.flags(tree, stub):
            continue
        own = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == problem.entry_point]
        print_of = fingerprints.fingerprint(own[-1]) if own else None
        if print_of is not None:
            found.setdefault(print_of.digest, body)
    return list(found.values())


async def _meets_examples(problem: Problem, body: str, pool: Pool) -> bool:
    if not problem.visible:
        return True
    program = f"{problem.source(body)}\n\n" + "\n".join(problem.visible)
    return (await pool.run(program, timeout_s=JUDGE_TIMEOUT_S)).status == "passed"


async def _behaviours(problem: Problem, bodies: Sequence[str], pool: Pool) -> tuple[Sequence[str], list[Behaviour]]:
    """Calls made up from the signature, by the guess at its types that is answered most, and what each body gives."""
    best: tuple[Sequence[str], list[Behaviour]] = ((), [() for _ in bodies])
    most = -1
    for calls in inputs(f"{problem.prompt}    pass\n", problem.entry_point).guesses:
        given = [tuple(await execution.values(problem, body, calls, pool)) for body in bodies]
        answered = sum(value is not None for behaviour in given for value in behaviour)
        if answered > most:
            best, most = (calls, given), answered
    return best
