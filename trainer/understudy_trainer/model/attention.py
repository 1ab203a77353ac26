"""Attention over packed rows: a prompt attends causally to itself, a response to its prompt and causally to itself.

Registered with transformers by name, so that any decoder runs with it; without segments it is plain causal attention.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F
from transformers import AttentionInterface
from transformers.masking_utils import AttentionMaskInterface

from understudy_trainer.model.cpu_attention import Segments, SharedPrefixAttention

ATTENTION = "understudy_shared_prefix"


def _attention(
    module: Any,
    q: Tensor,
    k: Tensor,
    v: Tensor,
    mask: Any,
    scaling: float | None = None,
    dropout: float = 0.0,
    **rest: Any,
) -> tuple[Tensor, None]:
    """q (1, H, T, D), k and v (1, H_kv, T, D) -> (1, T, H, D). Without segments: ordinary causal attention."""
    options = {"scale": scaling, "enable_gqa": q.shape[1] != k.shape[1]}
    segments: Segments | None = rest.get("segments")
    if segments is None:
        out = F.scaled_dot_product_attention(q, k, v, is_causal=q.shape[2] > 1, **options)  # type: ignore[arg-type]
        return out.transpose(1, 2).contiguous(), None
    q, k = q.to(v.dtype), k.to(v.dtype)  # rotated by f32 angles where the residual stream is f32
    if q.device.type == "cpu":
        scale = q.shape[-1] ** -0.5 if scaling is None else scaling
        return SharedPrefixAttention.apply(q[0], k[0], v[0], segments, scale)[None], None
    parts = []
    for start, length, responses in segments:
        keys, values = k[:, :, start : start + length], v[:, :, start : start + length]
        queries = q[:, :, start : start + length]
        parts.append(F.scaled_dot_product_attention(queries, keys, values, is_causal=True, **options))  # type: ignore[arg-type]
        for begin, size in responses:
            window = slice(begin, begin + size)
            parts.append(
                F.scaled_dot_product_attention(
                    q[:, :, window],
                    torch.cat((keys, k[:, :, window]), 2),
                    torch.cat((values, v[:, :, window]), 2),
                    attn_mask=_lower_right(size, length + size),
                    **options,  # type: ignore[arg-type]
                )
            )
    return torch.cat(parts, 2).transpose(1, 2).contiguous(), None


def _lower_right(queries: int, keys: int) -> Any:
    """A mask that reaches the flash kernel (CUDA), which a bool matrix does not."""
    from torch.nn.attention.bias import causal_lower_right

    return causal_lower_right(queries, keys)


AttentionInterface.register(ATTENTION, _attention)
AttentionMaskInterface.register(ATTENTION, lambda *_, **__: None)
