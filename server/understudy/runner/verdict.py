"""Outcome of a run → Verdict. Pure. Anything that is not proved is not `passed`."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Literal

from understudy.runner.supervisor import Outcome
from understudy.runner.types import Status, TestFailure, Verdict

MESSAGE = 400  # TestFailure.message
CANARIES = 2  # zygote._canaries
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_EXCEPTION = re.compile(r"[\w.]*(?:Error|Exception|Exit|Skipped|Failed)\b")
_ERROR_MARK = re.compile(r"^E   ?", re.M)  # pytest's margin
STOPPED = {  # what the fork server ended a run for, in words
    "memory": "used too much memory",
    "output": "printed too much",
    "disk": "wrote too many files",
    "cancelled": "was cancelled",
    "closed": "was cut off",
}


def clean(text: object) -> str:
    """Untrusted text for display: no control characters, at most 400 characters."""
    return _CONTROL.sub("", _ERROR_MARK.sub("", str(text)))[-MESSAGE:].strip()


def judge(
    outcome: Outcome,
    selected: Sequence[str],
    tier: Literal["rank", "confirm"],
    usual: Collection[str] = (),
) -> Verdict:
    """The verdict on one run of `selected` tests. usual: names that differ after a run of the original, too."""
    tests = {r["test"]: r for r in outcome.records if isinstance(r.get("test"), str)}
    passed = sum(tests[n].get("outcome") == "passed" for n in selected if n in tests)
    failures = tuple(
        TestFailure(n, clean(tests[n].get("message") or tests[n].get("outcome", "")) if n in tests else "did not run")
        for n in selected
        if n not in tests or tests[n].get("outcome") != "passed"
    )
    missing = sum(n not in tests for n in selected)
    status, detail = _status(outcome, selected, passed, missing, usual)
    return Verdict(status, passed, len(selected), tier, outcome.wall_s, outcome.cpu_s, failures, detail)


def _status(
    outcome: Outcome, selected: Sequence[str], passed: int, missing: int, usual: Collection[str]
) -> tuple[Status, str]:
    if outcome.why == "timeout":
        return "timeout", f"no end after {outcome.wall_s:.1f} s"
    if outcome.why in ("cancelled", "closed"):
        return "not_verified", STOPPED[outcome.why]
    if outcome.why:
        return "crash", STOPPED.get(outcome.why, outcome.why)
    if refused := outcome.first("refused"):
        return "not_verified", f"not run: {clean(refused['refused'])}"
    if refused := outcome.first("not_eligible"):
        return "not_verified", clean(refused["not_eligible"])
    collect, done = outcome.first("collect"), outcome.first("done")
    if collect and passed < len(selected):
        return "error", clean("; ".join(map(str, collect["collect"])) or "the tests were not collected")
    if done is None or outcome.code != 0:
        how = f"signal {outcome.code - 128}" if outcome.code > 128 else f"exit status {outcome.code}"
        return "crash", f"the process ended before its tests did ({how})"
    if not selected:
        return "not_verified", "no test was selected"
    if passed < len(selected):
        return "failed", f"{missing} of {len(selected)} tests did not run" if missing else ""
    return _proof(done, usual)


def _proof(done: dict[str, object], usual: Collection[str]) -> tuple[Status, str]:
    """All selected tests report `passed`: is it to be believed?"""
    canary, tampered = done.get("canary"), done.get("tampered")
    if canary != ["failed"] * CANARIES:
        return "not_verified", "a test that must fail did not"
    if not isinstance(tampered, list):
        return "not_verified", "incomplete record"
    if changed := [name for name in tampered if name not in usual]:
        return "not_verified", clean(f"changed {', '.join(map(str, changed[:4]))}")
    if done.get("imported") is not True:
        return "not_verified", "the tests did not import this file"
    return "passed", ""


def reason(text: str) -> str:
    """The line of pytest's message that says why: the one that names the exception, else the last error line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    marked = [line.removeprefix("E").strip() for line in lines if line.startswith("E ")]
    if marked:  # of a syntax error the first ones are the place and the line
        return clean(next((line for line in marked if _EXCEPTION.match(line)), marked[0]))
    errors = [line for line in lines if "Error" in line]
    return clean((errors or lines or ["no reason given"])[-1])
