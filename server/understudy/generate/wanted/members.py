"""What a module or a class of the workspace has, read from its syntax tree: found, absent, or unknown.

"absent" is said only where nothing could bring the name in at run time; whatever is dynamic or foreign is "unknown".
"""

from __future__ import annotations

import ast
import builtins
import enum
from collections.abc import Iterator
from pathlib import Path

from understudy.generate.wanted.places import Places
from understudy.generate.wanted.sources import Sources
from understudy.generate.wanted.types import FunctionNode, Member

MOST_STEPS = 12  # re-exports and base classes followed
_DYNAMIC = frozenset({"globals", "locals", "vars", "exec", "setattr", "__dict__", "modules"})
_PLAIN_BASES = frozenset({"object", "ABC", "Generic", "Protocol"})
_ENUMS = frozenset({"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"})
_PLAIN_DECORATORS = frozenset({"dataclass", "final", "runtime_checkable", "unique", "total_ordering", "define"})
_HOOKS = frozenset({"__getattr__", "__getattribute__"})


class Members:
    """Looks names up, through re-exports, star imports and base classes."""

    def __init__(self, sources: Sources, places: Places) -> None:
        self._sources, self._places = sources, places
        self._bound: dict[Path, dict[str, ast.AST]] = {}
        self._open: dict[Path, bool] = {}
        self._known: dict[tuple[Path, str, str, Path], Member] = {}

    def module(self, importer: Path, name: str, level: int = 0) -> Member | None:
        """The workspace's module that `importer` means; absent, with its future file, if it is plausibly to be
        written; None if it is other people's."""
        found = self._places.find(importer, name, level)
        if found is not None:
            return Member("module", found)
        new = self._places.new(importer, name, level)
        if new is None or (new.parent / "__init__.py" != importer and self._is_open_file(new.parent / "__init__.py")):
            return None
        return Member("absent", new)

    def of(self, owner: Member, name: str, importer: Path) -> Member:
        """The member `name` of a module or class. importer: the test that asks, which decides between stems."""
        if owner.kind in ("module", "class"):
            key = (owner.file, owner.qualname, name, importer)
            if key not in self._known:
                is_module = owner.kind == "module"
                self._known[key] = (
                    self._of_module(owner.file, name, importer, MOST_STEPS)
                    if is_module
                    else self._of_class(owner, name, MOST_STEPS)
                )
            return self._known[key]
        if owner.kind == "absent":
            qualname = f"{owner.qualname}.{name}" if owner.qualname else name
            return Member("absent", owner.file, qualname)
        return Member("unknown", owner.file, name)

    def submodule(self, owner: Member, name: str) -> Member | None:
        """An absent submodule of a package, as a module to be written."""
        is_open = self._is_open_file(owner.file)
        new = self._places.submodule(owner.file, name) if owner.kind == "module" and not is_open else None
        return Member("absent", new) if new is not None else None

    # ---- modules
    def _of_module(self, file: Path, name: str, importer: Path, steps: int) -> Member:
        inside = self._places.inside(file, name)
        if file.suffix != ".py":  # a package without __init__, or a stub file
            return Member("module", inside) if inside else Member("unknown", file, name)
        tree = self._sources.tree(file)
        if tree is None or steps <= 0 or self._is_open_file(file):
            return Member("module", inside) if inside else Member("unknown", file, name)
        node = self._names(file, tree).get(name)
        if node is not None:
            return self._bound_to(file, name, node, importer, steps)
        if inside is not None:
            return Member("module", inside)
        stars = [self._places.find(file, star.module or "", star.level) for star in _stars(tree)]
        for star in stars:
            member = self._of_module(star, name, importer, steps - 1) if star else Member("unknown", file, name)
            if member.kind != "absent":
                return member
        return Member("absent", _home(file, tree, [star for star in stars if star], importer), name)

    def _is_open_file(self, file: Path) -> bool:
        """Whether names may appear in a module that its text does not bind: by itself, or by what it imports."""
        if file not in self._open:
            self._open[file] = False
            tree = self._sources.tree(file) if file.suffix == ".py" and self._sources.exists(file) else None
            self._open[file] = tree is not None and (
                _is_open(tree) or any(map(_makes_modules, self._imported(file, tree)))
            )
        return self._open[file]

    def _imported(self, file: Path, tree: ast.Module) -> Iterator[ast.Module]:
        for node in statements(tree.body):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            for name in names:
                if isinstance(node, ast.ImportFrom):
                    package = self._places.find(file, node.module or "", node.level)
                    module = (self._places.inside(package, name) or package) if package else None
                else:
                    module = self._places.find(file, name)
                inner = self._sources.tree(module) if module is not None and module != file else None
                if inner is not None:
                    yield inner

    def _bound_to(self, file: Path, name: str, node: ast.AST, importer: Path, steps: int) -> Member:
        if isinstance(node, ast.ClassDef):
            return Member("class", file, name, node)
        if isinstance(node, FunctionNode):
            return Member("function", file, name, node)
        if isinstance(node, ast.Import):
            alias = next(a for a in node.names if (a.asname or a.name.split(".")[0]) == name)
            found = self._places.find(file, alias.name if alias.asname else name)
            return Member("module", found) if found else Member("unknown", file, name)
        if isinstance(node, ast.ImportFrom):
            original = next(a.name for a in node.names if (a.asname or a.name) == name)
            module = self._places.find(file, node.module or "", node.level)
            if module is None:
                return Member("unknown", file, name)
            if module == file:  # `from . import name` in the package itself
                inside = self._places.inside(file, original)
                return Member("module", inside) if inside else Member("unknown", file, name)
            return self._of_module(module, original, importer, steps - 1)
        return Member("value", file, name, node)

    def _names(self, file: Path, tree: ast.Module) -> dict[str, ast.AST]:
        if file not in self._bound:
            self._bound[file] = bound_names(tree)
        return self._bound[file]

    # ---- classes
    def _of_class(self, owner: Member, name: str, steps: int) -> Member:
        node = owner.node
        unknown = Member("unknown", owner.file, f"{owner.qualname}.{name}")
        if not isinstance(node, ast.ClassDef) or steps <= 0 or _is_open_class(node):
            return unknown
        found = bound_names(node).get(name)
        qualname = f"{owner.qualname}.{name}"
        if isinstance(found, FunctionNode):
            return Member("function", owner.file, qualname, found)
        if isinstance(found, ast.ClassDef):
            return Member("class", owner.file, qualname, found)
        if found is not None or name in _attributes(node):
            return Member("value", owner.file, qualname, found)
        for base in node.bases:
            member = self._of_base(owner, base, name, steps)
            if member.kind != "absent":
                return member
        return Member("absent", owner.file, qualname)

    def _of_base(self, owner: Member, base: ast.expr, name: str, steps: int) -> Member:
        base = base.value if isinstance(base, ast.Subscript) else base
        unknown, absent = Member("unknown", owner.file, name), Member("absent", owner.file, name)
        word = base.attr if isinstance(base, ast.Attribute) else base.id if isinstance(base, ast.Name) else ""
        if isinstance(base, ast.Name):
            member = self._of_module(owner.file, word, owner.file, steps - 1)
            if member.kind == "class":
                return self._of_class(member, name, steps - 1)
            if member.kind == "absent":  # not bound in the module: a builtin
                kind = getattr(builtins, word, None)
                return unknown if not isinstance(kind, type) or hasattr(kind, name) else absent
        if word in _PLAIN_BASES:
            return absent
        if word in _ENUMS:
            return unknown if hasattr(getattr(enum, word), name) or name in ("name", "value") else absent
        return unknown


