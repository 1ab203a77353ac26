"""What can go wrong with the engine, each with what the user can do next."""

from __future__ import annotations

from understudy.errors import UnderstudyError
from understudy.models.errors import AdapterError as AdapterError


class EngineError(UnderstudyError):
    """Base of the engine's errors."""


class FrameError(EngineError):
    """The pipe between client and worker carried something that is no frame; it cannot be trusted further."""


class LoadError(EngineError):
    """The model or the context could not be set up (unsupported, damaged, no memory)."""


class RequestError(EngineError):
    """One request could not be answered (it does not fit, or its prompt is empty); the engine goes on."""


class EngineCrashed(EngineError):
    """The child died while it answered; it is being restarted and the next request waits for that."""


class EngineUnavailable(EngineError):
    """The engine is closed, or gave up after repeated crashes."""


class SharingError(EngineError):
    """The engine cannot be shared with other windows; a child of one's own does the same work."""
