"""One problem: sample completions under a policy, judge each in the sandbox. The flow of an evaluation."""

from __future__ import annotations

import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

import msgspec

from understudy.context.functions import find_function
from understudy.engine.client import EngineClient
from understudy.engine.protocol import Candidate, Done, Finished, ModelInfo, Sampling, Stop
from understudy.generate.candidates import scope_columns, take_apart
from understudy.generate.policies import rounds
from understudy.generate.types import Source
from understudy.prompts import plan
from understudy.prompts.fim import fim
from understudy.prompts.types import Prompt
from understudy.runner.types import ProgramResult
from understudy.settings import Policy
from understudy_trainer.evaluate.formats import Problem

JUDGE_TIMEOUT_S = 5.0
PATIENCE, MOST_S = (
    4.0,
    60.0,
)  # times what the suite's own solution needs where that is slow (EvalPlus's factor); seconds
MAX_TOKENS = 320
NOTHING = "\n"  # a prompt that shares no cells with any other


class Engine(Protocol):
    """What an evaluation needs of `engine.client.EngineClient`."""

    @property
    def info(self) -> ModelInfo: ...

    async def generate(
        self,
        prompt: Prompt,
        *,
        n: int,
        max_tokens: int,
        sampling: Sampling,
        stop: Stop,
        priority: Literal["interactive", "batch"],
        deadline_s: float | None,
    ) -> list[Candidate]: ...


class Pool(Protocol):
    """What an evaluation needs of `runner.program.ProgramPool`."""

    async def run(self, source: str, *, timeout_s: float) -> ProgramResult: ...


class Sample(msgspec.Struct, frozen=True):
    """One sample, a line of the samples file. passed: every judging test. visible: share of the visible tests
    passed (-1 = not asked or none). self_score: CodeDPO score on self-written tests (-1 = not asked).
    seconds: sampling wall time of its batch divided by the batch's rows. tokens: generated.
    exact: of a filled gap, whether it is the text that was there but for white space at its end (None: unknown).
    prompt_tokens: read before it, 0 = not told."""

    task_id: str
    index: int
    completion: str
    passed: bool
    status: str
    source: Source
    mean_logprob: float | None
    tokens: int
    seconds: float
    finish: str
    plan: tuple[str, ...] = ()
    visible: float = -1.0
    self_score: float = -1.0
    exact: bool | None = None
    prompt_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """How one evaluation samples. temperature 0 with n > 1 repeats one answer. seed: row i uses seed + i."""

    n: int
    temperature: float
    policy: Policy = "direct"
    seed: int = 0


async def samples_of(problem: Problem, how: Plan, engine: Engine, pool: Pool) -> list[Sample]:
    """`how.n` judged samples. Policies are those of `generate`, but with one temperature and no early stop
    (pass@k needs independent rows); plan-after-failure plans when no direct sample passed the visible tests."""
    done: list[Sample] = []
    async for source, rows in _batches(problem, how):
        if source == "plan" and how.policy == "plan-after-failure" and any(s.visible == 1.0 for s in done):
            source = "direct"
        await forget(engine)
        for sample in await drawn(problem, source, rows, how, len(done), engine):
            done.append(await _judged(problem, sample, pool, visible=how.policy == "plan-after-failure"))
    return done


async def drawn(problem: Problem, source: Source, rows: int, how: Plan, offset: int, engine: Engine) -> list[Sample]:
    """One batch of samples, not judged yet; `offset` numbers them and moves their seeds."""
    started = time.monotonic()
    candidates, read = await _draw(problem, source, rows, how, offset, engine)
    seconds = (time.monotonic() - started) / max(1, len(candidates))
    return [_completed(problem, source, c, offset + i, seconds, read) for i, c in enumerate(candidates)]


async def forget(engine: Engine) -> None:
    """Make the next prompt one that is read from its start. With cells of the prompt before, the rest is computed in
    other chunks, which moves the last bits of logits: one sample in four came out different when problems that begin
    alike changed places. What a problem gets must depend on it alone, or a resumed run is another run."""
    if isinstance(engine, EngineClient):
        await engine.generate([NOTHING], n=1, max_tokens=1, priority="batch")


