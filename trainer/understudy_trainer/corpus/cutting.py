"""A source file cut into pieces: no line stands in two of them, and what teaches nothing is dropped with its reason.

A short file stays whole; else each function and each short class is a piece, with the imports it needs above it, and
of a long class each method, under the class line.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from understudy_trainer.corpus import names
from understudy_trainer.corpus.names import FunctionNode
from understudy_trainer.corpus.pieces import Kind, Piece

LONGEST, SHORTEST = 3_500, 60  # characters of a piece
LONGEST_MODULE = 1_500  # characters of a file that stays whole
LONGEST_LINE = 120
LITERALS = 0.45  # share of literals among a piece's expressions, from MANY_LITERALS literals on: a table
MANY_LITERALS = 24
LONGEST_LITERAL = 700  # characters: data, or a page of text
PAIR_LINES = 25  # of the body, docstring aside
PAIR_WORDS = 4  # of the docstring's first paragraph


@dataclass(frozen=True, slots=True)
class File:
    """A cleaned file. source, licence: as its pieces carry them."""

    text: str
    tree: ast.Module
    source: str
    licence: str


def cut(file: File, dropped: Counter[str]) -> Iterator[Piece]:
    """The file's pieces in order; `dropped` counts what was left out by reason."""
    if _whole(file) and not unfit(file.text, file.tree):
        yield _piece(file, file.text, "module", names.unresolved(file.tree, set()))
        return
    lines = file.text.split("\n")
    known = names.imports(file.tree)
    for node in file.tree.body:
        if isinstance(node, FunctionNode):
            yield from _kept(file, lines, node, "pair" if is_pair(node) else "function", known, dropped)
        elif isinstance(node, ast.ClassDef):
            text = _lines(lines, node)
            if len(text) <= LONGEST:
                yield from _kept(file, lines, node, "class", known, dropped)
                continue
            for inner in node.body:
                if isinstance(inner, FunctionNode):
                    yield from _kept(file, lines, inner, "method", known, dropped, f"{_head(node)}\n")


def unfit(text: str, node: ast.AST) -> str:
    """Why a piece teaches nothing, "" if it may."""
    if len(text) > LONGEST:
        return "too long"
    if len(text) < SHORTEST:
        return "too short"
    if max(map(len, text.split("\n"))) > LONGEST_LINE:
        return "long lines"
    if not text.isascii():
        return "not ASCII"
    if isinstance(node, FunctionNode):
        if _is_stub(node):
            return "stub"
        if _passes_on(node):
            return "pass-through"
    elif isinstance(node, ast.ClassDef) and not any(isinstance(n, FunctionNode) and not _is_stub(n) for n in node.body):
        return "class without code"
    return "table" if _is_table(node) else ""


def is_pair(node: names.FunctionNode) -> bool:
    """Whether a docstring of at least a sentence says what a short body does."""
    body = node.body
    doc = ast.get_docstring(node)
    if not doc or len(body) < 2:
        return False
    first = doc.split("\n\n")[0].split()
    code = (body[-1].end_lineno or 0) - (body[0].end_lineno or 0)
    return len(first) >= PAIR_WORDS and first[0][0].isalpha() and code <= PAIR_LINES


def _kept(
    file: File,
    lines: list[str],
    node: names.FunctionNode | ast.ClassDef,
    kind: Kind,
    known: dict[str, ast.Import | ast.ImportFrom],
    dropped: Counter[str],
    above: str = "",
) -> Iterator[Piece]:
    body = _lines(lines, node)
    if reason := unfit(body, node):
        dropped[reason] += 1
        return
    needed = names.import_lines(names.used(node), known)
    head = "\n".join(needed) + "\n\n\n" if needed else ""
    yield _piece(file, f"{head}{above}{body}", kind, names.unresolved(node, set(known)))


def _piece(file: File, text: str, kind: Kind, unresolved: int) -> Piece:
    return Piece(text, file.source, kind, unresolved, file.licence)


def _whole(file: File) -> bool:
    """Short, with something in it, and no pair: a pair is worth more alone."""
    functions = [node for node in file.tree.body if isinstance(node, FunctionNode)]
    classes = any(isinstance(node, ast.ClassDef) for node in file.tree.body)
    return len(file.text) <= LONGEST_MODULE and bool(functions or classes) and not any(map(is_pair, functions))


def _lines(lines: list[str], node: names.FunctionNode | ast.ClassDef) -> str:
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return "\n".join(lines[first - 1 : node.end_lineno]) + "\n"


def _head(node: ast.ClassDef) -> str:
    bases = [*map(ast.unparse, node.bases), *(f"{k.arg}={ast.unparse(k.value)}" for k in node.keywords if k.arg)]
    return f"class {node.name}({', '.join(bases)}):" if bases else f"class {node.name}:"


def _code(node: names.FunctionNode) -> list[ast.stmt]:
    body = node.body
    is_doc = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    return body[1:] if is_doc else body


def _is_stub(node: names.FunctionNode) -> bool:
    """Nothing, `...`, or an error whatever it is given; an overload."""
    if any("overload" in ast.unparse(decorator) for decorator in node.decorator_list):
        return True
    return all(isinstance(s, ast.Pass | ast.Raise) or _is_constant(s) for s in _code(node))


def _passes_on(node: names.FunctionNode) -> bool:
    """One statement that returns a constant, a name or attribute, or hands its parameters to another function."""
    code = _code(node)
    if len(code) != 1 or not isinstance(code[0], ast.Return | ast.Expr):
        return False
    value = code[0].value
    if isinstance(value, ast.Call):
        given = [*value.args, *(keyword.value for keyword in value.keywords)]
        return all(_is_plain(argument) for argument in given) and _is_plain(value.func)
    return value is None or _is_plain(value)


def _is_plain(value: ast.expr) -> bool:
    while isinstance(value, ast.Attribute | ast.Starred):
        value = value.value
    return isinstance(value, ast.Name | ast.Constant)


def _is_constant(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _is_table(node: ast.AST) -> bool:
    expressions = literals = 0
    for inner in ast.walk(node):
        if isinstance(inner, ast.expr):
            expressions += 1
            if isinstance(inner, ast.Constant):
                literals += 1
                if isinstance(inner.value, str | bytes) and len(inner.value) > LONGEST_LITERAL:
                    return True
    return literals >= MANY_LITERALS and literals > LITERALS * expressions
