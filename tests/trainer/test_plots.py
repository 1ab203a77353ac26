"""Curves become a picture, and nothing about a picture stops a run."""

from __future__ import annotations

import builtins
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.image import imread

from understudy_trainer.run.plots import draw, smoothed

PREFERENCES = [{"loss": 0.7 - i / 100, "margin": i / 40 - 0.1, "chosen": i / 9} for i in range(40)]


def has(path: Path, colour: int) -> bool:
    """Whether a pixel has this colour (0xRRGGBB)."""
    red, green, blue = np.moveaxis((imread(path)[..., :3] * 255).round().astype(int), -1, 0)
    return bool(((red << 16 | green << 8 | blue) == colour).any())


def test_every_curve_the_method_has_is_drawn(tmp_path: Path) -> None:
    title = "dpo\nrefused: {accuracy} fell, $cost_ rose"  # not mathematics
    assert draw(PREFERENCES, tmp_path / "a" / "plots.png", title=title) == tmp_path / "a" / "plots.png"
    full = imread(tmp_path / "a" / "plots.png")
    draw([{"loss": entry["loss"], "margin": 0.0} for entry in PREFERENCES], tmp_path / "b.png")
    alone = imread(tmp_path / "b.png")
    assert full.shape[1] == alone.shape[1] >= 900 and full.shape[0] > 2 * alone.shape[0]
    loss, margin, chosen = 0x2563A8, 0xC2571A, 0x3B7D4F
    assert all(has(tmp_path / "a" / "plots.png", colour) for colour in (loss, margin, chosen))
    assert has(tmp_path / "b.png", loss) and not has(tmp_path / "b.png", margin)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["plots.png"]


@pytest.mark.parametrize("losses", [[0.5], [0.7, 0.6], [0.4, math.nan, math.inf, -math.inf] * 5, [0.0] * 30])
def test_short_diverged_and_flat_runs_are_drawn(tmp_path: Path, losses: list[float]) -> None:
    said: list[str] = []
    assert draw([{"loss": loss} for loss in losses], tmp_path / "p.png", note=said.append) and not said


def test_smoothing_is_a_moving_mean_that_starts_with_the_first_step() -> None:
    assert smoothed([1.0, 5.0, 3.0]) == [1.0, 5.0, 3.0]
    assert smoothed([float(i) for i in range(40)])[:3] == [0.0, 0.5, 1.5]
    assert smoothed([float(i) for i in range(400)])[399] == sum(range(380, 400)) / 20


def test_a_picture_that_cannot_be_made_is_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    (tmp_path / "file").write_text("in the way")
    assert draw(PREFERENCES, tmp_path / "file" / "p.png", note=said.append) is None
    assert draw([], tmp_path / "p.png", note=said.append) is None
    real = builtins.__import__

    def without(name: str, *rest: Any, **options: Any) -> Any:
        if name.startswith("matplotlib"):
            raise ModuleNotFoundError(f"No module named {name!r}")
        return real(name, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    assert draw(PREFERENCES, tmp_path / "p.png", note=said.append) is None
    assert len(said) == 2 and said[1] == "no plots: matplotlib is not installed"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