def bound_names(scope: ast.Module | ast.ClassDef) -> dict[str, ast.AST]:
    """Name -> what binds it, of a module's or class's own statements; the last definition wins."""
    found: dict[str, ast.AST] = {}
    for node in statements(scope.body):
        if isinstance(node, FunctionNode | ast.ClassDef):
            found[node.name] = node
        elif isinstance(node, ast.Import):
            found.update((alias.asname or alias.name.split(".")[0], node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.update((alias.asname or alias.name, node) for alias in node.names if alias.name != "*")
        else:
            found.update((name, node) for name in _stored(node))
    for inner in ast.walk(scope):
        if isinstance(inner, ast.Global):
            found.update((name, inner) for name in inner.names if name not in found)
    return found


def statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a body with those under `if`, `try`, `with`, loops and `match`, not those of functions."""
    for node in body:
        yield node
        if not isinstance(node, FunctionNode | ast.ClassDef):
            for field in ("body", "orelse", "finalbody"):
                yield from statements(getattr(node, field, []))
            for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
                yield from statements(part.body)


def _stored(node: ast.stmt) -> Iterator[str]:
    todo: list[ast.AST] = [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]
    while todo:
        inner = todo.pop()
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
            yield inner.id
        if not isinstance(inner, ast.stmt | ast.Lambda):
            todo += ast.iter_child_nodes(inner)


def _is_open(tree: ast.Module) -> bool:
    """Whether names may appear in the module that its text does not bind."""
    for node in statements(tree.body):
        if isinstance(node, FunctionNode):
            if node.name in _HOOKS:
                return True
        elif not isinstance(node, ast.ClassDef) and _DYNAMIC & _words(node):
            return True
    return False


def _makes_modules(tree: ast.Module) -> bool:
    """Whether a module adds to `sys.modules` or `sys.meta_path`, and so perhaps to whoever imports it."""
    for node in ast.walk(tree):
        held = None
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            held = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            held = node.func.value if node.func.attr in ("append", "insert", "update", "setdefault") else None
        if isinstance(held, ast.Attribute) and held.attr in ("modules", "meta_path"):
            return True
    return False


def _words(node: ast.stmt) -> set[str]:
    """Names and attributes of a statement's own expressions."""
    found: set[str] = set()
    todo: list[ast.AST] = [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]
    while todo:
        inner = todo.pop()
        if isinstance(inner, ast.Name):
            found.add(inner.id)
        elif isinstance(inner, ast.Attribute):
            found.add(inner.attr)
        if not isinstance(inner, ast.stmt):
            todo += ast.iter_child_nodes(inner)
    return found


def _is_open_class(node: ast.ClassDef) -> bool:
    for decorator in node.decorator_list:
        call = decorator.func if isinstance(decorator, ast.Call) else decorator
        if (call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "")) not in _PLAIN_DECORATORS:
            return True
    if any(not (k.arg == "metaclass" and getattr(k.value, "attr", getattr(k.value, "id", "")) == "ABCMeta")
           for k in node.keywords):  # fmt: skip
        return True
    for inner in ast.walk(node):
        if isinstance(inner, FunctionNode) and inner.name in _HOOKS:
            return True
        if (isinstance(inner, ast.Name) and inner.id in ("setattr", "vars")) or (
            isinstance(inner, ast.Attribute) and inner.attr in ("__dict__", "__setattr__")
        ):
            return True
    return False


def _attributes(node: ast.ClassDef) -> set[str]:
    """What methods store on their first parameter, and `__slots__`."""
    found: set[str] = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Attribute) and isinstance(inner.ctx, ast.Store) and isinstance(inner.value, ast.Name):
            found.add(inner.attr)
    for statement in node.body:
        if isinstance(statement, ast.Assign) and "__slots__" in _stored(statement):
            found.update(str(c.value) for c in ast.walk(statement.value) if isinstance(c, ast.Constant))
    return found


def _stars(tree: ast.Module) -> list[ast.ImportFrom]:
    return [
        node
        for node in statements(tree.body)
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]


def _home(file: Path, tree: ast.Module, stars: list[Path], importer: Path) -> Path:
    """Where an absent name belongs: a package that only passes modules on by `*` gets it in one of those."""
    own = any(isinstance(node, FunctionNode | ast.ClassDef) for node in tree.body)
    if own or not stars or file.stem != "__init__":
        return file
    named = [star for star in stars if star.stem in importer.stem]
    return (named or stars)[0] if named or len(stars) == 1 else file
