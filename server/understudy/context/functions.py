"""Where a function or a class stands in a file, also when the rest of the file does not parse.

Lines are 0-based and split on `\\r\\n | \\n | \\r` only, as LSP does (str.splitlines also splits on form feeds).
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import Literal

from understudy.syntax import parse

_LINE = re.compile(r".*?(?:\r\n|\n|\r)|.+\Z", re.DOTALL)
_DEF = re.compile(r"^(?P<indent>[ \t]*)(?:async[ \t]+)?def[ \t]+(?P<name>\w+)")
_CLASS = re.compile(r"^(?P<indent>[ \t]*)class[ \t]+(?P<name>\w+)")
MAX_SIGNATURE_LINES = 40
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class FunctionSite:
    """One function in a text, or one class (kind).

    def_line: the line of `def` or `class` (below decorators). body_line: first line after header and docstring.
    end_line: one past the last line. indent: the body's indentation. is_stub: there is no real body yet (nothing,
    `...`, `pass`, or `raise NotImplementedError`; of a class also methods that are all stubs).
    """

    qualname: str
    def_line: int
    body_line: int
    end_line: int
    indent: str
    is_stub: bool
    kind: Literal["function", "class"] = "function"


def split_lines(text: str) -> list[str]:
    """The lines of `text` with their ends, split as the language server protocol does."""
    return _LINE.findall(text)


def indent_columns(line: str) -> int:
    """Columns of indentation, tabs to the next multiple of eight as in Python: what `engine.protocol.Stop` counts."""
    expanded = line.expandtabs(8)
    return len(expanded) - len(expanded.lstrip(" "))


def find_function(text: str, *, qualname: str | None = None, line: int | None = None) -> FunctionSite | None:
    """The function called `qualname`, or the innermost one that holds `line`; None if there is none."""
    return _pick(functions(text), qualname, line)


def find_class(text: str, *, qualname: str | None = None, line: int | None = None) -> FunctionSite | None:
    """The class called `qualname`, or the innermost one that holds `line`; None if there is none."""
    return _pick(classes(text), qualname, line)


def _pick(sites: list[FunctionSite], qualname: str | None, line: int | None) -> FunctionSite | None:
    if qualname is not None:
        return next((site for site in sites if site.qualname == qualname), None)
    if line is None:
        return None
    holding = [site for site in sites if site.def_line <= line < max(site.end_line, site.body_line + 1)]
    return max(holding, key=lambda site: site.def_line, default=None)


def functions(text: str) -> list[FunctionSite]:
    """Every function in `text`, in order. Works by indentation, so a syntax error elsewhere hides nothing."""
    return _sites(text, _DEF)


def classes(text: str) -> list[FunctionSite]:
    """Every class in `text` with its body on lines of its own, in order, found as `functions` finds functions."""
    return _sites(text, _CLASS)


def _sites(text: str, wanted: re.Pattern[str]) -> list[FunctionSite]:
    lines = split_lines(text)
    scopes: list[tuple[int, str]] = []  # (column of the def/class, name)
    sites = []
    for number, line in enumerate(lines):
        match = _DEF.match(line) or _CLASS.match(line)
        if not match:
            continue
        column = len(match["indent"].expandtabs())
        scopes = [scope for scope in scopes if scope[0] < column]
        scopes.append((column, match["name"]))
        if wanted.match(line):
            site = _site(lines, number, match["indent"], ".".join(name for _, name in scopes))
            if site:
                sites.append(site)
    return sites


def with_body(text: str, site: FunctionSite, body: str) -> str:
    """`text` with the site's body (below the docstring) replaced by `body` (indented source)."""
    lines = split_lines(text)
    newline = "\r\n" if lines and lines[site.def_line].endswith("\r\n") else "\n"
    head = lines[: site.body_line]
    if head and not head[-1].endswith(("\n", "\r")):
        head[-1] += newline
    body = body.rstrip() + "\n" if body.strip() else f"{site.indent}...\n"
    return "".join([*head, body.replace("\n", newline), *lines[site.end_line :]])


