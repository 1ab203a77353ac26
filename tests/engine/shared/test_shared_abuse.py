"""Two windows that type, generate, cancel, hang up, swap adapters and change threads while parts of it die."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import time
from pathlib import Path

import psutil
import pytest

from tests.engine.shared.conftest import KEEPER, WORKER, running
from tests.engine.test_abuse import SECONDS, Abuser, Tally
from understudy.engine import restart
from understudy.engine.client import EngineClient
from understudy.engine.errors import EngineCrashed
from understudy.engine.shared.address import find

TYPISTS = 2  # a window


async def kill_in_turns(client: EngineClient, end: float) -> int:
    """How often worker or keeper was killed. In turns: five quick deaths of workers under one keeper are given up."""
    chance, kills = random.Random(7), 0
    while time.monotonic() < end:
        await asyncio.sleep(chance.uniform(0.2, 0.8))
        pid = client.keeper_pid if kills % 2 else client.pid
        if pid is not None and client.state == "ready":
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                kills += 1
    return kills


async def quiet(clients: list[EngineClient]) -> None:
    """Everything that was asked is answered, and both windows have the same engine."""
    for client in clients:
        for _ in range(5):
            with contextlib.suppress(EngineCrashed):  # the last kill may only show now
                assert await asyncio.wait_for(client.generate(["x"], max_tokens=1), 30)
                break
    assert len({client.pid for client in clients}) == 1


async def test_no_request_of_two_windows_is_lost_whatever_dies(
    home: Path, tiny_model: Path, tiny_adapter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restart, "HEALTHY_S", 0.0)  # every death is ours, and forgiven
    clients = [
        await EngineClient.start(tiny_model, threads=1, context_tokens=1024, state_dir=tmp_path / "states", shared=True)
        for _ in range(2)
    ]
    tally = Tally()
    where = find(clients[0]._link.options)
    try:
        await quiet(clients)
        descriptors = psutil.Process().num_fds()
        end = time.monotonic() + SECONDS / 2
        typists = [
            Abuser(client, tiny_adapter, tally, 10 * number + seed).work(end)
            for number, client in enumerate(clients)
            for seed in range(TYPISTS)
        ]
        killed, *_ = await asyncio.gather(kill_in_turns(clients[0], end), *typists)
        await quiet(clients)
        assert all(client.shared for client in clients)
        assert psutil.Process().num_fds() - descriptors <= 2
        worker = psutil.Process(clients[0].pid)
        await asyncio.sleep(0.5)
        before = worker.cpu_times().user
        await asyncio.sleep(0.5)
        assert worker.cpu_times().user - before < 0.25  # nothing is still computed for nobody
    finally:
        for client in clients:
            await client.close()
    print(f"{killed} kills; requests: {dict(tally.ends)}")
    assert killed >= 2
    assert tally.ends["lost"] == 0
    assert tally.ends["answered"] > 0 and tally.ends["cancelled"] > 0
    for _ in range(100):
        if not running(home, KEEPER) and not running(home, WORKER):
            break
        await asyncio.sleep(0.1)
    assert not running(home, KEEPER) and not running(home, WORKER)
    assert list(where.folder.iterdir()) == []
