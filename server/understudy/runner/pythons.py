"""The workspace's interpreter, and what must be readable for it to run; found by looking, never by running it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

LENT = ("pytest", "_pytest", "py.py", "pluggy", "iniconfig", "packaging", "pygments")  # pytest 9 and all it imports


def workspace_python(workspace: Path) -> Path:
    """`.venv` or `venv` in the workspace, else our own interpreter. The path is not resolved: a venv is its symlink."""
    for name in (".venv", "venv"):
        python = workspace / name / "bin" / "python"
        if python.exists():
            return python
    return Path(sys.executable)


def readable(python: Path) -> tuple[Path, ...]:
    """Trees the interpreter reads: its environment, its base installation, and folders its `.pth` files name."""
    prefix = python.parent.parent
    trees = [prefix, python.resolve().parent.parent]
    config = prefix / "pyvenv.cfg"
    if config.is_file():
        for line in config.read_text("utf-8", "replace").splitlines():
            key, _, value = line.partition("=")
            if key.strip() == "home" and value.strip():
                trees.append(Path(value.strip()).parent)
        trees += _pth_folders(prefix)
    return tuple(dict.fromkeys(tree for tree in trees if tree.is_dir() and not _too_wide(tree)))


def _pth_folders(prefix: Path) -> list[Path]:
    """Folders of editable installs."""
    folders = []
    for file in prefix.glob("lib/python3*/site-packages/*.pth"):
        for line in file.read_text("utf-8", "replace").splitlines():
            if line.startswith("/") and Path(line).is_dir():
                folders.append(Path(line))
    return folders


def _too_wide(tree: Path) -> bool:
    """A root whose grant would show the user's files, e.g. `/` or the home directory itself."""
    home = Path.home()
    return tree == home or tree in home.parents or len(tree.parts) < 2


def lent_pytest() -> dict[str, Any]:
    """{"folder", "names"} of our own pytest, for a workspace's Python that has none; {} where it is in pieces."""
    spec = importlib.util.find_spec("pytest")
    if spec is None or spec.origin is None:
        return {}
    folder = Path(spec.origin).parent.parent
    return {"folder": str(folder), "names": [name.removesuffix(".py") for name in LENT if (folder / name).exists()]}


def lent_trees() -> tuple[Path, ...]:
    """What must be readable for `lent_pytest`."""
    lent = lent_pytest()
    return tuple(path for name in LENT if lent and (path := Path(lent["folder"]) / name).exists())
