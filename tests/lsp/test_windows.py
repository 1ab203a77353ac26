"""Several servers as several windows have them: one engine, one adapter, and no window depends on another."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.engine.shared.conftest import KEEPER, WORKER, running
from tests.lsp.bigram_model import LINE, make_adapter
from tests.lsp.conftest import Editor, Opened
from understudy.models.adapters import AdapterRegistry
from understudy.models.gguf_header import content_sha256

TEXT = "def total_of(items):\n    total = sum(items)\n    return \n"
SHARED: dict[str, Any] = {"engine": {"shared": True}}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """What its windows leave loaded for a moment is ended at once."""
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    yield tmp_path / "home"
    for process in running(tmp_path / "home", KEEPER):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.terminate()


async def process_of(editor: Editor) -> int:
    """The engine's process id, as the server says."""
    found = re.search(r"Engine process (\d+) \(shared\)", await editor.command("debugInformation"))
    assert found
    return int(found[1])


async def completes(editor: Editor, name: str) -> None:
    item = await editor.ghost(editor.open(name, TEXT), 2, 11)
    assert item is not None and item.insert_text == LINE


async def eventually(holds: Callable[[dict[str, Any]], bool], editor: Editor) -> None:
    for _ in range(100):
        if holds(await editor.command("status")):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(await editor.command("status"))


async def test_two_windows_have_one_engine_and_the_status_says_so(opened: Opened, home: Path) -> None:
    async with opened(SHARED) as one, opened(SHARED) as two:
        for editor in (one, two):
            status = await editor.until("ready")
            assert (status["place"], status["alone"]) == ("shared", "")
        assert await process_of(one) == await process_of(two)
        assert len(running(home, WORKER)) == len(running(home, KEEPER)) == 1
        await asyncio.gather(completes(one, "a.py"), completes(two, "b.py"))


async def test_a_window_with_the_setting_off_has_its_own(opened: Opened, home: Path) -> None:
    async with opened(SHARED) as one, opened() as two:
        await one.until("ready")
        status = await two.until("ready")
        assert (status["place"], status["alone"]) == ("own", "")
        assert two.engine().pid != await process_of(one)
        await completes(two, "b.py")


async def test_where_sharing_cannot_be_the_status_says_why(opened: Opened, home: Path) -> None:
    home.mkdir()  # noqa: ASYNC240
    (home / "run").write_text("in the way")
    async with opened(SHARED) as editor:
        status = await editor.until("ready")
        assert status["place"] == "own" and "cannot be used" in status["alone"]
        assert editor.messages == []
        await completes(editor, "a.py")


async def test_an_adapter_chosen_in_one_window_is_in_use_and_shown_in_the_other(
    opened: Opened, home: Path, tmp_path: Path
) -> None:
    async with opened(SHARED) as one, opened(SHARED) as two:
        await one.until("ready")
        await two.until("ready")
        base = content_sha256(Path(one.settings["model"]))
        record = AdapterRegistry().register(make_adapter(tmp_path / "a.gguf"), base, {"method": "dpo"})
        assert (await one.command("useAdapter", {"id": record.id}))["adapter"] == record.id
        await eventually(lambda status: status["adapter"] == record.id, two)
        await completes(two, "b.py")
        assert (await two.command("adapterOff"))["adapter"] == ""
        await eventually(lambda status: status["adapter"] == "", one)
        assert one.messages == two.messages == []


async def test_a_new_engine_for_one_window_is_a_new_one_for_all(opened: Opened, home: Path) -> None:
    async with opened(SHARED) as one, opened(SHARED) as two:
        await one.until("ready")
        await two.until("ready")
        before = await process_of(two)
        await one.command("restartEngine")
        await one.until("ready")
        await two.until("ready")
        await completes(one, "a.py")
        await completes(two, "b.py")
        assert await process_of(one) == await process_of(two) != before


async def test_a_window_that_is_killed_leaves_the_others_their_engine(opened: Opened, home: Path) -> None:
    async with opened(SHARED) as two:
        with contextlib.suppress(Exception):  # its client says in several ways that the server is gone
            async with opened(SHARED) as one:
                await one.until("ready")
                await two.until("ready")
                engine = await process_of(two)
                psutil.Process(one.pid).kill()
        await completes(two, "b.py")
        assert await process_of(two) == engine


async def test_an_idle_window_leaves_and_comes_back_to_the_same_engine(opened: Opened, home: Path) -> None:
    sleepy = {"engine": {"shared": True, "idleUnloadMinutes": 0.02}}
    async with opened(SHARED) as one, opened(sleepy) as two:
        await one.until("ready")
        await two.until("idle")
        assert len(running(home, WORKER)) == 1
        engine = await process_of(one)
        await completes(two, "b.py")
        assert await process_of(two) == engine
