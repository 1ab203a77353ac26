"""From a file to a prompt prefix, and from generated text to a body that can stand in the file. Pure functions."""

from __future__ import annotations

import ast
import re
import textwrap

from understudy.context.functions import FunctionSite, indent_columns, split_lines, with_body
from understudy.prompts import plan
from understudy.prompts.special import LITERALS
from understudy.syntax import parse

_IMPORT = re.compile(r"^(?:from|import)[ \t]")
_HEADER = re.compile(r"^[ \t]*(?:class|(?:async[ \t]+)?def)[ \t]")
CHARS_PER_TOKEN = 2.5  # pessimistic for Python under an 8k byte-level BPE, so that a prompt always fits


def prefix_chars(context_tokens: int, rows: int, max_tokens: int) -> int:
    """Characters a prompt may have when `rows` answers of `max_tokens` share one context with it; at least 1000."""
    return max(1000, int((context_tokens - rows * max_tokens) * CHARS_PER_TOKEN))


def prompt_prefix(text: str, site: FunctionSite, budget: int) -> str:
    """The source above the body, newline-ended, LF only, at most about `budget` characters.

    Always holds the file's imports, the headers of the enclosing classes, and the function's decorators,
    signature and docstring, even over budget; what is left of the budget goes to the nearest lines above.
    """
    lines = [line.rstrip("\r\n") + "\n" for line in split_lines(text)[: site.body_line]]
    head = _first_decorator(lines, site.def_line)
    above, function = lines[:head], lines[head:]
    if sum(map(len, lines)) <= budget:
        return "".join(lines)
    keep = _import_lines(above) | _enclosing_headers(above, lines[site.def_line])
    left = budget - sum(map(len, function)) - sum(len(above[i]) for i in keep)
    for number in range(len(above) - 1, -1, -1):
        if number in keep:
            continue
        left -= len(above[number])
        if left < 0:
            break
        keep.add(number)
    return "".join([*(above[i] for i in sorted(keep)), *function])


def take_apart(text: str, planned: bool, indent: str) -> tuple[tuple[str, ...], str]:
    """Plan and body (see `fit_body`) of a generated text. planned: a plan was asked for.

    A model that was asked for a plan and wrote code at once has no plan, not no code.
    """
    found = plan.split(text) if planned else plan.Planned((), text)
    body = fit_body(found.code, indent)
    return (found.plan, body) if body else ((), fit_body(text, indent))


def fit_body(code: str, indent: str) -> str:
    """Generated `code` as a body indented by `indent`, blank edges and special tokens removed; "" if nothing is left.

    A first line that continues the prompt's own indentation is put in line with the rest. Text that already
    stands right is not touched, so multi-line strings keep their contents.
    """
    for literal in LITERALS.values():
        code = code.replace(literal, "")
    lines = [line.rstrip("\r\n") for line in split_lines(code)]
    while lines and not lines[0].strip():
        del lines[0]
    while lines and not lines[-1].strip():
        del lines[-1]
    if not lines:
        return ""
    follower = next((indent_columns(line) for line in lines[1:] if line.strip()), 0)
    if indent_columns(lines[0]) == 0 and follower > 0:
        opens = lines[0].split("#")[0].rstrip().endswith((":", "(", "[", "{"))
        lines[0] = " " * (max(0, follower - 4) if opens else follower) + lines[0]
    if lines[0].startswith(indent) and not lines[0][len(indent) :].startswith((" ", "\t")):
        return "\n".join(lines) + "\n"
    return textwrap.indent(textwrap.dedent("\n".join(lines)), indent) + "\n"


def in_file(text: str, site: FunctionSite, body: str, steps: tuple[str, ...]) -> str:
    """`text` with the function's body replaced; `steps` stand above it as numbered comments."""
    return with_body(text, site, plan.render(steps, site.indent) + body)


def body_key(body: str, *, of_class: bool = False) -> str | None:
    """The body's meaning-preserving normal form (its AST without positions), to drop repeats.

    None if it does not parse or does nothing (only `pass`, `...` or a string): such a body is no candidate.
    """
    header = "class _:\n" if of_class else "async def _():\n"
    source = header + textwrap.indent(textwrap.dedent(body), "    ")
    try:
        module = parse(source)
    except SyntaxError:
        return None
    scope = module.body[0]
    if len(module.body) != 1 or not isinstance(scope, ast.AsyncFunctionDef | ast.ClassDef):
        return None
    return None if all(map(_is_idle, scope.body)) else ast.dump(module)


def scope_columns(text: str, site: FunctionSite) -> int:
    """The smallest indentation (columns) that is still inside the body: `Stop.min_indent`."""
    return indent_columns(split_lines(text)[site.def_line]) + 1


def _is_idle(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )


def _first_decorator(lines: list[str], def_line: int) -> int:
    first = def_line
    while first > 0 and lines[first - 1].lstrip().startswith("@"):
        first -= 1
    return first


def _import_lines(lines: list[str]) -> set[int]:
    kept: set[int] = set()
    depth = 0
    for number, line in enumerate(lines):
        if depth <= 0 and not _IMPORT.match(line):
            continue
        kept.add(number)
        code = line.split("#")[0]
        depth += code.count("(") - code.count(")")
    return kept


def _enclosing_headers(lines: list[str], def_line: str) -> set[int]:
    kept: set[int] = set()
    column = indent_columns(def_line)
    for number in range(len(lines) - 1, -1, -1):
        if _HEADER.match(lines[number]) and indent_columns(lines[number]) < column:
            kept.add(number)
            column = indent_columns(lines[number])
    return kept
