"""What the runner's measurements rest on: slips that are slips, runs that are timed whole, engines that obey."""

from __future__ import annotations

import ast
import asyncio
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.sandbox.cold import Copy
from bench.sandbox.first_pass import generate_all
from bench.sandbox.overrun import CASES
from bench.sandbox.packages import PackagesAbsent, blank, body, python
from bench.sandbox.reaping import _gone, percentile
from bench.sandbox.scripted import ScriptedEngine
from bench.sandbox.slips import in_place, slips
from understudy.generate.candidates import body_key
from understudy.generate.types import Request

TEXT = '''"""Module."""


@wrapped
def pick(values, low=0):
    """Return the first value above low."""
    seen = []
    while low < 3:
        low += 1
    for value in values:
        if value > low and not seen:
            return max(value + 1, low)
        seen.append(value)
    if not seen:
        raise ValueError("nothing")
    return low


def other():
    return 1
'''


def test_slips_are_different_and_leave_loops_that_could_go_on_for_ever() -> None:
    found = slips(TEXT, "pick", 100)
    trees = {ast.dump(ast.parse(in_place(TEXT, "pick", text))) for text in [*found, body(TEXT, "pick")]}
    assert len(trees) == len(found) + 1 and len(found) >= 6
    assert all("while low < 3:\n        low += 1\n" in text for text in found)
    assert found == slips(TEXT, "pick", 100) and found[:3] == slips(TEXT, "pick", 3)


@pytest.mark.parametrize(
    "slip",
    [
        "if value <= low and",  # another comparison
        "if not (value > low and",  # the other branch
        "if seen:",
        "return None\n",  # nothing where a value was promised
        "if value >= low and",  # a border taken in
        "value - 1,",  # another operator
        "max(low, value + 1)",  # arguments the wrong way round
        "RuntimeError('nothing')",
        "    pass\n",  # a statement left out
    ],
)
def test_every_kind_of_slip_is_made(slip: str) -> None:
    assert slip not in body(TEXT, "pick")
    assert any(slip in text for text in slips(TEXT, "pick", 100))


def test_blank_keeps_everything_but_the_body() -> None:
    blanked = blank(TEXT, "pick")
    assert 'low."""\n    ...\n\n\ndef other' in blanked and "@wrapped\ndef pick(values, low=0):" in blanked
    assert in_place(blanked, "pick", body(TEXT, "pick")) == TEXT
    with pytest.raises(KeyError):
        blank(TEXT, "absent")


def test_absent_packages_say_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(PackagesAbsent, match=r"scripts/setup\.sh packages"):
        python()


def test_cold_run_says_passed_only_if_all_did_and_counts_children(tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    folder.mkdir()
    (folder / "calc.py").write_text("def f():\n    return 1\n")
    burn = "import subprocess, sys\n    subprocess.run([sys.executable, '-c', 'sum(range(4_000_000))'])"
    (folder / "test_calc.py").write_text(f"from calc import f\n\ndef test_f():\n    {burn}\n    assert f() == 1\n")
    with Copy(folder, Path(sys.executable)) as copy:
        good = copy.run(["test_calc.py"], "-p", "no:asyncio")
        copy.write("calc.py", "def f():\n    return 2\n")  # same size: an old .pyc must not be run
        bad = copy.run(["test_calc.py"], "-p", "no:asyncio")
        assert (folder / "calc.py").read_text() == "def f():\n    return 1\n"
    assert good.passed and not bad.passed and "assert 2 == 1" in bad.output
    alone = time.process_time()
    sum(range(4_000_000))
    assert good.cpu_s > (time.process_time() - alone) / 2
    assert not copy.folder.exists()


def test_percentile_is_a_figure_that_was_measured() -> None:
    figures = [float(number) for number in range(1, 21)]
    assert (percentile(figures, 50), percentile(figures, 95), percentile(figures, 100)) == (10, 19, 20)
    assert percentile([7.0], 95) == 7


def test_gone_waits_for_the_last_process() -> None:
    started = [subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) for _ in range(2)]

    async def run() -> tuple[float, float]:
        watch = asyncio.create_task(asyncio.to_thread(_gone, [process.pid for process in started], reaped=True))
        ended = 0.0
        for process in started:
            assert not watch.done()
            ended = time.perf_counter()
            process.kill()
            process.wait()
        return ended, await watch

    ended, gone = asyncio.run(run())
    assert gone >= ended and not any(Path(f"/proc/{process.pid}").exists() for process in started)


async def test_generating_all_drops_repeats_and_what_does_not_parse(tmp_path: Path) -> None:
    rows = ["    return 1\n", "    return (\n", "    return  1\n", "    return 2\n", "    ...\n"]
    request = Request(tmp_path / "calc.py", blank(TEXT, "other"), qualname="other", n=5, policy="direct")
    texts = await generate_all(request, ScriptedEngine(rows))
    assert [text.splitlines()[-1] for text in texts] == ["    return 1", "    return 2"]


@pytest.mark.parametrize("name", CASES)
def test_spoiled_rows_parse_and_none_is_a_repeat(name: str) -> None:
    keys = [body_key(CASES[name](number)) for number in range(9)]
    assert None not in keys and len(set(keys)) == 9
