"""Sampling, judging and selecting: real sandbox, scripted engine; and the whole of it with the real engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from understudy.engine.protocol import Candidate, ModelInfo
from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate.flops import forward_of
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.record import Item
from understudy_trainer.evaluate.report import table
from understudy_trainer.evaluate.sampling import Plan, Sample
from understudy_trainer.evaluate.select import best_first
from understudy_trainer.evaluate.suite import evaluate

INFO = ModelInfo("m", "m", "llama", "00", 1_000_000, 1, 4096, 100, {"plan": 5, "code": 6}, "spm")
PROBLEM = Problem(
    id="double",
    prompt='def double(x):\n    """Twice x."""\n',
    entry_point="double",
    tests="assert double(3) == 6\nassert double(0) == 0",
    visible=("assert double(3) == 6",),
)
RIGHT, WRONG, LUCKY = "    return x * 2\n", "    return x\n", "    return 6\n"
CHEAT, HANG = "    return 1\nimport os; os._exit(0)\n", "    while True: pass\n"


class Scripted:
    """Rows from `texts`, in order; asserts of the model's own from `asserts`."""

    info = INFO

    def __init__(self, texts: Sequence[str], asserts: Sequence[str] = ()) -> None:
        self.texts, self.asserts, self.given = texts, asserts, 0
        self.asked: list[Any] = []

    async def generate(self, prompt: Any, *, n: int, **rest: Any) -> list[Candidate]:
        self.asked.append(prompt)
        if str(prompt[0]).endswith("("):
            return [Candidate(i, text, [1], [-1.0], "stop") for i, text in enumerate(self.asserts)]
        rows = [self.texts[(self.given + i) % len(self.texts)] for i in range(n)]
        self.given += n
        return [Candidate(i, t, [1] * 4, [-0.1 * (self.given + i)] * 4, "stop") for i, t in enumerate(rows)]


async def test_samples_are_judged_in_the_sandbox_and_written(pool: ProgramPool, tmp_path: Path) -> None:
    engine = Scripted([RIGHT, WRONG, CHEAT, LUCKY])
    written_to = tmp_path / "s" / "s.jsonl"
    result = await evaluate([PROBLEM], Plan(4, 0.8), "tests", engine, pool, samples_file=written_to)
    (samples,) = result.samples
    assert [s.passed for s in samples] == [True, False, False, False]
    assert [s.visible for s in samples] == [1.0, 0.0, 0.0, 1.0]
    assert result.metrics["pass@1"].value == 0.25 and result.metrics["pass@4"].value == 1.0
    assert result.metrics["selected pass@1 (tests)"].value == 1.0
    written = [msgspec.json.decode(x, type=Sample) for x in written_to.read_bytes().splitlines()]
    assert written == samples
    assert "pass_time@" in table(result.metrics) and "pass_flops@" not in table(result.metrics)
    assert result.items == [Item("double", "1000")] and result.costs.sample_flops == 0


async def test_a_hanging_sample_is_a_timeout_not_a_pass(pool: ProgramPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("understudy_trainer.evaluate.sampling.JUDGE_TIMEOUT_S", 0.5)
    result = await evaluate([PROBLEM], Plan(1, 0.0), "none", Scripted([HANG]), pool)
    assert result.samples[0][0].status == "timeout" and not result.samples[0][0].passed


async def test_tests_that_are_slow_for_the_suites_own_solution_are_waited_for(
    pool: ProgramPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("understudy_trainer.evaluate.sampling.JUDGE_TIMEOUT_S", 0.4)
    slow = replace(PROBLEM, tests=f"import time\nend = time.process_time() + 0.6\n{PROBLEM.tests}\n"
                   "while time.process_time() < end: pass", canonical=RIGHT)  # fmt: skip
    result = await evaluate([slow], Plan(2, 0.8), "none", Scripted(["    return x + x\n", WRONG]), pool)
    assert [s.status for s in result.samples[0]] == ["passed", "failed"]
    monkeypatch.setattr("understudy_trainer.evaluate.sampling.MOST_S", 0.8)
    result = await evaluate([slow], Plan(1, 0.8), "none", Scripted([HANG]), pool)
    assert result.samples[0][0].status == "timeout"
    result = await evaluate([replace(slow, canonical="")], Plan(1, 0.8), "none", Scripted([RIGHT]), pool)
    assert result.samples[0][0].status == "timeout"  # nothing says that more time would help


async def test_self_written_tests_select_the_consistent_majority(pool: ProgramPool) -> None:
    asserts = ["3) == 6", "1) == 2", "0) == 0", "5) == 6", "nonsense"]
    engine = Scripted([LUCKY, WRONG, RIGHT], asserts)
    result = await evaluate([PROBLEM], Plan(3, 0.8), "self", engine, pool)
    assert result.metrics["selected pass@1 (self)"].value == 1.0
    assert all(s.visible == -1.0 for s in result.samples[0])  # the visible tests were not looked at


async def test_plans_are_asked_for_after_the_visible_tests_failed(pool: ProgramPool) -> None:
    engine = Scripted([WRONG, "    # 1. double it\n<|code|>    return x * 2\n"])
    result = await evaluate([PROBLEM], Plan(2, 0.8, "plan-after-failure"), "tests", engine, pool)
    assert [s.source for s in result.samples[0]] == ["direct", "plan"] and result.samples[0][1].passed
    engine = Scripted([RIGHT])
    result = await evaluate([PROBLEM], Plan(2, 0.8, "plan-after-failure"), "tests", engine, pool)
    assert [s.source for s in result.samples[0]] == ["direct", "direct"]


def test_selection_never_looks_at_the_judgement() -> None:
    def sample(index: int, passed: bool, score: float | None, visible: float = -1.0) -> Sample:
        return Sample("t", index, "", passed, "", "direct", score, 1, 0.0, "stop", visible=visible)

    rows = [sample(0, True, -3.0, 0.0), sample(1, False, -1.0, 0.5), sample(2, True, None, 1.0)]
    orders: dict[str, list[int]] = {s: [x.index for x in best_first(rows, s)] for s in ("tests", "nll", "none")}  # type: ignore[arg-type]
    assert orders == {"tests": [2, 1, 0], "nll": [1, 0, 2], "none": [0, 1, 2]}


async def test_the_real_engine_can_be_measured(pool: ProgramPool, any_model: Callable[[], Path]) -> None:
    from understudy.engine.client import EngineClient

    model = any_model()
    client = await EngineClient.start(model, context_tokens=4096)
    try:
        forward = forward_of(model)
        for policy in ("direct", "plan-first"):
            how = Plan(2, 0.8, policy)  # type: ignore[arg-type]
            result = await evaluate([PROBLEM], how, "nll", client, pool, forward=forward)
            assert len(result.samples[0]) == 2 and 0 <= result.metrics["pass@1"].value <= 1
            (first, second), costs = result.samples[0], result.costs
            assert first.prompt_tokens == second.prompt_tokens > 3
            assert costs.prompt_flops == forward.prompt(first.prompt_tokens)
            assert any(name.startswith("pass_flops@") for name in result.metrics)
    finally:
        await client.close()
