"""The measured map: real tests in the real sandbox, on this interpreter and on others that are installed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from tests.runner.conftest import contents, make
from understudy.runner import FunctionRef, RunnerError, TestSelection, levels
from understudy.runner.mapping import dynamic, store
from understudy.runner.testmap import Progress, TestMap

CALC = '''"""Numbers."""
import threading

def add(a, b):
    return a + b

def total(values):
    result = 0
    for value in values:
        result = add(result, value)
    return result

def double(x):
    return x * 2

def wide():
    return 7

def registered(f):
    def inner(*a):
        return f(*a)
    return inner

@registered
def behind(n):
    return [m for m in range(n)]

def later():
    yield 1

def threaded():
    done = []
    thread = threading.Thread(target=lambda: done.append(double(2)))
    thread.start()
    thread.join()
    return done

class Box:
    def __init__(self, items):
        self.items = items

    @property
    def size(self):
        return total(self.items)
'''
TESTS = """import os, sys, time, unittest
import pytest
import calc
from calc import *

@pytest.fixture(scope="module")
def costly():
    return calc.wide()

def test_box(): assert Box([1, 2]).size == 3
def test_total(): assert calc.total([1, 2]) == 3
@pytest.mark.parametrize("n", [1, 2])
def test_add(n): assert calc.add(n, 1) == n + 1
def test_first(costly): assert costly == 7
def test_second(costly): assert costly == 7
def test_thread(): assert calc.threaded() == [4]
def test_behind(): assert calc.behind(2) == [0, 1]
def test_later(): assert list(calc.later()) == [1]
def test_broken_elsewhere():
    assert calc is None, "double is never called"
    calc.double(1)
def test_broken_in_it(): assert calc.double(1) == 3
@pytest.mark.skip
def test_skipped(): calc.double(1)
@pytest.mark.xfail
def test_expected(): assert calc.double(1) == 3
def test_flaky():
    assert calc.double(1) == 2
    mark = os.path.join(sys.pycache_prefix, f"mark-{int(time.time()) // 10**6}")
    assert not os.path.exists(mark)
    open(mark, "w").close()
def test_slow():
    time.sleep(0.3)
    assert calc.double(1) == 2
class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls): cls.seven = calc.wide()
    def test_a(self): self.assertEqual(self.seven, 7)
    def test_b(self): self.assertEqual(self.seven, 7)
