"""Muon for the matrices inside the blocks, AdamW for embeddings and norms; warm-up, stable, decay (WSD)."""

from __future__ import annotations

import torch
from torch import nn

from understudy_trainer.pretrain.config import PretrainConfig


def optimizers(model: nn.Module, config: PretrainConfig) -> list[torch.optim.Optimizer]:
    """[Muon, AdamW] over disjoint parameters of `model`; each group keeps its peak rate in `peak`."""
    matrices = [p for n, p in model.named_parameters() if p.ndim == 2 and "embed" not in n and "lm_head" not in n]
    chosen = {id(p) for p in matrices}
    rest = [p for p in model.parameters() if id(p) not in chosen]
    muon = torch.optim.Muon(matrices, lr=config.rate, weight_decay=config.weight_decay, adjust_lr_fn="match_rms_adamw")
    adam = torch.optim.AdamW(rest, lr=config.embedding_rate, betas=(0.9, 0.95), weight_decay=0.0)
    for optimizer in (muon, adam):
        for group in optimizer.param_groups:
            group["peak"] = group["lr"]
    return [muon, adam]


def set_rate(opts: list[torch.optim.Optimizer], step: int, progress: float, config: PretrainConfig) -> float:
    """Set every group's rate for `step` at `progress` (0-1 of the run); returns the factor on the peak rate."""
    warm = min(1.0, (step + 1) / config.warmup_steps)
    left = max(0.0, 1.0 - progress) / config.decay_share
    factor = warm * min(1.0, left)
    for optimizer in opts:
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * factor
    return factor
