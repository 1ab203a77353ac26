"""One function or class under test: candidates in, verdicts out. The workspace is never written.

In: the editor's text and selected tests. Out: a `Verdict` per candidate text. Opened by `Runner.session`; what is
costly to open (`warm.Warm`) goes back to the runner's shelf on leaving.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Literal

import msgspec

from understudy.runner import control, gate, levels, timing
from understudy.runner.servers import Spec, Tier
from understudy.runner.shelf import Shelf
from understudy.runner.supervisor import Outcome
from understudy.runner.target import Candidate, Target
from understudy.runner.types import Excluded, FunctionRef, RunnerError, TestSelection, Verdict
from understudy.runner.verdict import clean, judge
from understudy.runner.warm import Warm

MOST_LOADING_S = 10.0  # a fresh import of the workspace is not the candidate's time, up to this
NONE_LEFT = "no steady test is left"

How = Literal["inside", "call"]  # what is timed: the function, or the test's call with all that it does


class _NotInside(Exception):
    """A candidate passes, and its work is not all done inside the function."""


class Session:
    """`tests`: the node ids kept by the positive control. Use as an async context manager."""

    def __init__(
        self,
        target: Target,
        selection: TestSelection,
        *,
        shelf: Shelf,
        spec: Callable[[], Spec],
        level: levels.Level,
        timeout_s: float,
        slots: asyncio.Semaphore,
    ) -> None:
        """spec: makes what the servers load, where none is kept. timeout_s: seconds one candidate may take."""
        self.selection, self._target = selection, target
        self._level, self._timeout_s, self._slots = level, timeout_s, slots
        self._shelf, self._spec = shelf, spec
        self._kept: Warm | None = None
        self._entered = False
        self._ranked: set[str] = set()  # texts that passed the rank tier

    async def __aenter__(self) -> Session:
        if not self.selection.nodeids:
            raise RunnerError(f"No test names {self.ref.qualname}.", "Write one, or generate without tests.")
        self._kept = await self._shelf.take(
            self._key, self._target, lambda: Warm(self._target, self._spec(), self._timeout_s)
        )
        self._entered = True
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._entered = False
        await self._shelf.give_back(self._key, self._warm)

    @property
    def ref(self) -> FunctionRef:
        return self._target.ref

    @property
    def _key(self) -> tuple[object, ...]:
        return (self.ref.file, self.ref.qualname, self.selection.nodeids)

    @property
    def _warm(self) -> Warm:
        assert self._kept is not None, "enter the session first"
        return self._kept

    @property
    def tests(self) -> tuple[str, ...]:
        """The tests that decide; it shrinks when one turns out to be flaky."""
        return self._warm.tests

    @property
    def excluded(self) -> tuple[Excluded, ...]:
        """Selected tests that decide nothing, and why."""
        return self._warm.excluded

    # ---- candidates
    async def rank(self, candidate_text: str) -> Verdict:
        """Fast verdict: the function's code swapped in a warm process. Candidates that cannot be swapped, or that
        look at the test machinery, get the confirm tier at once (`Verdict.tier` says which it was)."""
        return await self._judge(candidate_text, "rank")

    async def confirm(self, candidate_text: str) -> Verdict:
        """The verdict that counts: fresh imports, the whole file in place of the original."""
        return await self._judge(candidate_text, "confirm")

    async def time(self, texts: Sequence[str], *, budget_s: float) -> tuple[float | None, ...]:
        """Seconds inside the function over all tests, min over interleaved rounds (`timing.least`); None = could not
        be timed. Where the work of one that passes is not all done inside (it returns an iterator, or Python cannot
        time it apart), seconds of the tests' calls for all of them: the two are never compared."""
        candidates = [self._target.candidate(text) for text in texts]
        tests, now = self.tests, asyncio.get_running_loop().time
        end, repeat_s = now() + budget_s, timing.repeat_seconds(len(texts), budget_s)

        async def least(how: How) -> tuple[float | None, ...]:
            async def measure(index: int) -> Mapping[str, float] | None:
                candidate = candidates[index]
                return None if isinstance(candidate, str) else await self._time(candidate, tests, how, repeat_s)

            return await timing.least(len(texts) if tests else 0, measure, end - now())

        try:
            found = await least("inside")
        except _NotInside:
            found = await least("call")
        return found or (None,) * len(texts)

    async def _judge(self, text: str, tier: Tier) -> Verdict:
        assert self._entered, "the session was left"
        candidate = self._target.candidate(text)
        if isinstance(candidate, str):
            return Verdict("error", 0, len(self.tests), tier, 0.0, detail=clean(candidate))
        if not self.tests:
            return Verdict("not_verified", 0, 0, tier, 0.0, detail=NONE_LEFT)
        async with self._slots:
            if tier == "rank" and self._warm.swappable and candidate.swappable:
                outcome = await self._send(candidate, "rank")
                if not outcome.first("not_eligible"):
                    return await self._ranked_verdict(candidate, outcome)
            verdict = await self._confirmed(candidate)
        oracle = sorted(name for name, kind in candidate.flags.items() if kind == "oracle")
        if oracle and verdict.status in ("passed", "failed"):
            why = f"looks at the tests that judge it ({', '.join(oracle[:3])})"
            verdict = msgspec.structs.replace(verdict, status="not_verified", detail=why)
        return verdict

    async def _ranked_verdict(self, candidate: Candidate, outcome: Outcome) -> Verdict:
        verdict = self._verdict(outcome, "rank")
        if verdict.status in ("timeout", "not_verified"):  # perhaps as with the original, whose run may not be over
            before = self.tests
            await self._warm.baseline("rank")
            if verdict.status == "timeout" and 0 < len(self.tests) < len(before):
                outcome = await self._send(candidate, "rank")
            verdict = self._verdict(outcome, "rank")
        if verdict.status == "passed":
            self._ranked.add(candidate.text)
        return verdict

    async def _confirmed(self, candidate: Candidate) -> Verdict:
        before, loading_s = self.tests, self._warm.loading_s
        outcome = await self._send(candidate, "confirm")
        await self._warm.baseline("confirm")
        await self._warm.settled()
        unfair = 0 < len(self.tests) < len(before) or self._warm.loading_s > loading_s + self._timeout_s / 2
        if outcome.why == "timeout" and unfair:
            outcome = await self._send(candidate, "confirm")
        verdict = self._verdict(outcome, "confirm")
        if verdict.status == "failed" and candidate.text in self._ranked:
            return await self._once_more(candidate, outcome, verdict)
        return verdict

    async def _once_more(self, candidate: Candidate, outcome: Outcome, verdict: Verdict) -> Verdict:
        """The rank tier passed it: if the same run now ends otherwise, the test is flaky, or the candidate is. One
        candidate alone cannot say which, or it could shed the tests that refute it."""
        again = await self._send(candidate, "confirm")
        differ = control.unsteady(outcome, again, self.tests)
        if not differ:
            return verdict
        if chance := gate.chance(candidate.place.node):
            return msgspec.structs.replace(verdict, detail=f"passes and fails by chance (uses {chance[0]})")
        flaky = self._warm.unsteady_for(candidate.text, differ)
        if flaky != differ:
            return msgspec.structs.replace(verdict, detail="passes and fails by chance")
        self._warm.exclude(dict.fromkeys(sorted(flaky), control.FLAKY))
        return self._verdict(again, "confirm")

    def _verdict(self, outcome: Outcome, tier: Tier) -> Verdict:
        if not self.tests:
            return Verdict("not_verified", 0, 0, tier, outcome.wall_s, outcome.cpu_s, detail=NONE_LEFT)
        return judge(outcome, self.tests, tier, self._warm.usual.get(tier, ()))

    async def _send(self, candidate: Candidate, tier: Tier) -> Outcome:
        loading_s = min(self._warm.loading_s, MOST_LOADING_S) if tier == "confirm" else 0.0
        return await self._warm.servers.send(tier, candidate.request(tier, self.tests, self._timeout_s + loading_s))

    async def _time(
        self, candidate: Candidate, tests: Sequence[str], how: How, repeat_s: float
    ) -> Mapping[str, float] | None:
        """Seconds per test, None if one of them fails. Raises _NotInside where `how` is "inside" and cannot be."""
        limit = self._timeout_s + 1  # the tests are repeated for a while
        asked = {"timed": how, "repeat_s": repeat_s}
        async with self._slots:
            outcome = Outcome()
            if self._warm.swappable and candidate.swappable:
                outcome = await self._warm.servers.send("rank", candidate.request("rank", tests, limit) | asked)
            if not outcome.records or outcome.first("not_eligible"):
                outcome = await self._warm.servers.send("confirm", candidate.request("confirm", tests, limit) | asked)
        record = outcome.first("seconds")
        if record is None or outcome.code != 0 or outcome.why:
            return None
        if how == "inside" and record.get("how") != how:
            raise _NotInside
        seconds = record["seconds"]
        if not isinstance(seconds, dict) or set(seconds) != set(tests):
            return None
        return {str(test): float(value) for test, value in seconds.items()}