def _site(lines: list[str], def_line: int, outer: str, qualname: str) -> FunctionSite | None:
    signature_end = _signature_end(lines, def_line)
    if signature_end is None:
        return None
    end = _block_end(lines, signature_end, len(outer.expandtabs()))
    kind: Literal["function", "class"] = "class" if _CLASS.match(lines[def_line]) else "function"
    indent = next((_leading(x) for x in lines[signature_end:end] if x.strip()), outer + "    ")
    parsed = _parse(lines[def_line:end], len(outer))
    if parsed is None:  # a broken or missing body: what stands there decides by its text
        body_line = _docstring_end(lines, signature_end, end)
        is_stub = not any(line.strip() for line in lines[body_line:end])
        return FunctionSite(qualname, def_line, body_line, end, indent, is_stub, kind)
    body, body_line = _below_docstring(parsed), signature_end
    if len(body) < len(parsed.body):
        body_line = def_line + (parsed.body[0].end_lineno or 1)
    is_stub = _is_stub(body) or (kind == "class" and all(map(_is_stub_method, body)))
    return FunctionSite(qualname, def_line, body_line, end, indent, is_stub, kind)


def _signature_end(lines: list[str], def_line: int) -> int | None:
    """One past the line whose colon ends the signature; None if there is none, or the body is on that line."""
    depth = 0
    for number in range(def_line, min(len(lines), def_line + MAX_SIGNATURE_LINES)):
        code = re.sub(r"(\"[^\"]*\"|'[^']*')", '""', lines[number]).split("#")[0].rstrip()
        depth += sum(code.count(c) for c in "([{") - sum(code.count(c) for c in ")]}")
        if depth <= 0 and code.endswith(":"):
            return number + 1
        if depth <= 0:
            return None
    return None


def _block_end(lines: list[str], start: int, column: int) -> int:
    end = start
    for number in range(start, len(lines)):
        line = lines[number]
        if not line.strip():
            continue
        if len(_leading(line).expandtabs()) <= column and not line.lstrip().startswith(("'''", '"""', ")", "]", "}")):
            break
        end = number + 1
    return end


def _docstring_end(lines: list[str], start: int, end: int) -> int:
    first = next((n for n in range(start, end) if lines[n].strip()), None)
    if first is None:
        return start
    quote = next((q for q in ('"""', "'''") if lines[first].lstrip().startswith(q)), None)
    if quote is None:
        return start
    opened = lines[first].lstrip()[3:]
    if quote in opened:
        return first + 1
    return next((n + 1 for n in range(first + 1, end) if quote in lines[n]), end)


def _parse(lines: list[str], strip: int) -> _Definition | None:
    source = "".join(line[strip:] if line[:strip].strip(" \t") == "" and line.strip() else line for line in lines)
    try:
        node = parse(source).body[0]
    except (SyntaxError, IndexError):
        return None
    return node if isinstance(node, _Definition) else None


def _below_docstring(node: _Definition) -> list[ast.stmt]:
    first = node.body[0]
    return node.body[1:] if isinstance(first, ast.Expr) and _is_text(first.value) else node.body


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_stub(body: list[ast.stmt]) -> bool:
    if not body:
        return True
    if len(body) > 1:
        return False
    only = body[0]
    if isinstance(only, ast.Pass):
        return True
    if isinstance(only, ast.Expr) and isinstance(only.value, ast.Constant) and only.value.value is Ellipsis:
        return True
    if isinstance(only, ast.Raise) and only.exc is not None:
        called = only.exc.func if isinstance(only.exc, ast.Call) else only.exc
        return isinstance(called, ast.Name) and called.id == "NotImplementedError"
    return False


def _is_stub_method(node: ast.stmt) -> bool:
    return isinstance(node, _Function) and _is_stub(_below_docstring(node))


def _leading(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]
