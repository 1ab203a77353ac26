"""Text and tokens of one loaded model. Text is never parsed for special tokens: only ids can be special."""

from __future__ import annotations

import ctypes
from typing import Any

import llama_cpp as L
import numpy as np

from understudy.engine.errors import RequestError
from understudy.engine.sampling import Tokens
from understudy.prompts.special import CODE, EOS, FILE_SEP, FIM_MIDDLE, FIM_PREFIX, FIM_SUFFIX, LITERALS, PLAN
from understudy.prompts.types import Prompt


def metadata(model: Any, key: str) -> str:
    """A value of the GGUF's metadata as text, "" if it is not there."""
    buffer = ctypes.create_string_buffer(1024)
    size = L.llama_model_meta_val_str(model, key.encode(), buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace") if size >= 0 else ""


class Vocabulary:
    """special: ids by name (`prompts.special`), as the GGUF's metadata or its control tokens' texts give them."""

    def __init__(self, model: Any) -> None:
        self._vocab = L.llama_model_get_vocab(model)
        self.size = int(L.llama_vocab_n_tokens(self._vocab))
        self.special = self._find_special()
        self._literal = {self.special[name]: LITERALS[name].encode() for name in (PLAN, CODE) if name in self.special}
        self._pieces: dict[int, bytes] = {}
        self._buffer = ctypes.create_string_buffer(256)
        bos = int(L.llama_vocab_bos(self._vocab))
        self._prefix = [bos] if L.llama_vocab_get_add_bos(self._vocab) and bos >= 0 else []

    def tokenize(self, prompt: Prompt) -> Tokens:
        """Ids of a prompt, with the model's beginning-of-sequence token where it was trained with one."""
        ids = list(self._prefix)
        for piece in prompt:
            if isinstance(piece, str):
                ids += self._text(piece)
            elif 0 <= piece < self.size:
                ids.append(piece)
            else:
                raise RequestError(f"Token {piece} is not in this model's vocabulary.")
        if not ids:
            raise RequestError("There is nothing to continue: the prompt is empty.")
        return np.array(ids, np.int32)

    def piece(self, token: int) -> bytes:
        """The bytes a token writes: plan and code markers as their literal, other special tokens nothing."""
        if token not in self._pieces:
            self._pieces[token] = self._literal[token] if token in self._literal else self._plain(token)
        return self._pieces[token]

    def ends(self, token: int) -> bool:
        """Whether a row is over at this token: end of generation, or any special token that is not ours to show."""
        if token in self._literal:
            return False
        return bool(
            L.llama_vocab_is_eog(self._vocab, token)
            or L.llama_vocab_is_control(self._vocab, token)
            or token in self.special.values()
        )

    def _text(self, text: str) -> list[int]:
        data = text.encode("utf-8", "replace")
        size = len(data) + 16
        ids = (L.llama_token * size)()
        count = L.llama_tokenize(self._vocab, data, len(data), ids, size, False, False)
        if count < 0:  # a sentencepiece model wrote more tokens than bytes
            ids = (L.llama_token * -count)()
            count = L.llama_tokenize(self._vocab, data, len(data), ids, -count, False, False)
        return list(ids[:count])

    def _plain(self, token: int) -> bytes:
        size = L.llama_token_to_piece(self._vocab, token, self._buffer, len(self._buffer), 0, False)
        if size < 0:
            self._buffer = ctypes.create_string_buffer(-size)
            size = L.llama_token_to_piece(self._vocab, token, self._buffer, -size, 0, False)
        return self._buffer.raw[:size]

    def _find_special(self) -> dict[str, int]:
        found = {
            EOS: L.llama_vocab_eos(self._vocab),
            FIM_PREFIX: L.llama_vocab_fim_pre(self._vocab),
            FIM_SUFFIX: L.llama_vocab_fim_suf(self._vocab),
            FIM_MIDDLE: L.llama_vocab_fim_mid(self._vocab),
            FILE_SEP: L.llama_vocab_fim_sep(self._vocab),
        }
        for name in (PLAN, CODE, FILE_SEP):
            if found.get(name, -1) < 0:
                found[name] = self._control(LITERALS[name])
        return {name: int(token) for name, token in found.items() if token >= 0}

    def _control(self, literal: str) -> int:
        """Id of the control token with exactly this text, -1 if there is none."""
        data = literal.encode()
        ids = (L.llama_token * (len(data) + 16))()
        count = L.llama_tokenize(self._vocab, data, len(data), ids, len(ids), False, True)
        if count == 1 and L.llama_vocab_is_control(self._vocab, ids[0]):
            return int(ids[0])
        return -1
