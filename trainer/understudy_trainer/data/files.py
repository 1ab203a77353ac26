"""Examples from JSON-lines files."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

from understudy.prompts.plan import render
from understudy.prompts.types import Prompt
from understudy_trainer.data.examples import Example, Method
from understudy_trainer.errors import TrainError


def from_file(path: Path, method: Method, vocabulary: int | None = None) -> list[Example]:
    """JSON lines: {prompt, chosen, rejected} | {prompt, completion, label} | {prompt, responses: [{text, score}]} |
    {prompt, completion} | {prompt, plan, code}.

    prompt: text or pieces (`prompt_pieces` wins). held_out: true or false, where the file divides its rows. vocabulary:
    token ids the model has, None = unknown. Raises TrainError with the line."""
    found = []
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # JSON text may hold U+2028 as it is
    except (OSError, UnicodeDecodeError) as error:
        raise TrainError(f"{path} cannot be read: {error}", "Check the path.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
                found.append(replace(_example(row, method, vocabulary), apart=_apart(row)))
            except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
                raise TrainError(
                    f"{path}:{number} is no {method} example ({type(error).__name__}: {error}).", "Correct that line."
                ) from error
    return found


def _example(row: dict[str, Any], method: Method, vocabulary: int | None) -> Example:
    prompt = _prompt(row["prompt_pieces"] if "prompt_pieces" in row else row["prompt"], vocabulary)
    scope = _spelled(str(row.get("scope", "")))
    if method == "plan":
        plan = _spelled(row["plan"] if isinstance(row["plan"], str) else render(row["plan"], "    "))
        return Example(prompt, (_text(row["code"]),), (1.0,), scope, plan)
    if method == "dpo":
        return Example(prompt, (_text(row["chosen"]), _text(row["rejected"])), (1.0, 0.0), scope)
    if method == "kto":
        return Example(prompt, (_text(row["completion"]),), (_label(row["label"]),), scope)
    if method == "rrtf":
        answers = [(_text(answer["text"]), _score(answer["score"])) for answer in row["responses"]]
        if len(answers) < 2:
            raise ValueError("a ranking needs two responses")
        return Example(prompt, tuple(a[0] for a in answers), tuple(a[1] for a in answers), scope)
    return Example(prompt, (_text(row["completion"] if "completion" in row else row["chosen"]),), (1.0,), scope)


def _apart(row: dict[str, Any]) -> bool | None:
    value = row.get("held_out")
    if not isinstance(value, bool | None):
        raise ValueError("held_out must be true or false")
    return value


def _prompt(pieces: object, vocabulary: int | None) -> Prompt:
    prompt = [pieces] if isinstance(pieces, str) else list(pieces) if isinstance(pieces, list) else []
    if not prompt or not all(isinstance(piece, str | int) and not isinstance(piece, bool) for piece in prompt):
        raise ValueError("prompt must be text or a list of text and token ids")
    for piece in prompt:
        if isinstance(piece, str):
            _spelled(piece)
        elif piece < 0 or (vocabulary is not None and piece >= vocabulary):
            known = "" if vocabulary is None else f": it has 0 to {vocabulary - 1}"
            raise ValueError(f"the model has no token {str(piece)[:20]}{known}")
    return prompt


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("a response must be text")
    return _spelled(value)


def _spelled(text: str) -> str:
    """JSON can hold half of a character ("\\ud800"), which no tokenizer can read."""
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("the text holds half of a surrogate pair")
    return text


def _label(value: object) -> float:
    if value not in (True, False):  # a text "false" would be true
        raise ValueError("label must be true or false")
    return float(bool(value))


def _score(value: object) -> float:
    score = float(str(value))
    if not math.isfinite(score):
        raise ValueError("a score must be a finite number")
    return score
