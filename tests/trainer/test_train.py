"""Training moves what it should, copes with memory shortage, and hands over an adapter that is proved."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pytest
import torch

from tests.trainer.conftest import Tiny
from tests.trainer.runs import config, losses, of_method, preferences
from understudy_trainer.data.examples import Method
from understudy_trainer.data.files import from_file
from understudy_trainer.errors import TooLittleDataError, TrainError
from understudy_trainer.export.quantize import f32_bytes, quantize
from understudy_trainer.gate.judge import Evaluation, bootstrap
from understudy_trainer.methods import step
from understudy_trainer.methods.step import Objective
from understudy_trainer.run import finish
from understudy_trainer.run.config import Progress
from understudy_trainer.run.probe import Memory
from understudy_trainer.run.train import train


def test_dpo_raises_the_margin_and_the_gate_adopts(tiny: Tiny, tmp_path: Path) -> None:
    seen: list[Progress] = []
    called: list[Path] = []

    def steady(adapter: Path) -> Evaluation:
        called.append(adapter)
        return Evaluation("fim", (1.0, 0.0), (1.0, 0.0))

    examples = preferences(18)
    result = train(
        tiny.f32, examples[:12], tmp_path, config(), held_out=examples[12:], sink=seen.append, evaluators=[steady]
    )
    assert result.history[0]["preference"] == pytest.approx(math.log(2), abs=1e-4)
    assert result.history[-1]["margin"] > result.history[0]["margin"] + 0.1
    assert result.history[-1]["chosen"] > 0  # the accepted code became likelier, not only the other less likely
    assert result.verdict is not None and result.verdict.adopt, result.verdict
    assert result.adapter == tmp_path / "adapter.gguf" and called == [result.adapter]
    meta = json.loads((tmp_path / "meta.json").read_text())
    assert meta["examples"] == 12 and len(meta["base"]["sha256"]) == 64 and meta["verdict"]["adopt"] is True
    assert [p.kind for p in seen] == ["reference", "start", *["step"] * 9, "gate", "done"]
    assert not (tmp_path / "checkpoint.pt").exists()
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")


def test_wrong_way_round_is_refused_by_the_gate(tiny: Tiny, tmp_path: Path) -> None:
    examples = preferences(18)
    flipped = [replace(e, responses=e.responses[::-1]) for e in examples[:12]]
    result = train(tiny.f32, flipped, tmp_path, config(), held_out=examples[12:])
    assert result.verdict is not None
    assert not result.verdict.adopt
    assert "fell" in result.verdict.reason or "margin" in result.verdict.reason


@pytest.mark.parametrize("loss", ["dpop", "dpo"])
def test_other_dpo_losses_learn(tiny: Tiny, tmp_path: Path, loss: str) -> None:
    result = train(tiny.f32, preferences(), tmp_path, config(objective=Objective("dpo", dpo_loss=loss)))
    assert result.history[-1]["loss"] < result.history[0]["loss"]


@pytest.mark.parametrize("method", [method for method in get_args(Method) if method != "dpo"])
def test_other_methods_learn(tiny: Tiny, tmp_path: Path, method: Method) -> None:
    result = train(tiny.f32, of_method(method), tmp_path, config(method))
    found = losses(result.history)
    assert sum(found[-3:]) < sum(found[:3])
    assert result.adapter is not None and result.adapter.exists()


@pytest.mark.parametrize("change", [{"rslora": True}, {"targets": ("q_proj", "v_proj")}, {"alpha": 2}])
def test_the_adapter_is_what_was_asked_for(tiny: Tiny, tmp_path: Path, change: dict[str, Any]) -> None:
    """Exported and compared with llama.cpp inside `train`: a scale or a tensor left out would not pass."""
    usual = train(tiny.f32, preferences(), tmp_path / "usual", config(epochs=1))
    other = train(tiny.f32, preferences(), tmp_path / "other", config(epochs=1, **change))
    assert other.history[0]["loss"] == usual.history[0]["loss"] and other.history[-1] != usual.history[-1]
    written = json.loads((tmp_path / "other" / "peft" / "adapter_config.json").read_text())
    assert written["use_rslora"] is ("rslora" in change)
    assert set(written["target_modules"]) == set(change.get("targets", config().targets))


def test_quantized_base_is_trained_as_it_is_served(tiny: Tiny, tmp_path: Path) -> None:
    quantize(tiny.f32, tmp_path / "q8.gguf", "q8_0")
    dense = train(tmp_path / "q8.gguf", preferences(), tmp_path / "dense", config(epochs=1))
    packed = train(tmp_path / "q8.gguf", preferences(), tmp_path / "packed", config(epochs=1, packed=True))
    assert dense.adapter is not None and packed.adapter is not None
    assert losses(packed.history) == pytest.approx(losses(dense.history), rel=1e-3)


def test_same_seed_same_curve(tiny: Tiny, tmp_path: Path) -> None:
    runs = [train(tiny.f32, preferences(), tmp_path / str(i), config(seed=i // 2)).history for i in range(3)]
    assert runs[0] == runs[1] != runs[2]


def test_out_of_memory_means_smaller_micro_batches_and_the_same_result(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    want = train(tiny.f32, preferences(), tmp_path / "a", config()).history
    real = step.sequence_logps

    def limited(model: Any, batch: Any, *rest: Any) -> Any:
        if batch.ids.shape[1] > 100:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return real(model, batch, *rest)

    monkeypatch.setattr(step, "sequence_logps", limited)
    seen: list[Progress] = []
    got = train(tiny.f32, preferences(), tmp_path / "b", config(), sink=seen.append).history
    assert any(p.kind == "note" and "out of memory" in p.message for p in seen)
    assert [h["loss"] for h in got] == pytest.approx([h["loss"] for h in want], rel=1e-3)


def test_no_memory_at_all_is_a_typed_error(tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any) -> Any:
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(step, "sequence_logps", never)
    with pytest.raises(TrainError, match="memory"):
        train(tiny.f32, preferences(), tmp_path, config())


def test_a_diverged_run_stops_and_keeps_the_last_good_checkpoint(tiny: Tiny, tmp_path: Path) -> None:
    settings = config(learning_rate=1e20, checkpoint_every=1)
    for begin in (0, 1):  # the second time it goes on from what was kept
        seen: list[Progress] = []
        with pytest.raises(TrainError, match="The run diverged at step 2: the loss is") as raised:
            train(tiny.f32, preferences(), tmp_path, settings, sink=seen.append)
        assert raised.value.next_step == "Lower --lr."
        assert next(p.step for p in seen if p.kind == "start") == begin
        saved = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
        assert saved["step"] == 1 and all(value.isfinite().all() for value in saved["adapter"].values())
    assert not (tmp_path / "adapter.gguf").exists()


def test_a_base_too_large_in_f32_for_free_memory_is_checked_as_served(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[bool] = []
    real = finish.check_adapter

    def check(*values: Any, **named: Any) -> Any:
        found = real(*values, **named)
        checked.append(found.exact)
        return found

    monkeypatch.setattr(finish, "check_adapter", check)
    for number, free in enumerate((1 << 40, 2 * f32_bytes(tiny.f32) - 2)):
        monkeypatch.setattr(
            finish, "SystemProbe", lambda free=free: SimpleNamespace(memory=lambda _: Memory(free, free))
        )
        train(tiny.f32, preferences(), tmp_path / str(number), config(epochs=1))
    assert checked == [True, False]


def test_too_little_data_is_refused_with_the_count(tiny: Tiny, tmp_path: Path) -> None:
    with pytest.raises(TooLittleDataError, match="at least 4 training examples and found 3"):
        train(tiny.f32, preferences(3), tmp_path, config())


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text('{"prompt": "a", "chosen": "b", "rejected": "c"}\n{"prompt": "a"}\n')
    with pytest.raises(TrainError, match=r"d\.jsonl:2"):
        from_file(path, "dpo")
    with pytest.raises(TrainError, match="cannot be read"):
        from_file(tmp_path / "none", "dpo")


def test_bootstrap_is_paired_and_repeatable() -> None:
    interval = bootstrap([0.0, 1.0, 2.0] * 10, [0.5, 1.5, 2.5] * 10)
    assert interval.mean == interval.low == interval.high == 0.5
    noisy = bootstrap([0.0] * 20, [(-1.0) ** i for i in range(20)])
    assert noisy.low < 0 < noisy.high and noisy == bootstrap([0.0] * 20, [(-1.0) ** i for i in range(20)])
