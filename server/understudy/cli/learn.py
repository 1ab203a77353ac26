"""`understudy learn stats|export|purge`: the user's own data, on this machine."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path

import msgspec

from understudy.cli.output import ERROR, OK, note, print_error, print_json
from understudy.learn.export import export
from understudy.learn.stats import stats
from understudy.learn.store import Log
from understudy.paths import warm_dir


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="action", required=True, metavar="stats|export|purge")
    counts = verbs.add_parser(
        "stats", help="counts and rates", epilog="example: understudy learn stats --days 7 --json"
    )
    counts.add_argument("--days", type=float, default=None, help="only the last DAYS (default: everything)")
    counts.add_argument("--json", action="store_true")
    out = verbs.add_parser("export", help="JSON lines", epilog="example: understudy learn export pairs.jsonl")
    out.add_argument("file", type=Path)
    out.add_argument("--format", choices=("preference", "kto"), default="preference")
    purge = verbs.add_parser("purge", help="delete all of it", epilog="example: understudy learn purge --yes")
    purge.add_argument("--yes", action="store_true", help="do not ask")


def run(args: argparse.Namespace) -> int:
    with Log.open() as log:
        if log.problem is not None:
            print_error(log.problem)
            return ERROR
        if args.action == "stats":
            _stats(log, args.days, args.json)
        elif args.action == "export":
            print(f"{export(log, args.file, args.format)} lines written to {args.file}")
        else:
            return _purge(log, args.yes)
    return OK


def _stats(log: Log, days: float | None, as_json: bool) -> None:
    found = stats(log, time.time() - days * 86_400 if days is not None else 0.0)
    values = msgspec.to_builtins(found)
    if as_json:
        print_json({**values, "accept_rate": found.accept_rate, "kept_rate": found.kept_rate, "path": str(log.path)})
        return
    print(f"shown {found.shown} · accepted {found.accepted} ({100 * found.accept_rate:.0f} %)")
    print(f"still there after 5 min: {found.kept_5min} of {found.looked_5min}")
    kept_back = ", ".join(f"{count} {reason}" for reason, count in found.hidden.items())
    print(f"kept back: {sum(found.hidden.values())}" + (f" ({kept_back})" if kept_back else ""))
    state = "on" if found.filter_on else "off"
    area = f", AUC {found.filter_auc:.2f} by 5-fold cross-validation" if found.filter_auc else ""
    print(f"filter made from your decisions: {state} ({found.filter_judged} of them{area})")
    verdicts = ", ".join(f"{count} {status.replace('_', ' ')}" for status, count in sorted(found.statuses.items()))
    print(f"tested candidates: {found.candidates}" + (f" ({verdicts})" if verdicts else ""))
    print(f"preference pairs: {sum(found.pairs.values())} ({found.held_out_pairs} held out)")
    print(f"{log.path} · {found.size_bytes / 1024:.0f} KiB")


def _purge(log: Log, sure: bool) -> int:
    if not sure:
        if not sys.stdin.isatty():
            note("error: purge deletes everything that was learnt\nnext: repeat it with --yes")
            return ERROR
        if input("Delete everything that was learnt from you? [y/N] ").strip().lower() != "y":
            note("nothing was deleted")
            return OK
    print(f"{log.purge()} events deleted")
    shutil.rmtree(warm_dir(), ignore_errors=True)
    return OK
