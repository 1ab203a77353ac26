"""Preferences from a file of the user's: JSON lines in TRL's preference or unpaired format, or rankings.

{prompt, chosen, rejected} | {prompt, completion, label} | {prompt, responses: [{text, score}, ...]}, line by line, as
`export` writes them. A prompt is text; a conversation ([{role, content}, ...]) is taken if it is one question with one
answer, and becomes their texts. `scope`, `margin` and `language` are kept where they stand, and so are `prompt_pieces`:
token ids only beside the `model` whose they are, else the prompt's text is taken. Other fields are not kept.
All of a file goes into the log or nothing of it, but for pairs that say nothing (counted); secrets are masked.
"""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import Any, Literal

import msgspec

from understudy.learn.errors import LearnError
from understudy.learn.events import Imported
from understudy.learn.likeness import same_code
from understudy.learn.masking import mask, mask_prompt
from understudy.learn.split import digest
from understudy.learn.store import Log
from understudy.prompts.types import Prompt

MOST_BYTES = 64 * 1024 * 1024  # the log holds four times that, and drops its oldest beyond
SHOWN = 5  # bad lines named; the others are counted
MOST_TOKENS = 2**31  # token ids are 32-bit numbers with a sign

Shape = Literal["pair", "label", "ranking"]


class BadLines(LearnError):
    """Lines of a file cannot be used; nothing of it was imported. lines: (number, what is wrong)."""

    def __init__(self, path: Path, lines: list[tuple[int, str]]) -> None:
        shown = "; ".join(f"line {number}: {wrong}" for number, wrong in lines[:SHOWN])
        more = f"; and {len(lines) - SHOWN} more" if len(lines) > SHOWN else ""
        count = f"{len(lines)} line{'s' if len(lines) > 1 else ''}"
        super().__init__(
            f"Nothing was imported: {count} of {path.name} cannot be used: {shown}{more}.", "Correct or remove them."
        )
        self.lines = lines


class Import(msgspec.Struct, frozen=True):
    """lines: of the file, by shape. new: those the log did not hold yet. skipped: pairs whose texts are the same code;
    they are in neither."""

    lines: dict[Shape, int]
    new: int
    skipped: int = 0


def import_file(log: Log, path: Path, *, dry_run: bool = False) -> Import:
    """Read `path` and append its lines to the log. dry_run: only say what would be new. Raises LearnError."""
    whole = read(path)
    found = [line for line in whole if line.shape != "pair" or not _same(line)]
    skipped = len(whole) - len(found)
    shapes: dict[Shape, int] = {}
    for line in found:
        shapes[line.shape] = shapes.get(line.shape, 0) + 1
    if dry_run:
        return Import(shapes, len({line.id for line in found} - log.imported()), skipped)
    return Import(shapes, log.add(found), skipped)


