"""Byte-level BPE of our own: no normalizer (llama.cpp has none), digits split, special tokens first.

The split regex is one llama.cpp knows by name ("qwen2"), so both sides cut text alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from understudy.prompts.special import EOS, LITERALS, PAD
from understudy.prompts.types import Prompt

SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def train(texts: Iterable[str], vocabulary: int) -> Tokenizer:
    """A tokenizer of `vocabulary` entries, the special tokens (ids 0 ...) included."""
    tokenizer = _byte_level(models.BPE())
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=list(LITERALS.values()),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def of_parts(vocabulary: dict[str, int], merges: list[tuple[str, str]]) -> Tokenizer:
    """A tokenizer that was trained before, from its ids by text and its merges in order."""
    tokenizer = _byte_level(models.BPE(vocabulary, merges))
    tokenizer.add_special_tokens(list(LITERALS.values()))  # known texts keep their ids
    return tokenizer


def _byte_level(model: models.BPE) -> Tokenizer:
    tokenizer = Tokenizer(model)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(SPLIT), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def encode(tokenizer: Tokenizer, document: Prompt) -> list[int]:
    """Token ids of a document; text is never parsed for special tokens."""
    tokenizer.encode_special_tokens = True
    ids: list[int] = []
    for piece in document:
        if isinstance(piece, int):
            ids.append(piece)
        else:
            ids += tokenizer.encode(piece, add_special_tokens=False).ids
    return ids


def save(tokenizer: Tokenizer, folder: Path) -> None:
    """Write `tokenizer.json` and the `tokenizer_config.json` transformers wants beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "eos_token": LITERALS[EOS],
        "pad_token": LITERALS[PAD],
        "clean_up_tokenization_spaces": False,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n")


def load(folder: Path) -> Tokenizer:
    """The tokenizer `save` wrote."""
    return Tokenizer.from_file(str(folder / "tokenizer.json"))
