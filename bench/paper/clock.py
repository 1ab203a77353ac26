"""What samples cost on this machine: seconds of a decode step by rows, and from these of k samples of a problem."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from statistics import fmean, median

import msgspec
import numpy as np

from bench.interleave import Arm, interleave
from bench.material import source
from bench.studies.policies import OPEN_S, PROMPT_CHARS, RANK_S, ROUNDS, STEP_ROWS, STEP_TOKENS
from understudy.engine.client import EngineClient
from understudy.engine.protocol import Done, Finished, Sampling
from understudy_trainer.evaluate.record import Costs

SLOTS = STEP_ROWS[-1]  # rows that decode together at most; more wait for one to end


class Clock(msgspec.Struct, frozen=True):
    """Seconds. step: one decode, by rows that decode together. token: of reading one token of a known text."""

    step: dict[int, float]
    token: float

    def paces(self) -> list[float]:
        """Seconds of a step of 0 .. SLOTS rows, between the measured counts along a line."""
        known = sorted(self.step)
        return [float(x) for x in np.interp(range(SLOTS + 1), known, [self.step[k] for k in known])]


class Clocked(Costs, frozen=True):
    """Costs whose seconds do not grow evenly. by_count: of 1, 2, ... samples; beyond, in proportion."""

    by_count: tuple[float, ...] = ()

    def time(self, k: int) -> float:
        """Seconds of k samples."""
        known = len(self.by_count)
        if k <= known:
            return self.by_count[k - 1] if k else 0.0
        return self.by_count[-1] * k / known


def together(tokens: Sequence[int], paces: Sequence[float]) -> float:
    """Seconds until rows of so many tokens are all written: SLOTS at most decode together, the next row takes the place
    of one that ended. paces: seconds of a step by rows."""
    running, waiting = sorted(tokens[:SLOTS]), list(tokens[SLOTS:])[::-1]
    now, seconds = 0, 0.0
    while running:
        rows = len(running)
        end = heapq.heappop(running)
        seconds += (end - now) * paces[rows]
        now = end
        if waiting:
            heapq.heappush(running, now + waiting.pop())
    return seconds


def by_count(tokens: Sequence[Sequence[int]], prompts: Sequence[int], clock: Clock) -> tuple[float, ...]:
    """Seconds of the first 1, 2, ... n samples, the mean over problems. tokens: per problem, of its samples as drawn;
    prompts: per problem."""
    paces, n = clock.paces(), min(map(len, tokens))
    reading = fmean(prompts) * clock.token
    found = [reading + fmean(together(rows[:k], paces) for rows in tokens) for k in range(1, n + 1)]
    return tuple(accumulate(found, max))


def beside_tests(seconds: Sequence[float], distinct: Sequence[float]) -> tuple[float, ...]:
    """The same with every distinct candidate run on the workspace's tests by one worker beside the sampling, as
    `generate` does. distinct: how many codes differ among the first 1, 2, ... samples, the mean over problems."""
    return tuple(max(t + RANK_S, OPEN_S + RANK_S * d) for t, d in zip(seconds, distinct, strict=True))


async def measure(path: Path, threads: int, *, quick: bool = False) -> Clock:
    """Medians of rounds in which row counts take turns. Do it on a machine that does nothing else."""
    client = await EngineClient.start(path, context_tokens=4096, threads=threads)
    prompts: list[float] = []

    def timed(rows: int) -> Arm:
        async def arm(round_: int) -> float:
            text = source()[1000 * (7 * round_ + rows) :][:PROMPT_CHARS]
            longest, sampling = 1, Sampling(temperature=0.8, seed=round_)
            async for event in client.stream(
                [text], n=rows, max_tokens=STEP_TOKENS, sampling=sampling, priority="batch", deltas=False
            ):
                if isinstance(event, Finished):
                    longest = max(longest, len(event.candidate.tokens))
                elif isinstance(event, Done):
                    prompts.append(event.first_token_s / max(1, event.prompt_tokens))
                    return (event.total_s - event.first_token_s) / max(1, longest - 1)
            raise RuntimeError("The engine told no end.")

        return arm

    try:
        taken = await interleave({str(rows): timed(rows) for rows in STEP_ROWS}, 2 if quick else ROUNDS)
    finally:
        await client.close()
    return Clock({int(rows): median(figures) for rows, figures in taken.items()}, median(prompts))
