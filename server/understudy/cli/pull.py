"""`understudy models pull` and `add`: a model file from a hub, or from anywhere, checked and in its place.

With `--json` the download talks in JSON lines: `progress` while it runs, then one `result` or one `error`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from understudy.cli.output import ERROR, OK, StatusLine, note
from understudy.errors import UnderstudyError, os_error
from understudy.models.advice import gigabytes
from understudy.models.bundled import models_dir
from understudy.models.catalogue import find
from understudy.models.errors import ModelError
from understudy.models.gguf_header import read_model
from understudy.models.hub import Source, endpoint, fetch, locate, parse, source_of
from understudy.models.installed import add, free_name

LEAST_INTERVAL_S = 0.2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="name in the list, or owner/repository/file.gguf of the hub")
    parser.add_argument(
        "--hub", default="", help="address of a hub or a mirror (default: $HF_ENDPOINT, else huggingface.co)"
    )
    parser.add_argument("--json", action="store_true", help="progress and result as JSON lines")


def add_file_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a GGUF file; it is copied")


def run(args: argparse.Namespace) -> int:
    if not args.json:
        _pull(args.name, args.hub, _Human())
        return OK
    try:
        _pull(args.name, args.hub, _Lines())
    except (UnderstudyError, OSError) as error:
        known = os_error(error) if isinstance(error, OSError) else error
        _line(kind="error", message=known.message, nextStep=known.next_step)
        return ERROR
    return OK


def run_add(args: argparse.Namespace) -> int:
    status, started = StatusLine(), time.monotonic()
    try:
        added = add(args.file, lambda done, total: status.show(_words(done, total, started)))
    finally:
        status.clear()
    print(f"{added.path}\nsha256 {added.sha256}")
    if added.known:
        note("bit for bit the model of the list")
    note(f"next: understudy models use {added.name}")
    return OK


class _Human:
    def __init__(self) -> None:
        self._status, self._started = StatusLine(), time.monotonic()

    def begin(self, name: str, size: int, licence: str, hub: str) -> None:
        facts = [gigabytes(size)] if size else []
        facts += [f"licence {licence}" if licence else "licence: see its page"]
        print(f"{name}: {', '.join(facts)}, from {hub}", file=sys.stderr)

    def progress(self, done: int, total: int | None) -> None:
        self._status.show(_words(done, total, self._started))

    def end(self, name: str, path: Path, sha256: str, verified: bool, already: bool) -> None:
        self._status.clear()
        if already:
            note(f"{name} is here already: {path}")
            return
        print(f"{path}\nsha256 {sha256}")
        if not verified:
            note("The hub names no checksum for it: length and structure were checked, the content was not.")
        note(f"next: understudy models use {name}")

    def stop(self) -> None:
        self._status.clear()


class _Lines:
    def __init__(self) -> None:
        self._started, self._last = time.monotonic(), 0.0

    def begin(self, name: str, size: int, licence: str, hub: str) -> None:
        _line(kind="begin", name=name, sizeBytes=size, licence=licence, hub=urlsplit(hub).hostname or hub)

    def progress(self, done: int, total: int | None) -> None:
        now = time.monotonic()
        if now - self._last >= LEAST_INTERVAL_S or done == total:
            self._last = now
            _line(kind="progress", done=done, total=total, message=_words(done, total, self._started))

    def end(self, name: str, path: Path, sha256: str, verified: bool, already: bool) -> None:
        _line(kind="result", name=name, path=str(path), sha256=sha256, verified=verified, already=already)

    def stop(self) -> None:
        pass


def _pull(name: str, hub: str, out: _Human | _Lines) -> None:
    listed, address = find(name), endpoint(hub)
    source = source_of(listed) if listed else parse(name, address)
    target = _place(source, address)
    called = listed.name if listed else target.stem
    if target.is_file():
        out.end(called, target, "", verified=False, already=True)
        return
    out.begin(called, listed.size_bytes if listed else 0, listed.licence if listed else "", address)
    try:
        found = fetch(source, target, address, out.progress, check=read_model)
    finally:
        out.stop()
    out.end(called, target, found.sha256, found.verified, already=False)


def _place(source: Source, hub: str) -> Path:
    """Where the file is, or will be. Of two repositories' files of one name the later one gets another name."""
    place = models_dir() / source.name
    if source.sha256 is not None or not place.is_file():
        return place
    found = locate(source, hub)
    if found.sha256 is not None:
        return free_name(place.parent, place.stem, found.sha256)
    if found.size_bytes != place.stat().st_size:
        raise ModelError(
            f"Another model is called {place.stem} here, and the hub names no checksum to tell them apart.",
            f"Remove that one with `understudy models remove {place.stem}`, or take this file from another hub.",
        )
    return place


def _words(done: int, total: int | None, started: float) -> str:
    share = f"{gigabytes(done)} of {gigabytes(total)}" if total else gigabytes(done)
    return f"{share} · {done / 1e6 / max(0.1, time.monotonic() - started):.1f} MB/s"


def _line(**values: object) -> None:
    print(json.dumps(values, ensure_ascii=False), flush=True)
