"""A teacher's plan: how it is asked for (CodePLAN's backward reasoning), read, and refused where it is code.

The teacher sees problem and solution, so that it explains what works instead of guessing (2403.13271). What it writes
must be a plan in words: a student that reads the code in the plan learns to copy, not to plan.
"""

from __future__ import annotations

import ast
import re

from understudy.syntax import parsed

MOST_STEPS = 8
LONGEST_STEP = 160  # characters
FEWEST_COPIED = 12  # characters of a solution line, blanks aside, that no step may hold

_ITEM = re.compile(r"^\s*(?:#\s*)?(?:(?:step\s*\d+\s*[:.)-]|\(?\d{1,2}\s*[.):])\s*|[-*•–]\s+)(.+)$", re.IGNORECASE)
_ASSIGNMENT = re.compile(r"(?<![=!<>])\b[A-Za-z_][\w.]*\s*(?:[-+*/%|&^]|//|\*\*)?=(?!=)")
_CALL = re.compile(r"\b[A-Za-z_]\w*\((?!s\)|es\))")  # element(s) is English
_MARKS = re.compile(r"[^\w\s:]")  # a line without any reads like English: "for word in words:"
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_CODE = re.compile(r"`|\w\[|\bdef \w|\blambda\b|==|->|\bself\.")

_QUESTION = """\
Below is a programming problem and a solution of it that passed its tests. Work backwards from the solution: write the \
plan that somebody who has not seen it would follow to arrive at it.

Problem:
{problem}

Solution:
{solution}

Write a numbered list of 2 to {most} short steps, one line each, each a plain imperative sentence ("go through the \
words and keep the longest one"). Name every constant, edge case and order that matters, so that the plan alone is \
enough. Write words only: no code, no backticks, no assignments, no calls. Write nothing but the list.
"""


def question(problem: str, solution: str) -> str:
    """What the teacher is asked. problem: source up to the docstring. solution: the body."""
    return _QUESTION.format(problem=problem.strip("\n"), solution=solution.rstrip("\n"), most=MOST_STEPS)


def read(answer: str) -> tuple[str, ...]:
    """The steps of a numbered or bulleted list, whatever stands around it; () if there is none.

    A line below an item that is neither an item nor blank goes on with it; a blank line and prose end the list.
    """
    steps: list[str] = []
    first, blank = "", False
    for line in answer.replace("**", "").splitlines():  # emphasis
        item = _ITEM.match(line)
        kind = "bullet" if line.strip()[:1] in ("-", "*", "•", "–") else "number"
        if item and not (blank and kind != first):
            steps.append(item[1].strip())
            first, blank = first or kind, False
        elif not line.strip():
            blank = bool(steps)
        elif blank:
            break
        elif steps:
            steps[-1] = f"{steps[-1]} {line.strip()}"
    return tuple(filter(None, map(_plain, steps)))


def fault(steps: tuple[str, ...], solution: str) -> str:
    """Why these steps are no plan, in one word or two; "" if they are one. solution: the body they explain."""
    if not steps:
        return "no list"
    if len(steps) > MOST_STEPS:
        return "too long"
    if any(len(step) > LONGEST_STEP for step in steps):
        return "long step"
    if any(is_code(step) for step in steps):
        return "code"
    lines = [_squeezed(line) for line in solution.splitlines() if _MARKS.search(_QUOTED.sub("", line))]
    copied = [line for line in lines if len(line) >= FEWEST_COPIED]
    if any(line in _squeezed(step) for step in steps for line in copied):
        return "copy"
    return ""


def is_code(step: str) -> bool:
    """Whether a step is Python, or holds some."""
    bare = _QUOTED.sub("''", step)
    if _CODE.search(bare) or _ASSIGNMENT.search(bare) or _CALL.search(bare):
        return True
    tree = parsed(step.strip().rstrip(":"))
    return tree is not None and any(_does_something(statement) for statement in tree.body)


def _does_something(statement: ast.stmt) -> bool:
    """A single word, "return total", "return 1 or 2" and "continue" are English as well; what holds more is not."""
    if isinstance(statement, ast.Expr | ast.Return):
        return not _is_word(statement.value)
    return not isinstance(statement, ast.Pass | ast.Continue | ast.Break)


def _is_word(value: ast.expr | None) -> bool:
    if isinstance(value, ast.BoolOp):
        return all(map(_is_word, value.values))
    return value is None or isinstance(value, ast.Name | ast.Constant)


def _plain(step: str) -> str:
    """Without the full stop, beginning in lower case: as the plans stand that the model knows."""
    text = " ".join(step.split()).rstrip(".")
    if not text:
        return ""
    first = text.partition(" ")[0]
    return text[0].lower() + text[1:] if first.istitle() else text


def _squeezed(text: str) -> str:
    return "".join(text.split()).rstrip(":.")
