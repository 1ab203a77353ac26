"""A module's text with stubs in their places: functions and classes at its end, methods at the end of their class.

In: the text as it stands (or "" for a new file) and blocks of lines. Out: the new text; line ends, indentation and all
that stood there are kept. Pure.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from understudy.context.functions import classes, functions, split_lines
from understudy.generate.wanted.signature import Parameter, Signature
from understudy.generate.wanted.sources import parsed

INDENT = "    "  # of blocks; a file's own is put in its place
Block = Sequence[str]
"""Lines without ends, from column 0, indented by `INDENT`."""


def function_block(name: str, signature: Signature, docstring: Sequence[str]) -> Block:
    """A stub function: it says NotImplementedError, so that no test passes by what it happens to return."""
    decorator = [f"@{signature.decorator}"] if signature.decorator else []
    return [*decorator, signature.header(name), *_indented([*_quoted(docstring), "raise NotImplementedError"])]


def class_block(
    name: str, docstring: Sequence[str], parameters: Sequence[Parameter], methods: Sequence[Block], base: str = ""
) -> Block:
    """A stub class. parameters: of `__init__`, which keeps each under its own name; none, no `__init__`."""
    lines = [f"class {name}({base}):" if base else f"class {name}:", *_indented(_quoted(docstring))]
    if parameters:
        kept = [f"self.{parameter.name} = {parameter.name}" for parameter in parameters]
        header = Signature(tuple(parameters), receiver="self").header("__init__")
        lines += ["", *_indented([header, *_indented(kept)])]
    for method in methods:
        lines += ["", *_indented(method)]
    if not parameters and not methods and not base:
        lines += _indented(["raise NotImplementedError"])
    return lines


def with_stubs(text: str, top: Sequence[Block], members: Mapping[str, Sequence[Block]]) -> str:
    """`text` with `top` blocks at module level and `members` (class qualname -> blocks) in classes that stand in it."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = [line.rstrip("\r\n") for line in split_lines(text)]
    unit = _unit(text)
    tree = parsed(text)
    places = [(node, members[name]) for name, node in _classes(tree, "") if name in members] if tree else []
    # from the bottom up, a class before those in it: what stands further up keeps its lines
    for node, blocks in sorted(places, key=lambda place: (-(place[0].end_lineno or 0), place[0].lineno)):
        _into_class(lines, node, blocks, unit)
    if top:
        _at_end(lines, [[_reindented(line, unit) for line in block] for block in top])
    while lines and not lines[-1].strip():
        lines.pop()
    return newline.join([*lines, ""])


def _into_class(lines: list[str], node: ast.ClassDef, blocks: Sequence[Block], unit: str) -> None:
    outer = _leading(lines[node.lineno - 1])
    first, only = node.body[0], len(node.body) == 1
    new: list[str] = []
    for block in blocks:
        new += ["", *((outer + unit + _reindented(line, unit)).rstrip() for line in block)]
    if first.lineno == node.lineno:  # `class A: pass`
        head = lines[node.lineno - 1].encode()[: first.col_offset].decode().rstrip()
        rest = [] if _is_idle(first) and only else [outer + unit + ast.unparse(s) for s in node.body]
        lines[node.lineno - 1 : node.end_lineno] = [head, *rest, *(new if rest else new[1:])]
        return
    end = node.end_lineno or node.lineno
    last = node.body[-1]
    if _is_idle(last) and last.lineno == last.end_lineno:  # `pass` below a docstring has nothing more to hold open
        lines[end - 1 : end] = new[1:] if only else new
        return
    for number in range(end, len(lines)):
        if lines[number].strip().startswith("#") and len(_leading(lines[number])) > len(outer):
            end = number + 1
        elif lines[number].strip():
            break
    lines[end:end] = new


def _at_end(lines: list[str], blocks: Sequence[Block]) -> None:
    """Below everything, but above `if __name__ == "__main__":` where that comes last."""
    tree = parsed("\n".join(lines) + "\n")
    last = tree.body[-1] if tree and tree.body else None
    end = len(lines)
    if isinstance(last, ast.If) and "__name__" in ast.unparse(last.test):
        end = last.lineno - 1
        while end > 0 and lines[end - 1].lstrip().startswith("#"):
            end -= 1
    tail = lines[end:]
    head = lines[:end]
    while head and not head[-1].strip():
        head.pop()
    for block in blocks:
        head += ["", "", *block] if head else list(block)
    lines[:] = [*head, *(["", "", *tail] if tail else [])]


def _classes(node: ast.Module | ast.ClassDef, prefix: str) -> list[tuple[str, ast.ClassDef]]:
    found = []
    for inner in node.body:
        if isinstance(inner, ast.ClassDef):
            found += [(prefix + inner.name, inner), *_classes(inner, f"{prefix}{inner.name}.")]
    return found


def _quoted(docstring: Sequence[str]) -> list[str]:
    mark = 'r"""' if any("\\" in line for line in docstring) else '"""'
    if len(docstring) == 1 and not docstring[0].endswith('"'):
        return [f'{mark}{docstring[0]}"""']
    return [f"{mark}{docstring[0]}", *docstring[1:], '"""']


def _indented(lines: Sequence[str]) -> list[str]:
    return [INDENT + line if line else "" for line in lines]


def _reindented(line: str, unit: str) -> str:
    depth = (len(line) - len(line.lstrip(" "))) // len(INDENT)
    return unit * depth + line[depth * len(INDENT) :]


def _unit(text: str) -> str:
    """The file's own step of indentation."""
    lines = split_lines(text)
    for site in (*functions(text), *classes(text)):
        outer = _leading(lines[site.def_line])
        if site.indent.startswith(outer) and len(site.indent) > len(outer) and site.end_line > site.body_line:
            return site.indent[len(outer) :]
    return "\t" if any(line.startswith("\t") for line in lines) else INDENT


def _is_idle(node: ast.stmt) -> bool:
    return isinstance(node, ast.Pass) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and node.value.value is Ellipsis
    )


def _leading(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]
