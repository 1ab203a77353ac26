"""One adapter for all windows: what one swaps the others are told, also over crashes."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from tests.engine import tiny
from understudy.engine.client import EngineClient
from understudy.engine.errors import AdapterError, EngineCrashed

PROMPT: list[str | int] = ["def area(width, height):\n"]


class Window:
    """A client and how often it heard of an adapter that somebody else chose."""

    def __init__(self) -> None:
        self.heard = 0
        self.client: EngineClient

    def changed(self) -> None:
        self.heard += 1

    async def answer(self) -> list[float]:
        while True:
            with contextlib.suppress(EngineCrashed):  # a kill may show only now
                (candidate,) = await self.client.generate(PROMPT, max_tokens=6)
                return candidate.logprobs


def alike(*answers: list[float]) -> bool:
    """Up to what llama.cpp rounds differently when some of the prompt was in the cache already."""
    return all(answer == pytest.approx(answers[0], abs=1e-3) for answer in answers)


Open = Callable[[], Awaitable[Window]]


@pytest_asyncio.fixture
async def window(home: Path, tiny_model: Path) -> AsyncIterator[Open]:
    """The bundled model has no adapter that is quick to make, so these are of a tiny one."""
    windows: list[Window] = []

    async def opened() -> Window:
        found = Window()
        found.client = await EngineClient.start(
            tiny_model, threads=1, context_tokens=1024, shared=True, on_adapter=found.changed
        )
        windows.append(found)
        return found

    yield opened
    for found in windows:
        await found.client.close()


async def test_a_swap_in_one_window_is_told_to_the_other(window: Open, tiny_adapter: Path) -> None:
    one, two = await window(), await window()
    base = await one.answer()
    await one.client.set_adapter(tiny_adapter)
    adapted = await two.answer()
    assert not alike(base, adapted) and alike(adapted, await one.answer())
    assert (one.heard, two.heard) == (0, 1)
    assert one.client.adapter == two.client.adapter == tiny_adapter
    late = await window()
    assert late.client.adapter == tiny_adapter and alike(await late.answer(), adapted)
    await late.client.set_adapter(None)
    assert alike(await one.answer(), base)
    assert (one.heard, two.heard) == (1, 2) and one.client.adapter is None


async def test_the_adapter_in_use_is_not_attached_again(window: Open, tiny_adapter: Path, tmp_path: Path) -> None:
    one, two = await window(), await window()
    file = Path(shutil.copy(tiny_adapter, tmp_path / "adapter.gguf"))
    await one.client.set_adapter(file)
    await asyncio.sleep(0.1)
    await two.client.set_adapter(file)
    assert (one.heard, two.heard) == (0, 1)
    before = await one.answer()
    tiny.make_adapter(file, seed=9)  # the same name, another content
    await two.client.set_adapter(file)
    assert not alike(await one.answer(), before)


async def test_an_adapter_that_does_not_fit_changes_nothing_for_anybody(window: Open, tmp_path: Path) -> None:
    one, two = await window(), await window()
    base = await two.answer()
    with pytest.raises(AdapterError):
        await one.client.set_adapter(tiny.make_adapter(tmp_path / "misfit.gguf", width=tiny.WIDTH * 2))
    assert alike(await two.answer(), base) and two.heard == 0 and one.client.adapter is None


@pytest.mark.parametrize("part", ["keeper", "worker"])
async def test_the_adapter_survives_the_death_of(part: str, window: Open, tiny_adapter: Path) -> None:
    one, two = await window(), await window()
    await one.client.set_adapter(tiny_adapter)
    adapted = await two.answer()
    pid = one.client.keeper_pid if part == "keeper" else one.client.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert alike(await one.answer(), await two.answer(), adapted)
    assert one.client.adapter == two.client.adapter == tiny_adapter
    assert one.client.shared and one.client.pid == two.client.pid != pid


async def test_one_whose_file_was_deleted_is_given_up_by_all_when_the_worker_dies(
    window: Open, tiny_adapter: Path, tmp_path: Path
) -> None:
    one, two = await window(), await window()
    base = await one.answer()
    file = Path(shutil.copy(tiny_adapter, tmp_path / "adapter.gguf"))
    await one.client.set_adapter(file)
    assert not alike(await two.answer(), base)
    file.unlink()  # noqa: ASYNC240
    for pid in (one.client.pid, one.client.keeper_pid):
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert alike(await one.answer(), await two.answer(), base)
    assert one.client.adapter is None and two.client.adapter is None
    assert (one.heard, two.heard) == (1, 2)
