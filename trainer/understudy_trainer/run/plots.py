"""What a run's curves look like: one picture, made when the run is done."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from understudy.files import replacing

INK, LOSS, MARGIN, CHOSEN = "#333333", "#2563a8", "#c2571a", "#3b7d4f"
WINDOW_SHARE = 20  # a smoothed point is the mean of a twentieth of the run's steps
SHORT_RUN = 10  # steps that are drawn one by one


def draw(
    history: Sequence[Mapping[str, float]],
    out: Path,
    *,
    title: str = "",
    note: Callable[[str], None] = lambda text: None,
) -> Path | None:
    """Write a PNG of loss and, where the method has them, margin and the chosen texts' log-probability per step.

    title: one or two lines (the second: the held-out verdict). Every step is a pale line, their moving mean a strong
    one. A picture never stops a run: what prevents it (no matplotlib, a full disk) goes to `note`, and None comes back.
    """
    if not history:
        return None
    try:
        with replacing(out) as part:
            _picture(history, title, part)
    except ImportError:
        note("no plots: matplotlib is not installed")
        return None
    except Exception as error:  # fonts, caches, disks: none of it is worth a run
        note(f"no plots: {error}")
        return None
    return out


def _picture(history: Sequence[Mapping[str, float]], title: str, out: Path) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure  # not pyplot: no global state, no display
    from matplotlib.ticker import MaxNLocator

    panels = [("loss", "loss", LOSS)]
    if any(entry.get("margin") for entry in history):
        panels.append(("margin", "margin: β × reward difference", MARGIN))
    if any(entry.get("chosen") for entry in history):
        panels.append(("chosen", "chosen: log-probability change, nats", CHOSEN))
    figure = Figure(figsize=(8, 1.2 + 2.1 * len(panels)), dpi=120, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(len(panels), 1, sharex=True, squeeze=False)[:, 0]
    for axis, (key, label, colour) in zip(axes, panels, strict=True):
        _panel(axis, [entry.get(key, 0.0) for entry in history], label, colour)
    window = _window(len(history))
    axes[-1].set_xlabel("step" if window < 2 else f"step (strong line: mean of the last {window})", color=INK)
    axes[-1].set_xlim(1, max(2, len(history)))
    axes[-1].xaxis.set_major_locator(MaxNLocator(integer=True))
    if title:
        figure.suptitle(title, fontsize=11, color=INK, x=0.01, ha="left", parse_math=False)
    figure.savefig(out, format="png")


def _panel(axis: Any, values: Sequence[float], label: str, colour: str) -> None:
    steps = range(1, len(values) + 1)
    smooth = smoothed(values)
    short = len(values) <= SHORT_RUN
    axis.plot(steps, values, color=colour, alpha=1 if short else 0.3, linewidth=1, marker="o" if short else "", ms=4)
    if not short:
        axis.plot(steps, smooth, color=colour, linewidth=2)
    lost = next((step for step, value in zip(steps, values, strict=True) if not math.isfinite(value)), None)
    if lost is not None:
        axis.axvline(lost, color=INK, linewidth=1, linestyle=":")
        axis.annotate(f"not a number from step {lost}", (lost, 0.5), (6, 0), ("data", "axes fraction"), "offset points")
    else:
        last = (len(values), smooth[-1])
        axis.annotate(f"{smooth[-1]:.3g}", last, (6, 0), textcoords="offset points", color=colour, va="center")
    if min(values) < 0 < max(values):
        axis.axhline(0, color=INK, linewidth=0.8, alpha=0.4)
    axis.set_title(label, loc="left", fontsize=10, color=INK)
    axis.grid(axis="y", color="#dddddd", linewidth=0.6)
    axis.spines[["top", "right"]].set_visible(False)
    axis.tick_params(colors=INK, labelsize=9)


def smoothed(values: Sequence[float]) -> list[float]:
    """Mean of each value and those before it in a window of a twentieth of the run."""
    window = _window(len(values))
    return [sum(part) / len(part) for i in range(len(values)) for part in [values[max(0, i + 1 - window) : i + 1]]]


def _window(steps: int) -> int:
    return 1 if steps <= SHORT_RUN else max(2, steps // WINDOW_SHARE)
