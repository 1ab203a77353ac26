"""Examples the user wrote: in the docstring, with what they should give, and calls elsewhere in the workspace. Pure."""

from __future__ import annotations

import ast
import builtins
import doctest
import re
from collections.abc import Iterator, Sequence

from understudy.syntax import expression, parse

MOST = 12  # of one docstring
MOST_SITES = 8
_ARROW = re.compile(r"\s*(?:->|=>|→|==+>?|returns?\b|gives?\b|is\b|=|#\s*=?>?)\s*:?\s*(.+)", re.DOTALL)


def documented(doc: str, name: str) -> tuple[str, ...]:
    """Assert statements for the docstring's examples of `name`: `>>> f(1)` with its value, and "f(1) -> 2"."""
    pairs = [*_doctests(doc), *_arrows(doc, name)]
    found = [f"assert {plain} == {want}" for call, want in pairs if (plain := _plain_call(call, name))]
    return tuple(dict.fromkeys(found))[:MOST]


def called(texts: Sequence[str], name: str) -> tuple[str, ...]:
    """Argument lists of literals that other code calls `name` with: "[1, 2], k=3"."""
    found: dict[str, None] = {}
    for text in texts:
        if name not in text:
            continue
        for node in _walk(text):
            if isinstance(node, ast.Call) and _named(node.func) == name and all(map(_literal, _given(node))):
                found[ast.unparse(node).removeprefix(ast.unparse(node.func))[1:-1]] = None
            if len(found) == MOST_SITES:
                return tuple(found)
    return tuple(found)


def call_of(assertion: str) -> str | None:
    """The left side of `assert call == value`; None for other statements."""
    for node in _walk(assertion):
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Compare) and isinstance(node.test.left, ast.Call):
            return ast.unparse(node.test.left)
    return None


def _doctests(doc: str) -> Iterator[tuple[str, str]]:
    try:
        parsed = doctest.DocTestParser().get_examples(doc)
    except ValueError:  # inconsistent indentation
        return
    for example in parsed:
        source, want = example.source.strip(), example.want.strip()
        if not example.exc_msg and _value(want):
            yield source, want


def _arrows(doc: str, name: str) -> Iterator[tuple[str, str]]:
    for match in re.finditer(rf"(?<![\w.]){re.escape(name)}\(", doc):
        end = _closing(doc, match.end() - 1)
        if end is None:
            continue
        line = doc[end:].split("\n", 1)[0]
        arrow = _ARROW.match(line)
        value = _leading_value(arrow.group(1)) if arrow else None
        if value is not None:
            yield " ".join(doc[match.start() : end].split("\n")), value


def _closing(text: str, start: int) -> int | None:
    """One past the bracket that closes the one at `start`, strings minded; at most 300 characters further."""
    depth, quote = 0, ""
    for at in range(start, min(len(text), start + 300)):
        char = text[at]
        if quote:
            quote = "" if char == quote and text[at - 1] != "\\" else quote
        elif char in "'\"":
            quote = char
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
            if depth == 0:
                return at + 1
    return None


def _leading_value(text: str) -> str | None:
    """The longest beginning of `text` that is a literal: of "3 (the middle)" it is "3"."""
    ends = [len(text), *(m.start() for m in re.finditer(r"\s|[.,;)]", text))]
    for end in sorted(set(ends), reverse=True):
        piece = text[:end].strip().rstrip(".,;")
        if piece and _value(piece):
            return piece
    return None


def _value(text: str) -> bool:
    try:
        ast.literal_eval(expression(text.strip()))
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return False
    return bool(text.strip())


def _plain_call(source: str, name: str) -> str | None:
    """`source` without comments, if it is one expression that calls `name` and needs no variable of an earlier line."""
    try:
        tree = expression(source)
    except SyntaxError:
        return None
    lowercase = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id[:1].islower()}
    known = {name, *dir(builtins)}
    about = any(isinstance(n, ast.Call) and _named(n.func) == name for n in ast.walk(tree))
    return ast.unparse(tree) if about and lowercase <= known else None


def _walk(text: str) -> Iterator[ast.AST]:
    try:
        yield from ast.walk(parse(text))
    except SyntaxError:
        return


def _named(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _given(node: ast.Call) -> list[ast.expr]:
    return [*node.args, *(keyword.value for keyword in node.keywords)]


def _literal(node: ast.expr) -> bool:
    return _value(ast.unparse(node))
