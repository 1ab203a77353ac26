"""Says that this process runs from an environment that the extension made, which removes those that nobody uses.

The format is the extension's (`extension/src/setup/lease.ts`): beside the environments, in `leases`, one file for each
process, JSON {name, pid, host}. A lease of a process of this machine lasts as long as that; one of another machine's,
on a shared home folder, as long as it is touched once a day.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec

from understudy.files import write_atomically

FOLDER = "leases"
PREFIX, DRAFT = "server-", ".partial-"  # of an environment's name; what is still being made has nobody to keep it for
BEAT_S = 3600.0


@contextlib.asynccontextmanager
async def held(environment: Path | None = None, beat_s: float = BEAT_S) -> AsyncIterator[None]:
    """A lease while inside; none where the environment is none of the extension's. environment: this process's."""
    file = await asyncio.to_thread(_take, environment or Path(sys.prefix))
    if file is None:
        yield
        return
    beating = asyncio.create_task(_beat(file, beat_s))
    try:
        yield
    finally:
        beating.cancel()
        with contextlib.suppress(OSError):
            file.unlink()


def _take(environment: Path) -> Path | None:
    folder, name = environment.parent / FOLDER, environment.name
    if not name.startswith(PREFIX) or DRAFT in name or not folder.is_dir():
        return None
    file = folder / f"{os.getpid()}-{uuid.uuid4()}.json"
    content = {"name": name, "pid": os.getpid(), "host": socket.gethostname()}
    try:
        write_atomically(file, msgspec.json.encode(content))
    except OSError:  # a full disk: the model is worth more than the moment in which the environment could go
        return None
    return file


async def _beat(file: Path, beat_s: float) -> None:
    while True:
        await asyncio.sleep(beat_s)
        with contextlib.suppress(OSError):
            os.utime(file)
