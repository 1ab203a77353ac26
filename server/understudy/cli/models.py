"""`understudy models list|probe|pull|add|use|remove|quantize`."""

from __future__ import annotations

import argparse

from understudy.cli import probe, pull, quantize, remove
from understudy.cli.output import OK, note, print_json, table
from understudy.models.advice import gigabytes
from understudy.models.bundled import BUNDLED_NAME, resolve
from understudy.models.catalogue import find
from understudy.models.choice import choose_model
from understudy.models.gguf_header import read_model
from understudy.models.installed import entries


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="action", required=True, metavar="list|probe|pull|add|use|remove|quantize")
    listing = verbs.add_parser("list", help="models known here", epilog="example: understudy models list --json")
    listing.add_argument("--json", action="store_true")
    machine = verbs.add_parser(
        "probe", help="what this machine can run, and how fast", epilog="example: understudy models probe"
    )
    probe.add_arguments(machine)
    fetch = verbs.add_parser(
        "pull", help="download a model from a hub", epilog="example: understudy models pull qwen2.5-coder-1.5b"
    )
    pull.add_arguments(fetch)
    taken = verbs.add_parser(
        "add", help="copy a GGUF file among the models", epilog="example: understudy models add ~/Downloads/model.gguf"
    )
    pull.add_file_argument(taken)
    use = verbs.add_parser(
        "use", help="pick the command line's model", epilog=f"example: understudy models use {BUNDLED_NAME}"
    )
    use.add_argument("name", help="name in the list, or a GGUF file")
    gone = verbs.add_parser(
        "remove", help="delete a pulled or added model", epilog="example: understudy models remove qwen2.5-coder-7b"
    )
    remove.add_arguments(gone)
    shrink = verbs.add_parser(
        "quantize", help="make a model smaller", epilog="example: understudy models quantize m-f16.gguf m-q8.gguf q8_0"
    )
    quantize.add_arguments(shrink)


def run(args: argparse.Namespace) -> int:
    if args.action == "list":
        _list(args.json)
    elif args.action == "probe":
        return probe.run(args)
    elif args.action == "pull":
        return pull.run(args)
    elif args.action == "add":
        return pull.run_add(args)
    elif args.action == "use":
        _use(args.name)
    elif args.action == "remove":
        return remove.run(args)
    else:
        return quantize.run(args)
    return OK


def _list(as_json: bool) -> None:
    found = entries()
    if as_json:
        rows = [
            {
                "name": entry.name,
                "installed": entry.installed,
                "in_use": entry.in_use,
                "path": str(entry.path) if entry.path else None,
                "size_bytes": entry.size_bytes,
                "licence": entry.licence,
            }
            for entry in found
        ]
        print_json(rows)
        return
    cells = [
        (
            "*" if entry.in_use else "",
            entry.name,
            "yes" if entry.installed else "no",
            gigabytes(entry.size_bytes) if entry.size_bytes else "",
            entry.licence,
        )
        for entry in found
    ]
    print(table(cells, ("", "name", "here", "size", "licence")))


def _use(name: str) -> None:
    path = resolve(name)
    read_model(path)
    wanted = name if name == BUNDLED_NAME or find(name) else str(path.absolute())
    choose_model("" if wanted == BUNDLED_NAME else wanted)
    print(f"the command line uses {wanted}")
    note('in an editor, set "understudy.model" to the same name')
