"""Progress for a person: a live line in a terminal, plain lines elsewhere, and never a reason to stop."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import re
import struct
import sys
import termios
from pathlib import Path

import pytest

from understudy_trainer.cli.bar import Pace, bar, figures
from understudy_trainer.run.config import Progress

RUN = [
    Progress("reference", 4, 8, seconds=1.0),
    Progress("reference", 8, 8, seconds=2.0),
    Progress("start", 0, 4, seconds=2.0, message="8 examples"),
    Progress("step", 1, 4, 0.6931, 0.0, 4.0),
    Progress("note", 1, 4, seconds=4.5, message="[out] of memory: 512 tokens at a time"),
    Progress("step", 2, 4, 0.5, 0.25, 6.0),
    Progress("step", 4, 4, 0.4, -0.125, 10.0),
    Progress("done", 4, 4, seconds=10.0, message="adapter.gguf"),
]


def text(progress: Progress) -> str:
    return f"{progress.kind} {progress.step}: {progress.message}"


def test_plain_lines_where_there_is_no_terminal() -> None:
    stream = io.StringIO()
    with bar(text, stream) as sink:
        for progress in RUN:
            sink(progress)
    assert stream.getvalue().splitlines() == [text(progress) for progress in RUN]


def shown_in_a_terminal(columns: int = 100, term: str = "xterm-256color") -> str:
    """What RUN writes to a real pseudo-terminal."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    child = os.fork()
    if child == 0:
        os.environ.update(TERM=term, COLUMNS=str(columns), LINES="24")
        with os.fdopen(theirs, "w") as stream, bar(text, stream) as sink:
            for progress in RUN:
                sink(progress)
        os._exit(0)
    os.close(theirs)
    found = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        found += part
    os.close(ours)
    assert os.waitpid(child, 0)[1] == 0
    return found.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_terminal_gets_one_live_line_and_messages_above_it() -> None:
    raw = shown_in_a_terminal()
    plain = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", raw)
    lines = [line.strip() for line in re.split(r"[\r\n]+", plain) if line.strip()]
    assert any(re.match(r"reference 8/8 +━", line) for line in lines)
    first = next(line for line in lines if "1/4" in line)
    assert re.fullmatch(r"training 1/4 +━.* loss 0\.6931  2000 ms/step  0:06 left", first)
    assert re.fullmatch(r"training 4/4 +━.* loss 0\.4000  margin -0\.125  2000 ms/step  0:00 left", lines[-1])
    for message in ("note 1: [out] of memory: 512 tokens at a time", "done 4: adapter.gguf"):
        assert lines.count(message) == 1  # above the line, written once, its brackets kept
    assert raw.count("\x1b[?25l") == raw.count("\x1b[?25h") == 1  # the cursor comes back
    narrow = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown_in_a_terminal(40))
    assert all(len(line) <= 40 for line in re.split(r"[\r\n]+", narrow)) and "training 4/4" in narrow
    assert "\x1b" not in shown_in_a_terminal(term="dumb")


def test_pace_is_that_of_the_last_steps_of_this_phase() -> None:
    pace = Pace()
    pace.add(100, 10.0)
    assert pace.per_step is None
    for step in range(1, 60):
        pace.add(step, 20.0 + step * (1.0 if step < 30 else 2.0))
    assert pace.per_step == 2.0
    assert figures(Progress("step", 10, 2000, 0.5), 2.0) == "loss 0.5000  2000 ms/step  1:06:20 left"
    assert figures(Progress("reference", 1, 5), None) == ""


def test_a_reader_that_went_away_stops_nothing(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    stream = os.fdopen(writer, "w")
    with bar(text, stream) as sink:
        for progress in RUN:
            sink(progress)
    closed = (tmp_path / "f").open("w")
    closed.close()
    with bar(text, closed) as sink:
        sink(RUN[0])
    with pytest.raises(BrokenPipeError):
        stream.close()
