"""`understudy models remove`: give a downloaded or added model's space back, unless somebody uses it."""

from __future__ import annotations

import argparse
from pathlib import Path

from understudy.cli.output import OK, note, refused
from understudy.engine.launch import serving
from understudy.models.advice import gigabytes
from understudy.models.bundled import BUNDLED_NAME
from understudy.models.download import arrived, discard
from understudy.models.errors import ModelError
from understudy.models.installed import entries, own_file


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="name in the list")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(args: argparse.Namespace) -> int:
    file = own_file(args.name)
    size = arrived(file)
    if not size:
        raise ModelError(f"{args.name} is not on this machine.", "See `understudy models list`.")
    _require_unused(args.name, file)
    status = refused(f"Delete {file} ({gigabytes(size)})", args.yes)
    if status is not None:
        return status
    print(f"{gigabytes(discard(file))} freed")
    note("an editor whose understudy.model names it will say that it is gone")
    return OK


def _require_unused(name: str, file: Path) -> None:
    if any(entry.in_use and entry.path == file for entry in entries()):
        raise ModelError(
            f"{name} is the model in use.", f"Pick another one first: `understudy models use {BUNDLED_NAME}`."
        )
    if file.is_file() and (pids := serving(file)):
        raise ModelError(
            f"{name} is loaded by an engine (process {', '.join(map(str, pids))}).",
            "Choose another model in the editor, or close it, and try again.",
        )
