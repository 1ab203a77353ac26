"""What is said of tests that do not decide."""

from __future__ import annotations

import pytest

from understudy.generate.summary import left_out
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
