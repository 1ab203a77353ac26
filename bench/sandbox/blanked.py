"""Ten functions blanked out of two published packages, to be written anew under the packages' own tests.

    python -m bench.sandbox.blanked [--generate] [--budget SECONDS] [--n N]

Without --generate: is the machinery right? The published body and five mutants of each are handed in as candidates;
what the package's tests catch in a plain `python -m pytest` (`bench.sandbox.cold.Judge`) must be caught, and nothing
else. The loop is then given those that can be caught, the published body last, and must propose that one.
With --generate: `understudy generate` itself, with the bundled model, on a copy of the package that holds the blanked
function: what came out, how long it took against its budget.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.sandbox.cold import Copy, Judge
from bench.sandbox.packages import FUNCTIONS, Function, python
from bench.sandbox.scripted import ScriptedEngine
from bench.sandbox.slips import in_place, slips
from understudy.generate.loop import generate_with_tests
from understudy.generate.types import Outcome, Request
from understudy.runner import FunctionRef, Runner
from understudy.runner.types import Excluded, Verdict
from understudy.settings import GenerateSettings

MUTANTS = 5
DEFAULTS = GenerateSettings()
PATIENT_S = 30.0  # of one candidate, and twice it for the loop: whether a verdict is right is no question of time
START_S = 60.0  # a command may take this long beside its budget: it loads a model


@dataclass(frozen=True, slots=True)
class Mutant:
    """text: the body. verdict: the last word of the sandbox. catchable: the package's tests fail outside of it."""

    text: str
    verdict: Verdict
    catchable: bool

    @property
    def right(self) -> bool:
        """Caught if and only if the tests can catch it."""
        return (self.verdict.status != "passed") == self.catchable


@dataclass(frozen=True, slots=True)
class Examined:
    """What the machinery said of one function. tests, excluded: those a session kept, and left out. rank, confirm: of
    the published body. loop: what the loop made of mutants and body, body last."""

    function: Function
    tests: tuple[str, ...]
    excluded: tuple[Excluded, ...]
    rank: Verdict
    confirm: Verdict
    mutants: tuple[Mutant, ...]
    loop: Outcome

    def row(self) -> str:
        caught = sum(mutant.verdict.status != "passed" for mutant in self.mutants)
        catchable = sum(mutant.catchable for mutant in self.mutants)
        wrong = sum(not mutant.right for mutant in self.mutants)
        return (
            f"{self.function!s:28} {len(self.tests):5} {len(self.excluded):8}  {self.rank.tier:7} "
            f"{self.confirm.status:9} {self.confirm.passed}/{self.confirm.total}  {caught}/{catchable} caught, "
            f"{len(self.mutants) - catchable} cannot be, {wrong} wrong   loop: {self.loop.summary}"
        )


async def examine(function: Function) -> Examined:
    """Body and mutants of one function: in a session, outside of it, and through the loop. Raises PackagesAbsent."""
    ref, blanked = FunctionRef(function.path, function.qualname), function.blanked
    bodies = slips(function.text, function.qualname, MUTANTS)
    async with await Runner.start(function.package.folder, python=python(), timeout_s=PATIENT_S) as runner:
        selection = await runner.find_tests(ref, blanked)
        async with runner.session(ref, selection, blanked) as session:
            rank, confirm = await session.rank(function.text), await session.confirm(function.text)
            verdicts = []
            for text in bodies:
                verdict = await session.rank(in_place(blanked, function.qualname, text))
                if verdict.status == "passed" and verdict.tier == "rank":
                    verdict = await session.confirm(in_place(blanked, function.qualname, text))
                verdicts.append(verdict)
            tests, excluded = tuple(session.tests), tuple(session.excluded)
        with Judge(function, tests, python()) as judge:
            caught = [not judge.passes(in_place(blanked, function.qualname, text)) for text in bodies]
        judged = tuple(map(Mutant, bodies, verdicts, caught))
        pool = [mutant.text for mutant in judged if mutant.catchable] + [function.body]
        request = Request(
            ref.file, blanked, qualname=ref.qualname, budget_s=2 * PATIENT_S, n=len(pool), policy="direct"
        )
        loop = await generate_with_tests(request, ScriptedEngine(pool), runner)
    return Examined(function, tests, excluded, rank, confirm, judged, loop)


def generate(function: Function, budget_s: float, n: int) -> str:
    """The row of one `understudy generate`, run as a user runs it."""
    with Copy(function.package.folder, python()) as copy:
        copy.write(function.file, function.blanked)
        target = f"{copy.folder / function.file}::{function.qualname}"
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "understudy.cli.main", "generate", target, "--workspace", str(copy.folder),
             "--python", str(python()), "--budget", str(budget_s), "--n", str(n), "--json"],
            capture_output=True, text=True, timeout=budget_s + START_S, check=False,
        )  # fmt: skip
        wall = time.perf_counter() - started
    if not done.stdout.strip():
        return f"{function!s:28} {done.stderr.strip()[-300:]}"
    said = json.loads(done.stdout)
    over = max(0.0, said["elapsed_s"] - budget_s)
    return (
        f"{function!s:28} {len(said['tests']):5}  {said['elapsed_s']:5.2f} s, {over * 1000:3.0f} ms over, "
        f"{wall:5.2f} s with start   {said['sampled']} sampled, {len(said['candidates'])} tried   {said['summary']}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--generate", action="store_true", help="with the bundled model, through the command line")
    parser.add_argument("--budget", type=float, default=DEFAULTS.budget_seconds)
    parser.add_argument("--n", type=int, default=DEFAULTS.candidates)
    options = parser.parse_args(arguments)
    print(f"{'function':28} tests" + ("" if options.generate else " excluded  tier    published body"))
    for function in FUNCTIONS:
        if options.generate:
            print(generate(function, options.budget, options.n), flush=True)
        else:
            print(asyncio.run(examine(function)).row(), flush=True)


if __name__ == "__main__":
    main()
