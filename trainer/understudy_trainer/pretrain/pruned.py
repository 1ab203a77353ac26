"""A run that begins with a deeper model's weights: its embeddings, its tokenizer and some of its layers.

Dropping layers and training on costs a fraction of the tokens that the same shape needs from nothing (Sheared LLaMA,
2310.06694; ShortGPT, 2403.03853): how the smaller siblings of the bundled model are made.
"""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

from understudy.prompts.special import LITERALS
from understudy_trainer.errors import TrainError
from understudy_trainer.export.rewrite import open_gguf, value_of
from understudy_trainer.export.vocabulary import PRE_TOKENIZERS
from understudy_trainer.model.load import load_base
from understudy_trainer.pretrain.config import ConfigError
from understudy_trainer.pretrain.tokenizer import SPLIT, of_parts

_SAME = ("model_type", "hidden_size", "intermediate_size", "num_attention_heads", "num_key_value_heads", "vocab_size")


def kept_layers(deep: int, shallow: int) -> list[int]:
    """Which of `deep` layers a model of `shallow` begins with: evenly spaced, the first and the last among them."""
    if shallow == 1:
        return [0]
    return [round(place * (deep - 1) / (shallow - 1)) for place in range(shallow)]


def vocabulary_of(path: Path) -> Tokenizer:
    """The tokenizer of a GGUF that a pretraining run made. Raises ConfigError for any other's."""
    reader = open_gguf(path)
    tokens: list[str] = value_of(reader, "tokenizer.ggml.tokens") or []
    if value_of(reader, "tokenizer.ggml.pre") != PRE_TOKENIZERS[SPLIT] or tokens[: len(LITERALS)] != [
        *LITERALS.values()
    ]:
        raise _refused(path, "its tokenizer is not one of ours.")
    merges = [tuple(merge.split(" ", 1)) for merge in value_of(reader, "tokenizer.ggml.merges") or []]
    return of_parts({text: i for i, text in enumerate(tokens)}, merges)


def begin_with(model: LlamaForCausalLM, path: Path) -> None:
    """Copy the weights of the GGUF at `path` into `model`, which has fewer layers and is otherwise alike.

    Raises ConfigError if it differs in more than its layers, or has a tokenizer of another kind.
    """
    vocabulary_of(path)
    try:
        deep = load_base(path, torch.device("cpu")).model
    except TrainError as error:
        raise _refused(path, str(error)) from None
    ours, theirs = model.config, deep.config
    if differing := [name for name in _SAME if getattr(ours, name) != getattr(theirs, name)]:
        raise _refused(path, f"it differs in {', '.join(differing)}.")
    if theirs.num_hidden_layers < ours.num_hidden_layers:
        raise _refused(path, f"it has {theirs.num_hidden_layers} layers only.")
    model.model.embed_tokens.load_state_dict(deep.model.embed_tokens.state_dict())
    model.model.norm.load_state_dict(deep.model.norm.state_dict())
    chosen = kept_layers(theirs.num_hidden_layers, ours.num_hidden_layers)
    for layer, source in zip(model.model.layers, chosen, strict=True):
        layer.load_state_dict(deep.model.layers[source].state_dict())


def _refused(path: Path, why: str) -> ConfigError:
    return ConfigError(f"The run cannot begin with {path.name}: {why}", "Name a model that differs in its layers only.")
