"""Losses against closed forms and the papers' equations."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
import torch
from torch import Tensor, tensor

from understudy_trainer.methods import losses

ZERO = tensor([0.0])


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


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


def test_focused_weighs_what_differs_and_drops_the_rejected_suffix() -> None:
    chosen, rejected = tensor([[0.4, 1.0, -0.3]]), tensor([[0.4, -0.5, 7.0]])
    reward = (0.4 + 2 * 1.0 - 0.3) - (0.4 + 2 * -0.5)  # the paper's, prefix and all
    assert losses.focused(chosen, rejected, 0.3).item() == pytest.approx(-math.log(sigmoid(0.3 * reward)))
    assert losses.focused(chosen * 0, chosen * 0).item() == pytest.approx(math.log(2))


def test_focused_of_weight_one_without_suffix_is_dpo() -> None:
    chosen, rejected = tensor([[0.2, 1.0, 0.0]]), tensor([[0.2, -0.5, 0.0]])
    whole = losses.dpo(chosen.sum(1), rejected.sum(1), ZERO, ZERO)
    assert torch.allclose(losses.focused(chosen, rejected, weight=1.0), whole)


def test_kto_at_the_start_is_one_half_and_pulls_both_ways() -> None:
    policy = torch.zeros(2, requires_grad=True)
    loss = losses.kto(policy, torch.zeros(2), tensor([True, False]), tensor(-3.0))
    assert torch.allclose(loss, tensor([0.5, 0.5]))
    loss.sum().backward()
    assert policy.grad is not None and policy.grad[0] < 0 < policy.grad[1]
    got = losses.kto(tensor([2.0, 2.0]), ZERO, tensor([True, False]), tensor(0.5), 0.3, desirable=3.0, undesirable=2.0)
    assert got.tolist() == pytest.approx([3 * (1 - sigmoid(0.3 * 1.5)), 2 * (1 - sigmoid(0.3 * -1.5))])


def test_no_gradient_flows_through_the_reference_point() -> None:
    z = tensor(0.5, requires_grad=True)
    assert not losses.kto(tensor([2.0]), ZERO, tensor([True]), z).requires_grad


@pytest.mark.parametrize(
    ("good", "bad", "weights"),
    [(5, 5, (1, 1)), (8, 6, (1, 1)), (1, 10, (10, 1)), (6, 8, (4 / 3, 1)), (20, 5, (1, 3)), (4, 0, (1, 1))],
)
def test_the_rarer_class_is_raised_into_the_papers_range(good: int, bad: int, weights: tuple[float, float]) -> None:
    found = losses.class_weights(good, bad)
    assert found == pytest.approx(weights)
    if bad:
        assert 1 - 1e-9 <= found[0] * good / (found[1] * bad) <= 4 / 3 + 1e-9


def test_rrtf_follows_its_equation() -> None:
    sums, tokens, scores = tensor([-10.0, -6.0, -2.0]), tensor([10.0, 3.0, 4.0]), tensor([1.0, 0.2, 0.5])
    # p = -1, -2, -.5; wrong: response 2 (score .5) lies above response 0 (score 1)
    assert losses.rrtf(sums, tokens, scores).item() == pytest.approx(0.5 * 0.5 + 1.0)
    assert losses.rrtf(sums, tokens, scores, sum_tokens=True).item() == pytest.approx(0.5 * 0.5 + 10.0)
    # without length normalisation: p = -10, -6, -2, every pair but (2, 1) is wrong
    unnormalised = 0.8 * 4 + 0.5 * 8 + 1.0
    assert losses.rrtf(sums, tokens, scores, length_penalty=0.0).item() == pytest.approx(unnormalised)


def test_rrtf_in_the_right_order_is_fine_tuning_alone() -> None:
    found = losses.rrtf(tensor([-0.1, -2.0]), tensor([1.0, 1.0]), tensor([1.0, 0.0]))
    assert found.item() == pytest.approx(0.1)


def test_codeplan_weighs_its_two_parts() -> None:
    assert losses.codeplan(tensor(2.0), tensor(4.0), 0.25).item() == pytest.approx(2.5)
    assert losses.nll(tensor([-6.0]), tensor([3.0])).item() == 2.0


GOOD, SCORES = tensor([True, False]), tensor([0.1, 0.9, 0.5, 0.3], dtype=torch.float64)
TOKENS = tensor([3.0, 2.0, 5.0, 4.0], dtype=torch.float64)
FUNCTIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "dpo": lambda v: losses.dpo(v[:1], v[1:2], SCORES[:1], SCORES[1:2]) + losses.nll(v[:1], TOKENS[:1]),
    "dpop": lambda v: losses.dpop(v[:1], v[1:2], v[:1].detach() * 0 + 9, v[3:] * 0),
    "focused": lambda v: losses.focused(v[None, :3], v[None, 1:]),
    "kto": lambda v: losses.kto(v[:2], torch.zeros(2).double(), GOOD, tensor(0.2), 0.3, 1.5, 0.7),
    "rrtf": lambda v: losses.rrtf(v, TOKENS, SCORES),
    "rrtf sum": lambda v: losses.rrtf(v, TOKENS, SCORES, sum_tokens=True, length_penalty=0.5),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_gradients_agree_with_finite_differences(name: str) -> None:
    x = torch.randn(4, dtype=torch.float64, generator=torch.Generator().manual_seed(3), requires_grad=True)
    assert torch.autograd.gradcheck(FUNCTIONS[name], (x,))
