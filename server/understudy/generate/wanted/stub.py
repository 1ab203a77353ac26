"""A module's text with stubs in their places: functions and classes at its end, methods at the end of their class.

In: the text as it stands (or "" for a new file) and blocks of lines. Out: the new text, in which every line that stood
there keeps its end; new ones get the end that most have. Pure.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Mapping, Sequence

from understudy.context.functions import classes, functions, split_lines
from understudy.generate.wanted.members import statements
from understudy.generate.wanted.signature import Parameter, Signature
from understudy.syntax import parsed

IDLE = ("pass", "...")  # alone on its line, nothing that could be lost
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
    """`text` with `top` blocks at module level and `members` (class qualname -> blocks) in classes that stand in it.

    Lines are only put in between: the rest stays byte for byte, but for an idle `pass` or `...` whose place is taken,
    and a body on its class's own line, which is broken off. A class that stands there twice, or that would not parse
    any more, gets nothing.
    """
    lines, newline, unit = split_lines(text), _newline(text), _unit(text)
    for node, blocks in _places(text, members):
        changed = _into_class(lines, node, blocks, unit, newline)
        if parsed("".join(changed)) is not None:
            lines = changed
    if top:
        lines = _at_end(lines, [[_reindented(line, unit) for line in block] for block in top], newline)
    return "".join(lines)


def _places(text: str, members: Mapping[str, Sequence[Block]]) -> list[tuple[ast.ClassDef, Sequence[Block]]]:
    """From the bottom up, a class before those in it: what stands further up keeps its lines."""
    tree = parsed(text) if members else None
    found = _classes(tree, "") if tree else []
    often = Counter(name for name, _ in found)
    places = [(node, members[name]) for name, node in found if name in members and often[name] == 1]
    return sorted(places, key=lambda place: (-(place[0].end_lineno or 0), place[0].lineno))


def _into_class(
    lines: Sequence[str], node: ast.ClassDef, blocks: Sequence[Block], unit: str, newline: str
) -> list[str]:
    outer = _leading(lines[node.lineno - 1])
    new: list[str] = []
    for block in blocks:
        new += ["", *((outer + unit + _reindented(line, unit)).rstrip() for line in block)]
    first, end = node.body[0], node.end_lineno or node.lineno
    line = lines[first.lineno - 1].encode()
    head, rest = line[: first.col_offset].decode().rstrip(), line[first.col_offset :].decode()
    if head:  # `class A: pass`
        body = [] if rest.strip() in IDLE else [outer + unit + rest, *lines[first.lineno : end]]
        above = [*lines[: first.lineno - 1], head + (_end_of(rest) or newline), *body]
        return _spliced(above, new if body else new[1:], lines[end:], newline)
    # `pass` below a docstring has nothing more to hold open
    if isinstance(node.body[-1], ast.Pass | ast.Expr) and lines[end - 1].strip() in IDLE:
        blank = not lines[end - 2].strip() or len(node.body) == 1
        return _spliced(lines[: end - 1], new[1:] if blank else new, lines[end:], newline)
    for number in range(end, len(lines)):
        if lines[number].strip().startswith("#") and len(_leading(lines[number])) > len(outer):
            end = number + 1
        elif lines[number].strip():
            break
    return _spliced(lines[:end], new, lines[end:], newline)


def _at_end(lines: Sequence[str], blocks: Sequence[Block], newline: str) -> list[str]:
    """Below everything, but above `if __name__ == "__main__":` where that comes last."""
    tree = parsed("".join(lines))
    last = tree.body[-1] if tree and tree.body else None
    end = len(lines)
    if isinstance(last, ast.If) and "__name__" in ast.unparse(last.test):
        end = last.lineno - 1
        while end > 0 and lines[end - 1].lstrip().startswith("#"):
            end -= 1
    blank = next((n for n, line in enumerate(reversed(lines[:end])) if line.strip()), None)
    new = [""] * max(0, 2 - blank) if blank is not None else []
    for number, block in enumerate(blocks):
        new += ["", "", *block] if number else block
    tail = lines[end:]
    return _spliced(lines[:end], [*new, "", ""] if tail else new, tail, newline)


def _classes(node: ast.Module | ast.ClassDef, prefix: str) -> list[tuple[str, ast.ClassDef]]:
    found = []
    for inner in statements(node.body):
        if isinstance(inner, ast.ClassDef):
            found += [(prefix + inner.name, inner), *_classes(inner, f"{prefix}{inner.name}.")]
    return found


def _newline(text: str) -> str:
    """The end that most of its lines have."""
    ends = Counter(end for line in split_lines(text) if (end := _end_of(line)))
    return max(ends, key=lambda end: ends[end], default="\n")


def _end_of(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _spliced(above: Sequence[str], new: Sequence[str], below: Sequence[str], newline: str) -> list[str]:
    """`new` (without ends) between lines with theirs; the last one above gets an end if it has none."""
    before = [*above[:-1], *(line if _end_of(line) else line + newline for line in above[-1:])]
    ends = [newline] * len(new)
    # "\r" and "\n" side by side would be one end
    if newline == "\n" and new[:1] == [""] and before and before[-1].endswith("\r"):
        ends[0] = "\r\n"
    if newline == "\r" and below[:1] == ["\n"]:
        ends[-1] = "\r\n"
    return [*before, *map(str.__add__, new, ends), *below]


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


def _leading(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]
