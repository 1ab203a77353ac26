"""A finished run as a file: what was measured and how, and what each problem came to, so that runs can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import msgspec

from understudy.errors import UnderstudyError
from understudy.files import write_atomically
from understudy_trainer.evaluate.flops import Forward
from understudy_trainer.evaluate.metrics import Interval
from understudy_trainer.evaluate.sampling import Sample


class RecordError(UnderstudyError):
    """A file of results cannot be read, or does not go with another."""


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """One problem. passed: "1" or "0" a sample, best first as the selection orders them. exact: share of samples that
    are the very text of a gap (None: no gap). speedup: of the first right sample over the reference (None: not timed).
    shown: of a race, whether what was shown at each of the run's `times` was right."""

    task_id: str
    passed: str = ""
    exact: float | None = None
    speedup: float | None = None
    shown: str = ""

    @property
    def n(self) -> int:
        return len(self.passed)

    @property
    def right(self) -> int:
        """How many samples passed."""
        return self.passed.count("1")


class Costs(msgspec.Struct, frozen=True):
    """Means over samples. seconds: of one sample, at the throughput of the run's batches. prompt_flops: of reading a
    prompt, once for all its samples; sample_flops: of writing one (both 0 = unknown)."""

    seconds: float = 0.0
    prompt_flops: float = 0.0
    sample_flops: float = 0.0

    def time(self, k: int) -> float:
        """Seconds of k samples."""
        return k * self.seconds

    def flops(self, k: int) -> float:
        """Floating-point operations of k samples."""
        return self.prompt_flops + k * self.sample_flops


class Record(msgspec.Struct, frozen=True):
    """suite_sha256: `cache.suite_of`. seconds: wall time of the run. samples: the file that holds every sample.
    times: of a race (`--seconds`), at which its items' `shown` was looked at; items have no `passed` then."""

    suite: str
    suite_sha256: str
    model: str
    model_sha256: str
    adapter: str
    n: int
    temperature: float
    policy: str
    select: str
    seed: int
    problems: int
    items: list[Item]
    threads: int = 0
    costs: Costs = Costs()
    seconds: float = 0.0
    samples: str = ""
    times: tuple[float, ...] = ()
    metrics: dict[str, dict[str, float]] = {}

    @property
    def name(self) -> str:
        """For tables and plots."""
        return self.model + (f" + {self.adapter[:8]}" if self.adapter else "")


def read(path: Path) -> Record:
    """Raises RecordError."""
    again = (
        "Give a file that `understudy eval … --json FILE` wrote; files of earlier versions have no results by problem."
    )
    try:
        return msgspec.json.decode(path.read_bytes(), type=Record)
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error.strerror}.", again) from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise RecordError(f"{path} holds no results: {error}.", again) from None


def write(path: Path, record: Record) -> None:
    """Whole or not at all. Raises OSError."""
    write_atomically(path, msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n")


def costs_of(by_problem: Sequence[Sequence[Sample]], forward: Forward | None) -> Costs:
    """forward: of the model, None = unknown."""
    samples = [sample for problem in by_problem for sample in problem]
    seconds = fmean(sample.seconds for sample in samples)
    if forward is None or not all(sample.prompt_tokens for sample in samples):
        return Costs(seconds)
    return Costs(
        seconds,
        fmean(forward.prompt(sample.prompt_tokens) for sample in samples),
        fmean(forward.generation(sample.prompt_tokens, sample.tokens) for sample in samples),
    )


def plain(found: dict[str, Interval]) -> dict[str, Any]:
    """Intervals for a JSON file."""
    return {name: {"value": v.value, "low": v.low, "high": v.high} for name, v in found.items()}
