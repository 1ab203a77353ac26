"""pass@k of runs against what their samples cost: seconds on the left, FLOPs on the right (2404.00725's figures)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from understudy.files import replacing
from understudy_trainer.evaluate import report
from understudy_trainer.evaluate.metrics import Interval
from understudy_trainer.evaluate.record import Record, RecordError

INK, GRID = "#333333", "#dddddd"
COLOURS = ("#2563a8", "#c2571a", "#3b7d4f", "#8a4fa3", "#a8862b")


def require() -> None:
    """Raises RecordError without matplotlib: better before an hour of sampling than behind it."""
    try:
        import matplotlib.figure  # noqa: F401
    except ImportError:
        raise RecordError(
            "Plots need matplotlib, which is not installed.", "pip install 'understudy[trainer]'"
        ) from None


def draw(runs: Sequence[Record], out: Path) -> None:
    """Write a PNG: a strong line for pass@k (what a perfect choice among k would reach), a dashed one for rank-score@k
    (what the run's own choice reaches), a pale band for the former's 95 % interval. Raises RecordError, OSError."""
    require()
    if any(run.times for run in runs):
        raise RecordError("A race (--seconds) has no samples to plot.", "Leave out --seconds or --plot.")
    with replacing(out) as part:
        _picture(runs, part)


def _picture(runs: Sequence[Record], out: Path) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure  # not pyplot: no global state, no display
    from matplotlib.ticker import EngFormatter, LogLocator, NullLocator

    panels: list[tuple[str, Callable[[Record, int], float]]] = [
        ("seconds of sampling", lambda run, k: run.costs.time(k)),
        ("FLOPs", lambda run, k: run.costs.flops(k) if run.costs.sample_flops else 0.0),
    ]
    panels = [(label, cost) for label, cost in panels if any(cost(run, 1) > 0 for run in runs)]
    figure = Figure(figsize=(1.5 + 4.6 * max(1, len(panels)), 4.8), dpi=120, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(1, max(1, len(panels)), sharey=True, squeeze=False)[0]
    for axis, (label, cost) in zip(axes, panels, strict=False):
        for run, name, colour in zip(runs, _names(runs), COLOURS * len(runs), strict=False):
            if cost(run, 1) > 0:
                _run(axis, run, name, cost, colour)
        axis.set_xscale("log")
        axis.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axis.xaxis.set_minor_locator(NullLocator())  # its labels run into each other
        axis.xaxis.set_major_formatter(EngFormatter() if label == "FLOPs" else "{x:g}")
        axis.set_xlabel(f"{label}, a problem", color=INK)
        axis.grid(color=GRID, linewidth=0.6)
        axis.spines[["top", "right"]].set_visible(False)
        axis.tick_params(colors=INK, labelsize=9)
    axes[0].set_ylabel("problems solved, %", color=INK)
    axes[0].set_ylim(bottom=0)
    if panels:
        told = axes[0].get_legend_handles_labels()
        figure.legend(*told, fontsize=8, frameon=False, loc="outside lower left", ncols=3)
    first = runs[0]
    title = f"{first.suite}, {first.problems} problems"
    figure.suptitle(title, fontsize=11, color=INK, x=0.01, ha="left", parse_math=False)
    figure.savefig(out, format="png")


def _names(runs: Sequence[Record]) -> list[str]:
    """What tells the runs apart: the model, else how it was sampled as well."""
    if len({run.name for run in runs}) == len(runs):
        return [run.name for run in runs]
    return [f"{run.name}, {run.policy}, n {run.n}, T {run.temperature:g}" for run in runs]


def _run(axis: Any, run: Record, name: str, cost: Callable[[Record, int], float], colour: str) -> None:
    passes, ranks = (report.curve(run.items, at) for at in (report.pass_at, report.rank_at))
    costs = [cost(run, k) for k in range(1, len(passes) + 1)]
    mark = "o" if len(costs) <= 8 else ""
    axis.fill_between(costs, _percent(passes, 1), _percent(passes, 2), color=colour, alpha=0.15, linewidth=0)
    what = "greedy" if len(costs) == 1 and run.temperature == 0 else "pass@k"
    axis.plot(costs, _percent(passes, 0), color=colour, linewidth=2, marker=mark, ms=4, label=f"{name}: {what}")
    if len(costs) > 1:
        label = f"{name}: chosen by {run.select}"
        axis.plot(costs, _percent(ranks, 0), color=colour, linewidth=1.3, linestyle="--", label=label)


def _percent(curve: Sequence[Interval], which: int) -> list[float]:
    return [100 * values[which] for values in curve]
