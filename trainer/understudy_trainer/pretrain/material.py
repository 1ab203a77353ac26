"""What documents are made of beside task families: the corpus that `understudy train corpus` wrote."""

from __future__ import annotations

import ast
import itertools
import random
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from understudy_trainer.corpus import pieces
from understudy_trainer.errors import TrainError

VALIDATION_SHARE = 50  # one natural piece in fifty is never trained on
SELF_CONTAINED = 3  # unresolved names up to which a docstring says enough to write the body


class Asked(NamedTuple):
    """A function cut behind its docstring: `prompt + answer` is its source."""

    prompt: str
    answer: str


@dataclass(frozen=True, slots=True)
class Material:
    """texts: natural code as it stands, drawn by `weights` (their running sum). pairs: natural functions whose
    docstring asks for them. exercises: executed ones. validation: texts kept out of all of these."""

    texts: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()
    pairs: tuple[Asked, ...] = ()
    exercises: tuple[Asked, ...] = ()
    validation: tuple[str, ...] = ()


def load(folder: str, seed: int, most: int = 0) -> Material:
    """The material in `folder` ("" has none), shuffled; at most `most` natural pieces (0: all).

    Raises TrainError if the folder does not hold a corpus.
    """
    if not folder:
        return Material()
    path = Path(folder)
    if not (path / "pieces.jsonl.gz").is_file():
        raise TrainError(f"{path} holds no corpus.", f"Build one: understudy train corpus --out {path}.")
    found = list(pieces.read(path / "pieces.jsonl.gz"))
    random.Random(seed).shuffle(found)
    found = found[:most] if most else found
    kept = [p for p in found if not _held_out(p.text)]
    asked = [a for p in kept if p.kind == "pair" and p.unresolved <= SELF_CONTAINED and (a := _cut(p.text))]
    given = path / "exercises.jsonl.gz"
    exercises = [Asked(e.prompt, e.answer) for e in pieces.read_exercises(given)] if given.is_file() else []
    return Material(
        tuple(p.text for p in kept),
        tuple(itertools.accumulate(_weights(kept))),
        tuple(asked),
        tuple(exercises),
        tuple(p.text for p in found if _held_out(p.text)),
    )


def _weights(kept: list[pieces.Piece]) -> Iterator[float]:
    """Self-contained code first: what depends on things unseen teaches guessing. Packages count by square root."""
    sizes = Counter(p.source for p in kept)
    return (sizes[p.source] ** -0.5 / (1 + p.unresolved) for p in kept)


def _held_out(text: str) -> bool:
    return zlib.crc32(text.encode()) % VALIDATION_SHARE == 0


def _cut(text: str) -> Asked | None:
    """A function cut behind its docstring; None if it is written in another way than usual."""
    node = ast.parse(text).body[-1]  # behind the imports it needs
    if not isinstance(node, ast.FunctionDef) or ast.get_docstring(node) is None or len(node.body) < 2:
        return None
    lines = text.splitlines(keepends=True)
    end = node.body[0].end_lineno or 0
    return Asked("".join(lines[:end]), "".join(lines[end:])) if node.body[1].lineno > end else None
