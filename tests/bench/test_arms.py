"""The programs' arms on a model of nothing: those that are asked for run, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import candidates, keystroke
from bench.command import Model
from bench.material import source
from bench.quick.parts import KEYSTROKES
from tests.engine.tiny import make_model


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Model:
    """No llama-server either: an arm that needs one would raise."""
    monkeypatch.setattr(keystroke, "REST_S", 0.0)
    monkeypatch.setattr(keystroke, "source", lambda: source()[:12_000])  # every line of it is looked at
    for module in (keystroke, candidates):
        monkeypatch.delattr(module, "LlamaServer")
    return Model("tiny", make_model(tmp_path / "tiny.gguf"), 1024)


async def test_keystroke_runs_only_the_arms_that_its_pairs_name(model: Model) -> None:
    found = await keystroke.measure(model, rounds=1, keys=2, threads=1, pairs=KEYSTROKES[-1:])
    assert [metric.name for metric in found] == ["tiny keystroke ms, spm / high level spm"]
    assert found[0].pairs is not None and found[0].pairs.n == 2 and found[0].pairs.median == found[0].ratio


async def test_candidates_run_only_against_the_baselines_that_are_asked_for(model: Model) -> None:
    found = await candidates.measure(model, rounds=1, threads=1, bars={"high level": None})
    assert [metric.name for metric in found] == ["tiny ms a token, batch / high level"]
    assert found[0].pairs is not None and found[0].pairs.n == 1
