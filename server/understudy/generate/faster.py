"""Faster code: some of those that passed, and the user's own body if that passes, timed against each other.

A claim rests on times of one race of this run: what was timed earlier, or not at all, is compared with nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from understudy.generate.board import Board
from understudy.generate.rank import FASTER
from understudy.generate.types import TestSession, TriedCandidate
from understudy.runner.timing import LEAST_ROUNDS, REPEATED

TIMED = 0.9  # of the seconds left: a round that has begun is ended
MOST = 5  # passers in a race: with more, none would be measured often enough
OWN, FIRST, EARLIER = "your code", "the first that passed", "one that passed before"


async def race(board: Board, session: TestSession, first: int | None = None) -> float | None:
    """Time the likeliest confirmed candidates in what is left of the budget (`TriedCandidate.seconds`).

    first: index of the one confirmed first, which is always among them. Returns the seconds of the user's own body;
    None if there is none, or it does not pass its tests, or could not be timed: then no candidate has a time either.
    """
    board.candidates = [replace(candidate, seconds=None) for candidate in board.candidates]  # those of an earlier run
    passers = board.passers()
    if not passers:
        return None
    board.tell("comparing")
    verdict = None if board.site.is_stub else await session.confirm(board.request.text)
    own = verdict is not None and verdict.status == "passed"
    budget_s = TIMED * board.clock.working
    picked = _entrants(board, [first, *passers] if first in passers else passers, budget_s)
    if len(picked) + own < 2:
        return None
    texts = [board.request.text] * own + [board.candidates[index].file_text for index in picked]
    found = await session.time(texts, budget_s=budget_s)
    if own and found[0] is None:
        return None
    for index, seconds in zip(picked, found[own:], strict=True):
        board.candidates[index] = replace(board.candidates[index], seconds=seconds)
    return found[0] if own else None


def _entrants(board: Board, passers: Sequence[int], budget_s: float) -> list[int]:
    """The first of `passers`, which comes before all, and the likeliest others: `MOST` at most, and after two only
    as many as can be measured `LEAST_ROUNDS` times each, by what their tests took."""
    head, *others = passers
    likeliest = sorted({*others} - {head}, key=lambda index: board.candidates[index].mean_logprob, reverse=True)
    picked: list[int] = []
    room_s = (1 - REPEATED) * budget_s
    for index in [head, *likeliest][:MOST]:
        room_s -= LEAST_ROUNDS * _run_seconds(board.candidates[index])
        if room_s < 0 and len(picked) >= 2:
            break
        picked.append(index)
    return picked


def _run_seconds(candidate: TriedCandidate) -> float:
    """Of one run of its tests, in the tier that times it."""
    verdict = candidate.rank or candidate.confirm
    return verdict.wall_s if verdict is not None else 0.0


def speedup(
    ranked: Sequence[TriedCandidate], first: TriedCandidate | None, own_s: float | None, *, earlier: bool = False
) -> tuple[float | None, str]:
    """How many times faster the best-ranked candidate is, and than what; (None, "") for a tie or without times.

    first: the one confirmed first in this run. earlier: it had passed in the run that this one goes on from.
    """
    if not ranked or ranked[0].seconds is None or ranked[0].seconds <= 0:
        return None, ""
    base, than = own_s, OWN
    if base is None:
        base, than = first.seconds if first else None, EARLIER if earlier else FIRST
    if base is None or base < FASTER * ranked[0].seconds:
        return None, ""
    return base / ranked[0].seconds, than
