"""What differs between the architectures we export: one table, read by the model and the adapter exporter.

Read from llama.cpp's graphs and transformers' modelling code; every row is proved by logits (tests/trainer).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import gguf
import numpy as np

from understudy_trainer.export.errors import UnsupportedModelError
from understudy_trainer.export.tensors import Array, permute

_GATED = ("gate_proj", "up_proj", "down_proj")
_ATTENTION = ("q_proj", "k_proj", "v_proj", "o_proj")


@dataclass(frozen=True, slots=True)
class Architecture:
    """name: in the GGUF. permuted: q and k rows in interleaved rope order. shifted_norms: transformers multiplies by
    1 + weight, llama.cpp by weight. layer_norm: mean and bias too, not RMS. windowed: llama.cpp applies the sliding
    window. tied: llama.cpp knows no output matrix of its own. must: config values that llama.cpp has built in.
    linears: the modules LoRA adapts."""

    name: str
    enum: Any
    permuted: bool = False
    shifted_norms: bool = False
    layer_norm: bool = False
    windowed: bool = False
    tied: bool = False
    must: Mapping[str, tuple[Any, ...]] | None = None
    linears: tuple[str, ...] = (*_ATTENTION, *_GATED)

    def arranged(self, target: str, weight: Array, heads: int, kv_heads: int) -> Array:
        """A checkpoint's tensor as llama.cpp wants it. target: its GGUF name; also for lora_B of that matrix."""
        if self.permuted and ".attn_q." in target:
            return permute(weight, heads)
        if self.permuted and ".attn_k." in target:
            return permute(weight, kv_heads)
        if self.shifted_norms and target.endswith("norm.weight"):
            return weight + np.float32(1)
        return weight


_GELU = ("gelu_pytorch_tanh", "gelu_new")  # llama.cpp's GELU is the tanh form
_SILU = ("silu", "swish")
_LLAMA = Architecture("llama", gguf.MODEL_ARCH.LLAMA, permuted=True, must={"hidden_act": _SILU})
ARCHITECTURES: dict[str, Architecture] = {
    "LlamaForCausalLM": _LLAMA,
    "MistralForCausalLM": _LLAMA,
    "Qwen2ForCausalLM": Architecture("qwen2", gguf.MODEL_ARCH.QWEN2, must={"hidden_act": _SILU}),
    "Qwen3ForCausalLM": Architecture("qwen3", gguf.MODEL_ARCH.QWEN3, must={"hidden_act": _SILU}),
    "Starcoder2ForCausalLM": Architecture(
        "starcoder2",
        gguf.MODEL_ARCH.STARCODER2,
        layer_norm=True,
        must={"hidden_act": _GELU, "use_bias": (True,)},
        linears=(*_ATTENTION, "c_fc", "c_proj"),
    ),
    # old Gemma configs say "gelu" in hidden_act and are computed with the tanh form all the same
    "GemmaForCausalLM": Architecture(
        "gemma", gguf.MODEL_ARCH.GEMMA, shifted_norms=True, tied=True, must={"attention_bias": (False,)}
    ),
    "Gemma2ForCausalLM": Architecture(
        "gemma2",
        gguf.MODEL_ARCH.GEMMA2,
        shifted_norms=True,
        windowed=True,
        tied=True,
        must={"hidden_activation": _GELU, "attention_bias": (False,)},
    ),
}
"""Name in config.json -> what to do."""


def by_name(name: str) -> Architecture | None:
    """The row of a GGUF's `general.architecture`."""
    return next((row for row in ARCHITECTURES.values() if row.name == name), None)


