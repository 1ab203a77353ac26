"""Where Understudy keeps what it owns on this machine. Nothing is ever written anywhere else."""

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
