"""The regression guard's command line, and the switch that shows that it bites."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bench.quick import __main__ as command
from bench.quick.baseline import load, save
from bench.quick.parts import zipped
from bench.quick.run import Taken
from bench.quick.slowed import slowed
from bench.quick.verdict import Row
from tests.bench.ratios import BAD, GOOD, ROW, measured, part
from understudy.engine.client import EngineClient
from understudy.engine.protocol import Done
from understudy.runner import Session


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A file with one stored ratio; the machine's own name, an idle machine, and a commit are given."""
    monkeypatch.setattr(command, "kind", lambda: "two cores")
    monkeypatch.setattr(command, "warn_if_busy", lambda: None)
    monkeypatch.setattr(command, "commit_date", lambda path: "2026-02-02")
    save([ROW], tmp_path / "baseline.json")
    return tmp_path / "baseline.json"


@pytest.mark.parametrize(("take", "status"), [(GOOD, 0), (BAD, 1), (Taken((), "not built"), 2)])
def test_exit_status_of_the_command(
    take: Taken, status: int, stored: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "PARTS", {"typing": part(take, take)})
    assert command.main(["--baseline", str(stored)]) == status
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["exit"] == status
    assert load(stored) == [ROW]


def test_writing_stores_the_hull_of_the_runs(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "PARTS", {"typing": part(GOOD, Taken([measured(0.12, 0.11, 0.13)]))})
    assert command.main(["--write", "--runs", "2", "--baseline", str(stored)]) == 0
    assert load(stored) == [Row("key ms", "typing", 0.11, 0.09, 0.13, 40, "two cores", "", "2026-02-02")]


@pytest.mark.parametrize("take", [Taken([measured(1, 1, 1)], "llama-server is not built"), RuntimeError("no")])
def test_nothing_is_stored_where_something_could_not_be_measured(
    take: Taken | BaseException, stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "PARTS", {"typing": part(take)})
    assert command.main(["--write", "--runs", "1", "--baseline", str(stored)]) == 2
    assert load(stored) == [ROW]


@pytest.mark.parametrize(
    "arguments",
    [["--slow", "gpu=2"], ["--slow", "engine"], ["--slow", "engine=0.5"], ["--slow", "engine=nan"], ["--runs", "0"]],
)
def test_senseless_arguments_are_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        command.main(arguments)


def test_slowed_run_is_never_stored() -> None:
    with pytest.raises(SystemExit, match="2"):
        command.main(["--write", "--slow", "engine=2"])


async def test_slowed_engine_takes_that_many_times_as_long(monkeypatch: pytest.MonkeyPatch) -> None:
    async def stream(self: EngineClient, count: int) -> AsyncGenerator[int | Done, None]:
        for number in range(count):
            await asyncio.sleep(0.02)
            yield number
        yield Done(1, total_s=0.1)  # it wrote on while nobody listened

    monkeypatch.setattr(EngineClient, "stream", stream)
    client = EngineClient.__new__(EngineClient)
    begin = time.perf_counter()
    with slowed({"engine": 3.0}):
        events = [number async for number in client.stream(3)]  # type: ignore[arg-type]
    assert events[:-1] == [0, 1, 2] and time.perf_counter() - begin >= 3.0 * 0.1
    assert EngineClient.stream is stream


async def test_slowed_tests_take_that_many_times_as_long(monkeypatch: pytest.MonkeyPatch) -> None:
    async def enter(self: Session) -> Session:
        await asyncio.sleep(0.02)
        return self

    async def leave(self: Session, *error: object) -> None: ...

    monkeypatch.setattr(Session, "__aenter__", enter)
    monkeypatch.setattr(Session, "__aexit__", leave)
    begin = time.perf_counter()
    with slowed({"tests": 3.0}):
        async with Session.__new__(Session):
            assert time.perf_counter() - begin >= 3.0 * 0.02


def test_package_is_measured_without_what_python_compiled(tmp_path: Path) -> None:
    (tmp_path / "p" / "__pycache__").mkdir(parents=True)
    (tmp_path / "p" / "a.py").write_bytes(random.Random(1).randbytes(5000))
    small = zipped((tmp_path / "p",))
    (tmp_path / "p" / "__pycache__" / "a.pyc").write_bytes(random.Random(2).randbytes(5000))
    assert 5000 < small == zipped((tmp_path / "p",)) < 5500
