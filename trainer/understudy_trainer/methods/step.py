"""One optimizer step: rows in micro-batches of a token budget, smaller ones when memory runs out."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from understudy_trainer.data.examples import Example, Method
from understudy_trainer.errors import TrainError
from understudy_trainer.methods import losses
from understudy_trainer.model.packed import Row, pack, sequence_logps


@dataclass(frozen=True, slots=True)
class Objective:
    """Which loss, with its constants. dpo_loss: plain "dpo" makes the chosen text less likely: never the default."""

    method: Method
    beta: float = 0.1
    dpo_loss: str = "dpo+nll"
    nll_weight: float = 1.0
    dpop_penalty: float = 5.0
    plan_weight: float = 0.5


@dataclass(frozen=True, slots=True)
class Item:
    """An example, packed, with its reference log-probabilities (responses,) in nats."""

    example: Example
    row: Row
    reference: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """Means over one step's examples. loss; preference: DPO's loss without the NLL term; margin: beta times the
    implicit reward difference; chosen: log-probability change of chosen responses in nats (both 0 where undefined)."""

    loss: float
    preference: float = 0.0
    margin: float = 0.0
    chosen: float = 0.0


def example_loss(objective: Objective, items: Sequence[Item], sums: Tensor, counts: Tensor) -> tuple[Tensor, Tensor]:
    """Summed loss over items (scalar, with gradient) and (preference, margin, chosen) sums (3,).

    sums, counts: (responses, ROLES) of the packed rows in order.
    """
    stats = torch.zeros(3, device=sums.device)
    if objective.method in ("dpo", "kto"):
        reference = torch.tensor([value for item in items for value in item.reference], device=sums.device)
        first, second = sums[0::2, 0], sums[1::2, 0]
        ref_first, ref_second = reference[0::2], reference[1::2]
        if objective.method == "kto":
            good = torch.tensor([item.example.scores[0] > 0.5 for item in items], device=sums.device)
            kl = (second - ref_second).mean()
            return losses.kto(first, ref_first, good, kl, objective.beta).sum(), stats
        if objective.dpo_loss == "dpop":
            each = losses.dpop(first, second, ref_first, ref_second, objective.beta, objective.dpop_penalty)
        else:
            each = losses.dpo(first, second, ref_first, ref_second, objective.beta)
        change = (first - ref_first).detach()
        margin = objective.beta * (change - (second - ref_second).detach())
        stats = torch.stack((each.detach().sum(), margin.sum(), change.sum()))
        if objective.dpo_loss == "dpo+nll":
            each = each + objective.nll_weight * losses.nll(first, counts[0::2, 0])
        return each.sum(), stats
    total = sums.new_zeros(())
    begin = 0
    for item in items:
        end = begin + len(item.row.responses)
        if objective.method == "rrtf":
            scores = torch.tensor(item.example.scores[: end - begin], device=sums.device)
            total = total + losses.rrtf(sums[begin:end, 0] / counts[begin:end, 0], scores)
        elif objective.method == "sft":
            total = total + losses.nll(sums[begin, 0], counts[begin, 0])
        else:
            code = losses.nll(sums[begin:end, 0].sum(), counts[begin:end, 0].sum())
            plan = losses.nll(sums[begin + 1, 1], counts[begin + 1, 1])
            total = total + losses.codeplan(code, plan, objective.plan_weight)
        begin = end
    return total, stats


class Runner:
    """Runs a model over items. micro_tokens: tokens of one forward pass; halved for good when memory runs out."""

    def __init__(
        self, model: Any, device: torch.device, *, bf16: bool, micro_tokens: int, note: Callable[[str], None]
    ) -> None:
        self.model, self.device, self.bf16 = model, device, bf16
        self.micro_tokens = micro_tokens
        self._note = note

    def reference(self, rows: Sequence[Row]) -> list[tuple[float, ...]]:
        """Log-probabilities (role 0) of every response with the adapter off, in the kernel and type of training."""
        with self.model.disable_adapter():
            return self.logps(rows)

    def logps(self, rows: Sequence[Row]) -> list[tuple[float, ...]]:
        """Log-probabilities (role 0) of every response, no gradient."""

        def once() -> list[tuple[float, ...]]:
            found: list[tuple[float, ...]] = []
            with torch.no_grad(), self._autocast():
                for part in micro_batches(rows, self.micro_tokens):
                    sums, _ = sequence_logps(self.model, pack(part, self.device))
                    values = iter(sums[:, 0].tolist())
                    found += [tuple(next(values) for _ in row.responses) for row in part]
            return found

        return self._with_less_memory(once)

    def backward(self, objective: Objective, items: Sequence[Item]) -> Measured:
        """Gradients of the mean loss over `items`, accumulated in parameters whose gradients were cleared."""

        def once() -> Measured:
            self.model.zero_grad(set_to_none=True)
            loss_sum, sums3 = 0.0, torch.zeros(3, device=self.device)
            done = 0
            for part in micro_batches([item.row for item in items], self.micro_tokens):
                batch = items[done : done + len(part)]
                done += len(part)
                with self._autocast():
                    sums, counts = sequence_logps(self.model, pack(part, self.device))
                loss, stats = example_loss(objective, batch, sums, counts)
                (loss / len(items)).backward()
                loss_sum += loss.item()
                sums3 += stats
            preference, margin, chosen = (sums3 / len(items)).tolist()
            return Measured(loss_sum / len(items), preference, margin, chosen)

        return self._with_less_memory(once)

    def _autocast(self) -> contextlib.AbstractContextManager[Any]:
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.bf16)

    def _with_less_memory(self, once: Callable[[], Any]) -> Any:
        while True:
            try:
                return once()
            except (RuntimeError, MemoryError) as error:
                if not _out_of_memory(error):
                    raise
                if self.micro_tokens < 64:
                    raise TrainError(
                        "There is not enough memory for a single example.", "Lower --max-tokens or use a smaller model."
                    ) from error
            self.micro_tokens //= 2
            if self.device.type == "cuda":
                torch.cuda.empty_cache()
            self._note(f"out of memory: going on with {self.micro_tokens} tokens at a time")


def micro_batches(rows: Sequence[Row], budget: int) -> Iterator[Sequence[Row]]:
    """Consecutive rows of at most `budget` tokens together; a longer row stands alone."""
    begin = tokens = 0
    for i, row in enumerate(rows):
        if i > begin and tokens + row.tokens > budget:
            yield rows[begin:i]
            begin, tokens = i, 0
        tokens += row.tokens
    if begin < len(rows):
        yield rows[begin:]


def _out_of_memory(error: BaseException) -> bool:
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    text = str(error).lower()
    return "out of memory" in text or "can't allocate memory" in text
