"""What each training method makes of the same data: base, then LoRA by SFT, plan, DPO, KTO and RRTF.

    python -m bench.studies.methods [--arms base sft ...] [--quick]

The base model answers tasks of the training families; every answer is judged in the sandbox; each arm gets the same
prompts in its own form (`arms`) and is trained by the command a user would type. Judged on held-out compositions, whole held-out families and MBPP 511-600
(from the folder UNDERSTUDY_DATA_SETS names): pass@1 and pass@8 of eight
samples at 0.8, with differences to the base over the same problems. Everything is kept under runs/methods and not done
twice; an arm like "dpo:sft" starts from the model that sft made (merged).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

import msgspec

from bench.report import Metric, line
from bench.studies.arms import ARMS, Judged, Source, families, rows
from bench.studies.pools import mbpp
from understudy.engine.client import EngineClient
from understudy.engine.protocol import ModelInfo
from understudy.models.bundled import bundled_path
from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate.formats import Problem, load
from understudy_trainer.evaluate.metrics import Interval, interval, pass_at_k
from understudy_trainer.evaluate.sampling import Plan, Sample, samples_of

FOLDER = Path("runs/methods")
TASKS, SAMPLES, HEAT, SEED = 900, 8, 0.8, 11
EPOCHS, BATCH = 2, 16
DEFAULT_ARMS = ("base", "sft", "plan", "dpo", "kto", "rrtf")


async def collect(model: Path, sources: Sequence[Source], path: Path) -> list[Judged]:
    """Samples for `sources`, judged; goes on where it stopped."""
    found = read(path)
    known = {one.id for one in found}
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = await EngineClient.start(model, context_tokens=8192)
    async with ProgramPool() as pool:
        with path.open("ab") as stream:
            for source in sources:
                if source.problem.id in known:
                    continue
                problem = source.problem
                samples = await samples_of(problem, Plan(SAMPLES, HEAT, seed=SEED), engine, pool)
                bodies = {s.completion: s.status for s in samples if s.finish in ("eog", "stop")}
                one = Judged(problem.id, problem.prompt, problem.canonical, source.steps, tuple(bodies.items()))
                found.append(one)
                stream.write(msgspec.json.encode(one) + b"\n")
                stream.flush()
    await engine.close()
    return found


def read(path: Path) -> list[Judged]:
    if not path.exists():
        return []
    return [msgspec.json.decode(text, type=Judged) for text in path.read_bytes().splitlines()]


def train(arm: str, base: Path, found: Sequence[Judged], info: ModelInfo, extra: Sequence[str] = ()) -> Path:
    """The arm's adapter, trained by the command line; an adapter that is there already is not made again."""
    out = FOLDER / arm.replace(":", "-after-")
    method = arm.partition(":")[0]
    data = out / "data.jsonl"
    if not (out / "adapter.gguf").exists():
        out.mkdir(parents=True, exist_ok=True)
        data.write_text("".join(json.dumps(row) + "\n" for row in rows(method, found, dict(info.special), SEED)))
        batch = BATCH * 2 if method == "kto" else BATCH  # two examples a prompt: the same number of steps
        options = ["--epochs", str(EPOCHS), "--batch", str(batch), "--max-tokens", "768", "--seed", "0", *extra]
        command = [
            sys.executable,
            "-m",
            "understudy.cli.main",
            "train",
            method,
            "--base",
            str(base),
            "--data",
            str(data),
        ]
        with (out / "log.txt").open("wb") as log:
            subprocess.run([*command, "--out", str(out), *options], stdout=log, stderr=log, check=False)
    return out / "adapter.gguf"


