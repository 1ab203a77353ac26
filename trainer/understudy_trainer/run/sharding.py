"""The base's layers spread over the processes and gathered one at a time (FSDP 2), so that a step has more memory.

Only the frozen layers are spread; embeddings, head and the adapter stay whole everywhere. Every process has loaded the
whole base before, so it must fit on each device once. Gathering is a meeting of all processes, so that all must make
the same passes in the same order: one row each, and equally many rows a step.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice
from typing import Any

from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import fully_shard
from torch.nn import Parameter

from understudy_trainer.errors import TrainError
from understudy_trainer.run.distributed import Group

ONE_ROW = 1  # micro_tokens: any row is longer, so it stands alone


def shard(model: Any, trained: Sequence[Parameter], group: Group) -> None:
    """Spread the decoder layers of a PEFT model, in place. Raises TrainError."""
    if group.alone:
        raise TrainError(
            "One process alone has nobody to share the model with.",
            "Start it with accelerate launch, or without --shard.",
        )
    mesh = init_device_mesh(trained[0].device.type, (group.size,))
    for layer in model.get_base_model().model.layers:
        fully_shard(layer, mesh=mesh, ignored_params=set(trained), reshard_after_forward=True)


def even(indices: Sequence[int], size: int) -> list[int]:
    """A step's examples, the first ones again until every process has as many as the others."""
    return [*indices, *islice(cycle(indices), -len(indices) % size)]
