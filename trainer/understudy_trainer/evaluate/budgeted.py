"""Selected pass@1 within t seconds: sampling and testing side by side on a clock, as a user waits for it.

Rows are drawn in rounds until the time is over or a candidate passes every visible test; what has been tested by t
decides what would be shown at t. Judging by the hidden tests is outside the clock. Time-aware Budget Reallocation
(2404.00725, pass_time@t) with real tests instead of the oracle.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from understudy_trainer.evaluate import metrics
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.metrics import Interval
from understudy_trainer.evaluate.sampling import Engine, Plan, Pool, Sample, drawn, verdict
from understudy_trainer.evaluate.select import links

ROWS = 16  # of one round: decoding them together costs little more than one


class Verdict(NamedTuple):
    """A tested candidate. seconds: since the request. visible: share of the visible tests, -1 if there are none."""

    seconds: float
    visible: float
    sample: Sample

    @property
    def order(self) -> tuple[float, float]:
        """By the visible tests, then by likelihood."""
        likely = self.sample.mean_logprob
        return self.visible, float("-inf") if likely is None else likely


@dataclass(frozen=True, slots=True)
class Raced:
    """One problem's race. rows: drawn in all. shown: at each time, whether what would be shown is right."""

    problem: str
    rows: int
    found_s: float | None
    shown: tuple[bool, ...]


async def race(problem: Problem, how: Plan, seconds: Sequence[float], engine: Engine, pool: Pool) -> Raced:
    """Sample and test until the last of `seconds` or a candidate that passes all visible tests; `how.n` is no limit."""
    verdicts: list[Verdict] = []
    rows, started, last = 0, time.monotonic(), max(seconds)
    seen: set[str] = set()
    async with contextlib.aclosing(_rounds(problem, how, engine, started + last)) as rounds:
        async for samples in rounds:
            rows += len(samples)
            for sample in samples:
                if sample.completion in seen:
                    continue
                seen.add(sample.completion)
                share = await _share(problem, sample, pool)
                verdicts.append(Verdict(time.monotonic() - started, share, sample))
                if share == 1.0 or verdicts[-1].seconds > last:
                    break
            if verdicts and (verdicts[-1].visible == 1.0 or verdicts[-1].seconds > last):
                break
    won = next((v.seconds for v in verdicts if v.visible == 1.0 and v.seconds <= last), None)
    return Raced(problem.id, rows, won, await _shown(problem, verdicts, seconds, pool))


async def _rounds(problem: Problem, how: Plan, engine: Engine, until: float) -> AsyncGenerator[list[Sample], None]:
    """Rounds of samples, one ahead of who reads them."""
    number = 0

    def begin() -> asyncio.Task[list[Sample]]:
        return asyncio.create_task(drawn(problem, "direct", ROWS, how, number * ROWS, engine))

    ahead = begin()
    try:
        while time.monotonic() < until:
            done, _ = await asyncio.wait({ahead}, timeout=until - time.monotonic())
            if not done:
                return
            samples, number = ahead.result(), number + 1
            ahead = begin()
            yield samples
    finally:
        ahead.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await ahead


async def _share(problem: Problem, sample: Sample, pool: Pool) -> float:
    if not problem.visible:
        return -1.0
    return float((await links(problem, [sample], problem.visible, pool)).mean())


async def _shown(problem: Problem, verdicts: list[Verdict], seconds: Sequence[float], pool: Pool) -> tuple[bool, ...]:
    right: dict[str, bool] = {}
    shown = []
    for t in seconds:
        known = [v for v in verdicts if v.seconds <= t]
        if not known:
            shown.append(False)
            continue
        text = max(known, key=lambda v: v.order).sample.completion
        if text not in right:
            right[text] = (await verdict(problem, problem.source(text), pool)).status == "passed"
        shown.append(right[text])
    return tuple(shown)


def measure(raced: Sequence[Raced], seconds: Sequence[float]) -> dict[str, Interval]:
    """Selected pass@1 at each time, and the share that passed its visible tests by then, with intervals."""
    found = {}
    for place, t in enumerate(seconds):
        found[f"selected pass@1 within {t:g} s"] = metrics.interval([float(r.shown[place]) for r in raced])
    for t in seconds:
        by = [float(r.found_s is not None and r.found_s <= t) for r in raced]
        found[f"visible tests passed within {t:g} s"] = metrics.interval(by)
    return found
