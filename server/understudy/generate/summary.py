"""The one sentence a user reads. "passed" stands here only for a confirmed run of every test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from understudy.generate.rank import share
from understudy.generate.types import Evidence, TriedCandidate
from understudy.runner.types import Excluded, Verdict

KINDS = {  # what `Excluded.why` begins with, as an adjective
    "flaky": "flaky",
    "slow": "slow",
    "fails": "failing",
    "passes whatever": "indifferent",
    "ends as skipped": "skipped",
    "skipped": "skipped",
    "expected to fail": "xfail",
    "did not": "unfinished",
}


EARLIER = "passed earlier, not confirmed now"


def summarize(
    ranked: Sequence[TriedCandidate],
    *,
    name: str,
    tests: Sequence[str],
    reason: str,
    elapsed_s: float,
    excluded: Sequence[Excluded] = (),
    evidence: Evidence | None = None,
    speedup: float | None = None,
    than: str = "",
    beaten: bool = False,
    earlier: bool = False,
    cancelled: bool = False,
) -> str:
    """What happened, in one line: `ranked` best first, `reason` why nothing was verified ("" = the tests ran).

    excluded: tests that did not decide. evidence: what ranked instead of tests. speedup: of the best, over `than`.
    beaten: the user's own code passes, too, and nothing is faster. earlier: the best was confirmed by an earlier run,
    and is not by this one. cancelled: the user ended the run.
    """
    end = f"stopped after {elapsed_s:.1f} s" if cancelled else f"{elapsed_s:.1f} s"
    if not ranked:
        return f"no usable candidate for {name} · {end}"
    best, of = ranked[0], f"best of {len(ranked)}"
    if best.verified and best.confirm is not None:
        passed = f"passed {best.confirm.passed}/{best.confirm.total} tests"
        if beaten:
            passers = sum(candidate.verified for candidate in ranked)
            return _line(f"nothing faster than your code: {passers} of {len(ranked)} {passed}", left_out(excluded), end)
        return _line(passed, left_out(excluded), f"{speedup:.1f}x faster than {than}" if speedup else "", of, end)
    return _line(*_unverified(ranked, tests, reason, evidence, earlier, cancelled), left_out(excluded), end)


def left_out(excluded: Sequence[Excluded]) -> str:
    """Tests that reach the function and may not decide, counted: "2 flaky tests left out"; "" if there are none."""
    kinds = Counter(_kind(test.why) for test in excluded if not test.why.startswith("does not reach"))
    words = [f"{count} {kind}" for kind, count in kinds.items()]
    return f"{' and '.join(words)} test{'s' * (kinds.total() != 1)} left out" if words else ""


def _kind(why: str) -> str:
    return next((kind for begins, kind in KINDS.items() if why.startswith(begins)), "unusable")


def no_tests(name: str, excluded: Sequence[Excluded] = ()) -> str:
    """The reason given when no test can decide: none reaches the function, or none that does is to be trusted."""
    left = left_out(excluded)
    return f"no tests that can decide reach {name} ({left})" if left else f"no tests reach {name}"


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


def _line(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _unverified(
    ranked: Sequence[TriedCandidate],
    tests: Sequence[str],
    reason: str,
    evidence: Evidence | None,
    earlier: bool,
    cancelled: bool,
) -> tuple[str, ...]:
    best, of = ranked[0], f"best of {len(ranked)}"
    tried, over = f"{len(ranked)} tried", "stopped" if cancelled else "out of time"
    if reason and all(candidate.verdict is None for candidate in ranked):
        return (f"not verified: {reason}", *_agreement(ranked, evidence))
    if reason:
        return f"not verified: {reason}", EARLIER if earlier else "", of
    if earlier:
        return f"not verified: {EARLIER}", of
    verdict = best.verdict
    if verdict is None:
        tested = sum(candidate.verdict is not None for candidate in ranked)
        when = f"with {tested} of {len(ranked)} tested" if tested else "before the tests ran"
        return f"not verified: {over} {when}", f"{of} by likelihood"
    if verdict.status == "passed":
        return f"not verified: {over} before the confirming run", of
    if verdict.status == "not_verified":
        return f"not verified: {verdict.detail or 'the test run could not be trusted'}", tried
    return f"no candidate passed ({_best(ranked, len(tests))})", tried


def _agreement(ranked: Sequence[TriedCandidate], evidence: Evidence | None) -> tuple[str, ...]:
    """What stood in for tests: the user's answers, docstring examples, and how many candidates do what the best does on
    the probe inputs, as far as that ordered them."""
    said = tuple(f"you said `{call}` should {text}" for call, text in evidence.said) if evidence else ()
    if evidence is None or not evidence.calls or not ranked[0].weak or len(ranked) < 2:
        return (*said, f"best of {len(ranked)} by likelihood")
    held, examples = evidence.examples
    shown = f"holds for {held}/{examples} docstring examples" if examples else ""
    alike = sum(candidate.weak == ranked[0].weak for candidate in ranked)
    return (*said, shown, _shared(alike, len(ranked), evidence), _best_by(alike, len(ranked), evidence))


def _shared(alike: int, tried: int, evidence: Evidence) -> str:
    """How many candidates do what the best does; "" if it stands alone and others do not."""
    inputs = f"{evidence.calls} input{'s' * (evidence.calls != 1)}"
    if alike > 1:
        return f"{alike} of {tried} candidates agree on {inputs}"
    if max(evidence.groups, default=1) > 1:
        return ""
    working = sum(evidence.groups)
    if working == tried:
        return f"no two of {tried} candidates agree on {inputs}"
    if working == 1:
        return f"only 1 of {tried} candidates returned a value on {inputs}"
    return f"no two of the {working} candidates that returned a value agree on {inputs}"


def _best_by(alike: int, tried: int, evidence: Evidence) -> str:
    """What put the best first, where one thing did."""
    of = f"best of {tried}"
    if evidence.said or evidence.examples[1]:
        return of
    if alike > 1 and evidence.rule.startswith("cluster"):
        return "best by agreement"
    if evidence.asserts:
        return f"{of} by self-written tests"
    return f"{of} by likelihood" if evidence.rule == "logprob" or max(evidence.groups, default=1) == 1 else of


def _best(ranked: Sequence[TriedCandidate], total: int) -> str:
    failed = [c.verdict for c in ranked if c.verdict is not None and c.verdict.status == "failed"]
    if failed:
        top = max(failed, key=share)
        return f"best {top.passed}/{top.total}"
    statuses = {c.verdict.status.replace("_", " ") for c in ranked if c.verdict is not None}
    return f"best 0/{total}, {' and '.join(sorted(statuses))}" if statuses else f"best 0/{total}"
