"""What the gate decides, from figures; its arithmetic on log-probabilities that are given."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from understudy.models.lineage import Figure
from understudy_trainer.gate.judge import (
    LEAST_CHANGED,
    LEAST_MARGIN,
    TOLERANCE,
    Evaluation,
    Verdict,
    bootstrap,
    fell,
    figure,
    judge,
    too_little,
)
from understudy_trainer.model.packed import Row, plain

TOKENS = 10
Logps = list[tuple[float, ...]]


class Given:
    """Stands for `methods.step.Runner`: log-probabilities of (chosen, rejected) without and with the adapter."""

    def __init__(self, before: Logps, after: Logps) -> None:
        self._before, self._after = before, after
        self.model = self

    def eval(self) -> None:
        pass

    def reference(self, rows: Sequence[Row]) -> Logps:
        return self._before

    def logps(self, rows: Sequence[Row]) -> Logps:
        return self._after


def rows(count: int) -> list[Row]:
    return [Row([1], (plain([2] * TOKENS), plain([3] * TOKENS))) for _ in range(count)]


def verdict(chosen: float, rejected: float, *evaluations: Evaluation, n: int = 12) -> Verdict:
    """Before: chosen -10, rejected -11 + noise nats; after: moved by `chosen` and `rejected` nats."""
    before: Logps = [(-10.0, -11.0 + 0.2 * (i % 3)) for i in range(n)]
    after: Logps = [(c + chosen, r + rejected) for c, r in before]
    runner: Any = Given(before, after)
    return judge(runner, rows(n), Path("a.gguf"), [lambda path, e=e: e for e in evaluations])  # type: ignore[misc]


def evaluation(name: str, before: list[float], after: list[float], changed: Sequence[bool] = ()) -> Evaluation:
    return Evaluation(name, tuple(before), tuple(after), tuple(changed))


def test_a_clear_gain_is_adopted_with_every_figure_and_its_n() -> None:
    found = verdict(0.5, -2.0, evaluation("fim", [0, 1] * 20, [0, 1] * 20, [True] * 30 + [False] * 10))
    assert found.adopt, found.reason
    assert {name: f.n for name, f in found.figures.items()} == {"accuracy": 12, "margin": 12, "chosen": 12, "fim": 40}
    assert found.margin.mean == pytest.approx(0.25) and found.figures["margin"].low > 0
    assert (found.changed, found.asked) == (30, 40)
    assert msgspec.convert(json.loads(json.dumps(found.to_dict())), Verdict) == found


@pytest.mark.parametrize(
    ("chosen", "rejected", "why"),
    [
        (0.0, 3.0, "accuracy fell"),
        (0.0, 0.0, "margin did not rise"),
        (-1.0, -4.0, "less likely"),
        (0.05, -0.05, "nothing you would notice"),
        (float("nan"), 0.0, "not numbers"),
    ],
)
def test_preferences_alone_can_refuse(chosen: float, rejected: float, why: str) -> None:
    found = verdict(chosen, rejected)
    assert not found.adopt and why in found.reason


def test_too_few_pairs_judge_nothing() -> None:
    assert "at least 4" in verdict(1.0, -1.0, n=3).reason


def test_what_is_refused_already_is_not_evaluated() -> None:
    asked: list[Path] = []
    runner: Any = Given([(-1.0, -2.0)] * 8, [(-1.0, -0.5)] * 8)

    def never(path: Path) -> Evaluation:
        asked.append(path)
        return Evaluation("x", (), ())

    assert not judge(runner, rows(8), Path("a.gguf"), [never]).adopt and asked == []


def test_an_evaluation_that_fell_refuses_with_its_figures() -> None:
    found = verdict(0.5, -2.0, evaluation("fim", [1.0] * 40, [1.0] * 30 + [0.0] * 10))
    assert not found.adopt and "fim fell from 1.000 to 0.750 (n = 40" in found.reason


def test_fallen_for_certain_or_by_more_than_luck() -> None:
    assert fell("x", Figure(0.5, 0.48, -0.04, 0.0, 60)) == ""
    assert fell("x", Figure(0.5, 0.48, -0.03, -0.01, 60))
    assert fell("x", Figure(0.5, 0.5 - TOLERANCE - 0.01, -0.2, 0.1, 20))
    assert fell("x", Figure(0.5, 0.6, 0.02, 0.2, 20)) == ""


def test_too_little_to_notice_by_margin_or_by_answers() -> None:
    clear = Figure(0.1, 0.1 + 2 * LEAST_MARGIN, 0.01, 0.1, 30)
    assert too_little(Figure(0.1, 0.1 + LEAST_MARGIN / 2, 0.001, 0.02, 30), 20, 20)
    assert too_little(clear, int(LEAST_CHANGED * 100) - 1, 100) and not too_little(clear, int(LEAST_CHANGED * 100), 100)
    assert not too_little(clear, 0, 0) and not too_little(clear, 0, 19)  # not asked, or too few to tell


def test_what_could_not_be_measured_is_said_and_does_not_refuse() -> None:
    found = verdict(0.5, -2.0, Evaluation("fim", (), (), note="needs 900 MB of memory, 300 MB are free"))
    assert found.adopt and found.notes == ("fim: needs 900 MB of memory, 300 MB are free",)
    assert "fim" not in found.figures


def test_the_interval_is_of_paired_differences() -> None:
    spread = [float(i) for i in range(50)]
    found = bootstrap(spread, [value + 1.0 for value in spread])
    assert (found.mean, found.low, found.high) == (1.0, 1.0, 1.0)
    unsure = figure([0.0] * 20 + [1.0] * 20, [1.0] * 20 + [0.0] * 20)
    assert unsure.change == 0.0 and unsure.low < 0 < unsure.high and unsure.n == 40
