"""Two real clients of one real engine: one process, the same answers as alone, and nobody in the other's way."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path

import msgspec
import psutil
import pytest

from tests.engine.shared.conftest import KEEPER, WORKER, Start, running
from understudy.engine.client import EngineClient
from understudy.engine.errors import AdapterError, EngineError, RequestError
from understudy.engine.launch import WorkerOptions
from understudy.engine.protocol import Delta, Done, Finished, Sampling, SetThreads
from understudy.engine.shared import connection
from understudy.engine.shared.reach import Reached, reach
from understudy.engine.shared.wire import Wire
from understudy.models.bundled import bundled_path
from understudy.paths import source_roots

PROMPT: list[str | int] = ["def is_even(number: int) -> bool:\n    "]
HOT = Sampling(temperature=1.0, seed=5)
PATIENCE_S = 60.0

# A window that asks for more rows than there are, says so, and goes on until it is killed.
GREEDY = """
import asyncio, sys
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from understudy.engine.client import EngineClient
from understudy.engine.protocol import Sampling

async def main():
    client = await EngineClient.start(Path(sys.argv[1]), threads=1, context_tokens=1024, shared=True)
    hot = Sampling(temperature=1.0, seed=1)
    async for _ in client.stream(["def f"], n=1000, max_tokens=800, sampling=hot, priority="batch"):
        print("busy", flush=True)

