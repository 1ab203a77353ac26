"""Running the workspace's own tests on candidates: cost, cancellation, budget, and when the first proof is there.

    python -m bench.sandbox.runner [--quick] [--part verdicts] [--part opening] ...

Three published packages (`scripts/setup.sh packages`), an environment with pytest alone, the bundled model. Parts:
  verdicts    rank and confirm against `python -m pytest` of the same tests. CPU: of the run and its children, as the
              fork server's wait says and as ours says of pytest; bar: rank 0.2
  opening     a session opened again against its first opening
  parallel    ranked candidates a second at 1, 2 and 4 at a time
  reaping     four endless candidates: cancelled (bar: p95 100 ms), and the process above them killed
  budget      how far the loop runs over 1, 2 and 5 s with candidates that loop and dawdle (bar: p95 150 ms)
  first       the first confirmed candidate against generating all and testing them one by one, anew (bar: 0.3)
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Awaitable, Callable

from bench.report import Metric, finish
from bench.sandbox.first_pass import UNFINISHED, first_pass
from bench.sandbox.overrun import overrun
from bench.sandbox.packages import MEASURED, PackagesAbsent, python
from bench.sandbox.reaping import reaping
from bench.sandbox.verdicts import opening, throughput, verdicts
from understudy.runner.levels import Level
from understudy.runner.selftest import choose_level

Part = Callable[[Level, int], Awaitable[list[Metric]]]
PARTS: dict[str, tuple[Part, int]] = {
    "verdicts": (verdicts, 20), "opening": (opening, 10), "parallel": (throughput, 8), "reaping": (reaping, 30),
    "budget": (overrun, 5), "first": (first_pass, 8),
}  # fmt: skip
"""What measures a part, and its rounds."""
REHEARSAL_ROUNDS, REHEARSAL_BUDGETS = 2, (1.0,)


async def measure(parts: list[str], quick: bool) -> list[Metric]:
    level = await choose_level()
    print(f"sandbox level {level}")
    found: list[Metric] = []
    for name in parts:
        part, rounds = PARTS[name]
        print(f"\n{name}")
        if not quick:
            found += await part(level, rounds)
        elif name == "budget":
            found += await overrun(level, 1, REHEARSAL_BUDGETS)
        elif name == "first":
            found += await first_pass(level, 1, MEASURED[:1], UNFINISHED[:1])
        else:
            found += await part(level, REHEARSAL_ROUNDS)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", action="append", choices=PARTS, help="repeatable; default: all")
    parser.add_argument("--quick", action="store_true", help="rehearsal: few rounds, no meaning")
    options = parser.parse_args()
    try:
        python()
    except PackagesAbsent as error:
        parser.exit(1, f"{error}\n")
    parts = options.part or list(PARTS)
    found = asyncio.run(measure(parts, options.quick))
    print()
    finish("runner", found, REHEARSAL_ROUNDS if options.quick else PARTS[parts[0]][1])


if __name__ == "__main__":
    main()
