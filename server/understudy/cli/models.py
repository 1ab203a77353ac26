"""`understudy models list|pull|use|quantize`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from understudy.cli import quantize
from understudy.cli.output import OK, StatusLine, note, print_json, table
from understudy.cli.rooms import UsageError
from understudy.models.bundled import BUNDLED_NAME, bundled_path, models_dir, resolve
from understudy.models.catalogue import CATALOGUE, CatalogueModel, find
from understudy.models.choice import choose_model, chosen_model
from understudy.models.download import pull
from understudy.models.errors import ModelError
from understudy.models.gguf_header import read_model


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="action", required=True, metavar="list|pull|use|quantize")
    listing = verbs.add_parser("list", help="models known here", epilog="example: understudy models list --json")
    listing.add_argument("--json", action="store_true")
    fetch = verbs.add_parser(
        "pull", help="download a model of the list", epilog="example: understudy models pull qwen2.5-coder-1.5b"
    )
    fetch.add_argument("name")
    use = verbs.add_parser(
        "use", help="pick the command line's model", epilog=f"example: understudy models use {BUNDLED_NAME}"
    )
    use.add_argument("name", help="name in the list, or a GGUF file")
    shrink = verbs.add_parser(
        "quantize", help="make a model smaller", epilog="example: understudy models quantize m-f16.gguf m-q8.gguf q8_0"
    )
    quantize.add_arguments(shrink)


def run(args: argparse.Namespace) -> int:
    if args.action == "list":
        _list(args.json)
    elif args.action == "pull":
        _pull(args.name)
    elif args.action == "use":
        _use(args.name)
    else:
        return quantize.run(args)
    return OK


def _list(as_json: bool) -> None:
    used = chosen_model() or BUNDLED_NAME
    rows: list[dict[str, Any]] = [_row(BUNDLED_NAME, _bundled(), None, used)]
    rows += [_row(m.name, models_dir() / m.file, m, used) for m in CATALOGUE]
    if used not in {row["name"] for row in rows}:
        rows.append(_row(used, Path(used), None, used))
    if as_json:
        print_json(rows)
        return
    cells = [
        (
            "*" if r["in_use"] else "",
            r["name"],
            "yes" if r["installed"] else "no",
            f"{r['size_bytes'] / 1e6:.0f} MB" if r["size_bytes"] else "",
            r["licence"],
        )
        for r in rows
    ]
    print(table(cells, ("", "name", "here", "size", "licence")))


def _bundled() -> Path | None:
    try:
        return bundled_path()
    except ModelError:
        return None


def _row(name: str, path: Path | None, listed: CatalogueModel | None, used: str) -> dict[str, Any]:
    here = path is not None and path.is_file()
    size = path.stat().st_size if here and path else listed.size_bytes if listed else 0
    return {
        "name": name,
        "installed": here,
        "in_use": name == used,
        "path": str(path) if here else None,
        "size_bytes": size,
        "licence": listed.licence if listed else "Apache-2.0" if name == BUNDLED_NAME else "",
    }


def _pull(name: str) -> None:
    listed = find(name)
    if listed is None:
        raise UsageError(f"There is no model {name} in the list.", "See `understudy models list`.")
    target = models_dir() / listed.file
    if target.is_file():
        note(f"{listed.name} is here already: {target}")
        return
    print(
        f"{listed.name}: {listed.size_bytes / 1e6:.0f} MB, licence {listed.licence}, from {listed.url}", file=sys.stderr
    )
    status, started = StatusLine(), time.monotonic()

    def show(done: int, total: int | None) -> None:
        share = f" of {total / 1e6:.0f} MB ({100 * done // total} %)" if total else " MB"
        status.show(f"{done / 1e6:.0f}{share} · {done / 1e6 / max(0.1, time.monotonic() - started):.1f} MB/s")

    try:
        sha256 = pull(listed.url, target, listed.sha256, show)
    finally:
        status.clear()
    try:
        read_model(target)
    except ModelError:
        target.unlink()
        raise
    print(f"{target}\nsha256 {sha256}")
    if listed.sha256 is None:
        note(listed.note)
    note(f"next: understudy models use {listed.name}")


def _use(name: str) -> None:
    path = resolve(name)
    read_model(path)
    wanted = name if name == BUNDLED_NAME or find(name) else str(path.absolute())
    choose_model("" if wanted == BUNDLED_NAME else wanted)
    print(f"the command line uses {wanted}")
    note('in an editor, set "understudy.model" to the same name')
