"""The budget is hard and a cancel is prompt, whatever hangs: seen in the order of events, through real parts."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.engine.tiny import make_model
from tests.generate.scripted import RIGHT, WRONG, ScriptedRunner, ScriptedSampler, right_is_right
from understudy.engine.client import EngineClient
from understudy.generate import closing
from understudy.generate.desk import Desk
from understudy.generate.loop import generate_with_tests
from understudy.generate.types import Request
from understudy.learn.events import Tested
from understudy.learn.store import Log
from understudy.runner.runner import Runner
from understudy.runner.types import ConfinementError

Make = Callable[..., Request]
AGES_S = 600.0  # a stage that hangs; waited for once, it would fail the test by its own time limit
LIMIT_S = 90.0  # generous for budgets of about a second on a loaded machine

CALC = 'def clamp(x, low, high):\n    """Return x limited to the interval from low to high."""\n    ...\n'
TESTS = "from calc import clamp\n\ndef test_inside():\n    assert clamp(3, 1, 5) == 3\n"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    folder = tmp_path / "ws"
    folder.mkdir()
    (folder / "pyproject.toml").write_text("[tool.pytest.ini_options]\n")
    (folder / "calc.py").write_text(CALC)
    (folder / "test_calc.py").write_text(TESTS)
    return folder


@pytest.fixture
async def runner(workspace: Path) -> AsyncIterator[Runner]:
    try:
        started = await Runner.start(workspace, python=Path(sys.executable), timeout_s=AGES_S)
    except ConfinementError as error:
        pytest.skip(str(error))
    async with started:
        yield started


def descendants() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True) if status(child) != psutil.STATUS_ZOMBIE}


def status(process: psutil.Process) -> str:
    """As of one that ended long ago, if it has just ended."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return str(process.status())
    return str(psutil.STATUS_ZOMBIE)


async def gone(before: set[int]) -> None:
    """Return when no process is left that was not there before."""
    while descendants() - before:  # noqa: ASYNC110 - nobody tells of a process that ends
        await asyncio.sleep(0.02)


async def quiet(before: set[int]) -> None:
    """Return when no process that was not there before computes: servers that are kept wait for work."""
    calm = 0
    while calm < 5:
        states = [status(child) for child in psutil.Process().children(recursive=True) if child.pid not in before]
        calm = 0 if psutil.STATUS_RUNNING in states else calm + 1
        await asyncio.sleep(0.02)


async def limited(work: Any) -> Any:
    return await asyncio.wait_for(work, LIMIT_S)


async def test_a_session_that_is_slow_to_close_is_left_behind(request_for: Make) -> None:
    runner = ScriptedRunner(right_is_right, close_s=AGES_S)
    outcome = await limited(generate_with_tests(request_for(n=1), ScriptedSampler([RIGHT]), runner))
    assert outcome.verified and (runner.closed, runner.ended) == (1, 0)
    runner = ScriptedRunner(lambda text: 2, test_s=AGES_S, close_s=AGES_S)
    outcome = await limited(generate_with_tests(request_for(n=1, budget_s=0.4), ScriptedSampler([RIGHT]), runner))
    assert not outcome.verified and (runner.closed, runner.ended) == (1, 0)


async def test_a_slow_log_is_written_after_the_answer(request_for: Make, tmp_path: Path) -> None:
    gate = threading.Event()

    class Slow(Log):
        def tested(self, batch: Tested) -> bool:
            gate.wait(LIMIT_S)
            return super().tested(batch)

    with Slow.open(tmp_path / "log.sqlite") as log:
        request = request_for(n=2, policy="direct", budget_s=0.6)
        await limited(generate_with_tests(request, ScriptedSampler([WRONG]), ScriptedRunner(right_is_right), log=log))
        assert list(log.events()) == []
        gate.set()
        await closing.settled(LIMIT_S)
        assert len(list(log.events())) == 1


class _Stubborn(ScriptedSampler):
    """Goes on after it was cancelled, as an engine does that is in a long step."""

    async def stream(self, prompt: Any, *, n: int, **rest: Any) -> AsyncIterator[Any]:
        try:
            await asyncio.sleep(AGES_S)
        finally:
            await asyncio.sleep(AGES_S)
        yield


async def test_an_engine_that_does_not_let_go_is_left_behind(request_for: Make) -> None:
    runner = ScriptedRunner(right_is_right)
    outcome = await limited(generate_with_tests(request_for(budget_s=0.4), _Stubborn([RIGHT]), runner))
    assert outcome.candidates == () and outcome.summary.startswith("no usable candidate") and runner.ended == 1


async def test_a_stopped_engine_costs_the_budget_and_no_more(workspace: Path, runner: Runner, tmp_path: Path) -> None:
    client = await EngineClient.start(make_model(tmp_path / "tiny.gguf"), context_tokens=2048, hang_s=AGES_S)
    try:
        assert client.pid is not None
        os.kill(client.pid, signal.SIGSTOP)
        request = Request(workspace / "calc.py", CALC, qualname="clamp", n=4, budget_s=1.0)
        outcome = await limited(generate_with_tests(request, client, runner))
        assert outcome.sampled == 0 and outcome.candidates == ()
        os.kill(client.pid, signal.SIGCONT)
        answer = await limited(client.generate(["x = "], n=1, max_tokens=2))  # it was told that the request is over
        assert len(answer) == 1
    finally:
        await client.close()


@pytest.mark.parametrize("how", ["cancel", "budget"])
async def test_nothing_runs_on_after_the_end(workspace: Path, runner: Runner, how: str) -> None:
    before = descendants()
    looping = asyncio.Event()
    sampler = ScriptedSampler([f"    while x != {i}.5: pass\n" for i in range(4)])
    request = Request(
        workspace / "calc.py", CALC, qualname="clamp", n=4, budget_s=AGES_S if how == "cancel" else 2.5, policy="direct"
    )
    judged = Desk._test

    async def test(desk: Desk, session: Any, index: int) -> bool:
        looping.set()
        return await judged(desk, session, index)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Desk, "_test", test)
        task = asyncio.create_task(generate_with_tests(request, sampler, runner))
        if how == "cancel":
            await asyncio.wait_for(looping.wait(), LIMIT_S)
            await asyncio.sleep(0.1)
            assert descendants() > before
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await limited(task)
        else:
            outcome = await limited(task)
            assert not outcome.verified and outcome.summary.startswith(("not verified: out of time", "no candidate"))
    await closing.settled(LIMIT_S)
    await limited(quiet(before))
    assert sampler.threads[-1] == 0
    await runner.close()
    await limited(gone(before))


async def test_a_cancel_while_the_sandbox_starts_leaves_no_process(workspace: Path, runner: Runner) -> None:
    before = descendants()
    sampler = ScriptedSampler([RIGHT], row_s=AGES_S)
    request = Request(workspace / "calc.py", CALC, qualname="clamp", budget_s=AGES_S)
    for delay in (0.0, 0.02, 0.1, 0.3):
        task = asyncio.create_task(generate_with_tests(request, sampler, runner))
        await asyncio.sleep(delay)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await limited(task)
        await closing.settled(LIMIT_S)
        await limited(quiet(before))
    await runner.close()
    await limited(gone(before))
