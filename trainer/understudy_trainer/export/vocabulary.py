"""A byte-level BPE tokenizer.json as GGUF vocabulary.

llama.cpp takes no regex from the file: it has hard-coded pre-tokenizers and picks one by name, so the regex is mapped
to that name and anything else is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gguf

from understudy.prompts.special import EOS, LITERALS, PAD
from understudy_trainer.export.errors import UnsupportedTokenizerError
from understudy_trainer.export.tensors import read_settings

QWEN2_SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
LLAMA3_SPLIT = QWEN2_SPLIT.replace(r"\p{N}|", r"\p{N}{1,3}|")
GPT2_SPLIT = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
PRE_TOKENIZERS = {QWEN2_SPLIT: "qwen2", LLAMA3_SPLIT: "llama-bpe"}
"""Split regex -> llama.cpp's name for it (`tokenizer.ggml.pre`)."""


@dataclass(frozen=True, slots=True)
class Splitting:
    """How llama.cpp cuts text before merging. split: regex. digits: every digit on its own before that.
    whole_words: a word that is a token stays whole, whatever the merges say."""

    split: str
    digits: bool = False
    whole_words: bool = False


_STARCODER = Splitting(GPT2_SPLIT, digits=True)
_QWEN2, _LLAMA3 = Splitting(QWEN2_SPLIT), Splitting(LLAMA3_SPLIT, whole_words=True)
SPLITTINGS = {
    "gpt-2": Splitting(GPT2_SPLIT),
    **dict.fromkeys(("starcoder", "refact", "smollm", "codeshell"), _STARCODER),
    **dict.fromkeys(("qwen2", "deepseek-r1-qwen"), _QWEN2),
    **dict.fromkeys(("llama-bpe", "llama3"), _LLAMA3),
}
"""`tokenizer.ggml.pre` -> what it means. Every row is compared with llama.cpp (tests/trainer/test_codec.py)."""

_NEXT_STEP = "Train the tokenizer as byte-level BPE with the qwen2 split and without a normalizer."


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """tokens: strings in GPT-2's byte alphabet, by id. types: gguf.TokenType values. merges: "left right".
    pre: llama.cpp's pre-tokenizer name. eos, pad, bos: ids or None."""

    tokens: list[str]
    types: list[int]
    merges: list[str]
    pre: str
    eos: int | None
    pad: int | None
    bos: int | None

    def id_of(self, literal: str) -> int | None:
        """The id of a special token's literal, None if the vocabulary lacks it."""
        return self.tokens.index(literal) if literal in self.tokens else None


def read_vocabulary(folder: Path, size: int) -> Vocabulary:
    """folder: has tokenizer.json (maybe tokenizer_config.json). size: rows of the embedding; spare ids become UNUSED.

    Raises UnsupportedTokenizerError for anything llama.cpp would tokenize differently.
    """
    tokenizer = read_settings(folder / "tokenizer.json")
    model = tokenizer["model"]
    if model.get("type", "BPE") != "BPE":
        raise UnsupportedTokenizerError(f"The tokenizer is {model['type']}, not BPE.", _NEXT_STEP)
    normalizer = tokenizer.get("normalizer")
    # Qwen2 normalizes to NFC; llama.cpp skips that, and only decomposed accents differ
    if normalizer and normalizer.get("type") != "NFC":
        raise UnsupportedTokenizerError(f"The tokenizer normalizes with {normalizer.get('type')}.", _NEXT_STEP)
    added = tokenizer.get("added_tokens", [])
    top = max([*model["vocab"].values(), *(token["id"] for token in added)], default=-1)
    if top >= size:
        raise UnsupportedTokenizerError(
            f"Token id {top} is outside the model's {size} embeddings.", "Resize the model."
        )
    tokens = [f"[PAD{i}]" for i in range(size)]
    types = [int(gguf.TokenType.UNUSED)] * size
    literals = set(LITERALS.values())
    for text, index in model["vocab"].items():
        tokens[index] = text
        types[index] = int(gguf.TokenType.CONTROL if text in literals else gguf.TokenType.NORMAL)
    for token in added:
        control = token["special"] or token["content"] in literals
        tokens[token["id"]] = token["content"]
        types[token["id"]] = int(gguf.TokenType.CONTROL if control else gguf.TokenType.USER_DEFINED)
    named = _named_tokens(folder)
    index_of = {text: i for i, text in enumerate(tokens)}
    return Vocabulary(
        tokens=tokens,
        types=types,
        merges=[_merge(merge) for merge in model["merges"]],
        pre=_pre_tokenizer(tokenizer.get("pre_tokenizer")),
        eos=index_of.get(named.get("eos") or LITERALS[EOS]),
        pad=index_of.get(named.get("pad") or LITERALS[PAD]),
        bos=index_of.get(named.get("bos") or ""),
    )


def _merge(merge: str | list[str]) -> str:
    return merge if isinstance(merge, str) else " ".join(part.replace(" ", "Ġ") for part in merge)


def _pre_tokenizer(spec: dict[str, Any] | None) -> str:
    parts = (spec or {}).get("pretokenizers", [spec] if spec else [])
    kinds = [part["type"] for part in parts]
    if kinds == ["ByteLevel"] and parts[0].get("use_regex", True):
        if parts[0].get("add_prefix_space"):
            raise UnsupportedTokenizerError("The tokenizer adds a space before the text.", _NEXT_STEP)
        return "gpt-2"
    if kinds == ["Digits", "ByteLevel"] and parts[0].get("individual_digits") and parts[1].get("use_regex", True):
        if parts[1].get("add_prefix_space"):
            raise UnsupportedTokenizerError("The tokenizer adds a space before the text.", _NEXT_STEP)
        return "starcoder"
    if kinds == ["Split", "ByteLevel"] and not parts[1].get("use_regex", True):
        regex = parts[0]["pattern"].get("Regex", "")
        if regex in PRE_TOKENIZERS:
            return PRE_TOKENIZERS[regex]
        raise UnsupportedTokenizerError(f"llama.cpp has no pre-tokenizer for the split {regex!r}.", _NEXT_STEP)
    raise UnsupportedTokenizerError(f"The pre-tokenizer {kinds} is not byte-level BPE's.", _NEXT_STEP)


def _named_tokens(folder: Path) -> dict[str, str]:
    path = folder / "tokenizer_config.json"
    if not path.exists():
        return {}
    config = read_settings(path)
    named = {}
    for key in ("bos", "eos", "pad"):
        value = config.get(f"{key}_token")
        text = value["content"] if isinstance(value, dict) else value
        if text:
            named[key] = text
    return named
