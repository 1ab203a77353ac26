"""Random GGUF files small enough to load in milliseconds: real llama.cpp, no quality. Needs gguf and numpy only."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np
from numpy.typing import NDArray

from understudy.prompts.special import CODE, EOS, FILE_SEP, FIM_MIDDLE, FIM_PREFIX, FIM_SUFFIX, LITERALS, PAD

WIDTH, LAYERS, HEADS, KV_HEADS, INNER = 64, 2, 4, 2, 128
KV_WIDTH = KV_HEADS * WIDTH // HEADS
MERGES = ["r e", "t u", "re tu", "r n", "retu rn", "d e", "Ġ Ġ", "s e", "l f"]
SHAPES = {
    "attn_q": (WIDTH, WIDTH),
    "attn_k": (KV_WIDTH, WIDTH),
    "attn_v": (KV_WIDTH, WIDTH),
    "attn_output": (WIDTH, WIDTH),
    "ffn_gate": (INNER, WIDTH),
    "ffn_up": (INNER, WIDTH),
    "ffn_down": (WIDTH, INNER),
}


def byte_tokens() -> list[str]:
    """GPT-2's printable stand-ins for the 256 bytes."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    extra = iter(range(256, 512))
    return [chr(byte) if byte in printable else chr(next(extra)) for byte in range(256)]


def make_model(
    path: Path, *, architecture: str = "llama", seed: int = 0, context: int = 1024, fim_order: str | None = "spm"
) -> Path:
    """A byte-level BPE llama model of about 0.1 M random parameters with our special tokens."""
    random = np.random.default_rng(seed)
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_name("tiny-random")
    writer.add_context_length(context)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KV_HEADS)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_freq_base(10_000.0)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    if fim_order is not None:
        writer.add_string("understudy.fim_order", fim_order)
    vocabulary = _add_tokenizer(writer)

    def values(*shape: int, scale: float) -> NDArray[np.float32]:
        return (random.standard_normal(shape) * scale).astype(np.float32)

    writer.add_tensor("token_embd.weight", values(vocabulary, WIDTH, scale=1.0))
    writer.add_tensor("output.weight", values(vocabulary, WIDTH, scale=0.25))
    writer.add_tensor("output_norm.weight", np.ones(WIDTH, np.float32))
    for layer in range(LAYERS):
        for norm in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"blk.{layer}.{norm}.weight", np.ones(WIDTH, np.float32))
        for name, shape in SHAPES.items():
            writer.add_tensor(f"blk.{layer}.{name}.weight", values(*shape, scale=0.15))
    return _write(writer, path)


def make_adapter(path: Path, *, seed: int = 1, rank: int = 4, width: int = WIDTH) -> Path:
    """A random LoRA adapter for `make_model`; another width makes one that does not fit."""
    random = np.random.default_rng(seed)
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_type(gguf.GGUFType.ADAPTER)
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", 16.0)
    for layer in range(LAYERS):
        for name in ("attn_q", "ffn_up"):
            out, inner = SHAPES[name]
            inner = width if inner == WIDTH else inner
            for part, shape in (("lora_a", (rank, inner)), ("lora_b", (out, rank))):
                tensor = (random.standard_normal(shape) * 0.5).astype(np.float32)
                writer.add_tensor(f"blk.{layer}.{name}.weight.{part}", tensor)
    return _write(writer, path)


def _add_tokenizer(writer: gguf.GGUFWriter) -> int:
    merged = [merge.replace(" ", "") for merge in MERGES]
    tokens = [*LITERALS.values(), *byte_tokens(), *merged]
    types = [gguf.TokenType.CONTROL] * len(LITERALS) + [gguf.TokenType.NORMAL] * (256 + len(merged))
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    writer.add_token_merges(MERGES)
    ids = {name: index for index, name in enumerate(LITERALS)}
    writer.add_eos_token_id(ids[EOS])
    writer.add_bos_token_id(ids[EOS])
    writer.add_pad_token_id(ids[PAD])
    writer.add_add_bos_token(False)
    for key, name in (("pre", FIM_PREFIX), ("suf", FIM_SUFFIX), ("mid", FIM_MIDDLE)):
        writer.add_uint32(f"tokenizer.ggml.fim_{key}_token_id", ids[name])
    assert CODE in ids and FILE_SEP in ids  # found by their text, not by a metadata key
    writer.add_vocab_size(len(tokens))
    return len(tokens)


def _write(writer: gguf.GGUFWriter, path: Path) -> Path:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