asyncio.run(main())
"""


async def answer_of(client: EngineClient, seed: int = 0) -> list[int]:
    """The tokens of a short answer, never none."""
    hot = Sampling(temperature=1.0, seed=seed)
    (candidate,) = await client.generate(["def "], max_tokens=12, sampling=hot, priority="interactive")
    return candidate.tokens


async def test_two_clients_have_one_model_process(start: Start, home: Path) -> None:
    one, two = await start(), await start()
    assert one.shared and two.shared and one.alone is None
    assert (one.pid, one.keeper_pid) == (two.pid, two.keeper_pid)
    assert [process.pid for process in running(home, WORKER)] == [one.pid]
    assert [process.pid for process in running(home, KEEPER)] == [one.keeper_pid]
    assert one.info == two.info and one.info.sha256


async def test_answers_equal_those_of_a_child_of_ones_own(start: Start) -> None:
    own, one, two = await start(shared=False), await start(), await start()
    assert not own.shared and own.keeper_pid is None
    for sampling in (Sampling(), HOT):
        expected = await own.generate(PROMPT, n=3, max_tokens=16, sampling=sampling)
        for client in (one, two):  # one after the other: cells that lie elsewhere round otherwise, here as in one's own
            candidates = await client.generate(PROMPT, n=3, max_tokens=16, sampling=sampling)
            assert [candidate.tokens for candidate in candidates] == [candidate.tokens for candidate in expected]
            for candidate, like in zip(candidates, expected, strict=True):
                assert candidate.logprobs == pytest.approx(like.logprobs, abs=1e-3)


async def test_requests_of_two_clients_with_the_same_ids_do_not_mix(start: Start) -> None:
    one, two = await start(), await start()
    seeds = range(100, 1000, 100)
    alone = [await answer_of(one, seed) for seed in seeds]
    assert len({tuple(tokens) for tokens in alone}) > 5
    both = await asyncio.gather(
        *(answer_of(one, seed) for seed in seeds), *(answer_of(two, seed) for seed in reversed(seeds))
    )
    assert list(both) == alone + alone[::-1]


async def test_a_stream_is_whole_and_closing_it_ends_the_work(start: Start) -> None:
    one, two = await start(), await start()
    answers = [answer async for answer in one.stream(PROMPT, max_tokens=12, sampling=HOT)]
    (finished,) = [answer for answer in answers if isinstance(answer, Finished)]
    assert isinstance(answers[-1], Done)
    assert "".join(answer.text for answer in answers if isinstance(answer, Delta)) == finished.candidate.text
    stream = one.stream(["def g"], n=1000, max_tokens=800, sampling=HOT, priority="batch")
    async for _ in stream:
        break
    await stream.aclose()
    assert await asyncio.wait_for(two.generate(PROMPT, max_tokens=3), PATIENCE_S)


async def test_a_keystroke_in_one_window_goes_before_samples_of_the_other(start: Start) -> None:
    one, two = await start(), await start()
    samples = asyncio.create_task(one.generate(["def f"], n=1000, max_tokens=800, sampling=HOT))
    await asyncio.sleep(0.5)
    for _ in range(5):
        assert await asyncio.wait_for(answer_of(two), PATIENCE_S)
        assert not samples.done()
    samples.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await samples


async def test_deadlines_and_refusals_are_those_of_the_engine(start: Start) -> None:
    client = await start()
    found = await client.generate(["def f"], n=64, max_tokens=900, sampling=HOT, deadline_s=0.05)
    assert len(found) == 64 and "deadline" in {candidate.finish for candidate in found}
    with pytest.raises(RequestError, match="context holds") as caught:
        await client.generate(["long " * 4000])
    assert caught.value.next_step
    with pytest.raises(AdapterError):
        await client.set_adapter(Path("/nowhere/adapter.gguf"))
    assert await answer_of(client)


async def test_a_client_that_is_killed_gives_its_rows_back(start: Start, home: Path) -> None:
    client = await start()
    greedy = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-c", GREEDY, str(bundled_path()), *source_roots()),
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | {"UNDERSTUDY_HOME": str(home)},
    )
    assert greedy.stdout is not None
    assert await asyncio.wait_for(greedy.stdout.readline(), PATIENCE_S)
    assert len(running(home, WORKER)) == 1
    waiting = asyncio.create_task(client.generate(PROMPT, max_tokens=3))  # behind a thousand rows
    greedy.kill()
    await greedy.wait()
    assert await asyncio.wait_for(waiting, PATIENCE_S)
    assert psutil.pid_exists(client.pid or 0)


async def test_a_worker_that_dies_costs_each_client_one_answer(start: Start) -> None:
    one, two = await start(), await start()
    before = one.pid
    asked = [asyncio.create_task(c.generate(["def f"], n=500, max_tokens=800, sampling=HOT)) for c in (one, two)]
    await asyncio.sleep(0.5)
    assert before is not None
    os.kill(before, signal.SIGKILL)
    for found in await asyncio.gather(*asked, return_exceptions=True):
        assert isinstance(found, EngineError) and found.next_step
    assert await answer_of(one) == await answer_of(two)
    assert one.pid == two.pid != before and one.keeper_pid == two.keeper_pid


async def test_a_long_wait_behind_another_window_is_no_hang(start: Start) -> None:
    one, two = await start(hang_s=2.0), await start(hang_s=2.0)
    keeper, worker = two.keeper_pid, two.pid
    samples = asyncio.create_task(one.generate(["def f"], n=1000, max_tokens=800, sampling=HOT))
    await asyncio.sleep(0.2)
    behind = asyncio.create_task(two.generate(PROMPT, max_tokens=3))
    await asyncio.wait({samples, behind}, timeout=6.0)
    assert not samples.done() and not behind.done()
    assert (two.keeper_pid, two.pid) == (keeper, worker)
    samples.cancel()
    assert await asyncio.wait_for(behind, PATIENCE_S)


async def test_a_fault_of_ours_leaves_nobody_waiting(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    client = await start()
    asked = asyncio.create_task(client.generate(["def f"], n=500, max_tokens=800, sampling=HOT))
    await asyncio.sleep(0.5)

    def broken(message: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(client._link._now, "_take", broken)
    with pytest.raises(EngineError, match="a bug"):
        await asyncio.wait_for(asked, PATIENCE_S)
    assert await answer_of(client) and not client.shared


async def test_threads_wanted_while_a_keeper_is_looked_for_are_told_to_it(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = await start(threads=2)
    told: list[object] = []
    send = Wire.send

    async def slow(options: WorkerOptions, hang_s: float) -> Reached:
        found = await reach(options, hang_s)
        client.set_threads(1)
        return found

    def noted(self: Wire[object], message: msgspec.Struct) -> None:
        told.append(message)
        send(self, message)

    monkeypatch.setattr(connection, "reach", slow)
    monkeypatch.setattr(Wire, "send", noted)
    assert client.keeper_pid is not None
    os.kill(client.keeper_pid, signal.SIGKILL)
    with contextlib.suppress(EngineError):  # the kill may show only now
        await answer_of(client)
    assert await answer_of(client)
    assert SetThreads(1) in told
