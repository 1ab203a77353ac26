"""What can go wrong where a person waits for an answer. Logging itself never raises: see `store.Log.problem`."""

from __future__ import annotations

from understudy.errors import UnderstudyError


class LearnError(UnderstudyError):
    """The event log cannot be read, exported or purged."""
