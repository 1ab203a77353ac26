"""One padding-free row `[p0|a0|b0|p1|a1|b1|...]`: every prompt is computed once, however many responses it has.

A prompt attends causally to itself; a response attends to its prompt and causally to itself. Position ids of every
response restart at the prompt's length, so the result equals one row per (prompt, response). Only response positions go
through the output matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.utils.checkpoint import checkpoint

from understudy_trainer.model.attention import Segments

HEAD_CHUNK = 512  # rows of the (rows, vocabulary) logits alive at one time
ROLES = 2


@dataclass(frozen=True, slots=True)
class Response:
    """ids: tokens. roles: per token the sum its log-probability goes to: 0, 1 (plan text), -1 = context only."""

    ids: Sequence[int]
    roles: Sequence[int]


@dataclass(frozen=True, slots=True)
class Row:
    """prompt: at least one token. responses: each at least one token."""

    prompt: Sequence[int]
    responses: tuple[Response, ...]

    @property
    def tokens(self) -> int:
        return len(self.prompt) + sum(len(response.ids) for response in self.responses)


@dataclass(frozen=True, slots=True)
class Packed:
    """ids, positions: (1, T). source: positions whose hidden state predicts `target`; both (N,). slot: (N,) index into
    the flattened (responses, ROLES) sums. responses: their number, rows in order."""

    ids: Tensor
    positions: Tensor
    segments: Segments
    source: Tensor
    target: Tensor
    slot: Tensor
    responses: int


def plain(ids: Sequence[int]) -> Response:
    """A response that is scored as a whole."""
    return Response(ids, [0] * len(ids))


def pack(rows: Sequence[Row], device: torch.device | None = None) -> Packed:
    ids: list[int] = []
    positions: list[int] = []
    segments = []
    source: list[int] = []
    target: list[int] = []
    slot: list[int] = []
    count = 0
    for row in rows:
        start, length = len(ids), len(row.prompt)
        ids += row.prompt
        positions += range(length)
        spans = []
        for response in row.responses:
            begin, size = len(ids), len(response.ids)
            ids += response.ids
            positions += range(length, length + size)
            spans.append((begin, size))
            before = start + length - 1  # the first token is predicted by the prompt's last position
            for i, (token, role) in enumerate(zip(response.ids, response.roles, strict=True)):
                if role >= 0:
                    source.append(before if i == 0 else begin + i - 1)
                    target.append(token)
                    slot.append(count * ROLES + role)
            count += 1
        segments.append((start, length, tuple(spans)))

    def tensor(values: list[int]) -> Tensor:
        return torch.tensor(values, dtype=torch.long, device=device)

    return Packed(
        tensor(ids)[None], tensor(positions)[None], tuple(segments), tensor(source), tensor(target), tensor(slot), count
    )


def sequence_logps(model: Any, batch: Packed) -> tuple[Tensor, Tensor]:
    """Sums of log p(token | prompt, earlier tokens) in nats, and token counts; both (responses, ROLES), f32.

    model: a causal LM (or PEFT model over one) loaded with `attn_implementation=ATTENTION`.
    """
    inner = model.get_base_model() if hasattr(model, "get_base_model") else model
    hidden = inner.model(
        input_ids=batch.ids, position_ids=batch.positions, use_cache=False, segments=batch.segments
    ).last_hidden_state[0]
    logps = head_logps(hidden[batch.source], inner.lm_head.weight, batch.target)
    size = batch.responses * ROLES
    sums = torch.zeros(size, dtype=torch.float32, device=logps.device).index_add(0, batch.slot, logps)
    counts = torch.zeros(size, device=logps.device).index_add(0, batch.slot, torch.ones_like(logps))
    return sums.view(-1, ROLES), counts.view(-1, ROLES)


def head_logps(hidden: Tensor, weight: Tensor, target: Tensor) -> Tensor:
    """log softmax(hidden @ weight.T)[target]. hidden (N, H), weight (V, H), target (N,) -> (N,) f32.

    Chunked, and recomputed in backward, so that at most HEAD_CHUNK rows of logits exist.
    """

    def chunk(rows: Tensor, wanted: Tensor) -> Tensor:
        logits = (rows @ weight.t().to(rows.dtype)).float()
        return logits.gather(1, wanted[:, None]).squeeze(1) - logits.logsumexp(-1)

    parts = []
    for i in range(0, hidden.shape[0], HEAD_CHUNK):
        rows, wanted = hidden[i : i + HEAD_CHUNK], target[i : i + HEAD_CHUNK]
        if torch.is_grad_enabled() and hidden.shape[0] > HEAD_CHUNK:
            parts.append(checkpoint(chunk, rows, wanted, use_reentrant=False))
        else:
            parts.append(chunk(rows, wanted))
    return torch.cat(parts) if parts else hidden.new_zeros(0, dtype=torch.float32)
