"""The user's own filter: made from the log at the start, made anew as decisions come in, and asked before showing."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from understudy.complete.features import VERSION, Features
from understudy.learn import filter as accept_filter
from understudy.learn.events import Shown
from understudy.learn.store import Log
from understudy.lsp.learning import Learning

COUNT = len(Features._fields)


class Silent:
    """Stands in for `Notices`."""

    def error(self, kind: str, error: Exception) -> None:
        raise AssertionError(error)


def numbers(mean_logprob: float) -> Features:
    return Features(mean_logprob, *[0.0] * (COUNT - 1))


def shown(number: int) -> Shown:
    """Every second one is one the model is sure of."""
    known = tuple(numbers(-0.1 if number % 2 else -2.0 - number / 1000))
    return Shown(
        f"i{number}", "/w/a.py", "python", ["x"], "y", known[0], "sha", features=known, features_version=VERSION
    )


@pytest.fixture
def learning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Learning]:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path))
    found = Learning(Silent())  # type: ignore[arg-type]
    yield found
    found.close()


def decide(log: Any, count: int, start: int = 0) -> None:
    """This user takes what the model is sure of."""
    for number in range(start, start + count):
        log.shown(shown(number))
        (log.accepted if number % 2 else log.dismissed)(f"i{number}")


async def test_filter_of_earlier_sessions_is_on_from_the_start(learning: Learning) -> None:
    with Log.open() as log:
        decide(log, accept_filter.LEAST_JUDGED)
    learning.start()
    await learning.read(lambda log: None)
    sure, unsure = learning.chance(numbers(-0.1)), learning.chance(numbers(-2.1))
    assert sure is not None and unsure is not None and sure > 0.9 and unsure < 0.1
    learning.on = False
    assert learning.chance(numbers(-0.1)) is None


async def test_filter_is_made_anew_after_fifty_decisions(learning: Learning) -> None:
    with Log.open() as log:
        decide(log, accept_filter.LEAST_JUDGED - 50)
    learning.start()
    await learning.read(lambda log: None)
    for number in range(1000, 1050):
        assert learning.chance(numbers(-0.1)) is None
        learning.shown(shown(number))
        if number % 2:
            learning.accepted(f"i{number}", "", f"text {number}")
        else:
            learning.dismissed(f"i{number}", "", f"text {number}")
    await learning.read(lambda log: None)
    chance = learning.chance(numbers(-0.1))
    assert chance is not None and chance > 0.9


async def test_log_that_cannot_be_read_leaves_it_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "file"))
    monkeypatch.chdir(tmp_path)
    said: list[Exception] = []

    class Told:
        def error(self, kind: str, error: Exception) -> None:
            said.append(error)

    found = Learning(Told())  # type: ignore[arg-type]
    found.start()
    found.shown(shown(1))
    found.dismissed("i1", "x", "y")
    await asyncio.sleep(0.1)
    found.close()
    assert found.chance(numbers(-0.1)) is None and said
    assert os.listdir(tmp_path) == ["file"]  # noqa: PTH208 (nothing was written beside the user's work)
