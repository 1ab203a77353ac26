"""Tiny random models whose vocabularies hold another family's control tokens, byte-level or sentencepiece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import gguf
import numpy as np

from tests.engine.tiny import HEADS, INNER, KV_HEADS, MERGES, SHAPES, WIDTH, byte_tokens

CONTROL, USER_DEFINED = gguf.TokenType.CONTROL, gguf.TokenType.USER_DEFINED
_WORDS = {"▁": -1.0, "d": -2.0, "e": -2.0, "f": -2.0, "de": -3.0, "▁d": -4.0, "▁de": -5.0}  # piece -> score


def make_family_model(
    path: Path,
    texts: Sequence[str],
    *,
    name: str = "",
    kind: gguf.TokenType = CONTROL,
    sentencepiece: bool = False,
    ids: Mapping[str, int] | None = None,
    strings: Mapping[str, str] | None = None,
) -> dict[str, int]:
    """Writes the model; returns token text -> id, `texts` (of type `kind`) first from id 3.

    ids, strings: further metadata, such as {"tokenizer.ggml.fim_pre_token_id": 3}.
    """
    writer = gguf.GGUFWriter(path, "llama")
    if name:
        writer.add_name(name)
    for key, number in (ids or {}).items():
        writer.add_uint32(key, number)
    for key, text in (strings or {}).items():
        writer.add_string(key, text)
    writer.add_context_length(512)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KV_HEADS)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    tokens = _sentencepiece(writer, texts, kind) if sentencepiece else _byte_level(writer, texts, kind)
    random = np.random.default_rng(0)
    for tensor, shape in {"token_embd": (len(tokens), WIDTH), "output": (len(tokens), WIDTH)}.items():
        writer.add_tensor(f"{tensor}.weight", random.standard_normal(shape).astype(np.float32))
    for tensor, shape in SHAPES.items():
        writer.add_tensor(f"blk.0.{tensor}.weight", random.standard_normal(shape).astype(np.float32) * 0.1)
    for norm in ("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm"):
        writer.add_tensor(f"{norm}.weight", np.ones(WIDTH, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return {text: number for number, text in enumerate(tokens)}


def _byte_level(writer: gguf.GGUFWriter, texts: Sequence[str], kind: gguf.TokenType) -> list[str]:
    merged = [merge.replace(" ", "") for merge in MERGES]
    tokens = ["<|endoftext|>", "<|unused|>", "<|pad|>", *texts, *byte_tokens(), *merged]
    types = [CONTROL] * 3 + [kind] * len(texts) + [gguf.TokenType.NORMAL] * (256 + len(merged))
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    writer.add_token_merges(MERGES)
    writer.add_eos_token_id(0)
    writer.add_add_bos_token(False)
    return tokens


def _sentencepiece(writer: gguf.GGUFWriter, texts: Sequence[str], kind: gguf.TokenType) -> list[str]:
    octets = [f"<0x{octet:02X}>" for octet in range(256)]
    tokens = ["<unk>", "<s>", "</s>", *texts, *octets, *_WORDS]
    types = [gguf.TokenType.UNKNOWN, CONTROL, CONTROL, *([kind] * len(texts)), *([gguf.TokenType.BYTE] * 256)]
    types += [gguf.TokenType.NORMAL] * len(_WORDS)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * (len(tokens) - len(_WORDS)) + list(_WORDS.values()))
    writer.add_token_types(types)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_add_bos_token(True)
    writer.add_add_space_prefix(True)
    return tokens
