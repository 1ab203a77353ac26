"""Pairs and labels as JSON lines for any other trainer: TRL's preference format and its unpaired (KTO) format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from understudy.files import write_atomically
from understudy.learn.errors import LearnError
from understudy.learn.pairs import Label, Pair, labels, pairs
from understudy.learn.store import Log
from understudy.prompts.types import Prompt

Format = Literal["preference", "kto"]


def export(log: Log, out: Path, kind: Format = "preference", special: Mapping[int, str] | None = None) -> int:
    """Write `out` whole or not at all; returns the number of lines. Raises LearnError.

    special: token id -> literal for the prompt's text form; others become `<|token:ID|>`.
    """
    events = list(log.events())
    rows = preference_rows(pairs(events), special) if kind == "preference" else label_rows(labels(events), special)
    lines = [msgspec.json.encode(row) + b"\n" for row in rows]
    try:
        write_atomically(out, b"".join(lines))
    except OSError as error:
        raise LearnError(f"{out} cannot be written: {error.strerror}.", "Choose another file.") from error
    return len(lines)


def preference_rows(found: Iterable[Pair], special: Mapping[int, str] | None = None) -> list[dict[str, object]]:
    """TRL's {prompt, chosen, rejected}, with where each pair comes from beside it."""
    return [
        {
            "prompt": render(pair.prompt, special),
            "chosen": pair.chosen,
            "rejected": pair.rejected,
            "prompt_pieces": pair.prompt,
            "source": pair.source,
            "margin": pair.margin,
            "scope": pair.scope,
            "held_out": pair.held_out,
        }
        for pair in found
    ]


def label_rows(found: Iterable[Label], special: Mapping[int, str] | None = None) -> list[dict[str, object]]:
    """TRL's {prompt, completion, label}."""
    return [
        {
            "prompt": render(label.prompt, special),
            "completion": label.text,
            "label": label.good,
            "prompt_pieces": label.prompt,
            "scope": label.scope,
        }
        for label in found
    ]


def render(prompt: Prompt, special: Mapping[int, str] | None = None) -> str:
    """A prompt as one text."""
    literals = special or {}
    return "".join(p if isinstance(p, str) else literals.get(p, f"<|token:{p}|>") for p in prompt)
