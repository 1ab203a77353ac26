"""A run's progress in a terminal: one live line, what is worth saying above it. Elsewhere: plain lines."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.progress import BarColumn, ProgressColumn, TextColumn
from rich.progress import Progress as Live
from rich.text import Text

if TYPE_CHECKING:
    from understudy_trainer.run.config import Progress, Sink

RECENT_STEPS = 20  # the pace is theirs: steps get slower and faster with the length of their examples
REDRAW_S = 0.1
BAR_FROM = 80  # columns; a narrower terminal gets the figures only
NAMES = {"reference": "reference", "step": "training"}


@contextmanager
def bar(text: Callable[[Progress], str], stream: TextIO | None = None) -> Iterator[Sink]:
    """Yield a sink for a run's progress. text: the plain line of one. stream: stdout by default.

    A stream that breaks (its reader is gone) silences the sink; the run goes on.
    """
    stream = stream or sys.stdout
    shown = _Terminal(stream, text) if _is_terminal(stream) else _Plain(stream, text)
    try:
        yield shown.show
    finally:
        with suppress(OSError, ValueError):
            shown.close()


def _is_terminal(stream: TextIO) -> bool:
    with suppress(OSError, ValueError):
        return stream.isatty() and os.environ.get("TERM", "") != "dumb"
    return False


class _Plain:
    def __init__(self, stream: TextIO, text: Callable[[Progress], str]) -> None:
        self._stream: TextIO | None = stream
        self._text = text

    def show(self, progress: Progress) -> None:
        try:
            if self._stream is not None:
                print(self._text(progress), file=self._stream, flush=True)
        except (OSError, ValueError):  # a pipe without a reader, a closed file
            self._stream = None

    def close(self) -> None:
        pass


class Pace:
    """Seconds per step over the last steps, from the run's own clock."""

    def __init__(self) -> None:
        self._seen: deque[tuple[int, float]] = deque(maxlen=RECENT_STEPS + 1)

    def add(self, step: int, seconds: float) -> None:
        if self._seen and step <= self._seen[-1][0]:
            self._seen.clear()  # another phase began
        self._seen.append((step, seconds))

    @property
    def per_step(self) -> float | None:
        """None until two moments are known."""
        if len(self._seen) < 2:
            return None
        (first, start), (last, end) = self._seen[0], self._seen[-1]
        return (end - start) / (last - first)


class _Terminal:
    def __init__(self, stream: TextIO, text: Callable[[Progress], str]) -> None:
        self._text = text
        self._pace = Pace()
        self._phase, self._drawn = "", float("-inf")
        console = Console(file=stream, force_terminal=True, highlight=False)
        step, found = "{task.description} {task.completed}/{task.total}", "{task.fields[figures]}"
        columns: list[ProgressColumn] = [TextColumn(f"{step}  {found}")]
        if console.width >= BAR_FROM:
            columns = [TextColumn(step), BarColumn(bar_width=None), TextColumn(found)]
        # drawn when something happened: no thread beside torch's
        self._live = Live(*columns, console=console, auto_refresh=False, expand=True)
        self._task = self._live.add_task("", total=None, visible=False, figures="")
        self._broken = False

    def show(self, progress: Progress) -> None:
        if self._broken:
            return
        try:
            self._show(progress)
        except (OSError, ValueError):
            self._broken = True

    def close(self) -> None:
        if not self._broken:
            self._live.stop()

    def _show(self, progress: Progress) -> None:
        if not self._live.live.is_started:
            self._live.start()
        if progress.kind == "start":  # a run that resumes begins in the middle: its pace counts from here
            self._pace.add(progress.step, progress.seconds)
        if progress.kind not in NAMES:
            self._live.console.print(Text(self._text(progress)))
            return
        if progress.kind != self._phase:
            self._phase, self._drawn = progress.kind, float("-inf")
        self._pace.add(progress.step, progress.seconds)
        self._live.update(
            self._task,
            description=NAMES[progress.kind],
            total=progress.steps,
            completed=progress.step,
            visible=True,
            figures=figures(progress, self._pace.per_step),
        )
        if progress.seconds - self._drawn >= REDRAW_S or progress.step == progress.steps:
            self._drawn = progress.seconds
            self._live.refresh()


def figures(progress: Progress, per_step: float | None) -> str:
    """Loss and margin of a step, milliseconds per step and the time that is left."""
    parts = []
    if progress.kind == "step":
        parts.append(f"loss {progress.loss:.4f}")
        if progress.margin:
            parts.append(f"margin {progress.margin:+.3f}")
    if per_step is not None:
        if progress.kind == "step":
            parts.append(f"{per_step * 1000:.0f} ms/step")
        parts.append(f"{_clock(per_step * (progress.steps - progress.step))} left")
    return "  ".join(parts)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
