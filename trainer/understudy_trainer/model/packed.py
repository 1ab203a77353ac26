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

from understudy_trainer.model.cpu_attention import Segments
from understudy_trainer.model.plan_head import plan_head

CHUNK_LOGITS = 1 << 22  # of the (rows, vocabulary) logits alive at one time: 16 MiB in f32
ROLES = 3
PLAN_ROLE = 1


@dataclass(frozen=True, slots=True)
class Response:
    """ids: tokens. roles: per token the sum its log-probability goes to, -1 = context only. One role (0) where a
    response is scored as a whole; 1 is plan text; a focused pair has three spans (`losses.PREFIX` ...)."""

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

    @property
    def roles(self) -> int:
        """Roles its sums are kept apart for."""
        return 1 + max((role for response in self.responses for role in response.roles if role > 0), default=0)


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
    """Raises ValueError for an empty prompt or response: its first token would be predicted by another row's end."""
    ids: list[int] = []
    positions: list[int] = []
    segments = []
    source: list[int] = []
    target: list[int] = []
    slot: list[int] = []
    count = 0
    for row in rows:
        if not row.prompt or not all(response.ids for response in row.responses):
            raise ValueError("a row without a prompt, or with an empty response")
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

    model: a causal LM (or PEFT model over one) loaded with `attn_implementation=ATTENTION`; with a plan head, role 1 is
    scored by that.
    """
    inner = model.get_base_model() if hasattr(model, "get_base_model") else model
    hidden = inner.model(
        input_ids=batch.ids, position_ids=batch.positions, use_cache=False, segments=batch.segments
    ).last_hidden_state[0]
    rows, slot = hidden[batch.source], batch.slot
    plan = plan_head(model)
    if plan is None:
        logps = head_logps(rows, inner.lm_head.weight, batch.target)
    else:
        of_plan = slot % ROLES == PLAN_ROLE
        parts = ((~of_plan, inner.lm_head.weight), (of_plan, plan))
        logps = torch.cat([head_logps(rows[which], weight, batch.target[which]) for which, weight in parts])
        slot = torch.cat([slot[which] for which, _ in parts])
    size = batch.responses * ROLES
    sums = torch.zeros(size, dtype=torch.float32, device=logps.device).index_add(0, slot, logps)
    counts = torch.zeros(size, device=logps.device).index_add(0, slot, torch.ones_like(logps))
    return sums.view(-1, ROLES), counts.view(-1, ROLES)


def head_logps(hidden: Tensor, weight: Tensor, target: Tensor) -> Tensor:
    """log softmax(hidden @ weight.T)[target]. hidden (N, H), weight (V, H), target (N,) -> (N,) f32.

    At most CHUNK_LOGITS logits exist at one time, and none in backward if the weight is frozen.
    """
    size = max(1, CHUNK_LOGITS // weight.shape[0])
    parts = []
    for rows, wanted in zip(hidden.split(size), target.split(size), strict=True):
        if not torch.is_grad_enabled():
            parts.append(_chunk(rows, weight, wanted))
        elif weight.requires_grad:
            parts.append(checkpoint(_chunk, rows, weight, wanted, use_reentrant=False))
        else:
            parts.append(_FrozenHead.apply(rows, weight, wanted))
    return torch.cat(parts) if parts else hidden.new_zeros(0, dtype=torch.float32)


def _chunk(rows: Tensor, weight: Tensor, wanted: Tensor) -> Tensor:
    logits = (rows @ weight.t().to(rows.dtype)).float()
    return logits.gather(1, wanted[:, None]).squeeze(1) - logits.logsumexp(-1)


class _FrozenHead(torch.autograd.Function):
    """`_chunk` with its derivative made on the way: a row's log-probability is one number, so its gradient is that
    number's times weight[target] - softmax(logits) @ weight, as small as the row. Costs what backward would."""

    @staticmethod
    def forward(ctx: Any, rows: Tensor, weight: Tensor, wanted: Tensor) -> Tensor:
        with torch.autocast(rows.device.type, enabled=False):
            weight = weight.to(rows.dtype)
            logits = (rows @ weight.t()).float()
            index = wanted[:, None]
            total = logits.logsumexp(-1, keepdim=True)
            logps = logits.gather(1, index) - total
            chance = logits.sub_(total).exp_().to(rows.dtype)
            ctx.save_for_backward(weight[wanted].sub_(chance @ weight))
        return logps.squeeze(1)

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> Any:
        (slope,) = ctx.saved_tensors
        return slope * grad[:, None].to(slope.dtype), None, None
