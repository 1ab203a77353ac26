"""What a pretraining run is made of: one frozen value, read from TOML; presets are files beside this module."""

from __future__ import annotations

from pathlib import Path

import msgspec

from understudy.errors import UnderstudyError

PRESETS = Path(__file__).parent / "presets"


class ConfigError(UnderstudyError):
    """The run's configuration cannot be read."""


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A Llama-architecture decoder with tied embeddings; head_dim = hidden / heads."""

    hidden: int
    layers: int
    heads: int
    kv_heads: int
    feed_forward: int
    vocabulary: int
    context: int  # positions the model is declared for (RoPE theta fits it), in tokens
    rope_theta: float = 10_000.0


class Mixture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shares of documents. natural, exercises: of all; the rest are task families.
    plan, infill, whole: of the tasks; the rest ask for the body directly (what Generate asks).
    pairs: of the natural pieces, those that are functions with a docstring, asked for like a task."""

    natural: float = 0.10
    exercises: float = 0.0
    plan: float = 0.18
    infill: float = 0.22
    whole: float = 0.06
    pairs: float = 0.5


class PretrainConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """sequence: training length in tokens, until `long_from` (0-1) of the run; `long_sequence` after, so that the
    model has seen every position it is declared for. batch: sequences of the short kind a step; micro: how many of
    them go through the model at once (0: all).
    tokens, minutes: the run ends at whichever comes first, and the schedule follows it.
    mixture, decay_mixture: of the stable part, and of the last part in which the rate falls.
    shards: distinct shards of `shard_tokens` to draw (0: new ones without end); a bounded corpus is read again.
    learnt_share: share of the tokens that are learnt: all that is written, then some of what is only read.
    rate: peak learning rate of Muon (update RMS matched to AdamW's); embedding_rate: of AdamW, for the rest.
    decay_share: last part of the run, in which the learning rate falls to zero (WSD, 2404.06395).
    families: only these task families (none named: all).
    checkpoint_every_s: what a kill costs at most. corpus: natural pieces and exercises written by
    `understudy train corpus`; "" builds without exercises from the standard library.
    start: model (name or GGUF) of more layers whose weights and tokenizer the run begins with; "" begins anew."""

    shape: Shape
    sequence: int = 256
    long_sequence: int = 1024
    long_from: float = 0.85
    batch: int = 24
    micro: int = 0
    tokens: int = 40_000_000
    minutes: float = 60.0
    mixture: Mixture = Mixture()
    decay_mixture: Mixture = Mixture()
    shard_tokens: int = 500_000
    shards: int = 0
    workers: int = 1
    learnt_share: float = 0.45
    rate: float = 5e-3
    embedding_rate: float = 5e-3
    weight_decay: float = 0.05
    warmup_steps: int = 60
    decay_share: float = 0.35
    tokenizer_documents: int = 12_000
    natural_pieces: int = 0
    families: tuple[str, ...] = ()
    checkpoint_every_s: float = 120.0
    seed: int = 0
    corpus: str = ""
    start: str = ""


def read(source: str, **changes: object) -> PretrainConfig:
    """A configuration by preset name or path of a TOML file, with `changes` on top. Raises ConfigError."""
    named = PRESETS / f"{source}.toml"
    path = named if named.is_file() else Path(source)
    try:
        config = msgspec.toml.decode(path.read_bytes(), type=PretrainConfig)
        return msgspec.structs.replace(config, **changes)
    except OSError:
        names = ", ".join(sorted(p.stem for p in PRESETS.glob("*.toml")))
        raise ConfigError(f"There is no configuration {source}.", f"Name one of {names}, or a TOML file.") from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is no pretraining configuration: {error}.", "Compare it with a preset.") from None
