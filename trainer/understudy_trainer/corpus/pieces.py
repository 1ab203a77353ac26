"""What the corpus is made of, and the files it is kept in: gzipped JSON lines, one `Piece` or `Exercise` a line."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from understudy.files import replacing
from understudy_trainer.errors import TrainError

Kind = Literal["pair", "function", "method", "class", "module"]
Voice = Literal["text", "imperative", "examples", "asserts", "comment", "checker", "statement"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Natural code that parses, ends with a newline and stands at root indentation.

    kind: 'pair' = a function that its docstring describes; 'method' = one method under its class line; 'module' = a
    short file. unresolved: how many names (and attributes of `self`) it uses that neither Python nor the piece itself
    explains; 0 = self-contained. source: distribution and its version. licence: SPDX expression.
    """

    text: str
    source: str
    kind: Kind
    unresolved: int
    licence: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """An executed problem: `prompt + answer` is a file on which `tests` (lines of source) pass.

    prompt: up to and including signature and docstring, ends with a newline. answer: the indented body, ends with a
    newline. name: of the problem; the same problem may stand in several voices.
    """

    prompt: str
    answer: str
    tests: str
    entry_point: str
    name: str
    source: str
    licence: str
    voice: Voice
    kind: Literal["exercise"] = "exercise"


Row = TypeVar("Row", Piece, Exercise)


def read(path: Path) -> Iterator[Piece]:
    """The pieces of a file, in its order. Raises TrainError with the line that is none."""
    return _read(path, Piece)


def read_exercises(path: Path) -> Iterator[Exercise]:
    """The exercises of a file, in its order. Raises TrainError with the line that is none."""
    return _read(path, Exercise)


@contextmanager
def writing(path: Path) -> Iterator[Callable[[Piece | Exercise], object]]:
    """Gives what writes one row; the file is whole or as it was before. The same rows give the same bytes."""
    encoder = msgspec.json.Encoder()
    with (
        replacing(path) as part,
        part.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=raw, mtime=0) as out,
    ):
        yield lambda row: out.write(encoder.encode(row) + b"\n")


def write(path: Path, rows: Iterable[Piece | Exercise]) -> None:
    """Write all `rows`, as `writing` does."""
    with writing(path) as put:
        for row in rows:
            put(row)


def _read(path: Path, kind: type[Row]) -> Iterator[Row]:
    decoder, number = msgspec.json.Decoder(kind), 0
    try:
        with gzip.open(path, "rb") as lines:
            for line in lines:
                number += 1
                yield decoder.decode(line)
    except msgspec.MsgspecError as error:
        raise TrainError(f"{path}:{number} is no {kind.__name__.lower()}: {error}.", _REBUILD) from None
    except (OSError, EOFError, zlib.error) as error:
        raise TrainError(f"{path} cannot be read: {error}.", _REBUILD) from None


_REBUILD = "Build it again: understudy train corpus --out FOLDER."
