"""Clients that share the bundled model, in a home of their own; whatever they leave behind is ended after each test."""

from __future__ import annotations

import contextlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import psutil
import pytest
import pytest_asyncio

from understudy.engine.client import EngineClient
from understudy.engine.shared import reach
from understudy.models.bundled import bundled_path

KEEPER, WORKER = "understudy.engine.shared.keeper", "understudy.engine.worker"
Start = Callable[..., Awaitable[EngineClient]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of this test alone: engines are found by it."""
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(reach, "LINGER_S", 1.0)
    return tmp_path / "home"


@pytest_asyncio.fixture
async def start(home: Path) -> AsyncIterator[Start]:
    """`await start(threads=2, ...)`: one more client of the shared engine."""
    clients: list[EngineClient] = []

    async def started(**options: object) -> EngineClient:
        wanted: dict[str, object] = {"threads": 1, "context_tokens": 1024, "shared": True}
        clients.append(await EngineClient.start(bundled_path(), **(wanted | options)))  # type: ignore[arg-type]
        return clients[-1]

    yield started
    for client in clients:
        await client.close()
    for process in running(home, KEEPER) + running(home, WORKER):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()


def running(home: Path, part: str) -> list[psutil.Process]:
    """Processes of one home with `part` in their command line, but those that only wait to be reaped."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            ours = part in " ".join(process.cmdline()) and process.environ().get("UNDERSTUDY_HOME") == str(home)
            if ours and process.status() != psutil.STATUS_ZOMBIE and process.pid != os.getpid():
                found.append(process)
    return found
