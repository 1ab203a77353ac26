"""What loading the workspace's tests needs and leaves: a pytest where there is none, and the files it rests on."""

# os.path throughout: this runs in every fork, and pathlib is slow to load
# ruff: noqa: PTH100, PTH112, PTH118

from __future__ import annotations

import importlib.abc
import importlib.util
import os
import sys
import sysconfig
from typing import Any

HERE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH120


class Lent(importlib.abc.MetaPathFinder):
    """The pytest of another environment, for a Python that has none: only its own packages are found there."""

    def __init__(self, folder: str, names: list[str]) -> None:
        self.folder, self.names = folder, names

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if path is not None or name not in self.names:
            return None
        base = os.path.join(self.folder, name)  # the folder itself may not be listed: no path finder here
        if os.path.isdir(base):
            return importlib.util.spec_from_file_location(name, os.path.join(base, "__init__.py"))
        return importlib.util.spec_from_file_location(name, base + ".py")


def pytest_or_lent(lent: dict[str, Any]) -> Any:
    """The workspace's pytest, else the lent one ({"folder", "names"}). Raises ImportError."""
    if importlib.util.find_spec("pytest") is None and lent:
        sys.meta_path.append(Lent(lent["folder"], lent["names"]))
    import pytest

    return pytest


class Opened:
    """The files opened while the workspace loads: data and settings that no module's `__file__` names."""

    def __init__(self) -> None:
        self.paths: set[str] | None = set()
        sys.addaudithook(self.hear)

    def hear(self, event: str, args: Any) -> None:
        if event == "open" and self.paths is not None and isinstance(args[0], str):
            self.paths.add(args[0])

    def close(self) -> set[str]:
        """The paths so far; none is kept from now on."""
        paths, self.paths = self.paths or set(), None
        return paths


def rests_on(opened: set[str]) -> dict[str, list[str]]:
    """{"loaded": files that are neither installed nor of the standard library, "sites": folders of installed
    packages}: what a kept server's answers rest on."""
    standard = (sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"), HERE, "/proc", "/dev")
    modules = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
    files = {os.path.abspath(f) for f in modules | opened if isinstance(f, str)}
    own = [f for f in files if "-packages" + os.sep not in f and not f.startswith(standard) and f[-4:] != ".pyc"]
    return {"loaded": sorted(own), "sites": [p for p in sys.path if p.endswith("-packages")]}
