"""Which model is used when none is named: one word in the data directory, written by `models use`.

A name given on the command line or in the editor's setting `understudy.model` wins.
"""

from __future__ import annotations

from understudy.files import write_atomically
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
