"""Made-up records of a suite: models of known strength and price."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.paper.clock import Clocked
from bench.paper.runs import GREEDY, LIKELY, TESTS, Runs
from understudy_trainer.evaluate.record import Item, Record

PROBLEMS = 60


def record(model: str, passed: Sequence[str], seconds: float, flops: float, order: str = LIKELY) -> Record:
    """passed: per problem, best first. seconds, flops: of one sample."""
    n = len(passed[0])
    costs = Clocked(seconds, 0.0, flops, tuple(seconds * k for k in range(1, n + 1)))
    items = [Item(str(i), text) for i, text in enumerate(passed)]
    return Record("made up", "", model, model, "", n, 0.8, "direct", order, 0, len(items), items, costs=costs)


def spread(rates: Sequence[float], n: int) -> list[str]:
    """Problems whose share of right samples goes round `rates`, the right ones evenly among the ranks."""
    found = []
    for i in range(PROBLEMS):
        right = round(rates[i % len(rates)] * n)
        places = {(j * n) // right for j in range(right)} if right else set()
        found.append("".join("01"[j in places] for j in range(n)))
    return found


def runs(
    strengths: Mapping[str, Sequence[float]],
    prices: Mapping[str, float],
    n: int = 32,
    greedy: Mapping[str, str] | None = None,
    extra: Mapping[tuple[str, str], Record] | None = None,
) -> Runs:
    """Models in the order of `strengths` (rates of right samples, by problem in turn). greedy: "1" or "0" by model."""
    arms: dict[tuple[str, str], Record] = {}
    for model, rates in strengths.items():
        one = record(model, spread(rates, n), prices[model], 1e9 * prices[model])
        answer = (greedy or {}).get(model, "0")
        arms[model, LIKELY] = one
        chosen = ["".join(sorted(text, reverse=True)) for text in spread(rates, n)]  # by tests that tell
        arms[model, TESTS] = record(model, chosen, prices[model], 1e9 * prices[model], TESTS)
        arms[model, GREEDY] = record(model, [answer] * PROBLEMS, prices[model], 1e9 * prices[model], GREEDY)
    return Runs("made up", tuple(strengths), arms | dict(extra or {}))
