"""The verdicts, as a table for people and as the JSON line for machines."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

from bench.quick.verdict import Judged
from bench.report import machine

OK = {"ok": True, "better": True, "FALL": False}
"""Every other verdict is none: null."""
ADVICE = {
    "FALL": "Something became worse: its own program says more (bench/README.md). If it was decided on: --write.",
    "missing": "A stored metric is gone: bring it back, or store what there is now (--write).",
    "better": "Clearly better than stored: --write after the release, so that it stays so.",
    "new": "Not stored yet: --write, on an idle machine.",
    "unsure": "Too noisy to tell from a fall: run again while nothing else runs.",
}


def table(judged: Sequence[Judged], broken: Mapping[str, str], twice: Collection[str]) -> list[str]:
    """Lines: every metric with its interval, the stored one and the verdict, then what to do about it."""
    width = max((len(one.name) for one in judged), default=0)
    lines = [f"{'ours / baseline':{width}}  {'now':>26}  {'stored':>26}  {'limit':>7}  {'bites at':>8}  verdict"]
    for one in judged:
        spread, row = one.spread, one.stored
        now = _span(spread.median, spread.low, spread.high) if spread else "-"
        stored = _span(row.ratio, row.low, row.high) if row else "-"
        limit = f"{one.limit:.3g}" if one.limit is not None else "-"
        bites = f"x{one.bites_at:.2f}" if one.bites_at is not None else "-"
        notes = ", ".join(filter(None, [one.note, "measured twice" if one.part in twice else ""]))
        verdict = f"{one.word} ({notes})" if notes else one.word
        lines.append(f"{one.name:{width}}  {now:>26}  {stored:>26}  {limit:>7}  {bites:>8}  {verdict}")
    lines += [f"{part} broke: {reason}" for part, reason in broken.items()]
    words = {one.word for one in judged}
    return lines + [advice for word, advice in ADVICE.items() if word in words]


def line(judged: Sequence[Judged], broken: Mapping[str, str], slowed: Mapping[str, float], code: int) -> str:
    """`bench.report`'s JSON line, with the verdicts. bar: the limit. slowed: what `--slow` did."""
    return json.dumps(
        {
            "bench": "quick",
            "metrics": [_row(one) for one in judged],
            "machine": machine(),
            "n": sum(one.found is not None for one in judged),
            "exit": code,
            "broken": dict(broken),
            "slowed": dict(slowed),
        }
    )


def _row(one: Judged) -> dict[str, object]:
    found, spread = one.found, one.spread
    return {
        "name": one.name,
        "ours": _short(found.ours) if found else None,
        "baseline": _short(found.baseline) if found else None,
        "ratio": _short(spread.median) if spread else None,
        "bar": _short(one.limit),
        "ok": OK.get(one.word),
        "part": one.part,
        "low": _short(spread.low) if spread else None,
        "high": _short(spread.high) if spread else None,
        "stored": one.stored and [one.stored.ratio, one.stored.low, one.stored.high],
        "bites_at": _short(one.bites_at),
        "verdict": one.word,
        "note": one.note,
    }


def _span(ratio: float, low: float, high: float) -> str:
    return f"{ratio:.3g} [{low:.3g}, {high:.3g}]"


def _short(figure: float | None) -> float | None:
    return None if figure is None else float(f"{figure:.4g}")
