"""A keeper outlives the window that started it; what it runs from must stay as long."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.engine.shared.conftest import KEEPER, running
from understudy.engine.client import EngineClient
from understudy.engine.shared import lease, reach
from understudy.models.bundled import bundled_path


def leases(home: Path) -> list[dict[str, object]]:
    return [json.loads(file.read_text()) for file in (home / "leases").glob("*.json")]


async def test_it_is_what_the_extension_reads_and_gone_afterwards(tmp_path: Path) -> None:
    environment = tmp_path / "server-0123"
    (tmp_path / "leases").mkdir()
    async with lease.held(environment, beat_s=0.05):
        assert leases(tmp_path) == [{"name": "server-0123", "pid": os.getpid(), "host": socket.gethostname()}]
        (file,) = (tmp_path / "leases").iterdir()
        os.utime(file, (1.0, 1.0))
        await asyncio.sleep(0.3)
        assert time.time() - file.stat().st_mtime < 60  # it is touched
    assert leases(tmp_path) == []


@pytest.mark.parametrize("name", [".venv", "server-0123.partial-9", "server"])
async def test_nothing_is_written_beside_an_environment_of_somebody_else(tmp_path: Path, name: str) -> None:
    (tmp_path / "leases").mkdir()
    async with lease.held(tmp_path / name):
        assert leases(tmp_path) == []
    async with lease.held(tmp_path / "elsewhere" / "server-1"):
        assert not (tmp_path / "elsewhere").exists()


async def test_a_keeper_has_one_for_the_environment_it_runs_from(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = tmp_path / "envs" / "server-abc"
    (environment.parent / "leases").mkdir(parents=True)
    made = [sys.executable, "-m", "venv", "--without-pip", "--system-site-packages", str(environment)]
    await asyncio.to_thread(subprocess.run, made, check=True)
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "ours.pth").write_text("\n".join(path for path in sys.path if "site-packages" in path))
    monkeypatch.setattr(reach.sys, "executable", str(environment / "bin" / "python"))
    client = await EngineClient.start(bundled_path(), threads=1, context_tokens=512, shared=True)
    try:
        assert client.shared, client.alone
        keeper = client.keeper_pid
        assert [(found["name"], found["pid"]) for found in leases(environment.parent)] == [("server-abc", keeper)]
        await client.close("linger")
        assert leases(environment.parent)
    finally:
        await client.close()
        for process in running(home, KEEPER):
            process.terminate()
            psutil.wait_procs([process], timeout=10)
    assert leases(environment.parent) == []
