"""`understudy adapters list|show|use|off|back|remove`: what fine-tuning made for the model in use."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from understudy.cli.output import OK, print_json, table
from understudy.models.adapters import AdapterRecord, AdapterRegistry
from understudy.models.bundled import resolve
from understudy.models.gguf_header import content_sha256
from understudy.models.lineage import Figure


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="action", required=True, metavar="list|show|use|off|back|remove")
    listing = verbs.add_parser("list", help="adapters of the model", epilog="example: understudy adapters list --json")
    listing.add_argument("--json", action="store_true")
    listing.add_argument("--all", action="store_true", help="also those of other models")
    show = verbs.add_parser(
        "show", help="where one comes from, and its figures", epilog="example: understudy adapters show 0123"
    )
    show.add_argument("id", help="or how it begins")
    show.add_argument("--json", action="store_true")
    use = verbs.add_parser("use", help="use one", epilog="example: understudy adapters use 0123456789abcdef")
    use.add_argument("id", help="or how it begins")
    off = verbs.add_parser("off", help="use the base model alone", epilog="example: understudy adapters off")
    back = verbs.add_parser("back", help="undo the last use or off", epilog="example: understudy adapters back")
    remove = verbs.add_parser(
        "remove", help="delete one", epilog="example: understudy adapters remove 0123456789abcdef"
    )
    remove.add_argument("id", help="or how it begins")
    for verb in (listing, use, off, back):
        verb.add_argument("--model", default="", help="name or GGUF file (default: the model in use)")


def run(args: argparse.Namespace) -> int:
    registry = AdapterRegistry()
    if args.action == "show":
        _show(registry, registry.find(args.id), args.json)
        return OK
    if args.action == "remove":
        _say(registry.remove(args.id))
        return OK
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
    _say(now)
    return OK


def _say(now: AdapterRecord | None) -> None:
    print(f"in use: {now.id}" if now else "in use: the base model alone")


def _list(registry: AdapterRegistry, base: str | None, as_json: bool) -> None:
    records = registry.list(base)
    if as_json:
        print_json([_builtins(registry, record) for record in records])
    elif not records:
        print("no adapters yet; `understudy train dpo` makes one from what you kept and what passed")
    else:
        rows = [
            ("*" if _in_use(registry, r) else "", r.id, _made(r), r.lineage.base_name, _data(r), _brief(r))
            for r in records
        ]
        print(table(rows, ("", "id", "made", "base", "from", "figures")))


def _show(registry: AdapterRegistry, record: AdapterRecord, as_json: bool) -> None:
    if as_json:
        print_json(_builtins(registry, record))
        return
    for name, value in _facts(registry, record):
        if value:
            print(f"{name.ljust(9)} {value}")
    figures = record.lineage.figures
    if figures:
        header = ("figure", "without", "with", "change (95 %)", "n")
        print("\n" + table([_row(name, figure) for name, figure in figures.items()], header))


def _facts(registry: AdapterRegistry, record: AdapterRecord) -> Iterator[tuple[str, str]]:
    origin = record.lineage
    yield "id", f"{record.id}{' (in use)' if _in_use(registry, record) else ''}"
    yield "made", f"{_made(record)}{f' by Understudy {origin.version}' if origin.version else ''}"
    yield "method", origin.method
    yield "base", f"{origin.base_name} {record.base_sha256[:12]}".strip()
    yield "data", _data(record)
    yield "held out", str(origin.held_out or "")
    yield "run", origin.run
    yield "parent", origin.parent
    yield "also", ", ".join(f"{key} {value}" for key, value in record.meta.items())
    yield "file", str(registry.path(record))


def _row(name: str, figure: Figure) -> tuple[str, ...]:
    change = f"{figure.change:+.3f} ({figure.low:+.3f} to {figure.high:+.3f})"
    return name, f"{figure.before:.3f}", f"{figure.after:.3f}", change, str(figure.n)


def _made(record: AdapterRecord) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(record.created))


def _data(record: AdapterRecord) -> str:
    """ "dpo on 41: 30 accept, 11 kept"; what older Understudys wrote has no lineage."""
    origin = record.lineage
    if not origin.method:
        return str(record.meta.get("method", ""))
    return f"{origin.method} on {origin.examples}{_counted(origin.sources)}"


def _counted(sources: Mapping[str, int]) -> str:
    said = ", ".join(f"{count} {source}" for source, count in sources.items())
    return f": {said}" if said else ""


def _brief(record: AdapterRecord) -> str:
    figures = record.lineage.figures
    if not figures:
        return ", ".join(f"{key} {value}" for key, value in record.meta.items() if key != "method")
    return ", ".join(f"{name} {f.before:.2f} to {f.after:.2f} (n {f.n})" for name, f in figures.items())


def _in_use(registry: AdapterRegistry, record: AdapterRecord) -> bool:
    now = registry.current(record.base_sha256)
    return now is not None and now.id == record.id


def _builtins(registry: AdapterRegistry, record: AdapterRecord) -> dict[str, Any]:
    return {
        **msgspec.to_builtins(record),
        "in_use": _in_use(registry, record),
        "path": str(registry.path(record)),
    }
