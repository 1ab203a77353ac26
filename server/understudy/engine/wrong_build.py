"""A llama.cpp compiled for another processor: it dies of an illegal instruction. How to tell, and what to do."""

from __future__ import annotations

import signal
import sys

from understudy.engine.errors import LoadError

_STATUS_ILLEGAL_INSTRUCTION = 0xC000001D  # Windows; as a signed number in some shells
_STATUSES = (-signal.SIGILL, _STATUS_ILLEGAL_INSTRUCTION, _STATUS_ILLEGAL_INSTRUCTION - (1 << 32))

REBUILD = (
    f"Compile it here (needs a C++ compiler): {sys.executable} -m pip install --force-reinstall --no-deps "
    "--no-cache-dir --no-binary llama-cpp-python llama-cpp-python==0.3.36"
)
"""--no-cache-dir: pip keeps wheels, also those that a home folder shared with a newer machine has got."""


def wrong_build(status: int | None) -> LoadError | None:
    """The error to show for a child that ended with this status (negative = signal), None if it has another cause."""
    if status not in _STATUSES:
        return None
    return LoadError(
        "llama-cpp-python was compiled for another processor: it ended with an illegal instruction.", REBUILD
    )
