"""What the gate decides, from figures; its arithmetic on log-probabilities that are given."""

from __future__ import annotations

import json
import random
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
    assert "at least 4 functions" in verdict(1.0, -1.0, n=3).reason


def test_pairs_of_few_functions_judge_nothing_however_many() -> None:
    runner: Any = Given([(-1.0, -2.0)] * 12, [(-1.0, -2.5)] * 12)
    few = judge(runner, rows(12), scopes=["f", "g", "h"] * 4)
    assert not few.judged and "12 held-out pairs of 3 functions, at least 4" in few.reason
    assert judge(runner, rows(12), scopes=["f", "g", "h", "i"] * 3).adopt


def test_four_pairs_of_one_function_are_one_observation() -> None:
    """Six functions, of which one carries the whole effect in four pairs: pair by pair it looks certain."""
    before = [(-1.0, -1.1)] * 24
    after = [(-1.0, -1.1 - (1.0 if i < 8 else 0.0)) for i in range(24)]
    runner: Any = Given(before, after)
    scopes = [str(i // 4) for i in range(24)]
    assert judge(runner, rows(24)).adopt
    found = judge(runner, rows(24), scopes=scopes)
    assert not found.adopt and "did not rise for certain" in found.reason
    assert found.figures["margin"].change == pytest.approx(judge(runner, rows(24)).figures["margin"].change)


def test_the_interval_over_functions_covers_what_it_says() -> None:
    """Differences that come in clusters of four: about 95 % of the intervals hold the true mean 0, and of those over
    items as if they were independent far fewer."""
    rng = random.Random(0)
    covered = {True: 0, False: 0}
    for trial in range(60):
        shared = [rng.gauss(0.0, 1.0) for _ in range(20)]
        after = [value + rng.gauss(0.0, 0.1) for value in shared for _ in range(4)]
        scopes = [str(i // 4) for i in range(80)]
        for clustered in covered:
            found = bootstrap([0.0] * 80, after, trial, scopes if clustered else None)
            covered[clustered] += found.low <= 0.0 <= found.high
    assert covered[True] >= 51 and covered[False] <= 48


def test_an_adapter_that_changes_nothing_is_rarely_refused_however_few_items() -> None:
    rng = random.Random(1)
    for n in (4, 8, 16):
        refused = 0
        for _ in range(100):
            rates = [rng.choice([0.0, 0.1, 0.3, 0.6, 0.9, 1.0]) for _ in range(n)]
            sides = [[sum(rng.random() < rate for _ in range(4)) / 4 for rate in rates] for _ in range(2)]
            refused += bool(fell("x", figure(*sides)))
        assert refused <= 12, n


def test_a_fall_of_few_items_is_said_and_does_not_refuse() -> None:
    found = verdict(0.5, -2.0, evaluation("fim", [1.0] * 8, [1.0] * 7 + [0.0]))
    assert found.adopt
    assert found.notes == (
        "fim: fell from 1.000 to 0.875, which 8 items cannot tell from luck (95 % -0.375 to +0.000)",
    )
    assert not verdict(0.5, -2.0, evaluation("fim", [1.0] * 8, [0.0] * 8)).adopt  # certain is certain


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
    assert fell("x", Figure(0.5, 0.5 - TOLERANCE - 0.01, -0.2, 0.1, 24))
    assert not fell("x", Figure(0.5, 0.5 - TOLERANCE - 0.01, -0.2, 0.1, 23))
    assert fell("x", Figure(0.5, 0.5 - TOLERANCE - 0.01, -0.09, 0.0, 12))  # few, and a narrow interval
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
