"""`understudy learn pairs list|show|drop|restore`: what training would use, to read and to delete from."""

from __future__ import annotations

import argparse
import time
from typing import Any

import msgspec

from understudy.cli.output import OK, print_json, table
from understudy.learn.review import SOURCES, Review, find, read, review
from understudy.learn.store import Log
from understudy.learn.withdrawn import excluded

PREVIEW = 48  # characters of a text in the list


def add_arguments(verbs: Any) -> None:
    """Add the verb to `understudy learn`'s."""
    pairs = verbs.add_parser("pairs", help="preference pairs: read them, delete single ones")
    actions = pairs.add_subparsers(dest="pairs_action", required=True, metavar="list|show|drop|restore")
    listing = actions.add_parser("list", help="newest first", epilog="example: understudy learn pairs list --limit 50")
    listing.add_argument("--limit", type=int, default=20, help="default: %(default)s")
    listing.add_argument("--offset", type=int, default=0, help="of the first one")
    listing.add_argument("--json", action="store_true")
    show = actions.add_parser("show", help="one, whole", epilog="example: understudy learn pairs show 0123")
    show.add_argument("id", help="or how it begins")
    drop = actions.add_parser(
        "drop", help="never learn from these", epilog="example: understudy learn pairs drop 0123456789abcdef"
    )
    drop.add_argument("ids", nargs="+", metavar="ID", help="or how it begins")
    restore = actions.add_parser("restore", help="undo drop", epilog="example: understudy learn pairs restore --all")
    which = restore.add_mutually_exclusive_group(required=True)
    which.add_argument("ids", nargs="*", metavar="ID", default=[], help="whole")
    which.add_argument("--all", action="store_true")


def run(log: Log, args: argparse.Namespace) -> int:
    """Exit status. Raises LearnError."""
    if args.pairs_action == "list":
        _list(review(log.events(), offset=args.offset, limit=args.limit), args.json)
    elif args.pairs_action == "show":
        _show(log, args.id)
    elif args.pairs_action == "drop":
        gone = log.exclude(pair.id for pair in find(log.events(), args.ids))
        print(f"{gone} deleted; `understudy learn pairs restore ID` takes it back")
    else:
        back = log.include(excluded(log.events()) if args.all else args.ids)
        print(f"{back} restored")
    return OK


def _list(found: Review, as_json: bool) -> None:
    if as_json:
        print_json(msgspec.to_builtins(found))
        return
    rows = [
        (
            pair.id,
            pair.source,
            "held out" if pair.held_out else "",
            f"{pair.file.rpartition('/')[2]} {pair.function.partition('(')[0]}".strip(),
            _brief(pair.chosen),
            _brief(pair.rejected),
        )
        for pair in found.pairs
    ]
    if rows:
        print(table(rows, ("id", "source", "", "where", "better", "worse")))
    print(f"{found.training} to learn from, {found.held_out} of {found.functions} functions to judge by")
    for left in found.dropped:
        print(f"left out: {left.count}, {left.why}")
    for need in found.missing:
        print(f"missing: {need}")


def _show(log: Log, pair_id: str) -> None:
    (pair,) = map(read, find(log.events(), [pair_id]))
    print(f"{pair.id}  {pair.source}: {SOURCES[pair.source]}")
    print(f"{pair.file} {pair.function}  {time.strftime('%Y-%m-%d %H:%M', time.localtime(pair.at))}")
    for name, text in (("before", pair.before), ("better", pair.chosen), ("worse", pair.rejected)):
        print(f"--- {name}\n{text}")


def _brief(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= PREVIEW else f"{line[: PREVIEW - 1]}…"
