"""Is the scorer right? Known answers go through the same sandbox and the same verdicts as samples do.

A suite's own solutions must all pass. Bodies that are known to be wrong must all fail: one with nothing in it, one that
returns None, one that raises, one that never ends (which must be cut short). Of gaps (infilling) the whole function's
body is replaced, since a gap may well be one that the tests do not need.
"""

from __future__ import annotations

import ast
import asyncio
import textwrap
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from understudy.context.functions import find_function
from understudy.syntax import parsed
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import Pool, verdict

LOOP_S = 0.5  # an endless loop needs no longer to be one; right code is given JUDGE_TIMEOUT_S
SOLUTION, LOOP = "canonical solution", "endless loop"
WRONG = {
    "empty body": "",
    "return None": "return None",
    "raise": "raise NotImplementedError",
    LOOP: "while True:\n    pass",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A program whose verdict breaks the rule. said: the end of what Python said, or what was expected."""

    task_id: str
    kind: str
    status: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """passed, tried: by kind, SOLUTION and those of WRONG. without: task ids without a solution of the suite's own."""

    passed: Counter[str]
    tried: Counter[str]
    faults: tuple[Fault, ...]
    without: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether every verdict is what it must be, and there was a solution to try at all."""
        return not self.faults and self.tried[SOLUTION] > 0


async def check(
    problems: Sequence[Problem], pool: Pool, on_problem: Callable[[int, int, int], None] = lambda *_: None
) -> Checked:
    """Run all known answers, as many at once as the pool has workers; on_problem(done, total, problems at fault)."""
    passed: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    faults: dict[str, list[Fault]] = {}
    without = tuple(problem.id for problem in problems if not problem.solution)
    done = 0

    async def one(problem: Problem) -> None:
        nonlocal done
        found = []
        for kind, source in answers(problem).items():
            if kind == LOOP:
                result = await pool.run(problem.judging(source), timeout_s=LOOP_S)
            else:
                result = await verdict(problem, source, pool)
            right = result.status == "passed"
            tried[kind] += 1
            passed[kind] += right
            if right != (kind == SOLUTION):
                found.append(Fault(problem.id, kind, result.status, _last(result.stderr)))
            elif kind == LOOP and result.status != "timeout":
                found.append(Fault(problem.id, kind, result.status, f"it never came to loop: {_last(result.stderr)}"))
        done += 1
        if found:
            faults[problem.id] = found
        on_problem(done, len(problems), len(faults))

    await asyncio.gather(*map(one, problems))
    ordered = [fault for problem in problems for fault in faults.get(problem.id, ())]
    return Checked(passed, tried, tuple(ordered), without)


def answers(problem: Problem) -> dict[str, str]:
    """Kind -> whole file."""
    found = {SOLUTION: problem.solution} if problem.solution else {}
    for kind, body in WRONG.items():
        source = _replaced(problem, body)
        if source is not None:
            found[kind] = source
    return found


def _replaced(problem: Problem, body: str) -> str | None:
    """The file with another body of the function under test; None for a gap whose file has no such function."""
    if not problem.suffix:
        site = find_function(problem.prompt, qualname=problem.entry_point)
        return problem.source(textwrap.indent(f"{body}\n", site.indent if site else "    "))
    name = problem.entry_point.rpartition(".")[2]
    tree, other = parsed(problem.solution), parsed("def f():\n" + textwrap.indent(body or "pass", "    "))
    found = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == name] if tree else []
    if not found or tree is None or other is None or not isinstance(other.body[0], ast.FunctionDef):
        return None
    found[-1].body = other.body[0].body
    return ast.unparse(ast.fix_missing_locations(tree))


def _last(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1][:200] if lines else ""
