"""What the programs say, and how arms are put in pairs."""

from __future__ import annotations

import json
import random

import pytest

from bench.interleave import interleave, order, paired
from bench.report import Metric, finish, line


def test_last_line_is_one_json_object_with_the_agreed_keys(capsys: pytest.CaptureFixture[str]) -> None:
    finish("x", [Metric("a ms", 1.0, 10.0, 0.1, 0.15), Metric("b ms", 2.0, 10.0, 0.2, 0.15)], 5)
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert set(said) == {"bench", "metrics", "machine", "n"} and said["n"] == 5
    assert [set(row) for row in said["metrics"]] == [{"name", "ours", "baseline", "ratio", "bar", "ok"}] * 2
    assert [row["ok"] for row in said["metrics"]] == [True, False]


def test_metric_without_bar_passes_no_judgement() -> None:
    assert json.loads(line("x", [Metric("a", 1.0, 2.0, 0.5)], 1))["metrics"][0]["ok"] is None


def test_ratio_to_nothing_is_null_not_invalid_json() -> None:
    row = json.loads(line("x", [Metric("a", 1.0, 0.0, float("inf"))], 1))["metrics"][0]
    assert row["ratio"] is None and row["baseline"] == 0


def test_every_arm_takes_every_place_in_the_order_equally_often() -> None:
    names = ["a", "b", "c"]
    places = [order(names, round_).index("a") for round_ in range(6)]
    assert sorted(places) == [0, 0, 1, 1, 2, 2]
    assert all(sorted(order(names, round_)) == names for round_ in range(6))


def test_ratios_are_of_pairs_so_a_slow_moment_of_both_does_not_count() -> None:
    draw = random.Random(1)
    baseline = [draw.uniform(1, 20) for _ in range(40)]
    found = paired([0.1 * figure for figure in baseline], baseline)
    assert found.median == pytest.approx(0.1) and found.low == pytest.approx(found.high)


def test_interval_holds_the_median_and_widens_with_noise() -> None:
    draw = random.Random(2)
    noisy = paired([draw.uniform(0.5, 1.5) for _ in range(20)], [1.0] * 20)
    assert noisy.low < noisy.median < noisy.high


async def test_arms_take_turns() -> None:
    said: list[tuple[str, int]] = []

    def arm(name: str):  # type: ignore[no-untyped-def]
        async def one(round_: int) -> float:
            said.append((name, round_))
            return float(round_)

        return one

    taken = await interleave({"a": arm("a"), "b": arm("b")}, 2)
    assert said == [("a", 0), ("b", 0), ("b", 1), ("a", 1)]
    assert taken == {"a": [0.0, 1.0], "b": [0.0, 1.0]}
