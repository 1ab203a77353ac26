"""The tokenizer of a GGUF, as llama.cpp applies it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gguf
from tokenizers import Regex, Tokenizer, models, pre_tokenizers

from understudy.prompts.special import CODE, EOS, LITERALS, PLAN
from understudy.prompts.types import Prompt
from understudy_trainer.errors import TrainError
from understudy_trainer.export.rewrite import open_gguf, value_of
from understudy_trainer.export.vocabulary import SPLITTINGS
from understudy_trainer.model.sentence_piece import SentencePiece

_CONTROL, _DEFINED = int(gguf.TokenType.CONTROL), int(gguf.TokenType.USER_DEFINED)


class Codec:
    """Text to token ids exactly as llama.cpp does it with this GGUF: no specials parsed, none added."""

    def __init__(self, path: Path) -> None:
        reader = open_gguf(path)
        tokens: list[str] = value_of(reader, "tokenizer.ggml.tokens") or []
        types: list[int] = value_of(reader, "tokenizer.ggml.token_type") or [1] * len(tokens)
        self.size = len(tokens)
        kind = value_of(reader, "tokenizer.ggml.model")
        self._bpe: Tokenizer | None = None
        if kind == "gpt2":
            self._bpe = _byte_level(reader, tokens, path.name)
        elif kind == "llama":
            self._pieces = _sentence_piece(reader, tokens, path.name)
        else:
            raise TrainError(f"The tokenizer {kind!r} of {path.name} is unknown here.", "Pick another base model.")
        # llama.cpp finds user-defined tokens in plain text too, the longest first; control tokens it does not
        defined = {text: i for i, text in enumerate(tokens) if types[i] == _DEFINED and text}
        self._defined = sorted(defined.items(), key=lambda item: -len(item[0].encode()))
        found = {text: i for i, text in enumerate(tokens) if types[i] == _CONTROL}
        self.special = {name: found[text] for name, text in LITERALS.items() if text in found}
        eos = value_of(reader, "tokenizer.ggml.eos_token_id")
        if eos is not None:
            self.special[EOS] = int(eos)

    def text(self, text: str) -> list[int]:
        ids: list[int] = []
        first = True
        for part in self._cut(text):
            if isinstance(part, int):
                ids.append(part)
            elif self._bpe is not None:
                ids += self._bpe.encode(part, add_special_tokens=False).ids
            else:
                ids += self._pieces.encode(part, first=first)
            first = isinstance(part, int)
        return ids

    def prompt(self, prompt: Prompt) -> list[int]:
        """Pieces joined: text pieces tokenized one by one, ids as they are."""
        return [token for piece in prompt for token in (self.text(piece) if isinstance(piece, str) else [piece])]

    def response(self, text: str) -> list[int]:
        """Generated text, where plan and code tokens stand as their literals (`engine.protocol.Candidate`)."""
        marks = {LITERALS[name]: self.special[name] for name in (PLAN, CODE) if name in self.special}
        if not marks:
            return self.text(text)
        parts = re.split("(" + "|".join(map(re.escape, marks)) + ")", text)
        return [t for part in parts if part for t in ([marks[part]] if part in marks else self.text(part))]

    def _cut(self, text: str) -> Iterator[str | int]:
        """The text between user-defined tokens, and their ids."""
        parts: list[str | int] = [text]
        for token, index in self._defined:
            if token in text:
                parts = [piece for part in parts for piece in _without(part, token, index)]
        return (part for part in parts if part != "")


def _without(part: str | int, token: str, index: int) -> list[str | int]:
    if isinstance(part, int):
        return [part]
    first, *rest = part.split(token)
    return [first, *(piece for text in rest for piece in (index, text))]


def _byte_level(reader: Any, tokens: list[str], name: str) -> Tokenizer:
    pre = value_of(reader, "tokenizer.ggml.pre") or "default"
    how = SPLITTINGS.get(pre)
    if how is None:
        raise TrainError(f"The pre-tokenizer {pre!r} of {name} is unknown.", "Pick another base model.")
    merges = [tuple(merge.split(" ", 1)) for merge in value_of(reader, "tokenizer.ggml.merges") or []]
    vocabulary = {text: i for i, text in enumerate(tokens)}
    tokenizer = Tokenizer(models.BPE(vocabulary, merges, ignore_merges=how.whole_words))
    cuts: list[Any] = [pre_tokenizers.Digits(individual_digits=True)] if how.digits else []
    cuts.append(pre_tokenizers.Split(Regex(how.split), "isolated"))
    cuts.append(pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(cuts)
    return tokenizer


def _sentence_piece(reader: Any, tokens: list[str], name: str) -> SentencePiece:
    missing = {f"<0x{byte:02X}>" for byte in range(256)} - set(tokens)
    scores = value_of(reader, "tokenizer.ggml.scores")
    if missing or scores is None:
        raise TrainError(f"The vocabulary of {name} cannot spell every text.", "Pick another base model.")
    prefix = value_of(reader, "tokenizer.ggml.add_space_prefix")
    return SentencePiece(tokens, scores, space_prefix=prefix is None or bool(prefix))
