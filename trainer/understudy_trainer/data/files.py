"""Examples from JSON-lines files."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from understudy.prompts.plan import render
from understudy.prompts.types import Prompt
from understudy_trainer.data.examples import Example, Method
from understudy_trainer.errors import TrainError


def from_file(path: Path, method: Method) -> list[Example]:
    """JSON lines: {prompt, chosen, rejected} | {prompt, completion, label} | {prompt, responses: [{text, score}]} |
    {prompt, completion} | {prompt, plan, code}.

    prompt: text or pieces (`prompt_pieces` wins). Raises TrainError."""
    found = []
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # JSON text may hold U+2028 as it is
    except (OSError, UnicodeDecodeError) as error:
        raise TrainError(f"{path} cannot be read: {error}", "Check the path.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(_example(json.loads(line), method))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise TrainError(
                    f"{path}:{number} is no {method} example ({type(error).__name__}: {error}).", "Correct that line."
                ) from error
    return found


def _example(row: dict[str, Any], method: Method) -> Example:
    pieces = row["prompt_pieces"] if "prompt_pieces" in row else row["prompt"]
    prompt: Prompt = [pieces] if isinstance(pieces, str) else list(pieces)
    if not prompt or not all(isinstance(piece, str | int) for piece in prompt):
        raise ValueError("prompt must be text or a list of text and token ids")
    scope = str(row.get("scope", ""))
    if method == "plan":
        plan = row["plan"] if isinstance(row["plan"], str) else render(row["plan"], "    ")
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


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("a response must be text")
    return value


def _label(value: object) -> float:
    if value not in (True, False):  # a text "false" would be true
        raise ValueError("label must be true or false")
    return float(bool(value))


def _score(value: object) -> float:
    score = float(str(value))
    if not math.isfinite(score):
        raise ValueError("a score must be a finite number")
    return score