async def verdict(problem: Problem, source: str, pool: Pool) -> ProgramResult:
    """What a whole file does on the judging tests. Where JUDGE_TIMEOUT_S is too short, and it would be for the suite's
    own solution as well (some tests of EvalPlus take half a minute), it gets as much more as that one needs."""
    program = problem.judging(source)
    result = await pool.run(program, timeout_s=JUDGE_TIMEOUT_S)
    if result.status != "timeout" or not problem.solution:
        return result
    own = await pool.run(problem.judging(problem.solution), timeout_s=MOST_S)
    limit = min(MOST_S, PATIENCE * own.cpu_s) if own.status == "passed" else 0.0
    return await pool.run(program, timeout_s=limit) if limit > JUDGE_TIMEOUT_S else result


async def visible_share(problem: Problem, completion: str, pool: Pool) -> float:
    """The share of the visible tests a completion passes, each in a process of its own; -1 if there are none."""
    if not problem.visible:
        return -1.0
    passed = 0
    for test in problem.visible:
        program = replace(problem, tests=test).program(completion)
        passed += (await pool.run(program, timeout_s=JUDGE_TIMEOUT_S)).status == "passed"
    return passed / len(problem.visible)


async def _batches(problem: Problem, how: Plan) -> AsyncIterator[tuple[Source, int]]:
    policy: Policy = "direct" if problem.suffix else how.policy
    merged: list[tuple[Source, int]] = []
    for step in rounds(policy, how.n):
        if merged and merged[-1][0] == step.source:
            merged[-1] = (step.source, merged[-1][1] + step.rows)
        else:
            merged.append((step.source, step.rows))
    for batch in merged:
        yield batch


async def _draw(
    problem: Problem, source: Source, rows: int, how: Plan, offset: int, engine: Engine
) -> tuple[list[Candidate], int]:
    """Candidates, and how many tokens their prompt has (0 = not told)."""
    special = engine.info.special
    site = None if problem.suffix else find_function(problem.prompt, qualname=problem.entry_point)
    indent = site.indent if site else "    "
    if problem.suffix:
        prompt = fim(problem.prompt, problem.suffix, special, engine.info.fim_order)
    elif source == "plan":
        prompt = plan.plan_first(problem.prompt, special, indent)
    else:
        prompt = plan.direct(problem.prompt, special)
    return await _answers(
        engine,
        prompt,
        n=rows,
        max_tokens=MAX_TOKENS,
        sampling=Sampling(temperature=how.temperature, seed=how.seed + offset),
        stop=Stop() if problem.suffix else Stop(min_indent=scope_columns(problem.prompt, site) if site else 1),
        priority="batch",
        deadline_s=None,
    )


async def _answers(engine: Engine, prompt: Prompt, **options: Any) -> tuple[list[Candidate], int]:
    """All candidates in order; engines that stream tell the prompt's length too."""
    stream = getattr(engine, "stream", None)
    if stream is None:
        return await engine.generate(prompt, **options), 0
    found: list[Candidate] = []
    read = 0
    async with contextlib.aclosing(stream(prompt, deltas=False, **options)) as events:
        async for event in events:
            if isinstance(event, Finished):
                found.append(event.candidate)
            elif isinstance(event, Done):
                read = event.prompt_tokens + event.reused_tokens
    return sorted(found, key=lambda candidate: candidate.index), read


def _completed(
    problem: Problem, source: Source, candidate: Candidate, index: int, seconds: float, prompt_tokens: int
) -> Sample:
    site = None if problem.suffix else find_function(problem.prompt, qualname=problem.entry_point)
    steps, body = take_apart(candidate.text, source == "plan", site.indent if site else "    ")
    completion = candidate.text if problem.suffix else body
    score = candidate.mean_logprob
    return Sample(
        task_id=problem.id,
        index=index,
        completion=completion,
        passed=False,
        status="",
        source=source,
        mean_logprob=score if score > float("-inf") else None,
        tokens=len(candidate.tokens),
        seconds=seconds,
        finish=candidate.finish,
        plan=steps,
        exact=completion.rstrip() == problem.canonical.rstrip() if problem.suffix and problem.canonical else None,
        prompt_tokens=prompt_tokens,
    )


async def judged_again(problem: Problem, samples: list[Sample], pool: Pool, *, visible: bool) -> list[Sample]:
    """Samples from elsewhere with verdicts of this machine. visible: also on the visible tests."""
    return [await _judged(problem, sample, pool, visible=visible) for sample in samples]


async def _judged(problem: Problem, sample: Sample, pool: Pool, *, visible: bool) -> Sample:
    result = await verdict(problem, problem.source(sample.completion), pool)
    share = await visible_share(problem, sample.completion, pool) if visible else -1.0
    return msgspec.structs.replace(sample, passed=result.status == "passed", status=result.status, visible=share)
