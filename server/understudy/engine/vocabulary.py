"""Text and tokens of one loaded model. Text is never parsed for special tokens: only ids can be special."""

from __future__ import annotations

import ctypes
import re
from itertools import pairwise
from typing import Any, NamedTuple

import llama_cpp as L
import numpy as np

from understudy.engine.errors import RequestError
from understudy.engine.healing import Pieces
from understudy.engine.sampling import Tokens
from understudy.prompts import families
from understudy.prompts.families import CrossFile, Family, Order
from understudy.prompts.refusal import refusal, tuned_for_chat
from understudy.prompts.special import CODE, EOS, FILE_SEP, FIM_MIDDLE, FIM_PREFIX, FIM_SUFFIX, LITERALS, PLAN, REPO
from understudy.prompts.types import Prompt

_SPECIAL = L.LLAMA_TOKEN_ATTR_CONTROL | L.LLAMA_TOKEN_ATTR_USER_DEFINED
_KEYS = {  # name -> GGUF keys (now, before 2024-10) and llama.cpp's reading of them, which else guesses by text
    FIM_PREFIX: ("fim_pre", "prefix", L.llama_vocab_fim_pre),
    FIM_SUFFIX: ("fim_suf", "suffix", L.llama_vocab_fim_suf),
    FIM_MIDDLE: ("fim_mid", "middle", L.llama_vocab_fim_mid),
    REPO: ("fim_rep", "", L.llama_vocab_fim_rep),
    FILE_SEP: ("fim_sep", "", L.llama_vocab_fim_sep),
}


