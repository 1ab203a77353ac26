"""A PEFT LoRA folder as the GGUF adapter the engine attaches.

llama.cpp scales by `adapter.lora.alpha / rows(lora_a)` only. PEFT's rsLoRA (alpha / sqrt r), rank_pattern and
alpha_pattern are folded into B, which is exact.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gguf
import numpy as np

from understudy.files import replacing
from understudy_trainer.export.architectures import by_name
from understudy_trainer.export.errors import AdapterMismatchError, UnsupportedAdapterError
from understudy_trainer.export.rewrite import open_gguf, value_of
from understudy_trainer.export.tensors import Array, read_folder, read_settings

_KEY = re.compile(r"base_model\.model\.(.+)\.lora_(embedding_)?([AB])(?:\.default)?(?:\.weight)?$")
_VARIANTS = ("use_qalora", "use_bdlora", "kasa_config", "arrow_config", "monteclora_config", "velora_config")
_PLAIN_STARTS = {"true", "false", "gaussian", "eva", "orthogonal"}  # these leave the base weights as they are


@dataclass(frozen=True, slots=True)
class Base:
    """What the base GGUF says. shapes: tensor name -> (in, out)."""

    architecture: str
    layers: int
    heads: int
    kv_heads: int
    shapes: dict[str, tuple[int, ...]]


def read_base(path: Path) -> Base:
    """Architecture, head counts and tensor shapes from the file the engine will attach the adapter to."""
    reader = open_gguf(path)
    architecture = str(value_of(reader, "general.architecture"))
    heads = int(value_of(reader, f"{architecture}.attention.head_count"))
    return Base(
        architecture=architecture,
        layers=int(value_of(reader, f"{architecture}.block_count")),
        heads=heads,
        kv_heads=int(value_of(reader, f"{architecture}.attention.head_count_kv") or heads),
        shapes={tensor.name: tuple(int(n) for n in tensor.shape) for tensor in reader.tensors},
    )


def export_lora(adapter_dir: Path, out: Path, base_gguf: Path, *, extra: Mapping[str, str] | None = None) -> int:
    """Write `out` (atomically) from adapter_config.json + adapter_model.safetensors; returns the adapted matrices.

    extra: metadata strings. Raises UnsupportedAdapterError or AdapterMismatchError before anything is written.
    """
    config = read_settings(adapter_dir / "adapter_config.json")
    refuse_unsupported(config)
    base = read_base(base_gguf)
    row = by_name(base.architecture)
    if row is None:
        raise AdapterMismatchError(
            f"Adapters for {base.architecture!r} models cannot be exported.", "Pick a llama, qwen or starcoder2 model."
        )
    names = gguf.get_tensor_name_map(row.enum, base.layers)
    alpha = float(config["lora_alpha"])
    tensors: list[tuple[str, Array, Array]] = []
    for module, (down, up) in sorted(_pairs(adapter_dir).items()):
        target = names.get_name(f"{module}.weight", try_suffixes=(".weight",))
        if target is None or target not in base.shapes:
            raise AdapterMismatchError(
                f"The base model has no matrix for {module} ({target}).", "Train on the GGUF that is served."
            )
        shape = (down.shape[1], up.shape[0])
        if base.shapes[target] != shape:
            raise AdapterMismatchError(
                f"{target} is {base.shapes[target]} in the base model and {shape} in the adapter.",
                "Train on the GGUF that is served.",
            )
        up = up * np.float32(_scale(config, module, down.shape[0]) * down.shape[0] / alpha)
        tensors.append((target, down, row.arranged(target, up, base.heads, base.kv_heads)))
    with replacing(out) as part:
        writer = gguf.GGUFWriter(part, base.architecture)
        writer.add_type(gguf.GGUFType.ADAPTER)
        writer.add_name(out.stem)
        writer.add_string(gguf.Keys.Adapter.TYPE, "lora")
        writer.add_float32(gguf.Keys.Adapter.LORA_ALPHA, alpha)
        for key, text in (extra or {}).items():
            writer.add_string(key, text)
        for target, down, up in tensors:
            writer.add_tensor(f"{target}.lora_a", np.ascontiguousarray(down, np.float32))
            writer.add_tensor(f"{target}.lora_b", np.ascontiguousarray(up, np.float32))
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
    return len(tensors)


def refuse_unsupported(config: Mapping[str, Any]) -> None:
    """Raise UnsupportedAdapterError for an adapter_config.json that is more than a plain low-rank delta."""
    if config.get("peft_type") != "LORA":
        raise UnsupportedAdapterError(f"A {config.get('peft_type')} adapter is not LoRA.", "Train a LoRA adapter.")
    reasons = {
        "use_dora": "DoRA rescales rows, which is not low-rank",
        "modules_to_save": "fully trained modules do not fit in a LoRA file",
        "lora_bias": "llama.cpp adapters have no bias",
        "fan_in_fan_out": "transposed layers are not handled",
        "alora_invocation_tokens": "an activated LoRA is off before its tokens, and llama.cpp applies it throughout",
        "layer_replication": "the layers are not those of the base",
        "target_parameters": "parameters that are no linear layers are not handled",
        **dict.fromkeys(_VARIANTS, "llama.cpp has no such variant of LoRA"),
        "trainable_token_indices": "trained token embeddings do not fit in a LoRA file",
    }
    for key, reason in reasons.items():
        if config.get(key):
            raise UnsupportedAdapterError(f"{key}: {reason}.", "Merge it into the base model instead.")
    if not config.get("lora_alpha"):
        raise UnsupportedAdapterError("lora_alpha is 0 or missing: the adapter does nothing.", "Train it again.")
    if config.get("bias", "none") != "none":
        raise UnsupportedAdapterError(
            f"bias={config['bias']}: llama.cpp adapters have no bias.", "Train with bias none."
        )
    start = str(config.get("init_lora_weights", True))
    if start.lower() not in _PLAIN_STARTS:
        raise UnsupportedAdapterError(
            f"init_lora_weights={start} changed the base weights.",
            "Convert it first: save_pretrained(path_initial_model_for_weight_conversion=...).",
        )


def _scale(config: Mapping[str, Any], module: str, rank: int) -> float:
    """PEFT's scale for one module: alpha / r, or alpha / sqrt r (rsLoRA, 2312.03732)."""
    alpha = float(config["lora_alpha"])
    for pattern, value in (config.get("alpha_pattern") or {}).items():
        if re.match(rf"(.*\.)?({pattern})$", module):
            alpha = float(value)
            break
    return alpha / math.sqrt(rank) if config.get("use_rslora") else alpha / rank


def _pairs(adapter_dir: Path) -> dict[str, tuple[Array, Array]]:
    """module -> (A (r, in), B (out, r))."""
    found: dict[str, dict[str, Array]] = {}
    for key, value in read_folder(adapter_dir, "adapter_model"):
        match = _KEY.match(key)
        if match is None:
            raise UnsupportedAdapterError(f"Tensor {key} is not part of a LoRA.", "Train with the LoRA defaults.")
        if match[2]:
            raise UnsupportedAdapterError(
                f"{match[1]} is an embedding adapter.", "Leave embeddings out of the targets."
            )
        found.setdefault(match[1], {})[match[3]] = value
    for module, parts in found.items():
        if set(parts) != {"A", "B"}:
            raise UnsupportedAdapterError(f"{module} has only lora_{'/'.join(parts)}.", "Save the adapter again.")
    return {module: (parts["A"], parts["B"]) for module, parts in found.items()}
