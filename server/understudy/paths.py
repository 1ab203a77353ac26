"""Where Understudy keeps what it owns on this machine (nothing is written anywhere else), and where its code is."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def data_dir() -> Path:
    """The user's data directory (`$UNDERSTUDY_HOME` overrides), created with owner-only permissions."""
    override = os.environ.get("UNDERSTUDY_HOME")
    path = Path(override) if override else Path(platformdirs.user_data_dir("understudy", appauthor=False))
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def warm_dir() -> Path:
    """Where the model's states of recent files outlive the process; they hold text of those files. Not created."""
    return data_dir() / "warm"


def test_maps_dir() -> Path:
    """Where the maps of tests lie, one file per workspace: a cache, which may be deleted at any time. Not created."""
    if os.environ.get("UNDERSTUDY_HOME"):
        return data_dir() / "test-maps"
    return Path(platformdirs.user_cache_dir("understudy", appauthor=False)) / "test-maps"


def source_roots() -> list[str]:
    """What a child started with `python -I` has to put on `sys.path` to import us: nothing if we are installed.

    Installed, the root is site-packages: on the child's path already, and in front it would shadow the stdlib.
    """
    root = Path(__file__).parents[1]
    return [] if root.name in ("site-packages", "dist-packages") else [str(root), str(root.parent / "trainer")]
