"""Which sample a user would be shown: by the visible tests, by self-written tests, by likelihood, or the first."""

from __future__ import annotations

import ast
import secrets
from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np

from understudy.engine.protocol import Sampling, Stop
from understudy.generate.rank import weak_scores
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import JUDGE_TIMEOUT_S, Engine, Pool, Sample, visible_share

Select = Literal["tests", "self", "nll", "none"]
SELF_TESTS = 12  # CodeDPO writes 15 test sets; single asserts of a small model repeat themselves sooner
SELF_TEMPERATURE = 0.8


async def scored(problem: Problem, samples: list[Sample], select: Select, engine: Engine, pool: Pool) -> list[Sample]:
    """The samples with what `select` needs to know of them."""
    if select == "tests":
        return [await _with_visible(problem, sample, pool) for sample in samples]
    if select == "self":
        asserts = await write_tests(problem, engine)
        scores = weak_scores(await links(problem, samples, asserts, pool))
        return [msgspec.structs.replace(s, self_score=x) for s, x in zip(samples, scores, strict=True)]
    return samples


def best_first(samples: Sequence[Sample], select: Select) -> list[Sample]:
    """The samples in the order a user would meet them. It never looks at `passed`. "none": as drawn."""
    if select == "none":
        return list(samples)

    def key(sample: Sample) -> tuple[float, float, float]:
        score = float("-inf") if sample.mean_logprob is None else sample.mean_logprob
        return (sample.visible, sample.self_score, score) if select != "nll" else (0.0, 0.0, score)

    return sorted(samples, key=key, reverse=True)


async def write_tests(problem: Problem, engine: Engine) -> list[str]:
    """Asserts the model writes itself: parsed, distinct, about the function. Nobody vouches for them."""
    head = f"assert {problem.entry_point}("
    prompt = f"{problem.prompt}    pass\n\n\ndef test_{problem.entry_point}():\n    {head}"
    rows = await engine.generate(
        [prompt],
        n=SELF_TESTS,
        max_tokens=64,
        sampling=Sampling(temperature=SELF_TEMPERATURE),
        stop=Stop(single_line=True),
        priority="batch",
        deadline_s=None,
    )
    return list(dict.fromkeys(test for row in rows if (test := usable_assert(head + row.text))))


def usable_assert(text: str) -> str | None:
    """`text` if it is one assert that compares a call with a literal; None otherwise."""
    try:
        body = ast.parse(text.strip()).body
        compare = body[0].test if len(body) == 1 and isinstance(body[0], ast.Assert) else None
        if not isinstance(compare, ast.Compare) or not isinstance(compare.left, ast.Call):
            return None
        ast.literal_eval(compare.comparators[-1])
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return text.strip()


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
