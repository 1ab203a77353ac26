"""Order, budget and the words a user reads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understudy.generate.budget import LADDER, Clock, sampling_at, sampling_seconds
from understudy.generate.policies import rounds
from understudy.generate.rank import best_first
from understudy.generate.summary import as_reason, summarize, verdict_line
from understudy.generate.types import GenerateError, TriedCandidate
from understudy.runner.types import TestFailure as Failure
from understudy.runner.types import Verdict


def verdict(status: str, passed: int, tier: str = "rank", failed: tuple[str, ...] = ()) -> Verdict:
    return Verdict(status, passed, 5, tier, 0.1, failures=tuple(Failure(n, "") for n in failed))  # type: ignore[arg-type]


def tried(name: str, rank: Verdict | None, confirm: Verdict | None = None, score: float = -1.0) -> TriedCandidate:
    return TriedCandidate(name, (), name, score, "direct", rank, confirm)


def test_trusted_tests_come_first_agreement_second_likelihood_last() -> None:
    won = tried("won", verdict("passed", 5), verdict("passed", 5, "confirm"), -9)
    quick = tried("quick", verdict("passed", 5), score=-8)
    refuted = tried("refuted", verdict("passed", 5), verdict("failed", 2, "confirm"), 0)
    lonely = tried("lonely", verdict("failed", 3, failed=("a", "b")), score=-0.1)
    twin1 = tried("twin1", verdict("failed", 3, failed=("b", "c")), score=-3)
    twin2 = tried("twin2", verdict("failed", 3, failed=("b", "c")), score=-2)
    hung = tried("hung", verdict("timeout", 4), score=0)
    order = [c.text for c in best_first([hung, lonely, refuted, twin1, quick, twin2, won])]
    assert order == ["won", "quick", "twin2", "twin1", "lonely", "refuted", "hung"]


def test_weak_evidence_decides_only_between_equals() -> None:
    better, worse = tried("better", verdict("failed", 4)), tried("worse", verdict("failed", 3), score=0)
    assert [c.text for c in best_first([replace(worse, weak=1.0), better])] == ["better", "worse"]
    one, two = tried("one", None, score=0), tried("two", None, score=-5)
    assert [c.text for c in best_first([replace(one, weak=0.1), replace(two, weak=0.9)])] == ["two", "one"]


def confirmed(name: str, seconds: float | None, score: float = -1.0) -> TriedCandidate:
    return replace(tried(name, verdict("passed", 5), verdict("passed", 5, "confirm"), score), seconds=seconds)


def test_a_faster_passer_comes_first_beyond_ten_per_cent() -> None:
    slow, even, fast = confirmed("slow", 1.2), confirmed("even", 1.05, -3), confirmed("fast", 1.0, -5)
    assert [c.text for c in best_first([slow, fast, even])] == ["even", "fast", "slow"]
    untimed = confirmed("untimed", None, 0)
    assert [c.text for c in best_first([untimed, slow])] == ["slow", "untimed"]
    assert [c.text for c in best_first([confirmed("likely", None, 0), untimed])] == ["likely", "untimed"]


def test_speed_never_lifts_what_did_not_pass() -> None:
    wrong = replace(tried("wrong", verdict("failed", 4)), seconds=0.001)
    ranked = replace(tried("ranked", verdict("passed", 5)), seconds=0.001)
    assert [c.text for c in best_first([wrong, ranked, confirmed("right", 9.0)])] == ["right", "ranked", "wrong"]


@given(st.lists(st.none() | st.floats(1e-6, 1e3), max_size=8))
def test_the_first_of_the_timed_is_within_ten_per_cent_of_the_fastest(times: list[float | None]) -> None:
    order = best_first([confirmed(str(i), seconds) for i, seconds in enumerate(times)])
    timed = [t for t in times if t is not None]
    assert sorted(c.text for c in order) == sorted(map(str, range(len(times))))
    assert not timed or (order[0].seconds or 1e9) <= 1.1 * min(timed)


def say(*candidates: TriedCandidate, reason: str = "") -> str:
    ranked = best_first(candidates)
    return summarize(ranked, name="f", tests=["a", "b", "c", "d", "e"], reason=reason, elapsed_s=3.24)


def test_summaries() -> None:
    won = tried("won", verdict("passed", 5), verdict("passed", 5, "confirm"))
    bad = tried("bad", verdict("failed", 3))
    assert say(won, bad) == "passed 5/5 tests · best of 2 · 3.2 s"
    assert say(bad) == "no candidate passed (best 3/5) · 1 tried · 3.2 s"
    assert say(tried("a", None), reason="no tests reach f") == (
        "not verified: no tests reach f · best of 1 by likelihood · 3.2 s"
    )
    assert say(tried("a", verdict("crash", 0))) == "no candidate passed (best 0/5, crash) · 1 tried · 3.2 s"
    assert say() == "no usable candidate for f · 3.2 s"


@given(
    st.sampled_from(["failed", "timeout", "crash", "error", "not_verified", "passed"]),
    st.sampled_from([None, "failed", "timeout", "crash", "error", "not_verified"]),
)
def test_passed_is_said_of_confirmed_passes_only(rank: str, confirm: str | None) -> None:
    candidate = tried("a", verdict(rank, 5), verdict(confirm, 5, "confirm") if confirm else None)
    assert not say(candidate).startswith("passed") and "passed 5/5" not in say(candidate)
    assert not verdict_line(verdict("passed", 5)).startswith("passed")


def test_reasons_become_part_of_the_sentence() -> None:
    assert as_reason("No sandbox holds here.") == "no sandbox holds here"
    assert as_reason("/usr/bin/python has no pytest.") == "/usr/bin/python has no pytest"
    assert as_reason("OSError happened.") == "OSError happened"


@given(st.sampled_from(["direct", "plan-first", "plan-after-failure"]), st.integers(1, 64))
def test_rounds_spend_exactly_n_and_begin_greedy(policy: str, n: int) -> None:
    steps = rounds(policy, n)  # type: ignore[arg-type]
    assert sum(s.rows for s in steps) == n and steps[0].rows == 1 and sampling_at(steps[0].heat, 1).temperature == 0
    assert not steps[0].after_failure
    assert {s.source for s in steps} <= ({"plan"} if policy == "plan-first" else {"direct", "plan"})


def test_the_ladder_stops_at_its_last_rung() -> None:
    assert [sampling_at(i, 0).temperature for i in (0, 1, 99)] == [LADDER[0], LADDER[1], LADDER[-1]]


@given(st.floats(0, 100), st.floats(0, 100))
def test_sampling_leaves_time_for_the_last_test(left: float, test_s: float) -> None:
    seconds = sampling_seconds(left, test_s)
    assert seconds is None or (0.05 <= seconds <= left and seconds >= left / 2)


@pytest.mark.parametrize("budget", [0, -1, float("nan")])
def test_no_time_is_no_budget(budget: float) -> None:
    with pytest.raises(GenerateError):
        Clock.start(budget)
