"""What a program says at the end: a table for people, then one JSON line for machines."""

from __future__ import annotations

import json
import math
import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped, unused-ignore]

from bench.interleave import Ratio, paired
from understudy_trainer.evaluate.metrics import Interval


@dataclass(frozen=True, slots=True)
class Metric:
    """ours, baseline: medians (or totals) in the unit the name says. ratio: the median of paired ratios where there are
    pairs. bar: the ratio may be at most this; None = only reported. pairs: `ratio` with its interval (not printed by
    `finish`: `compared` does)."""

    name: str
    ours: float
    baseline: float
    ratio: float
    bar: float | None = None
    pairs: Ratio | None = None

    @property
    def ok(self) -> bool | None:
        return None if self.bar is None else self.ratio <= self.bar


def shown(found: Interval, sign: str = "") -> str:
    """Value and interval, with three decimals."""
    return f"{found.value:{sign}.3f} [{found.low:{sign}.3f}, {found.high:{sign}.3f}]"


def machine() -> str:
    """Processor, cores, memory, system: enough to judge a figure, nothing that names the machine."""
    memory = f"{psutil.virtual_memory().total / 2**30:.0f} GiB"
    return f"{processor()}, {memory}, {platform.system()}, Python {platform.python_version()}"


def processor() -> str:
    """Its name, and how many cores of it this system has."""
    model = platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text().splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    return f"{model}, {psutil.cpu_count(logical=False)} cores, {psutil.cpu_count()} threads"


def compared(label: str, taken: Mapping[str, Sequence[float]], ours: str, baseline: str, bar: float | None) -> Metric:
    """Two arms of `interleave` (seconds) as a metric in milliseconds; prints the ratio with its interval."""
    ratio = paired(taken[ours], taken[baseline])
    print(f"  {ours} / {baseline}: {ratio}")
    left, right = (1000 * statistics.median(taken[name]) for name in (ours, baseline))
    return Metric(f"{label}, {ours} / {baseline}", left, right, ratio.median, bar, ratio)


def line(bench: str, metrics: Sequence[Metric], n: int) -> str:
    """The JSON line. n: rounds, or what the program calls its repeats."""
    rows = [asdict(metric) | {"ok": metric.ok} for metric in metrics]
    for row in rows:
        del row["pairs"]
        for key in ("ours", "baseline", "ratio"):
            row[key] = float(f"{row[key]:.4g}") if math.isfinite(row[key]) else None  # JSON knows no infinity
    return json.dumps({"bench": bench, "metrics": rows, "machine": machine(), "n": n})


def finish(bench: str, metrics: Sequence[Metric], n: int) -> None:
    """Print both."""
    width = max((len(metric.name) for metric in metrics), default=0)
    for metric in metrics:
        verdict = "" if metric.bar is None else f"  bar {metric.bar:g}: {'ok' if metric.ok else 'MISSED'}"
        print(f"{metric.name:{width}}  {metric.ours:10.4g} / {metric.baseline:10.4g} = {metric.ratio:.3f}{verdict}")
    print(line(bench, metrics, n), flush=True)
