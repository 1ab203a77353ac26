"""What a run is told and what it tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from understudy_trainer.gate.judge import Verdict
from understudy_trainer.methods.step import Objective

LINEARS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")


@dataclass(frozen=True, slots=True)
class Config:
    """What is trained and how. learning_rate (None: `suited_rate` of the base), warmup (share of steps), clip (gradient
    norm). batch: examples per step, over all processes. rank, alpha, rslora (scale alpha / sqrt rank, 2312.03732),
    targets: the adapter and the linears it is put on. max_tokens: of one prompt + response. checkpoint_every: steps.

    The rest is what the user asks of the machine, None (and "") = as found (`run.machine`): device, bf16, micro_tokens
    of one forward pass, packed (the base stays quantized), gradient_checkpointing, share_gpu with others. shard: the
    base's layers are spread over the processes once it is loaded.
    """

    objective: Objective
    epochs: int = 3
    batch: int = 8
    learning_rate: float | None = None
    warmup: float = 0.1
    clip: float = 1.0
    rank: int = 16
    alpha: int = 32
    rslora: bool = False
    targets: tuple[str, ...] = LINEARS
    max_tokens: int = 2048
    checkpoint_every: int = 20
    seed: int = 0
    threads: int = 1
    device: str = ""
    bf16: bool | None = None
    micro_tokens: int | None = None
    packed: bool | None = None
    gradient_checkpointing: bool | None = None
    share_gpu: bool = False
    shard: bool = False


def suited_rate(hidden: int) -> float:
    """LoRA's learning rate for a base of this width: 1e-4 at 4096 (QLoRA's), growing as the width falls, at most 2e-4.

    At width 256, 2e-4 moves a persona's taste in 24 steps; at 5e-4 the model writes fewer right functions and the gate
    refuses, 2e-3 breaks it (bench/RESULTS.md, 2 and 18).
    """
    return min(2e-4, 1e-4 * 4096 / hidden)


@dataclass(frozen=True, slots=True)
class Progress:
    """kind: "reference" (step of steps are examples), "start", "note", "step", "gate", "done" or "cancelled". step of
    steps; loss, margin of that step; seconds since the start."""

    kind: str
    step: int = 0
    steps: int = 0
    loss: float = 0.0
    margin: float = 0.0
    seconds: float = 0.0
    message: str = ""


Sink = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Result:
    """adapter: the GGUF, None if the run was cancelled (it resumes when started again), and in every process but the
    main one. steps: done. verdict: None where no adapter is."""

    adapter: Path | None
    steps: int
    history: tuple[dict[str, float], ...]
    verdict: Verdict | None
