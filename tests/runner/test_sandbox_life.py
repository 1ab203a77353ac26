"""How the sandbox's processes live and die: their priority, what they use, and that nothing outlives them."""

# ruff: noqa: ASYNC220, ASYNC240 - processes are watched from outside

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.runner.processes import grown, marked, settled
from understudy.runner import ProgramPool, levels, selftest
from understudy.runner.inside import confine, usage

FOREVER = "import time\nprint('up', flush=True)\nwhile True: time.sleep(0.01)"
BUSY = "while True: pass"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
INSIDE = levels.INSIDE


@pytest.fixture(params=["L3", "L2", "L1"])
def level(request: pytest.FixtureRequest, reports: dict[str, selftest.Report]) -> levels.Level:
    if not reports[request.param].ok:
        pytest.skip(f"{request.param} does not hold here: {reports[request.param].describe()}")
    chosen: levels.Level = request.param
    return chosen


# ---- priority


@LINUX
async def test_every_process_runs_in_the_background(level: levels.Level) -> None:
    async with ProgramPool(level=level) as pool:
        mark = str(pool.layout.run_dir)
        before = {process.pid for process in marked(mark)}
        task = asyncio.create_task(pool.run(FOREVER, timeout_s=60))
        candidates = [p for p in await grown(mark, len(before)) if p.pid not in before]
        await asyncio.sleep(0.2)  # it may have been seen between fork and namespace
        candidates = [p for p in marked(mark) if p.pid not in before]
        assert candidates
        for process in candidates:
            assert process.nice() == confine.CHILD_NICE
            assert os.sched_getscheduler(process.pid) == os.SCHED_BATCH
            group = Path(f"/proc/{process.pid}/autogroup")
            if group.exists():  # what counts between sessions; nice is only heard inside one
                assert group.read_text().split()[-1] == str(confine.NICE)
        task.cancel()


@LINUX
def test_lowering_priority_never_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(confine.os, "setpriority", refuse)
    monkeypatch.setattr(confine.os, "sched_setscheduler", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    assert confine.lower_priority()
    confine.lower_child_priority()

    def busy(*_: object) -> None:
        raise BlockingIOError(11, "try again")

    monkeypatch.setattr("builtins.open", busy)
    assert not confine.lower_priority()


# ---- death


async def test_cancelling_kills_the_child_and_keeps_the_server(level: levels.Level) -> None:
    async with ProgramPool(level=level, workers=4) as pool:
        mark = str(pool.layout.run_dir)
        assert (await pool.run("x = 1")).status == "passed"
        servers = {process.pid for process in marked(mark)}
        tasks = [asyncio.create_task(pool.run(BUSY, timeout_s=60)) for _ in range(3)]
        await grown(mark, len(servers) + 2)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert await settled(mark, len(servers)) == len(servers)
        assert (await pool.run("x = 1")).status == "passed"
        assert {process.pid for process in marked(mark)} >= servers


async def test_closing_while_programs_run_leaves_nothing(level: levels.Level) -> None:
    pool = ProgramPool(level=level, workers=3)
    mark = str(pool.layout.run_dir)
    assert (await pool.run("x = 1")).status == "passed"
    before = len(marked(mark))
    tasks = [asyncio.create_task(pool.run(BUSY, timeout_s=60)) for _ in range(3)]
    await grown(mark, before + 1)
    for task in tasks:
        task.cancel()
    await pool.close()
    assert await settled(mark, 0) == 0
    assert not pool.layout.run_dir.exists()


DYING = """
import asyncio, sys
from tests.runner.processes import grown, marked, settled
from understudy.runner import ProgramPool
async def main():
    pool = ProgramPool(level=sys.argv[1], workers=2)
    await pool.run("x = 1")
    print(pool.layout.run_dir, flush=True)
    sources = "while True: pass", "import time; time.sleep(60)"
    await asyncio.gather(*(pool.run(source, timeout_s=60) for source in sources))
asyncio.run(main())
"""


async def test_nothing_outlives_a_server_that_is_killed(level: levels.Level) -> None:
    server = subprocess.Popen([sys.executable, "-c", DYING, level], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    mark = server.stdout.readline().strip()
    assert mark
    await grown(mark, 2)
    server.kill()
    server.wait()
    server.stdout.close()
    assert await settled(mark, 0) == 0
    selftest.shutil.rmtree(mark, ignore_errors=True)


TIED = """
import importlib.util, os, sys, time
spec = importlib.util.spec_from_file_location("confine", sys.argv[1])
confine = importlib.util.module_from_spec(spec)
spec.loader.exec_module(confine)
real = confine._libc
class Late:
    def __getattr__(self, name): return getattr(real, name)
    def prctl(self, *args):
        time.sleep(0.3)  # its parent is gone by then
        return real.prctl(*args)
confine._libc = Late()
pid, tie = confine.fork_tied()
if pid:
    os._exit(0)
print("alive", flush=True)
time.sleep(20)
"""


@LINUX
def test_a_child_whose_parent_died_before_it_could_ask_for_the_signal_ends() -> None:
    command = [sys.executable, "-c", TIED, str(INSIDE / "confine.py")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=15)
    assert done.stdout == ""


# ---- memory and disk

HOLDER = """
import mmap, os, sys, time
size = int(sys.argv[2])
if sys.argv[1] == "shared":
    held = mmap.mmap(-1, size)
    held[:] = b"x" * size
if sys.argv[1] == "dropped":
    held = mmap.mmap(-1, size)
    held[:] = b"x" * size
    held.madvise(mmap.MADV_DONTNEED)
for _ in range(3):
    if os.fork() == 0:
        if sys.argv[1] == "private":
            held = b"x" * size
        if sys.argv[1] == "shared":
            held[:] = b"y" * size
        break
print("up", flush=True)
time.sleep(60)
"""
MB = 1 << 20


@pytest.fixture
def holding(request: pytest.FixtureRequest) -> Iterator[int]:
    """pid of a process that, with three children, holds 60 MB in the way of the parameter."""
    command = [sys.executable, "-c", HOLDER, request.param, str(60 * MB)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
    assert process.stdout
    for _ in range(4):
        process.stdout.readline()
    yield process.pid
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


@LINUX
@pytest.mark.parametrize(
    ("holding", "least", "most"),
    [("private", 180, 300), ("shared", 60, 170), ("dropped", 60, 170)],
    indirect=["holding"],
)
def test_memory_is_that_of_the_whole_tree_and_shared_pages_count_once(holding: int, least: int, most: int) -> None:
    assert len(usage.tree(holding)) == 4
    assert least * MB <= usage.memory(holding, limit=50 * MB) <= most * MB


def test_disk_counts_what_is_taken_and_stops_at_the_cap(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "full").write_bytes(bytes(range(256)) * 4096)
    with (tmp_path / "sparse").open("wb") as handle:
        handle.truncate(1 << 30)
    assert MB <= usage.disk(str(tmp_path), 1 << 40) < 2 * MB
    for number in range(100):
        (tmp_path / str(number)).touch()
    assert usage.disk(str(tmp_path), 1 << 40) >= MB + 100 * usage.ENTRY  # an empty file costs an inode
    assert usage.disk(str(tmp_path), MB // 2) <= 2 * MB
    assert usage.disk(str(tmp_path / "gone"), MB) == 0
