"""What models say of samples: kept by problem, asked once, and again where the samples or the ranker changed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench.paper import reading
from bench.paper.clock import Clock, Clocked
from bench.paper.collect import Model
from bench.paper.reading import Read, read
from bench.paper.runs import with_reader
from understudy.models.rankers import Fitted
from understudy_trainer.evaluate.flops import Forward
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import Sample

MODEL = Model("m", Path("m.gguf"), "00", 1, {}, Forward(10, 5, 1), 1)
PROBLEMS = [Problem(name, f"def {name}():\n", name, "") for name in ("a", "b")]
WIDTH = 2


class Child:
    """Stands for the reading process: a text's mean log-probability is minus its length."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def __call__(self, model: Path, adapter: None, asked: Sequence[tuple[Any, Sequence[str]]], **_: Any) -> Any:
        self.asked += [list(texts) for _, texts in asked]
        return [[self.row(text) for text in texts] for _, texts in asked]

    def row(self, text: str) -> Any:
        return np.array([0.0] * WIDTH + [-len(text), -9.0, math.log(len(text))]) if text else None


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Child:
    made = Child()
    monkeypatch.setattr(reading, "read_again", made)
    return made


def samples(*texts: str) -> list[Sample]:
    return [Sample("t", i, text, False, "failed", "direct", -1.0, 3, 0.0, "stop") for i, text in enumerate(texts)]


def ranker(weight: float) -> Fitted:
    """Likelier right the likelier the text."""
    features = WIDTH + 3
    weights = np.zeros((features, 2))
    weights[WIDTH, 0] = weight
    flat = np.zeros((1, features)), np.ones((1, features))
    return Fitted("00", "", True, "", ("correct", "wrong"), ("direct",), *flat, weights, np.zeros(2), 1.0)


def test_repeats_are_read_once_and_nothing_is_asked_twice(child: Child, tmp_path: Path) -> None:
    drawn = [samples("xy", "", "xy", "xyz"), samples("x")]
    first, second = found = read(MODEL, PROBLEMS, drawn, tmp_path / "r" / "r.jsonl", None)
    assert first.logprob == [-2.0, None, -2.0, -3.0] and first.tokens == [2, 0, 2, 3] and first.likely == []
    assert second.logprob == [-1.0] and child.asked == [["xy", "", "xyz"], ["x"]]
    assert read(MODEL, PROBLEMS, drawn, tmp_path / "r" / "r.jsonl", None) == found and len(child.asked) == 2


def test_a_line_cut_short_by_a_kill_costs_that_problem(child: Child, tmp_path: Path) -> None:
    drawn, path = [samples("xy"), samples("x")], tmp_path / "r.jsonl"
    found = read(MODEL, PROBLEMS, drawn, path, None)
    path.write_bytes(path.read_bytes()[:-9])
    assert read(MODEL, PROBLEMS, drawn, path, None) == found and child.asked[2:] == [["x"]]
    assert read(MODEL, PROBLEMS, drawn, path, None) == found and len(child.asked) == 3


def test_other_samples_and_another_ranker_are_read_anew(child: Child, tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    (before,) = read(MODEL, PROBLEMS[:1], [samples("xy", "xyz")], path, ranker(1.0))
    assert before.likely[0] is not None and before.likely[1] is not None and before.likely[0] > before.likely[1]
    (other,) = read(MODEL, PROBLEMS[:1], [samples("xy", "xyz")], path, ranker(-1.0))
    assert other.likely[0] < other.likely[1]  # type: ignore[operator]
    read(MODEL, PROBLEMS[:1], [samples("xyzz")], path, ranker(1.0))
    assert len(child.asked) == 3


def test_reading_is_charged_to_those_who_ask_for_it() -> None:
    costs, clock = Clocked(1.0, 100.0, 10.0, (1.0, 1.5)), Clock({1: 1.0}, 0.01)
    reads = [Read("k", [-1.0, -1.0], [4, 6])]
    found = with_reader(costs, reads, [20], MODEL, clock)
    assert found.by_count == pytest.approx((1.0 + 0.2 + 0.05, 1.5 + 0.2 + 0.1))
    forward = Forward(10, 5, 1)
    each = (forward.generation(20, 4) + forward.generation(20, 6)) / 2
    assert found.prompt_flops == 100.0 + forward.prompt(20) and found.sample_flops == 10.0 + each
    assert with_reader(costs, reads, [20], replace(MODEL, forward=None), clock).sample_flops == 0
