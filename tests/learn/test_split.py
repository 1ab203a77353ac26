"""What is held out: stable by function and by file, newest first by time."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from understudy.learn.split import By, file_of, held_out, split


class Item(NamedTuple):
    scope: str
    at: float


def items(functions: int, each: int = 3) -> list[Item]:
    return [Item(f"/w/{f % 7}.py::def f{f}", 10.0 * f + i) for f in range(functions) for i in range(each)]


@pytest.mark.parametrize("by", ["function", "file", "time"])
def test_no_function_is_on_both_sides(by: By) -> None:
    train, out = split(items(200), by)
    assert train and out and not {i.scope for i in train} & {i.scope for i in out}
    assert by == "time" or len(train) + len(out) == 600


def test_by_file_no_file_is_on_both_sides() -> None:
    many = [Item(f"/w/{f}.py::def f{g}", 0.0) for f in range(100) for g in range(3)]
    train, out = split(many, "file")
    assert not {file_of(i.scope) for i in train} & {file_of(i.scope) for i in out} and 20 < len(out) < 120


@pytest.mark.parametrize("by", ["function", "file"])
def test_what_comes_in_later_moves_nothing(by: By) -> None:
    _, before = split(items(50), by)
    _, after = split(items(300), by)
    assert set(before) == {item for item in after if item in set(items(50))}


def test_a_fifth_is_held_out_by_function() -> None:
    assert 60 < sum(held_out(f"/w/a.py::def f{i}") for i in range(500)) < 140


def test_by_time_nothing_that_is_learnt_from_is_newer_than_what_is_judged() -> None:
    late = Item("/w/0.py::def f0", 1999.0)  # an old function, touched again after the border
    train, out = split([*items(200), late], "time")
    assert max(item.at for item in train) < min(item.at for item in out)
    assert late not in train and late not in out
    assert {item.scope for item in out} == {f"/w/{f % 7}.py::def f{f}" for f in range(160, 200)}


def test_by_time_one_function_cannot_be_split() -> None:
    assert split(items(1), "time") == (items(1), [])
