"""What a workspace and a function may look like: the true body passes, a wrong one fails, in the tier it should."""

# ruff: noqa: E501 - the cases are files

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio

from tests.runner.conftest import make, open_session
from understudy.runner import Runner, levels

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass(frozen=True)
class Case:
    """text: of `file`, with one `...` line where `right` and `wrong` go. tier: where the true body is judged first."""

    file: str
    name: str
    text: str
    right: str
    wrong: str
    test: str
    tier: str = "rank"
    more: dict[str, str] = field(default_factory=dict)


CASES = {
    "function": Case(
        "plain.py", "twice", "def twice(n):\n    ...\n", "return 2 * n", "return n",
        "from plain import twice\ndef test_twice(): assert twice(4) == 8\n"),
    "unittest": Case(
        "stack.py", "Stack.push", "class Stack:\n    def __init__(self): self.items = []\n    def push(self, x):\n"
        "        ...\n", "self.items.append(x)", "self.items = [x]",
        "import unittest\nfrom stack import Stack\nclass StackTest(unittest.TestCase):\n"
        "    def setUp(self): self.stack = Stack()\n"
        "    def test_push(self):\n        for n in (1, 2):\n            with self.subTest(n=n): self.stack.push(n)\n"
        "        self.assertEqual(self.stack.items, [1, 2])\n"),
    "src layout": Case(
        "src/srcpkg/words.py", "shout", "def shout(s):\n    ...\n", "return s.upper() + '!'", "return s",
        "from srcpkg.words import shout\ndef test_shout(): assert shout('a') == 'A!'\n",
        more={"src/srcpkg/__init__.py": ""}),
    "editable install": Case(
        "python/edited/core.py", "half", "def half(n):\n    ...\n", "return n / 2", "return n // 2",
        "from edited.core import half\ndef test_half(): assert half(3) == 1.5\n", more={"python/edited/__init__.py": ""}),
    "re-exported from nested packages": Case(
        "outer/inner/deep.py", "inc", "from . import STEP\ndef inc(n):\n    ...\n", "return n + STEP", "return n",
        "import outer\ndef test_inc(): assert outer.inc(1) == 3\n",
        more={"outer/__init__.py": "from .inner import inc\n", "outer/inner/__init__.py":
              "STEP = 2\nfrom .deep import inc\n"}),
    "fixtures of every scope": Case(
        "cart.py", "total", "def total(prices):\n    ...\n", "return sum(prices)", "return 0",
        "def test_total(cart, rate, total_of): assert total_of(cart) * rate == 12\n",
        more={"tests/conftest.py": "import pytest\nfrom cart import total\n@pytest.fixture\ndef cart(): return [1, 5]\n"
              "@pytest.fixture(scope='module')\ndef rate(): yield 2\n"
              "@pytest.fixture(scope='session')\ndef total_of():\n    assert total([]) == 0\n    return total\n"}),
    "parametrize": Case(
        "sign.py", "sign", "def sign(n):\n    ...\n", "return (n > 0) - (n < 0)", "return 1",
        "import pytest\nfrom sign import sign\n@pytest.mark.parametrize(('n', 's'), [(3, 1), (-2, -1), (0, 0)],"
        " ids=['a[b]', 'c::d', 'e'])\ndef test_sign(n, s): assert sign(n) == s\n"),
    "module state": Case(
        "registry.py", "register", "SEEN = {}\ndef register(name):\n    ...\n", "SEEN[name] = len(SEEN)\n    return SEEN",
        "return {}", "import registry\ndef test_register_first(): assert registry.register('a') == {'a': 0}\n"
        "def test_register_second(): assert registry.register('b') == {'a': 0, 'b': 1}\n"),
    "coroutine": Case(
        "later.py", "later", "async def later(n):\n    ...\n", "return n + 1", "return n",
        "import asyncio, unittest\nfrom later import later\ndef test_later(): assert asyncio.run(later(1)) == 2\n"
        "class Later(unittest.IsolatedAsyncioTestCase):\n"
        "    async def test_later(self): self.assertEqual(await later(2), 3)\n"),
    "async generator": Case(
        "ticks.py", "ticks", "async def ticks(n):\n    ...\n", "for i in range(n): yield i", "yield n",
        "import asyncio\nfrom ticks import ticks\nasync def all_of(n): return [i async for i in ticks(n)]\n"
        "def test_ticks(): assert asyncio.run(all_of(2)) == [0, 1]\n", "confirm"),
    "generator": Case(
        "evens.py", "evens", "def evens(n):\n    ...\n", "yield from range(0, n, 2)", "yield n",
        "from evens import evens\ndef test_evens(): assert list(evens(5)) == [0, 2, 4]\n", "rank"),
    "static method": Case(
        "smath.py", "M.add", "class M:\n    @staticmethod\n    def add(a, b):\n        ...\n", "return a + b", "return a",
        "from smath import M\ndef test_add(): assert M.add(1, 2) == M().add(2, 1) == 3\n"),
    "class method": Case(
        "made.py", "Made.of", "class Made:\n    def __init__(self, n): self.n = n\n    @classmethod\n    def of(cls, n):\n"
        "        ...\n", "return cls(n)", "return Made(0)",
        "from made import Made\nclass Sub(Made): pass\ndef test_of(): assert type(Sub.of(2)) is Sub and Sub.of(2).n == 2\n"),
    "property": Case(
        "box.py", "Box.area", "from __future__ import annotations\nclass Box:\n    def __init__(self, side: Side): "
        "self.side = side\n    @property\n    def area(self) -> Missing:\n        ...\n", "return self.side ** 2", "return self.side",
        "from box import Box\ndef test_area(): assert Box(3).area == 9\n"),
    "cached property": Case(
        "cached.py", "C.value", "from functools import cached_property\nclass C:\n    calls = 0\n    @cached_property\n"
        "    def value(self):\n        ...\n", "C.calls += 1\n        return 7", "return C.calls",
        "from cached import C\ndef test_value():\n    c = C()\n    assert (c.value, c.value, C.calls) == (7, 7, 1)\n"),
    "dataclass": Case(
        "point.py", "Point.__post_init__", "from dataclasses import dataclass\n@dataclass\nclass Point:\n    x: int\n"
        "    y: int = 0\n    def __post_init__(self):\n        ...\n", "self.x = abs(self.x)", "self.y = 1",
        "from point import Point\ndef test_point(): assert Point(-2) == Point(2, 0)\n"),
    "super()": Case(
        "child.py", "Child.name", "class Base:\n    def name(self): return 'base'\nclass Child(Base):\n    def name(self):\n"
        "        ...\n", "return super().name() + '+'", "return 'base'",
        "from child import Child\ndef test_name(): assert Child().name() == 'base+'\n", "confirm"),
    "functools.wraps": Case(
        "deco.py", "shifted", "import functools\ndef plus(n):\n    def deco(f):\n        @functools.wraps(f)\n"
        "        def inner(*a): return f(*a) + n\n        return inner\n    return deco\n@plus(10)\ndef shifted(n):\n    ...\n",
        "return n", "return 0", "from deco import shifted\ndef test_shifted(): assert shifted(3) == 13\n"),
    "lru_cache": Case(
        "fib.py", "fib", "from functools import lru_cache\n@lru_cache(maxsize=None)\ndef fib(n):\n    ...\n",
        "return n if n < 2 else fib(n - 1) + fib(n - 2)", "return n",
        "from fib import fib\ndef test_fib(): assert fib(30) == 832040\n"),
    "contextmanager": Case(
        "ctx.py", "pushed", "from contextlib import contextmanager\n@contextmanager\ndef pushed(items, x):\n    ...\n",
        "items.append(x)\n    yield items\n    items.pop()", "yield items",
        "from ctx import pushed\ndef test_pushed():\n    items = []\n    with pushed(items, 1) as got: assert got == [1]\n"
        "    assert items == []\n", "confirm"),
    "used at import": Case(
        "table.py", "build", "def build():\n    ...\nTABLE = build()\n", "return {1: 'one'}", "return {}",
        "import table\ndef test_build(): assert table.TABLE == {1: 'one'}\n", "confirm"),
    "replaced at run time": Case(
        "swapped.py", "f", "def f(n):\n    ...\ndef _call(g): return lambda n: g(n)\nf = _call(f)\n", "return n + 1",
        "return n", "import swapped\ndef test_f(): assert swapped.f(1) == 2\n", "confirm"),
}  # fmt: skip


