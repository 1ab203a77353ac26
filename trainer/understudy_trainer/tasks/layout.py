"""The parts of a prompt: signature, examples in the usual formats, argument sections."""

from __future__ import annotations

import re

from understudy_trainer.tasks.common import Draft, Rng, pick
from understudy_trainer.tasks.execute import Executed

MAX_EXAMPLE = 70  # characters of one call, and of its value
OLD_TYPES_SHARE = 0.25  # of typed signatures that have a name from `typing`
_OLD = {"list": "List", "dict": "Dict", "tuple": "Tuple", "set": "Set"}
_WORDS = {
    "int": "an integer", "str": "a string", "float": "a number", "bool": "true or false", "list": "a list",
    "list[int]": "a list of integers", "list[str]": "a list of strings", "list[float]": "a list of numbers",
    "dict[str, int]": "a mapping from strings to integers", "dict": "a dictionary", "set[int]": "a set of integers",
    "list[list[int]]": "a list of lists of integers", "int | None": "an integer, or None",
    "str | None": "a string, or None", "tuple[int, int]": "two integers", "dict[str, str]": "a mapping of strings",
}  # fmt: skip


def signature(draft: Draft, *, typed: bool, rng: Rng) -> tuple[str, list[str]]:
    """The `def` line and the import lines its annotations need."""
    if not typed:
        return f"def {draft.name}({', '.join(p.name for p in draft.params)}):", []
    old = rng.random() < OLD_TYPES_SHARE
    said = [_old(p.annotation) if old else p.annotation for p in draft.params]
    returns = _old(draft.returns) if old else draft.returns
    given = ", ".join(f"{p.name}: {a}" if a else p.name for p, a in zip(draft.params, said, strict=True))
    named = sorted(
        {name for a in (*said, returns) for name in re.findall(r"\b(?:Any|Dict|List|Optional|Set|Tuple)\b", a)}
    )
    line = f"def {draft.name}({given}) -> {returns}:"
    return line, [f"from typing import {', '.join(named)}"] if named else []


def _old(annotation: str) -> str:
    """`Optional[List[int]]` for `list[int] | None`, as it was written before Python 3.10."""
    bare = annotation.removesuffix(" | None")
    old = re.sub(r"\b(list|dict|tuple|set)\[", lambda m: f"{_OLD[m[1]]}[", bare)
    return f"Optional[{old}]" if bare != annotation else old


def qualified(draft: Draft) -> str:
    """The name of what is asked for, behind its class if it is a method."""
    classes = re.findall(r"^class (\w+)", draft.above, re.MULTILINE)
    return f"{classes[-1]}.{draft.name}" if draft.level and classes else draft.name


def examples(executed: Executed, rng: Rng) -> list[str]:
    """One to four cases, all in one format; empty if none is short enough. Of a method there are none."""
    draft = executed.draft
    if draft.call:
        return []
    cases = []
    for args, expected in rng.sample(executed.cases, min(len(executed.cases), pick(rng, (1, 2, 2, 3, 4)))):
        call, value = f"{draft.name}({', '.join(map(repr, args))})", repr(expected)
        if max(len(call), len(value)) <= MAX_EXAMPLE and expected is not None and "\\" not in call + value:
            cases.append((call, value, ", ".join(map(repr, args))))
    if not cases:
        return []
    kind = rng.random()
    if kind < 0.6:
        return [line for call, value, _ in cases for line in (f">>> {call}", value)]
    if kind < 0.75:
        arrow = pick(rng, ("==", "=>", "->", "➞", "# =>", "returns", "="))
        header = pick(rng, (["Examples:"], ["Example:"], ["For example:"], []))
        return [*header, *(f"{call} {arrow} {value}" for call, value, _ in cases)]
    if kind < 0.85:
        call, value, _ = cases[0]
        return [
            pick(
                rng,
                (
                    f"For example, {call} should return {value}.",
                    f"Example: {call} -> {value}",
                    f"e.g. {call} returns {value}",
                ),
            )
        ]
    if kind < 0.95:
        return [line for _, value, args in cases for line in (f"Input: {args}", f"Output: {value}", "")][:-1]
    return [f"assert {call} == {value}" for call, value, _ in cases]


def sections(draft: Draft, rng: Rng) -> list[str]:
    """Arguments and result in the style of Google, NumPy or Sphinx."""
    params = [p for p in draft.params if p.name != "self"]
    result = describe(draft.returns)
    style = rng.random()
    if style < 0.5:
        args = [
            f"    {p.name}{f' ({p.annotation})' if rng.random() < 0.3 else ''}: {describe(p.annotation)}."
            for p in params
        ]
        return [*(["Args:", *args, ""] if args else []), "Returns:", f"    {result[0].upper()}{result[1:]}."]
    if style < 0.75:
        args = [
            line
            for p in params
            for line in (f"{p.name} : {p.annotation}", f"    {describe(p.annotation).capitalize()}.")
        ]
        head = ["Parameters", "----------", *args, ""] if args else []
        return [*head, "Returns", "-------", draft.returns, f"    {result[0].upper()}{result[1:]}."]
    return [*(f":param {p.name}: {describe(p.annotation)}" for p in params), f":return: {result}"]


def describe(annotation: str) -> str:
    """An annotation in words."""
    return _WORDS.get(annotation, f"a value of type {annotation}" if annotation else "a value")
