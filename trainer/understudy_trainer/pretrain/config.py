"""What a pretraining run is made of. One frozen value; presets are named instances of it."""

from __future__ import annotations

import msgspec


class Shape(msgspec.Struct, frozen=True):
    """A Llama-architecture decoder with tied embeddings; head_dim = hidden / heads."""

    hidden: int
    layers: int
    heads: int
    kv_heads: int
    feed_forward: int
    vocabulary: int
    context: int  # positions the model is declared for (RoPE theta fits it), in tokens
    rope_theta: float = 10_000.0


class PretrainConfig(msgspec.Struct, frozen=True):
    """sequence: training length in tokens, until `long_from` (0-1) of the run; `long_sequence` after, so that the
    model has seen every position it is declared for. batch: sequences of the short kind a step.
    tokens: corpus size to build, read `epochs` times at most.
    minutes: wall-clock budget; the schedule follows whichever of tokens and minutes is further along.
    natural_share: share of documents that are natural Python. natural_pieces: at most so many of them (None: all).
    tokenizer_documents: what the tokenizer is trained on.
    context_weight: loss weight of prompt tokens; answers weigh 1.
    decay_share: last part of the run, in which the learning rate falls to zero (WSD, 2404.06395).
    checkpoint_every_s: what a kill costs at most."""

    shape: Shape
    sequence: int = 384
    long_sequence: int = 1024
    long_from: float = 0.75
    batch: int = 12
    tokens: int = 12_000_000
    epochs: float = 3.0
    minutes: float = 60.0
    learning_rate: float = 5e-3
    weight_decay: float = 0.05
    warmup_steps: int = 60
    decay_share: float = 0.35
    natural_share: float = 0.10
    natural_pieces: int | None = None
    tokenizer_documents: int = 6_000
    context_weight: float = 0.25
    checkpoint_every_s: float = 120.0
    seed: int = 0


PRESETS: dict[str, PretrainConfig] = {
    # an hour on two cores
    "cpu": PretrainConfig(Shape(256, 5, 4, 4, 768, 2048, 1024)),
    # seconds, for tests
    "smoke": PretrainConfig(
        Shape(64, 2, 2, 2, 128, 512, 256),
        sequence=128,
        long_sequence=256,
        batch=4,
        tokens=20_000,
        minutes=0.5,
        warmup_steps=10,
        natural_pieces=100,
        tokenizer_documents=200,
    ),
    # a GPU at hand: the size the 32 MB bar allows
    "gpu": PretrainConfig(
        Shape(512, 10, 8, 4, 1408, 8192, 2048), 1024, 2048, batch=256, tokens=2_000_000_000, minutes=28.0
    ),
}
