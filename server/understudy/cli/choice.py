"""Which model the command line uses when none is named: one word in the data directory, written by `models use`.

Editors have their own setting, `understudy.model`, which wins there.
"""

from __future__ import annotations

from understudy.models.files import write_atomically
from understudy.paths import data_dir


def chosen_model() -> str:
    """Name or path, "" = the bundled model."""
    try:
        return (data_dir() / "model").read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def choose_model(name_or_path: str) -> None:
    """Remember the choice; "" goes back to the bundled model."""
    write_atomically(data_dir() / "model", name_or_path.encode())
