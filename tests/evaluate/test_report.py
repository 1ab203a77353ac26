"""The reported figures against their definitions (2404.00725, eqs. 1-6), spelled out."""

from __future__ import annotations

import re
from statistics import fmean

import pytest

from understudy_trainer.evaluate import metrics, report
from understudy_trainer.evaluate.record import Costs, Item

ITEMS = [Item("a", "0100100000"), Item("b", "1000000000"), Item("c", "0000000000"), Item("d", "1111111111")]
COSTS = Costs(seconds=0.3, prompt_flops=4e8, sample_flops=1.5e8)


def passes(k: int) -> float:
    return fmean(metrics.pass_at_k(item.n, item.right, k) if k else 0.0 for item in ITEMS)


def ranks(k: int) -> float:
    return fmean(metrics.rank_score_at_k([c == "1" for c in item.passed], k) if k else 0.0 for item in ITEMS)


def test_every_figure_is_what_its_name_says() -> None:
    found = report.measure(ITEMS, COSTS, "nll")
    assert found["selected pass@1 (nll)"].value == 0.5
    budgets = []
    for name, interval in found.items():
        told = re.fullmatch(r"([a-z_-]+)@(\d+(?:[.e+\d]+)?)s?(?: \(nll\))?", name)
        if told is None:
            assert name == "selected pass@1 (nll)"
            continue
        kind, given = told[1], float(told[2])
        if kind.endswith(("time", "flops")):
            cost = COSTS.time if kind.endswith("time") else COSTS.flops
            most = max((k for k in range(1, 11) if cost(k) <= given), default=0)
            budgets.append((kind, given, most))
            assert interval.value == pytest.approx(passes(most) if kind.startswith("pass") else ranks(most)), name
        else:
            assert interval.value == pytest.approx(passes(int(given)) if kind == "pass" else ranks(int(given))), name
        assert interval.low <= interval.value <= interval.high
    assert ("pass_time", 0.5, 1) in budgets and ("rank-score_time", 2.0, 6) in budgets
    assert ("pass_flops", 1e9, 4) in budgets and ("pass_flops", 2e9, 10) in budgets  # ten cost 1.9e9, eleven 2.05e9


def test_without_costs_there_are_no_budgets() -> None:
    assert not any("time" in name or "flops" in name for name in report.measure(ITEMS, Costs(), "none"))
