"""Child processes that lead a group of their own: a start that a cancel cannot lose, an end that leaves nothing."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncGenerator
from typing import Any

from understudy.paths import source_roots

LOOK_S = 0.5
_BOOT = (
    "import sys; sys.path[:0] = sys.argv[1].split('\\n') if sys.argv[1] else []; "
    "from understudy.cli.main import main; sys.exit(main(sys.argv[2:]))"
)


def command_line(*words: str) -> list[str]:
    """`understudy WORDS` as a child is started. -I: nothing of the workspace is imported instead of us."""
    return [sys.executable, "-I", "-c", _BOOT, "\n".join(source_roots()), *words]


async def start(*argv: str, **options: Any) -> asyncio.subprocess.Process:
    """As `asyncio.create_subprocess_exec`. Raises OSError.

    Cancelling a creation under way would wait for ever (CPython 3.11: for the end of pipes that were never connected),
    so it is finished first; it takes milliseconds.
    """
    creating = asyncio.create_task(asyncio.create_subprocess_exec(*argv, start_new_session=True, **options))
    try:
        return await asyncio.shield(creating)
    except asyncio.CancelledError:
        process = await creating
        await _end(process, 0.0)
        if process.stdin:
            process.stdin.close()
        raise


@contextlib.asynccontextmanager
async def running(*argv: str, grace_s: float = 0.0, **options: Any) -> AsyncGenerator[asyncio.subprocess.Process, None]:
    """A child while inside; then it is ended, and all that it started. Raises OSError.

    grace_s: how long it may take to end when asked to. What it leaves behind when it ends by itself is ended at once:
    that would hold its pipes open, and who reads them, or waits for it, would wait for that.
    """
    process = await start(*argv, **options)
    watch = asyncio.create_task(_end_orphans(process))
    try:
        yield process
    finally:
        watch.cancel()
        await _end(process, grace_s)


def _kill(process: asyncio.subprocess.Process) -> None:
    """Its whole group, now. Not `Process.kill`: that may reap the child behind asyncio's back."""
    if os.name == "posix":
        _signal(process, signal.SIGKILL)
    elif process.returncode is None:
        process.kill()


async def _end(process: asyncio.subprocess.Process, grace_s: float) -> None:
    """Cancelling does not wait for `grace_s`."""
    try:
        if process.returncode is None and grace_s > 0:
            _signal(process, signal.SIGTERM)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), grace_s)
    finally:
        _kill(process)
        await process.wait()


async def _end_orphans(process: asyncio.subprocess.Process) -> None:
    while process.returncode is None:  # noqa: ASYNC110 (`wait` returns only once its pipes are closed, too)
        await asyncio.sleep(LOOK_S)
    _kill(process)


def _signal(process: asyncio.subprocess.Process, number: int) -> None:
    """A number that is still a group's is given to no other process; one that no longer is, was so until just now."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.name == "posix":
            os.killpg(process.pid, number)
        else:
            process.terminate()
