"""One full round from a simulated user: events, pairs, DPO, gate, swap; acceptance before and after.

    python -m bench.studies.persona [--seeds 0 1 2] [--events 300] [--unseen 100]

The persona (`examples/demo/persona.py`) keeps loops and dismisses comprehensions. It works on held-out tasks; its
events go through the event log, `understudy train dpo` (with the gate's own checks) and `EngineClient.set_adapter` in a
running engine. Acceptance: of what the model writes for tasks never seen (four samples at 0.8 each) and that shows
either style, the share the persona would keep; whether the code is right is counted beside it. Intervals: bootstrap
over tasks.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from bench.report import Metric, finish, shown
from examples.demo.persona import is_comprehension, is_loop, live
from understudy.engine.client import EngineClient
from understudy.learn.store import Log
from understudy.models.bundled import bundled_path
from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate.formats import Problem, load
from understudy_trainer.evaluate.metrics import Interval, interval
from understudy_trainer.evaluate.sampling import Plan, Sample, samples_of
from understudy_trainer.tasks.sample import held_out

HOW = Plan(n=4, temperature=0.8)
EVENTS_A_CHOICE = 4  # two are shown, one is dismissed, one accepted
TASKS = 2_000  # at most, until there are events enough


async def one_round(
    seed: int, events: int, unseen: int, home: Path, rate: str
) -> dict[str, tuple[Interval, Interval, Interval]]:
    """Name -> before, after, difference; what the gate refuses is measured all the same."""
    os.environ["UNDERSTUDY_HOME"] = str(home)
    prompts = [task.prompt for task in held_out(100 + seed, TASKS)]
    with Log.open() as log:
        choices = await live(prompts, log, home / "work.py", lambda seen, made: None, events // EVENTS_A_CHOICE)
        logged = len(list(log.events()))
    result = await asyncio.to_thread(fine_tune, home, rate)
    verdict = "adopted" if result["adopted"] else "refused"
    print(f"seed {seed}: {logged} events, {choices} choices; {verdict}: {result['message']}")
    met = set(prompts)
    problems = [p for p in load(f"families:seed={200 + seed},count={2 * unseen}") if p.prompt not in met][:unseen]
    engine = await EngineClient.start(bundled_path(), context_tokens=8192, threads=1)
    try:
        before = await answers(problems, engine)
        await engine.set_adapter(Path(result["adapter"]))
        after = await answers(problems, engine)
        await engine.set_adapter(None)
        back = await answers(problems[:20], engine)
    finally:
        await engine.close()
    same = sum(texts(a) == texts(b) for a, b in zip(before, back, strict=False))
    print(f"  adapter off again: {same} of {len(back)} tasks are answered as before, word for word")
    return {"acceptance": compared(before, after, acceptance), "right": compared(before, after, share_right)}


def fine_tune(home: Path, rate: str) -> dict[str, Any]:
    """What the command a user would type says at its end."""
    options = ["--base", str(bundled_path()), "--out", str(home / "run"), "--json", *(["--lr", rate] if rate else [])]
    command = [sys.executable, "-m", "understudy.cli.main", "train", "dpo", *options]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False, text=True)
    last: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return last


async def answers(problems: Sequence[Problem], engine: EngineClient) -> list[list[Sample]]:
    async with ProgramPool() as pool:
        return [await samples_of(problem, HOW, engine, pool) for problem in problems]


def acceptance(samples: Sequence[Sample]) -> float | None:
    """The share the persona keeps of what shows a style; None if nothing does."""
    judged = [is_loop(s.completion) for s in samples if is_loop(s.completion) or is_comprehension(s.completion)]
    return fmean(judged) if judged else None


def share_right(samples: Sequence[Sample]) -> float:
    return fmean(sample.passed for sample in samples)


def compared(before: Sequence[Any], after: Sequence[Any], measure: Any) -> tuple[Interval, Interval, Interval]:
    """Before, after and the paired difference, over tasks that say something both times."""
    pairs = [(measure(a), measure(b)) for a, b in zip(before, after, strict=True)]
    told = [(a, b) for a, b in pairs if a is not None and b is not None]
    return interval([a for a, _ in told]), interval([b for _, b in told]), interval([b - a for a, b in told])


def texts(samples: Sequence[Sample]) -> list[str]:
    return [sample.completion for sample in samples]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--events", type=int, default=300)
    parser.add_argument("--unseen", type=int, default=100, help="tasks to judge by")
    parser.add_argument("--lr", default="", help="learning rate (default: what the product takes)")
    args = parser.parse_args()
    metrics = []
    for seed in args.seeds:
        with tempfile.TemporaryDirectory(prefix="understudy-persona-") as folder:
            found = asyncio.run(one_round(seed, args.events, args.unseen, Path(folder), args.lr))
        for name, (before, after, change) in found.items():
            print(f"  {name}: {shown(before)} -> {shown(after)}, difference {shown(change)}")
            ratio = after.value / before.value if before.value else float("nan")
            metrics.append(Metric(f"{name}, seed {seed}, after / before", after.value, before.value, ratio))
    finish("persona", metrics, args.unseen)


if __name__ == "__main__":
    main()
