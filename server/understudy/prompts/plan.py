"""Plan-then-code prompts (CodePLAN, 2403.13271): one stream `prefix <plan> numbered comments <code> body`.

Models of ours have the two tokens; for others the plan is asked for as comments under the docstring, and
the code follows in the same stream, so the plan's KV always continues into the code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from understudy.prompts.special import CODE, LITERALS, PLAN
from understudy.prompts.types import Prompt

_STEP = re.compile(r"^\s*#\s*\d+[.)]\s*(.+?)\s*$")


class Planned(NamedTuple):
    """A generated text taken apart. plan: the steps without numbers. code: the body's source."""

    plan: tuple[str, ...]
    code: str


def direct(prefix: str, special: Mapping[str, int]) -> Prompt:
    """Ask for the body that follows `prefix` (source up to the docstring, ends with a newline)."""
    return [prefix, special[CODE]] if CODE in special else [prefix]


def plan_first(prefix: str, special: Mapping[str, int], indent: str) -> Prompt:
    """Ask for a plan and then the body. indent: the body's indentation, for models without plan tokens."""
    return [prefix, special[PLAN]] if PLAN in special else [f"{prefix}{indent}# Plan:\n"]


def under(prefix: str, special: Mapping[str, int], steps: Sequence[str], indent: str) -> Prompt:
    """Ask for the body under a plan that is known already, as the stream stands after a model wrote these steps."""
    if PLAN in special and CODE in special:
        return [prefix, special[PLAN], render(steps, indent), special[CODE]]
    return [f"{prefix}{indent}# Plan:\n{render(steps, indent)}"]


def render(steps: Sequence[str], indent: str) -> str:
    """The plan as it stands in a file and in training text: one numbered comment a step."""
    return "".join(f"{indent}# {number}. {step}\n" for number, step in enumerate(steps, 1))


def split(text: str) -> Planned:
    """Take a plan-first generation apart; text without a plan is all code, a plan that never ends is no code."""
    text = text.removeprefix(LITERALS[PLAN])
    if LITERALS[CODE] in text:
        plan, _, code = text.partition(LITERALS[CODE])
        return Planned(_steps(plan), code)
    lines = text.splitlines(keepends=True)
    count = next((i for i, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), len(lines))
    steps = _steps("".join(lines[:count]))
    return Planned(steps, "".join(lines[count:])) if steps else Planned((), text)


def _steps(text: str) -> tuple[str, ...]:
    return tuple(match.group(1) for line in text.splitlines() if (match := _STEP.match(line)))
