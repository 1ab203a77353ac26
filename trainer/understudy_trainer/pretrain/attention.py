"""Causal attention for short rows on a CPU: two dense halves, which torch.compile turns into plain matrix products.

torch's own CPU kernel takes a third of a training step at 256 positions; this one less than half of that time
(bench/RESULTS.md). On a GPU torch's kernels are used.
"""

from __future__ import annotations

import torch
from torch import nn
from transformers import AttentionInterface
from transformers.masking_utils import AttentionMaskInterface

NAME = "understudy_halves"
SPLIT = 64  # shorter rows are not worth splitting


def halves(
    module: nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float | None = None,
    **_: object,
) -> tuple[torch.Tensor, None]:
    """Causal attention over whole rows. query: (batch, heads, length, head_dim); key and value may have fewer heads.

    Returns (batch, length, heads, head_dim). No padding, no cache: rows are packed.
    """
    groups = query.shape[1] // key.shape[1]
    if groups > 1:
        key, value = key.repeat_interleave(groups, 1), value.repeat_interleave(groups, 1)
    length = query.shape[2]
    scale = scaling if scaling is not None else query.shape[-1] ** -0.5
    if length < SPLIT:
        return _dense(query, key, value, scale).transpose(1, 2), None
    half = length // 2
    first = _dense(query[:, :, :half], key[:, :, :half], value[:, :, :half], scale)
    second = _dense(query[:, :, half:], key, value, scale)
    return torch.cat((first, second), 2).transpose(1, 2), None


def _dense(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, scale: float) -> torch.Tensor:
    rows, columns = query.shape[2], key.shape[2]
    hidden = torch.ones(rows, columns, dtype=torch.bool, device=query.device).triu(columns - rows + 1)
    scores = (query @ key.transpose(-1, -2)).float() * scale
    return torch.softmax(scores.masked_fill(hidden, float("-inf")), -1).to(value.dtype) @ value


AttentionInterface.register(NAME, halves)
AttentionMaskInterface.register(NAME, lambda *_, **__: None)
