"""How often a student solves a problem under a prompt: sampled in one batch, executed in the sandbox."""

from __future__ import annotations

from understudy.context.functions import find_function
from understudy.engine.errors import EngineCrashed
from understudy.engine.protocol import Candidate, Sampling, Stop
from understudy.generate.candidates import fit_body, scope_columns
from understudy.prompts import plan
from understudy.prompts.types import Prompt
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import JUDGE_TIMEOUT_S, MAX_TOKENS, Engine, Pool

ATTEMPTS = 3  # the engine's child may crash; it is started again by itself


class Student:
    """engine: whose plans are judged. pool: where its code runs. A program that was run once is not run again."""

    def __init__(self, engine: Engine, pool: Pool, *, temperature: float = 0.8) -> None:
        self.info = engine.info
        self._engine, self._pool, self._temperature = engine, pool, temperature
        self._verdicts: dict[str, bool] = {}

    async def direct(self, problem: Problem, n: int, seed: int) -> int:
        """How many of n bodies written without a plan pass."""
        return await self._passed(problem, plan.direct(problem.prompt, self.info.special), n, seed)

    async def under(self, problem: Problem, steps: tuple[str, ...], n: int, seed: int) -> int:
        """How many of n bodies written under these steps pass; the solution is not shown."""
        prompt = plan.under(problem.prompt, self.info.special, steps, _indent(problem))
        return await self._passed(problem, prompt, n, seed)

    async def solves(self, problem: Problem, body: str) -> bool:
        """Whether a body passes the problem's tests."""
        program = problem.program(body)
        if program not in self._verdicts:
            result = await self._pool.run(program, timeout_s=JUDGE_TIMEOUT_S)
            self._verdicts[program] = result.status == "passed"
        return self._verdicts[program]

    async def _passed(self, problem: Problem, prompt: Prompt, n: int, seed: int) -> int:
        indent = _indent(problem)
        found = await self._drawn(problem, prompt, n, seed)
        bodies = [fit_body(candidate.text, indent) for candidate in found]
        return sum([await self.solves(problem, body) for body in bodies if body])

    async def _drawn(self, problem: Problem, prompt: Prompt, n: int, seed: int) -> list[Candidate]:
        site = find_function(problem.prompt, qualname=problem.entry_point)
        for attempt in range(ATTEMPTS):
            try:
                return await self._engine.generate(
                    prompt,
                    n=n,
                    max_tokens=MAX_TOKENS,
                    sampling=Sampling(temperature=self._temperature, seed=seed),
                    stop=Stop(min_indent=scope_columns(problem.prompt, site) if site else 1),
                    priority="batch",
                    deadline_s=None,
                )
            except EngineCrashed:
                if attempt + 1 == ATTEMPTS:
                    raise
        return []


def _indent(problem: Problem) -> str:
    site = find_function(problem.prompt, qualname=problem.entry_point)
    return site.indent if site else "    "
