"""Direct, plan-first, plan-after-failure: three lists of rounds for one loop."""

from __future__ import annotations

from dataclasses import dataclass

from understudy.generate.types import Source
from understudy.settings import Policy


@dataclass(frozen=True, slots=True)
class Round:
    """One engine request of `rows` candidates. heat: rung of the temperature ladder.
    after_failure: begins only when every earlier candidate was tested and none passed."""

    source: Source
    rows: int
    heat: int
    after_failure: bool = False


def rounds(policy: Policy, n: int) -> list[Round]:
    """The rounds that spend `n` samples: one greedy row for a fast first answer, then two hotter batches.

    plan-after-failure (PaT, papers.md §1.3) samples directly with the first half and plans with the rest.
    """
    if policy == "direct":
        return _climb("direct", n)
    if policy == "plan-first":
        return _climb("plan", n)
    direct = (n + 1) // 2
    planned = _climb("plan", n - direct)
    gate = [Round(r.source, r.rows, r.heat, after_failure=i == 0) for i, r in enumerate(planned)]
    return _climb("direct", direct) + gate


def _climb(source: Source, n: int) -> list[Round]:
    warm = (n - 1) // 2
    parts = [(1 if n else 0, 0), (warm, 1), (n - 1 - warm if n else 0, 2)]
    return [Round(source, rows, heat) for rows, heat in parts if rows > 0]
