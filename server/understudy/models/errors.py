"""What can go wrong with model and adapter files, each with what the user can do next."""

from __future__ import annotations

from understudy.errors import UnderstudyError


class ModelError(UnderstudyError):
    """A model is missing, is not one, or could not be downloaded."""


class AdapterError(UnderstudyError):
    """An adapter is unknown, belongs to another base, or could not be attached; the one in use before still is."""
