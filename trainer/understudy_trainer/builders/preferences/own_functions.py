"""The user's own functions as tasks: imports, what the body needs of its file, signature, docstring; the body is the
canonical solution.

In: a folder. Nothing of a file that the ignore rules or the list of secrets forbid is read, and a function in which
something looks like a secret is left out. Kept is what stands alone in the sandbox: functions at the top of a module
that need only the standard library and at most a screenful of their own file. Pure but for reading.
"""

from __future__ import annotations

import ast
import builtins
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from understudy.context.functions import FunctionSite, functions, split_lines
from understudy.context.ignore import IgnoreRules
from understudy.context.limits import too_big
from understudy.generate.weak.examples import documented
from understudy.learn.likeness import tokens
from understudy.learn.masking import mask
from understudy.learn.split import scope_of
from understudy.runner import gate
from understudy.runner.mapping.files import modules
from understudy.syntax import parsed
from understudy_trainer.evaluate.formats import Problem

LONGEST_LINES, LONGEST = 60, 2500  # lines and characters of a body
CONTEXT = 2000  # characters of the file that a body may need
PROMPT = 6000  # characters
_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class _LeftOutError(Exception):
    """Why a function is no task, in a few words."""


def of_workspace(folder: Path, left_out: Counter[str]) -> list[Problem]:
    """Tasks in the order of files and lines; reasons of others are counted in `left_out`. Bodies that are the same
    code count once."""
    rules, found, known = IgnoreRules((folder,)), [], set()
    for file in modules(folder):
        text = _readable(file, rules, left_out)
        for problem in _of_file(file, text, left_out) if text is not None else ():
            key = tokens(problem.canonical)
            if key in known:
                left_out["repeated"] += 1
            else:
                known.add(key)
                found.append(problem)
    return found


def _readable(file: Path, rules: IgnoreRules, left_out: Counter[str]) -> str | None:
    if not rules.decide(file).allowed:
        left_out["ignored file"] += 1
        return None
    try:
        if not too_big(file.stat().st_size):
            return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        pass
    left_out["unreadable file"] += 1
    return None


def _of_file(file: Path, text: str, left_out: Counter[str]) -> Iterator[Problem]:
    tree = parsed(text)
    if tree is None:
        left_out["unreadable file"] += 1
        return
    sites = {site.qualname: site for site in functions(text)}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            try:
                yield _problem(file, text, tree, node, sites.get(node.name))
            except _LeftOutError as why:
                left_out[str(why)] += 1
        elif isinstance(node, ast.ClassDef):
            left_out["method"] += sum(isinstance(child, ast.FunctionDef) for child in node.body)


def _problem(
    file: Path, text: str, tree: ast.Module, node: ast.FunctionDef | ast.AsyncFunctionDef, site: FunctionSite | None
) -> Problem:
    """Raises _LeftOutError."""
    if site is None or site.is_stub or sum(getattr(other, "name", "") == node.name for other in tree.body) > 1:
        raise _LeftOutError("no body")
    lines = split_lines(text)
    body = "".join(lines[site.body_line : site.end_line])
    _require_plain(node, body)
    context = _context(text, tree, node)
    head = "".join(lines[site.def_line : site.body_line])
    if ast.get_docstring(node) is None:
        head += f'{site.indent}"""{_concept(node)}"""\n'
    prompt = f"{context}\n\n{head}" if context else head
    body = body.rstrip() + "\n"
    if len(prompt) > PROMPT:
        raise _LeftOutError("too long")
    if mask(prompt + body) != prompt + body:
        raise _LeftOutError("looks secret")
    if parsed(prompt + body) is None:
        raise _LeftOutError("does not stand alone")
    examples = documented(ast.get_docstring(node) or "", node.name)
    # the scope that `learn` gives to what happens in this function: both stay on one side of the held-out split
    scope = scope_of(str(file), head)
    return Problem(id=scope, prompt=prompt, entry_point=node.name, tests="", visible=examples, canonical=body)


