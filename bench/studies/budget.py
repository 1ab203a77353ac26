"""Which model and policy for which latency budget? Every choice through Generate with Tests itself, on a real clock.

    python -m bench.studies.budget --models understudy-tiny B.gguf … [--policies direct …] [--quick] [--write]

Each problem's stub stands in a workspace with a test file that holds the tests a user has; `generate_with_tests` gets
SECONDS for it (sandbox, fork server, confirming run and all); what it offers is judged by the hidden tests. A run ends
at its first confirmed pass, so one run tells what is offered, and whether it is right, at every shorter budget. Run it
on a machine that does nothing else. Rows are kept in --out, and nothing is run twice.

The budget controller (`understudy.generate.controller`) chooses by such curves. Whether that is worth anything is asked
of problems it has not seen: curves of one half, choices and the best fixed choice judged on the other, both ways.
--write puts the curves of all problems into the package.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import cast, get_args

import msgspec

from bench.command import find
from bench.report import Metric, finish, machine, shown
from bench.studies.pools import mbpp
from bench.studies.selection import difference
from understudy.engine.client import EngineClient
from understudy.errors import UnderstudyError
from understudy.files import file_sha256, write_atomically
from understudy.generate import closing, controller
from understudy.generate.controller import Curve
from understudy.generate.loop import generate_with_tests
from understudy.generate.types import Request
from understudy.runner import Runner
from understudy.runner.program import ProgramPool
from understudy.settings import Policy
from understudy_trainer.evaluate.formats import Problem, load
from understudy_trainer.evaluate.metrics import interval
from understudy_trainer.evaluate.sampling import verdict

SECONDS = (0.5, 1.0, 2.0, 5.0, 10.0)
POLICIES: tuple[Policy, ...] = get_args(Policy)
SEED = 7


class Row(msgspec.Struct, frozen=True):
    """One run. passed_s: when a candidate was confirmed; None: none was. right: by the hidden tests. sampled: rows."""

    model: str
    policy: str
    suite: str
    problem: str
    passed_s: float | None
    right: bool
    sampled: int

    def right_by(self, seconds: float) -> float:
        return float(self.right and self.passed_s is not None and self.passed_s <= seconds)


@dataclass(frozen=True, slots=True)
class Choice:
    """model: sha256 of its file. name: for people."""

    model: str
    name: str
    policy: Policy


def suites(quick: bool) -> dict[str, list[Problem]]:
    """Held-out compositions, whole held-out families, MBPP 511-600: those with tests to show."""
    found = {
        "compositions": load(f"families:seed={SEED},count={4 if quick else 30},kind=combos"),
        "whole families": load(f"families:seed={SEED},count={2 if quick else 10},kind=families"),
        "MBPP 511-600": [subject.problem for subject in mbpp(2 if quick else 20)],
    }
    return {name: [p for p in problems if p.visible] for name, problems in found.items()}


async def run(
    model: Path, sha: str, policy: Policy, found: dict[str, list[Problem]], known: set[str], out: Path
) -> None:
    """The problems of every suite that have no row yet."""
    engine = await EngineClient.start(model, context_tokens=4096)
    try:
        async with ProgramPool() as pool:
            for suite, problems in found.items():
                for problem in problems:
                    if f"{sha} {policy} {suite} {problem.id}" not in known:
                        row = await _row(problem, engine, pool, sha, policy, suite)
                        with out.open("ab") as stream:
                            stream.write(msgspec.json.encode(row) + b"\n")
                print(f"{model.stem}, {policy}, {suite}: {len(problems)} problems", flush=True)
    finally:
        await engine.close()


async def _row(problem: Problem, engine: EngineClient, pool: ProgramPool, sha: str, policy: Policy, suite: str) -> Row:
    stub = f"{problem.prompt.rstrip()}\n    ...\n"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        asserts = "".join(f"\n\ndef test_{i}():\n    {line}\n" for i, line in enumerate(problem.visible))
        (folder / "solution.py").write_text(stub)
        (folder / "test_solution.py").write_text(f"{problem.setup}\nfrom solution import *\n{asserts}")
        request = Request(
            folder / "solution.py", stub, qualname=problem.entry_point, budget_s=max(SECONDS), policy=policy
        )
        async with await Runner.start(folder, python=Path(sys.executable)) as runner:
            outcome = await generate_with_tests(request, engine, runner)
            await closing.settled(1.0)
    if outcome.chosen is None or not outcome.verified:
        return Row(sha, policy, suite, problem.id, None, False, outcome.sampled)
    judged = await verdict(problem, outcome.candidates[outcome.chosen].file_text, pool)
    return Row(sha, policy, suite, problem.id, outcome.elapsed_s, judged.status == "passed", outcome.sampled)


# ---- analysis
def curve(rows: Sequence[Row], choice: Choice) -> Curve:
    """Shares of all problems, whatever their suite: a suite of ten alone tells nothing."""
    shares = [fmean(r.right_by(t) for r in rows) for t in SECONDS]
    return Curve(choice.model, choice.name, choice.policy, SECONDS, tuple(round(share, 4) for share in shares))


def held_out(rows: dict[Choice, list[Row]]) -> list[str]:
    """The controller against the best fixed choice, both fitted on one half of the problems, judged on the other."""
    problems = sorted({(r.suite, r.problem) for own in rows.values() for r in own})
    halves = [set(problems[::2]), set(problems[1::2])]
    lines = []
    for seconds in SECONDS:
        ours: list[float] = []
        fixed: dict[Choice, list[float]] = {choice: [] for choice in rows}
        for fit, judge in (halves, halves[::-1]):
            curves = [curve([r for r in own if (r.suite, r.problem) in fit], choice) for choice, own in rows.items()]
            chosen = controller.choose(seconds, curves)
            for choice, own in rows.items():
                values = [r.right_by(seconds) for r in sorted(own, key=_place) if (r.suite, r.problem) in judge]
                fixed[choice] += values
                if chosen is not None and (choice.model, choice.policy) == (chosen.model, chosen.policy):
                    ours += values
        best = max(fixed, key=lambda choice: fmean(fixed[choice]))
        gain = difference(ours, fixed[best])
        lines.append(
            f"{seconds:g} s: controller {shown(interval(ours))}, best fixed ({best.name}, {best.policy}) "
            f"{shown(interval(fixed[best]))}, difference {shown(gain, '+')}"
        )
    return lines


def _place(row: Row) -> tuple[str, str]:
    return row.suite, row.problem


def report(rows: dict[Choice, list[Row]]) -> None:
    """Right within t by suite, and how far a pass can be trusted."""
    for suite in sorted({r.suite for own in rows.values() for r in own}):
        print(f"\n{suite}: right within {', '.join(f'{t:g}' for t in SECONDS)} s; passed; of these right; samples")
        for choice, everything in rows.items():
            own = [r for r in everything if r.suite == suite]
            shares = "  ".join(shown(interval([r.right_by(t) for r in own])) for t in SECONDS)
            passed = [r for r in own if r.passed_s is not None]
            trust = fmean(r.right for r in passed) if passed else 0.0
            sampled = fmean(r.sampled for r in own)
            head = f"  {choice.name}, {choice.policy} (n = {len(own)})"
            print(f"{head}: {shares}; {len(passed)}; {trust:.2f}; {sampled:.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", nargs="+", required=True, metavar="MODEL", help="GGUF files or names")
    parser.add_argument("--policies", nargs="+", choices=POLICIES, default=list(POLICIES))
    parser.add_argument("--out", type=Path, default=Path("runs/budget/rows.jsonl"), help="default %(default)s")
    parser.add_argument("--quick", action="store_true", help="rehearsal: a tenth of the problems, no meaning")
    parser.add_argument("--write", action="store_true", help="put the curves into the package")
    args = parser.parse_args()
    args.out.parent.mkdir(parents=True, exist_ok=True)
    try:
        found = suites(args.quick)
        paths = [find(model).path for model in args.models]
        choices = [Choice(file_sha256(path), path.stem, cast(Policy, p)) for path in paths for p in args.policies]
        for choice, path in zip(choices, [path for path in paths for _ in args.policies], strict=True):
            known = {f"{r.model} {r.policy} {r.suite} {r.problem}" for r in _rows(args.out)}
            asyncio.run(run(path, choice.model, choice.policy, found, known, args.out))
    except (UnderstudyError, FileNotFoundError) as error:
        raise SystemExit(str(error)) from None
    wanted = {(suite, problem.id) for suite, problems in found.items() for problem in problems}
    kept = [r for r in _rows(args.out) if (r.suite, r.problem) in wanted]
    rows = {c: [r for r in kept if (r.model, r.policy) == (c.model, c.policy)] for c in choices}
    print(machine())
    report(rows)
    print("\nHeld out:", *held_out(rows), sep="\n  ")
    if args.write:
        curves = [curve(own, choice) for choice, own in rows.items()]
        write_atomically(controller.CURVES, msgspec.json.format(msgspec.json.encode(curves), indent=1) + b"\n")
    first = next(iter(rows))
    finish("budget", [_metric(rows, choice, first) for choice in rows], len(wanted))


def _metric(rows: dict[Choice, list[Row]], choice: Choice, first: Choice) -> Metric:
    ours, theirs = (fmean(r.right_by(max(SECONDS)) for r in rows[c]) for c in (choice, first))
    return Metric(
        f"right within {max(SECONDS):g} s, {choice.name}, {choice.policy}", ours, theirs, ours / (theirs or 1)
    )


def _rows(path: Path) -> list[Row]:
    if not path.exists():
        return []
    return [msgspec.json.decode(line, type=Row) for line in path.read_bytes().splitlines() if line]


if __name__ == "__main__":
    main()
