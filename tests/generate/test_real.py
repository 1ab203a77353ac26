"""The loop with the real sandbox and pytest, and with the real engine."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from pathlib import Path

import pytest

from tests.generate.scripted import ScriptedSampler
from understudy.engine.client import EngineClient
from understudy.generate.loop import generate_with_tests
from understudy.generate.policies import FIRST
from understudy.generate.types import Request
from understudy.learn.store import Log
from understudy.models.bundled import resolve
from understudy.models.errors import ModelError
from understudy.runner.runner import Runner
from understudy.runner.types import ConfinementError

CALC = 'def clamp(x, low, high):\n    """Return x limited to the interval from low to high."""\n    ...\n'
TESTS = """from calc import clamp

def test_inside():
    assert clamp(3, 1, 5) == 3

def test_below():
    assert clamp(-3, 1, 5) == 1

def test_above():
    assert clamp(9, 1, 5) == 5
"""
RIGHT = "    return max(low, min(high, x))\n"
MUTANTS = ["    return max(low, x)\n", "    raise SystemExit\n", "    import os; os._exit(0)\n", "    return x\n"]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    folder = tmp_path / "ws"
    folder.mkdir()
    (folder / "pyproject.toml").write_text("[tool.pytest.ini_options]\n")
    (folder / "calc.py").write_text(CALC)
    (folder / "test_calc.py").write_text(TESTS)
    return folder


async def started(workspace: Path, timeout_s: float = 30.0) -> Runner:
    """timeout_s: long, since a busy machine is no reason for another verdict."""
    try:
        return await Runner.start(workspace, python=Path(sys.executable), timeout_s=timeout_s, workers=2)
    except ConfinementError as error:
        pytest.skip(str(error))


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


async def test_mutants_are_refused_and_the_true_body_is_confirmed(workspace: Path) -> None:
    before = snapshot(workspace)
    sampler = ScriptedSampler([*MUTANTS, RIGHT])
    request = Request(workspace / "calc.py", CALC, qualname="clamp", n=5, budget_s=150, policy="direct")
    async with await started(workspace) as runner:
        outcome = await generate_with_tests(request, sampler, runner)
    assert outcome.verified and outcome.summary.startswith("passed 3/3 tests · best of 5 · ")
    assert outcome.new_text == CALC.replace("    ...\n", RIGHT)
    verdicts = {c.text: c.verdict for c in outcome.candidates}
    assert all(verdicts[m] is None or verdicts[m].status != "passed" for m in MUTANTS)  # type: ignore[union-attr]
    assert snapshot(workspace) == before


async def test_only_mutants_means_nothing_is_proposed(workspace: Path) -> None:
    sampler = ScriptedSampler([MUTANTS[0], MUTANTS[3]])
    request = Request(workspace / "calc.py", CALC, qualname="clamp", n=2, budget_s=150)
    async with await started(workspace) as runner:
        outcome = await generate_with_tests(request, sampler, runner)
    assert outcome.new_text is None and outcome.summary.startswith("no candidate passed (best 2/3) · 2 tried")


async def test_a_hanging_candidate_does_not_break_the_budget(workspace: Path) -> None:
    sampler = ScriptedSampler([f"    while x != {i}.5: pass\n" for i in range(50)])
    request = Request(workspace / "calc.py", CALC, qualname="clamp", n=50, budget_s=5, policy="direct")
    async with await started(workspace, timeout_s=1.0) as runner:
        outcome = await asyncio.wait_for(generate_with_tests(request, sampler, runner), 60)
    assert not outcome.verified and FIRST <= len(outcome.candidates) < 50  # sampling waits for the tests
    assert sum(c.rank is not None for c in outcome.candidates) < FIRST


async def test_without_tests_nothing_is_called_verified(workspace: Path, tmp_path: Path) -> None:
    (workspace / "test_calc.py").unlink()
    request = Request(workspace / "calc.py", CALC, qualname="clamp", n=4, budget_s=20, policy="direct")
    alike = "    x = min(high, x)\n    return max(low, x)\n"
    sampler = ScriptedSampler([MUTANTS[3], RIGHT, MUTANTS[0], alike], logprobs=[-0.1, -3.0, -2.0, -4.0])
    stages: list[str] = []
    with Log.open(tmp_path / "log.sqlite") as log:
        async with await started(workspace) as runner:
            outcome = await generate_with_tests(
                request, sampler, runner, log=log, on_progress=lambda now: stages.append(now.stage)
            )
        (event,) = log.events()
    assert outcome.summary.startswith("not verified: no tests reach clamp · 2 of 4 candidates agree on ")
    assert " · best by agreement · " in outcome.summary and "comparing" in stages
    assert {c.text for c in outcome.candidates[:2]} == {RIGHT, alike} and outcome.candidates[0].text == RIGHT
    assert outcome.evidence is not None and outcome.evidence.calls > 0 and outcome.evidence.groups == (2, 1, 1)
    assert outcome.chosen == 0 and not outcome.verified and outcome.tested_by == ""
    assert {c.status for c in event.candidates} == {"not_verified"}


async def test_tests_that_name_the_function_and_do_not_call_it_verify_nothing(workspace: Path) -> None:
    (workspace / "test_calc.py").write_text("import calc\n\ndef test_name():\n    assert hasattr(calc, 'clamp')\n")
    request = Request(workspace / "calc.py", CALC, qualname="clamp", n=2, budget_s=150, policy="direct")
    async with await started(workspace) as runner:
        outcome = await generate_with_tests(request, ScriptedSampler([RIGHT, MUTANTS[3]]), runner)
    assert not outcome.verified and outcome.tests == () and "reach" in outcome.reason and outcome.next_step
    assert outcome.evidence is not None and outcome.evidence.calls > 0


async def test_the_question_names_candidates_by_their_place_in_the_outcome(workspace: Path) -> None:
    (workspace / "test_calc.py").unlink()
    request = Request(workspace / "calc.py", CALC, qualname="clamp", n=2, budget_s=20, policy="direct")
    sampler = ScriptedSampler([MUTANTS[3], RIGHT], logprobs=[-2.0, -0.1])
    async with await started(workspace) as runner:
        outcome = await generate_with_tests(request, sampler, runner)
    assert outcome.evidence is not None
    question = outcome.evidence.question
    assert question is not None
    for answer in question.answers:
        for index in answer.candidates:
            scope: dict[str, object] = {}
            exec("def clamp(x, low, high):\n" + outcome.candidates[index].text, scope)
            assert answer.text == f"return {eval(question.call, scope)!r}"


def _any_model(folder: Path) -> Path:
    try:
        return resolve("")
    except ModelError:
        spec = importlib.util.spec_from_file_location("engine_tiny", Path(__file__).parents[1] / "engine" / "tiny.py")
        assert spec and spec.loader
        tiny = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(tiny)
        made: Path = tiny.make_model(folder / "tiny.gguf")
        return made


async def test_the_real_engine_and_the_real_runner_work_together(workspace: Path, tmp_path: Path) -> None:
    before = snapshot(workspace)
    request = Request(workspace / "calc.py", CALC, qualname="clamp", n=6, budget_s=12)
    client = await EngineClient.start(_any_model(tmp_path), context_tokens=4096)
    try:
        async with await started(workspace) as runner:
            outcome = await generate_with_tests(request, client, runner)
    finally:
        await client.close()
    assert outcome.sampled <= 6 and outcome.verified == outcome.summary.startswith("passed 3/3")
    assert snapshot(workspace) == before
