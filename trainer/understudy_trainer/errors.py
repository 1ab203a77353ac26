"""What stops a training run, in the user's words."""

from __future__ import annotations

from understudy.errors import UnderstudyError


class TrainError(UnderstudyError):
    """The run cannot start or go on."""


class TooLittleDataError(TrainError):
    """There are too few examples to learn from; the message has the counts."""
