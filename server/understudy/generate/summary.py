"""The one sentence a user reads. "passed" stands here only for a confirmed run of every test."""

from __future__ import annotations

from collections.abc import Sequence

from understudy.generate.rank import share
from understudy.generate.types import TriedCandidate
from understudy.runner.types import Verdict


def summarize(
    ranked: Sequence[TriedCandidate], *, name: str, tests: Sequence[str], reason: str, elapsed_s: float
) -> str:
    """What happened, in one line: `ranked` best first, `reason` why nothing was verified ("" = the tests ran)."""
    took = f"{elapsed_s:.1f} s"
    tried = f"{len(ranked)} tried"
    if not ranked:
        return f"no usable candidate for {name} · {took}"
    best = ranked[0]
    if best.verified and best.confirm is not None:
        return f"passed {best.confirm.passed}/{best.confirm.total} tests · best of {len(ranked)} · {took}"
    if reason:
        return f"not verified: {reason} · best of {len(ranked)} by likelihood · {took}"
    verdict = best.verdict
    if verdict is None:
        return f"not verified: out of time before the tests ran · best of {len(ranked)} by likelihood · {took}"
    if verdict.status == "passed":
        return f"not verified: out of time before the confirming run · best of {len(ranked)} · {took}"
    if verdict.status == "not_verified":
        return f"not verified: {verdict.detail or 'the test run could not be trusted'} · {tried} · {took}"
    return f"no candidate passed ({_best(ranked, len(tests))}) · {tried} · {took}"


def no_tests(name: str) -> str:
    """The reason given when no test of the workspace reaches the function."""
    return f"no tests reach {name}"


def as_reason(message: str) -> str:
    """An error's sentence as part of ours: without its period, not capitalized unless it starts with a name."""
    text = message.strip().rstrip(".")
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first.isalpha() and first[1:].islower() else text


def verdict_line(verdict: Verdict | None) -> str:
    """One candidate's verdict for lists: "passed 5/5", "failed 3/5", "timeout", "crash", "not verified"."""
    if verdict is None:
        return "not tested"
    if verdict.status == "passed":
        word = "passed" if verdict.tier == "confirm" else "not confirmed"
        return f"{word} {verdict.passed}/{verdict.total}"
    if verdict.status == "failed":
        return f"failed, {verdict.passed}/{verdict.total} passed"
    return verdict.status.replace("_", " ")


def _best(ranked: Sequence[TriedCandidate], total: int) -> str:
    failed = [c.verdict for c in ranked if c.verdict is not None and c.verdict.status == "failed"]
    if failed:
        top = max(failed, key=share)
        return f"best {top.passed}/{top.total}"
    statuses = {c.verdict.status.replace("_", " ") for c in ranked if c.verdict is not None}
    return f"best 0/{total}, {' and '.join(sorted(statuses))}" if statuses else f"best 0/{total}"
