"""A LoRA model's own mathematics with less to keep and less to cast: autograd functions that stand in for its linear
layers, gated MLPs and RMS norms while `lean` is open.

They save the fewest tensors from which backward follows, once each, in one type: a linear layer its input and A x, an
MLP its input, gate and up (the product is made again), a norm its input. Frozen weights get no gradient. What is not
known here (DoRA, dropout, trained base weights, other activations) keeps its own forward. Packed weights are decoded
in forward and again in backward.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import torch
from gguf import GGMLQuantizationType as Kind
from peft.tuners.lora.layer import Linear as LoraLinear
from torch import Tensor, nn
from torch.nn import functional as F

from understudy_trainer.model.dequantize import dequantize
from understudy_trainer.model.quantized import GGUFLinear

GATED = {"LlamaMLP", "MistralMLP", "Qwen2MLP", "Qwen3MLP"}  # down(silu(gate(x)) * up(x))
NORMS = {"LlamaRMSNorm", "MistralRMSNorm", "Qwen2RMSNorm", "Qwen3RMSNorm"}  # weight * x / rms(x)


@contextlib.contextmanager
def lean(model: nn.Module, dtype: torch.dtype | None = None) -> Iterator[None]:
    """Put the kernels in place; backward must run inside too where layers are computed again (checkpointing).

    dtype: of matrix products and of what is saved; None = the input's. The residual stream keeps the embedding's type,
    adapters and their gradients keep theirs. Weights held in another type are cast at each use.
    """
    replaced = []
    for module in model.modules():
        forward = None if "forward" in vars(module) else _forward_of(module, dtype)  # another's patch, or ours already
        if forward is not None:
            module.forward = forward
            replaced.append(module)
    try:
        yield
    finally:
        for module in replaced:
            del module.forward


def _forward_of(module: nn.Module, dtype: torch.dtype | None) -> Callable[[Tensor], Tensor] | None:
    name = type(module).__name__
    if name in GATED and all(_known(getattr(module, f"{part}_proj")) for part in ("gate", "up", "down")):
        return lambda x: _mlp(module, x, dtype)
    if _known(module):
        return lambda x: _linear(module, x, dtype)
    if name in NORMS and not module.weight.requires_grad:
        return lambda x: _Norm.apply(x, module.weight, module.variance_epsilon, dtype or x.dtype)
    return None


class Part(NamedTuple):
    """One linear layer: y = x weight^T + bias + scale (x a^T) b^T. a, b: None where no adapter is active. kind: how a
    packed weight's bytes are to be read, None = it is dense."""

    weight: Tensor
    bias: Tensor | None
    a: Tensor | None
    b: Tensor | None
    scale: float
    kind: Kind | None = None

    def dense(self, dtype: torch.dtype) -> Tensor:
        """The weight (out, in)."""
        return self.weight.to(dtype) if self.kind is None else dequantize(self.weight, self.kind, dtype)


def _known(module: Any) -> bool:
    """Whether `_part` says all about this module: plain LoRA, no dropout, over a frozen layer, dense or packed."""
    if type(module) is not LoraLinear or type(module.base_layer) not in (nn.Linear, GGUFLinear) or module.merged:
        return False
    frozen = not any(parameter.requires_grad for parameter in module.base_layer.parameters())
    active = [name for name in module.active_adapters if name in module.lora_A]
    return frozen and len(active) == 1 and _is_plain(module, active[0])


def _is_plain(module: Any, name: str) -> bool:
    return (
        name not in module.lora_variant
        and isinstance(module.lora_dropout[name], nn.Identity)
        and module.lora_B[name].bias is None
        and not module.fan_in_fan_out
    )


def _part(module: Any) -> Part:
    base = module.base_layer
    kind = getattr(base, "kind", None)
    if module.disable_adapters:
        return Part(base.weight, base.bias, None, None, 0.0, kind)
    name = next(name for name in module.active_adapters if name in module.lora_A)
    a, b = module.lora_A[name].weight, module.lora_B[name].weight
    return Part(base.weight, base.bias, a, b, module.scaling[name], kind)


def _linear(module: Any, x: Tensor, dtype: torch.dtype | None) -> Tensor:
    part = _part(module)
    return _Linear.apply(x.to(dtype or x.dtype), *part)


def _mlp(module: Any, x: Tensor, dtype: torch.dtype | None) -> Tensor:
    parts = [_part(getattr(module, f"{name}_proj")) for name in ("gate", "up", "down")]
    adapters = [tensor for part in parts for tensor in (part.a, part.b)]
    frozen = [part._replace(a=None, b=None) for part in parts]
    return _Gated.apply(x.to(dtype or x.dtype), frozen, *adapters)


