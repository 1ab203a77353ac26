"""Made-up ratios, and parts of the regression guard that "measure" them."""

from __future__ import annotations

import asyncio

from bench.interleave import Ratio
from bench.quick.run import Part, Taken
from bench.quick.verdict import TIMED, Here, Row
from bench.report import Metric

HERE = Here("two cores", "abc")
ROW = Row("key ms", "typing", 0.10, 0.09, 0.11, 72, "two cores", "abc", "2026-01-01")


def measured(median: float, low: float, high: float, name: str = "key ms") -> Metric:
    return Metric(name, median, 1.0, median, None, Ratio(median, low, high, 20))


def part(*takes: Taken | BaseException, seconds: float = 0.0, lasts: float = 0.0) -> Part:
    left = list(takes)

    async def measure() -> Taken:
        await asyncio.sleep(lasts)
        take = left.pop(0)
        if isinstance(take, BaseException):
            raise take
        return take

    return Part(measure, seconds, TIMED)


BAD, GOOD = Taken([measured(0.5, 0.4, 0.6)]), Taken([measured(0.1, 0.09, 0.11)])
