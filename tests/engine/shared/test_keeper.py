"""The keeper's life: who starts it, what replaces it, when it ends; and that nothing of it is left behind."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

import understudy
from tests.engine.shared.conftest import KEEPER, WORKER, Start, running
from understudy.engine.client import EngineClient
from understudy.engine.errors import EngineError, EngineUnavailable
from understudy.engine.protocol import Sampling
from understudy.engine.shared import reach
from understudy.engine.shared.address import Address, find
from understudy.engine.shared.desk import BLAMED_AFTER
from understudy.engine.shared.lock import Lock
from understudy.paths import source_roots

PROMPT: list[str | int] = ["def is_even(number: int) -> bool:\n    "]
HOT = Sampling(temperature=1.0, seed=5)


async def eventually(holds: Callable[[], bool], within_s: float = 20.0) -> None:
    end = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < end
        await asyncio.sleep(0.05)


async def answer(client: EngineClient) -> list[int]:
    (candidate,) = await client.generate(PROMPT, max_tokens=4, sampling=HOT, priority="interactive")
    return candidate.tokens


async def answer_again(client: EngineClient) -> list[int]:
    with contextlib.suppress(EngineError):  # a kill may show only now
        return await answer(client)
    return await answer(client)


def address_of(client: EngineClient) -> Address:
    return find(client._link.options)


def gone(home: Path) -> bool:
    return not running(home, KEEPER) and not running(home, WORKER)


def kill(pid: int | None, how: int = signal.SIGKILL) -> None:
    assert pid is not None
    os.kill(pid, how)


async def test_two_that_start_at_once_find_one_keeper(start: Start, home: Path) -> None:
    clients = await asyncio.gather(*(start() for _ in range(4)))
    assert all(client.shared for client in clients)
    assert len({client.keeper_pid for client in clients}) == len({client.pid for client in clients}) == 1
    await eventually(lambda: len(running(home, KEEPER)) == 1)  # those that lost the race are gone


async def test_a_killed_keeper_costs_an_answer_and_both_find_the_next(start: Start, home: Path) -> None:
    one, two = await start(), await start()
    keeper, worker = one.keeper_pid, one.pid
    asked = [asyncio.create_task(c.generate(["def f"], n=500, max_tokens=800, sampling=HOT)) for c in (one, two)]
    await asyncio.sleep(0.5)
    kill(keeper)
    for found in await asyncio.gather(*asked, return_exceptions=True):
        assert isinstance(found, EngineError) and found.next_step
    assert await answer(one) == await answer(two)
    assert one.shared and one.keeper_pid == two.keeper_pid != keeper
    await eventually(lambda: not psutil.pid_exists(worker or 0) or psutil.Process(worker).status() == "zombie")
    assert len(running(home, WORKER)) == 1


async def test_one_that_stops_the_engine_again_and_again_does_not_cost_the_others_theirs(start: Start) -> None:
    one, two = await start(), await start()
    keeper = one.keeper_pid
    for _ in range(BLAMED_AFTER):
        asked = asyncio.create_task(one.generate(["def f"], n=500, max_tokens=800, sampling=HOT))
        await asyncio.sleep(0.5)
        kill(two.pid)
        with pytest.raises(EngineError):
            await asked
        await answer_again(two)
    with pytest.raises(EngineUnavailable, match="while it worked for this window") as caught:
        await answer(one)
    assert caught.value.next_step and one.state == "failed"
    assert two.keeper_pid == keeper and await answer(two)
    again = await start()  # what restarting the engine does
    assert again.keeper_pid == keeper and await answer(again)


async def test_a_keeper_that_hangs_is_replaced(start: Start) -> None:
    client = await start(hang_s=1.0)
    keeper = client.keeper_pid
    kill(keeper, signal.SIGSTOP)
    with pytest.raises(EngineError, match="no sign of life"):
        await answer(client)
    assert await answer(client)
    assert client.shared and client.keeper_pid != keeper


async def test_a_worker_that_hangs_is_replaced_by_its_keeper(start: Start) -> None:
    client = await start(hang_s=1.0)
    keeper, worker = client.keeper_pid, client.pid
    kill(worker, signal.SIGSTOP)
    with pytest.raises(EngineError):
        await answer(client)
    assert await answer(client)
    assert client.keeper_pid == keeper and client.pid != worker


async def test_what_a_killed_keeper_left_is_replaced(start: Start, home: Path) -> None:
    client = await start()
    found = address_of(client)
    await client.close("linger")
    kill(running(home, KEEPER)[0].pid)
    await eventually(lambda: gone(home))
    assert found.socket.exists() and found.lock.exists()
    again = await start()
    assert again.shared and await answer(again)


async def test_the_last_one_to_go_takes_the_model_along(start: Start, home: Path) -> None:
    one, two = await start(), await start()
    found = address_of(one)
    await one.close()
    assert await answer(two)
    await two.close()
    assert not running(home, WORKER)  # when it is closed the memory is free
    await eventually(lambda: gone(home))
    assert list(found.folder.iterdir()) == []


async def test_a_window_that_is_loaded_anew_finds_the_model_loaded(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "LINGER_S", 3.0)
    client = await start()
    worker = client.pid
    await client.close("linger")
    again = await start()
    assert again.pid == worker and await answer(again)
    await again.close("linger")
    assert psutil.pid_exists(worker or 0)
    await eventually(lambda: gone(home))


async def test_an_end_by_signal_leaves_nothing(start: Start, home: Path) -> None:
    client = await start()
    found = address_of(client)
    keeper = client.keeper_pid
    await client.close("linger")
    kill(keeper, signal.SIGTERM)
    await eventually(lambda: gone(home))
    assert list(found.folder.iterdir()) == []


async def test_a_newer_version_has_its_own_keeper_and_retires_the_old(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "LINGER_S", 60.0)
    old = await start()
    before = address_of(old)
    monkeypatch.setattr(understudy, "__version__", "99.0.0")
    new = await start()
    assert new.keeper_pid != old.keeper_pid
    await eventually(lambda: not before.socket.exists() and not before.lock.exists())
    assert await answer(old) == await answer(new)  # who is there is served
    keeper = old.keeper_pid
    await old.close("linger")
    await eventually(lambda: keeper not in [process.pid for process in running(home, KEEPER)])
    assert await answer(new)


async def test_an_older_version_retires_nobody(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    new = await start()
    monkeypatch.setattr(understudy, "__version__", "0.0.1")
    old = await start()
    await asyncio.sleep(0.3)
    assert new.keeper_pid != old.keeper_pid
    assert address_of(old).socket.exists() and len(list(address_of(old).folder.glob("*.sock"))) == 2


async def test_another_context_is_another_engine(start: Start) -> None:
    one, two = await start(), await start(context_tokens=512)
    assert one.pid != two.pid and two.info.context_tokens == 512


async def test_a_new_worker_for_all_when_one_wants_it(start: Start) -> None:
    one, two = await start(), await start()
    worker, keeper = one.pid, one.keeper_pid
    await two.close("renew")
    with contextlib.suppress(EngineError):
        await answer(one)
    assert await answer(one)
    assert one.pid != worker and one.keeper_pid == keeper


async def test_a_model_that_cannot_be_loaded_is_refused_to_all_with_the_reason(
    home: Path, tmp_path: Path, start: Start
) -> None:
    from tests.engine import tiny

    model = tiny.make_model(tmp_path / "strange.gguf", architecture="nosucharch")
    for _ in range(2):
        with pytest.raises(EngineError, match="architecture") as caught:
            await EngineClient.start(model, threads=1, shared=True)
        assert caught.value.next_step
    await eventually(lambda: gone(home))


async def test_without_a_socket_there_is_a_child_of_ones_own_and_the_reason(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(socket, "AF_UNIX")
    client = await start()
    assert not client.shared and client.alone is not None and "sockets" in client.alone.message
    assert await answer(client)


def test_what_windows_lacks_is_not_imported_by_clients() -> None:
    program = "import sys; sys.path[:0] = sys.argv[1:]; sys.modules['fcntl'] = None; import understudy.lsp.engine_host"
    subprocess.run([sys.executable, "-I", "-c", program, *source_roots()], check=True, timeout=60)


async def test_a_folder_of_somebody_else_is_not_used(start: Start, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()  # noqa: ASYNC240
    (home / "run").write_text("in the way")
    client = await start()
    assert not client.shared and client.alone is not None and "run" in str(client.alone)
    assert await answer(client)


async def test_who_clears_the_folder_away_gets_a_second_engine_and_no_quarrel(start: Start, home: Path) -> None:
    one = await start()
    where = address_of(one)
    where.socket.unlink()
    where.lock.unlink()
    two = await start()
    assert one.keeper_pid != two.keeper_pid and await answer(one) == await answer(two)
    await one.close()
    assert where.socket.exists() and where.lock.exists()  # the second one's
    three = await start()
    assert three.keeper_pid == two.keeper_pid


async def test_a_keeper_that_cannot_be_reached_is_not_waited_for_long(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = await start()
    address_of(one).socket.unlink()
    two = await start()
    assert not two.shared and two.alone is not None and "cannot be reached" in two.alone.message
    assert await answer(one) == await answer(two)


async def test_sharing_that_ends_on_the_way_costs_what_a_crash_does(start: Start, home: Path) -> None:
    client = await start()
    run = address_of(client).folder
    run.rename(run.with_name("moved"))
    run.write_text("in the way")
    kill(client.keeper_pid)
    with contextlib.suppress(EngineError):
        await answer(client)
    assert await answer(client)
    assert not client.shared and client.alone is not None


def test_a_lock_is_one_processs_until_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "x.lock"
    lock = Lock.take(path)
    assert lock is not None and Lock.take(path) is None
    lock.release()
    assert not path.exists()
    again = Lock.take(path)
    assert again is not None
    again.release()
