"""Every use of an absent name in a file of tests, with its arguments, what is expected, and how to get there.

In: a `Reading`. Out: per absent name its uses, and per test the absent names it cannot do without.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from understudy.generate.wanted.checks import called_name, check_of, raised_at, raises_directly
from understudy.generate.wanted.examples import is_closed, raising, said, set_up, without_self
from understudy.generate.wanted.operators import Operation, operations
from understudy.generate.wanted.reading import Reading, is_class
from understudy.generate.wanted.rows import Row, filled_in, rows_at
from understudy.generate.wanted.scopes import Scope
from understudy.generate.wanted.types import Arg, Check, FunctionNode, How, Member, Ref, Use

Key = tuple[Path, str]
_AWAITING = frozenset({"run", "run_until_complete", "create_task", "gather", "wait_for"})
_TAKES_CLASS = frozenset({"isinstance", "issubclass", "assertIsInstance"})


@dataclass(slots=True)
class Uses:
    """by_name: in order of appearance. needed: node id -> absent names that the test uses, also through fixtures,
    helpers and set-up. lines: node id -> first and last line (0-based)."""

    by_name: dict[Key, list[Use]] = field(default_factory=dict)
    needed: dict[str, set[Key]] = field(default_factory=dict)
    lines: dict[str, tuple[int, int]] = field(default_factory=dict)


def uses_in(reading: Reading) -> Uses:
    """All uses in one file of tests."""
    found = Uses()
    direct: dict[int, set[Key]] = {}
    for own in (reading, *reading.outer):
        for scope in own.scopes:
            for member, use in _in_scope(scope, own):
                found.by_name.setdefault(member.key, []).append(use)
                direct.setdefault(id(scope), set()).add(member.key)
    for scope in reading.scopes:
        if scope.nodeid and not isinstance(scope.node, ast.Module):
            first = min([scope.node.lineno, *(d.lineno for d in scope.node.decorator_list)]) - 1
            found.lines[scope.nodeid] = (first, (scope.node.end_lineno or first + 1) - 1)
            found.needed[scope.nodeid] = _needed(scope, reading, direct)
    return found


def _needed(scope: Scope, reading: Reading, direct: dict[int, set[Key]]) -> set[Key]:
    needed: set[Key] = set()
    todo, seen = [(reading, scope), *((reading, s) for s in reading.set_up(scope))], {id(scope)}
    while todo:
        where, current = todo.pop()
        needed |= direct.get(id(current), set())
        names = {n.id for n in ast.walk(current.node) if isinstance(n, ast.Name)} | set(current.parameters)
        names |= {n.attr for n in ast.walk(current.node) if isinstance(n, ast.Attribute)}
        if names & set(where.module.assigned):
            needed |= direct.get(id(where.module), set())
        for name in names:
            filled = where.fixture(name, current)
            if filled is not None and id(filled[1]) not in seen:
                seen.add(id(filled[1]))
                todo.append(filled)
    return needed


def _in_scope(scope: Scope, reading: Reading) -> Iterator[tuple[Member, Use]]:
    for node in sorted(scope.parents, key=lambda n: (getattr(n, "lineno", 0), getattr(n, "col_offset", 0))):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            ref = reading.ref(node, scope)
            if ref is None or ref.instance or ref.member.kind != "absent" or not ref.member.qualname:
                continue
            if isinstance(node, ast.Name) and node.id in scope.assigned:
                continue  # a variable that stands for it: used where it was assigned
            if "." in ref.member.qualname and _is_to_be_absent(node, scope):
                continue
            for use in _uses_at(node, ref.member, scope, reading):
                yield ref.member, use
        for operation in operations(node):
            on = reading.ref(operation.on, scope)
            member = reading.special(on, operation.method) if on is not None and on.instance else None
            if member is not None and not _is_to_be_absent(node, scope):
                yield from ((member, use) for use in _uses_by_form(node, operation, scope, reading))


def _is_to_be_absent(node: ast.AST, scope: Scope) -> bool:
    """Whether the test says itself that there must be no such member."""
    expected = raised_at(node, scope)
    names = ast.walk(expected[0]) if expected else ()
    return any(getattr(n, "id", "") in ("AttributeError", "TypeError") for n in names) and (
        isinstance(scope.parents.get(node), ast.Expr | ast.Assign) or not isinstance(node, ast.Attribute)
    )


def _uses_at(node: ast.Name | ast.Attribute, member: Member, scope: Scope, reading: Reading) -> Iterator[Use]:
    above = scope.parents.get(node)
    title = scope.name if scope.nodeid else ""
    docstring = ast.get_docstring(scope.node) if scope.nodeid else None
    note = docstring.strip().splitlines()[0] if docstring and docstring.strip() else ""
    plain = Use(_how(node, above, member, scope), scope.nodeid, title, node.lineno - 1, _on(node, scope, reading))
    plain = replace(plain, note=note)
    call = above if isinstance(above, ast.Call) and above.func is node else None
    direct = raises_directly(node, scope) if call is None else None
    source: ast.expr = call or direct or node
    expected = raised_at(source, scope) if direct is None else (direct.args[0], "")
    raises = ast.unparse(expected[0]).rpartition(".")[2] if expected and not isinstance(expected[0], ast.Tuple) else ""
    match = expected[1] if expected else ""
    for row in rows_at(node, scope, reading):
        use, call_there = replace(plain, raises=raises, match=match), call
        if call is not None:
            use = _with_arguments(use, call.args, call.keywords, scope, reading, row)
            use = replace(use, awaited=_is_awaited(call, scope))
        elif direct is not None:
            place = direct.args.index(node) + 1
            use = _with_arguments(replace(use, how="call"), direct.args[place:], direct.keywords, scope, reading, row)
            call_there = ast.Call(node, direct.args[place:], direct.keywords)
        if not raises:
            use = _with_check(use, check_of(source, scope), source, scope, reading, row)
        elif call_there is not None:
            use = replace(use, check=Check("raises", raising(call_there, scope, reading, row), None, True))
        yield use


def _uses_by_form(node: ast.AST, operation: Operation, scope: Scope, reading: Reading) -> Iterator[Use]:
    title = scope.name if scope.nodeid else ""
    source = node if isinstance(node, ast.expr) else operation.on
    for row in rows_at(node, scope, reading):
        use = Use("call", scope.nodeid, title, source.lineno - 1, "instance")
        if operation.passed is not None:
            name, value = operation.passed
            use = replace(use, args=(Arg(name, filled_in(value, scope, reading, row)),))
        check = check_of(source, scope) if source is node else None
        if check is None and isinstance(scope.parents.get(source), ast.Assert):
            check = Check("true", source, None, True)
        yield _with_check(use, check, source, scope, reading, row)


def _how(node: ast.expr, above: ast.AST | None, member: Member, scope: Scope) -> How:
    if isinstance(above, ast.Call) and above.func is node:
        return "call"
    if isinstance(above, ast.Call) and called_name(above) in ("raises", "assertRaises", "assertRaisesRegex"):
        return "error" if above.args and above.args[0] is node else "call"
    if isinstance(above, ast.ExceptHandler):
        return "error"
    if (isinstance(above, ast.Call) and called_name(above) in _TAKES_CLASS) or isinstance(above, ast.ClassDef):
        return "class"
    if isinstance(above, ast.Attribute) or (is_class(member) and isinstance(above, ast.arg)):
        return "class" if is_class(member) else "read"
    if isinstance(above, FunctionNode) and node in above.decorator_list:
        return "decorator"
    return "passed" if isinstance(above, ast.Call | ast.keyword | ast.List | ast.Tuple) else "read"


def _on(node: ast.Name | ast.Attribute, scope: Scope, reading: Reading) -> Literal["module", "class", "instance"]:
    base: Ref | None = reading.ref(node.value, scope) if isinstance(node, ast.Attribute) else None
    if base is None or base.member.kind == "module" or not base.member.qualname:
        return "module"
    return "instance" if base.instance else "class"


def _with_arguments(
    use: Use, args: list[ast.expr], keywords: list[ast.keyword], scope: Scope, reading: Reading, row: Row
) -> Use:
    def arg(node: ast.expr) -> Arg:
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        return Arg(name, filled_in(node, scope, reading, row))

    return replace(
        use,
        args=tuple(arg(node) for node in args if not isinstance(node, ast.Starred)),
        keywords=tuple((keyword.arg, arg(keyword.value)) for keyword in keywords if keyword.arg),
        starred=any(isinstance(node, ast.Starred) for node in args) or any(k.arg is None for k in keywords),
    )


def _is_awaited(call: ast.Call, scope: Scope) -> bool:
    above = scope.parents.get(call)
    return isinstance(above, ast.Await) or (isinstance(above, ast.Call) and called_name(above) in _AWAITING)


def _with_check(use: Use, check: Check | None, source: ast.expr, scope: Scope, reading: Reading, row: Row) -> Use:
    if check is None:
        return use
    value = said(check.value, scope, reading, row) if check.value else None
    closed = value is not None and is_closed(value, scope, reading)
    shown = said(check.shown, scope, reading, row)
    setup = set_up(shown, source, scope, reading, row)
    if setup is None:
        return replace(use, check=replace(check, shown=ast.Constant(None), value=value, relation=f"{check.relation}?"))
    renamed = without_self(shown)
    return replace(use, check=replace(check, shown=renamed, value=value, closed=closed), setup=setup)
