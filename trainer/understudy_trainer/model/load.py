"""The served GGUF as a trainable model, with the tokenizer the engine uses.

Training on the very file that is served is up to 13 times closer to what runs than training on its f32 original.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoModelForCausalLM, LlamaConfig, Qwen2Config, Qwen3Config

from understudy.files import file_sha256
from understudy_trainer.errors import TrainError
from understudy_trainer.model.attention import ATTENTION
from understudy_trainer.model.codec import Codec
from understudy_trainer.model.dequantize import can_decode, dequantize
from understudy_trainer.model.quantized import GGUFLinear
from understudy_trainer.model.shape import TRAINABLE, Shape, read_shape

_CONFIGS: dict[str, Any] = {"llama": LlamaConfig, "qwen2": Qwen2Config, "qwen3": Qwen3Config}
_HEAD = "lm_head.weight"


@dataclass(frozen=True, slots=True)
class Base:
    """model: transformers causal LM with prefix-shared attention. path, sha256: the GGUF it came from. shape: its
    sizes. packed: whether the linears are still the file's bytes."""

    model: Any
    codec: Codec
    path: Path
    sha256: str
    shape: Shape
    packed: bool = False


def load_base(path: Path, device: torch.device, dtype: torch.dtype = torch.float32, *, packed: bool = False) -> Base:
    """The model of a GGUF, tensor by tensor: beside the model itself only one tensor is in memory at a time.

    packed: the linears of the layers stay quantized (`GGUFLinear`); norms, embeddings and head are dense in `dtype`.
    Raises TrainError.
    """
    shape = read_shape(path)
    codec = Codec(path)
    config = _config(shape)
    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config, attn_implementation=ATTENTION, dtype=dtype)
    used = set()
    for name, source, tensor in _matched(model, shape, gguf.GGUFReader(path), path):
        used.add(source)
        _place(model, name, tensor, shape, device, dtype, packed)
    _refuse_left_over(shape, used, path)
    if shape.tied:
        model.lm_head.weight = model.model.embed_tokens.weight
    # its table is computed, not stored, and was made on the meta device
    model.model.rotary_emb = type(model.model.rotary_emb)(config=config).to(device)
    model.config.use_cache = False
    return Base(model.eval(), codec, path, file_sha256(path), shape, packed)


def _config(shape: Shape) -> Any:
    def value(key: str, default: Any) -> Any:
        return shape.metadata.get(f"{shape.architecture}.{key}", default)

    rope = {"rope_type": "default", "rope_theta": float(value("rope.freq_base", 10_000.0))}
    if value("rope.scaling.type", "none") == "linear":
        rope |= {"rope_type": "linear", "factor": float(value("rope.scaling.factor", 1.0))}
    return _CONFIGS[shape.architecture](
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        intermediate_size=shape.feed_forward,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        num_key_value_heads=shape.kv_heads,
        head_dim=shape.head_size,
        max_position_embeddings=shape.context,
        rms_norm_eps=float(value("attention.layer_norm_rms_epsilon", 1e-6)),
        rope_parameters=rope,
        tie_word_embeddings=shape.tied,
        bos_token_id=shape.metadata.get("tokenizer.ggml.bos_token_id"),
        eos_token_id=shape.metadata.get("tokenizer.ggml.eos_token_id"),
        pad_token_id=shape.metadata.get("tokenizer.ggml.padding_token_id"),
    )


def _matched(model: Any, shape: Shape, reader: gguf.GGUFReader, path: Path) -> Iterator[tuple[str, str, Any]]:
    """(parameter of the model, tensor name, tensor of the file), each parameter once."""
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH[TRAINABLE[shape.architecture]], shape.layers)
    tensors = {tensor.name: tensor for tensor in reader.tensors}
    for name, parameter in list(model.named_parameters(remove_duplicate=False)):
        if name == _HEAD and shape.tied:
            continue
        source = names.get_name(name, try_suffixes=(".weight", ".bias"))
        tensor = tensors.get(source)
        if tensor is None or tuple(int(n) for n in reversed(tensor.shape)) != tuple(parameter.shape):
            found = "is missing" if tensor is None else f"has the shape {tuple(map(int, tensor.shape))}"
            raise TrainError(f"{path.name} cannot be trained: {source or name} {found}.", "Pick another base model.")
        yield name, source, tensor


def _refuse_left_over(shape: Shape, used: set[str], path: Path) -> None:
    """A tensor the trainer would ignore (experts, rope factors, extra biases) makes another model of it."""
    left = sorted(tensor.name for tensor in shape.tensors if tensor.name not in used)
    if left:
        raise TrainError(
            f"{path.name} has parts that are not trained here: {', '.join(left[:3])} ({len(left)} in all).",
            "Pick another base model, such as the bundled or a Qwen one.",
        )


def _place(
    model: Any, name: str, tensor: Any, shape: Shape, device: torch.device, dtype: torch.dtype, packed: bool
) -> None:
    """Put one tensor of the file where the parameter `name` is."""
    owner, _, leaf = name.rpartition(".")
    module = model.get_submodule(owner)
    kind = tensor.tensor_type
    if not can_decode(kind):
        module.register_parameter(leaf, nn.Parameter(_decoded_by_gguf(tensor, shape).to(device, dtype)))
        return
    data = _bytes(tensor, shape).to(device)
    if packed and leaf == "weight" and isinstance(module, nn.Linear) and name != _HEAD:
        parent, _, child = owner.rpartition(".")
        setattr(model.get_submodule(parent), child, GGUFLinear(data, kind, module.in_features))
        return
    weight = dequantize(data, kind, dtype)
    module.register_parameter(leaf, nn.Parameter(weight if len(tensor.shape) > 1 else weight[0]))


def _bytes(tensor: Any, shape: Shape) -> Tensor:
    """(rows, bytes of a row) uint8, a copy: the file may be replaced while the run goes on. A vector is one row."""
    rows = int(tensor.shape[1]) if len(tensor.shape) > 1 else 1
    data = np.ascontiguousarray(tensor.data).view(np.uint8).reshape(rows, -1)
    return torch.from_numpy(_unpermuted(data, tensor.name, shape).copy())


def _decoded_by_gguf(tensor: Any, shape: Shape) -> Tensor:
    """For number formats that torch does not decode here (Q2_K, Q3_K, IQ types)."""
    try:
        values = gguf.quants.dequantize(tensor.data, tensor.tensor_type)
    except NotImplementedError as error:
        raise TrainError(
            f"The number format {tensor.tensor_type.name} of {tensor.name} cannot be read.", "Pick Q4_K_M or Q8_0."
        ) from error
    return torch.from_numpy(_unpermuted(values, tensor.name, shape))


def _unpermuted(rows: Any, name: str, shape: Shape) -> Any:
    """Undo `export.tensors.permute`: llama files hold q and k rows in interleaved rope order. Rows may be packed: a row
    never shares a block with another."""
    heads = {"attn_q": shape.heads, "attn_k": shape.kv_heads}.get(name.split(".")[-2] if "." in name else "")
    if shape.architecture != "llama" or heads is None:
        return rows
    count = rows.shape[0]
    return rows.reshape(heads, count // heads // 2, 2, -1).swapaxes(1, 2).reshape(count, -1)
