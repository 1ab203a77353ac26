"""The paper's bench with the real sandbox and scripted samples, and the whole of it with real engines."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bench.paper.__main__ import assembled, clocks_of, keep, sample
from bench.paper.collect import collected
from bench.paper.runs import LIKELY, TESTS, Runs, under
from tests.engine.tiny import make_model
from understudy.engine.protocol import Candidate, ModelInfo
from understudy.runner.program import ProgramPool
from understudy.runner.types import ConfinementError, ProgramResult
from understudy_trainer.evaluate.cache import Cache
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import Plan

PROBLEM = Problem(
    "double", 'def double(x):\n    """Twice x."""\n', "double", "assert double(3) == 6\nassert double(0) == 0",
    ("assert double(3) == 6", "assert double(1) == 2"),
)  # fmt: skip
RIGHT, WRONG, LUCKY = "    return x * 2\n", "    return x\n", "    return 6\n"


class Scripted:
    info = ModelInfo("m", "m", "llama", "00", 1_000_000, 1, 4096, 100, {"plan": 5, "code": 6}, "spm")

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts, self.asked = texts, 0

    async def generate(self, prompt: Any, *, n: int, **rest: Any) -> list[Candidate]:
        self.asked += 1
        return [Candidate(i, text, [1] * 4, [-1.0] * 4, "stop") for i, text in enumerate(self.texts[:n])]


class Counting:
    """A pool that counts programs."""

    def __init__(self, pool: ProgramPool) -> None:
        self.pool, self.ran = pool, 0

    async def run(self, source: str, *, timeout_s: float) -> ProgramResult:
        self.ran += 1
        return await self.pool.run(source, timeout_s=timeout_s)


@pytest.fixture
async def pool() -> AsyncIterator[Counting]:
    try:
        async with ProgramPool() as made:
            yield Counting(made)
    except ConfinementError as error:
        pytest.skip(str(error))


async def test_repeats_share_one_verdict_and_a_second_run_asks_nobody(pool: Counting, tmp_path: Path) -> None:
    engine, how, turn = Scripted([RIGHT, WRONG, RIGHT, LUCKY, WRONG, RIGHT]), Plan(6, 0.8), asyncio.Lock()
    cache = Cache("m", "", 1, how, folder=tmp_path)
    found = await collected(PROBLEM, how, cache, engine, pool, turn)
    assert [one.passed for one in found] == [True, False, True, False, False, True]
    assert [one.visible for one in found] == [1.0, 0.0, 1.0, 0.5, 0.0, 1.0]
    assert pool.ran == 6  # three texts: once for the verdict, once for the visible tests
    assert await collected(PROBLEM, how, cache, engine, pool, turn) == found
    assert pool.ran == 6 and engine.asked == 1


async def test_samples_that_eval_kept_without_visible_tests_are_completed(pool: Counting, tmp_path: Path) -> None:
    engine, how, turn = Scripted([RIGHT, LUCKY]), Plan(2, 0.8), asyncio.Lock()
    cache = Cache("m", "", 1, how, folder=tmp_path)
    found = await collected(PROBLEM, how, cache, engine, pool, turn)
    cache.put(PROBLEM, [replace(one, visible=-1.0) for one in found])
    before = pool.ran
    assert await collected(PROBLEM, how, cache, engine, pool, turn) == found
    assert pool.ran == before + 2 and engine.asked == 1  # verdicts are kept


@pytest.mark.slow
def test_all_of_it_runs_on_real_models_and_resumes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    paths = [make_model(tmp_path / f"{name}.gguf", seed=seed) for seed, name in enumerate(("one", "two"))]
    suites = {"made up": [PROBLEM]}
    try:
        drawn = asyncio.run(sample(paths, [4, 2], 1, suites))
    except ConfinementError as error:
        pytest.skip(str(error))
    clocks = asyncio.run(clocks_of(drawn, tmp_path / "clocks.json", True, False))
    assert all(clock.token > 0 and min(clock.step.values()) > 0 for clock in clocks.values())
    assert asyncio.run(clocks_of(drawn, tmp_path / "clocks.json", True, False)) == clocks
    (runs,) = everything = assembled(drawn, suites, clocks, tmp_path)
    assert assembled(drawn, suites, clocks, tmp_path) == everything  # read once
    small, large = runs.models
    assert runs.of(small).costs.sample_flops > 0 and runs.of(large, LIKELY).costs.time(1) > 0
    assert runs.of(small, under(large)).costs.flops(2) > runs.of(small).costs.flops(2)
    assert runs.of(small, TESTS).costs.time(1) > runs.of(small).costs.time(1)
    keep([Runs("made up", runs.models, runs.arms)], clocks, tmp_path / "out")
    said = json.loads((tmp_path / "out" / "paper.json").read_text())
    assert said["claims"] and said["on"].startswith("1 made up") and (tmp_path / "out" / "made-up.png").exists()
    assert "## Claims" in (tmp_path / "out" / "paper.md").read_text()
