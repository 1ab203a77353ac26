"""The second output head: plans are scored by it, it learns, it comes back after a stop, no adapter file has it."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file

from tests.trainer.test_packed import model_of
from understudy_trainer.model.packed import Response, Row, pack, plain, sequence_logps
from understudy_trainer.model.plan_head import (
    FILE,
    KEY,
    add_plan_head,
    plan_head,
    restore_trained,
    save_plan_head,
    trained_state,
)

ROWS = [Row([9, 8, 7], (plain([4, 5, 6]), Response([3, 10, 11, 12, 13], [-1, 1, 1, 0, 0])))]


def test_it_starts_as_a_clone_and_scores_plans_alone() -> None:
    model = model_of("llama")
    want = sequence_logps(model, pack(ROWS))[0]
    add_plan_head(model)
    got, counts = sequence_logps(model, pack(ROWS))
    assert torch.allclose(got, want, atol=1e-5) and counts.tolist() == [[3, 0, 0], [2, 2, 0]]
    weight = plan_head(model)
    assert weight is not None
    with torch.no_grad():
        weight.mul_(3)
    moved = sequence_logps(model, pack(ROWS))[0]
    assert torch.allclose(moved[:, 0], want[:, 0], atol=1e-5) and not torch.allclose(moved[1, 1], want[1, 1], atol=1e-2)


def test_it_learns_from_plan_tokens_only() -> None:
    model = model_of("llama")
    add_plan_head(model)
    weight = plan_head(model)
    assert weight is not None and weight.requires_grad
    sequence_logps(model, pack(ROWS))[0][:, 0].sum().backward()
    assert weight.grad is None or not weight.grad.any()
    sequence_logps(model, pack(ROWS))[0][:, 1].sum().backward()
    assert weight.grad is not None and weight.grad.any()
    assert model.get_base_model().lm_head.weight.grad is None


def test_trained_state_brings_both_back(tmp_path: Path) -> None:
    model = model_of("llama")
    add_plan_head(model)
    weight = plan_head(model)
    assert weight is not None
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.requires_grad:
                parameter.add_(0.1)
    want = sequence_logps(model, pack(ROWS))[0]
    state = {name: value.clone() for name, value in trained_state(model).items()}
    again = model_of("llama")
    add_plan_head(again)
    restore_trained(again, state)
    assert torch.allclose(sequence_logps(again, pack(ROWS))[0], want, atol=1e-5)
    model.save_pretrained(tmp_path)
    save_plan_head(model, tmp_path)
    assert torch.equal(load_file(tmp_path / FILE)[KEY], weight)
    assert not any("plan_head" in name for name in load_file(tmp_path / "adapter_model.safetensors"))


def test_without_it_nothing_is_saved(tmp_path: Path) -> None:
    model = model_of("llama")
    save_plan_head(model, tmp_path)
    assert plan_head(model) is None and KEY not in trained_state(model) and not list(tmp_path.iterdir())
