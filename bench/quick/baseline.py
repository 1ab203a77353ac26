"""The stored ratios: a JSON list of rows (`verdict.Row`), of one or several kinds of machine."""

from __future__ import annotations

import json
import statistics
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import msgspec

from bench.quick.verdict import Here, Row, interval
from bench.report import Metric

BASELINE = Path(__file__).with_name("baseline.json")

Found = Mapping[str, Sequence[Metric]]
"""What one run measured, by part."""


class BaselineError(Exception):
    """The file cannot be read; the message says what to do."""


def load(path: Path = BASELINE) -> list[Row]:
    """No rows if there is no file yet. Raises BaselineError."""
    if not path.exists():
        return []
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[Row], strict=False)
    except msgspec.DecodeError as error:
        raise BaselineError(f"{path} holds no stored ratios ({error}). Restore it, or write it anew: --write") from None


def save(rows: Sequence[Row], path: Path = BASELINE) -> None:
    """One row a line, sorted, so that a refresh shows as what it changed."""
    ordered = sorted(rows, key=lambda row: (row.machine, row.part, row.name))
    path.write_text("[\n" + ",\n".join(json.dumps(asdict(row)) for row in ordered) + "\n]\n", "utf-8")


def merged(runs: Sequence[Found], here: Here, date: str, with_model: Collection[str]) -> list[Row]:
    """One row a metric of several runs (metrics by part): the median of their ratios, the hull of their intervals.

    date: of the commit (ISO). with_model: parts whose ratios depend on the model. A metric that only
    some runs have is left out.
    """
    rows: list[Row] = []
    for part in runs[0]:
        for name in (metric.name for metric in runs[0][part]):
            taken = [interval(metric) for run in runs for metric in run.get(part, ()) if metric.name == name]
            if len(taken) == len(runs):
                rows.append(
                    Row(
                        name,
                        part,
                        _short(statistics.median(ratio.median for ratio in taken)),
                        _short(min(ratio.low for ratio in taken)),
                        _short(max(ratio.high for ratio in taken)),
                        sum(ratio.n for ratio in taken),
                        here.machine,
                        here.model if part in with_model else "",
                        date,
                    )
                )
    return rows


def refreshed(old: Sequence[Row], new: Sequence[Row]) -> list[Row]:
    """`old`, where rows of the same part and kind of machine give way to `new`.

    A metric that no longer exists goes with them, also where another kind of machine still has it.
    """
    parts = {row.part for row in new}
    names = {(row.part, row.name) for row in new}
    machines = {row.machine for row in new}
    kept = [
        row for row in old if row.part not in parts or (row.machine not in machines and (row.part, row.name) in names)
    ]
    return [*kept, *new]


def apart(runs: Sequence[Found]) -> dict[str, float]:
    """Largest by smallest median of each metric over the runs, less one: what the same tree differs by from itself."""
    ratios: dict[str, list[float]] = {}
    for run in runs:
        for metrics in run.values():
            for metric in metrics:
                ratios.setdefault(metric.name, []).append(metric.ratio)
    return {name: max(figures) / min(figures) - 1 for name, figures in ratios.items() if min(figures) > 0}


def _short(figure: float) -> float:
    return float(f"{figure:.4g}")
