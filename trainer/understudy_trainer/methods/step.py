"""One optimizer step: rows in micro-batches of a token budget, smaller ones when memory runs out."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import torch
from torch import Tensor

from understudy_trainer.errors import TrainError
from understudy_trainer.methods.objective import STATS, Item, Objective, example_loss, fitted
from understudy_trainer.model.lean import lean
from understudy_trainer.model.packed import Packed, Row, pack, sequence_logps

__all__ = ["Item", "Measured", "Objective", "Reduce", "Runner", "fitted", "micro_batches"]

T = TypeVar("T")
Reduce = Callable[[Tensor], Tensor]
"""The sum of a small tensor over all processes of a step."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Means over one step's examples. loss; preference: DPO's loss without the NLL term; margin: beta times the
    implicit reward difference (kto: beta times the signed distance from the reference point); chosen: log-probability
    change of chosen (good) responses in nats. The last three are 0 where undefined."""

    loss: float
    preference: float = 0.0
    margin: float = 0.0
    chosen: float = 0.0


class Runner:
    """Runs a model over items. micro_tokens: tokens of one forward pass; halved for good when memory runs out."""

    def __init__(
        self, model: Any, device: torch.device, *, bf16: bool, micro_tokens: int, note: Callable[[str], None]
    ) -> None:
        self.model, self.device, self.bf16 = model, device, bf16
        self.micro_tokens = micro_tokens
        self._note = note

    def reference(self, rows: Sequence[Row]) -> list[tuple[float, ...]]:
        """`logps` with the adapter off, in the kernel and type of training."""
        with self.model.disable_adapter():
            return self.logps(rows)

    def logps(self, rows: Sequence[Row]) -> list[tuple[float, ...]]:
        """Log-probabilities of every response, no gradient: per row `responses * row.roles` values, a response's roles
        together. So one per response for rows that are scored as a whole."""

        def once() -> list[tuple[float, ...]]:
            found: list[tuple[float, ...]] = []
            with torch.no_grad():
                for part in micro_batches(rows, self.micro_tokens):
                    sums, _ = self._forward(pack(part, self.device))
                    values = iter(sums.tolist())
                    for row in part:
                        found.append(tuple(value for _ in row.responses for value in next(values)[: row.roles]))
            return found

        return self._with_less_memory(once, rows)

    def backward(
        self,
        objective: Objective,
        items: Sequence[Item],
        *,
        total: int | None = None,
        reduce: Reduce | None = None,
    ) -> Measured:
        """Gradients of the mean loss over a step's items, in parameters whose gradients were cleared before.

        Spread over processes, each gives its share of the items (possibly none), the number of the whole step's as
        `total`, and the same `reduce`; the sum of their gradients is then the step's, and every process gets what was
        measured of the whole step. With `reduce` every trainable parameter has a gradient afterwards (zeros if need
        be). `reduce` is called equally often by all: twice for "kto", else once.
        """
        whole = len(items) if total is None else total
        z = self._reference_point(items, reduce) if objective.method == "kto" else None
        rows = [Row(item.row.prompt, item.row.responses[:1]) if z is not None else item.row for item in items]

        def once() -> Tensor:
            self.model.zero_grad(set_to_none=True)
            sums = torch.zeros(1 + STATS, device=self.device)
            done = 0
            for part in micro_batches(rows, self.micro_tokens):
                batch = items[done : done + len(part)]
                done += len(part)
                with self._kernels():
                    found, counts = self._forward(pack(part, self.device))
                    loss, stats = example_loss(objective, batch, found, counts, z)
                    (loss / whole).backward()
                sums += torch.cat((loss.detach()[None], stats))
            return sums

        sums = self._with_less_memory(once, rows)
        if reduce is not None:
            sums = reduce(sums)
            self._complete_gradients()
        loss, preference, margin, chosen, chosen_of = sums.tolist()
        return Measured(loss / whole, preference / whole, margin / whole, chosen / max(1.0, chosen_of))

    def _reference_point(self, items: Sequence[Item], reduce: Reduce | None) -> Tensor:
        """KTO's z (2402.01306, eq. 8): the mean of log(policy / reference) over the step's mismatched responses, at
        least 0. Of the whole step, before any gradient: a micro-batch or a process alone must not decide it."""
        rows = [Row(item.row.prompt, item.row.responses[1:]) for item in items]
        ratios = [found[0] - item.reference[1] for found, item in zip(self.logps(rows), items, strict=True)]
        sums = torch.tensor([sum(ratios), float(len(ratios))], device=self.device)
        if reduce is not None:
            sums = reduce(sums)
        return (sums[0] / sums[1].clamp(min=1)).clamp(min=0)

    def _forward(self, batch: Packed) -> tuple[Tensor, Tensor]:
        with self._kernels(), torch.autocast(self.device.type, torch.bfloat16, enabled=self.bf16):
            return sequence_logps(self.model, batch)

    def _kernels(self) -> contextlib.AbstractContextManager[None]:
        return lean(self.model, torch.bfloat16 if self.bf16 else None)

    def _complete_gradients(self) -> None:
        for parameter in self.model.parameters():
            if parameter.requires_grad and parameter.grad is None:
                parameter.grad = torch.zeros_like(parameter)

    def _with_less_memory(self, once: Callable[[], T], rows: Sequence[Row]) -> T:
        """What `once` returns, the passes it makes over `rows` halved until they fit."""
        while True:
            try:
                return once()
            except (RuntimeError, MemoryError) as error:
                if not _out_of_memory(error):
                    raise
                passes = list(micro_batches(rows, self.micro_tokens))
                if all(len(part) == 1 for part in passes):
                    raise TrainError(
                        "There is not enough memory for a single example.", "Lower --max-tokens or use a smaller model."
                    ) from error
            largest = max(sum(row.tokens for row in part) for part in passes)
            self.micro_tokens = min(self.micro_tokens, largest) // 2  # a budget nobody fills is no smaller pass
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


_OUT_OF_MEMORY = ("out of memory", "can't allocate memory", "not enough memory")  # GPUs; torch on Linux; on Windows


def _out_of_memory(error: BaseException) -> bool:
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    text = str(error).lower()
    return any(said in text for said in _OUT_OF_MEMORY)
