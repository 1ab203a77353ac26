"""A builder that is killed goes on where it was, and ends with the file it would have written."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.builders import killable
from tests.builders.scripted import sandbox
from understudy.engine.errors import EngineCrashed, RequestError
from understudy_trainer.builders.preferences import making
from understudy_trainer.builders.preferences.making import make, partial_of, report_of
from understudy_trainer.builders.preferences.results import PairRow, TaskResult
from understudy_trainer.corpus import records
from understudy_trainer.errors import TrainError
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.scale.spread import Work, here

FACTS = {"builder": "test", "student": "00"}
PROBLEMS = [Problem(str(i), f"def f{i}(x):\n", f"f{i}", "") for i in range(5)]


@asynccontextmanager
async def counting(done: list[str]) -> AsyncIterator[Work[Problem, TaskResult[PairRow]]]:
    async def work(problem: Problem) -> TaskResult[PairRow]:
        done.append(problem.id)
        row = PairRow(problem.prompt, [problem.prompt], "good", "bad", "codedpo", 0.5, problem.id, problem.id, "count")
        return TaskResult(problem.id, (row,) if problem.id != "3" else (), () if problem.id != "3" else ("why",))

    yield work


async def test_finished_tasks_are_not_done_again(tmp_path: Path) -> None:
    done: list[str] = []
    told: list[tuple[int, int]] = []
    whole = await make(PROBLEMS, partial(counting, []), PairRow, tmp_path / "whole.jsonl", FACTS)
    out = tmp_path / "pairs.jsonl"

    async def cut(items: Any, opening: Any) -> AsyncIterator[Any]:
        async for index, result in here(items[:2], opening):
            yield index, result
        raise RuntimeError("the machine went away")

    with pytest.raises(RuntimeError):
        await make(PROBLEMS, partial(counting, done), PairRow, out, FACTS, mapper=cut)  # type: ignore[arg-type]
    with partial_of(out).open("ab") as stream:
        stream.write(b'{"key": "2", "settings')  # and in the middle of a line
    assert not out.exists() and done == ["0", "1"]
    await make(PROBLEMS, partial(counting, done), PairRow, out, {**FACTS, "student": "01"}, mapper=cut_after(1))
    assert done == ["0", "1", "0", "1", "2", "3", "4"]  # another model: all anew
    out.unlink()
    partial_of(out).unlink(missing_ok=True)

    done.clear()
    with pytest.raises(RuntimeError):
        await make(PROBLEMS, partial(counting, done), PairRow, out, FACTS, mapper=cut)  # type: ignore[arg-type]
    changed = [*PROBLEMS[:1], Problem("1", "def f1(x, y):\n", "f1", ""), *PROBLEMS[2:]]
    report = await make(
        changed, partial(counting, done), PairRow, out, FACTS, on_task=lambda d, n, _: told.append((d, n))
    )
    assert done == ["0", "1", "1", "2", "3", "4"] and told[0] == (1, 5) and told[-1] == (5, 5)
    rows = records.read(out)
    assert [row["task"] for row in rows] == ["0", "1", "2", "4"] and report["dropped"] == {"why": 1} == whole["dropped"]
    assert not partial_of(out).exists() and msgspec.json.decode(report_of(out).read_bytes())["rows"] == 4
    with pytest.raises(TrainError, match="exists already"):
        await make(PROBLEMS, partial(counting, []), PairRow, out, FACTS)


def cut_after(workers: int) -> Any:
    return partial(here, workers=workers)


async def test_rows_stand_in_the_order_of_the_tasks_however_they_come(tmp_path: Path) -> None:
    async def backwards(items: Any, opening: Any) -> AsyncIterator[Any]:
        for found in reversed([pair async for pair in here(items, opening)]):
            yield found

    await make(PROBLEMS, partial(counting, []), PairRow, tmp_path / "a", FACTS, mapper=backwards)  # type: ignore[arg-type]
    await make(PROBLEMS, partial(counting, []), PairRow, tmp_path / "b", FACTS)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


async def test_a_task_over_which_the_engine_crashes_each_time_is_left_out() -> None:
    tries: Counter[str] = Counter()

    async def work(problem: Problem) -> TaskResult[PairRow]:
        tries[problem.id] += 1
        if problem.id == "long":
            raise RequestError("does not fit")
        if problem.id == "bad" or tries[problem.id] < 2:
            raise EngineCrashed("gone")
        return TaskResult(problem.id)

    patient = making._again(work)
    assert (await patient(Problem("once", "", "", ""))).dropped == ()
    assert (await patient(Problem("bad", "", "", ""))).dropped == (making.CRASHED,)
    assert (await patient(Problem("long", "", "", ""))).dropped == (making.REFUSED,)
    assert tries == {"once": 2, "bad": making.CRASHES, "long": 1}


def test_kill_9_and_again_gives_the_same_file(tmp_path: Path) -> None:
    asyncio.run(confined())
    out = tmp_path / "killed" / "pairs.jsonl"
    command = [
        sys.executable,
        "-c",
        "import sys; from tests.builders.killable import main as m; m(sys.argv[1])",
        str(out),
    ]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(["."])}
    process = subprocess.Popen(command, env=environment)
    ends = time.monotonic() + 60
    while time.monotonic() < ends and process.poll() is None and lines(partial_of(out)) < 2:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL and 2 <= lines(partial_of(out)) < killable.TASKS and not out.exists()
    assert subprocess.run(command, env=environment, check=False, timeout=60).returncode == 0
    asyncio.run(killable.build(tmp_path / "whole.jsonl"))
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes() and out.read_bytes().count(b"\n") >= 4
    assert not partial_of(out).exists()


async def confined() -> None:
    async with sandbox():  # or skip
        pass


def lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0
