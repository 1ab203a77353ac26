"""The trainer as a child: `understudy train METHOD --json`, its JSON lines in, typed events out.

The child is in its own session, so that ending it ends what it started; it never outlives the command.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

import msgspec

import understudy
from understudy.errors import UnderstudyError

GRACE_S = 5.0  # to write a checkpoint
_BOOT = (
    "import sys; sys.path[:0] = sys.argv[1].split('\\n') if sys.argv[1] else []; "
    "from understudy.cli.main import main; sys.exit(main(sys.argv[2:]))"
)


class TrainerError(UnderstudyError):
    """The trainer could not be started, or failed."""


class Step(msgspec.Struct, frozen=True):
    """Training goes on. share: 0..1."""

    message: str = ""
    share: float = 0.0


class Trained(msgspec.Struct, frozen=True):
    """The trainer's last line. adapter: GGUF file; adapter_id: set if the trainer registered it itself."""

    adopted: bool
    message: str = ""
    adapter: str = ""
    adapter_id: str = ""
    metrics: dict[str, str | int | float | bool] = {}


class _Failed(msgspec.Struct, frozen=True):
    error: str
    next_step: str = ""


def command(method: str, model: Path) -> list[str]:
    """-I: nothing of the workspace is imported instead of us (see style.md, traps)."""
    root = Path(understudy.__file__).parents[1]
    extra = "" if root.name in ("site-packages", "dist-packages") else f"{root}\n{root.parent / 'trainer'}"
    return [sys.executable, "-I", "-c", _BOOT, extra, "train", method, "--json", "--model", str(model)]


async def run(method: str, model: Path) -> AsyncGenerator[Step | Trained, None]:
    """Train; yields steps and, last, the result. Closing the generator ends the child. Raises TrainerError."""
    process = await asyncio.create_subprocess_exec(
        *command(method, model),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
        limit=1 << 20,
    )
    assert process.stdout is not None and process.stderr is not None
    noise = asyncio.create_task(_tail(process.stderr))
    try:
        async for line in process.stdout:
            event = _parse(line)
            if isinstance(event, _Failed):
                raise TrainerError(event.error, event.next_step)
            if event is not None:
                yield event
        status = await process.wait()
        if status not in (0, 1):  # 1: the gate said no, which the result says too
            raise TrainerError(f"The trainer stopped ({status}): {await noise}".rstrip(": "), _NEXT_STEP)
    finally:
        await _end(process)
        noise.cancel()


_NEXT_STEP = "Install it with `pip install understudy[trainer]`, or run `understudy train` in a terminal to see more."


def _parse(line: bytes) -> Step | Trained | _Failed | None:
    """One line of the trainer; lines that are no event of ours (a library's chatter) are skipped."""
    with contextlib.suppress(msgspec.MsgspecError, UnicodeDecodeError):
        value = msgspec.json.decode(line)
        if isinstance(value, dict):
            kind: type[Step | Trained | _Failed]
            kind = Trained if "adopted" in value else _Failed if "error" in value else Step
            return msgspec.convert(value, kind)
    return None


async def _tail(stream: asyncio.StreamReader) -> str:
    last = ""
    while data := await stream.read(1 << 14):
        last = (last + data.decode(errors="replace"))[-2_000:]
    lines = [line for line in last.splitlines() if line.strip()]
    return lines[-1][:300] if lines else ""


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), GRACE_S)
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
