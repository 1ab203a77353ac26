"""Shared-prefix attention for processors without a flash kernel worth the name: matrix products over blocks of queries.

A block of a prompt sees the prompt up to itself, a block of a response its prompt and the response up to itself; the
query heads of one key head are rows of one product, so keys and values are never repeated. Nothing of the size
(queries, keys) is kept: backward makes the probabilities again from q and k. Torch's own kernel on a CPU took 2.5 times
as long in bf16, and keeps keys and values once per response and query head.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor

BLOCK = 128  # queries of one product
Segments = tuple[tuple[int, int, tuple[tuple[int, int], ...]], ...]
"""Per prompt: (start, length, ((start, length) of every response))."""


class SharedPrefixAttention(torch.autograd.Function):
    """q (H, T, D), k and v (H_kv, T, D) -> (T, H, D). Scores and softmax are f32, forward and backward:
    bf16 holds a score of 80 to a quarter, and the probabilities made of it would be another softmax's."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, segments: Segments, scale: float) -> Tensor:
        k, v = k.contiguous(), v.contiguous()
        out = q.new_empty(q.shape[1], q.shape[0], q.shape[2])
        for block, keys in _blocks(segments):
            seen_k, seen_v = _gather(k, keys), _gather(v, keys)
            weights = _weights(_folded(q, block, len(k)), seen_k, block, scale)
            found = torch.bmm(weights, seen_v)  # (H_kv, G * rows, D)
            rows = block.stop - block.start
            out[block] = found.view(q.shape[0], rows, -1).transpose(0, 1)
        ctx.save_for_backward(q, k, v, out)
        ctx.segments, ctx.scale = segments, scale
        return out

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> Any:
        q, k, v, out = ctx.saved_tensors
        grad_q = torch.empty_like(q)
        grad_k, grad_v = (torch.zeros(k.shape, dtype=torch.float32) for _ in range(2))
        shared = (grad * out).sum(-1, dtype=torch.float32).to(q.dtype)  # (T, H): sum over keys of P dP
        by_head, shared = grad.transpose(0, 1), shared.t()[..., None]
        for block, keys in _blocks(ctx.segments):
            seen_k, seen_v = _gather(k, keys), _gather(v, keys)
            queries = _folded(q, block, len(k))
            weights = _weights(queries, seen_k, block, ctx.scale)
            grads = _folded(by_head, block, len(k))
            _scatter(grad_v, keys, torch.bmm(weights.transpose(1, 2), grads))
            slope = torch.bmm(grads, seen_v.transpose(1, 2)).sub_(_folded(shared, block, len(k))).mul_(weights)
            slope.mul_(ctx.scale)
            found = torch.bmm(slope, seen_k)
            grad_q[:, block] = found.view(q.shape[0], block.stop - block.start, -1)
            _scatter(grad_k, keys, torch.bmm(slope.transpose(1, 2), queries))
        return grad_q, grad_k.to(k.dtype), grad_v.to(v.dtype), None, None


def _blocks(segments: Segments) -> Iterator[tuple[slice, list[slice]]]:
    """(queries, the keys they see), all as positions; the last keys are the queries themselves."""
    for start, length, responses in segments:
        for begin in range(start, start + length, BLOCK):
            end = min(begin + BLOCK, start + length)
            yield slice(begin, end), [slice(start, end)]
        for first, size in responses:
            for begin in range(first, first + size, BLOCK):
                end = min(begin + BLOCK, first + size)
                yield slice(begin, end), [slice(start, start + length), slice(first, end)]


def _folded(x: Tensor, block: slice, kv_heads: int) -> Tensor:
    """(H, T, D) -> (H_kv, G * rows, D): head g of a group comes after head g - 1."""
    return x[:, block].reshape(kv_heads, -1, x.shape[-1])


def _gather(x: Tensor, keys: list[slice]) -> Tensor:
    return x[:, keys[0]] if len(keys) == 1 else torch.cat([x[:, part] for part in keys], 1)


def _scatter(into: Tensor, keys: list[slice], values: Tensor) -> None:
    """Add (H_kv, keys, D) to where the keys came from."""
    begin = 0
    for part in keys:
        size = part.stop - part.start
        into[:, part] += values[:, begin : begin + size]
        begin += size


def _weights(queries: Tensor, keys: Tensor, block: slice, scale: float) -> Tensor:
    """(H_kv, G * rows, keys) of the queries' type; the last `rows` keys are the queries' own and seen causally."""
    scores = torch.bmm(queries.float() * scale, keys.float().transpose(1, 2))
    rows = block.stop - block.start
    later = torch.ones(rows, rows, dtype=torch.bool).triu(1)
    scores.view(scores.shape[0], -1, rows, scores.shape[-1])[..., -rows:].masked_fill_(later, float("-inf"))
    return torch.softmax(scores, -1).to(queries.dtype)
