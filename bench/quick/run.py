"""Measure parts within a time limit, and measure again what fell. Knows nothing of what the parts measure."""

from __future__ import annotations

import asyncio
import time
import traceback
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.quick.verdict import Here, Judged, Row, Tolerance, judge, kinder
from bench.report import Metric

LIMIT_S = 600.0  # of a whole run: longer, and nobody runs it before each release

Measure = Callable[[], Awaitable["Taken"]]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a part measured. absent: why it could not measure more ("" = that is all of it)."""

    metrics: Sequence[Metric]
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """seconds: what it takes on two cores; it is not begun with less time left. model: whether its ratios depend on the
    bundled model."""

    measure: Measure
    seconds: float
    tolerance: Tolerance
    model: bool = False


@dataclass
class Run:
    """What came of the parts so far. absent, broken: the reason, by part."""

    parts: Mapping[str, Part]
    limit_s: float = LIMIT_S
    found: dict[str, Sequence[Metric]] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    @property
    def left_s(self) -> float:
        return self.limit_s - (time.monotonic() - self.started)

    async def measure(self) -> None:
        """Every part once."""
        for name in self.parts:
            taken = await self._take(name)
            if taken is not None:
                self.found[name] = taken.metrics
                if taken.absent:
                    self.absent[name] = taken.absent

    async def judge(self, rows: Sequence[Row], here: Here) -> list[Judged]:
        """The verdicts; parts with a fall in them are measured a second time first, as far as time goes."""
        judged = self._judged(rows, here)
        for name in dict.fromkeys(one.part for one in judged if one.word == "FALL"):
            if self.left_s >= self.parts[name].seconds:
                print(f"\n{name} fell; once more")
                taken = await self._take(name)
                if taken is not None:
                    self.found[name] = kinder(self.found[name], taken.metrics)
                    self.twice.append(name)
        return self._judged(rows, here)

    def _judged(self, rows: Sequence[Row], here: Here) -> list[Judged]:
        tolerances = {name: part.tolerance for name, part in self.parts.items()}
        reasons = self.absent | {name: f"broke: {reason}" for name, reason in self.broken.items()}
        return judge(rows, self.found, reasons, here, tolerances)

    async def _take(self, name: str) -> Taken | None:
        part = self.parts[name]
        if self.left_s < part.seconds:
            self.absent[name] = f"{self.left_s:.0f} s left of {self.limit_s:.0f}, it needs {part.seconds:.0f}"
            return None
        print(f"\n{name}", flush=True)
        try:
            # some arms never give way to the clock; those end by themselves
            async with asyncio.timeout(self.left_s) as clock:
                return await part.measure()
        except (Exception, SystemExit) as error:  # the other parts can still say something
            if clock.expired() and isinstance(error, TimeoutError):
                self.absent[name] = f"not done within the {self.limit_s:.0f} s of a run"
            else:
                traceback.print_exc()
                self.broken[name] = f"{type(error).__name__}: {error}"
        return None
