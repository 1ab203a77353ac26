"""Processes that are killed at a moment of choice: by what they are about to do, or by the clock.

They are forked from a server that has torch and the trainer loaded, so that a life costs what it does and no start.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(["tests.trainer.runs", "understudy_trainer.run.train", "matplotlib.figure"])


@dataclass(frozen=True)
class Moment:
    """event: a Python audit event (os.rename, os.remove, open, subprocess.Popen), "print", or "*"; just before the
    `count`-th one that mentions `part`, the process gets `signal`. seconds: or so long after its start, whatever it
    does."""

    event: str = ""
    part: str = ""
    count: int = 1
    seconds: float | None = None
    signal: int = signal.SIGKILL


NEVER = Moment()


def live(work: Callable[..., Any], *arguments: Any, moment: Moment = NEVER, home: Path, **environment: str) -> int:
    """Exit status of a process that does `work` and may be killed at `moment` (-9 if it was)."""
    process = start(work, *arguments, moment=moment, home=home, **environment)
    process.join(moment.seconds)
    if process.is_alive():
        process.kill()
        process.join()
    assert process.exitcode is not None
    return process.exitcode


def start(work: Callable[..., Any], *arguments: Any, moment: Moment = NEVER, home: Path, **environment: str) -> Any:
    """The process, under way; its standard error goes to home/errors.txt."""
    home.mkdir(parents=True, exist_ok=True)
    process = _SERVER.Process(
        target=_child, args=(work, arguments, moment, home, {"UNDERSTUDY_HOME": str(home), **environment})
    )
    process.start()
    return process


def _child(
    work: Callable[..., Any], arguments: Any, moment: Moment, home: Path, environment: Mapping[str, str]
) -> None:
    import torch

    os.environ.update(environment)
    torch.set_num_threads(1)
    sys.stderr = (home / "errors.txt").open("a")
    watch = _Watch(moment)
    sys.stdout = watch  # type: ignore[assignment]
    sys.addaudithook(watch.heard)
    sys.exit(work(*arguments))


class _Watch:
    """Stands for standard output (kept from the terminal) and hears audit events."""

    def __init__(self, moment: Moment) -> None:
        self._moment, self._left = moment, moment.count

    def write(self, text: str) -> int:
        self.heard("print", (text,))
        return len(text)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return False

    def heard(self, event: str, values: tuple[object, ...]) -> None:
        wanted = self._moment.event in (event, "*")
        if wanted and self._left and any(self._moment.part in str(value) for value in values):
            self._left -= 1
            if not self._left:
                os.kill(os.getpid(), self._moment.signal)
