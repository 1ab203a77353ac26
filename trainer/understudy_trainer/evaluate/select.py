"""Which sample a user would be shown: by the visible tests, by self-written tests, by likelihood, or the first."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np

from understudy.generate.weak.asserts import MAX_TOKENS, ROWS, STOP, sampling, usable
from understudy.generate.weak.rules import score
from understudy.prompts.tests import one_assert
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import JUDGE_TIMEOUT_S, Engine, Pool, Sample, visible_share

Select = Literal["tests", "self", "nll", "none"]


async def scored(problem: Problem, samples: list[Sample], select: Select, engine: Engine, pool: Pool) -> list[Sample]:
    """The samples with what `select` needs to know of them."""
    if select == "tests":
        return [await _with_visible(problem, sample, pool) for sample in samples]
    if select == "self":
        asserts = await write_tests(problem, engine)
        scores = score("self_validation", await links(problem, samples, asserts, pool))
        return [msgspec.structs.replace(s, self_score=x) for s, x in zip(samples, scores, strict=True)]
    return samples


def best_first(samples: Sequence[Sample], select: Select) -> list[Sample]:
    """The samples in the order a user would meet them. It never looks at `passed`. "none": as drawn."""
    if select == "none":
        return list(samples)

    def key(sample: Sample) -> tuple[float, float, float]:
        likely = float("-inf") if sample.mean_logprob is None else sample.mean_logprob
        return (sample.visible, sample.self_score, likely) if select != "nll" else (0.0, 0.0, likely)

    return sorted(samples, key=key, reverse=True)


async def write_tests(problem: Problem, engine: Engine) -> list[str]:
    """Asserts the model writes itself, as `generate` has them written: parsed, distinct, about the function."""
    asked = one_assert(problem.prompt, problem.entry_point)
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


async def links(problem: Problem, samples: Sequence[Sample], asserts: Sequence[str], pool: Pool) -> np.ndarray:
    """The pass matrix Link (samples x asserts), 1.0 = passes; one program a sample, a row of 0 if it does not end."""
    matrix = np.zeros((len(samples), len(asserts)))
    if not asserts:
        return matrix
    for row, sample in enumerate(samples):
        mark = secrets.token_hex(8)  # so that what the sample itself prints is not taken for a result
        result = await pool.run(_matrix_program(problem, sample.completion, asserts, mark), timeout_s=JUDGE_TIMEOUT_S)
        for line in result.stdout.splitlines():
            if line.startswith(mark + " ") and line[len(mark) + 1 :].isdigit():
                column = int(line[len(mark) + 1 :])
                if column < len(asserts):
                    matrix[row, column] = 1.0
    return matrix


def _matrix_program(problem: Problem, completion: str, asserts: Sequence[str], mark: str) -> str:
    checks = "".join(
        f"try:\n    {test}\n    print({f'{mark} {i}'!r})\nexcept Exception:\n    pass\n"
        for i, test in enumerate(asserts)
    )
    return f"{problem.setup}\n{problem.source(completion)}\n\n{checks}"


async def _with_visible(problem: Problem, sample: Sample, pool: Pool) -> Sample:
    if sample.visible >= 0:
        return sample
    return msgspec.structs.replace(sample, visible=await visible_share(problem, sample.completion, pool))
