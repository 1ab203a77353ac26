"""A class of a file that is not there, proved in the real sandbox: the true body is confirmed, a wrong one fails."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from understudy.context.functions import find_class, with_body
from understudy.generate.wanted import Target, find_wanted
from understudy.runner.runner import Runner
from understudy.runner.types import ConfinementError, FunctionRef, TestSelection, Verdict

TEST_BAG = """from shop.bag import Bag


def test_a_bag_adds_up():
    bag = Bag("EUR")
    bag.put(3)
    bag.put(4)
    assert bag.total() == 7
    assert bag.currency == "EUR"


def test_an_empty_bag():
    assert Bag("EUR").total() == 0
"""
BAG_BODY = """    def __init__(self, currency):
        self.currency = currency
        self.prices = []

    def put(self, price):
        self.prices.append(price)

    def total(self):
        return sum(self.prices)
"""


@pytest_asyncio.fixture
async def runner(tmp_path: Path) -> AsyncIterator[Runner]:
    for name, text in {
        "src/shop/__init__.py": "",
        "tests/test_bag.py": TEST_BAG,
        "pyproject.toml": '[tool.pytest.ini_options]\npythonpath = ["src", "."]\n',
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    try:
        async with await Runner.start(tmp_path, python=Path(sys.executable), timeout_s=30) as started:
            yield started
    except ConfinementError as error:
        pytest.skip(str(error))


def first(runner: Runner, name: str, text: str) -> Target:
    wanted = find_wanted(runner.workspace, runner.workspace / "tests" / name, text)
    assert wanted is not None
    return wanted.targets[0]


async def verdicts(runner: Runner, target: Target, *bodies: str) -> list[Verdict]:
    site = find_class(target.text, qualname=target.qualname)
    assert site is not None
    ref = FunctionRef(target.file, target.qualname)
    selection = TestSelection(ref, target.tests, how="given")
    async with runner.session(ref, selection, target.text) as session:
        return [await session.confirm(with_body(target.text, site, body)) for body in bodies]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


async def test_a_missing_class_of_a_file_that_is_not_there(runner: Runner) -> None:
    before = snapshot(runner.workspace)
    target = first(runner, "test_bag.py", TEST_BAG)
    assert (target.kind, target.exists, target.file) == ("class", False, runner.workspace / "src/shop/bag.py")
    wrong = BAG_BODY.replace("sum(self.prices)", "len(self.prices)")
    found = await verdicts(runner, target, BAG_BODY, wrong)
    assert [(v.status, v.passed, v.total) for v in found] == [("passed", 2, 2), ("failed", 1, 2)]
    assert snapshot(runner.workspace) == before
