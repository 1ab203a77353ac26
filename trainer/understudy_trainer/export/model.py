"""A Hugging Face checkpoint as a GGUF model."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import gguf
import numpy as np

from understudy.files import replacing
from understudy.prompts.special import FIM_MIDDLE, FIM_PREFIX, FIM_SUFFIX, LITERALS
from understudy_trainer.export.architectures import hyperparameters, of_config
from understudy_trainer.export.errors import UnsupportedModelError
from understudy_trainer.export.tensors import Array, read_folder, read_settings
from understudy_trainer.export.vocabulary import Vocabulary, read_vocabulary

Dtype = Literal["f16", "f32", "q8_0"]

_FILE_TYPES = {
    "f32": gguf.LlamaFileType.ALL_F32,
    "f16": gguf.LlamaFileType.MOSTLY_F16,
    "q8_0": gguf.LlamaFileType.MOSTLY_Q8_0,
}
_FIM_KEYS = {"fim_pre": FIM_PREFIX, "fim_suf": FIM_SUFFIX, "fim_mid": FIM_MIDDLE}


def export_model(
    hf_dir: Path, out: Path, *, dtype: Dtype = "f16", name: str = "", extra: Mapping[str, str] | None = None
) -> int:
    """Write `out` (atomically) from a checkpoint folder (config.json, *.safetensors, tokenizer.json).

    dtype: of the matrices; norms stay f32. extra: metadata strings, such as {"understudy.fim_order": "spm"}.
    Returns the number of tensors. Raises UnsupportedModelError / UnsupportedTokenizerError.
    """
    config = read_settings(hf_dir / "config.json")
    row = of_config(config)
    vocabulary = read_vocabulary(hf_dir, config["vocab_size"])
    layers, heads = config["num_hidden_layers"], config["num_attention_heads"]
    kv_heads = config.get("num_key_value_heads") or heads
    names = gguf.get_tensor_name_map(row.enum, layers)
    with replacing(out) as part:
        writer = gguf.GGUFWriter(part, row.name)
        writer.add_name(name or hf_dir.name)
        writer.add_file_type(_FILE_TYPES[dtype])
        writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
        for method, setting in hyperparameters(config, row):
            method(writer, setting)
        _write_vocabulary(writer, vocabulary)
        for key, value in (extra or {}).items():
            writer.add_string(key, value)
        template = hf_dir / "chat_template.jinja"
        if template.exists():
            writer.add_chat_template(template.read_text(encoding="utf-8"))
        count = 0
        for key, weight in read_folder(hf_dir, "model"):
            if key == "lm_head.weight" and config.get("tie_word_embeddings", row.tied):
                continue
            target = names.get_name(key, try_suffixes=(".weight", ".bias"))
            if target is None:
                raise UnsupportedModelError(
                    f"Tensor {key} has no place in a {row.name} GGUF.", "Save the plain checkpoint."
                )
            weight = row.arranged(target, weight, heads, kv_heads)
            _add_tensor(writer, target, weight, dtype)
            count += 1
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
    return count


def _write_vocabulary(writer: gguf.GGUFWriter, vocabulary: Vocabulary) -> None:
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(vocabulary.pre)
    writer.add_token_list(vocabulary.tokens)
    writer.add_token_types(vocabulary.types)
    writer.add_token_merges(vocabulary.merges)
    for index, add in (
        (vocabulary.bos, writer.add_bos_token_id),
        (vocabulary.eos, writer.add_eos_token_id),
        (vocabulary.pad, writer.add_pad_token_id),
    ):
        if index is not None:
            add(index)
    writer.add_add_bos_token(False)
    for key, special in _FIM_KEYS.items():
        index = vocabulary.id_of(LITERALS[special])
        if index is not None:
            writer.add_uint32(f"tokenizer.ggml.{key}_token_id", index)


def _add_tensor(writer: gguf.GGUFWriter, target: str, weight: Array, dtype: Dtype) -> None:
    if weight.ndim < 2 or dtype == "f32":
        writer.add_tensor(target, np.ascontiguousarray(weight, np.float32))
    elif dtype == "q8_0" and weight.shape[-1] % 32 == 0:  # Q8_0's block length
        kind = gguf.GGMLQuantizationType.Q8_0
        writer.add_tensor(target, gguf.quants.quantize(np.ascontiguousarray(weight), kind), raw_dtype=kind)
    else:
        writer.add_tensor(target, weight.astype(np.float16))