def read(path: Path) -> list[Imported]:
    """The lines of a file, masked. Raises LearnError, BadLines if a line is none."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise LearnError(f"{path.name} is larger than {MOST_BYTES >> 20} MB.", "Import a part of it.")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise LearnError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise LearnError(f"{path.name} is not UTF-8 text.", "Convert it and try again.") from error
    now = time.time()
    found: list[Imported] = []
    bad: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), 1):  # a JSON string may hold U+2028, at which splitlines splits
        if line.strip():
            try:
                found.append(_line(line, path.name, now))
            except _Wrong as error:
                bad.append((number, str(error)))
    if bad:
        raise BadLines(path, bad)
    return found


class _Wrong(Exception):
    """What is wrong with one line."""


def _line(line: str, origin: str, now: float) -> Imported:
    try:
        row = msgspec.json.decode(line.encode("utf-8", "surrogatepass"))
    except (msgspec.DecodeError, RecursionError) as error:
        raise _Wrong(f"it is no JSON ({error})") from None
    if not isinstance(row, dict):
        raise _Wrong("it is no object")
    shape, texts, scores = _responses(row)
    model, language = _word(row, "model"), _word(row, "language")
    prompt = mask_prompt(_prompt(row, model))
    if all(isinstance(piece, str) for piece in prompt):
        model = ""  # it speaks to any
    texts = tuple(map(mask, texts))
    scope = mask(_word(row, "scope")) or f"imported:{digest(msgspec.json.encode(prompt))}"
    margin = _number(row.get("margin", 1.0), "margin is")
    key = digest(msgspec.json.encode((shape, prompt, texts, scores, *([model] if model else []))))
    return Imported(key, shape, prompt, texts, scores, scope, margin, origin, now, model, language)


def _responses(row: dict[str, Any]) -> tuple[Shape, tuple[str, ...], tuple[float, ...]]:
    if "chosen" in row or "rejected" in row:
        return "pair", (_text(row, "chosen"), _text(row, "rejected")), (1.0, 0.0)
    if "responses" in row:
        return "ranking", *_ranked(row["responses"])
    if "completion" in row:
        if not isinstance(row.get("label"), bool):
            raise _Wrong("label is neither true nor false" if "label" in row else "label is missing")
        return "label", (_text(row, "completion"),), (float(row["label"]),)
    raise _Wrong("it has none of chosen and rejected, completion and label, responses")


def _same(line: Imported) -> bool:
    chosen, rejected = line.texts
    return same_code(chosen, rejected, line.language)


def _ranked(responses: object) -> tuple[tuple[str, ...], tuple[float, ...]]:
    if not isinstance(responses, list) or not all(isinstance(one, dict) for one in responses):
        raise _Wrong("responses is no list of objects")
    texts = tuple(_text(one, "text") for one in responses)
    scores = tuple(_number(one.get("score"), "a score is") for one in responses)
    if not all(0.0 <= score <= 1.0 for score in scores):
        raise _Wrong("a score lies outside 0 to 1")
    if len(set(scores)) < 2:
        raise _Wrong("a ranking needs two different scores")
    return texts, scores


def _number(value: object, what: str) -> float:
    try:
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return float(value)
    except OverflowError:
        raise _Wrong(f"{what} too large a number") from None
    raise _Wrong(f"{what} no number")


def _word(row: dict[str, Any], field: str) -> str:
    value = row.get(field) or ""
    if not isinstance(value, str):
        raise _Wrong(f"{field} is no text")
    return value


def _text(row: dict[str, Any], field: str) -> str:
    value = row.get(field)
    if isinstance(value, list):
        value = _said(value, field, ("assistant",))
    if not isinstance(value, str) or not value.strip():
        raise _Wrong(f"{field} is no text" if field in row else f"{field} is missing")
    return value


def _prompt(row: dict[str, Any], model: str) -> Prompt:
    pieces = row.get("prompt_pieces")
    if pieces is not None:
        if not isinstance(pieces, list) or not pieces or not all(map(_is_piece, pieces)):
            raise _Wrong("prompt_pieces is no list of texts and token ids")
        if model or all(isinstance(piece, str) for piece in pieces):
            return pieces
        if "prompt" not in row:
            raise _Wrong("prompt_pieces holds token ids, of a model that is not named, and prompt is missing")
    value = row.get("prompt")
    if isinstance(value, list):
        value = _said(value, "prompt", ("system", "user")) + "\n"
    if not isinstance(value, str):
        raise _Wrong("prompt is no text" if "prompt" in row else "prompt is missing")
    return [value]


def _is_piece(piece: object) -> bool:
    return isinstance(piece, str) or (
        isinstance(piece, int) and not isinstance(piece, bool) and 0 <= piece < MOST_TOKENS
    )


def _said(messages: list[Any], field: str, roles: tuple[str, ...]) -> str:
    """The text of a conversation of one message of the last of `roles`, with at most one of the first before it."""
    if not messages or not all(isinstance(m, dict) and isinstance(m.get("content"), str) for m in messages):
        raise _Wrong(f"{field} is no list of {{role, content}}")
    if tuple(message.get("role") for message in messages) not in (roles, roles[-1:]):
        raise _Wrong(f"{field} is a conversation of several turns; a completion model has no use for those")
    return "\n\n".join(message["content"] for message in messages)
