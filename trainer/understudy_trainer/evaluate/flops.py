"""Floating-point operations of a model's forward pass, counted from the tensors of its GGUF file.

A multiplication and an addition are two operations. With N weights that a token is multiplied with, V weights of the
output layer, L layers, H heads of width d_k (keys) and d_v (values), the token at position p (from 0) costs

    forward(p) = 2 N + 2 (p + 1) L H (d_k + d_v)

and 2 V more where its logits are wanted: of a prompt that is the last token alone. N holds every matrix but the
embedding (a lookup) and the output layer; of experts only those a token meets. A generation of T tokens behind a prompt
of P costs the positions P .. P + T - 2: its first token comes from the prompt's logits, its last is never read.

This is the counting of Hoffmann et al. (2203.15556, appendix F; Kaplan et al., 2001.08361, §2.1) without the embedding,
softmax, norms and biases, and with causal attention. Sliding windows are not modelled: prompts here are shorter.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from understudy.models.errors import ModelError
from understudy.models.gguf_header import read_model
from understudy_trainer.errors import TrainError

EMBEDDING, OUTPUT, EXPERTS = "token_embd.weight", "output.weight", "_exps."
LOOKED_UP = ("position_embd.", "token_types.", "per_layer_token_embd.")


class Forward(msgspec.Struct, frozen=True):
    """weights: N of the module's docstring. output: V. attention: L H (d_k + d_v), summed over the layers."""

    weights: int
    output: int
    attention: int

    def prompt(self, tokens: float) -> float:
        """Operations for reading a prompt up to its last token's logits."""
        return self._positions(0, tokens) + 2.0 * self.output if tokens else 0.0

    def generation(self, prompt: float, tokens: float) -> float:
        """Operations for one sample of `tokens` behind a prompt that has been read."""
        read = max(0.0, tokens - 1)
        return self._positions(prompt, read) + 2.0 * self.output * read

    def _positions(self, start: float, count: float) -> float:
        attended = count * start + count * (count + 1) / 2  # the sum of p + 1 over the positions
        return 2.0 * self.weights * count + 2.0 * self.attention * attended


def forward_of(path: Path) -> Forward:
    """A model file's counts. Raises ModelError (no model), TrainError (no gguf installed, or an unusual file)."""
    read_model(path)
    try:
        import gguf
    except ImportError:
        raise TrainError(
            "FLOPs are counted with the package gguf, which is not installed.", "pip install 'understudy[trainer]'"
        ) from None
    try:
        reader = gguf.GGUFReader(path)
        return _counted(reader)
    except (ValueError, KeyError, IndexError, TypeError, UnicodeDecodeError) as error:
        raise TrainError(f"The shapes of {path.name} cannot be read: {error}.", "Get the file again.") from error


def _counted(reader: Any) -> Forward:
    fields = _Fields(reader)
    used, experts = fields.number("expert_used_count", 1), fields.number("expert_count", 1)
    weights, output, embedding = 0, 0, 0
    for tensor in reader.tensors:
        size = int(tensor.n_elements)
        if tensor.name == EMBEDDING:
            embedding = size
        elif tensor.name == OUTPUT:
            output = size
        elif len([n for n in tensor.shape if n > 1]) > 1 and not tensor.name.startswith(LOOKED_UP):
            weights += size * used // max(1, experts) if EXPERTS in tensor.name else size
    if not weights:
        raise ValueError("it has no matrices")
    return Forward(weights, output or embedding, sum(fields.attention()))  # tied: the embedding is multiplied with


class _Fields:
    """The architecture's numbers, which may be one for all layers or one a layer."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._architecture = str(self._value("general.architecture"))

    def number(self, name: str, default: int) -> int:
        value = self._value(f"{self._architecture}.{name}")
        return default if value is None else int(value)

    def attention(self) -> Iterator[int]:
        """H (d_k + d_v) of every layer."""
        width = self.number("embedding_length", 0)
        heads = self._value(f"{self._architecture}.attention.head_count")
        per_layer = heads if isinstance(heads, list) else [heads or 0] * self.number("block_count", 0)
        for count in map(int, per_layer):
            each = width // count if count else 0
            key = self.number("attention.key_length", each)
            yield count * (key + self.number("attention.value_length", each))

    def _value(self, key: str) -> Any:
        field = self._reader.get_field(key)
        return None if field is None else field.contents()


def forward_or_why(path: Path) -> tuple[Forward | None, str]:
    """The counts, or None and one sentence on what is missing: figures in FLOPs are left out then, the rest stands."""
    with contextlib.suppress(ModelError):
        try:
            return forward_of(path), ""
        except TrainError as error:
            return None, str(error)
    return None, f"{path} is no local model, so nothing can be said in FLOPs."
