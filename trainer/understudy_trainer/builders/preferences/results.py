"""What a builder makes of one task, and of all: rows for training, reasons, counts that add up. Pure.

Rows are what `data.files` reads for dpo and rrtf, one JSON object a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

import msgspec

from understudy.prompts.types import Prompt
from understudy_trainer.evaluate.execution import PASSED


class PairRow(msgspec.Struct, frozen=True):
    """source: "codedpo", or "codedpo-speed" whose margin is log2 of the speed-up, else the difference of scores under
    `rank`. scope: what must not be split between training and held-out data (as `learn.pairs`)."""

    prompt: str
    prompt_pieces: Prompt
    chosen: str
    rejected: str
    source: str
    margin: float
    scope: str
    task: str
    rank: str


class Response(msgspec.Struct, frozen=True):
    """score in 0..1. by: "student", or a teacher's name."""

    text: str
    score: float
    by: str


class RankingRow(msgspec.Struct, frozen=True):
    """Responses to one prompt, best first."""

    prompt: str
    prompt_pieces: Prompt
    responses: tuple[Response, ...]
    scope: str
    task: str


RowT = TypeVar("RowT")


class TaskResult(msgspec.Struct, Generic[RowT], frozen=True):
    """rows: none, one or two. dropped: why a row it could have given is missing. counts: summed over tasks in the
    report. seconds: of wall time."""

    task: str
    rows: tuple[RowT, ...] = ()
    dropped: tuple[str, ...] = ()
    counts: dict[str, int] = {}
    seconds: float = 0.0


def evidence(own: Sequence[str], right: Sequence[bool], tests: Sequence[bool]) -> dict[str, int]:
    """Counts for CURE's mu over the model's own tests. own: per code, a letter per own test (`execution`). right: per
    code, whether it passes all given tests. tests: per own test, whether the canonical solution passes it."""
    counts = Counter(tests=len(tests), tests_right=sum(tests))
    for letters, code_right in zip(own, right, strict=True):
        if not code_right:
            for letter, test_right in zip(letters, tests, strict=True):
                kind = "right" if test_right else "wrong"
                counts[f"wrong_on_{kind}"] += 1
                counts[f"wrong_passed_{kind}"] += letter == PASSED
    return dict(counts)


def mu(counts: dict[str, int]) -> dict[str, float] | None:
    """CURE's mu (2506.03136) = p_u (1 - p01) - (1 - p_u) p00 from summed `evidence`; None where nothing can be said.

    More tests make ranking by tests passed right only if it is above 0. p_u: share of right tests. p01, p00: share of
    wrong codes that pass a right, and a wrong, test."""
    if not counts.get("tests") or not counts.get("wrong_on_right", 0) + counts.get("wrong_on_wrong", 0):
        return None
    p_u = counts["tests_right"] / counts["tests"]
    p01, p00 = (counts.get(f"wrong_passed_{k}", 0) / max(1, counts.get(f"wrong_on_{k}", 0)) for k in ("right", "wrong"))
    return {"mu": p_u * (1 - p01) - (1 - p_u) * p00, "p_u": p_u, "p01": p01, "p00": p00}


def order(scores: Sequence[float], right: Sequence[bool]) -> dict[str, int]:
    """Counts for how often a rule puts a right code above a wrong one: pairs of such, and points (2 for above, 1 for a
    tie)."""
    good = [score for score, fine in zip(scores, right, strict=True) if fine]
    bad = [score for score, fine in zip(scores, right, strict=True) if not fine]
    points = sum(2 * (one > other) + (one == other) for one in good for other in bad)
    return {"order_pairs": len(good) * len(bad), "order_points": points}


def summary(results: Sequence[TaskResult[Any]]) -> dict[str, Any]:
    """For `<out>.report.json`: tasks, those that gave a row, rows, why others gave none, summed counts, mu, and order
    (how often the rule put a right code above a wrong one, a tie counting half; None where no tests say which is)."""
    counts: Counter[str] = Counter()
    for result in results:
        counts.update(result.counts)
    dropped = Counter(reason for result in results for reason in result.dropped)
    return {
        "tasks": len(results),
        "kept": sum(bool(result.rows) for result in results),
        "rows": sum(len(result.rows) for result in results),
        "dropped": dict(sorted(dropped.items())),
        "counts": dict(sorted(counts.items())),
        "mu": mu(dict(counts)),
        "order": counts["order_points"] / 2 / counts["order_pairs"] if counts["order_pairs"] else None,
        "task_seconds": round(sum(result.seconds for result in results), 1),
    }
