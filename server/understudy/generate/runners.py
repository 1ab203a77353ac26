"""Starts the test runner of a workspace: for one run of a command, or for a server that keeps it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from understudy.generate import closing
from understudy.generate.cores import test_workers
from understudy.runner.runner import Runner
from understudy.runner.types import RunnerError

SETTLING_S = 5.0  # dead sessions are swept up in milliseconds; longer than this something else is wrong


async def start(workspace: Path, *, python: str = "", timeout_s: float = 3.0) -> Runner:
    """A runner that uses the cores the engine leaves. python: interpreter of the tests ("" = the workspace's own);
    timeout_s: seconds one candidate may take. Raises RunnerError."""
    return await Runner.start(
        workspace, python=Path(python) if python else None, timeout_s=timeout_s, workers=test_workers()
    )


@contextlib.asynccontextmanager
async def opened(
    workspace: Path, *, python: str = "", timeout_s: float = 3.0
) -> AsyncIterator[tuple[Runner | None, RunnerError | None]]:
    """The runner of a workspace while the context lasts, or None and why there is none."""
    try:
        runner = await start(workspace, python=python, timeout_s=timeout_s)
    except RunnerError as error:
        yield None, error
        return
    try:
        yield runner, None
    finally:
        await closing.settled(SETTLING_S)
        await runner.close()
