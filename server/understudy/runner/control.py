"""What the positive control says of each test: which ones decide about a candidate, and why the others do not. Pure.

In: outcomes of runs of our own two bodies, the poison and the original. Out: reasons to leave a test out, by node id.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from understudy.runner.supervisor import Outcome

FLAKY = "flaky"


def tests_of(outcome: Outcome) -> dict[str, dict[str, Any]]:
    """The record of each test that ran to its end."""
    return {r["test"]: r for r in outcome.records if isinstance(r.get("test"), str)}


def reaching(outcome: Outcome, collected: Sequence[str]) -> tuple[str, ...]:
    """Of a run of the poison: the tests that reached it and failed; all that vanished if it ran at import."""
    ran = tests_of(outcome)
    kept = {name for name, r in ran.items() if r.get("reached") and r.get("outcome") == "failed"}
    collect = outcome.first("collect")
    if collect and collect.get("reached"):
        kept |= set(collected) - set(ran)
    return tuple(test for test in collected if test in kept)


def unrelated(outcome: Outcome, collected: Sequence[str]) -> dict[str, str]:
    """Of a run of the poison: why the tests that are not `reaching` say nothing."""
    ran, kept = tests_of(outcome), set(reaching(outcome, collected))
    return {test: _why(ran.get(test), outcome) for test in collected if test not in kept}


def _why(record: dict[str, Any] | None, outcome: Outcome) -> str:
    if record is None:
        return "did not end in time" if outcome.why == "timeout" else "did not run"
    result = record.get("outcome")
    if record.get("reached"):
        return "passes whatever the function does" if result == "passed" else f"ends as {result}"
    if result == "passed":
        return "does not reach the function"
    return "fails without reaching the function" if result == "failed" else f"ends as {result}"


def slow(outcome: Outcome, tests: Sequence[str], limit_s: float) -> dict[str, str]:
    """Tests that alone take more than `limit_s`, and the slowest of the rest while they take more together; none if
    that would leave no test at all."""
    took = {name: float(r.get("seconds", 0.0)) for name, r in tests_of(outcome).items() if name in tests}
    found: dict[str, str] = {}
    left = sum(took.values())
    for name, seconds in sorted(took.items(), key=lambda item: -item[1]):
        if seconds <= limit_s and left <= limit_s:
            break
        found[name] = f"slow ({seconds:.1f} s)" if seconds > limit_s else f"slow together with others ({seconds:.1f} s)"
        left -= seconds
    return found if len(found) < len(tests) else {}


def loading_s(outcome: Outcome) -> float:
    """Seconds of a run before and between its tests: importing and collecting the workspace."""
    tests = sum(float(r.get("seconds", 0.0)) for r in tests_of(outcome).values())
    return max(0.0, outcome.wall_s - tests) if outcome.first("done") else 0.0


def unsteady(one: Outcome, other: Outcome, tests: Collection[str]) -> set[str]:
    """Tests that two runs of the same text do not agree on."""
    first, second = tests_of(one), tests_of(other)
    return {
        name
        for name in tests
        if name in first and name in second and _said(first[name]) != _said(second[name])
    }  # fmt: skip


def _said(record: dict[str, Any]) -> tuple[object, object]:
    return record.get("outcome"), record.get("reached")


def tampered(outcome: Outcome) -> frozenset[str]:
    """Names of the test machinery that differ after this run."""
    done = outcome.first("done")
    return frozenset(map(str, done["tampered"])) if done and isinstance(done.get("tampered"), list) else frozenset()
