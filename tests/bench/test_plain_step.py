"""The preference step that ours is compared with must be the same step: equal losses on equal ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.training.ours import Ours
from bench.training.plain import Plain
from bench.training.shapes import SHAPES, make


def losses(side: Ours | Plain) -> list[float]:
    found: list[float] = []
    side.prepare("dpo")

    def step(once):  # type: ignore[no-untyped-def]
        if len(found) == 3:
            raise StopIteration
        found.append(once())

    side.run(step)
    return found


def test_plain_step_learns_as_ours_does(tmp_path: Path) -> None:
    shape = SHAPES["quick"]
    make(shape, tmp_path)
    ours, plain = (losses(kind(tmp_path, shape, "f32", "cpu")) for kind in (Ours, Plain))
    assert plain == pytest.approx(ours, abs=1e-4) and plain[0] > plain[-1]


def test_plain_step_knows_dpo_only(tmp_path: Path) -> None:
    shape = SHAPES["quick"]
    make(shape, tmp_path)
    with pytest.raises(ValueError, match="kto"):
        Plain(tmp_path, shape, "f32", "cpu").prepare("kto")
