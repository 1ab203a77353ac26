"""Which sample a user would be shown: by the visible tests, by self-written tests, by likelihood, or the first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from understudy.generate.weak.asserts import MAX_TOKENS, ROWS, STOP, sampling, usable
from understudy.generate.weak.rules import Matrix, score
from understudy.prompts.tests import one_assert
from understudy_trainer.evaluate import execution
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import Engine, Pool, Sample, forget, visible_share

Select = Literal["tests", "self", "nll", "none"]


async def scored(problem: Problem, samples: list[Sample], select: Select, engine: Engine, pool: Pool) -> list[Sample]:
    """The samples with what `select` needs to know of them."""
    if select == "tests":
        return [await _with_visible(problem, sample, pool) for sample in samples]
    if select == "self" and any(sample.self_score < 0 for sample in samples):
        asserts = await write_tests(problem, engine)
        scores = score("self_validation", await links(problem, samples, asserts, pool))
        return [msgspec.structs.replace(s, self_score=x) for s, x in zip(samples, scores, strict=True)]
    return samples


def best_first(samples: Sequence[Sample], select: Select) -> list[Sample]:
    """The samples in the order a user would meet them. It never looks at `passed`. "none": as drawn."""
    if select == "none":
        return list(samples)

    def key(sample: Sample) -> tuple[float, float]:
        likely = float("-inf") if sample.mean_logprob is None else sample.mean_logprob
        return {"tests": sample.visible, "self": sample.self_score, "nll": 0.0}[select], likely

    return sorted(samples, key=key, reverse=True)


async def write_tests(problem: Problem, engine: Engine) -> list[str]:
    """Asserts the model writes itself, as `generate` has them written: parsed, distinct, about the function."""
    asked = one_assert(problem.prompt, problem.entry_point)
    await forget(engine)
    rows = await engine.generate(
        asked.prompt,
        n=ROWS,
        max_tokens=MAX_TOKENS,
        sampling=sampling(),
        stop=STOP,
        priority="batch",
        deadline_s=None,
    )
    return usable((asked.head + row.text for row in rows), problem.entry_point)


async def links(problem: Problem, samples: Sequence[Sample], asserts: Sequence[str], pool: Pool) -> Matrix:
    """The pass matrix Link (samples x asserts), 1.0 = passes."""
    rows = await execution.run(problem, [sample.completion for sample in samples], asserts, pool)
    return execution.links(rows, len(asserts))


async def _with_visible(problem: Problem, sample: Sample, pool: Pool) -> Sample:
    if sample.visible >= 0:
        return sample
    return msgspec.structs.replace(sample, visible=await visible_share(problem, sample.completion, pool))
