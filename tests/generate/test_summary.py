"""What is said of tests that do not decide, and of what stood in for them."""

from __future__ import annotations

import pytest

from understudy.generate.summary import left_out, summarize
from understudy.generate.types import Evidence, TriedCandidate
from understudy.runner.types import Excluded


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ([], ""),
        (["does not reach the function"], ""),
        (["flaky"], "1 flaky test left out"),
        (["flaky", "slow (1.9 s)", "flaky"], "2 flaky and 1 slow tests left out"),
        (["fails without reaching the function", "does not reach the function"], "1 failing test left out"),
        (["passes whatever the function does"], "1 indifferent test left out"),
        (["ends as skipped", "did not run"], "1 skipped and 1 unfinished tests left out"),
        (["skipped", "expected to fail"], "1 skipped and 1 xfail tests left out"),
        (["ends as something new"], "1 unusable test left out"),
    ],
)
def test_left_out_tests_are_counted_by_kind(why: list[str], said: str) -> None:
    assert left_out([Excluded(f"t.py::t{i}", reason) for i, reason in enumerate(why)]) == said


def said_of(weak: list[float], evidence: Evidence) -> str:
    ranked = [TriedCandidate(f"    return {i}\n", (), "", -1.0, "direct", weak=score) for i, score in enumerate(weak)]
    line = summarize(ranked, name="f", tests=[], reason="no tests reach f", elapsed_s=1.0, evidence=evidence)
    return line.removeprefix("not verified: no tests reach f · ").removesuffix(" · 1.0 s")


@pytest.mark.parametrize(
    ("weak", "evidence", "said"),
    [
        ([1.0, 1.0, 0.5], Evidence(9, (2, 1), 0, "cluster"), "2 of 3 candidates agree on 9 inputs · best by agreement"),
        ([1.0, 0.6, 0.3], Evidence(9, (1, 1, 1), 0, "cluster"),
         "no two of 3 candidates agree on 9 inputs · best of 3 by likelihood"),
        ([1.0, 0.5, 0.0], Evidence(1, (1, 1), 0, "cluster"),
         "no two of the 2 candidates that returned a value agree on 1 input · best of 3 by likelihood"),
        ([1.0, 0.0, 0.0], Evidence(9, (1,), 0, "cluster"),
         "only 1 of 3 candidates returned a value on 9 inputs · best of 3 by likelihood"),
        ([1.0, 0.5, 0.5], Evidence(9, (2, 1), 0, "cluster", examples=(1, 1)),
         "holds for 1/1 docstring examples · best of 3"),
        ([1.0, 1.0, 0.5], Evidence(9, (2, 1), 0, "cluster", examples=(2, 3)),
         "holds for 2/3 docstring examples · 2 of 3 candidates agree on 9 inputs · best of 3"),
        ([1.0, 0.5, 0.5], Evidence(9, (2, 1), 3, "max_pass"), "best of 3 by self-written tests"),
        ([1.0, 1.0], Evidence(9, (2,), 0, "logprob"),
         "2 of 2 candidates agree on 9 inputs · best of 2 by likelihood"),
        ([1.0, 0.5, 0.5], Evidence(9, (2, 1), 0, "cluster", said=(("f()", "return 0"),)),
         "you said `f()` should return 0 · best of 3"),
        ([0.0, 0.0], Evidence(0, (), 0, "logprob"), "best of 2 by likelihood"),
    ],
)  # fmt: skip
def test_agreement_is_said_as_it_is(weak: list[float], evidence: Evidence, said: str) -> None:
    assert said_of(weak, evidence) == said
