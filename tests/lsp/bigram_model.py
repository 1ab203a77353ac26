"""A GGUF whose greedy text is known: real llama.cpp, a table of "after this token comes that one" for weights.

The layers add nothing (their output projections are zero), so the logits are a linear function of the last token.
"""

from __future__ import annotations

import itertools
from pathlib import Path

import gguf
import numpy as np

from understudy.prompts.special import CODE, EOS, FIM_MIDDLE, FIM_PREFIX, FIM_SUFFIX, LITERALS, PAD, PLAN

WIDTH, INNER, CONTEXT = 64, 64, 1024
LINE = "total + 1"
"""What the model fills in anywhere."""
BODY = "    wanted = a\n    return wanted\n"
STEP = "add them"
OTHER = "None"
"""What it might have written instead of LINE, if it was made with `branches`."""
_PIECES = {
    "line1": "total", "line2": "Ġ+Ġ1", "line4": "Ċ",
    "body1": "ĠĠĠĠwanted", "body2": "Ġ=", "body3": "Ġa", "body4": "ĊĠĠĠĠreturn", "body5": "ĠwantedĊ",
    "other1": "None",
    "leak": "<fim_suffix>", "plan1": "ĠĠĠĠ#Ġ1.", "plan2": "ĠaddĠthem", "plan3": "ĊĠĠĠĠ",
}  # fmt: skip
_CHAINS = (
    (FIM_MIDDLE, "line1", "line2", "line4", EOS),
    (CODE, "body1", "body2", "body3", "body4", "body5", EOS),
    (PLAN, "plan1", "plan2", "plan3", CODE),
)


LEAKS = ("token", "text")
"""Bad habits a model can be given: to go on with a FIM token behind its line, or with the letters of a foreign one."""

_BYTE = 8.0
"""Of a byte token's embedding in the first dimension, which no other token uses: after any byte comes the line, so that
a row which was made to begin with what is typed (`Generate.heal`) goes on as it would have begun."""

_BRANCH = (FIM_MIDDLE, "other1", "line4")
_BRANCH_WEIGHT = 0.985  # a little less likely than LINE: greedy never takes it, sampling often does


def make_model(
    path: Path, *, branches: bool = False, context: int = CONTEXT, cross_file: str = "", leak: str = ""
) -> Path:
    """Write the model. leak: one of LEAKS."""
    random = np.random.default_rng(7)
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name("bigram")
    writer.add_context_length(context)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(2)
    writer.add_head_count_kv(2)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_freq_base(10_000.0)
    writer.add_rope_dimension_count(WIDTH // 2)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    writer.add_string("understudy.fim_order", "spm")
    if cross_file:
        writer.add_string("understudy.cross_file", cross_file)
    ids, vocabulary = _add_tokenizer(writer)
    embedding = random.standard_normal((vocabulary, WIDTH)).astype(np.float32)
    embedding[:, 0] = 0
    letters = slice(len(LITERALS), len(LITERALS) + 256)
    embedding[letters, 0] = _BYTE
    output = np.zeros_like(embedding)
    output[ids["line1"], 0] = _BYTE
    output[ids["space"]] += embedding[ids[FIM_MIDDLE]] / 2  # the likeliest of the tokens that begin with one
    for chain in _CHAINS:
        for before, after in itertools.pairwise(chain):
            output[ids[after]] += embedding[ids[before]]
    if leak:
        output[ids[FIM_SUFFIX if leak == "token" else "leak"]] += 2 * embedding[ids["line2"]]
    if branches:
        output[ids["other1"], 0] = _BRANCH_WEIGHT * _BYTE
        for before, after in itertools.pairwise(_BRANCH):
            output[ids[after]] += _BRANCH_WEIGHT * embedding[ids[before]]
    writer.add_tensor("token_embd.weight", embedding)
    writer.add_tensor("output.weight", output)
    writer.add_tensor("output_norm.weight", np.ones(WIDTH, np.float32))
    for norm in ("attn_norm", "ffn_norm"):
        writer.add_tensor(f"blk.0.{norm}.weight", np.ones(WIDTH, np.float32))
    for name in ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"):
        writer.add_tensor(f"blk.0.{name}.weight", np.zeros((WIDTH, WIDTH), np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def make_adapter(path: Path) -> Path:
    """A LoRA adapter that fits the model and changes nothing it writes."""
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_type(gguf.GGUFType.ADAPTER)
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", 4.0)
    writer.add_tensor("blk.0.attn_q.weight.lora_a", np.ones((2, WIDTH), np.float32))
    writer.add_tensor("blk.0.attn_q.weight.lora_b", np.ones((WIDTH, 2), np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _bytes() -> list[str]:
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    extra = iter(range(256, 512))
    return [chr(byte) if byte in printable else chr(next(extra)) for byte in range(256)]


def _add_tokenizer(writer: gguf.GGUFWriter) -> tuple[dict[str, int], int]:
    tokens = [*LITERALS.values(), *_bytes(), *_PIECES.values()]
    types = [gguf.TokenType.CONTROL] * len(LITERALS) + [gguf.TokenType.NORMAL] * (256 + len(_PIECES))
    tokens = [t if tokens.index(t) == n else f"{t}Ġ" for n, t in enumerate(tokens)]  # "Ċ" is a byte already
    ids = {name: index for index, name in enumerate(LITERALS)}
    ids["space"] = len(LITERALS) + _bytes().index("Ġ")
    ids |= {name: len(LITERALS) + 256 + index for index, name in enumerate(_PIECES)}
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    writer.add_token_merges(["r e", "t u"])
    writer.add_eos_token_id(ids[EOS])
    writer.add_bos_token_id(ids[EOS])
    writer.add_pad_token_id(ids[PAD])
    writer.add_add_bos_token(False)
    for key, name in (("pre", FIM_PREFIX), ("suf", FIM_SUFFIX), ("mid", FIM_MIDDLE)):
        writer.add_uint32(f"tokenizer.ggml.fim_{key}_token_id", ids[name])
    writer.add_vocab_size(len(tokens))
    return ids, len(tokens)
