"""`understudy train corpus`: natural Python of this environment and executed exercises, checked for leaks."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import Any

from understudy_trainer.cli.common import EXIT_OK, until_stopped
from understudy_trainer.cli.numbers import whole

DATA_VARIABLE = "UNDERSTUDY_DATA_SETS"


def add_parsers(subparsers: Any) -> None:
    """Add our verb to `understudy train`'s."""
    parser = subparsers.add_parser("corpus", help="gather permissively licensed Python and exercises to pretrain on")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="for pieces, exercises, report")
    parser.add_argument(
        "--data",
        type=Path,
        metavar="FOLDER",
        help=f"holds mbpp/, python_programming_puzzles/ (default: {DATA_VARIABLE}; none: no exercises, no check)",
    )
    parser.add_argument(
        "--tasks", type=whole(0), default=2_000, help="family tasks to check for leaks (default %(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="progress as JSON lines")
    parser.set_defaults(run=run_corpus)


def run_corpus(arguments: argparse.Namespace) -> int:
    """Exit status. Raises UnderstudyError."""
    from understudy_trainer.errors import TrainError

    named = os.environ.get(DATA_VARIABLE)
    data = arguments.data or (Path(named) if named else None)
    if data is not None and not (data / "mbpp" / "mbpp.jsonl").is_file():
        raise TrainError(f"{data} holds no mbpp/mbpp.jsonl.", f"Correct --data or {DATA_VARIABLE}, or leave it out.")
    arguments.out.mkdir(parents=True, exist_ok=True)  # what cannot be written to is found out first
    return until_stopped(lambda: _gathered(arguments, data))


async def _gathered(arguments: argparse.Namespace, data: Path | None) -> int:
    from understudy.runner.program import ProgramPool
    from understudy_trainer.corpus import build

    def tell(event: dict[str, Any]) -> None:
        if arguments.json:
            print(json.dumps(event), flush=True)
        elif event["event"] == "source":
            print(f"{event['name']} ({event['licence']}): {event['pieces']} pieces, {event['characters']:,} characters")
        else:
            print(f"{event['kept']} exercises, dropped: {event['dropped']}", flush=True)

    async with ProgramPool() as pool:
        report = await build.build(arguments.out, data, pool, arguments.tasks, tell)
    if arguments.json:
        print(json.dumps({"event": "corpus", "out": str(arguments.out), "report": report}), flush=True)
    else:
        total = f"{sum(report['pieces'].values())} pieces, {sum(report['characters'].values()):,} characters"
        print(f"{total} in {arguments.out}; dropped: {report['dropped']}")
    return EXIT_OK
