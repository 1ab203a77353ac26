"""Sessions that are kept: quick while nothing they rest on changed, opened anew when something did."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest
import pytest_asyncio

from tests.runner.conftest import CALC, GOOD_BODY, TESTS, make, open_session, with_body
from understudy.runner import FunctionRef, Runner, RunnerError, TestSelection, gate, levels, supervisor, warm

NAMES = ("test_average_of_three", "test_average_of_one")


@pytest_asyncio.fixture
async def kept(best: levels.Level, bare: Path, tmp_path: Path) -> AsyncIterator[Runner]:
    make(tmp_path, {"calc.py": CALC, "tests/test_calc.py": TESTS, "data.txt": "1"})
    async with await Runner.start(tmp_path, level=best, timeout_s=10, python=bare) as runner:
        yield runner


async def server(runner: Runner, text: str = CALC, names: tuple[str, ...] = NAMES, name: str = "average") -> int:
    """Open, use and leave a session; the rank server's process id."""
    ref = FunctionRef(runner.workspace / "calc.py", name)
    chosen = TestSelection(ref, tuple(f"tests/test_calc.py::{each}" for each in names), "given")
    async with runner.session(ref, chosen, text) as session:
        good = text.replace(text.split('values."""\n    ')[1].split("\n")[0], GOOD_BODY)
        assert (await session.rank(good)).status == "passed"
        return session._warm.servers.zygotes["rank"].process.pid


def children() -> set[int]:
    return {p.pid for p in psutil.Process().children(recursive=True) if p.status() != psutil.STATUS_ZOMBIE}


async def gone(before: set[int], limit_s: float = 1.0) -> bool:
    for _ in range(round(limit_s / 0.02)):
        if children() <= before:
            return True
        await asyncio.sleep(0.02)
    return False


async def test_same_function_is_served_by_the_same_servers(kept: Runner) -> None:
    first = await server(kept)
    assert await server(kept) == first
    assert await server(kept, with_body("return 0")) == first  # only the body differs
    (kept.workspace / "calc.py").write_text(with_body("return 0"))  # and now it is saved
    assert await server(kept, with_body("return 0")) == first


@pytest.mark.parametrize(
    "change",
    ["tests/test_calc.py", "tests/conftest.py", "conftest.py", "pytest.ini", "tests/__init__.py", "text", "selection"],
)
async def test_anything_else_that_changed_opens_a_new_one(kept: Runner, change: str) -> None:
    first = await server(kept)
    if change == "text":
        assert await server(kept, CALC.replace("SCALE = 2", "SCALE = 3")) != first
    elif change == "selection":
        assert await server(kept, names=NAMES[:1]) != first
    else:
        file = kept.workspace / change
        file.write_text(file.read_text() + "\n# edited\n" if file.exists() else "[pytest]\n" * change.endswith(".ini"))
        assert await server(kept) != first


async def test_what_the_tests_read_while_loading_counts_too(kept: Runner) -> None:
    ws = kept.workspace
    make(ws, {"tests/test_calc.py": "N = open('data.txt').read()\nimport side\n" + TESTS, "side.py": "A = 1\n"})
    pids = [await server(kept)]
    for name in ("data.txt", "side.py", "unrelated.py"):
        make(ws, {name: "# 2\n"})
        pids.append(await server(kept))
    assert len(set(pids)) == 3 and pids[2] == pids[3]


async def test_the_gate_knows_the_text_at_hand_not_the_kept_one(kept: Runner) -> None:
    """The kept session's original used the frame; the one in the editor does not, so a candidate may not."""
    looking = "import sys; sys._getframe(1); " + GOOD_BODY
    ref = FunctionRef(kept.workspace / "calc.py", "average")
    chosen = TestSelection(ref, (f"tests/test_calc.py::{NAMES[0]}",), "given")
    async with kept.session(ref, chosen, with_body(looking)) as session:
        assert (await session.confirm(with_body(looking))).status == "passed"
        first = session._warm.servers.zygotes["rank"]
    async with kept.session(ref, chosen, CALC) as session:
        assert session._warm.servers.zygotes["rank"] is first
        verdict = await session.confirm(with_body(looking))
        assert verdict.status == "not_verified" and "looks at the tests" in verdict.detail


async def test_a_server_that_died_on_the_shelf_is_no_error(kept: Runner) -> None:
    first = await server(kept)
    os.killpg(first, signal.SIGKILL)
    await asyncio.sleep(0.1)
    assert await server(kept) != first


