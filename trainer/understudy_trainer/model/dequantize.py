"""GGUF's number formats in plain torch, on any device, bit-equal to gguf-py.

A block of 32 or 256 weights is a few bytes: half-precision scales, and per weight 4 to 8 bits. Layouts: ggml-quants.h.
Every decoder takes blocks (n, bytes of a block) uint8 and returns (n, weights of a block) f32.
"""

from __future__ import annotations

from collections.abc import Callable

import gguf
import torch
from gguf import GGMLQuantizationType as Kind
from torch import Tensor

CHUNK = {"cpu": 1 << 18, "cuda": 1 << 22}  # weights decoded at a time: cache-sized; on a GPU few kernel launches
FLOATS = {Kind.F32: torch.float32, Kind.F16: torch.float16, Kind.BF16: torch.bfloat16}


def _half(data: Tensor) -> Tensor:
    """(n, 2k) bytes -> (n, k) f32."""
    return data.contiguous().view(torch.float16).float()


def _nibbles(data: Tensor, group: int) -> Tensor:
    """(n, m) bytes -> (n, 2m) in 0..15: of each `group` bytes first all low halves, then all high ones."""
    count = data.shape[0]
    parts = data.reshape(count, -1, 1, group)
    return torch.cat((parts & 15, parts >> 4), 2).view(count, -1)


def _fifth_bits(data: Tensor) -> Tensor:
    """(n, 4) bytes -> (n, 32): bit i of the little-endian number, moved to 16."""
    shifts = torch.arange(8, device=data.device, dtype=torch.uint8)
    return ((data[:, :, None] >> shifts) & 1).view(data.shape[0], 32) << 4


def _signed(values: Tensor, offset: int) -> Tensor:
    return (values.to(torch.int8) - offset).float()


def _q8_0(blocks: Tensor) -> Tensor:
    return blocks[:, 2:].contiguous().view(torch.int8).float().mul_(_half(blocks[:, :2]))


def _q4_0(blocks: Tensor) -> Tensor:
    return _signed(_nibbles(blocks[:, 2:], 16), 8).mul_(_half(blocks[:, :2]))


def _q4_1(blocks: Tensor) -> Tensor:
    scale, low = _half(blocks[:, :4]).split(1, 1)
    return _nibbles(blocks[:, 4:], 16).float().mul_(scale).add_(low)


def _q5_0(blocks: Tensor) -> Tensor:
    return _signed(_nibbles(blocks[:, 6:], 16) | _fifth_bits(blocks[:, 2:6]), 16).mul_(_half(blocks[:, :2]))


def _q5_1(blocks: Tensor) -> Tensor:
    scale, low = _half(blocks[:, :4]).split(1, 1)
    return (_nibbles(blocks[:, 8:], 16) | _fifth_bits(blocks[:, 4:8])).float().mul_(scale).add_(low)


def _scales_and_mins(blocks: Tensor) -> tuple[Tensor, Tensor]:
    """Of Q4_K and Q5_K, per 32 weights: (n, 8, 1) each. Twelve bytes hold eight 6-bit scales and eight 6-bit mins."""
    low, middle, high = blocks[:, 4:16].reshape(-1, 3, 4).unbind(1)
    scales = torch.cat((low & 63, (high & 15) | ((low >> 2) & 48)), 1).float()
    mins = torch.cat((middle & 63, (high >> 4) | ((middle >> 2) & 48)), 1).float()
    scale, least = _half(blocks[:, :4]).split(1, 1)
    return (scales * scale)[:, :, None], (mins * least)[:, :, None]


def _q4_k(blocks: Tensor) -> Tensor:
    scales, mins = _scales_and_mins(blocks)
    values = _nibbles(blocks[:, 16:], 32).view(-1, 8, 32).float()
    return values.mul_(scales).sub_(mins).view(-1, 256)


def _q5_k(blocks: Tensor) -> Tensor:
    scales, mins = _scales_and_mins(blocks)
    shifts = torch.arange(8, device=blocks.device, dtype=torch.uint8).view(8, 1)
    fifth = ((blocks[:, None, 16:48] >> shifts) & 1) << 4
    values = (_nibbles(blocks[:, 48:], 32).view(-1, 8, 32) | fifth).float()
    return values.mul_(scales).sub_(mins).view(-1, 256)


def _q6_k(blocks: Tensor) -> Tensor:
    scales = blocks[:, 192:208].contiguous().view(torch.int8).float() * _half(blocks[:, 208:])
    low = _nibbles(blocks[:, :128], 64).view(-1, 8, 32)
    shifts = torch.arange(0, 8, 2, device=blocks.device, dtype=torch.uint8).view(4, 1)
    high = ((blocks[:, 128:192].reshape(-1, 2, 1, 32) >> shifts) & 3).view(-1, 8, 32) << 4
    return _signed(low | high, 32).view(-1, 16, 16).mul_(scales[:, :, None]).view(-1, 256)


DECODERS: dict[Kind, Callable[[Tensor], Tensor]] = {
    Kind.Q4_0: _q4_0,
    Kind.Q4_1: _q4_1,
    Kind.Q5_0: _q5_0,
    Kind.Q5_1: _q5_1,
    Kind.Q8_0: _q8_0,
    Kind.Q4_K: _q4_k,
    Kind.Q5_K: _q5_k,
    Kind.Q6_K: _q6_k,
}


def can_decode(kind: Kind) -> bool:
    return kind in DECODERS or kind in FLOATS


def dequantize(data: Tensor, kind: Kind, dtype: torch.dtype = torch.float32) -> Tensor:
    """data: (rows, bytes of a row) uint8 -> (rows, columns) of `dtype`; f32 values rounded once. `can_decode(kind)`.

    Decoded a few rows at a time, so that beside the result only a chunk in f32 exists.
    """
    if kind in FLOATS:
        return data.view(FLOATS[kind]).to(dtype)
    size, bytes_of_block = gguf.GGML_QUANT_SIZES[kind]
    rows, columns = data.shape[0], data.shape[1] // bytes_of_block * size
    out = torch.empty(rows, columns, dtype=dtype, device=data.device)
    step = max(1, CHUNK.get(data.device.type, CHUNK["cuda"]) // columns)
    for i in range(0, rows, step):
        part = data[i : i + step]
        out[i : i + step] = DECODERS[kind](part.reshape(-1, bytes_of_block)).view(part.shape[0], columns)
    return out