def _up(x: Tensor, part: Part) -> tuple[Tensor, Tensor | None]:
    """x (T, in) -> y (T, out) and A x (T, r)."""
    bias = None if part.bias is None else part.bias.to(x.dtype)
    y = F.linear(x, part.dense(x.dtype), bias)
    if part.a is None or part.b is None:
        return y, None
    low = x @ part.a.t().to(x.dtype)
    return y.addmm_(low, part.b.t().to(x.dtype), alpha=part.scale), low


def _down(
    grad: Tensor, x: Tensor, low: Tensor | None, part: Part, into: Tensor | None, wanted: bool = True
) -> tuple[Tensor | None, Tensor | None, Tensor | None]:
    """Gradients of x (added to `into`, if given), a and b from that of y. wanted: whether x needs one."""
    grad_x = into
    if wanted:
        weight = part.dense(grad.dtype)
        grad_x = grad @ weight if into is None else into.addmm_(grad, weight)
    if low is None or part.a is None or part.b is None:
        return grad_x, None, None
    grad_low = (grad @ part.b.to(grad.dtype)) * part.scale
    grad_b = (grad.t() @ low) * part.scale
    grad_a = grad_low.t() @ x
    if wanted and grad_x is not None:
        grad_x.addmm_(grad_low, part.a.to(grad.dtype))
    return grad_x, grad_a.to(part.a.dtype), grad_b.to(part.b.dtype)


class _Linear(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any,
        x: Tensor,
        weight: Tensor,
        bias: Tensor | None,
        a: Tensor | None,
        b: Tensor | None,
        scale: float,
        kind: Kind | None,
    ) -> Tensor:
        with torch.autocast(x.device.type, enabled=False):
            y, low = _up(x.reshape(-1, x.shape[-1]), Part(weight, bias, a, b, scale, kind))
        ctx.save_for_backward(x, low, weight, a, b)
        ctx.scale, ctx.kind = scale, kind
        return y.view(*x.shape[:-1], -1)

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> Any:
        x, low, weight, a, b = ctx.saved_tensors
        flat = x.reshape(-1, x.shape[-1])
        part = Part(weight, None, a, b, ctx.scale, ctx.kind)
        wanted = ctx.needs_input_grad[0]
        grad_x, grad_a, grad_b = _down(grad.reshape(-1, grad.shape[-1]), flat, low, part, None, wanted)
        return None if grad_x is None else grad_x.view_as(x), None, None, grad_a, grad_b, None, None


class _Gated(torch.autograd.Function):
    """down(silu(gate(x)) * up(x)); keeps x, gate and up."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, frozen: Sequence[Part], *adapters: Tensor | None) -> Tensor:
        gate_part, up_part, down_part = _joined(frozen, adapters)
        with torch.autocast(x.device.type, enabled=False):
            flat = x.reshape(-1, x.shape[-1])
            gate, gate_low = _up(flat, gate_part)
            up, up_low = _up(flat, up_part)
            y, down_low = _up(F.silu(gate).mul_(up), down_part)
        ctx.save_for_backward(x, gate, up, gate_low, up_low, down_low, *adapters)
        ctx.frozen = frozen
        return y.view(*x.shape[:-1], -1)

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> Any:
        x, gate, up, gate_low, up_low, down_low, *adapters = ctx.saved_tensors
        gate_part, up_part, down_part = _joined(ctx.frozen, adapters)
        flat = x.reshape(-1, x.shape[-1])
        wanted = ctx.needs_input_grad[0]
        grad = grad.reshape(-1, grad.shape[-1])
        act = F.silu(gate)
        grad_product, *down = _down(grad, act * up, down_low, down_part, None)
        assert grad_product is not None
        grad_up = act.mul_(grad_product)
        grad_x, *ups = _down(grad_up, flat, up_low, up_part, None, wanted)
        grad_gate = torch.ops.aten.silu_backward(grad_product.mul_(up), gate)
        grad_x, *gates = _down(grad_gate, flat, gate_low, gate_part, grad_x, wanted)
        return None if grad_x is None else grad_x.view_as(x), None, *gates, *ups, *down


def _joined(frozen: Sequence[Part], adapters: Sequence[Tensor | None]) -> list[Part]:
    return [part._replace(a=adapters[2 * i], b=adapters[2 * i + 1]) for i, part in enumerate(frozen)]


class _Norm(torch.autograd.Function):
    """weight * x / sqrt(mean(x^2) + eps), in f32 inside, out in `dtype`; keeps x and one number a row."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, eps: float, dtype: torch.dtype) -> Tensor:
        wide = x.float()
        scale = torch.rsqrt(wide.square().mean(-1, keepdim=True) + eps)
        ctx.save_for_backward(x, scale, weight)
        return (wide * scale).mul_(weight).to(dtype)

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> Any:
        x, scale, weight = ctx.saved_tensors
        normed = x * scale
        grad = grad * weight.float()
        shared = (grad * normed).mean(-1, keepdim=True)
        return (grad.sub_(normed.mul_(shared))).mul_(scale).to(x.dtype), None, None, None