def filled(case: Case, body: str) -> str:
    assert case.text.count("...") == 1
    return case.text.replace("...", body)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def everything(best: levels.Level, bare: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Runner]:
    """One workspace with all cases. The Python has no pytest, the editable install is a `.pth` as pip writes it."""
    ws = tmp_path_factory.mktemp("matrix")
    for case in CASES.values():
        stem = Path(case.file).stem
        make(ws, {case.file: case.text, f"tests/test_{stem}.py": case.test, **case.more})
    options = "[tool.pytest.ini_options]\ntestpaths = ['tests']\naddopts = '--cov -n 4 -x'\n"
    make(ws, {"pyproject.toml": options})
    [site] = bare.parent.parent.glob("lib/python3*/site-packages")
    (site / "edited.pth").write_text(f"{ws / 'python'}\n")
    async with await Runner.start(ws, level=best, timeout_s=10, python=bare) as runner:
        yield runner
    (site / "edited.pth").unlink()


@pytest.mark.parametrize("name", CASES)
async def test_true_body_passes_and_a_wrong_one_fails(everything: Runner, name: str) -> None:
    case = CASES[name]
    right, wrong = filled(case, case.right), filled(case, case.wrong)
    async with await open_session(everything, case.file, case.name) as session:
        ranked = await session.rank(right)
        assert (ranked.status, ranked.tier) == ("passed", case.tier), ranked
        assert (await session.confirm(right)).status == "passed"
        refuted = await session.rank(wrong)
        assert refuted.status == "failed" and refuted.failures, refuted


