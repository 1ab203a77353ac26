"""Has this tree become slower than the stored ratios say? At most ten minutes on two cores.

    python -m bench.quick                          compare; exit status 1 on a fall
    python -m bench.quick --write [--runs 3]       measure several times and store (after a release, on an idle machine)
    python -m bench.quick --slow engine=2          see it fail: our side slowed down on purpose

A ratio is ours / baseline, both measured in turns in the same run. FALL: all of this run's 95 % interval lies beyond
the stored interval's worse end and a tolerance (`verdict`); it is then measured again, and must fall again. unsure:
the interval reaches over that limit. "bites at": how many times slower ours would have to be to be called a fall.
Exit status 2: a part broke, a stored metric is gone, or nothing could be compared. Last, one JSON line.
"""

from __future__ import annotations

import argparse
import asyncio
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil  # type: ignore[import-untyped, unused-ignore]

from bench.quick import baseline
from bench.quick.parts import PARTS, ROOT
from bench.quick.run import Part, Run
from bench.quick.slowed import slow, slowed
from bench.quick.table import line, table
from bench.quick.verdict import TIMED, Here, Judged, Row, exit_code
from bench.report import processor
from understudy.models.bundled import bundled_path
from understudy.models.gguf_header import content_sha256

RUNS = 3  # of one baseline: one run's interval does not hold what differs from run to run
BUSY = 0.15  # share of all cores; more, and the figures are another program's too
WHICH = "Stored ratios name the commit they were taken from."
MODEL_DIGITS = 12  # of its hash: enough to tell two releases apart


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.quick", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", action="append", choices=PARTS, help="repeatable; default: all")
    parser.add_argument("--write", action="store_true", help="store this machine's ratios")
    parser.add_argument("--runs", type=int, default=RUNS, help=f"of --write; default {RUNS}")
    parser.add_argument("--slow", action="append", type=slow, default=[], metavar="WHAT=FACTOR", help="repeatable")
    parser.add_argument("--baseline", type=Path, default=baseline.BASELINE, help="another file of stored ratios")
    options = parser.parse_args(arguments)
    if options.write and options.slow:
        parser.error("A slowed run is no baseline: --write or --slow, not both.")
    if options.runs < 1:
        parser.error("--runs: at least 1.")
    parts = {name: part for name, part in PARTS.items() if not options.part or name in options.part}
    here = Here(kind(), content_sha256(bundled_path())[:MODEL_DIGITS])
    warn_if_busy()
    try:
        rows = baseline.load(options.baseline)
        if options.write:
            return write(parts, here, options.runs, options.baseline)
    except (baseline.BaselineError, NoCommit) as error:
        parser.exit(2, f"{error}\n")
    with slowed(dict(options.slow)):
        run, judged = asyncio.run(compare(parts, rows, here))
    code = exit_code(judged, run.broken)
    print()
    print("\n".join(table(judged, run.broken, run.twice)))
    print(line(judged, run.broken, dict(options.slow), code), flush=True)
    return code


async def compare(parts: Mapping[str, Part], rows: Sequence[Row], here: Here) -> tuple[Run, list[Judged]]:
    run = Run(parts)
    await run.measure()
    return run, await run.judge(rows, here)


def write(parts: Mapping[str, Part], here: Here, runs: int, path: Path) -> int:
    """Nothing is stored where anything could not be measured. Raises NoCommit, BaselineError."""
    date = commit_date(path)
    taken: list[baseline.Found] = []
    for number in range(runs):
        print(f"\nrun {number + 1} of {runs}")
        run = Run(parts)
        asyncio.run(run.measure())
        for name, reason in (run.absent | run.broken).items():
            print(f"{name}: {reason}")
        if run.absent or run.broken:
            print("Nothing is stored: mend that, or name the parts to store with --part.")
            return 2
        taken.append(run.found)
    new = baseline.merged(taken, here, date, [name for name, part in parts.items() if part.model])
    print()
    for row in new:
        print(f"{row.name:66} {row.ratio:.4g} [{row.low:.4g}, {row.high:.4g}] n={row.n}")
    for name, share in baseline.apart(taken).items():
        if share > TIMED.here:
            print(f"{name}: the runs lie {share:.0%} apart, more than the tolerance. Was something else running?")
    baseline.save(baseline.refreshed(baseline.load(path), new), path)
    print(f"Stored in {path}.")
    return 0


def kind() -> str:
    """Of machine: what our ratios depend on."""
    version = ".".join(platform.python_version_tuple()[:2])
    return f"{processor()}, {platform.system()}, Python {version}"


class NoCommit(Exception):
    """The tree is not one that a date can stand for; the message says what to do."""


def commit_date(path: Path) -> str:
    """Of the commit this tree is (ISO); `path`, the stored ratios, may differ from it. Raises NoCommit."""
    # --baseline may name a file outside the tree, which git would refuse to leave out
    own = [f":!{path.resolve().relative_to(ROOT)}"] if path.resolve().is_relative_to(ROOT) else []
    try:
        changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", *own)
        date = git("log", "-1", "--format=%cs")
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoCommit(f"{WHICH} Git does not know it: {error}") from None
    if changed:
        raise NoCommit(f"{WHICH} Commit or put aside these first:\n{changed}")
    return date


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def warn_if_busy() -> None:
    share = psutil.cpu_percent(interval=1.0) / 100
    if share > BUSY:
        print(f"Other programs use {share:.0%} of this machine: expect wide intervals, and no verdict from them.")


if __name__ == "__main__":
    sys.exit(main())
