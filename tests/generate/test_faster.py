"""Who runs in the race for faster code, and which claim may rest on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from tests.generate.scripted import RIGHT, STUB, ScriptedRunner, ScriptedSampler
from understudy.engine.protocol import Candidate
from understudy.generate import faster
from understudy.generate.board import Board
from understudy.generate.budget import Clock
from understudy.generate.loop import generate_with_tests, locate
from understudy.generate.types import Outcome, Request, TriedCandidate
from understudy.runner.types import Excluded, Verdict

Make = Callable[..., Request]
OWN = STUB.replace("    ...\n", "    total = a\n    total += b\n    return total\n")


@dataclass
class Session:
    """seconds: by name (see `bodies`), None for all else. passes: what a confirming run of the user's says."""

    seconds: dict[str, float] = field(default_factory=dict)
    passes: bool = True
    tests: tuple[str, ...] = ("t",)
    excluded: tuple[Excluded, ...] = ()
    timed: list[str] = field(default_factory=list)

    async def rank(self, text: str) -> Verdict:
        raise AssertionError("nothing is ranked here")

    async def confirm(self, text: str) -> Verdict:
        return Verdict("passed" if self.passes else "failed", int(self.passes), 1, "confirm", 0.0)

    async def time(self, texts: Sequence[str], *, budget_s: float) -> tuple[float | None, ...]:
        self.timed = list(texts)
        return tuple(map(self.seconds.get, bodies(texts)))


def board_of(request: Request, count: int, *, wall_s: float = 0.0) -> Board:
    """`count` confirmed candidates: `return 0`, the least likely, to `return count - 1`."""
    board = Board(request, locate(request), Clock.start(request.budget_s))
    for number in range(count):
        text = f"    return {number}\n"
        index = board.add(Candidate(0, text, [1], [-9.0 + number], "stop"), "direct")
        assert index == number
        for tier in ("rank", "confirm"):
            board.judge(index, **{tier: Verdict("passed", 1, 1, tier, wall_s)})
    return board


def bodies(texts: Sequence[str]) -> list[str]:
    return ["own" if "total" in text else text.split("return ")[1].split("\n")[0] for text in texts]


async def test_the_first_that_passed_and_the_likeliest_are_timed_beside_the_users_own(request_for: Make) -> None:
    session = Session({"own": 3.0} | dict.fromkeys("012345678", 1.0))
    board = board_of(request_for(text=OWN), 9)
    assert await faster.race(board, session, first=2) == 3.0
    assert bodies(session.timed) == ["own", "2", "8", "7", "6", "5"]
    assert [c.seconds for c in board.candidates] == [None, None, 1.0, None, None, 1.0, 1.0, 1.0, 1.0]

    board = board_of(request_for(), 3)
    assert await faster.race(board, session) is None  # a stub has no code of its own
    assert bodies(session.timed) == ["0", "2", "1"]


async def test_only_as_many_are_timed_as_three_rounds_have_room_for(request_for: Make) -> None:
    for wall_s, most in ((0.1, 5), (0.3, 5), (1.0, 2), (9.0, 2)):
        session = Session()
        await faster.race(board_of(request_for(budget_s=10.0), 9, wall_s=wall_s), session, first=0)
        assert len(session.timed) == most


async def test_times_of_an_earlier_run_are_compared_with_nothing(request_for: Make) -> None:
    for session in (Session({"1": 1.0, "2": 2.0}), Session()):
        board = board_of(request_for(), 3)
        board.candidates = [replace(c, seconds=0.1) for c in board.candidates]
        await faster.race(board, session)
        assert [c.seconds for c in board.candidates] == [None, *((1.0, 2.0) if session.seconds else (None, None))]

    alone = board_of(request_for(), 1)
    alone.candidates = [replace(c, seconds=0.1) for c in alone.candidates]
    assert await faster.race(alone, Session()) is None and alone.candidates[0].seconds is None


async def test_own_code_without_a_time_leaves_nothing_to_be_claimed(request_for: Make) -> None:
    board = board_of(request_for(text=OWN), 3)
    assert await faster.race(board, Session({"0": 9.0, "1": 1.0, "own": 5.0})) == 5.0
    assert await faster.race(board, Session({"0": 9.0, "1": 1.0, "2": 9.0})) is None
    assert [c.seconds for c in board.candidates] == [None] * 3

    failing = Session({"0": 9.0, "1": 1.0, "2": 9.0}, passes=False)
    assert await faster.race(board, failing) is None and len(failing.timed) == 3
    assert [c.seconds for c in board.candidates] == [9.0, 1.0, 9.0]


@pytest.mark.parametrize(("own_s", "speedup"), [(None, None), (0.04, 2.0)])
async def test_claim_of_a_whole_run_is_about_the_users_code_or_is_none(
    request_for: Make, own_s: float | None, speedup: float | None
) -> None:
    slow = "    return sum([a, b])\n"
    times = {RIGHT: 0.02, slow: 0.08}

    def seconds(text: str) -> float | None:
        return next((s for body, s in times.items() if body in text), own_s)

    def judge(text: str) -> int:
        return 5 if any(body in text for body in times) else 1

    request = request_for(goal="faster", budget_s=1.0, text=OWN)
    wrong = [f"    return {number}\n" for number in range(3000)]
    sampler = ScriptedSampler([slow, RIGHT, *wrong], row_s=0.005)
    outcome: Outcome = await generate_with_tests(request, sampler, ScriptedRunner(judge, seconds=seconds))
    assert outcome.verified and outcome.speedup == speedup
    assert outcome.faster_than == ("your code" if speedup else "")


def tried(seconds: float | None) -> TriedCandidate:
    return TriedCandidate("", (), "", -1.0, "direct", seconds=seconds)


def test_the_baseline_is_named_for_what_it_is() -> None:
    best, first = tried(1.0), tried(3.0)
    assert faster.speedup([best, first], first, 2.0) == (2.0, "your code")
    assert faster.speedup([best, first], first, 2.0, earlier=True) == (2.0, "your code")
    assert faster.speedup([best, first], first, None) == (3.0, "the first that passed")
    assert faster.speedup([best, first], first, None, earlier=True) == (3.0, "one that passed before")
    for nothing in (tried(None), None, best, tried(1.09)):
        assert faster.speedup([best, first], nothing, None) == (None, "")
    assert faster.speedup([tried(None)], first, 2.0) == faster.speedup([], None, None) == (None, "")