"""
NAMES = "test_calc.py::"


Made = Callable[..., TestMap]


def environment(folder: Path, interpreter: str) -> Path:
    """A virtual environment with our pytest, which is pure Python, and none of our plugins: they take long to load."""
    subprocess.run([interpreter, "-m", "venv", "--without-pip", str(folder)], check=True)
    packages = next(folder.glob("lib/python3*/site-packages"))
    ours = Path(pytest.__file__).parents[1]
    for name in ("pytest", "_pytest", "pluggy", "iniconfig", "packaging", "pygments"):
        shutil.copytree(ours / name, packages / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ours / "py.py", packages)
    python = folder / "bin" / "python"
    subprocess.run([python, "-c", "import pytest"], check=True)  # .pyc files: the sandbox cannot write them there
    return python


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment(tmp_path_factory.mktemp("environment") / "env", sys.executable)


@pytest_asyncio.fixture
async def made(
    best: levels.Level, python: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Made]:
    """A map of a workspace; calling it again opens another on the same files."""
    monkeypatch.setattr(dynamic, "NICE", 0)
    opened = []

    def new(files: dict[str, str] | None = None, *, python: Path = python) -> TestMap:
        workspace = make(tmp_path / "ws", files or {})
        opened.append(TestMap(workspace, python, best, folder=tmp_path / "maps"))
        return opened[-1]

    yield new
    for each in opened:
        await each.close()


def short(selection: TestSelection) -> list[str]:
    return [nodeid.rpartition("::")[2].removeprefix("test_") for nodeid in selection.nodeids]


def found(tests: TestMap, qualname: str, text: str | None = None) -> TestSelection:
    return tests.find(FunctionRef(tests.workspace / "calc.py", qualname), text, slower_than=0.25)


async def ran(tests: TestMap) -> int:
    """Update; how many tests were run for it."""
    seen = [Progress(0, 0, 0)]
    await tests.update(seen.append)
    return seen[-1].tests


def monitoring_python() -> str | None:
    """An interpreter with sys.monitoring that is not ours, where one is installed."""
    names = [shutil.which(f"python3.{minor}") for minor in (14, 13, 12)]
    names += [str(path) for path in sorted(Path.home().glob(".pyenv/versions/3.1[2-9]*/bin/python"))]
    code = "import sys; print(sys.executable if sys.version_info >= (3, 12) else '')"
    for name in filter(None, names):
        told = subprocess.run([name, "-I", "-c", code], capture_output=True, text=True, check=False).stdout.strip()
        if told:
            return told
    return None


@pytest.mark.parametrize("interpreter", ["ours", "with sys.monitoring"])
async def test_rows_and_reasons(made: Made, tmp_path: Path, python: Path, interpreter: str) -> None:
    if interpreter != "ours":
        python = environment(tmp_path / "env", monitoring_python() or pytest.skip("no Python 3.12 or later"))
    tests = made({"calc.py": CALC, "test_calc.py": TESTS}, python=python)
    before = contents(tests.workspace)
    assert await ran(tests) == 17
    assert contents(tests.workspace) == before
    add = found(tests, "add")
    assert add.how == "dynamic"
    assert sorted(short(add)[:2]) == ["add[1]", "add[2]"]
    assert short(add)[2:] == ["total", "box"]
    assert set(short(found(tests, "wide"))) == {"first", "second", "a", "b"}
    assert short(found(tests, "threaded")) == ["thread"]
    assert short(found(tests, "behind")) == ["behind"]
    assert short(found(tests, "later")) == ["later"]
    assert short(found(tests, "Box.size")) == ["box"]
    assert short(found(tests, "registered")) == ["behind"]
    double = found(tests, "double")
    assert set(short(double)) == {"broken_in_it", "thread"}
    assert {each.nodeid.rpartition("_")[2]: each.why.partition(" (")[0] for each in double.excluded} == {
        "elsewhere": "fails without reaching the function",
        "skipped": "skipped",
        "expected": "expected to fail",
        "flaky": "flaky",
        "slow": "slow",
    }


SMALL = {
    "calc.py": "import os\ndef add(a, b): return a + b\ndef twice(a): return add(a, a)\ndef other(): return 1\n",
    "test_add.py": "import calc\ndef test_add(): assert calc.add(1, 1) == 2\ndef test_other(): calc.other()\n",
    "test_twice.py": "import calc\ndef test_twice(): assert calc.twice(1) == 2\n",
}


def edit(tests: TestMap, name: str, old: str, new: str) -> Path:
    file = tests.workspace / name
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    return file


async def test_only_what_a_change_touches_runs_again(made: Made) -> None:
    tests = made(SMALL)
    assert await ran(tests) == 3
    assert await ran(tests) == 0
    edit(tests, "calc.py", "def twice", "# a comment\ndef twice")
    assert await ran(tests) == 0
    edit(tests, "calc.py", "return add(a, a)", "return add(a, a) + 0")
    assert await ran(tests) == 1
    edit(tests, "calc.py", "return a + b", "return b + a")
    assert await ran(tests) == 2
    edit(tests, "calc.py", "import os", "import sys")
    assert await ran(tests) == 3
    edit(tests, "test_add.py", "def test_other(): calc.other()", "def test_new(): calc.other()")
    assert await ran(tests) == 1
    assert short(found(tests, "other")) == ["new"]
    make(tests.workspace, {"conftest.py": "", "test_more.py": "import calc\ndef test_more(): calc.other()\n"})
    assert await ran(tests) == 4
    (tests.workspace / "test_more.py").unlink()
    assert await ran(tests) == 0
    assert short(found(tests, "other")) == ["new"]


async def test_what_is_being_written_does_not_make_its_own_rows_stale(made: Made) -> None:
    tests = made(SMALL)
    await tests.update()
    unsaved = SMALL["calc.py"].replace("return a + b", "...")
    assert (short(found(tests, "add", unsaved)), found(tests, "add", unsaved).how) == (["add", "twice"], "dynamic")
    broken = SMALL["calc.py"].replace("return a + b", "return (")
    assert short(found(tests, "add", broken)) == ["add", "twice"]
    unknown = SMALL["calc.py"] + "def shiny(): ...\n"
    assert found(tests, "shiny", unknown).nodeids == ()


async def test_tests_that_no_row_knows_come_from_the_text(made: Made) -> None:
    tests = made(SMALL)
    await tests.update()
    edit(tests, "test_add.py", "def test_other", "def test_new(): calc.twice(3)\ndef test_other")
    assert short(found(tests, "twice")) == ["twice", "new"]


async def test_the_map_outlives_the_process_and_damage_costs_only_time(made: Made, tmp_path: Path) -> None:
    first = made(SMALL)
    await first.update()
    (path,) = (tmp_path / "maps").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    second = made()
    assert (short(found(second, "add")), found(second, "add").how) == (["add", "twice"], "dynamic")
    assert await ran(second) == 0
    path.write_bytes(path.read_bytes()[:-9])
    third = made()
    assert found(third, "add").how == "static"
    assert await ran(third) == 3
    assert made(python=Path("/usr/bin/python3")).find(FunctionRef(tmp_path / "ws/calc.py", "add")).how == "static"


def test_maps_of_forgotten_workspaces_go(tmp_path: Path) -> None:
    old, new, foreign = (tmp_path / name for name in ("a.testmap", "b.testmap", "c.txt"))
    for path in (old, new, foreign):
        path.write_bytes(b"x")
        os.utime(path, (0, 0) if path != new else None)
    store.drop_unused(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.testmap", "c.txt"]


async def test_a_test_that_hangs_or_kills_the_process_costs_its_own_row(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dynamic, "TEST_S", 0.3)
    tests = made({
        "calc.py": "import os\ndef spin():\n    while True: pass\ndef leave(): os._exit(0)\ndef fine(): return 1\n",
        "test_calc.py": (
            "import calc\ndef test_spin(): calc.spin()\ndef test_leave(): calc.leave()\ndef test_fine(): calc.fine()\n"
        ),
    })  # fmt: skip
    assert await ran(tests) == 3
    assert short(found(tests, "fine")) == ["fine"]
    assert short(found(tests, "spin")) == ["spin"]  # there is no other
    assert await ran(tests) == 0
    edit(tests, "calc.py", "while True: pass", "return")
    edit(tests, "calc.py", "os._exit(0)", "return")
    assert await ran(tests) == 2
    assert (short(found(tests, "leave")), found(tests, "leave").excluded) == (["leave"], ())


async def test_a_file_that_is_not_collected_is_tried_again_when_its_module_appears(made: Made) -> None:
    tests = made({"test_new.py": "from new import make\ndef test_make(): assert make() == 1\n"})
    assert await ran(tests) == 0
    assert tests.find(FunctionRef(tests.workspace / "new.py", "make")).how == "static"
    (path := tests.workspace / "new.py").write_text("def make(): return 1\n")
    tests.changed([path])
    assert await ran(tests) == 1
    assert tests.find(FunctionRef(path, "make")).how == "dynamic"


def processes(marker: Path) -> list[str]:
    """Command lines of living processes that name a path."""
    lines = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            lines.append(file.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
    return [line for line in lines if str(marker) in line and "reach.py" in line]


SLEEPY = {
    "calc.py": "def add(a, b): return a + b\n",
    "test_a.py": "import calc\ndef test_a(): assert calc.add(1, 1) == 2\n",
    "test_b.py": "import os, calc\ndef test_b():\n    calc.add(1, 1)\n    while True: pass\n",
}


async def test_pause_ends_what_runs_and_resume_goes_on_where_it_was(made: Made) -> None:
    tests = made(SLEEPY)
    at_b = asyncio.Event()
    task = asyncio.create_task(tests.update(lambda progress: at_b.set() if progress.done == 1 else None))
    await asyncio.wait_for(at_b.wait(), 60)
    await until(lambda: bool(processes(tests.workspace)))
    tests.pause()
    await until(lambda: not processes(tests.workspace))
    assert short(tests.find(FunctionRef(tests.workspace / "calc.py", "add")))[0] == "a"
    assert not task.done()
    edit(tests, "test_b.py", "while True: pass", "assert True")
    tests.resume()
    await asyncio.wait_for(task, 60)
    assert set(short(tests.find(FunctionRef(tests.workspace / "calc.py", "add")))) == {"a", "b"}


async def test_cancelling_leaves_no_process_and_keeps_what_was_done(made: Made) -> None:
    tests = made(SLEEPY)
    at_b = asyncio.Event()
    task = asyncio.create_task(tests.keep(lambda progress: at_b.set() if progress.done == 1 else None))
    await asyncio.wait_for(at_b.wait(), 60)
    await until(lambda: bool(processes(tests.workspace)))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert processes(tests.workspace) == []
    again = made()
    assert short(again.find(FunctionRef(tests.workspace / "calc.py", "add")))[0] == "a"
    assert again.find(FunctionRef(tests.workspace / "calc.py", "add")).how == "dynamic"


async def until(true: Callable[[], bool]) -> None:
    for _ in range(6000):
        if true():
            return
        await asyncio.sleep(0.01)
    pytest.fail("it did not come true")


async def test_without_a_level_nothing_runs(tmp_path: Path) -> None:
    tests = TestMap(make(tmp_path / "ws", SMALL), Path(sys.executable), None, folder=tmp_path / "maps")
    await tests.update()
    assert (short(found(tests, "add")), (tmp_path / "maps").exists()) == (["add", "twice"], False)


async def test_broken_settings_are_told_and_the_text_still_answers(made: Made) -> None:
    tests = made(SMALL | {"pytest.ini": "[pytest]\naddopts = -p not_there\n"})
    with pytest.raises(RunnerError, match="not_there"):
        await tests.update()
    assert short(found(tests, "add")) == ["add", "twice"]