def metadata(model: Any, key: str) -> str:
    """A value of the GGUF's metadata as text, "" if it is not there."""
    buffer = ctypes.create_string_buffer(1024)
    size = L.llama_model_meta_val_str(model, key.encode(), buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace") if size >= 0 else ""


class Infilling(NamedTuple):
    """How this model fills in the middle; the fields of `ModelInfo` of these names."""

    family: str
    fim_order: Order
    cross_file: CrossFile
    refusal: str


class Vocabulary:
    """special: ids by name (`prompts.special`): the GGUF's metadata first, then the family's control tokens by their
    text, then what llama.cpp guesses. name: of the model, where its metadata gives none."""

    def __init__(self, model: Any, name: str = "") -> None:
        self._vocab = L.llama_model_get_vocab(model)
        self.size = int(L.llama_vocab_n_tokens(self._vocab))
        self._spaced = L.llama_vocab_type(self._vocab) == L.LLAMA_VOCAB_TYPE_SPM  # puts a space before each text
        self.special, self.infilling = self._resolve(model, metadata(model, "general.name") or name)
        self._literal = {self.special[name]: LITERALS[name].encode() for name in (PLAN, CODE) if name in self.special}
        self._marks = self._find_marks()
        self._mark_starts = re.compile("|".join(f"(?={re.escape(text)})" for text in self._marks.values()) or r"(?!)")
        self._pieces: dict[int, bytes] = {}
        self._table: Pieces | None = None
        self._buffer = ctypes.create_string_buffer(256)
        bos = int(L.llama_vocab_bos(self._vocab))
        self._prefix = [bos] if L.llama_vocab_get_add_bos(self._vocab) and bos >= 0 else []

    def tokenize(self, prompt: Prompt) -> Tokens:
        """Ids of a prompt, with the model's beginning-of-sequence token where it was trained with one."""
        ids = list(self._prefix)
        suffix = self.special.get(FIM_SUFFIX, -1)
        before: str | int = ""
        for piece in prompt:
            if isinstance(piece, str):
                ids += self._text(piece, goes_on=before == suffix)
            elif 0 <= piece < self.size:
                ids.append(piece)
            else:
                raise RequestError(f"Token {piece} is not in this model's vocabulary.")
            before = piece
        if not ids:
            raise RequestError("There is nothing to continue: the prompt is empty.")
        return np.array(ids, np.int32)

    def piece(self, token: int) -> bytes:
        """The bytes a token writes: plan and code markers as their literal, other special tokens nothing."""
        if token not in self._pieces:
            hidden = self._literal.get(token, b"")
            self._pieces[token] = hidden if token in self._marks else self._plain(token)
        return self._pieces[token]

    def allowed(self, left: bytes) -> Tokens:
        """Ids of the tokens that may come next in a row that must still write `left`; none if it cannot be written."""
        if self._table is None:
            self._table = Pieces(self._writable())
        return self._table.allowed(left)

    def ends(self, token: int) -> bool:
        """Whether a row is over at this token: end of generation, or any special token that is not ours to show."""
        if token in self._literal:
            return False
        return bool(
            L.llama_vocab_is_eog(self._vocab, token)
            or L.llama_vocab_is_control(self._vocab, token)
            or token in self._marks
        )

    def _writable(self) -> dict[int, bytes]:
        """The bytes of every token that may stand in a file. llama.cpp gives none for control tokens."""
        vocab, buffer, room = self._vocab, self._buffer, len(self._buffer)
        pieces: dict[int, bytes] = {}
        read, ends = L.llama_token_to_piece, L.llama_vocab_is_eog
        for token in range(self.size):  # 0.2 s for 152k tokens
            size = read(vocab, token, buffer, room, 0, False)
            if size > 0 and not ends(vocab, token):
                pieces[token] = buffer.raw[:size]
        return {token: piece for token, piece in pieces.items() if token not in self._marks}

    def _text(self, text: str, goes_on: bool) -> list[int]:
        """Ids of plain text. llama.cpp reads user-defined tokens in any text, and many converters give the tokens of
        prompts that type: their texts are cut apart, so that no file can write one."""
        ids = self._ids(text, goes_on)
        if self._marks.keys().isdisjoint(ids):
            return ids
        cuts = [0, *(match.start() + 1 for match in self._mark_starts.finditer(text)), len(text)]
        return [token for a, b in pairwise(cuts) for token in self._ids(text[a:b], goes_on or a > 0)]

    def _ids(self, text: str, goes_on: bool) -> list[int]:
        """goes_on: without the space that sentencepiece puts before a text, as suffixes were in training
        (CodeLlama's and Mistral's `encode_infilling`)."""
        if goes_on and self._spaced:
            lead = self._encode("\n")
            ids = self._encode("\n" + text)
            if ids[: len(lead)] == lead:
                return ids[len(lead) :]
        return self._encode(text)

    def _encode(self, text: str, special: bool = False) -> list[int]:
        data = text.encode("utf-8", "replace")
        size = len(data) + 16
        ids = (L.llama_token * size)()
        count = L.llama_tokenize(self._vocab, data, len(data), ids, size, False, special)
        if count < 0:  # a sentencepiece model wrote more tokens than bytes
            ids = (L.llama_token * -count)()
            count = L.llama_tokenize(self._vocab, data, len(data), ids, -count, False, special)
        return list(ids[:count])

    def _plain(self, token: int) -> bytes:
        size = L.llama_token_to_piece(self._vocab, token, self._buffer, len(self._buffer), 0, False)
        if size < 0:
            self._buffer = ctypes.create_string_buffer(-size)
            size = L.llama_token_to_piece(self._vocab, token, self._buffer, -size, 0, False)
        return self._buffer.raw[:size]

    def _written(self, token: int) -> str:
        return bytes(L.llama_vocab_get_text(self._vocab, token)).decode("utf-8", "replace")

    def _control(self, text: str) -> int:
        """Id of the control or user-defined token with exactly this text, -1 if there is none."""
        ids = self._encode(text, special=True)
        if len(ids) == 1 and L.llama_vocab_get_attr(self._vocab, ids[0]) & _SPECIAL and self._written(ids[0]) == text:
            return ids[0]
        return -1

    def _find_marks(self) -> dict[int, str]:
        """Tokens that only structure prompts, by id: nobody's file may write them and none may be shown."""
        marks = {self._control(text): text for text in families.control_texts()}
        marks |= {token: self._written(token) for name, token in self.special.items() if name != EOS}
        marks.pop(-1, None)
        return marks

    def _resolve(self, model: Any, name: str) -> tuple[dict[str, int], Infilling]:
        given = {key: token for key in _KEYS if (token := self._given(model, key)) >= 0}
        texts = {self._written(token): token for token in given.values()}
        family = families.detect(lambda text: texts[text] if text in texts else self._control(text), name)
        found = {EOS: int(L.llama_vocab_eos(self._vocab))}
        for key, (_, _, read) in _KEYS.items():
            if family is None:
                found[key] = int(read(self._vocab))
            elif key in family.tokens:
                found[key] = given.get(key, self._control(family.tokens[key]))
        found |= {key: self._control(LITERALS[key]) for key in (PLAN, CODE)}
        special = {key: token for key, token in found.items() if token >= 0}
        gap = [key for key in (FIM_PREFIX, FIM_SUFFIX, FIM_MIDDLE) if family is None or key in family.tokens]
        complete = len({special[key] for key in gap if key in special}) == len(gap)
        if not complete:
            special = {key: token for key, token in special.items() if key not in gap}
        finetune = metadata(model, "general.finetune")
        architecture = metadata(model, "general.architecture")
        template = bool(metadata(model, "tokenizer.chat_template"))
        chat = tuned_for_chat(f"{name} {finetune}", architecture, template)
        return special, Infilling(
            family=family.name if family else "",
            fim_order=_order(metadata(model, "understudy.fim_order"), family),
            cross_file=_cross_file(metadata(model, "understudy.cross_file"), family, special),
            refusal=refusal(family, complete, name, finetune, chat),
        )

    def _given(self, model: Any, name: str) -> int:
        """The id that the metadata gives, -1 if llama.cpp would only guess it by its text."""
        now, before, read = _KEYS[name]
        stated = any(metadata(model, f"tokenizer.ggml.{key}_token_id") for key in (now, before) if key)
        return int(read(self._vocab)) if stated else -1


def _order(stated: str, family: Family | None) -> Order:
    orders: dict[str, Order] = {"psm": "psm", "spm": "spm"}
    return orders.get(stated, family.order if family else "psm")


def _cross_file(stated: str, family: Family | None, special: dict[str, int]) -> CrossFile:
    styles: dict[str, CrossFile] = {"tokens": "tokens", "comments": "comments", "none": "none"}
    style = styles.get(stated, family.cross_file if family else "comments")
    return "comments" if style == "tokens" and FILE_SEP not in special else style
