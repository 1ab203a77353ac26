"""`understudy adapters list|use|off|back`: what fine-tuning made for the model in use."""

from __future__ import annotations

import argparse
import time

import msgspec

from understudy.cli.output import OK, print_json, table
from understudy.models.adapters import AdapterRecord, AdapterRegistry
from understudy.models.bundled import resolve
from understudy.models.gguf_header import content_sha256


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="action", required=True, metavar="list|use|off|back")
    listing = verbs.add_parser("list", help="adapters of the model", epilog="example: understudy adapters list --json")
    listing.add_argument("--json", action="store_true")
    listing.add_argument("--all", action="store_true", help="also those of other models")
    use = verbs.add_parser("use", help="use one", epilog="example: understudy adapters use 0123456789abcdef")
    use.add_argument("id")
    off = verbs.add_parser("off", help="use the base model alone", epilog="example: understudy adapters off")
    back = verbs.add_parser("back", help="undo the last use or off", epilog="example: understudy adapters back")
    for verb in (listing, use, off, back):
        verb.add_argument("--model", default="", help="name or GGUF file (default: the model in use)")


def run(args: argparse.Namespace) -> int:
    registry = AdapterRegistry()
    if args.action == "list" and args.all:
        _list(registry, None, args.json)
        return OK
    base = content_sha256(resolve(args.model))
    if args.action == "list":
        _list(registry, base, args.json)
        return OK
    if args.action == "use":
        now: AdapterRecord | None = registry.use(args.id, base)
    elif args.action == "off":
        registry.off(base)
        now = None
    else:
        now = registry.back(base)
    print(f"in use: {now.id}" if now else "in use: the base model alone")
    return OK


def _list(registry: AdapterRegistry, base: str | None, as_json: bool) -> None:
    records = registry.list(base)
    used = {record.id: registry.current(record.base_sha256) == record for record in records}
    if as_json:
        print_json([{**msgspec.to_builtins(r), "in_use": used[r.id], "path": str(registry.path(r))} for r in records])
    elif not records:
        print("no adapters yet; `understudy train dpo` makes one from what you kept and what passed")
    else:
        rows = [
            (
                "*" if used[r.id] else "",
                r.id,
                time.strftime("%Y-%m-%d %H:%M", time.localtime(r.created)),
                ", ".join(f"{key} {value}" for key, value in r.meta.items()),
            )
            for r in records
        ]
        print(table(rows, ("", "id", "made", "figures")))
