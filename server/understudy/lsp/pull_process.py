"""A download as a child: `understudy models pull NAME --json`, its JSON lines in, typed events out.

What has arrived outlives the child, whatever ends it; the next download of the same file goes on there.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import AsyncGenerator

import msgspec

from understudy import children
from understudy.models.errors import ModelError

GRACE_S = 3.0


class Arrived(msgspec.Struct, frozen=True):
    """It goes on. message: "212 MB of 531 MB · 11.3 MB/s". share: 0..1, 0 where the size is not known."""

    message: str
    share: float


class Pulled(msgspec.Struct, frozen=True):
    """It is in its place. verified: its checksum is the catalogue's or the hub's. sha256: "" if it was here already."""

    name: str
    path: str
    sha256: str
    verified: bool


class _Line(msgspec.Struct, frozen=True, rename="camel"):
    kind: str
    message: str = ""
    next_step: str = ""
    done: int = 0
    total: int | None = None
    name: str = ""
    path: str = ""
    sha256: str = ""
    verified: bool = False


def command(name: str, hub: str) -> list[str]:
    """--: a name is never an option."""
    return children.command_line("models", "pull", "--json", *([f"--hub={hub}"] if hub else []), "--", name)


async def run(name: str, hub: str) -> AsyncGenerator[Arrived | Pulled, None]:
    """Yields progress and, last, the result. Closing the generator ends the child. Raises ModelError."""
    child = children.running(
        *command(name, hub),
        grace_s=GRACE_S,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUTF8": "1"},
        limit=1 << 20,
    )
    result: Pulled | None = None
    failure: ModelError | None = None
    async with child as process:
        assert process.stdout is not None
        async for raw in process.stdout:
            try:
                line = msgspec.json.decode(raw, type=_Line)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                continue  # a library's chatter
            if line.kind == "progress":
                yield Arrived(line.message, line.done / line.total if line.total else 0.0)
            elif line.kind == "result":
                result = Pulled(line.name, line.path, line.sha256, line.verified)
            elif line.kind == "error":
                failure = ModelError(line.message, line.next_step)
        status = await process.wait()
    if result is None:
        raise failure or ModelError(
            f"The download stopped (exit status {status}).", "Start it again; it continues where it stopped."
        )
    yield result
