"""Faster code: the confirmed candidates, and the user's own body if that passes, timed against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from understudy.generate.board import Board
from understudy.generate.rank import FASTER
from understudy.generate.types import TestSession, TriedCandidate

TIMED = 0.9  # of the seconds left: a round that has begun is ended
OWN, FIRST = "your code", "the first that passed"


async def race(board: Board, session: TestSession) -> float | None:
    """Time every confirmed candidate in what is left of the budget (`TriedCandidate.seconds`).

    Returns the seconds of the user's own body; None if there is none, or it does not pass its tests.
    """
    passers = board.passers()
    if not passers:
        return None
    board.tell("comparing")
    own = not board.site.is_stub and (await session.confirm(board.request.text)).status == "passed"
    if len(passers) + own < 2:
        return None
    texts = [board.candidates[index].file_text for index in passers]
    if own:
        texts.append(board.request.text)
    found = await session.time(texts, budget_s=TIMED * board.clock.working)
    if all(seconds is None for seconds in found):
        return None
    for index, seconds in zip(passers, found, strict=False):  # times of an earlier run are no match for these
        board.candidates[index] = replace(board.candidates[index], seconds=seconds)
    return found[len(passers)] if own else None


def speedup(
    ranked: Sequence[TriedCandidate], first: TriedCandidate | None, own_s: float | None
) -> tuple[float | None, str]:
    """How many times faster the best-ranked candidate is, and than what; (None, "") for a tie or without times."""
    if not ranked or ranked[0].seconds is None or ranked[0].seconds <= 0:
        return None, ""
    base, than = (own_s, OWN) if own_s is not None else (first.seconds if first else None, FIRST)
    if base is None or base < FASTER * ranked[0].seconds:
        return None, ""
    return base / ranked[0].seconds, than
