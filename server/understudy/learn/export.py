"""Pairs, labels and rankings as JSON lines for any other trainer: TRL's preference format, its unpaired (KTO) format,
and rankings for RRTF. `importing` reads them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from understudy.files import write_atomically
from understudy.learn.errors import LearnError
from understudy.learn.pairs import UNKNOWN_MODEL, Label, Pair, Ranking, labels, pairs, rankings
from understudy.learn.split import By, split
from understudy.learn.store import Log
from understudy.prompts.types import Prompt

Format = Literal["preference", "kto", "rrtf"]
Row = dict[str, object]
Item = TypeVar("Item", Pair, Label, Ranking)


def export(
    log: Log, out: Path, kind: Format = "preference", special: Mapping[int, str] | None = None, by: By = "function"
) -> int:
    """Write `out` whole or not at all; returns the number of lines. Raises LearnError.

    special: token id -> literal for the prompt's text form; others become `<|token:ID|>`. by: what `held_out` means
    (`split.split`).
    """
    events = list(log.events())
    if kind == "preference":
        rows = preference_rows(pairs(events), special, by)
    elif kind == "kto":
        rows = label_rows(labels(events), special, by)
    else:
        rows = ranking_rows(rankings(events), special, by)
    lines = [msgspec.json.encode(row) + b"\n" for row in rows]
    try:
        write_atomically(out, b"".join(lines))
    except OSError as error:
        raise LearnError(f"{out} cannot be written: {error.strerror}.", "Choose another file.") from error
    return len(lines)


def preference_rows(found: Iterable[Pair], special: Mapping[int, str] | None = None, by: By = "function") -> list[Row]:
    """TRL's {prompt, chosen, rejected}, with where each pair comes from beside it."""
    return [
        {
            "prompt": render(pair.prompt, special),
            "chosen": pair.chosen,
            "rejected": pair.rejected,
            **_beside(pair, held_out),
            "margin": pair.margin,
        }
        for pair, held_out in _placed(list(found), by)
    ]


def label_rows(found: Iterable[Label], special: Mapping[int, str] | None = None, by: By = "function") -> list[Row]:
    """TRL's {prompt, completion, label}."""
    return [
        {
            "prompt": render(label.prompt, special),
            "completion": label.text,
            "label": label.good,
            **_beside(label, held_out),
        }
        for label, held_out in _placed(list(found), by)
    ]


def ranking_rows(found: Iterable[Ranking], special: Mapping[int, str] | None = None, by: By = "function") -> list[Row]:
    """{prompt, responses: [{text, score}]}, as `understudy train rrtf --data` takes them."""
    return [
        {
            "prompt": render(ranking.prompt, special),
            "responses": [
                {"text": text, "score": score} for text, score in zip(ranking.texts, ranking.scores, strict=True)
            ],
            **_beside(ranking, held_out),
        }
        for ranking, held_out in _placed(list(found), by)
    ]


def render(prompt: Prompt, special: Mapping[int, str] | None = None) -> str:
    """A prompt as one text."""
    literals = special or {}
    return "".join(p if isinstance(p, str) else literals.get(p, f"<|token:{p}|>") for p in prompt)


def _placed(found: list[Item], by: By) -> list[tuple[Item, bool]]:
    """Each with its side, in order; what is on neither side is left out."""
    train, out = split(found, by)
    sides = {id(item): False for item in train} | {id(item): True for item in out}
    return [(item, sides[id(item)]) for item in found if id(item) in sides]


def _beside(item: Pair | Label | Ranking, held_out: bool) -> Row:
    row: Row = {"prompt_pieces": item.prompt, "source": item.source, "scope": item.scope, "held_out": held_out}
    if item.model != UNKNOWN_MODEL and any(isinstance(piece, int) for piece in item.prompt):
        row["model"] = item.model  # whose token ids the pieces hold
    if isinstance(item, Pair) and item.language:
        row["language"] = item.language
    return row
