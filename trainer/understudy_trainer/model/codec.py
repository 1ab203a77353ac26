"""The tokenizer of a GGUF, as llama.cpp applies it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import gguf
from tokenizers import AddedToken, Regex, Tokenizer, models, pre_tokenizers

from understudy.prompts.special import CODE, EOS, LITERALS, PLAN
from understudy.prompts.types import Prompt
from understudy_trainer.errors import TrainError
from understudy_trainer.export.vocabulary import PRE_TOKENIZERS

_SPLITS = {name: regex for regex, name in PRE_TOKENIZERS.items()}


class Codec:
    """Text to token ids exactly as llama.cpp does it with this GGUF: no specials parsed, none added."""

    def __init__(self, path: Path) -> None:
        reader = gguf.GGUFReader(path)

        def value(key: str, default: Any = None) -> Any:
            field = reader.get_field(key)
            return default if field is None else field.contents()

        if value("tokenizer.ggml.model") != "gpt2":
            raise TrainError(f"{path.name} has no byte-level BPE tokenizer.", "Train on the bundled or a Qwen model.")
        tokens: list[str] = value("tokenizer.ggml.tokens")
        types: list[int] = value("tokenizer.ggml.token_type", [1] * len(tokens))
        pre = value("tokenizer.ggml.pre", "gpt-2")
        if pre != "gpt-2" and pre not in _SPLITS:
            raise TrainError(f"The pre-tokenizer {pre!r} of {path.name} is unknown.", "Pick another base model.")
        merges = [tuple(merge.split(" ", 1)) for merge in value("tokenizer.ggml.merges")]
        self._tokenizer = Tokenizer(models.BPE({text: i for i, text in enumerate(tokens)}, merges))
        parts: list[Any] = [pre_tokenizers.Split(Regex(_SPLITS[pre]), "isolated")] if pre in _SPLITS else []
        parts.append(pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=pre == "gpt-2"))
        self._tokenizer.pre_tokenizer = pre_tokenizers.Sequence(parts)
        # llama.cpp finds user-defined tokens in plain text too; control tokens it does not
        defined = [AddedToken(t, normalized=False) for t, k in zip(tokens, types, strict=True) if k == 4]
        if defined:
            self._tokenizer.add_tokens(defined)
        found = {text: i for i, text in enumerate(tokens) if types[i] == 3}
        self.special = {name: found[text] for name, text in LITERALS.items() if text in found}
        eos = value("tokenizer.ggml.eos_token_id")
        if eos is not None:
            self.special[EOS] = int(eos)

    def text(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

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
