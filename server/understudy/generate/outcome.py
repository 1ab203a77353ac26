"""From board and desk to the `Outcome`: what is proposed, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from understudy.generate.board import Board
from understudy.generate.desk import Desk
from understudy.generate.faster import speedup
from understudy.generate.rank import best_first, standing
from understudy.generate.summary import summarize
from understudy.generate.types import Evidence, Outcome, TestRunner, TriedCandidate
from understudy.generate.weak.question import renumbered

FEW_TESTS = 2
SURPASS = "Give it more seconds, or keep what you have."


def outcome_of(
    board: Board, desk: Desk, runner: TestRunner | None, evidence: Evidence | None, *, cancelled: bool = False
) -> Outcome:
    """The outcome as things stand now. cancelled: because the user wanted no more."""
    earlier = board.previous
    ranked = best_first(board.candidates)
    first = board.candidates[desk.first] if desk.first is not None else None
    again = desk.first in board.hinted
    faster, than = speedup(ranked, first, desk.own_s, earlier=again) if desk.raced else (None, "")
    timed = desk.own_s is not None and bool(ranked) and ranked[0].seconds is not None
    beaten = timed and faster is None  # the user's own code passes, too, and nothing is faster
    chosen = None if beaten else _proposed(ranked, desk)
    evidence = _renumbered(evidence, board.candidates, ranked) or _kept(board, desk)
    told = None if desk.opened else earlier  # no session was open: what the tests said is what they said then
    tests, level, excluded, proof = (
        (told.tests, told.tested_by, told.excluded, told.proof)
        if told
        else (desk.tests, desk.level, desk.excluded, desk.proof)
    )
    elapsed = board.clock.elapsed + (earlier.elapsed_s if earlier else 0.0)
    return Outcome(
        site=board.site,
        tests=tests,
        candidates=tuple(ranked),
        chosen=chosen,
        verified=chosen is not None and ranked[chosen].verified,
        summary=summarize(
            ranked,
            name=board.site.qualname,
            tests=tests,
            reason=desk.reason,
            elapsed_s=elapsed,
            excluded=excluded,
            evidence=evidence,
            speedup=faster,
            than=than,
            beaten=beaten,
            earlier=_passed_earlier(board, ranked),
            cancelled=cancelled,
        ),
        elapsed_s=elapsed,
        new_text=ranked[chosen].file_text if chosen is not None else None,
        tested_by=level,
        reason=desk.reason,
        next_step=SURPASS if beaten else desk.next_step or _few(ranked, chosen, board.site.qualname),
        sampled=board.sampled + (earlier.sampled if earlier else 0),
        sandbox=runner.describe() if runner else "",
        excluded=excluded,
        evidence=evidence,
        speedup=faster,
        faster_than=than,
        proof=proof,
        cancelled=cancelled,
    )


def _few(ranked: Sequence[TriedCandidate], chosen: int | None, name: str) -> str:
    """A word of caution: of many candidates one passes a test or two by luck (bench/RESULTS.md 10)."""
    proof = ranked[chosen].confirm if chosen is not None else None
    tested = sum(candidate.verdict is not None for candidate in ranked)
    if proof is None or proof.status != "passed" or proof.total > FEW_TESTS or tested <= proof.total:
        return ""
    tests = "test reaches" if proof.total == 1 else "tests reach"
    return f"Only {proof.total} {tests} {name}, and {tested} candidates were tested: read it before you keep it."


def _passed_earlier(board: Board, ranked: Sequence[TriedCandidate]) -> bool:
    """Whether an earlier run confirmed the best, and nothing was said against it in this one."""
    best = ranked[0] if ranked else None
    return best is not None and standing(best) == 2 and any(board.candidates[i] is best for i in board.hinted)


def _proposed(ranked: Sequence[TriedCandidate], desk: Desk) -> int | None:
    """The best, unless tests refuted it; where they could not go on, the best they did not refute."""
    left = [index for index, candidate in enumerate(ranked) if not candidate.refuted]
    if not left or (left[0] > 0 and not desk.reason):
        return None
    return left[0]


def _kept(board: Board, desk: Desk) -> Evidence | None:
    """The earlier evidence, where nothing new was learnt and its scores still order the candidates."""
    earlier = board.previous.evidence if board.previous else None
    if earlier is None or not desk.reason or any(c.verdict is not None for c in board.candidates):
        return None
    return replace(earlier, question=None)


def _renumbered(
    evidence: Evidence | None, arrived: Sequence[TriedCandidate], ranked: Sequence[TriedCandidate]
) -> Evidence | None:
    """The evidence with the question's candidates as places in `ranked` instead of the order of arrival."""
    if evidence is None or evidence.question is None:
        return evidence
    number = {id(candidate): index for index, candidate in enumerate(arrived)}
    return replace(evidence, question=renumbered(evidence.question, [number[id(c)] for c in ranked]))
