"""Several processes on one run, as `accelerate launch` or `torchrun` starts them.

Every process holds the whole base model and works on its share of each step's examples. What is trained is small, so
its gradients are summed in one message per step, and no wrapper stands between the loop and the model.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import torch
import torch.distributed as dist
from torch import Tensor

from understudy.errors import UnderstudyError
from understudy_trainer.errors import TrainError

T = TypeVar("T")


class ProcessLostError(TrainError):
    """Another process of this run has ended; nobody can go on alone, since its share of the step is missing."""


@dataclass(frozen=True, slots=True)
class Group:
    """rank: this process among `size`. local: among the `here` of this machine, which is also its GPU. Every method is
    called by all processes in the same order. Raises ProcessLostError."""

    rank: int = 0
    size: int = 1
    local: int = 0
    here: int = 1

    @property
    def main(self) -> bool:
        """Whether this process prints, writes, exports and judges."""
        return self.rank == 0

    @property
    def alone(self) -> bool:
        return self.size == 1

    def share(self, values: Sequence[T]) -> list[T]:
        return list(values[self.rank :: self.size])

    def sum(self, values: Tensor) -> Tensor:
        """Sums over processes; `values` is not changed."""
        if self.alone:
            return values
        total = values.clone()
        with _partners():
            dist.all_reduce(total)
        return total

    def any(self, flag: bool) -> bool:
        return flag if self.alone else bool(self.sum(torch.tensor([float(flag)])).item())

    def sum_gradients(self, parameters: Sequence[Tensor], flag: bool = False) -> bool:
        """Add up gradients in place, in one message; a process without examples gives zeros. Returns whether any
        process raised `flag`, which rides along."""
        if self.alone:
            return flag
        for parameter in parameters:
            if parameter.grad is None:
                parameter.grad = torch.zeros_like(parameter)
        gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
        mark = gradients[0].new_tensor([float(flag)])
        flat = self.sum(torch.cat([*(gradient.flatten() for gradient in gradients), mark]))
        sizes = [gradient.numel() for gradient in gradients]
        for gradient, part in zip(gradients, flat[:-1].split(sizes), strict=True):
            gradient.copy_(part.view_as(gradient))
        return bool(flat[-1].item() > 0)

    def same(self, tensors: Sequence[Tensor]) -> None:
        """Give every process the main one's values."""
        if not self.alone:
            with _partners(), torch.no_grad():
                for tensor in tensors:
                    dist.broadcast(tensor, 0)

    def gather(self, value: T) -> list[T]:
        """Everybody's value, in order of rank."""
        if self.alone:
            return [value]
        found: list[Any] = [None] * self.size
        with _partners():
            dist.all_gather_object(found, value)
        return found

    def from_main(self, make: Callable[[], T]) -> T:
        """What `make` returns, or the typed error it raises, on the main process: to all."""
        if self.alone:
            return make()
        answer: list[Any] = [None, None]
        if self.main:
            try:
                answer[0] = make()
            except UnderstudyError as error:
                answer[1] = (error.message, error.next_step)
                raise
            finally:
                with _partners():
                    dist.broadcast_object_list(answer)
            return answer[0]
        with _partners():
            dist.broadcast_object_list(answer)
        if answer[1] is not None:
            raise TrainError(*answer[1])
        return answer[0]


ALONE = Group()


@contextmanager
def joined(device: str = "") -> Iterator[Group]:
    """The processes a launcher started with us (its environment says so), or just this one."""
    size = int(os.environ.get("WORLD_SIZE", "1"))
    if size == 1:
        yield ALONE
        return
    local = int(os.environ.get("LOCAL_RANK", "0"))
    if torch.cuda.is_available() and device != "cpu":
        if local >= torch.cuda.device_count():
            raise TrainError(
                f"There are {torch.cuda.device_count()} GPUs here, and this is process {local + 1}.",
                f"Launch with --num_processes {torch.cuda.device_count()}.",
            )
        torch.cuda.set_device(local)
        dist.init_process_group("cpu:gloo,cuda:nccl")
    else:
        dist.init_process_group("gloo")
    yield Group(int(os.environ["RANK"]), size, local, int(os.environ.get("LOCAL_WORLD_SIZE", size)))
    dist.destroy_process_group()  # not after an error: the others may be gone, and it would wait for them


@contextmanager
def _partners() -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:  # the connection was closed
        cause = next(iter(str(error).splitlines()), type(error).__name__)
        raise ProcessLostError(
            f"Another process of this run has ended ({cause}).",
            "Look at what it said; the same command goes on from here.",
        ) from error
