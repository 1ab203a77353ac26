"""CodeDPO's second claim (2410.05605): is the code that is right also faster after training?

    python -m bench.studies.runtime dpo [--out runs/methods] [--base base]

Reads the samples that `bench.studies.methods` left. Of every problem that both the base model and the arm solve, the
first right sample of each is timed, in turns, inside the function, on the tests' calls as they are and with longer
arguments. The very same code counts as a ratio of one.
"""

from __future__ import annotations

import argparse
import asyncio
import math
from pathlib import Path

from bench.report import Metric, finish
from bench.studies.trained import Bench, suites
from understudy.models.bundled import bundled_path
from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate.metrics import interval
from understudy_trainer.evaluate.speed import seconds

SAME = 1.1  # ratios this near to one are the clock's


async def study(bench: Bench, base: str, arm: str) -> None:
    metrics = []
    async with ProgramPool() as pool:
        for suite, problems in suites().items():
            ours, theirs = (solved(bench, name, suite) for name in (arm, base))
            ratios: list[float] = []
            for problem in problems:
                if problem.id not in ours or problem.id not in theirs:
                    continue
                bodies = (theirs[problem.id], ours[problem.id])
                if bodies[0] == bodies[1]:
                    ratios.append(1.0)
                    continue
                found = await seconds(problem, bodies, problem.tests.splitlines(), pool)
                if len(found) == 2 and min(found.values()) > 0:
                    ratios.append(found[1] / found[0])
            if not ratios:
                print(f"{suite}: nothing that both solve")
                continue
            mean = interval([math.log(ratio) for ratio in ratios])
            value, low, high = (math.exp(x) for x in mean)
            faster, slower = sum(r < 1 / SAME for r in ratios), sum(r > SAME for r in ratios)
            print(f"{suite}: {len(ratios)} solved by both, {faster} faster, {slower} slower, [{low:.3f}, {high:.3f}]")
            metrics.append(Metric(f"{suite}, geometric mean of seconds, {arm} / {base}", value, 1.0, value))
    finish("runtime", metrics, len(metrics))


def solved(bench: Bench, arm: str, suite: str) -> dict[str, str]:
    """Problem -> its first right sample."""
    found: dict[str, str] = {}
    for sample in bench.samples(arm, suite, "direct"):
        if sample.passed:
            found.setdefault(sample.task_id, sample.completion)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("arm")
    parser.add_argument("--base", default="base", help="the arm before (default %(default)s)")
    parser.add_argument("--out", type=Path, default=Path("runs/methods"), help="default %(default)s")
    args = parser.parse_args()
    asyncio.run(study(Bench(args.out, bundled_path()), args.base, args.arm))


if __name__ == "__main__":
    main()
