"""What several verbs of `understudy train` share: exit statuses, the model, the data, and how a verb is stopped."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from understudy_trainer.data.examples import Example, Method

EXIT_OK, EXIT_REFUSED, EXIT_CANCELLED = 0, 1, 130  # the root command's: done, a check failed, stopped
MODEL_HELP = "the served model: name or GGUF file (default: the model in use)"


def add_model(parser: argparse.ArgumentParser) -> None:
    """--model, or --base, of a verb that needs the GGUF that is served; `found_model` makes a file of it."""
    parser.add_argument("--model", "--base", dest="base", default="", metavar="MODEL", help=MODEL_HELP)


def found_model(wanted: str) -> Path:
    """The file of a name, a path or "" (the model in use), its header checked. Raises ModelError."""
    from understudy.models.bundled import resolve
    from understudy.models.gguf_header import read_model

    path = resolve(wanted)
    read_model(path)
    return path


def training_data(arguments: argparse.Namespace, method: Method, base: Path) -> tuple[list[Example], list[Example]]:
    """Training examples and held-out preference pairs, disjoint by function.

    Of a file that holds no pairs nothing is held out: nothing could judge by it. Raises TrainError or LearnError.
    """
    from understudy.learn.store import Log
    from understudy.models.gguf_header import content_sha256
    from understudy_trainer.data.examples import from_log
    from understudy_trainer.data.files import from_file
    from understudy_trainer.model.shape import read_shape

    if arguments.data:
        found = from_file(arguments.data, method, read_shape(base).vocabulary)
        if method != "dpo":
            return [e for e in found if not e.apart], []
        pairs = found
    else:
        model = content_sha256(base)
        with Log.open(arguments.log) as log:
            found, pairs = from_log(log, method, model), from_log(log, "dpo", model)
    return [e for e in found if not e.held_out], [e for e in pairs if e.held_out]


def until_stopped(work: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Run to the end. SIGTERM and Ctrl-C cancel it, so that its children end and what is finished is kept."""

    async def run() -> int:
        task = asyncio.ensure_future(work())
        for number in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError):  # Windows
                asyncio.get_running_loop().add_signal_handler(number, task.cancel)
        try:
            return await task
        except asyncio.CancelledError:
            note("stopped; what is finished is kept, the same command goes on from here")
            return EXIT_CANCELLED

    return asyncio.run(run())


def note(text: str) -> None:
    """One line for a person, beside the JSON lines of stdout."""
    print(text, file=sys.stderr, flush=True)