def _require_plain(node: ast.FunctionDef | ast.AsyncFunctionDef, body: str) -> None:
    """Raises _LeftOutError for what a value on given arguments does not describe, or is too long or too short."""
    inside = list(ast.walk(node))
    first = node.args.args[0].arg if node.args.args else ""
    if isinstance(node, ast.AsyncFunctionDef) or any(isinstance(n, ast.Yield | ast.YieldFrom) for n in inside):
        raise _LeftOutError("async or generator")
    if node.decorator_list or first in ("self", "cls") or node.name.startswith(("test_", "__")):
        raise _LeftOutError("decorated, method or test")
    if not (node.args.args or node.args.posonlyargs or node.args.kwonlyargs or node.args.vararg):
        raise _LeftOutError("no parameters")
    if any(isinstance(n, ast.Global | ast.Nonlocal | ast.Await) for n in inside) or gate.chance(node):
        raise _LeftOutError("depends on more than its arguments")
    if not any(isinstance(n, ast.Return) and n.value is not None for n in inside):
        raise _LeftOutError("returns nothing")
    if len(body) > LONGEST or body.count("\n") > LONGEST_LINES:
        raise _LeftOutError("too long")


def _context(text: str, tree: ast.Module, node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """The statements of the file that the function needs, in their order. Raises _LeftOutError."""
    bound = {name: statement for statement in tree.body for name in _bound(statement)}
    needed: dict[int, ast.stmt] = {}
    waiting: list[ast.AST] = [node]
    while waiting:
        for name in sorted(_free(waiting.pop())):
            statement = bound.get(name)
            if statement is None or statement is node:
                if statement is None and not hasattr(builtins, name):
                    raise _LeftOutError("needs what its file does not define")
            elif id(statement) not in needed:
                if not _standard(statement):
                    raise _LeftOutError("needs other packages")
                needed[id(statement)] = statement
                waiting.append(statement)
    lines = split_lines(text)
    ordered = [statement for statement in tree.body if id(statement) in needed]
    parts = ["\n\n" * isinstance(each, _Definition) + _text(lines, each) for each in ordered]
    if sum(map(len, parts)) > CONTEXT:
        raise _LeftOutError("needs too much of its file")
    return "".join(parts).lstrip("\n")


def _text(lines: list[str], statement: ast.stmt) -> str:
    """Its lines, decorators too."""
    decorators = getattr(statement, "decorator_list", [])
    first = min([statement.lineno, *(decorator.lineno for decorator in decorators)])
    return "".join(lines[first - 1 : statement.end_lineno]).rstrip() + "\n"


def _bound(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, _Definition):
        yield statement.name
    elif isinstance(statement, ast.Import | ast.ImportFrom):
        yield from ((alias.asname or alias.name).split(".")[0] for alias in statement.names)
    else:
        yield from (n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))


def _free(node: ast.AST) -> set[str]:
    """Names a statement reads and does not bind itself (where it binds one anywhere, it counts as bound)."""
    read: set[str] = set()
    own: set[str] = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            (read if isinstance(inner.ctx, ast.Load) else own).add(inner.id)
        elif isinstance(inner, ast.arg):
            own.add(inner.arg)
        elif isinstance(inner, _Definition | ast.ExceptHandler):
            own.add(inner.name or "")
        elif isinstance(inner, ast.Import | ast.ImportFrom):
            own.update((alias.asname or alias.name).split(".")[0] for alias in inner.names)
    return read - own


def _standard(statement: ast.stmt) -> bool:
    """Whether every import in it is of the standard library."""
    for node in ast.walk(statement):
        if isinstance(node, ast.ImportFrom) and (node.level or _foreign(node.module or "")):
            return False
        if isinstance(node, ast.Import) and any(_foreign(alias.name) for alias in node.names):
            return False
    return True


def _foreign(module: str) -> bool:
    return module.split(".")[0] not in sys.stdlib_module_names


def _concept(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """One line from name and parameters: "Merge counts of left and right." Raises _LeftOutError if the name says
    too little."""
    words = [word for word in node.name.strip("_").lower().split("_") if word.isalpha()]
    if len(words) < 2:
        raise _LeftOutError("no docstring")
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    last = f" and {names[-1]}" if len(names) > 1 else names[-1] if names else ""
    given = ", ".join(names[:-1]) + last
    return f"{' '.join(words).capitalize()}{f' of {given}' if given else ''}."
