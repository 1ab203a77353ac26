"""CodePLAN's claim (2403.13271) on the bundled model: the same tasks and steps with and without plans, over seeds.

    python -m bench.studies.plan_tuning [--out runs/plan-tuning] [--model M] [--tasks N] [--seeds N] [--lr R]

Arms: code (prompt -> solution) and plan (prompt -> plan and prompt -> solution under one adapter), each a LoRA adapter
made by the command a user would type, on references of the training families. Judged on held-out compositions and on
MBPP 511-600, writing code directly and after a plan of its own. The base was pretrained with plans already.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, Literal

from bench.report import shown
from bench.studies.arms import Source, families
from bench.studies.trained import SAMPLES, Bench, Suites, suites
from understudy.engine.client import EngineClient
from understudy.models.bundled import bundled_path
from understudy.prompts import plan
from understudy.settings import Policy
from understudy_trainer.evaluate.metrics import interval, pass_at_k

Arm = Literal["base", "code", "plan"]
METHOD = {"code": "sft", "plan": "plan"}
JUDGED: tuple[tuple[Arm, Policy], ...] = (
    ("base", "direct"),
    ("base", "plan-first"),
    ("code", "direct"),
    ("plan", "direct"),
    ("plan", "plan-first"),
)
ASKED = ("compositions", "MBPP 511-600")


def rows(arm: Arm, tasks: Sequence[Source], special: dict[str, int]) -> Iterator[dict[str, Any]]:
    """One line a task that has a plan, for either arm."""
    for task in tasks:
        problem, code = task.problem, task.problem.canonical
        if not task.steps:
            continue
        if arm == "plan":
            yield {"prompt": problem.prompt, "plan": list(task.steps), "code": code, "scope": problem.id}
        else:
            yield {"prompt": plan.direct(problem.prompt, special), "completion": code, "scope": problem.id}


async def study(args: argparse.Namespace) -> None:
    bench = Bench(args.out, args.model)
    found = {name: problems for name, problems in suites().items() if name in ASKED}
    engine = await EngineClient.start(bench.base)
    special = dict(engine.info.special)
    await engine.close()
    for seed in range(args.seeds):
        tasks = families(100 + seed, args.tasks)
        for arm, policy in JUDGED:
            if arm == "base":
                await bench.evaluate("base", None, found, policy)
                continue
            options = ["--epochs", "1", "--batch", "16", "--lr", args.lr, "--max-tokens", "768", "--seed", str(seed)]
            data = rows(arm, tasks, special)
            adapter = await asyncio.to_thread(bench.train, f"{arm}-{seed}", METHOD[arm], data, options)
            await bench.evaluate(f"{arm}-{seed}", adapter, found, policy)
        report(bench, found, seed + 1)


def report(bench: Bench, found: Suites, seeds: int) -> None:
    """Means over the seeds so far, and their differences to code, paired by problem."""
    for suite in found:
        for k in (1, SAMPLES):
            reference = _rates(bench, "code", suite, "direct", k, seeds)
            for arm, policy in JUDGED:
                values = _rates(bench, arm, suite, policy, k, seeds)
                change = interval([value - reference[problem] for problem, value in values.items()])
                ratio = fmean(values.values()) / (fmean(reference.values()) or float("nan"))
                rate = shown(interval(list(values.values())))
                name = f"{suite}, {seeds} seeds, {arm}, {policy}"
                print(f"{name:52} pass@{k} {rate}  over code {shown(change, '+')}  x {ratio:.2f}", flush=True)


def _rates(bench: Bench, arm: Arm, suite: str, policy: Policy, k: int, seeds: int) -> dict[str, float]:
    names = [arm] if arm == "base" else [f"{arm}-{seed}" for seed in range(seeds)]
    counts = [bench.right(name, suite, policy) for name in names]
    return {problem: fmean(pass_at_k(SAMPLES, one[problem], k) for one in counts) for problem in counts[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=bundled_path(), help="GGUF file (default: the bundled model)")
    parser.add_argument("--out", type=Path, default=Path("runs/plan-tuning"), help="default %(default)s")
    parser.add_argument("--tasks", type=int, default=1500, help="of each arm and seed (default %(default)s)")
    parser.add_argument("--seeds", type=int, default=3, help="default %(default)s")
    parser.add_argument("--lr", default="4e-4", help="peak learning rate (default %(default)s)")
    asyncio.run(study(parser.parse_args()))


if __name__ == "__main__":
    main()
