"""What was sampled is not sampled again, what is not the same is; and a problem's samples depend on it alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.evaluate.test_suite import LUCKY, PROBLEM, RIGHT, WRONG, Scripted
from understudy.engine.client import EngineClient
from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate.cache import Cache, suite_of
from understudy_trainer.evaluate.formats import load
from understudy_trainer.evaluate.sampling import Plan, drawn, forget
from understudy_trainer.evaluate.select import Select
from understudy_trainer.evaluate.suite import Evaluation, evaluate

HOW = Plan(n=3, temperature=0.8, seed=1)
OTHER = replace(PROBLEM, id="other", prompt=PROBLEM.prompt.replace("Twice", "Two times"))


def cache(folder: Path, how: Plan = HOW, model: str = "m", adapter: str = "", threads: int = 2, **more: Any) -> Cache:
    return Cache(model, adapter, threads, how, folder=folder, **more)


async def go(kept: Cache, engine: Scripted, pool: ProgramPool, select: Select = "nll", **more: Any) -> Evaluation:
    return await evaluate([PROBLEM, OTHER], HOW, select, engine, pool, cache=kept, **more)


async def test_a_repeated_run_samples_and_judges_nothing_and_says_the_same(pool: ProgramPool, tmp_path: Path) -> None:
    first = await go(cache(tmp_path), Scripted([WRONG, RIGHT, LUCKY]), pool, samples_file=tmp_path / "a.jsonl")
    idle, nobody = Scripted([]), None
    again = await go(cache(tmp_path), idle, nobody, samples_file=tmp_path / "b.jsonl")  # type: ignore[arg-type]
    assert idle.asked == [] and again == first
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


async def test_what_an_interrupted_run_kept_is_not_asked_for(pool: ProgramPool, tmp_path: Path) -> None:
    whole = await go(cache(tmp_path / "whole"), Scripted([WRONG, RIGHT, LUCKY]), pool)
    kept = cache(tmp_path / "part")
    kept.put(OTHER, whole.samples[1])
    engine = Scripted([WRONG, RIGHT, LUCKY])
    result = await go(kept, engine, pool, samples_file=tmp_path / "a.jsonl")
    assert len(engine.asked) == 1 and [[s.completion for s in p] for p in result.samples] == [[WRONG, RIGHT, LUCKY]] * 2
    lines = (tmp_path / "a.jsonl").read_bytes().splitlines()
    assert [msgspec.json.decode(line)["task_id"] for line in lines] == ["double"] * 3 + ["other"] * 3


async def test_other_tests_judge_kept_samples_anew(pool: ProgramPool, tmp_path: Path) -> None:
    await go(cache(tmp_path), Scripted([WRONG, RIGHT, LUCKY]), pool, "tests")
    weaker, idle = replace(PROBLEM, tests="assert double(3) == 6"), Scripted([])
    result = await evaluate([weaker], HOW, "tests", idle, pool, cache=cache(tmp_path))
    assert idle.asked == [] and [s.passed for s in result.samples[0]] == [False, True, True]


async def test_verdicts_are_given_again_and_samples_drawn_again_when_asked(pool: ProgramPool, tmp_path: Path) -> None:
    await go(cache(tmp_path), Scripted([WRONG]), pool)
    path = cache(tmp_path).file(PROBLEM)
    path.write_bytes(path.read_bytes().replace(b'"failed"', b'"timeout"'))
    assert (await go(cache(tmp_path), Scripted([]), pool)).samples[0][0].status == "timeout"
    assert (await go(cache(tmp_path, again=True), Scripted([]), pool)).samples[0][0].status == "failed"
    fresh = await go(cache(tmp_path, fresh=True), Scripted([RIGHT]), pool)
    assert (
        fresh.metrics["pass@1"].value == 1.0 == (await go(cache(tmp_path), Scripted([]), pool)).metrics["pass@1"].value
    )


async def test_tests_the_model_wrote_are_scored_once(pool: ProgramPool, tmp_path: Path) -> None:
    asserts = ["3) == 6", "1) == 2", "0) == 0"]
    await go(cache(tmp_path), Scripted([LUCKY, WRONG, RIGHT]), pool)
    writer = Scripted([], asserts)
    first = await go(cache(tmp_path), writer, pool, "self")
    assert len(writer.asked) == 2 and first.metrics["selected pass@1 (self)"].value == 1.0
    idle = Scripted([])
    assert (await go(cache(tmp_path), idle, pool, "self")) == first and idle.asked == []
    plain = await go(cache(tmp_path), idle, pool, "nll")
    assert plain.metrics["selected pass@1 (nll)"].value == 0.0  # scores of another selection move nothing


@pytest.mark.parametrize("content", [b"", b"{", b'{"judge": "x", "samples": []}', b'{"judge": 1}'])
async def test_a_damaged_file_is_sampled_again(content: bytes, pool: ProgramPool, tmp_path: Path) -> None:
    path = cache(tmp_path).file(PROBLEM)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert cache(tmp_path).get(PROBLEM) is None


def test_whatever_changes_a_sample_changes_its_name(tmp_path: Path) -> None:
    names = {
        cache(tmp_path).file(PROBLEM),
        cache(tmp_path, model="n").file(PROBLEM),
        cache(tmp_path, adapter="a").file(PROBLEM),
        cache(tmp_path, threads=1).file(PROBLEM),
        cache(tmp_path).file(OTHER),
        cache(tmp_path).file(replace(PROBLEM, suffix="\n")),
        *(
            cache(tmp_path, replace(HOW, **change)).file(PROBLEM)
            for change in ({"n": 4}, {"temperature": 0.7}, {"seed": 2}, {"policy": "plan-first"})  # type: ignore[arg-type]
        ),
    }
    assert len(names) == 10
    assert cache(tmp_path).file(replace(PROBLEM, tests="x", id="y", visible=())) == cache(tmp_path).file(PROBLEM)
    seeing = cache(tmp_path, replace(HOW, policy="plan-after-failure"))  # what it samples depends on the visible tests
    assert seeing.file(PROBLEM) != seeing.file(replace(PROBLEM, visible=()))
    assert suite_of([PROBLEM]) != suite_of([replace(PROBLEM, tests="x")])


async def test_samples_do_not_depend_on_what_was_asked_before(any_model: Callable[[], Path]) -> None:
    """Problems that begin alike share cells; without care one sample in four came out different in another order."""
    begun = load("families:seed=3,count=2")
    problems = [replace(p, prompt=p.prompt + more) for p in begun for more in ("", "    # a\n", "    # other thing\n")]

    async def texts(order: list[int], threads: int = 2) -> dict[int, list[tuple[str, float | None]]]:
        client = await EngineClient.start(any_model(), context_tokens=4096, threads=threads)
        found = {}
        try:
            for index in order:
                await forget(client)
                samples = await drawn(problems[index], "direct", 8, Plan(8, 0.8, seed=5), 0, client)
                found[index] = [(sample.completion, sample.mean_logprob) for sample in samples]
        finally:
            await client.close()
        return found

    forwards = await texts([0, 1, 2, 3, 4, 5])
    assert forwards == await texts([5, 4, 3, 2, 1, 0])
    assert await texts([4]) == {4: forwards[4]}
