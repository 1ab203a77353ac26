"""On battery and idle: what the engine's real child is made to do. Only the battery is played."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest
from pygls.lsp.server import LanguageServer

from understudy.engine.client import EngineClient
from understudy.lsp import power as power_module
from understudy.lsp.engine_host import EngineHost
from understudy.lsp.power import Power, on_battery
from understudy.lsp.session import Session
from understudy.lsp.status import payload
from understudy.settings import EngineSettings, OnBattery, Settings


class Plug:
    """Says what it is set to; `seen` counts looks."""

    def __init__(self, unplugged: bool) -> None:
        self.unplugged, self.seen = unplugged, 0

    def __call__(self) -> bool:
        self.seen += 1
        return self.unplugged


class Quiet:
    """Notices that go nowhere."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def once(self, kind: str, message: str, *rest: object) -> None:
        self.said.append(message)

    def error(self, kind: str, error: Exception) -> None:
        self.said.append(str(error))

    def again(self, kind: str) -> None: ...


async def until(power: Power, state: OnBattery) -> None:
    await eventually(lambda: power.state == state)


async def eventually(holds: Callable[[], bool]) -> None:
    for _ in range(1000):
        if holds():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("never")


async def test_pulling_the_plug_and_putting_it_back_is_noticed() -> None:
    plug, changes = Plug(False), []
    power = Power(plug, look_s=0.01)
    power.on_change = lambda: changes.append(power.state)
    power.want("gentle")
    plug.unplugged = True
    await until(power, "gentle")
    plug.unplugged = False
    await until(power, "normal")
    power.stop()
    assert changes == ["gentle", "normal"]


async def test_the_policy_may_change_while_on_battery() -> None:
    power = Power(Plug(True), look_s=60)
    power.want("gentle")
    await until(power, "gentle")
    power.want("pause")
    assert power.state == "pause"
    power.want("normal")
    assert power.state == "normal"


async def test_nobody_looks_while_it_makes_no_difference() -> None:
    plug = Plug(True)
    power = Power(plug, look_s=0.0)
    power.want("normal")
    await asyncio.sleep(0.02)
    assert plug.seen == 0 and power.state == "normal"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (lambda: None, False),
        (lambda: Battery(True), False),
        (lambda: Battery(False), True),
        (lambda: Battery(None), False),
    ],
)
def test_no_battery_and_no_answer_are_mains_power(found: Any, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(power_module.psutil, "sensors_battery", found, raising=False)
    assert on_battery() is expected


def test_a_system_that_cannot_tell_is_on_mains_power(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(power_module.psutil, "sensors_battery", raising=False)
    assert on_battery() is False


class Battery:
    def __init__(self, plugged: bool | None) -> None:
        self.power_plugged = plugged


async def test_gentle_uses_one_thread_until_the_plug_is_back(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[int] = []
    real = EngineClient.set_threads

    def set_threads(self: EngineClient, count: int) -> None:
        threads.append(count)
        real(self, count)

    monkeypatch.setattr(EngineClient, "set_threads", set_threads)
    plug = Plug(True)
    host = EngineHost(Quiet(), lambda: None, Power(plug, look_s=0.01))  # type: ignore[arg-type]
    await host.configure(
        Settings(model=str(model), engine=EngineSettings(shared=False, threads=2, context_tokens=1024))
    )
    await until(host.power, "gentle")
    assert await host.serve() is not None and threads[-1] == 1
    async with host.held() as served:
        host.client.set_threads(0)  # type: ignore[union-attr]
        assert served.engine.info.name
    assert threads[-1] == 1
    plug.unplugged = False
    await until(host.power, "normal")
    assert threads[-1] == 2
    await host.stop()


async def test_pause_stands_in_the_status_and_in_what_the_completer_is_told(model: Path) -> None:
    plug = Plug(True)
    session = Session(LanguageServer("test", "1"))
    session.host = EngineHost(Quiet(), lambda: None, Power(plug, look_s=0.01))  # type: ignore[arg-type]
    settings = Settings(model=str(model), engine=EngineSettings(shared=False, context_tokens=1024), on_battery="pause")
    await session.configure(settings)
    await until(session.host.power, "pause")
    assert session.options().paused
    assert (payload(session)["state"], payload(session)["power"]) == ("paused", "pause")
    assert (await session.host.required()).engine.info.name  # a command is answered all the same
    plug.unplugged = False
    await until(session.host.power, "normal")
    assert not session.options().paused and payload(session)["state"] == "ready"
    await session.host.stop()


async def test_an_idle_model_gives_its_memory_back_and_wakes(model: Path) -> None:
    states: list[str] = []
    host = EngineHost(Quiet(), lambda: states.append(host.state))  # type: ignore[arg-type]
    engine = EngineSettings(shared=False, context_tokens=1024, idle_unload_minutes=0.002)
    await host.configure(Settings(model=str(model), engine=engine))
    async with host.held():
        first = host.client.pid  # type: ignore[union-attr]
        await asyncio.sleep(0.3)
        assert host.state == "ready"  # held: a command is under way
    await eventually(lambda: host.state == "idle" and not psutil.pid_exists(first or 0))
    assert host.client is None and host.served is None
    served = await host.serve()
    assert served is not None and host.client is not None and host.client.pid != first
    found = await host.client.generate(["def "], max_tokens=2)
    assert found
    await host.stop()
    assert "idle" in states


async def test_zero_minutes_never_unload(model: Path) -> None:
    host = EngineHost(Quiet(), lambda: None)  # type: ignore[arg-type]
    await host.configure(
        Settings(model=str(model), engine=EngineSettings(shared=False, context_tokens=1024, idle_unload_minutes=0))
    )
    await host.serve()
    await asyncio.sleep(0.1)
    assert host.state == "ready"
    await host.stop()


async def test_manners_may_change_without_loading_anew(model: Path) -> None:
    host = EngineHost(Quiet(), lambda: None)  # type: ignore[arg-type]
    await host.configure(Settings(model=str(model), engine=EngineSettings(shared=False, context_tokens=1024)))
    await host.serve()
    before = host.client
    engine = EngineSettings(shared=False, context_tokens=1024, idle_unload_minutes=30)
    await host.configure(Settings(model=str(model), engine=engine, on_battery="normal"))
    assert host.client is before and host.state == "ready"
    await host.stop()
    assert host.client is None
