"""A linear layer whose weight stays the bytes of the GGUF (QLoRA over the very file that is served, 2305.14314).

The weight is decoded in forward and again in backward and never kept: the base costs what its file does, 4.5 to 8.5
bits per weight, and the adapter is trained against exactly the numbers the engine computes with.
"""

from __future__ import annotations

from typing import Any

import torch
from gguf import GGMLQuantizationType as Kind
from torch import Tensor, nn
from torch.autograd.function import once_differentiable
from torch.nn import functional as F

from understudy_trainer.model.dequantize import dequantize


class _Product(torch.autograd.Function):
    """x (..., in) times the decoded weight (out, in) transposed. Only the bytes are saved for backward."""

    @staticmethod
    def forward(context: Any, x: Tensor, data: Tensor, kind: Kind) -> Tensor:
        context.save_for_backward(data)
        context.kind = kind
        return F.linear(x, dequantize(data, kind, x.dtype))

    @staticmethod
    @once_differentiable
    def backward(context: Any, gradient: Tensor) -> tuple[Tensor, None, None]:
        (data,) = context.saved_tensors
        return gradient @ dequantize(data, context.kind, gradient.dtype), None, None


class GGUFLinear(nn.Linear):
    """weight: (out, bytes of a row) uint8, as in the file (rows in the order of transformers). A nn.Linear, so that
    PEFT adapts it; PEFT's `merge` fails on it (bytes cannot be added to)."""

    def __init__(self, data: Tensor, kind: Kind, in_features: int) -> None:
        nn.Module.__init__(self)  # nn.Linear's would allocate the dense weight
        self.in_features, self.out_features, self.kind = in_features, data.shape[0], kind
        self.weight = nn.Parameter(data, requires_grad=False)
        self.register_parameter("bias", None)

    def forward(self, input: Tensor) -> Tensor:
        device = input.device.type
        if torch.is_autocast_enabled(device):
            input = input.to(torch.get_autocast_dtype(device))
        out: Tensor = _Product.apply(input, self.weight, self.kind)
        return out if self.bias is None else out + self.bias.to(out.dtype)

    def extra_repr(self) -> str:
        return f"{super().extra_repr()}, kind={self.kind.name}"
