"""Adapters trained by the command a user would type, and what they do on problems nobody trained on.

Everything is kept in a folder and not done twice: `<arm>/adapter.gguf`, `samples/<arm>-<suite>-<policy>.jsonl`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import msgspec

from bench.report import Metric, shown
from bench.studies.pools import mbpp
from understudy.engine.client import EngineClient
from understudy.runner.program import ProgramPool
from understudy.settings import Policy
from understudy_trainer.evaluate.formats import Problem, load
from understudy_trainer.evaluate.metrics import Interval, interval, pass_at_k
from understudy_trainer.evaluate.sampling import Plan, Sample, samples_of

SAMPLES, HEAT, SEED = 8, 0.8, 11

Suites = dict[str, list[Problem]]


def suites(quick: bool = False) -> Suites:
    """Name -> problems: held-out compositions, whole held-out families, MBPP 511-600 (UNDERSTUDY_DATA_SETS)."""
    share = 10 if quick else 1
    return {
        "compositions": load(f"families:seed=7,count={150 // share},kind=combos"),
        "whole families": load(f"families:seed=7,count={60 // share},kind=families"),
        "MBPP 511-600": [subject.problem for subject in mbpp(90 // share)],
    }


@dataclass(frozen=True, slots=True)
class Bench:
    """folder: where all of it lies. base: the GGUF that every difference is to."""

    folder: Path
    base: Path

    def train(
        self, arm: str, method: str, rows: Iterable[dict[str, Any]], options: Sequence[str], base: Path | None = None
    ) -> Path:
        """The arm's adapter. base: another model to start from."""
        out = self.folder / _file_name(arm)
        if not (out / "adapter.gguf").exists():
            out.mkdir(parents=True, exist_ok=True)
            data = out / "data.jsonl"
            data.write_text("".join(json.dumps(row) + "\n" for row in rows))
            files = ["--base", str(base or self.base), "--data", str(data), "--out", str(out)]
            with (out / "log.txt").open("wb") as log:
                command = [sys.executable, "-m", "understudy.cli.main", "train", method, *files, *options]
                home = os.environ | {"UNDERSTUDY_HOME": str(self.folder / "home")}  # not among the user's adapters
                subprocess.run(command, stdout=log, stderr=log, env=home, check=False)
        return out / "adapter.gguf"

    async def evaluate(
        self, arm: str, adapter: Path | None, found: Suites, policy: Policy = "direct", base: Path | None = None
    ) -> None:
        """Judged samples of every suite."""
        engine: EngineClient | None = None
        async with ProgramPool() as pool:
            for suite, problems in found.items():
                done = {sample.task_id for sample in self.samples(arm, suite, policy)}
                missing = [problem for problem in problems if problem.id not in done]
                if missing and engine is None:
                    engine = await EngineClient.start(
                        base or self.base, adapter=adapter, context_tokens=8192, threads=1
                    )
                for problem in missing:
                    assert engine is not None
                    drawn = await samples_of(problem, Plan(SAMPLES, HEAT, policy, SEED), engine, pool)
                    self._append(arm, suite, policy, drawn)
        if engine is not None:
            await engine.close()

    def samples(self, arm: str, suite: str, policy: Policy) -> list[Sample]:
        path = self._path(arm, suite, policy)
        lines = path.read_bytes().splitlines() if path.exists() else []
        return [msgspec.json.decode(text, type=Sample) for text in lines]

    def table(self, arms: Sequence[tuple[str, Policy]], found: Suites) -> list[Metric]:
        """Printed: pass@1 and pass@8 with the difference to the base's direct samples, of the arms that are there."""
        metrics = []
        for suite in found:
            base = self.right("base", suite, "direct")
            for arm, policy in arms:
                counts = self.right(arm, suite, policy)
                for k in (1, 8) if counts else ():
                    value, change = compared(counts, base, k)
                    print(f"{suite:14} {arm:24} {policy:10} pass@{k} {shown(value)}  difference {shown(change, '+')}")
                    reference = fmean(pass_at_k(SAMPLES, count, k) for count in base.values())
                    ratio = value.value / reference if reference else float("nan")
                    metrics.append(Metric(f"{suite}, {arm}, {policy}, pass@{k}", value.value, reference, ratio))
        return metrics

    def right(self, arm: str, suite: str, policy: Policy) -> dict[str, int]:
        """Problem -> how many of its samples were right."""
        counts: dict[str, int] = {}
        for sample in self.samples(arm, suite, policy):
            counts[sample.task_id] = counts.get(sample.task_id, 0) + sample.passed
        return counts

    def _append(self, arm: str, suite: str, policy: Policy, drawn: Sequence[Sample]) -> None:
        path = self._path(arm, suite, policy)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as stream:
            stream.writelines(msgspec.json.encode(sample) + b"\n" for sample in drawn)

    def _path(self, arm: str, suite: str, policy: Policy) -> Path:
        return self.folder / "samples" / f"{_file_name(arm)}-{_file_name(suite)}-{policy}.jsonl"


def compared(ours: dict[str, int], base: dict[str, int], k: int) -> tuple[Interval, Interval]:
    """pass@k of right counts, and its difference to the base over the same problems."""
    values = {name: pass_at_k(SAMPLES, count, k) for name, count in ours.items()}
    differences = [values[name] - pass_at_k(SAMPLES, base[name], k) for name in values if name in base]
    return interval(list(values.values())), interval(differences)


def _file_name(text: str) -> str:
    return text.replace(" ", "-").replace(":", "-after-")
