"""The few of the workspace's pytest settings we must know without running pytest."""

from __future__ import annotations

import configparser
import shlex
import tomllib
from pathlib import Path
from typing import Any

import msgspec

SECTIONS = {"pytest.ini": "pytest", "pyproject.toml": "", "tox.ini": "pytest", "setup.cfg": "tool:pytest"}


class PytestConfig(msgspec.Struct, frozen=True):
    """testpaths, python_files: as in pytest. options: what of `addopts` changes how tests are imported."""

    testpaths: tuple[str, ...] = ()
    python_files: tuple[str, ...] = ("test_*.py", "*_test.py")
    options: tuple[str, ...] = ()

    def roots(self, workspace: Path) -> list[Path]:
        """Where to look for tests; paths outside the workspace are left out."""
        found = [p for pattern in self.testpaths for p in sorted(workspace.glob(pattern.strip("/"))) if p.exists()]
        inside = [p for p in found if workspace in p.resolve().parents or p.resolve() == workspace]
        return inside or [workspace]


def read(workspace: Path) -> PytestConfig:
    """From the first file pytest would take; broken files count as absent."""
    for name, section in SECTIONS.items():
        values = _toml(workspace / name) if not section else _ini(workspace / name, section)
        if values is not None:
            default = PytestConfig()
            return PytestConfig(
                _words(values.get("testpaths")),
                _words(values.get("python_files")) or default.python_files,
                _options(_words(values.get("addopts"))),
            )
    return PytestConfig()


def _toml(path: Path) -> dict[str, Any] | None:
    try:
        table = tomllib.loads(path.read_text("utf-8")).get("tool", {}).get("pytest", {})
        options = table.get("ini_options")
        return options if isinstance(options, dict) else None
    except (OSError, ValueError, AttributeError):
        return None


def _ini(path: Path, section: str) -> dict[str, Any] | None:
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(path.read_text("utf-8"))
    except (OSError, ValueError, configparser.Error):
        return None
    return dict(parser[section]) if parser.has_section(section) else ({} if path.name == "pytest.ini" else None)


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(str(word) for word in value)
    try:
        return tuple(shlex.split(str(value))) if value else ()
    except ValueError:
        return ()


def _options(words: tuple[str, ...]) -> tuple[str, ...]:
    """Coverage, parallelism, reports and -x would harm; the import mode and plugins are needed."""
    kept: list[str] = []
    for word, following in zip(words, (*words[1:], ""), strict=False):
        if word.startswith("--import-mode="):
            kept.append(word)
        elif word in ("--import-mode", "-p") and not following.startswith(("no:", "cov", "xdist")):
            kept += [word, following]
    return tuple(kept)