def of_config(config: Mapping[str, Any]) -> Architecture:
    """The row of a config.json. Raises UnsupportedModelError, also for values llama.cpp would silently not apply."""
    kind = (config.get("architectures") or ["(none)"])[0]
    row = ARCHITECTURES.get(kind)
    if row is None:
        raise UnsupportedModelError(f"{kind} cannot be exported.", f"Supported: {', '.join(ARCHITECTURES)}.")
    rope = config.get("rope_scaling") or config.get("rope_parameters") or {}
    scaling = rope.get("rope_type") or rope.get("type") or "default"
    if scaling != "default":
        raise UnsupportedModelError(f"Rope scaling {scaling!r} cannot be exported.", "Use a model with plain rope.")
    for key, allowed in (row.must or {}).items():
        if key in config and config[key] not in allowed:
            raise UnsupportedModelError(
                f"{key}={config[key]!r} has no GGUF form for {row.name}.", f"llama.cpp computes {allowed[0]!r} only."
            )
    if row.tied and config.get("tie_word_embeddings", True) is False:
        raise UnsupportedModelError(f"A {row.name} GGUF has no output matrix of its own.", "Tie the embeddings.")
    if row.windowed:
        _refuse_other_gemma2(config, row)
    return row


def _refuse_other_gemma2(config: Mapping[str, Any], row: Architecture) -> None:
    """What llama.cpp takes for granted: every other layer has a window, logits are capped, scores scaled by width."""
    head_dim = _head_dim(config, row)
    layers = config["num_hidden_layers"]
    expected = [("full_attention", "sliding_attention")[(i + 1) % 2] for i in range(layers)]
    if config.get("query_pre_attn_scalar", head_dim) != head_dim:
        reason = "attention is scaled by the head's width only"
    elif (config.get("layer_types") or expected) != expected:
        reason = "every other layer has a window"
    elif not (config.get("attn_logit_softcapping", 50.0) and config.get("final_logit_softcapping", 30.0)):
        reason = "logits are capped"
    else:
        return
    raise UnsupportedModelError(f"In llama.cpp's {row.name}, {reason}.", "Use another base model.")


def _head_dim(config: Mapping[str, Any], row: Architecture) -> int:
    default = 256 if row.shifted_norms else config["hidden_size"] // config["num_attention_heads"]
    return int(config.get("head_dim") or default)


def hyperparameters(config: Mapping[str, Any], row: Architecture) -> list[tuple[Callable[..., None], Any]]:
    """(method of gguf.GGUFWriter, value) of everything llama.cpp needs to know besides the tensors."""
    write, heads = gguf.GGUFWriter, config["num_attention_heads"]
    head_dim = _head_dim(config, row)
    rope = config.get("rope_parameters") or {}
    length, window = config["max_position_embeddings"], config.get("sliding_window")
    if config.get("use_sliding_window") is False:
        window = None
    values: list[tuple[Callable[..., None], Any]] = [
        (write.add_block_count, config["num_hidden_layers"]),
        # past a window that llama.cpp does not apply, the file would compute something else
        (write.add_context_length, length if row.windowed or not window else min(length, window)),
        (write.add_embedding_length, config["hidden_size"]),
        (write.add_feed_forward_length, config["intermediate_size"]),
        (write.add_head_count, heads),
        (write.add_head_count_kv, config.get("num_key_value_heads") or heads),
        (write.add_rope_freq_base, rope.get("rope_theta") or config.get("rope_theta") or 10_000.0),
        (write.add_vocab_size, config["vocab_size"]),
    ]
    if row.layer_norm:
        values.append((write.add_layer_norm_eps, config.get("norm_epsilon", 1e-5)))
    else:
        values.append((write.add_layer_norm_rms_eps, config["rms_norm_eps"]))
    if row.permuted or row.layer_norm:
        values.append((write.add_rope_dimension_count, head_dim))
    if row.shifted_norms or head_dim != config["hidden_size"] // heads:
        values += [(write.add_key_length, head_dim), (write.add_value_length, head_dim)]
    if row.windowed:
        values.append((write.add_sliding_window, window or length))
        values.append((write.add_attn_logit_softcapping, config.get("attn_logit_softcapping", 50.0)))
        values.append((write.add_final_logit_softcapping, config.get("final_logit_softcapping", 30.0)))
    return values