async def test_async_tests_through_a_plugin(best: levels.Level, tmp_path: Path) -> None:
    """With our own interpreter, whose pytest-asyncio is there."""
    text = "async def later(n):\n    ...\n"
    test = "from later import later\nasync def test_later(): assert await later(1) == 2\n"
    ws = make(tmp_path, {"later.py": text, "test_later.py": test, "pytest.ini": "[pytest]\nasyncio_mode = auto\n"})
    async with (
        await Runner.start(ws, level=best, timeout_s=10) as runner,
        await open_session(runner, "later.py", "later") as session,
    ):
        assert (await session.confirm(text.replace("...", "return n + 1"))).status == "passed"
        assert (await session.rank(text.replace("...", "return n"))).status == "failed"


async def test_python_that_can_have_no_pytest_of_ours_names_the_command(best: levels.Level, tmp_path: Path) -> None:
    """An interpreter without any: it stands for one that is too old for the pytest we could lend."""
    import venv

    from understudy.runner import pythons

    venv.EnvBuilder(with_pip=False, symlinks=True).create(tmp_path / ".venv")
    make(tmp_path, {"calc.py": "def f(): ...\n", "test_calc.py": "from calc import f\ndef test_f(): f()\n"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pythons, "lent_pytest", dict)
        async with await Runner.start(tmp_path, level=best) as runner:
            from understudy.runner import RunnerError

            with pytest.raises(RunnerError) as caught:
                async with await open_session(runner, "calc.py", "f"):
                    pass
    assert "has no pytest" in caught.value.message
    assert "-m pip install pytest" in caught.value.next_step