def suites(quick: bool) -> dict[str, list[Problem]]:
    """Name -> problems nobody trained on."""
    share = 10 if quick else 1
    return {
        "compositions": load(f"families:seed=7,count={200 // share},kind=combos"),
        "whole families": load(f"families:seed=7,count={100 // share},kind=families"),
        "MBPP 511-600": [subject.problem for subject in mbpp(90 // share)],
    }


async def evaluate(arm: str, model: Path, adapter: Path | None, found: dict[str, list[Problem]], policy: str) -> None:
    """Samples of every suite, under FOLDER; goes on where it stopped."""
    engine: EngineClient | None = None
    async with ProgramPool() as pool:
        for suite, problems in found.items():
            path = samples_file(arm, suite, policy)
            done = {sample.task_id for sample in samples(path)}
            missing = [problem for problem in problems if problem.id not in done]
            if missing and engine is None:
                engine = await EngineClient.start(model, adapter=adapter, context_tokens=8192)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as stream:
                for problem in missing:
                    assert engine is not None
                    how = Plan(SAMPLES, HEAT, "plan-first" if policy == "plan-first" else "direct", seed=SEED)
                    drawn = await samples_of(problem, how, engine, pool)
                    stream.writelines(msgspec.json.encode(sample) + b"\n" for sample in drawn)
                    stream.flush()
    if engine is not None:
        await engine.close()


def samples_file(arm: str, suite: str, policy: str) -> Path:
    return FOLDER / "samples" / f"{arm}-{suite}-{policy}.jsonl".replace(" ", "-").replace(":", "-after-")


def samples(path: Path) -> list[Sample]:
    if not path.exists():
        return []
    return [msgspec.json.decode(text, type=Sample) for text in path.read_bytes().splitlines()]


def right(path: Path) -> dict[str, int]:
    """Problem -> how many of its samples were right."""
    counts: dict[str, int] = {}
    for sample in samples(path):
        counts[sample.task_id] = counts.get(sample.task_id, 0) + sample.passed
    return counts


def compared(path: Path, base: Path, k: int) -> tuple[Interval, Interval]:
    """pass@k, and its difference to the base over the same problems."""
    ours, theirs = right(path), right(base)
    values = {name: pass_at_k(SAMPLES, count, k) for name, count in ours.items()}
    differences = [values[name] - pass_at_k(SAMPLES, theirs[name], k) for name in values if name in theirs]
    return interval(list(values.values())), interval(differences)


def table(arms: Sequence[tuple[str, str]], found: dict[str, list[Problem]]) -> list[Metric]:
    metrics = []
    for suite in found:
        base = samples_file("base", suite, "direct")
        for arm, policy in arms:
            path = samples_file(arm, suite, policy)
            if not samples(path):
                continue
            for k in (1, 8):
                value, change = compared(path, base, k)
                print(f"{suite:15} {arm:10} {policy:10} pass@{k} {_text(value)}  difference {_text(change, '+')}")
                reference = fmean(pass_at_k(SAMPLES, count, k) for count in right(base).values())
                ratio = value.value / reference if reference else float("nan")
                metrics.append(Metric(f"{suite}, {arm}, {policy}, pass@{k}", value.value, reference, ratio))
    return metrics


def _text(found: Interval, sign: str = "") -> str:
    return f"{found.value:{sign}.3f} [{found.low:{sign}.3f}, {found.high:{sign}.3f}]"


def merged(arm: str, base: Path) -> Path:
    """The model that an arm made: base and adapter in one file."""
    out = FOLDER / f"{arm}.merged.gguf"
    if not out.exists():
        folder = FOLDER / arm
        command = ["train", "export", "--merge", str(folder), "--base", str(base), str(out), "--type", "q8_0"]
        subprocess.run([sys.executable, "-m", "understudy.cli.main", *command], check=True)
    return out


async def study(arms: Sequence[str], quick: bool) -> None:
    model, found = bundled_path(), suites(quick)
    judged = await collect(model, families(SEED, TASKS // (20 if quick else 1)), FOLDER / "judged.jsonl")
    kept = [one for one in judged if one.wrong]
    tries = sum(len(one.bodies) for one in judged)
    print(f"{len(judged)} prompts, {tries} distinct samples, {len(kept)} prompts every arm can learn from")
    engine = await EngineClient.start(model)
    info = engine.info
    await engine.close()
    shown = []
    for arm in arms:
        _, _, before = arm.partition(":")
        start = merged(before, model) if before else model
        adapter = None if arm == "base" else await asyncio.to_thread(train, arm, start, kept, info)
        for policy in ("direct", "plan-first") if arm.split(":")[0] in ("base", "plan") else ("direct",):
            await evaluate(arm, start, adapter, found, policy)
            shown.append((arm, policy))
            table([shown[-1]], found)
    print()
    print(line("methods", table(shown, found), len(kept)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--arms", nargs="+", default=DEFAULT_ARMS, metavar="ARM", help=f"base, {', '.join(ARMS)}, B:A")
    parser.add_argument("--quick", action="store_true", help="rehearsal: a tenth of everything, no meaning")
    args = parser.parse_args()
    if args.quick:
        global FOLDER
        FOLDER = FOLDER / "quick"
    asyncio.run(study(args.arms, args.quick))


if __name__ == "__main__":
    main()
