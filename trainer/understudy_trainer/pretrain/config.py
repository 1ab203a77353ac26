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
    """sequence: training length in tokens. batch: sequences a step. tokens: corpus size to build.
    minutes: wall-clock budget; the schedule follows whichever of tokens and minutes is further along.
    natural_share: share of documents that are natural Python.
    context_weight: loss weight of prompt tokens; answers weigh 1.
    decay_share: last part of the run, in which the learning rate falls to zero (WSD, 2404.06395)."""

    shape: Shape
    sequence: int = 384
    batch: int = 12
    tokens: int = 18_000_000
    minutes: float = 60.0
    learning_rate: float = 5e-3
    weight_decay: float = 0.05
    warmup_steps: int = 60
    decay_share: float = 0.35
    natural_share: float = 0.10
    context_weight: float = 0.25
    seed: int = 0


PRESETS: dict[str, PretrainConfig] = {
    # an hour on two cores
    "cpu": PretrainConfig(Shape(256, 4, 4, 4, 768, 2048, 2048)),
    # seconds, for tests
    "smoke": PretrainConfig(Shape(64, 2, 2, 2, 128, 512, 512), sequence=128, batch=4, tokens=60_000, minutes=0.5),
    # a GPU at hand: the size the 32 MB bar allows
    "gpu": PretrainConfig(
        Shape(512, 10, 8, 4, 1408, 8192, 2048), sequence=1024, batch=256, tokens=2_000_000_000, minutes=28.0
    ),
}
