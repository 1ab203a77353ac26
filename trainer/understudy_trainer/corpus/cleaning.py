"""A source file made ready to be cut up: one kind of line end, four spaces, short docstrings, no notes to tools.

Pure functions of text. Docstrings of documentation pages run longer than the code; a model this small learns from
their first paragraphs.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize

from understudy.syntax import parsed

LONGEST_DOCSTRING = 500  # characters kept, in whole paragraphs
_TOOLS = r"noqa|type:\s*ignore|pragma|pylint|pyright|mypy|fmt|isort|ruff|flake8|yapf|nosec|codespell"
_NOTE = re.compile(rf"[ \t]*#[ \t]*(?:{_TOOLS})\b[^\"'\n]*$", re.MULTILINE | re.IGNORECASE)
_ODD_BREAKS = re.compile(r"\r\n?|[\f\v\x1c-\x1e\x85\u2028\u2029]")
_ODD_INDENT = re.compile(r"^ {1,3}\S", re.MULTILINE)
_HEADER = re.compile(r"copyright|licen[sc]e|spdx|all rights reserved|coding[:=]|^#!", re.IGNORECASE)
_DIRECTIVE = re.compile(r"^\.\. \w+")
_UNDERLINE = re.compile(r"^[-=~^]{3,}$")
Documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def cleaned(text: str) -> tuple[str, ast.Module] | None:
    """The text with its tree, None if it is no Python of today or indented in no regular way."""
    text = _ODD_BREAKS.sub(lambda match: "\n" if match[0][0] == "\r" else "", text)
    text = re.sub(r"[ \t]+$", "", _NOTE.sub("", text), flags=re.MULTILINE)
    text = without_header(text).strip("\n") + "\n"
    indented = four_spaces(text)
    tree = parsed(indented) if indented is not None else None
    if indented is None or tree is None:
        return None
    shorter = _short_docstrings(indented, tree)
    if shorter == indented:
        return indented, tree
    tree = parsed(shorter)
    return (shorter, tree) if tree is not None else None


def without_header(text: str) -> str:
    """Without the comments at its top if they are about its licence, its coding or its interpreter."""
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    return "\n".join(lines[end:]) if _HEADER.search("\n".join(lines[:end])) else text


def four_spaces(text: str) -> str | None:
    """The same code, a level being four spaces, if it was two, three or a tab throughout; None if it was anything."""
    if "\n\t" in text:
        text = re.sub(r"^\t+", lambda tabs: "    " * len(tabs[0]), text, flags=re.MULTILINE)
    if not _ODD_INDENT.search(text):
        return text
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return None
    steps, columns = set[int](), [0]
    for token in tokens:
        if token.type == tokenize.INDENT:
            columns.append(len(token.string))
            steps.add(columns[-1] - columns[-2])
        elif token.type == tokenize.DEDENT:
            columns.pop()
    if steps <= {4}:
        return text
    return _scaled(text, tokens, steps.pop()) if len(steps) == 1 else None


def _scaled(text: str, tokens: list[tokenize.TokenInfo], step: int) -> str | None:
    """Logical lines and comments by level; what continues a line keeps its distance; strings other than docstrings
    stay as they are."""
    if step not in (2, 3):
        return None
    moves = dict[int, int]()  # row -> columns
    move, fresh = 0, True
    for token in tokens:
        (row, column), last = token.start, token.end[0]
        if token.type in (tokenize.INDENT, tokenize.DEDENT, tokenize.NL, tokenize.ENDMARKER):
            continue
        if token.type == tokenize.NEWLINE:
            fresh = True
            continue
        begins = fresh
        if fresh or (token.type == tokenize.COMMENT and not token.line[:column].strip() and column % step == 0):
            move = column * 4 // step - column
        fresh = fresh and token.type == tokenize.COMMENT
        moves.setdefault(row, move)
        for inner in range(row + 1, last + 1):
            moves.setdefault(inner, move if begins else 0)
    lines = text.split("\n")
    return "\n".join(_moved(line, moves.get(row, 0)) for row, line in enumerate(lines, 1))


def _moved(line: str, columns: int) -> str:
    if columns >= 0 or not line[:-columns].strip():
        return " " * columns + line if columns > 0 and line else line[max(0, -columns) :]
    return line


def _short_docstrings(text: str, tree: ast.Module) -> str:
    lines = text.split("\n")
    found = [node for node in ast.walk(tree) if isinstance(node, Documented) and ast.get_docstring(node, clean=False)]
    for node in sorted((node.body[0] for node in found), key=lambda doc: -doc.lineno):
        first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
        if first < last and node.end_col_offset == len(lines[last].encode()):
            lines[first : last + 1] = _short(lines[first : last + 1])
    return "\n".join(lines)


def _short(lines: list[str]) -> list[str]:
    """A docstring's lines, cut behind the last whole paragraph that is within the limit; the first one always stays."""
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    quotes = next((q for q in ('"""', "'''") if lines[-1].endswith(q)), "")
    if not quotes:
        return lines
    body = [*lines[:-1], lines[-1].removesuffix(quotes)]
    kept, size = list[list[str]](), 0
    for paragraph in _paragraphs(body):
        size += sum(map(len, paragraph))
        if kept and size > LONGEST_DOCSTRING:
            break
        if not kept or not _DIRECTIVE.match(paragraph[0].strip()):
            kept.append(paragraph)
    while len(kept) > 1 and _promises(kept[-1]):
        kept.pop()
    if sum(map(len, kept)) == sum(1 for line in body if line.strip()):
        return lines
    if len(kept) == 1 and len(kept[0]) == 1:
        return [kept[0][0].rstrip() + quotes]
    joined = [line for paragraph in kept for line in (*paragraph, "")][:-1]
    return [*joined, f"{indent}{quotes}"]


def _paragraphs(lines: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [paragraph for paragraph in found if paragraph]


def _promises(paragraph: list[str]) -> bool:
    """Whether it announces what was cut off: a heading, or a line that ends with a colon."""
    end = paragraph[-1].strip()
    return bool(_UNDERLINE.match(end)) or end.endswith(":")
