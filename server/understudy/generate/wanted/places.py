"""Which file a module of the workspace is, or would be: names of other people's modules are never taken for ours.

In: importing file, dotted name. Out: a path. By folder listings alone; nothing is imported or run.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from understudy.context.modules import FOREIGN_FOLDERS, SOURCES, Modules
from understudy.runner.pythons import workspace_python

_REQUIREMENT = re.compile(r"^\s*([A-Za-z0-9][\w.-]*)")
_INSTALLED = ("lib/python3*/site-packages", "lib/python3*/dist-packages", "lib/python3/dist-packages",
              "local/lib/python3*/dist-packages", "Lib/site-packages")  # fmt: skip


class Places:
    """python: the interpreter the tests run under (None: the workspace's own)."""

    def __init__(self, workspace: Path, python: Path | None = None) -> None:
        self.workspace = workspace
        self._python = python
        self._modules = Modules((workspace,))

    def find(self, importer: Path, module: str, level: int = 0) -> Path | None:
        """The workspace's module of that name: a source file, or the folder of a package without `__init__`."""
        found = self._modules.find(importer, module, level)
        top = self._modules.find(importer, module.partition(".")[0]) if found and not level else None
        if top is None or module.partition(".")[0] not in self.installed:
            return found
        folder = top.parent.parent if top.stem == "__init__" else top.parent
        near = (self.workspace, self.workspace / "src", importer.parent)
        return found if folder in near else None  # elsewhere the installed one is what is meant

    def inside(self, package: Path, name: str) -> Path | None:
        """The submodule `name` of a package of the workspace."""
        return self._modules.inside(package, name)

    def new(self, importer: Path, module: str, level: int = 0) -> Path | None:
        """Where `module` would be created: in an existing package of the workspace, or, where the test file is named
        after it, beside the other top-level modules. None where nothing says that it is the workspace's."""
        package, _, name = module.rpartition(".")
        if not name.isidentifier():
            return None
        if package or level:
            parent = self.find(importer, package, level) if package else self._modules.find(importer, "", level)
            return self.submodule(parent, name) if parent is not None else None
        if self.foreign(name) or not _named_after(importer, name):
            return None
        return self._top_folder(importer) / f"{name}.py"

    def submodule(self, package: Path, name: str) -> Path | None:
        """Where a submodule of a package would be created; None if `package` is a plain module."""
        if package.suffix not in SOURCES:
            return package / f"{name}.py"
        return package.parent / f"{name}.py" if package.stem == "__init__" else None

    def foreign(self, top: str) -> bool:
        """Whether a top-level name belongs to the standard library, is installed, or is declared as a dependency."""
        return top in sys.stdlib_module_names or top in self.installed or _plain(top) in self._declared

    @cached_property
    def installed(self) -> frozenset[str]:
        """Top-level names in the interpreter's site-packages (by their listing; a `.pth` file adds none)."""
        found: set[str] = set()
        for folder in _site_folders(self._python or workspace_python(self.workspace)):
            try:
                names = [entry.name for entry in folder.iterdir()]
            except OSError:
                continue
            found.update(name.split(".")[0] for name in names if not name.endswith((".dist-info", ".egg-info", ".pth")))
        return frozenset(found)

    @cached_property
    def _declared(self) -> frozenset[str]:
        lines = [line for file in self.workspace.glob("requirements*.txt") for line in _lines(file)]
        lines += _project_dependencies(self.workspace / "pyproject.toml")
        return frozenset(_plain(match[1]) for line in lines if (match := _REQUIREMENT.match(line)))

    def _top_folder(self, importer: Path) -> Path:
        """Beside the siblings: `src` if it is there, the folder that most sources stand in, or the root."""
        source = self.workspace / "src"
        if source.is_dir():
            return source
        beside = importer.parent
        others = [path for path in _sources(beside) if not path.stem.startswith(("test_", "conftest", "__"))]
        if any(not path.stem.endswith("_test") for path in others) and not _is_test_folder(beside):
            return beside
        return self.workspace


def _named_after(test_file: Path, name: str) -> bool:
    """`test_words.py`, `words_test.py`, `test_words_more.py`, `words/test_any.py` are named after `words`."""
    stem = test_file.stem.removeprefix("test_").removesuffix("_test")
    return stem == name or stem.startswith(f"{name}_") or test_file.parent.name in (name, f"test_{name}")


def _is_test_folder(folder: Path) -> bool:
    return folder.name in ("test", "tests", "testing") or folder.name.startswith(("test_", "tests_"))


def _sources(folder: Path) -> Iterator[Path]:
    try:
        yield from (path for path in folder.iterdir() if path.suffix == ".py" and folder.name not in FOREIGN_FOLDERS)
    except OSError:
        return


def _site_folders(python: Path) -> list[Path]:
    prefix = python.parent.parent
    config = "".join(line + "\n" for line in _lines(prefix / "pyvenv.cfg"))
    prefixes = [prefix]
    if not config or re.search(r"include-system-site-packages\s*=\s*true", config, re.IGNORECASE):
        prefixes.append(python.resolve().parent.parent)
    return [folder for each in prefixes for pattern in _INSTALLED for folder in each.glob(pattern)]


def _project_dependencies(file: Path) -> list[str]:
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return []
    project, poetry = data.get("project"), data.get("tool", {})
    poetry = poetry.get("poetry") if isinstance(poetry, dict) else None
    groups: list[object] = [data.get("dependency-groups")]
    if isinstance(project, dict):
        groups += [project.get("dependencies"), project.get("optional-dependencies")]
    if isinstance(poetry, dict) and isinstance(poetry.get("dependencies"), dict):
        groups.append(list(poetry["dependencies"]))
    return list(_texts(groups))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "_", name).lower()


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
