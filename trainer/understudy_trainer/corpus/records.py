"""Records of a data file: JSON lines or one JSON array, plain or gzipped."""

from __future__ import annotations

import gzip
import json
import warnings
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from understudy.files import replacing
from understudy_trainer.errors import TrainError
from understudy_trainer.evaluate import formats
from understudy_trainer.evaluate.formats import Problem, SuiteError

Record = dict[str, Any]


def read(path: Path) -> list[Record]:
    """All records in order. Raises TrainError with the line that is none."""
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise TrainError(f"{path} cannot be read: {error}.", "Give a JSON-lines file, plain or gzipped.") from None
    if text.lstrip().startswith("["):
        return [_record(value, path, number) for number, value in enumerate(_json(text, path, 1), 1)]
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    return [_record(_json(line, path, number), path, number) for number, line in lines]


def problem(record: Record, where: str) -> Problem:
    """A record of a format that `evaluate.formats` knows. where: it stands, for the message. Raises SuiteError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # escapes in other people's solutions
            return formats.from_record(record)
    except (KeyError, TypeError, SyntaxError, ValueError) as error:
        raise SuiteError(f"{where} cannot be used: {error}.", "Give a file in one of the known formats.") from error


def write(path: Path, rows: Sequence[Record]) -> None:
    """One JSON line a row; `path` is whole or as it was before."""
    with replacing(path) as part, part.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write_json(path: Path, value: object) -> None:
    """One readable JSON document, whole or not at all."""
    with replacing(path) as part:
        part.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _json(text: str, path: Path, number: int) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TrainError(f"{path}:{number} is no JSON: {error}.", "Correct that line.") from None


def _record(value: object, path: Path, number: int) -> Record:
    if not isinstance(value, dict):
        raise TrainError(f"{path}:{number} is no record.", "Each line must be one JSON object.")
    return value
