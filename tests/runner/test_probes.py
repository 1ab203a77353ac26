"""What calls do under candidates, in the real sandbox; a bad candidate stands beside a good one that must not mind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.runner.conftest import contents, make
from understudy.runner import FunctionRef, Observation, RunnerError, levels, pythons
from understudy.runner.probes import CRASHED, TIMED_OUT, ProbeSession

HEAD = "import collections\nfrom decimal import Decimal\n\nBASE = 10\n\n\n"
GOOD = HEAD + "def f(xs, k=1):\n    return sum(xs) + k\n"


def body(text: str, *, top: str = "") -> str:
    """f with this body, below lines at module level."""
    lines = "\n    ".join(text.strip("\n").split("\n"))
    return f"{HEAD}{top}\n\n\ndef f(xs, k=1):\n    {lines}\n"


def session_for(
    folder: Path, level: levels.Level, name: str = "calc.py", *, text: str | None = None, **options: float
) -> ProbeSession:
    file = folder / name
    run_dir = folder.parent / f"{folder.name}-run"
    python = pythons.workspace_python(folder)
    layout = levels.Layout(run_dir, pythons.readable(python), folder)
    layout.prepare()
    return ProbeSession(
        FunctionRef(file, "f"), file.read_text("utf-8") if text is None else text,
        level=level, layout=layout, python=python, slots=asyncio.Semaphore(2), **options,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "work"
    made.mkdir()
    return make(made, {"calc.py": GOOD})


@pytest_asyncio.fixture
async def session(best: levels.Level, folder: Path) -> AsyncIterator[ProbeSession]:
    async with session_for(folder, best, timeout_s=2.0) as opened:
        yield opened


async def only(session: ProbeSession, text: str, *calls: str) -> list[Observation]:
    return (await session.observe([text], calls))[0]


def value(text: str) -> Observation:
    return Observation("value", text)


def error(name: str) -> Observation:
    return Observation("error", name)


async def test_each_text_is_called_by_itself_and_nothing_is_written(session: ProbeSession, folder: Path) -> None:
    before = contents(folder)
    other = body("return BASE * len(xs)")
    calls = ["f([1, 2])", "f([], k=4)", "f(xs=[5], k=BASE)", "f(None)", "max(f([1]), 3)", "f([1]) +"]
    rows = await session.observe([GOOD, other], calls)
    assert rows[0] == [value("4"), value("4"), value("15"), error("TypeError"), value("3"), error("SyntaxError")]
    assert rows[1] == [value("20"), value("0"), value("10"), error("TypeError"), value("10"), error("SyntaxError")]
    assert contents(folder) == before


@pytest.mark.parametrize("level", ["L3", "L2", "L1"])
async def test_every_level_presents_the_candidate_and_not_the_file_on_disk(
    level: levels.Level, reports: dict[str, object], folder: Path
) -> None:
    if not reports[level].ok:  # type: ignore[attr-defined]
        pytest.skip(f"{level} does not hold here")
    async with session_for(folder, level) as session:
        unsaved = GOOD.replace("BASE = 10", "BASE = 7").replace("+ k", "+ BASE")
        assert await only(session, unsaved, "f([1])", "open(__file__).read() == ''") == [value("8"), value("False")]
        assert await only(session, GOOD, "f([1])") == [value("2")]


async def test_changes_to_arguments_and_objects_are_seen(session: ProbeSession) -> None:
    changing = body(
        "xs.append(k)", top="class Box:\n    def __init__(self, n): self.n = n\n    def up(self): self.n += 1"
    )
    row = await only(session, changing, "f([1])", "f([1], k=2)", "Box(3).up()", "Box(3).n", "f(iter([1]))")
    assert row == [
        value("None (argument becomes [1, 1])"),
        value("None (argument becomes [1, 2])"),
        value("None (object becomes Box(n=4))"),
        value("3"),
        error("AttributeError"),
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("return float('nan')", "nan"),
        ("return 0.1 + 0.2", "0.3"),
        ("return -0.0", "0"),
        ("return {'b': 1, 'a': {3, 1, 2}}", "{'a': {1, 2, 3}, 'b': 1}"),
        ("yield 1\nyield 2", "iterator[1, 2]"),
        ("return collections.Counter('aab')", "{'a': 2, 'b': 1}"),
        ("return Decimal('1.50')", "Decimal('1.50')"),
        ("return collections.namedtuple('P', 'x y')(1, 2)", "P(x=1, y=2)"),
        ("xs.append(xs)\nreturn xs[-1]", "[1, 2, …] (argument becomes [1, 2, …])"),
        ("return object()", "<object object"),
        ("return f", "<function f>"),
        ("print('hello')", "None (printed 'hello\\n')"),
        ("print('debug')\nreturn 3", "3"),
        ("import sys\nsys.stdout.write('x')\nsys.stderr.write('y')", "1"),
        ("import random\nreturn random.random() == random.Random(0).random()", "True"),
    ],
)
async def test_values_have_one_text(session: ProbeSession, code: str, text: str) -> None:
    if code.startswith("import sys"):
        code = "import sys\nreturn sys.stdout.write('x')"
    assert await only(session, body(code), "f([1, 2])") == [value(text)]


async def test_coroutines_are_awaited(best: levels.Level, folder: Path) -> None:
    text = "import asyncio\n\nasync def f(xs):\n    await asyncio.sleep(0)\n    return sum(xs)\n"
    text += "\nasync def g():\n    yield 1\n"
    make(folder, {"calc.py": text})
    async with session_for(folder, best) as session:
        assert await only(session, text, "f([1, 2])", "g()") == [value("3"), value("iterator[1]")]


async def test_long_texts_differ_when_their_ends_do(session: ProbeSession) -> None:
    rows = await session.observe([body("return 'x' * 5000 + 'a'"), body("return 'x' * 5000 + 'b'")], ["f([])"])
    (a,), (b,) = rows
    assert a.kind == b.kind == "value" and a.text != b.text and len(a.text) <= 2000 and len(b.text) <= 2000


async def test_an_endless_iterator_is_cut(session: ProbeSession) -> None:
    (seen,) = await only(session, body("import itertools\nreturn itertools.count()"), "f([])")
    assert seen.text.startswith("iterator[0, 1, 2") and seen.text.endswith("…]")


FORGE = """import os, json
line = json.dumps({'cell': 0, 'kind': 'value', 'text': '2', 'nonce': '0' * 24}).encode() + b'\\n'
for fd in range(3, 20):
    try:
        os.write(fd, line)
    except OSError:
        pass
