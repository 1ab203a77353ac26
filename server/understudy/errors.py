"""The one shape an error has when it reaches a user: what happened, and what to do next."""

from __future__ import annotations


class UnderstudyError(Exception):
    """Base of every room's typed errors.

    message: one plain sentence on what happened. next_step: one sentence on what the user can do.
    `str(error)` joins both; `lsp` and `cli` are the only places that catch and show it.
    """

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()


def os_error(error: OSError) -> UnderstudyError:
    """The system's own words (a full disk, a folder that may not be written) as an error of ours."""
    place = f"{error.filename}: " if error.filename else ""
    return UnderstudyError(
        f"{place}{error.strerror or error}.", "Check free space and permissions, or set UNDERSTUDY_HOME."
    )
