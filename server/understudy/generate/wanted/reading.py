"""A test file and what its expressions mean: which module, class or instance of the workspace, or what is absent.

In: the file's tree and its scopes. Out: `Reading.ref`. By reading alone: a variable is what
it is assigned once, a fixture is what it returns, `self.x` is what the class's set-up stores.
"""

from __future__ import annotations

import ast
from pathlib import Path

from understudy.generate.wanted.members import Members
from understudy.generate.wanted.operators import INSTEAD
from understudy.generate.wanted.scopes import Scope, ancestors, is_set_up, kept_on_self, result_of, scope_of, scopes_of
from understudy.generate.wanted.types import FunctionNode, Member, Ref

MOST_STEPS = 12  # from a name to what it stands for
MAKERS = ("from_", "of", "make", "create", "parse", "empty", "build", "load", "zero", "unit", "default", "new")


class Reading:
    """nodeid: the file's path as pytest names it. outer: readings of the conftest files around it, nearest first.
    own_names: helpers and fixtures of the file, which mean nothing outside of it."""

    def __init__(
        self, file: Path, tree: ast.Module, members: Members, nodeid: str, outer: tuple[Reading, ...] = ()
    ) -> None:
        self.file, self.tree, self.outer = file, tree, outer
        self.imported: dict[str, Ref] = {}
        self.import_lines: dict[tuple[Path, str], int] = {}
        self._members = members
        self._dotted: dict[str, Ref] = {}
        self.module = scope_of(tree, "", ())
        self.scopes = [self.module, *scopes_of(tree.body, nodeid, ())]
        self._called: dict[str, list[Scope]] = {}
        for scope in self.scopes:
            self._called.setdefault(scope.name, []).append(scope)
        self._by_name = {scope.name: scope for scope in self.scopes if scope.name and not scope.classes}
        self.own_names = {*self._by_name, *(n.name for n in tree.body if isinstance(n, ast.ClassDef))}
        self._kept = {id(scope): list(kept_on_self(scope)) for scope in self.scopes}
        owners = {id(owner): owner for scope in self.scopes for owner in scope.classes}
        self._stored = {key: self._stored_by(owner) for key, owner in owners.items()}
        self._set_ups = [s for s in self.scopes if s.name and not s.nodeid and is_set_up(s)]
        self._read_imports()

    def ref(self, node: ast.expr, scope: Scope, steps: int = MOST_STEPS) -> Ref | None:
        """What an expression is; None if it is nothing of the workspace, or cannot be told."""
        if steps <= 0:
            return None
        match node:
            case ast.Name(id=name):
                return self._named(name, scope, steps - 1)
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name) if scope.classes:
                return self._own_attribute(name, scope, steps - 1)
            case ast.Attribute(value=value, attr=name):
                if (whole := self._dotted.get(ast.unparse(node))) is not None:
                    return whole
                base = self.ref(value, scope, steps - 1)
                return self._attribute(base, name) if base else None
            case ast.Call(func=function):
                called = self.ref(function, scope, steps - 1)
                return self._result(called) if called else self._returned(function, scope, steps - 1)
            case ast.Await(value=value) | ast.NamedExpr(value=value):
                return self.ref(value, scope, steps - 1)
        return None

    def fixture(self, name: str, scope: Scope) -> tuple[Reading, Scope] | None:
        """The function that a parameter is filled by, in the test's class, its file or a conftest."""
        called = self._called.get(name, [])
        own = [s for s in called if s.classes and s.classes == scope.classes[: len(s.classes)]]
        if own:
            return self, own[-1]
        if name in self._by_name and name != scope.name:
            return self, self._by_name[name]
        found = (reading.fixture(name, scope) for reading in self.outer)
        return next((one for one in found if one is not None), None)

    def set_up(self, scope: Scope) -> list[Scope]:
        """What runs before a test without being named: its classes' set-up methods and automatic fixtures."""
        return [s for s in self._set_ups if s is not scope and s.classes == scope.classes[: len(s.classes)]]

    def stored(self, name: str, scope: Scope) -> ast.expr | None:
        """The value of `self.name` in a test's class, as its set-up or the class itself gives it."""
        for owner in reversed(scope.classes):
            if name in self._stored[id(owner)]:
                return self._stored[id(owner)][name][0]
        return None

    def _named(self, name: str, scope: Scope, steps: int) -> Ref | None:
        if name in scope.assigned:
            value = scope.assigned[name]
            return self.ref(value, scope, steps) if value is not None else None
        if name in scope.parameters:
            return self._parameter(name, scope, steps)
        if scope is not self.module and name in self.module.assigned:
            return self._named(name, self.module, steps)
        return self.imported.get(name)

    def _parameter(self, name: str, scope: Scope, steps: int) -> Ref | None:
        annotation = scope.parameters[name].annotation
        if annotation is not None and (found := self.ref(annotation, scope, steps)) and is_class(found.member):
            return Ref(found.member, True)
        filled = self.fixture(name, scope)
        return filled[0].returned(filled[1], steps) if filled else None

    def returned(self, scope: Scope, steps: int = MOST_STEPS) -> Ref | None:
        """What a fixture or helper gives: the first of its results that can be told."""
        results = (result_of(node) for node in ast.walk(scope.node))
        found = (self.ref(value, scope, steps - 1) for value in results if value is not None)
        return next((one for one in found if one is not None), None)

    def _returned(self, function: ast.expr, scope: Scope, steps: int) -> Ref | None:
        if isinstance(function, ast.Name) and function.id not in scope.assigned and function.id in self._by_name:
            return self.returned(self._by_name[function.id], steps)
        if isinstance(function, ast.Attribute) and getattr(function.value, "id", "") in ("self", "cls"):
            own = [s for s in self.scopes if s.name == function.attr and s.classes == scope.classes]
            return self.returned(own[0], steps) if own else None
        return None

    def _own_attribute(self, name: str, scope: Scope, steps: int) -> Ref | None:
        for owner in reversed(scope.classes):
            if name in self._stored[id(owner)]:
                value, where = self._stored[id(owner)][name]
                return self.ref(value, where, steps)
        return None

    def _attribute(self, base: Ref, name: str) -> Ref | None:
        member = base.member
        if member.kind == "absent" and member.qualname and not is_class(member):
            return None
        if member.kind not in ("module", "class", "absent") or name.startswith("__"):
            return None
        return Ref(self._members.of(member, name, self.file))

    def special(self, on: Ref, name: str) -> Member | None:
        """The special method `name` of an instance, if it and whatever Python would use instead are absent."""
        wanted = (name, *INSTEAD.get(name, ()))
        found = [self._members.of(on.member, each, self.file) for each in wanted]
        absent = all(member.kind == "absent" and member.qualname for member in found)
        return found[0] if absent and is_class(on.member) else None

    def _result(self, called: Ref) -> Ref | None:
        member = called.member
        if is_class(member):
            return None if called.instance else Ref(member, True)
        owner, _, name = member.qualname.rpartition(".")
        if member.kind == "absent" and owner and name.startswith(MAKERS):
            return Ref(self._in_file(member.file, owner), True)
        if isinstance(member.node, FunctionNode) and member.node.returns is not None:
            said = member.node.returns
            word = said.value if isinstance(said, ast.Constant) else getattr(said, "id", "")
            found = self._in_file(member.file, owner if word == "Self" and owner else str(word))
            return Ref(found, True) if found.kind == "class" else None
        return None

    def _in_file(self, file: Path, name: str) -> Member:
        found = self._members.of(Member("module", file), name, self.file)
        return Member("absent", file, name) if found.kind == "unknown" and not file.exists() else found

    def _read_imports(self) -> None:
        for node in ast.walk(self.tree):
            if any(isinstance(above, ast.Try) for above in ancestors(node, self.module)):
                continue  # the file knows what to do without it
            if isinstance(node, ast.Import):
                for alias in node.names:
                    self._import(alias, node)
            elif isinstance(node, ast.ImportFrom):
                module = self._members.module(self.file, node.module or "", node.level)
                for alias in node.names if module is not None else ():
                    if module is not None and alias.name != "*":
                        self._take(alias.asname or alias.name, self._from(module, alias), node)

    def _import(self, alias: ast.alias, node: ast.stmt) -> None:
        whole = self._members.module(self.file, alias.name)
        if whole is None:
            return
        if alias.asname or "." not in alias.name:
            self._take(alias.asname or alias.name, whole, node)
            return
        self._take(alias.name, whole, node)
        self._dotted[alias.name] = Ref(whole)
        top = alias.name.split(".")[0]
        if (package := self._members.module(self.file, top)) is not None:
            self._take(top, package, node)

    def _from(self, module: Member, alias: ast.alias) -> Member:
        member = self._members.of(module, alias.name, self.file)
        if member.kind == "absent" and only_attributes(self.tree, alias.asname or alias.name):
            return self._members.submodule(module, alias.name) or member
        return member

    def _take(self, bound: str, member: Member, node: ast.stmt) -> None:
        self.imported[bound] = Ref(member)
        if member.kind == "absent":
            self.import_lines.setdefault(member.key, node.lineno - 1)

    def _stored_by(self, owner: ast.ClassDef) -> dict[str, tuple[ast.expr, Scope]]:
        found: dict[str, tuple[ast.expr, Scope]] = {}
        for node in owner.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                found[node.targets[0].id] = (node.value, self.module)
        for scope in self.scopes:
            if owner in scope.classes:
                for name, value in self._kept[id(scope)]:
                    found.setdefault(name, (value, scope))
        return found


def is_class(member: Member) -> bool:
    """A class, or an absent name that is written like one."""
    last = member.qualname.rpartition(".")[2].strip("_")
    return member.kind == "class" or (member.kind == "absent" and last[:1].isupper())


def only_attributes(tree: ast.Module, name: str) -> bool:
    """Whether a lower-case name is only ever used as `name.something`, as modules are."""
    total = sum(isinstance(n, ast.Name) and n.id == name for n in ast.walk(tree))
    dotted = sum(isinstance(n, ast.Attribute) and getattr(n.value, "id", "") == name for n in ast.walk(tree))
    return name.islower() and 0 < total == dotted
