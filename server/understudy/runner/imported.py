"""Which module a file is, and what it imports, read from the text: nothing is run. Pure but for reading files."""

from __future__ import annotations

import ast
from pathlib import Path

from understudy.runner import source

MOST_FILES = 200  # of the workspace, followed from one file
MOST_BYTES = 1 << 20


def roots(file: Path, workspace: Path) -> tuple[Path, ...]:
    """Folders for sys.path, the one that `module` counts from first: then the workspace, its `src`, the file's own."""
    src = workspace / "src"
    others = [workspace, *([src] if src.is_dir() else []), file.parent]
    return tuple(dict.fromkeys([_root(file, workspace), *others]))


def module(file: Path, workspace: Path) -> str:
    """The dotted name `file` is imported under: "pkg.part"; of `__init__.py` the package's."""
    parts = file.relative_to(_root(file, workspace)).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def _root(file: Path, workspace: Path) -> Path:
    """The first folder upwards that is no package. A folder of plain names without `__init__.py` between it and the
    workspace may be a namespace package: only relative imports need it to be one, and then it is."""
    folder = file.parent
    while (folder / "__init__.py").is_file() and folder != workspace and workspace in folder.parents:
        folder = folder.parent
    if folder == file.parent and folder != workspace and _relative_imports(file):
        src = workspace / "src"
        return src if src in folder.parents else workspace
    return folder


def reach(file: Path, text: str, workspace: Path) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    """(modules from outside the workspace, other files of the workspace) that importing `text` as `file` loads."""
    paths = roots(file, workspace)
    outside: dict[str, None] = {}
    found: dict[Path, None] = {}
    todo = [(file, text)]
    while todo and len(found) < MOST_FILES:
        at, content = todo.pop()
        tree = source.parse(content)
        if isinstance(tree, str):
            continue
        for name in _names(tree, _package(at, paths)):
            files = _files(name, paths)
            if not files and not _files(name.split(".")[0], paths):
                outside[name] = None
            for each in files:
                if each not in found and each != file:
                    found[each] = None
                    todo.append((each, _read(each)))
    return tuple(outside), tuple(found)


def _names(tree: ast.Module, package: str) -> list[str]:
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".") if package else []
            up = parts[: len(parts) - node.level + 1] if node.level else []
            base = ".".join([*up, *([node.module] if node.module else [])])
            if base:
                names.append(base)
                names += [f"{base}.{alias.name}" for alias in node.names if node.level]
    return names


def _package(file: Path, paths: tuple[Path, ...]) -> str:
    root = next((path for path in paths if path in file.parents), file.parent)
    return ".".join(file.relative_to(root).parts[:-1])


def _files(name: str, paths: tuple[Path, ...]) -> list[Path]:
    """The files that importing the dotted `name` runs, packages first; empty if it is none of the workspace's."""
    parts = name.split(".")
    for root in paths:
        found = [root.joinpath(*parts[:n], "__init__.py") for n in range(1, len(parts) + 1)]
        files = [*found, root.joinpath(*parts[:-1], f"{parts[-1]}.py")]
        present = [file for file in files if file.is_file()]
        if (present and (root / parts[0]).is_dir()) or root.joinpath(f"{name}.py").is_file():
            return present
    return []


def _relative_imports(file: Path) -> bool:
    tree = source.parse(_read(file))
    return not isinstance(tree, str) and any(isinstance(n, ast.ImportFrom) and n.level for n in ast.walk(tree))


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace") if file.stat().st_size <= MOST_BYTES else ""
    except OSError:
        return ""
