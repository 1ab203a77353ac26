"""`understudy learn stats|report|pairs|export|import|purge`: the user's own data, on this machine."""

from __future__ import annotations

import argparse
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import msgspec

from understudy.cli import pairs
from understudy.cli.output import ERROR, OK, print_error, print_json, refused
from understudy.files import write_atomically
from understudy.learn.errors import LearnError
from understudy.learn.export import Format, export
from understudy.learn.importing import import_file
from understudy.learn.page import page
from understudy.learn.report import report
from understudy.learn.split import By
from understudy.learn.stats import Stats, stats
from understudy.learn.store import Log
from understudy.models.adapters import AdapterRegistry
from understudy.models.names import names
from understudy.paths import warm_dir


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="action", required=True, metavar="stats|report|pairs|export|import|purge")
    counts = verbs.add_parser(
        "stats", help="counts and rates", epilog="example: understudy learn stats --days 7 --json"
    )
    counts.add_argument("--days", type=float, default=None, help="only the last DAYS (default: everything)")
    counts.add_argument("--json", action="store_true")
    shown = verbs.add_parser(
        "report",
        help="how it has been going, as a page to open in a browser",
        epilog="example: understudy learn report --out report.html",
    )
    shown.add_argument("--out", type=Path, metavar="FILE", help="where the page goes (default: to standard output)")
    shown.add_argument("--json", action="store_true", help="the figures alone")
    pairs.add_arguments(verbs)
    out = verbs.add_parser(
        "export", help="JSON lines, as TRL reads them", epilog="example: understudy learn export pairs.jsonl"
    )
    out.add_argument("file", type=Path)
    out.add_argument("--format", choices=get_args(Format), default="preference", help="default: %(default)s")
    out.add_argument(
        "--split", choices=get_args(By), default="function", help="what `held_out` goes by (default: %(default)s)"
    )
    load = verbs.add_parser(
        "import",
        help="JSON lines in the same formats",
        epilog="example: understudy learn import pairs.jsonl --dry-run",
    )
    load.add_argument("file", type=Path)
    load.add_argument("--dry-run", action="store_true", help="check the file and say what would be new")
    load.add_argument("--json", action="store_true")
    purge = verbs.add_parser("purge", help="delete all of it", epilog="example: understudy learn purge --yes")
    purge.add_argument("--imported", action="store_true", help="only what was imported")
    purge.add_argument("--yes", action="store_true", help="do not ask")


def run(args: argparse.Namespace) -> int:
    with Log.open() as log:
        if log.problem is not None:
            print_error(log.problem)
            return ERROR
        if args.action == "stats":
            _stats(log, args.days, args.json)
        elif args.action == "report":
            _report(log, args.out, args.json)
        elif args.action == "pairs":
            return pairs.run(log, args)
        elif args.action == "export":
            count = export(log, args.file, args.format, by=args.split)
            print(f"{count} lines written to {args.file}")
        elif args.action == "import":
            _import(log, args.file, args.dry_run, args.json)
        else:
            return _purge(log, args.yes, args.imported)
    return OK


def _stats(log: Log, days: float | None, as_json: bool) -> None:
    found = stats(log, time.time() - days * 86_400 if days is not None else 0.0)
    values = msgspec.to_builtins(found)
    if as_json:
        print_json({**values, "accept_rate": found.accept_rate, "kept_rate": found.kept_rate, "path": str(log.path)})
        return
    print(f"shown {found.shown} · accepted {found.accepted} ({100 * found.accept_rate:.0f} %)")
    print(f"still there after 5 min: {found.kept_5min} of {found.looked_5min}")
    print(f"kept back: {sum(found.hidden.values())}{_counted(found.hidden)}")
    state = "on" if found.filter_on else "off"
    area = f", AUC {found.filter_auc:.2f} by 5-fold cross-validation" if found.filter_auc else ""
    print(f"filter made from your decisions: {state} ({found.filter_judged} of them{area})")
    print(f"tested candidates: {found.candidates}{_counted(dict(sorted(found.statuses.items())))}")
    _learnable(found)
    print(f"{log.path} · {found.size_bytes / 1024:.0f} KiB")


def _report(log: Log, out: Path | None, as_json: bool) -> None:
    found = report(log.events(), time.time())
    if as_json:
        text = msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"
    else:
        text = page(found, names(AdapterRegistry()))
    if out is None:
        print(text, end="")
        return
    try:
        write_atomically(out, text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise LearnError(f"{out} cannot be written: {error.strerror}.", "Choose another file.") from error
    print(f"written to {out}; open it in a browser")


def _learnable(found: Stats) -> None:
    """What training would see, and what it would not."""
    print(f"preference pairs: {sum(found.pairs.values())}{_counted(found.pairs)} of {found.pair_files} files")
    print(f"held out to judge by: {found.held_out_pairs} pairs of {found.held_out_files} files")
    print(f"left out as noise: {sum(found.dropped.values())}{_counted(found.dropped)}")
    print(f"rankings: {found.rankings} · labels: {found.labels}")
    if found.imported:
        print(f"imported lines: {sum(found.imported.values())}{_counted(found.imported)}")


def _counted(counts: Mapping[str, int]) -> str:
    said = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
    return f" ({said})" if said else ""


def _import(log: Log, file: Path, dry_run: bool, as_json: bool) -> None:
    found = import_file(log, file, dry_run=dry_run)
    if as_json:
        print_json({**msgspec.to_builtins(found), "dry_run": dry_run})
        return
    total = sum(found.lines.values())
    what = f"{total} usable lines{_counted({f'{shape}s': count for shape, count in found.lines.items()})}"
    if found.skipped:
        what += f"; {found.skipped} skipped, whose two texts are the same but for layout and comments"
    if dry_run:
        print(f"{what}; {found.new} would be new")
    else:
        print(f"{what}; {found.new} new, {total - found.new} were there already")


def _purge(log: Log, sure: bool, imported_only: bool) -> int:
    what = "everything that was imported" if imported_only else "everything that was learnt"
    status = refused(f"Delete {what}", sure)
    if status is not None:
        return status
    print(f"{log.purge(imported_only=imported_only)} events deleted")
    if not imported_only:
        shutil.rmtree(warm_dir(), ignore_errors=True)
    return OK
