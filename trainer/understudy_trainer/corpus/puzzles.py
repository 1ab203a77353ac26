"""Python Programming Puzzles (2106.05784) as exercises: a checker, and a function whose value satisfies it.

Two voices: the checker above and its `sol` below; or, where words and parameters say enough, the statement alone,
with the checker judging.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from understudy.syntax import parsed
from understudy_trainer.corpus.pieces import Exercise

EACH = 2  # instances of one puzzle: the others differ in numbers only
SOLUTIONS = 2
STATEMENT_WORDS = 6
_TYPES = re.compile(r"\b(List|Dict|Set|Tuple|Optional)\[")
_SOURCE, _LICENCE = "Python Programming Puzzles", "MIT"


def exercises(records: Iterable[Mapping[str, Any]]) -> Iterator[Exercise]:
    """The puzzles that come with solutions, not executed yet."""
    told = Counter[str]()
    for record in records:
        name = str(record["name"])
        family = name.partition(":")[0]
        bodies = [str(body).rstrip() + "\n" for body in record["sol_bodies"][:SOLUTIONS]]
        if not bodies or told[family] >= EACH:
            continue
        told[family] += 1
        for body in bodies:
            yield _checked(record, name, body)
            if told[family] == 1 and (stated := _stated(record, name, body)):
                yield stated


def _checked(record: Mapping[str, Any], name: str, body: str) -> Exercise:
    doc = str(record["sol_docstring"]).rstrip()
    signature = str(record["sol_header"]) + "\n" + (doc + "\n" if doc.strip() else "")
    prompt = f"{record['sat'].rstrip()}\n\n\n{signature}"
    return _exercise(_typing(prompt) + prompt, body, "assert sat(sol())", "sol", name, voice="checker")


def _stated(record: Mapping[str, Any], name: str, body: str) -> Exercise | None:
    """None where the words are few, nothing is given, or the answer is a constant."""
    doc = str(record["sol_docstring"]).rstrip()
    given = _defaults(str(record["sol_header"]))
    tree = parsed(textwrap.dedent(body))
    constant = tree is not None and len(tree.body) == 1 and not any(isinstance(n, ast.Name) for n in ast.walk(tree))
    if len(doc.split()) < STATEMENT_WORDS or not given or tree is None or constant:
        return None
    entry = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name.partition(":")[0]).lower()
    parameters = ", ".join(f"{key}: {kind}" if (kind := _kind(value)) else key for key, value in given.items())
    prompt = f"def {entry}({parameters}) -> {record['ans_type']}:\n{doc}\n"
    call = f"{entry}({', '.join(map(repr, given.values()))})"
    tests = f"{_typing(str(record['sat']))}{record['sat'].rstrip()}\n\n\nassert sat({call})"
    return _exercise(_typing(prompt) + prompt, body, tests, entry, name, voice="statement")


def _exercise(prompt: str, body: str, tests: str, entry: str, name: str, voice: Any) -> Exercise:
    return Exercise(prompt, body, tests, entry, f"P3/{name}", _SOURCE, _LICENCE, voice)


def _defaults(header: str) -> dict[str, Any]:
    """Parameter -> its value, of a signature where each has one; {} else."""
    tree = parsed(f"{header} pass")
    function = tree.body[0] if tree else None
    if not isinstance(function, ast.FunctionDef) or len(function.args.defaults) != len(function.args.args):
        return {}
    try:
        values = [ast.literal_eval(value) for value in function.args.defaults]
    except ValueError:
        return {}
    return dict(zip((argument.arg for argument in function.args.args), values, strict=True))


def _kind(value: object) -> str:
    """The annotation of a literal, "" if it is not plain."""
    if isinstance(value, bool | int | float | str):
        return type(value).__name__
    if isinstance(value, list) and value:
        inner = {_kind(each) for each in value}
        only = inner.pop()
        return f"List[{only}]" if only and not inner else ""
    return ""


def _typing(text: str) -> str:
    names = sorted(set(_TYPES.findall(text)))
    return f"from typing import {', '.join(names)}\n\n\n" if names else ""
