"""What a run is told and what it tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from understudy_trainer.gate.judge import Verdict
from understudy_trainer.methods.step import Objective


@dataclass(frozen=True, slots=True)
class Config:
    """learning_rate (None: `suited_rate` of the base), warmup (share of steps), clip (gradient norm). batch: examples
    per step. micro_tokens: tokens per forward pass. max_tokens: of one prompt + response. checkpoint_every: steps.
    device, bf16: "" / None = as found."""

    objective: Objective
    epochs: int = 3
    batch: int = 8
    learning_rate: float | None = None
    warmup: float = 0.1
    clip: float = 1.0
    rank: int = 16
    alpha: int = 32
    max_tokens: int = 2048
    micro_tokens: int = 8192
    checkpoint_every: int = 20
    seed: int = 0
    threads: int = 1
    device: str = ""
    bf16: bool | None = None
    gradient_checkpointing: bool = False


def suited_rate(hidden: int) -> float:
    """LoRA's learning rate for a base of this width: 1e-4 at 4096 (QLoRA's), growing as the width falls, at most 5e-4.

    At width 256, 5e-4 moved a taste in 24 steps and 2e-3 broke it (bench/RESULTS.md, 2).
    """
    return min(5e-4, 1e-4 * 4096 / hidden)


@dataclass(frozen=True, slots=True)
class Progress:
    """kind: "start", "note", "step", "gate", "done" or "cancelled". step of steps; loss, margin of that step; seconds
    since the start."""

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
    """adapter: the GGUF, None if the run was cancelled (it resumes when started again). verdict: None without pairs."""

    adapter: Path | None
    steps: int
    history: tuple[dict[str, float], ...]
    verdict: Verdict | None
