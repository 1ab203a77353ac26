"""Claims on made-up records: a known winner, a tie, curves that cross, and nothing to go by."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from bench.paper import render
from bench.paper.checks import smaller_wins
from bench.paper.claims import CLAIMS, findings
from bench.paper.clock import Clock
from bench.paper.runs import RANKER, Runs, at_budget, budgets, gains, likeliest_first, under
from bench.paper.verdicts import NOT, OPEN, REPRODUCED, above, below, every, most, price_of_level, some
from tests.bench import paper_runs as made
from understudy_trainer.evaluate import plots, report
from understudy_trainer.evaluate.metrics import Interval, pass_at_k
from understudy_trainer.evaluate.sampling import Sample

THREE = {"small": [0.5, 0.25, 0.25], "middle": [0.5, 0.5, 0.25], "large": [0.5, 0.5, 0.5]}
PRICES = {"small": 1.0, "middle": 4.0, "large": 10.0}


def verdicts(runs: Runs) -> dict[str, str]:
    return {finding.claim.id: finding.verdict for finding in findings(runs)}


def test_a_cheap_model_that_is_nearly_as_good_wins_at_every_budget() -> None:
    found = verdicts(made.runs(THREE, PRICES, greedy={"large": "0"}))
    assert found["time"] == found["flops"] == found["gap"] == found["greedy"] == found["visible tests"] == REPRODUCED
    assert found["minimum"] == NOT


def test_a_cheap_model_that_solves_nothing_loses_everywhere() -> None:
    runs = made.runs({"small": [0.0], "middle": [0.0], "large": [0.5]}, PRICES, greedy={"large": "1"})
    found = verdicts(runs)
    assert found["time"] == found["flops"] == found["gap"] == found["greedy"] == found["middle"] == NOT
    assert found["minimum"] == REPRODUCED and found["quarter"] == NOT


def test_equal_models_at_equal_prices_cannot_be_told_apart() -> None:
    runs = made.runs({name: [0.5, 0.25] for name in THREE}, dict.fromkeys(THREE, 1.0))
    found = verdicts(runs)
    assert found["time"] == found["flops"] == found["minimum"] == found["middle"] == OPEN
    numbers = findings(runs)[0].numbers
    assert numbers and all(number.value == Interval(0.0, 0.0, 0.0) for number in numbers)


def test_where_curves_cross_every_budget_is_false_and_the_largest_one_tells_of_a_minimum_size() -> None:
    """Some problems the small model solves often, the others never; the large one solves all of them, now and then."""
    runs = made.runs({"small": [0.9, 0.0], "large": [0.3, 0.3]}, {"small": 1.0, "large": 4.0})
    found = gains(runs.of("small"), runs.of("large"), "time", report.pass_at)
    assert found[1].low > 0 and found[max(found)].high < 0
    said = verdicts(runs)
    assert said["time"] == NOT and said["minimum"] == REPRODUCED and said["middle"] == OPEN


def test_the_middle_size_can_be_the_best() -> None:
    runs = made.runs({"small": [0.0], "middle": [0.5], "large": [0.5]}, {"small": 1.0, "middle": 2.0, "large": 8.0})
    assert verdicts(runs)["middle"] == REPRODUCED


def test_a_quarter_of_the_time_is_a_ratio_with_an_interval() -> None:
    runs = made.runs(THREE, {"small": 1.0, "middle": 2.0, "large": 20.0})
    finding = next(f for f in findings(runs) if f.claim.id == "quarter")
    small = finding.numbers[0].value
    assert finding.verdict == REPRODUCED and small.low <= small.value <= small.high < 0.25
    assert small.value == pytest.approx(4 / 40)  # four of its samples reach what two of the largest do
    nothing = made.runs({"small": [0.0], "large": [0.0]}, PRICES)
    assert verdicts(nothing)["quarter"] == OPEN  # what needs no sample says nothing


def test_a_level_never_reached_costs_without_end() -> None:
    found = price_of_level([1.0] * 10, [[0.0] * 10, [0.5] * 10], [1.0, 2.0], 4.0)
    assert found == Interval(math.inf, math.inf, math.inf)
    assert price_of_level([0.5] * 10, [[0.0] * 10, [0.5] * 10], [1.0, 2.0], 4.0).value == 0.5


def test_without_tests_orders_are_compared_by_rank_score() -> None:
    n, right_first, right_last = 32, "1" * 8 + "0" * 24, "0" * 24 + "1" * 8
    extra = {
        ("small", under("small")): made.record("small", [right_last] * 60, 1.0, 1e9),
        ("small", under("large")): made.record("small", [right_first] * 60, 1.0, 1e9),
        ("small", RANKER): made.record("small", [right_first] * 60, 1.0, 1e9),
    }
    strengths = {"small": [0.25], "large": [0.5]}
    found = verdicts(made.runs(strengths, PRICES, n, {"small": "0", "large": "1"}, extra))
    assert found["ranker size"] == found["ranker budget"] == REPRODUCED
    assert found["verifier"] == NOT  # it adds, and for certain
    assert found["own ranking"] == REPRODUCED  # evenly spread right ones: the first is right, greedy is not
    extra[("small", under("large"))] = made.record("small", [right_last] * 60, 1.0, 1e9)
    found = verdicts(made.runs(strengths, PRICES, n, {"small": "1", "large": "1"}, extra))
    assert found["greedy without tests"] == REPRODUCED and found["ranker budget"] == NOT
    assert found["ranker size"] == OPEN and found["own ranking"] != REPRODUCED


def test_what_was_not_run_is_open() -> None:
    found = verdicts(made.runs(THREE, PRICES))
    assert found["ranker size"] == found["ranker budget"] == found["verifier"] == found["greedy without tests"] == OPEN


def test_no_flops_no_budgets_and_no_verdict_on_them() -> None:
    runs = made.runs(THREE, dict.fromkeys(THREE, 1.0))
    free = {
        key: made.record(run.model, [item.passed for item in run.items], 1.0, 0.0) for key, run in runs.arms.items()
    }
    assert verdicts(Runs("made up", runs.models, free))["flops"] == OPEN


def test_budgets_end_where_more_samples_would_be_needed_than_were_drawn() -> None:
    runs = made.runs(THREE, PRICES, 32)
    assert list(budgets(runs.of("large"), [runs.of("small")], "time")) == [
        1,
        2,
    ]  # four cost forty of the small one's 32
    assert list(budgets(runs.of("large"), [runs.of("large")], "time")) == [1, 2, 4, 8, 16]
    values = at_budget(runs.of("small"), "time", 10.0, report.pass_at)
    assert values[0] == pass_at_k(32, 16, 10) and at_budget(runs.of("large"), "time", 9.9, report.pass_at)[0] == 0


def test_verdicts_stand_and_fall_by_intervals() -> None:
    assert above(Interval(0.1, 0.01, 0.2)) == REPRODUCED and above(Interval(0.1, -0.01, 0.2)) == OPEN
    assert below(Interval(-0.1, -0.2, -0.01)) == REPRODUCED and above(Interval(-0.1, -0.2, -0.01)) == NOT
    assert above(Interval(math.nan, math.nan, math.nan)) == OPEN
    assert every([REPRODUCED, OPEN]) == OPEN and every([REPRODUCED, NOT]) == NOT and every([]) == OPEN
    assert some([NOT, REPRODUCED]) == REPRODUCED and some([NOT, OPEN]) == OPEN and some([]) == OPEN
    assert most([REPRODUCED, REPRODUCED, NOT]) == REPRODUCED and most([REPRODUCED, NOT]) == OPEN


def test_cut_off_samples_and_unread_ones_stand_last() -> None:
    def sample(index: int, passed: bool, finish: str = "stop") -> Sample:
        return Sample("t", index, "", passed, "", "direct", 0.0, 1, 0.0, finish)

    samples = [sample(0, True, "length"), sample(1, True), sample(2, False), sample(3, False)]
    assert likeliest_first(samples, [-0.1, -3.0, -1.0, None]).passed == "0101"


def test_the_report_holds_every_claim_and_every_number(tmp_path: Path) -> None:
    runs = made.runs(THREE, PRICES, 16)
    found = findings(runs)
    clocks = {name: Clock({1: 0.001, 32: 0.01}, 0.0001) for name in THREE}
    page = render.page([runs], clocks, found, "a machine")
    assert all(claim.statement in page for claim in CLAIMS) and "(k 10)" in page and "nothing to go by" in page
    plain = json.loads(json.dumps(render.values([runs], clocks, found), allow_nan=False))
    assert [row["claim"] for row in plain["claims"]] == [claim.id for claim in CLAIMS]
    assert len({claim.id for claim in CLAIMS}) == len(CLAIMS)
    assert {metric.name.split(":")[0] for metric in render.metrics([runs])} == {"made up"}
    plots.draw([runs.of(model) for model in runs.models], tmp_path / "a.png")
    assert (tmp_path / "a.png").stat().st_size > 10_000


def test_a_claim_is_put_in_the_kind_of_budget_it_names() -> None:
    runs = made.runs({"small": [0.5], "large": [0.5]}, {"small": 1.0, "large": 4.0})
    _, numbers = smaller_wins("flops")(runs)
    assert [number.what for number in numbers][:2] == [
        "small − large for the flops of 1",
        "small − large for the flops of 2",
    ]