async def test_least_recently_used_is_closed(kept: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept._shelf, "_keep", 1)
    before = children()
    first = await server(kept)
    second = await server(kept, names=NAMES[:1])
    assert not psutil.pid_exists(first) or await gone(children() - {first})
    assert await server(kept, names=NAMES[:1]) == second
    await kept.close()
    assert await gone(before)


async def test_an_idle_one_is_closed(kept: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept._shelf, "_idle_s", 0.05)
    before = children()
    await server(kept)
    assert await gone(before, 5.0)
    await server(kept)


async def test_two_users_at_once_share_one(kept: Runner) -> None:
    pids = await asyncio.gather(*(server(kept) for _ in range(3)))
    assert len(set(pids)) == 1


async def test_secret_that_was_written_anew_is_covered_anew(kept: Runner) -> None:
    secret = kept.workspace / "sub" / ".env"
    secret.parent.mkdir()
    secret.write_text("TOKEN=1")
    first = await server(kept)
    assert await server(kept) == first
    (kept.workspace / "new").write_text("TOKEN=2")
    (kept.workspace / "new").rename(secret)  # as editors save: what was mounted over the old one is gone
    second = await server(kept)
    assert second != first
    assert await server(kept) == second


async def test_closed_runner_starts_nothing(kept: Runner) -> None:
    before = children()
    async with await open_session(kept) as session:
        await kept.close()
        with pytest.raises(RunnerError, match="stopped"):
            await session.rank(CALC)
        kept.resume()
        assert await gone(before)


@pytest.mark.parametrize("after", [0.0, 0.05, 0.2, 0.4])
async def test_cancelled_opening_leaves_nothing(kept: Runner, after: float) -> None:
    before = children()
    opening = asyncio.create_task(server(kept))
    await asyncio.sleep(after)
    opening.cancel()
    await asyncio.gather(opening, return_exceptions=True)
    await kept.close()
    assert await gone(before)


async def test_leaving_stops_what_ran_in_the_background(kept: Runner) -> None:
    first = await server(kept)
    servers = {p.pid for p in psutil.Process().children(recursive=True)}
    await asyncio.sleep(0.3)
    assert {p.pid for p in psutil.Process().children(recursive=True)} <= servers
    assert psutil.pid_exists(first)


async def test_a_failed_opening_is_not_kept(kept: Runner) -> None:
    make(kept.workspace, {"tests/test_calc.py": "import nowhere\n" + TESTS})
    for _ in range(2):
        with pytest.raises(RunnerError, match="nowhere"):
            await server(kept)
    make(kept.workspace, {"tests/test_calc.py": TESTS})
    await server(kept)


LOOKS_AT_DESCRIPTORS = """import os
found = []
for name in os.listdir('/proc/self/fd'):
    try:
        found.append(os.readlink('/proc/self/fd/' + name))
    except OSError:
        pass
assert not [link for link in found if 'socket' in link], found
assert len({link for link in found if 'pipe' in link} - {'pipe:[LOG]'}) == 3, found
"""


async def test_a_candidate_holds_no_line_of_either_server(kept: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard output, standard error, its own records and at most the log: nothing on which to speak for a server."""
    monkeypatch.setattr(gate, "flags", lambda *_: {})
    ref = FunctionRef(kept.workspace / "calc.py", "average")
    chosen = TestSelection(ref, tuple(f"tests/test_calc.py::{name}" for name in NAMES), "given")
    async with kept.session(ref, chosen, CALC) as session:
        log = session._warm.servers.zygotes["rank"].process._transport.get_pipe_transport(2).get_extra_info("pipe")
        text = with_body(LOOKS_AT_DESCRIPTORS.replace("LOG", str(os.fstat(log.fileno()).st_ino)) + GOOD_BODY)
        verdicts = [await session.rank(text), await session.confirm(text)]
        assert [(v.status, v.tier) for v in verdicts] == [("passed", "rank"), ("passed", "confirm")], verdicts


def test_stamps_tell_absence_and_change(tmp_path: Path) -> None:
    file = tmp_path / "x"
    assert warm.stamp(str(file)) is None
    file.write_text("a")
    first = warm.stamp(str(file))
    file.write_text("ab")
    assert first is not None and warm.stamp(str(file)) != first


async def test_a_task_that_loses_a_cancel_is_ended_all_the_same() -> None:
    lost = 0

    async def stubborn() -> None:
        nonlocal lost
        while True:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                lost += 1
                if lost == 3:
                    raise

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    await asyncio.wait_for(supervisor.ended([task]), 10)
    assert task.cancelled() and lost == 3
