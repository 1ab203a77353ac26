"""What stays of code and prose when names, layout and comments change. Pure functions of text."""

from __future__ import annotations

import ast
import hashlib
import io
import re
import textwrap
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass

from understudy.syntax import parsed

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_LEXEME = re.compile(r"[A-Za-z_]\w*|\d[\w.]*|\"[^\"\n]*\"|'[^'\n]*'|\*\*|//|[-+*/%<>=!&|^]=|\S")
_DEF = re.compile(r"^([ \t]*)(?:async[ \t]+)?def[ \t]", re.MULTILINE)
Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """One function without docstring, annotations and decorators. digest: of its tree, names aside (hex). nodes: size
    of that tree. tokens: of its source as it is named. renamed: the same, names aside."""

    name: str
    digest: str
    nodes: int
    tokens: tuple[str, ...]
    renamed: tuple[str, ...]


def words(text: str) -> tuple[str, ...]:
    """Lower-case words and numbers of prose."""
    return tuple(_WORD.findall(text.lower()))


def lexemes(text: str) -> tuple[str, ...]:
    """Tokens of code without comments, newlines and indentation; also of code that does not parse."""
    return tuple(token for line in text.split("\n") for token in _LEXEME.findall(_uncommented(line)))


def grams(tokens: Sequence[str], size: int) -> set[Gram]:
    """All runs of `size` tokens; the whole sequence as its only one where it is shorter. None of nothing."""
    if len(tokens) <= size:
        return {tuple(tokens)} if tokens else set()
    return {tuple(tokens[i : i + size]) for i in range(len(tokens) - size + 1)}


def trees(text: str) -> list[ast.Module]:
    """The tree of the text, or those of its functions one by one if it does not parse as a whole."""
    whole = parsed(text)
    if whole is not None:
        return [whole]
    found: list[ast.Module] = []
    end = 0
    for start in _DEF.finditer(text):
        if start.start() < end:  # inside a function that parsed
            continue
        chunk = _block(text[start.start() :], len(start[1].expandtabs()))
        tree = parsed(textwrap.dedent(chunk))
        if tree is not None:
            end = start.start() + len(chunk)
            found.append(tree)
    return found


def functions(trees: Sequence[ast.Module]) -> list[Function]:
    """Every function of a source's trees, also nested ones and methods, but no stubs."""
    nodes = (node for tree in trees for node in ast.walk(tree) if isinstance(node, FunctionNode))
    return [function for node in nodes if (function := fingerprint(node)) is not None]


def prose(text: str, trees: Sequence[ast.Module]) -> list[str]:
    """Docstrings of a source, each whole, and its comments."""
    docs = [doc for tree in trees for node in ast.walk(tree) if (doc := _doc(node))]
    return [*docs, *(comments(text) if "#" in text else ())]


def comments(text: str) -> list[str]:
    try:
        return [
            token.string.lstrip("#").strip()
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
            if token.type == tokenize.COMMENT
        ]
    except (tokenize.TokenError, SyntaxError, ValueError):
        return [line.partition("#")[2].strip() for line in text.split("\n") if line.lstrip().startswith("#")]


def fingerprint(node: FunctionNode) -> Function | None:
    """None for a function that does nothing (a stub)."""
    body = without_docstring(node.body)
    if not body or all(isinstance(s, ast.Pass) or _is_constant(s) for s in body):
        return None
    tree = _Renamed(set()).visit(_copied(node))
    tokens = _unparsed(tree)
    normal = _Renamed(_bound(node)).visit(tree)
    nodes = sum(not isinstance(n, ast.expr_context) for n in ast.walk(normal))
    digest = hashlib.sha256(ast.dump(normal, annotate_fields=False).encode()).hexdigest()
    return Function(node.name, digest, nodes, tokens, _unparsed(normal))


def without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    return body[1:] if body and _is_constant(body[0]) else body


class _Renamed(ast.NodeTransformer):
    """Names the function binds become v0, v1 … in the order they are met; annotations and nested docstrings go.

    Names it only reads (builtins, modules, other functions) stay, and so do attributes, keywords and literals.
    """

    def __init__(self, own: set[str]) -> None:
        self._own = own
        self._names: dict[str, str] = {}

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self._name(node.id), node.ctx)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        return ast.arg(self._name(node.arg))

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        node.name = self._name(node.name) if node.name else None
        return self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._function(node)

    def _function(self, node: FunctionNode) -> ast.AST:
        node.name, node.returns, node.decorator_list = self._name(node.name), None, []
        node.body = without_docstring(node.body) or [ast.Pass()]
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is None:
            return ast.Pass()
        return self.generic_visit(ast.Assign([node.target], node.value))

    def visit_Nonlocal(self, node: ast.Nonlocal) -> ast.AST:
        return ast.Nonlocal([self._name(name) for name in node.names])

    def _name(self, name: str) -> str:
        if name not in self._own:
            return name
        return self._names.setdefault(name, f"v{len(self._names)}")


def _bound(root: FunctionNode) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(root):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, FunctionNode):
            found.add(node.name)
        elif isinstance(node, ast.ExceptHandler):
            found.add(node.name or "")
    return found


def _block(text: str, columns: int) -> str:
    """The first line of `text`, and what is indented deeper below it."""
    first, *rest = text.splitlines(keepends=True)
    taken = [first]
    open_brackets = first.count("(") - first.count(")")
    for line in rest:
        shallow = len(line.expandtabs()) - len(line.expandtabs().lstrip()) <= columns
        if line.strip() and shallow and open_brackets <= 0:
            break
        open_brackets += line.count("(") - line.count(")") if open_brackets > 0 else 0
        taken.append(line)
    return "".join(taken)


def _copied(node: ast.AST) -> ast.AST:
    """A copy without positions: ten times as fast as `copy.deepcopy`, and most of the time goes here."""
    fields = {name: _copied_value(value) for name, value in ast.iter_fields(node)}
    return type(node)(**fields)


def _copied_value(value: object) -> object:
    if isinstance(value, ast.AST):
        return _copied(value)
    return [_copied_value(inner) for inner in value] if isinstance(value, list) else value


def _doc(node: ast.AST) -> str:
    if isinstance(node, ast.Module | ast.ClassDef | FunctionNode):
        return ast.get_docstring(node) or ""
    return ""


def _unparsed(tree: ast.AST) -> tuple[str, ...]:
    return lexemes(ast.unparse(ast.fix_missing_locations(tree)))


def _is_constant(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _uncommented(line: str) -> str:
    return line.partition("#")[0] if line.count('"') + line.count("'") == 0 else line
