"""`understudy eval compare A.json B.json` and `understudy eval check SUITE`: what is done with results, and with a
scorer, without a model."""

from __future__ import annotations

import argparse
import os
from dataclasses import asdict
from pathlib import Path

from understudy.cli import rooms
from understudy.cli.output import FAILED, OK, StatusLine, note, table
from understudy.cli.progress import Remaining
from understudy.files import write_atomically
from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate import plots, record
from understudy_trainer.evaluate.check import SOLUTION, WRONG, Checked, check
from understudy_trainer.evaluate.compare import Comparison, Difference, compare
from understudy_trainer.evaluate.formats import Problem, SuiteError, load

SHOWN_FAULTS = 20  # the rest is in --json
SHOWN_IDS = 8


def run_compare(args: argparse.Namespace, files: list[str]) -> int:
    """The table of two runs; --json and --plot as asked. Raises UsageError, RecordError."""
    if len(files) != 2:
        raise rooms.UsageError("compare takes two files.", "Try `understudy eval compare base.json adapter.json`.")
    if args.plot:
        plots.require()
    first, second = (record.read(Path(file)) for file in files)
    found = compare(first, second)
    print(f"first:  {first.name}, {files[0]}\nsecond: {second.name}, {files[1]}\n")
    print(table([_row(row) for row in found.differences], ("", "first", "second", "change", "McNemar p", "second is")))
    print(_counts(found))
    for text in found.notes:
        note(f"not alike: {text}")
    if args.json:
        _write(args.json, {"first": files[0], "second": files[1], **found.as_json()})
    if args.plot:
        plots.draw([first, second], args.plot)
        note(f"plot: {args.plot}")
    return OK


def run_check(args: argparse.Namespace, suites: list[str]) -> int:
    """OK if every known answer gets its verdict, else FAILED. Raises UsageError, SuiteError."""
    if len(suites) != 1:
        raise rooms.UsageError("check takes one suite.", "Try `understudy eval check families:seed=7,count=50`.")
    problems = load(suites[0], args.limit)
    found = rooms.run_async(lambda: _check(problems))
    if not found.tried[SOLUTION]:
        raise SuiteError(f"{suites[0]} holds no solutions to check with.", "Give a suite file with its solutions.")
    rows = [(kind, f"{found.passed[kind]} of {found.tried[kind]}", _wanted(found, kind)) for kind in (SOLUTION, *WRONG)]
    print(table(rows, ("", "passed", "must be")))
    for fault in found.faults[:SHOWN_FAULTS]:
        print(f"{fault.task_id}: {fault.kind}: {fault.status}{f' ({fault.said})' if fault.said else ''}")
    if len(found.faults) > SHOWN_FAULTS:
        print(f"… and {len(found.faults) - SHOWN_FAULTS} more (all of them with --json OUT)")
    if found.without:
        note(f"{len(found.without)} problems have no solution of their own and were checked with wrong ones only")
    if args.json:
        facts = {"suite": suites[0], "ok": found.ok, "passed": found.passed, "tried": found.tried}
        _write(args.json, {**facts, "faults": [asdict(fault) for fault in found.faults]})
    return OK if found.ok else FAILED


async def _check(problems: list[Problem]) -> Checked:
    status, left = StatusLine(), Remaining(len(problems))

    def show(done: int, total: int, faulty: int) -> None:
        status.show(f"{done} of {total} problems · {faulty} at fault{left.after(done)}")

    try:
        async with ProgramPool(workers=os.cpu_count() or 1) as pool:
            return await check(problems, pool, show)
    finally:
        status.clear()


def _wanted(found: Checked, kind: str) -> str:
    return f"all {found.tried[kind]}" if kind == SOLUTION else "none"


def _row(row: Difference) -> tuple[str, ...]:
    low, high = row.change.low, row.change.high
    chance = "" if row.p is None else f"{row.p:.3f}"
    if row.factor:
        change = f"{row.change.value:.2f} x [{low:.2f}, {high:.2f}]"
        return row.metric, f"{row.first:.2f} x", f"{row.second:.2f} x", change, "", row.verdict
    change = f"{100 * row.change.value:+.2f} [{100 * low:+.2f}, {100 * high:+.2f}]"
    return row.metric, f"{100 * row.first:.2f} %", f"{100 * row.second:.2f} %", change, chance, row.verdict


def _counts(found: Comparison) -> str:
    parts = [("won", found.won), ("lost", found.lost)]
    lines = [f"\nproblems: second wins {len(found.won)}, loses {len(found.lost)}, ties {len(found.tied)}"]
    for word, ids in parts:
        if ids:
            more = f" … and {len(ids) - SHOWN_IDS} more" if len(ids) > SHOWN_IDS else ""
            lines.append(f"{word}: {', '.join(ids[:SHOWN_IDS])}{more}")
    return "\n".join(lines)


def _write(path: Path, value: object) -> None:
    import msgspec

    write_atomically(path, msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n")
