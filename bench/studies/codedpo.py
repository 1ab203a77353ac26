"""CodeDPO's ablation (2410.05605): which rule builds the pairs, and what DPO makes of them.

    python -m bench.studies.codedpo [--train] [--tests own simulated] [--quick]

Fifteen codes a task by the bundled model on its training families, fifteen tests, every pair executed. Tests are its
own, or simulated, because it writes too few right ones to tell rules apart: `SOUND` of them right, the others expect
what some wrong code returns, a popular mistake more often. Each rule then picks its pairs from the same codes. Told:
how often the chosen code is right and the rejected one wrong, Spearman's correlation of the scores with the share of
hidden tests passed, and, with --train, DPO on each rule's pairs, judged on tasks nobody trained on.
"""

from __future__ import annotations

import argparse
import asyncio
import random
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, Literal, get_args

import msgspec
import numpy as np

from bench.report import Metric, line, shown
from bench.studies.arms import Source, families
from bench.studies.trained import Bench, Suites, suites
from understudy.engine.client import EngineClient
from understudy.generate.weak.rules import Matrix
from understudy.models.bundled import bundled_path
from understudy.prompts.types import Prompt
from understudy.runner.program import ProgramPool
from understudy_trainer.builders.preferences import pools, rank
from understudy_trainer.builders.preferences.choices import Rank
from understudy_trainer.builders.preferences.pools import Code
from understudy_trainer.builders.preferences.rank import Chosen
from understudy_trainer.evaluate.execution import PASSED, run, values
from understudy_trainer.evaluate.metrics import interval
from understudy_trainer.evaluate.sampling import Engine

Tests = Literal["own", "simulated"]
FOLDER = Path("runs/codedpo")
TASKS, CODES, TESTS, HEAT, SEED = 300, 15, 15, 1.0, 23
SOUND = 0.6  # share of right tests a simulated writer gives: papers.md's middle case
MARGIN = 0.2
LEAST_PAIRS = 40
JUDGED = 150  # held-out compositions for each trained arm
OPTIONS = ("--epochs", "2", "--lr", "1e-4", "--max-tokens", "768")  # 5e-4, right for a taste, breaks the model here
RULES: tuple[Rank, ...] = ("random", "all-tests", "count", "self-validation", "given")


class Pool(msgspec.Struct, frozen=True):
    """One task. right: per code, whether it passes every hidden test; share: of hidden tests it passes. own, simulated:
    Link rows by code."""

    id: str
    prompt: Prompt
    codes: tuple[Code, ...]
    compiles: tuple[bool, ...]
    share: tuple[float, ...]
    own: tuple[tuple[bool, ...], ...]
    simulated: tuple[tuple[bool, ...], ...]

    @property
    def right(self) -> list[bool]:
        return [share == 1.0 for share in self.share]

    def links(self, tests: Tests) -> Matrix:
        rows = self.own if tests == "own" else self.simulated
        return np.array(rows, dtype=np.float64).reshape(len(self.codes), -1)


async def collect(model: Path, sources: Sequence[Source], path: Path) -> list[Pool]:
    """Goes on where it stopped."""
    found = read(path)
    known = {pool.id for pool in found}
    engine = await EngineClient.start(model, context_tokens=8192, threads=1)
    async with ProgramPool() as sandbox:
        for source in sources:
            if source.problem.id not in known and (pool := await one(source, engine, sandbox)) is not None:
                found.append(pool)
                with path.open("ab") as stream:
                    stream.write(msgspec.json.encode(pool) + b"\n")
    await engine.close()
    return found


def read(path: Path) -> list[Pool]:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = path.read_bytes().splitlines() if path.exists() else []
    return [msgspec.json.decode(text, type=Pool) for text in lines]


async def one(source: Source, engine: Engine, sandbox: ProgramPool) -> Pool | None:
    """None where all codes do the same: no rule has anything to decide there."""
    problem = source.problem
    seed = pools.seed_of(SEED, problem.id)
    codes = await pools.codes(problem, engine, n=CODES, temperature=HEAT, seed=seed)
    hidden = list(await pools.given_tests(problem, sandbox))
    texts = [code.text for code in codes]
    judged = await run(problem, texts, hidden, sandbox)
    share = [row.passed() / len(hidden) for row in judged]
    if len(set(share)) < 2:
        return None
    own = await pools.own_tests(problem, engine, most=TESTS, by="both", seed=seed)
    wrong = [text for text, part in zip(texts, share, strict=True) if part < 1.0]
    made = await simulated(source, hidden, wrong, sandbox, random.Random(seed))
    rows = await run(problem, texts, [*own, *made], sandbox)
    cells = [tuple(outcome == PASSED for outcome in row.outcomes) for row in rows]
    return Pool(
        problem.id,
        pools.prompt_of(problem, engine),
        tuple(codes),
        tuple(row.compiles for row in judged),
        tuple(share),
        tuple(row[: len(own)] for row in cells),
        tuple(row[len(own) :] for row in cells),
    )


