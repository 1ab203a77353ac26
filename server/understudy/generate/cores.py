"""How the machine's cores are divided between the engine and the tests."""

from __future__ import annotations

import os

from understudy.engine.launch import decode_threads

TESTING_THREADS = 1  # two spinning threads beside a busy test worker cost 80x per token


def usable() -> int:
    """Logical cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def test_workers() -> int:
    """Candidates to test at the same time: one core is the engine's."""
    return max(1, usable() - 1)


test_workers.__test__ = False  # type: ignore[attr-defined]  # for pytest it is no test


def engine_threads(busy: int) -> int:
    """The engine's threads while `busy` workers test: together not more than there are cores. 0 = as at the start."""
    return TESTING_THREADS if busy and busy + decode_threads(0) > usable() else 0
