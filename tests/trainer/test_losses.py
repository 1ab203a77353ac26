"""Losses against closed forms, and packed rows against one row per response."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch
from torch import tensor

from tests.trainer.conftest import Tiny
from understudy_trainer.methods import losses
from understudy_trainer.methods.step import micro_batches
from understudy_trainer.model.load import load_base
from understudy_trainer.model.packed import Response, Row, head_logps, pack, plain, sequence_logps

ZERO = tensor([0.0])


def test_dpo_starts_at_ln_2_and_follows_its_equation() -> None:
    lp = tensor([-5.0, -7.0])
    assert torch.allclose(losses.dpo(lp, lp - 1, lp, lp - 1), torch.full((2,), math.log(2)))
    got = losses.dpo(tensor([-4.0]), tensor([-9.0]), tensor([-5.0]), tensor([-7.0]), beta=0.5)
    assert got.item() == pytest.approx(math.log(1 + math.exp(-0.5 * 3.0)))


def test_dpop_equals_dpo_until_the_chosen_text_loses() -> None:
    gain = (tensor([-4.0]), tensor([-9.0]), tensor([-5.0]), tensor([-7.0]))
    assert torch.equal(losses.dpop(*gain), losses.dpo(*gain))
    loss = losses.dpop(tensor([-6.0]), tensor([-9.0]), tensor([-5.0]), tensor([-7.0]), beta=0.1, penalty=5.0)
    assert loss.item() == pytest.approx(math.log(1 + math.exp(-0.1 * (1.0 - 5.0))))


def test_kto_at_the_start_is_one_half_and_pulls_both_ways() -> None:
    policy = torch.zeros(2, requires_grad=True)
    loss = losses.kto(policy, torch.zeros(2), tensor([True, False]), tensor(-3.0))
    assert torch.allclose(loss, tensor([0.5, 0.5]))
    loss.sum().backward()
    assert policy.grad is not None and policy.grad[0] < 0 < policy.grad[1]
    got = losses.kto(tensor([2.0]), ZERO, tensor([True]), tensor(0.5), beta=0.3)
    assert got.item() == pytest.approx(1 - 1 / (1 + math.exp(-0.3 * 1.5)))


def test_rrtf_punishes_only_wrong_order() -> None:
    p, scores = tensor([-1.0, -2.0, -0.5]), tensor([1.0, 0.2, 0.5])
    # wrong: response 2 (score .5, p -.5) lies above response 0 (score 1, p -1)
    assert losses.rrtf(p, scores).item() == pytest.approx(0.5 * 0.5 + 1.0)
    assert losses.rrtf(tensor([-0.1, -2.0]), tensor([1.0, 0.0])).item() == pytest.approx(0.1)


def test_codeplan_weighs_its_two_parts() -> None:
    assert losses.codeplan(tensor(2.0), tensor(4.0), 0.25).item() == pytest.approx(2.5)
    assert losses.nll(tensor([-6.0]), tensor([3.0])).item() == 2.0


def test_gradients_agree_with_finite_differences() -> None:
    x = torch.randn(4, dtype=torch.float64, requires_grad=True)
    scores = tensor([0.1, 0.9, 0.5, 0.3], dtype=torch.float64)
    good = tensor([True, False])
    assert torch.autograd.gradcheck(lambda v: losses.dpop(v[:1], v[1:2], v[:1].detach() * 0 + 9, v[3:] * 0), (x,))
    assert torch.autograd.gradcheck(lambda v: losses.rrtf(v, scores), (x,))
    assert torch.autograd.gradcheck(lambda v: losses.kto(v[:2], torch.zeros(2).double(), good, tensor(0.2)), (x,))


def rows() -> list[Row]:
    generator = torch.Generator().manual_seed(0)

    def ids(n: int) -> list[int]:
        return torch.randint(8, 300, (n,), generator=generator).tolist()

    return [
        Row(ids(30), (plain(ids(9)), plain(ids(22)), plain(ids(1)))),
        Row(ids(1), (plain(ids(5)),)),
        Row(ids(17), (Response(ids(12), [-1] + [1] * 4 + [-1] + [0] * 6), plain(ids(4)))),
    ]


def naive(model: Any, row: Row, response: Response) -> list[float]:
    sequence = [*row.prompt, *response.ids]
    logits = model(input_ids=torch.tensor([sequence])).logits[0].log_softmax(-1)
    sums: list[Any] = [torch.zeros(()), torch.zeros(())]
    for i, (token, role) in enumerate(zip(response.ids, response.roles, strict=True)):
        if role >= 0:
            sums[role] = sums[role] + logits[len(row.prompt) + i - 1, token]
    return sums


def test_packed_rows_equal_one_row_per_response(tiny: Tiny) -> None:
    model = load_base(tiny.f32, torch.device("cpu")).model.train()
    batch = rows()
    got, counts = sequence_logps(model, pack(batch))
    want = torch.stack([torch.stack(naive(model, row, r)) for row in batch for r in row.responses])
    assert torch.allclose(got, want, atol=1e-3) and counts[4].tolist() == [6.0, 4.0]
    weights = torch.randn(got.shape, generator=torch.Generator().manual_seed(1))
    gradients = []
    for value in (got, want):
        model.zero_grad()
        (value * weights).sum().backward()
        gradients.append({n: p.grad.clone() for n, p in model.named_parameters()})
    for name, gradient in gradients[0].items():
        assert (gradient - gradients[1][name]).abs().max() <= 1e-4 * gradient.abs().max(), name


def test_packed_rows_are_exact_under_gradient_checkpointing(tiny: Tiny) -> None:
    model = load_base(tiny.f32, torch.device("cpu")).model.train()
    gradients = []
    for checkpointing in (False, True):
        if checkpointing:
            model.gradient_checkpointing_enable({"use_reentrant": False})
        model.zero_grad()
        sequence_logps(model, pack(rows()))[0].sum().backward()
        gradients.append(model.model.layers[0].self_attn.q_proj.weight.grad.clone())
    assert torch.allclose(gradients[0], gradients[1], rtol=1e-4, atol=1e-4)


def test_chunked_head_equals_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    hidden, weight = torch.randn(70, 8, requires_grad=True), torch.randn(50, 8)
    target = torch.randint(0, 50, (70,))
    whole = head_logps(hidden, weight, target)
    monkeypatch.setattr("understudy_trainer.model.packed.HEAD_CHUNK", 16)
    parts = head_logps(hidden, weight, target)
    assert torch.allclose(whole, parts)
    (a,), (b,) = torch.autograd.grad(whole.sum(), hidden), torch.autograd.grad(parts.sum(), hidden)
    assert torch.allclose(a, b, atol=1e-6)


def test_micro_batches_keep_order_and_budget() -> None:
    batch = rows()
    assert [row for part in micro_batches(batch, 40) for row in part] == batch
    assert all(len(part) == 1 or sum(row.tokens for row in part) <= 40 for part in micro_batches(batch, 40))
