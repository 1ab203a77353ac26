"""Which loss, and what it makes of the log-probabilities of packed rows. One function per method; the equations are
in `losses`.

Sums over examples come out, never means: the shares of micro-batches and of processes then simply add up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from understudy_trainer.data.examples import Example, Method
from understudy_trainer.methods import losses
from understudy_trainer.model.packed import ROLES, Row


@dataclass(frozen=True, slots=True)
class Objective:
    """A method and its constants.

    dpo_loss: "dpo+nll", "dpop", "focused+nll", "focused" or "dpo"; the last makes the chosen text less likely: never
    the default. nll_weight: of the "+nll" term. focus: weight of the tokens that differ (Focused-DPO).
    desirable, undesirable: KTO's class weights; None = `fitted` balances them by the counts.
    rrtf_sum: L_ft as a sum over tokens (the paper) and not their mean. length_penalty: RRHF's exponent on a length.
    plan_weight: CodePLAN's lambda. plan_head: plan tokens are scored by a head of their own.
    """

    method: Method
    beta: float = 0.1
    dpo_loss: str = "dpo+nll"
    nll_weight: float = 1.0
    dpop_penalty: float = 5.0
    focus: float = 2.0
    desirable: float | None = None
    undesirable: float | None = None
    rrtf_sum: bool = False
    length_penalty: float = 1.0
    plan_weight: float = 0.5
    plan_head: bool = False

    @property
    def focused(self) -> bool:
        """Whether `rows` must mark the spans of a pair."""
        return self.method == "dpo" and self.dpo_loss.startswith("focused")

    @property
    def needs_reference(self) -> bool:
        return self.method in ("dpo", "kto")


@dataclass(frozen=True, slots=True)
class Item:
    """An example, packed. reference: log-probabilities with the adapter off, one per response and role of its row
    (`Runner.reference`), in nats; () where the method needs none."""

    example: Example
    row: Row
    reference: tuple[float, ...] = ()


STATS = 4  # preference, margin, chosen, and the number of examples `chosen` is over


def fitted(objective: Objective, examples: Sequence[Example]) -> Objective:
    """The objective with what depends on the whole training set filled in: KTO's class weights."""
    if objective.method != "kto" or None not in (objective.desirable, objective.undesirable):
        return objective
    good = sum(example.scores[0] > 0.5 for example in examples)
    desirable, undesirable = losses.class_weights(good, len(examples) - good)
    return replace(
        objective,
        desirable=desirable if objective.desirable is None else objective.desirable,
        undesirable=undesirable if objective.undesirable is None else objective.undesirable,
    )


def example_loss(
    objective: Objective, items: Sequence[Item], sums: Tensor, counts: Tensor, z: Tensor | None = None
) -> tuple[Tensor, Tensor]:
    """Loss summed over items (scalar, with gradient), and sums of what is reported (STATS,).

    sums, counts: (responses, ROLES) of the items' rows in order, for "kto" of their first responses alone. z: KTO's
    reference point, of the whole step.
    """
    if objective.method == "dpo":
        return _dpo(objective, items, sums, counts)
    if objective.method == "kto":
        assert z is not None
        return _kto(objective, items, sums, z)
    each = {"rrtf": _rrtf, "sft": _sft, "plan": _plan}[objective.method]
    total = sums.new_zeros(())
    for item, begin, end in _spans(items):
        total = total + each(objective, item, sums[begin:end], counts[begin:end])
    return total, sums.new_zeros(STATS)


def _dpo(objective: Objective, items: Sequence[Item], sums: Tensor, counts: Tensor) -> tuple[Tensor, Tensor]:
    reference = _reference(items, sums)
    chosen, rejected = sums[0::2].sum(1), sums[1::2].sum(1)
    ref_chosen, ref_rejected = reference[0::2].sum(1), reference[1::2].sum(1)
    if objective.focused:
        ratios = sums - reference
        each = losses.focused(ratios[0::2], ratios[1::2], objective.beta, objective.focus)
    elif objective.dpo_loss == "dpop":
        each = losses.dpop(chosen, rejected, ref_chosen, ref_rejected, objective.beta, objective.dpop_penalty)
    else:
        each = losses.dpo(chosen, rejected, ref_chosen, ref_rejected, objective.beta)
    change = (chosen - ref_chosen).detach()
    margin = objective.beta * (change - (rejected - ref_rejected).detach())
    stats = torch.stack((each.detach().sum(), margin.sum(), change.sum(), change.new_tensor(len(items))))
    if objective.dpo_loss.endswith("+nll"):
        each = each + objective.nll_weight * losses.nll(chosen, counts[0::2].sum(1))
    return each.sum(), stats


def _kto(objective: Objective, items: Sequence[Item], sums: Tensor, z: Tensor) -> tuple[Tensor, Tensor]:
    policy = sums.sum(1)
    reference = policy.new_tensor([item.reference[0] for item in items])
    good = torch.tensor([item.example.scores[0] > 0.5 for item in items], device=policy.device)
    weights = (1.0 if w is None else w for w in (objective.desirable, objective.undesirable))
    each = losses.kto(policy, reference, good, z, objective.beta, *weights)
    reward = (policy - reference).detach()
    margin = objective.beta * torch.where(good, reward - z, z - reward)
    return each.sum(), torch.stack((each.new_zeros(()), margin.sum(), reward[good].sum(), good.sum().to(reward)))


def _rrtf(objective: Objective, item: Item, sums: Tensor, counts: Tensor) -> Tensor:
    scores = sums.new_tensor(item.example.scores)
    return losses.rrtf(
        sums[:, 0], counts[:, 0], scores, sum_tokens=objective.rrtf_sum, length_penalty=objective.length_penalty
    )


def _sft(objective: Objective, item: Item, sums: Tensor, counts: Tensor) -> Tensor:
    return losses.nll(sums[0, 0], counts[0, 0])


def _plan(objective: Objective, item: Item, sums: Tensor, counts: Tensor) -> Tensor:
    """L_code: mean over the code tokens of both tasks (D -> code, D + plan -> code); L_plan: over the plan's."""
    code = losses.nll(sums[:, 0].sum(), counts[:, 0].sum())
    return losses.codeplan(code, losses.nll(sums[1, 1], counts[1, 1]), objective.plan_weight)


def _spans(items: Sequence[Item]) -> Iterator[tuple[Item, int, int]]:
    begin = 0
    for item in items:
        end = begin + len(item.row.responses)
        yield item, begin, end
        begin = end


def _reference(items: Sequence[Item], sums: Tensor) -> Tensor:
    """(responses, ROLES), zero for roles a row does not have."""
    found = []
    for item in items:
        width = item.row.roles
        values = item.reference
        for i in range(len(item.row.responses)):
            found.append([*values[i * width : (i + 1) * width], *[0.0] * (ROLES - width)])
    return sums.new_tensor(found)