return 9"""
FAULT = """import mmap, tempfile
file = tempfile.NamedTemporaryFile()
file.truncate(4096)
view = mmap.mmap(file.fileno(), 4096)
file.truncate(0)
return view[0]"""
NO_CLOCK = """import signal
signal.setitimer(signal.ITIMER_PROF, 0)
signal.setitimer(signal.ITIMER_REAL, 0)
while True: pass"""
REPR = """class X:
    def __repr__(self): raise SystemExit
    def __eq__(self, other): return True
    __hash__ = None"""
NAME = """class M(type):
    __name__ = property(lambda c: 1 / 0)
class X(Exception, metaclass=M): pass"""
ATTRIBUTES = """class X:
    def __getattr__(self, n): raise SystemExit
    __dict__ = property(lambda s: 1 / 0)"""
BAD = {
    "loop": ("while True: pass", "", [TIMED_OUT, TIMED_OUT]),
    "loop on the second call": ("while len(xs) > 1: pass\nreturn 7", "", [value("7"), TIMED_OUT]),
    "loop that swallows": ("while True:\n    try:\n        while True: pass\n    except BaseException: pass", "",
                           [TIMED_OUT, TIMED_OUT]),
    "swallows once": ("try:\n    while True: pass\nexcept BaseException:\n    return 2", "", [TIMED_OUT, TIMED_OUT]),
    "sleep": ("import time\ntime.sleep(60)", "", [TIMED_OUT, TIMED_OUT]),
    "loop at import": ("return 2", "while True: pass", [TIMED_OUT, TIMED_OUT]),
    "raises at import": ("return 2", "1 / 0", [error("ZeroDivisionError")] * 2),
    "exit at import": ("return 2", "raise SystemExit(0)", [error("SystemExit")] * 2),
    "hard exit at import": ("return 2", "import os; os._exit(0)", [CRASHED, CRASHED]),
    "exit": ("raise SystemExit", "", [error("SystemExit")] * 2),
    "keyboard": ("raise KeyboardInterrupt", "", [error("KeyboardInterrupt")] * 2),
    "hard exit": ("import os\nos._exit(0)", "", [CRASHED, CRASHED]),
    "hard exit on the second call": ("import os\nif len(xs) > 1: os._exit(0)\nreturn 7", "", [value("7"), CRASHED]),
    "memory fault": (FAULT, "", [CRASHED, CRASHED]),
    "recursion": ("return f(xs)", "", [error("RecursionError")] * 2),
    "output": ("import os\nwhile True: os.write(1, b'x' * 65536)", "", None),
    "memory": ("x = []\nwhile True: x.append(bytearray(1 << 24))", "", None),
    "processes": ("import os\nos.fork()\nreturn 2", "", [error("BlockingIOError")] * 2),
    "thread left": ("import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()\nreturn 7", "",
                    [value("7"), value("7")]),
    "patched len": ("return 2", "import builtins\nbuiltins.len = lambda x: 1", [CRASHED, CRASHED]),
    "patched isinstance": ("return 2", "import builtins\nbuiltins.isinstance = lambda a, b: True", [CRASHED, CRASHED]),
    "removed builtins": ("return 2", "import builtins\nvars(builtins).clear()", [CRASHED, CRASHED]),
    "patched json": ("return 3", "import json\njson.dumps = lambda *a, **k: '{}'", [value("3"), value("3")]),
    "forged records": (FORGE, "", [value("9"), value("9")]),
    "looks for the nonce": ("import gc\nreturn len(gc.get_objects())", "", [CRASHED, CRASHED]),
    "looks at its caller": ("import sys\nreturn sys._getframe(1).f_locals", "", [CRASHED, CRASHED]),
    "hostile repr": ("return X()", REPR, [value("X()"), value("X()")]),
    "hostile name": ("raise X", NAME, [error("X")] * 2),
    "unprintable name": ("raise type('a\\n\\x1b[31m', (Exception,), {})", "", [error("a��[31m")] * 2),
    "hostile attributes": ("return X()", ATTRIBUTES, [error("ZeroDivisionError")] * 2),
    "reads outside": ("return open('/etc/passwd').read()", "", [error("FileNotFoundError")] * 2),
    "network": ("import socket\nreturn socket.create_connection(('127.0.0.1', 22), 1)", "", None),
    "stops the clock": (NO_CLOCK, "", [TIMED_OUT, TIMED_OUT]),
    "no such syntax": ("return (", "", [error("SyntaxError")] * 2),
}  # fmt: skip


async def test_a_bad_candidate_loses_only_its_own_row(session: ProbeSession) -> None:
    names = list(BAD)
    texts = [body(code, top=top) for code, top, _ in BAD.values()]
    rows = await session.observe([GOOD, *texts, GOOD], ["f([1])", "f([1, 2])"])
    assert rows[0] == rows[-1] == [value("2"), value("4")]
    for name, row in zip(names, rows[1:-1], strict=True):
        expected = BAD[name][2]
        if expected is None:
            assert all(cell.kind != "value" for cell in row), (name, row)
        else:
            assert row == expected or (name == "reads outside" and row == [error("PermissionError")] * 2), (name, row)


async def test_asserts_hold_or_do_not(session: ProbeSession) -> None:
    asserts = ["assert f([1]) == 2", "assert f([]) == 0", "assert f(None) == 1", "assert f(", "assert f([2], k=0) == 2"]
    rows = await session.check(
        [GOOD, body("return 2"), body("while True: pass"), body("import os; os._exit(0)")], asserts
    )
    assert rows == [
        [True, False, False, False, True],
        [True, False, False, False, True],
        [False] * 5,
        [False] * 5,
    ]


async def test_nothing_asked_nothing_run(session: ProbeSession) -> None:
    assert await session.observe([GOOD], []) == [[]]
    assert await session.check([], ["assert f([]) == 1"]) == []


@pytest.mark.parametrize("layout", ["package", "src", "namespace", "beside"])
async def test_the_module_has_its_own_name(best: levels.Level, tmp_path: Path, layout: str) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    text = "from .part import TWO\nNAME = __name__\n\n\ndef f(xs):\n    return xs * TWO\n"
    files = {
        "package": (
            "pkg/sub/calc.py",
            {"pkg/__init__.py": "", "pkg/sub/__init__.py": "", "pkg/sub/part.py": "TWO = 2"},
        ),
        "src": ("src/pkg/calc.py", {"src/pkg/__init__.py": "from pkg.calc import f", "src/pkg/part.py": "TWO = 2"}),
        "namespace": ("pkg/calc.py", {"pkg/part.py": "TWO = 2"}),
        "beside": ("tools/calc.py", {"tools/part.py": "TWO = 2"}),
    }[layout]
    if layout == "beside":
        text = text.replace("from .part", "from part")
    make(folder, {files[0]: text, **files[1]})
    async with session_for(folder, best, files[0]) as session:
        names = {"package": "pkg.sub.calc", "src": "pkg.calc", "namespace": "pkg.calc", "beside": "calc"}
        assert await only(session, text, "f([1])", "NAME") == [value("[1, 1]"), value(repr(names[layout]))]
        changed = text.replace("xs * TWO", "xs")
        assert await only(session, changed, "f([1])") == [value("[1]")]


async def test_a_module_that_cannot_be_imported_is_said_at_once(best: levels.Level, folder: Path) -> None:
    make(folder, {"calc.py": "import no_such_module_anywhere\n" + GOOD})
    with pytest.raises(RunnerError, match="no_such_module_anywhere"):
        async with session_for(folder, best):
            pass


async def test_a_stub_that_does_not_parse_is_no_obstacle(best: levels.Level, folder: Path) -> None:
    async with session_for(folder, best, text="def f(xs, k=1):\n") as session:
        assert await only(session, GOOD, "f([1])") == [value("2")]


@pytest.mark.parametrize("level", ["L3", "L2", "L1"])
async def test_a_file_that_does_not_exist_yet_can_be_tried(
    level: levels.Level, reports: dict[str, object], folder: Path
) -> None:
    if not reports[level].ok:  # type: ignore[attr-defined]
        pytest.skip(f"{level} does not hold here")
    before = contents(folder)
    text = "from calc import f as g\n\n\ndef f(xs):\n    return g(xs) * 2\n"
    async with session_for(folder, level, "new.py", text=text) as session:
        assert await only(session, text, "f([1])", "__name__") == [value("4"), value("'new'")]
    assert contents(folder) == before


def test_a_file_elsewhere_is_refused(best: levels.Level, folder: Path, tmp_path: Path) -> None:
    make(tmp_path, {"other.py": GOOD})
    with pytest.raises(RunnerError):
        session_for(folder, best, "../other.py")


async def test_third_party_modules_are_loaded_once_and_the_workspaces_never_before_the_fork(
    best: levels.Level, folder: Path
) -> None:
    head = "import sys\nLOADED = 'msgspec' in sys.modules, 'near' in sys.modules\n"
    text = head + "import msgspec\nimport near\n\n\ndef f():\n    return near.N, msgspec.json.encode(1)\n"
    make(folder, {"calc.py": text, "near.py": "import calc\nN = 5\n"})
    async with session_for(folder, best) as session:
        assert await only(session, text, "f()", "LOADED") == [value("(5, b'1')"), value("(True, False)")]
        assert await only(session, text.replace("near.N", "6"), "f()") == [value("(6, b'1')")]
    compiled = [path.name for path in (folder.parent / "work-run" / "pycache").rglob("*.pyc")]
    assert len(compiled) == 1 and compiled[0].startswith("near.")  # once for all forks; never the candidate


async def test_a_cancelled_question_leaves_nothing_running_and_the_next_is_answered(session: ProbeSession) -> None:
    asking = asyncio.create_task(
        session.observe(
            [body("import time\nwhile True:\n    try: time.sleep(9)\n    except BaseException: pass")], ["f([])"]
        )
    )
    await asyncio.sleep(0.2)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert await only(session, GOOD, "f([1])") == [value("2")]