async def simulated(
    source: Source, hidden: Sequence[str], wrong: Sequence[str], sandbox: ProgramPool, rng: random.Random
) -> list[str]:
    """At most TESTS asserts over the hidden tests' calls: right ones, and ones that expect a wrong code's value."""
    calls = [test.removeprefix("assert ").partition(" == ")[0] for test in hidden if " == " in test]
    asked: dict[str, list[str]] = {}
    for _ in range(TESTS if calls else 0):
        body = source.problem.canonical if rng.random() < SOUND or not wrong else rng.choice(wrong)
        asked.setdefault(body, []).append(rng.choice(calls))
    made = []
    for body, chosen in asked.items():
        found = await values(source.problem, body, chosen, sandbox)
        made += [f"assert {call} == {value}" for call, value in zip(chosen, found, strict=True) if value is not None]
    return list(dict.fromkeys(made))


def scores(pool: Pool, rule: Rank, tests: Tests) -> list[float]:
    """ "given" sees the hidden truth."""
    truth = np.array(pool.share)[:, None]
    seed = pools.seed_of(SEED, pool.id, "rank")
    return rank.scores(rule, pool.links(tests), truth, trusted=False, seed=seed)


def pairs(found: Sequence[Pool], rule: Rank, tests: Tests) -> list[tuple[Pool, Chosen]]:
    """What a rule picks."""
    picked = ((p, rank.choose(p.codes, scores(p, rule, tests), p.compiles, MARGIN, p.prompt)) for p in found)
    return [(pool, chosen) for pool, chosen in picked if isinstance(chosen, Chosen)]


def correlation(pool: Pool, rule: Rank, tests: Tests) -> float:
    """Spearman's rho of scores and the share of hidden tests passed; 0 where all scores are equal."""
    a, b = _ranks(np.array(scores(pool, rule, tests))), _ranks(np.array(pool.share))
    return float(np.corrcoef(a, b)[0, 1]) if a.std() > 0 and b.std() > 0 else 0.0


def _ranks(values: np.ndarray) -> np.ndarray:
    """Mean ranks of ties."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts - 1) / 2)[inverse], dtype=np.float64)


def told(found: Sequence[Pool], tests: Tests) -> list[Metric]:
    """A line a rule; the metric's baseline is two codes at random."""
    metrics: list[Metric] = []
    for rule in RULES:
        made = pairs(found, rule, tests)
        good = interval([float(pool.right[c.better] and not pool.right[c.worse]) for pool, c in made])
        better = interval([float(pool.share[c.better] > pool.share[c.worse]) for pool, c in made])
        rho = interval([correlation(pool, rule, tests) for pool in found])
        print(
            f"{tests:10} {rule:16} pairs {len(made):4}  right over wrong {shown(good)}  "
            f"better over worse {shown(better)}  rho {shown(rho)}"
        )
        chance = metrics[0].ours if metrics else good.value
        metrics.append(Metric(f"{tests}, {rule}, right over wrong", good.value, chance, good.value / chance))
    return metrics


async def study(conditions: Sequence[Tests], training: bool, quick: bool) -> None:
    bench = Bench(FOLDER / "quick" if quick else FOLDER, bundled_path())
    found = await collect(bench.base, families(SEED, TASKS // (20 if quick else 1)), bench.folder / "pools.jsonl")
    right = fmean(fmean(pool.right) for pool in found)
    print(f"{len(found)} tasks whose codes differ; {right:.3f} of a task's codes are right")
    metrics = [metric for tests in conditions for metric in told(found, tests)]
    if training:
        await train(bench, found, conditions, {"compositions": suites(quick)["compositions"][:JUDGED]})
    print(line("codedpo", metrics, len(found)))


async def train(bench: Bench, found: Sequence[Pool], conditions: Sequence[Tests], problems: Suites) -> None:
    """DPO on each rule's pairs, three epochs, and what it does to the base model's pass rates."""
    await bench.evaluate("base", None, problems)
    bench.table([("base", "direct")], problems)
    for tests in conditions:
        for rule in RULES:
            made = pairs(found, rule, tests)
            if len(made) < LEAST_PAIRS:
                print(f"{tests}, {rule}: {len(made)} pairs are too few to train on")
                continue
            arm = f"{tests} {rule}"
            rows = [row(pool, chosen) for pool, chosen in made]
            adapter = await asyncio.to_thread(bench.train, arm, "dpo", rows, OPTIONS)
            await bench.evaluate(arm, adapter, problems)
            bench.table([(arm, "direct")], problems)


def row(pool: Pool, chosen: Chosen) -> dict[str, Any]:
    better, worse = (pool.codes[number].text for number in (chosen.better, chosen.worse))
    return {"prompt": pool.prompt, "chosen": better, "rejected": worse, "scope": pool.id}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tests", nargs="+", choices=get_args(Tests), default=list(get_args(Tests)))
    parser.add_argument("--train", action="store_true", help="also DPO on each rule's pairs")
    parser.add_argument("--quick", action="store_true", help="rehearsal: a twentieth of the tasks, no meaning")
    args = parser.parse_args()
    asyncio.run(study(args.tests, args.train, args.quick))


if __name__ == "__main__":
    main()
