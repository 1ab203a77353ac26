"""A step's gradients are those of its whole batch, however it is cut: by memory, or over processes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
import torch
from torch import Tensor

from tests.trainer.test_packed import differs_by, model_of
from understudy_trainer.data.examples import Example, Method, with_spans
from understudy_trainer.errors import TrainError
from understudy_trainer.methods import losses, step
from understudy_trainer.methods.objective import Item, Objective, fitted
from understudy_trainer.methods.step import Measured, Runner, micro_batches
from understudy_trainer.model.packed import Response, Row, plain
from understudy_trainer.model.plan_head import add_plan_head

OBJECTIVES: dict[str, Objective] = {
    "dpo+nll": Objective("dpo"),
    "dpop": Objective("dpo", dpo_loss="dpop"),
    "focused+nll": Objective("dpo", dpo_loss="focused+nll"),
    "kto": Objective("kto", desirable=1.5, undesirable=1.0),
    "rrtf": Objective("rrtf", rrtf_sum=True),
    "sft": Objective("sft"),
    "plan": Objective("plan"),
    "plan head": Objective("plan", plan_head=True),
}
SIZES = [(30, 9, 14), (12, 20, 6), (41, 5, 5), (8, 16, 11), (25, 7, 3)]


def row(method: Method, objective: Objective, generator: torch.Generator, sizes: tuple[int, int, int]) -> Row:
    prompt, first, second = (torch.randint(8, 300, (n,), generator=generator).tolist() for n in sizes)
    if method == "plan":
        split = len(second) // 2
        planned = Response([5, *second], [-1, *[1] * split, *[0] * (len(second) - split)])
        return Row(prompt, (plain(first), planned))
    if objective.focused:
        return Row(prompt, with_spans([9, *first, 8, 8], [9, *second, 8, 8]))
    return Row(prompt, (plain(first),) if method == "sft" else (plain(first), plain(second)))


def step_of(objective: Objective, micro_tokens: int = 10_000) -> tuple[Runner, list[Item]]:
    """A model whose adapter is not zero, and five items with their reference."""
    model = model_of("llama")
    if objective.plan_head:
        add_plan_head(model)
    runner = Runner(model, torch.device("cpu"), bf16=False, micro_tokens=micro_tokens, note=lambda text: None)
    generator = torch.Generator().manual_seed(2)
    rows = [row(objective.method, objective, generator, sizes) for sizes in SIZES]
    reference = runner.reference(rows) if objective.needs_reference else [()] * len(rows)
    scores = [(1.0, 0.0), (0.0, 1.0), (0.3, 0.9), (0.8, 0.2), (1.0, 0.5)]
    return runner, [
        Item(Example(["p"], ("a", "b"), s), r, ref) for s, r, ref in zip(scores, rows, reference, strict=True)
    ]


def gradients(runner: Runner) -> dict[str, Tensor]:
    return {n: p.grad.clone() for n, p in runner.model.named_parameters() if p.requires_grad and p.grad is not None}


def limited(monkeypatch: pytest.MonkeyPatch, tokens: int) -> None:
    real = step.sequence_logps

    def forward(model: Any, batch: Any) -> Any:
        if batch.ids.shape[1] > tokens:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return real(model, batch)

    monkeypatch.setattr(step, "sequence_logps", forward)


@pytest.mark.parametrize("name", OBJECTIVES)
def test_smaller_micro_batches_give_the_same_step(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    objective = OBJECTIVES[name]
    runner, items = step_of(objective)
    whole, want = runner.backward(objective, items), gradients(runner)
    limited(monkeypatch, 60)
    cut = runner.backward(objective, items)
    assert runner.micro_tokens < 100
    assert vars_of(cut) == pytest.approx(vars_of(whole), abs=1e-5)
    assert differs_by(gradients(runner), want) <= 1e-4


@pytest.mark.parametrize("name", OBJECTIVES)
def test_shares_of_processes_add_up_to_the_step(name: str) -> None:
    """Three processes: two with items, one without any."""
    objective = OBJECTIVES[name]
    runner, items = step_of(objective)
    whole, want = runner.backward(objective, items), gradients(runner)
    measured, found = together(runner, objective, [items[:2], items[2:], []])
    added = {n: sum((share[n] for share in found), torch.zeros(())) for n in want}
    assert differs_by(added, want) <= 1e-4
    for each in measured:
        assert vars_of(each) == pytest.approx(vars_of(whole), abs=1e-5)


def together(
    runner: Runner, objective: Objective, shares: Sequence[Sequence[Item]]
) -> tuple[list[Measured], list[dict[str, Tensor]]]:
    """What processes would do at once, one after the other: each round every share learns one more of the sums that
    the others bring, until nobody asks for another."""
    total = sum(map(len, shares))
    known: list[Tensor] = []
    while True:
        brought: list[Tensor] = []
        results = [alone(runner, objective, share, total, known, brought) for share in shares]
        if not brought:
            return [measured for measured, _ in results], [found for _, found in results]
        known.append(torch.stack(brought).sum(0))


def alone(
    runner: Runner, objective: Objective, share: Sequence[Item], total: int, known: list[Tensor], brought: list[Tensor]
) -> tuple[Measured, dict[str, Tensor]]:
    calls = iter(known)

    def reduce(mine: Tensor) -> Tensor:
        answer = next(calls, None)
        if answer is None:
            brought.append(mine.clone())
            raise _NotYet
        return answer.clone()

    try:
        measured = runner.backward(objective, share, total=total, reduce=reduce)
    except _NotYet:
        return Measured(0.0), {}
    return measured, gradients(runner)


class _NotYet(Exception):
    pass


def vars_of(measured: Measured) -> list[float]:
    return [measured.loss, measured.preference, measured.margin, measured.chosen]


def test_the_reference_point_is_the_whole_steps() -> None:
    objective = OBJECTIVES["kto"]
    runner, items = step_of(objective)
    found = [pair for item in items for pair in runner.logps([item.row])]
    ratios = torch.tensor(
        [[p - r for p, r in zip(f, i.reference, strict=True)] for f, i in zip(found, items, strict=True)]
    )
    good = torch.tensor([item.example.scores[0] > 0.5 for item in items])
    z = ratios[:, 1].mean()
    assert z > 0, "a clamped point would hide what is tested"
    want = losses.kto(ratios[:, 0], torch.zeros(5), good, z, 0.1, 1.5, 1.0).mean()
    for micro_tokens in (10_000, 64):
        runner.micro_tokens = micro_tokens
        assert runner.backward(objective, items).loss == pytest.approx(want.item(), abs=1e-5)


@pytest.mark.parametrize("name", ["dpo+nll", "dpop", "focused+nll"])
def test_a_policy_that_is_its_reference_starts_at_ln_2(name: str) -> None:
    runner, items = step_of(OBJECTIVES[name])
    own = runner.logps([item.row for item in items])
    items = [replace(item, reference=found) for item, found in zip(items, own, strict=True)]
    measured = runner.backward(OBJECTIVES[name], items)
    assert measured.preference == pytest.approx(math.log(2), abs=1e-5)
    assert measured.margin == pytest.approx(0, abs=1e-5)


def test_class_weights_come_from_the_whole_data_unless_given() -> None:
    examples = [Example(["p"], ("a",), (float(i == 0),)) for i in range(11)]
    assert fitted(Objective("kto"), examples) == Objective("kto", desirable=10.0, undesirable=1.0)
    assert fitted(Objective("kto", desirable=2.0), examples).desirable == 2.0
    assert fitted(Objective("dpo"), examples) == Objective("dpo")


def test_micro_batches_keep_order_and_budget() -> None:
    _, items = step_of(OBJECTIVES["sft"])
    batch = [item.row for item in items]
    assert [row for part in micro_batches(batch, 70) for row in part] == batch
    assert all(len(part) == 1 or sum(row.tokens for row in part) <= 70 for part in micro_batches(batch, 70))
    assert list(micro_batches([], 70)) == []


def test_no_memory_for_one_example_is_a_typed_error(monkeypatch: pytest.MonkeyPatch) -> None:
    runner, items = step_of(OBJECTIVES["sft"])
    limited(monkeypatch, 0)
    with pytest.raises(TrainError, match="memory"):
        runner.backward(OBJECTIVES["sft"], items)


@pytest.mark.parametrize(
    "said",
    ["CUDA out of memory", "DefaultCPUAllocator: can't allocate memory", "DefaultCPUAllocator: not enough memory: you"],
)
def test_a_pass_that_failed_is_not_made_again(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    """Of 53, 38, 51, 35 and 35 tokens: all, then in pairs, then one by one, and no more when that is too much."""
    passes: list[int] = []

    def forward(model: Any, batch: Any) -> Any:
        passes.append(batch.ids.shape[1])
        raise RuntimeError(said)

    monkeypatch.setattr(step, "sequence_logps", forward)
    runner, items = step_of(OBJECTIVES["rrtf"])
    with pytest.raises(TrainError, match="single example"):
        runner.backward(OBJECTIVES["rrtf"], items)
    assert passes == [212, 91, 53]


def test_other_errors_are_not_taken_for_lack_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    runner, items = step_of(OBJECTIVES["sft"])
    wrong: Callable[..., Any] = lambda *_: (_ for _ in ()).throw(RuntimeError("shapes differ"))  # noqa: E731
    monkeypatch.setattr(step, "sequence_logps", wrong)
    with pytest.raises(RuntimeError, match="shapes differ"):
        runner.backward(OBJECTIVES["sft"], items)
