"""Which file under the roots a module name means. In: importing file, dotted name. Out: a path.

A guess at `sys.path` without asking Python: the folder above the importing file's package, the root and its `src`, the
file's own folder and those above it, the other folders of the root, the other roots. Only folder listings are looked
at here, and remembered until the folder changes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from understudy.context.watch import SKIPPED_FOLDERS

SOURCES = (".py", ".pyi")
MOST_SIDE_FOLDERS = 32  # of a root, looked at for packages (`server/`, `lib/`, `typings/`)
MOST_LISTINGS = 2_000
FOREIGN_FOLDERS = SKIPPED_FOLDERS | {"site-packages", "dist-packages"}


def root_of(path: Path, roots: tuple[Path, ...]) -> Path | None:
    """The innermost root that holds a file of the user's; None for other people's (an environment, a cache)."""
    holding = [root for root in roots if path.is_relative_to(root)]
    root = max(holding, key=lambda each: len(each.parts), default=None)
    if root is None or FOREIGN_FOLDERS.intersection(path.relative_to(root).parts[:-1]):
        return None
    return root


def name_of(path: Path, roots: tuple[Path, ...]) -> str | None:
    """A file's path relative to its root, with "/"; None if it is not the user's."""
    root = root_of(path, roots)
    return None if root is None else path.relative_to(root).as_posix()


class Modules:
    """A module is its source file, or the folder of a package without `__init__`."""

    def __init__(self, roots: tuple[Path, ...]) -> None:
        self._roots = roots
        self._listings: dict[Path, tuple[int, frozenset[str]]] = {}
        self._checked: set[Path] = set()

    def begin(self) -> None:
        """Look at each folder's time stamp again, once, from now on."""
        self._checked.clear()

    def find(self, importer: Path, module: str, level: int = 0) -> Path | None:
        """The module that `importer` means by a name; level: leading dots."""
        parts = module.split(".") if module else []
        if not all(part.isidentifier() for part in parts):
            return None
        root = root_of(importer, self._roots)
        if root is None:
            return None
        if level:
            return self._relative(root, importer, parts, level)
        found = (self._walk(base, parts) for base in self._bases(root, importer, parts[0]) if parts)
        return next((path for path in found if path is not None), None)

    def inside(self, module: Path, name: str) -> Path | None:
        """The submodule `name` of a package; None if `module` is no package or has none."""
        if module.suffix not in SOURCES:
            return self._child(module, name)
        return self._child(module.parent, name) if module.stem == "__init__" else None

    def _relative(self, root: Path, importer: Path, parts: list[str], level: int) -> Path | None:
        folder = importer.parent
        for _ in range(level - 1):
            folder = folder.parent
        if not folder.is_relative_to(root):
            return None
        return self._walk(folder, parts) if parts else self._package(folder)

    def _bases(self, root: Path, importer: Path, top: str) -> Iterator[Path]:
        above = [folder for folder in importer.parents if folder.is_relative_to(root)]
        package_parent = next((folder for folder in above if not self._is_package(folder)), root)
        near = [package_parent, root, root / "src", importer.parent]
        if top in sys.stdlib_module_names:  # a file of that name further away is hardly what is meant
            return iter(dict.fromkeys(near))
        others = chain.from_iterable((other, other / "src") for other in self._roots)
        return iter(dict.fromkeys(chain(near, above, self._side_folders(root), others)))

    def _side_folders(self, root: Path) -> list[Path]:
        names = sorted(name for name in self._names(root) if "." not in name and name not in FOREIGN_FOLDERS)
        return [root / name for name in names[:MOST_SIDE_FOLDERS]]

    def _walk(self, base: Path, parts: list[str]) -> Path | None:
        for part in parts[:-1]:
            if part not in self._names(base):
                return None
            base /= part
        return self._child(base, parts[-1])

    def _child(self, folder: Path, name: str) -> Path | None:
        names = self._names(folder)
        package = self._package(folder / name) if name in names else None
        if package is not None and package.suffix in SOURCES:
            return package
        module = next((folder / (name + suffix) for suffix in SOURCES if name + suffix in names), None)
        return module or package

    def _package(self, folder: Path) -> Path | None:
        names = self._names(folder)
        if not names:
            return None
        return next((folder / f"__init__{suffix}" for suffix in SOURCES if f"__init__{suffix}" in names), folder)

    def _is_package(self, folder: Path) -> bool:
        return not self._names(folder).isdisjoint({"__init__.py", "__init__.pyi"})

    def _names(self, folder: Path) -> frozenset[str]:
        """What stands in a folder; nothing if it is none, cannot be read, or is foreign."""
        known = self._listings.get(folder)
        if known is not None and folder in self._checked:
            return known[1]
        self._checked.add(folder)
        try:
            stamp = folder.stat().st_mtime_ns
            if known is None or known[0] != stamp:
                known = (stamp, _listing(folder))
        except (OSError, ValueError):
            known = (0, frozenset())
        if len(self._listings) >= MOST_LISTINGS:
            self._listings.clear()
        self._listings[folder] = known
        return known[1]


def _listing(folder: Path) -> frozenset[str]:
    if folder.name in FOREIGN_FOLDERS:
        return frozenset()
    with os.scandir(folder) as entries:
        return frozenset(entry.name for entry in entries)
