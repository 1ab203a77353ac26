"""What one run adds to the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from tests.generate.scripted import INFO, STUB
from understudy.context.functions import find_function
from understudy.generate import record
from understudy.generate.types import Outcome, Request, TriedCandidate
from understudy.runner.types import Verdict

GOOD = TriedCandidate(
    "good", (), "", -1.0, "direct", Verdict("passed", 5, 5, "rank", 0.1), Verdict("passed", 5, 5, "confirm", 0.1), 0.5
)
BAD = TriedCandidate("bad", (), "", -1.0, "direct", Verdict("failed", 2, 5, "rank", 0.1))
WORSE = replace(BAD, text="worse", rank=Verdict("failed", 0, 5, "rank", 0.1))
AGAIN = replace(GOOD, confirm=Verdict("passed", 5, 5, "confirm", 0.2))  # another run, the same verdict
EARLIER = [GOOD, BAD, WORSE]


def outcome(candidates: Sequence[TriedCandidate]) -> Outcome:
    site = find_function(STUB, qualname="add")
    assert site is not None
    return Outcome(site, (), tuple(candidates), None, False, "", 1.0, None)


@pytest.mark.parametrize(
    ("now", "texts"),
    [
        (EARLIER, []),
        ([AGAIN, BAD, WORSE], []),
        ([replace(AGAIN, seconds=None), BAD, WORSE], []),  # no new time is no news
        ([replace(GOOD, confirm=None), BAD, WORSE], []),  # nor is a pass that was not confirmed again
        ([replace(AGAIN, seconds=0.4), BAD, WORSE], ["good", "worse"]),
        ([AGAIN, BAD, WORSE, replace(BAD, text="new")], ["new", "good"]),
        ([replace(GOOD, confirm=None), BAD, WORSE, replace(BAD, text="new")], ["new"]),  # unproved, no contrast
        ([AGAIN, replace(GOOD, text="new"), BAD, WORSE], ["new", "worse"]),
        ([replace(BAD, text="good"), BAD, WORSE], ["good"]),  # a pass that is refuted now
        ([AGAIN, BAD, WORSE, replace(BAD, text="new", rank=None)], ["new"]),
    ],
)
def test_what_is_new_and_one_earlier_for_contrast(
    request_for: Callable[..., Request], now: list[TriedCandidate], texts: list[str]
) -> None:
    event = record.tested_event(request_for(), "", INFO, outcome(now), outcome(EARLIER))
    assert [candidate.text for candidate in event.candidates] == texts


def test_of_hundreds_the_best_and_the_worst_are_kept(request_for: Callable[..., Request]) -> None:
    many = [replace(BAD, text=str(i)) for i in range(500)]
    event = record.tested_event(request_for(), "", INFO, outcome([GOOD, *many]))
    texts = [candidate.text for candidate in event.candidates]
    assert len(texts) == record.BEST + record.WORST and texts[0] == "good" and texts[-1] == "499"


def test_a_first_run_is_told_whole(request_for: Callable[..., Request]) -> None:
    event = record.tested_event(request_for(), "", INFO, outcome([replace(GOOD, confirm=None), *EARLIER]))
    assert [(c.text, c.status) for c in event.candidates] == [
        ("good", "not_verified"), ("good", "passed"), ("bad", "failed"), ("worse", "failed"),
    ]  # fmt: skip
