"""What each training method makes of the same data: base, then LoRA by SFT, plan, DPO, KTO and RRTF.

    python -m bench.studies.methods [--arms base sft ...] [--model M] [--out FOLDER] [--tasks N]
        [--corpus FOLDER] [--lr R] [--quick]

The base model answers tasks of the training families; every answer is judged in the sandbox; each arm gets the same
prompts in its own form (`arms`) and is trained by the command a user would type. Judged on held-out compositions, whole
held-out families and MBPP 511-600 (from the folder UNDERSTUDY_DATA_SETS names): pass@1 and pass@8 of eight samples at
0.8, with differences to the base over the same problems. Everything is kept in the folder and not done twice; an
arm like "dpo:sft" starts from the model that sft made (merged).
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.report import line
from bench.studies.arms import ARMS, Judged, Source, exercises, families, rows
from bench.studies.trained import HEAT, SAMPLES, SEED, Bench, suites
from understudy.engine.client import EngineClient
from understudy.engine.errors import RequestError
from understudy.models.bundled import bundled_path
from understudy.runner.program import ProgramPool
from understudy.settings import Policy
from understudy_trainer.evaluate.sampling import Plan, samples_of

EPOCHS, BATCH = 2, 16
DEFAULT_ARMS = ("base", "sft", "plan", "dpo", "kto", "rrtf")


async def collect(model: Path, sources: Sequence[Source], path: Path) -> list[Judged]:
    """Samples for `sources`, judged; goes on where it stopped."""
    found = read(path)
    known = {one.id for one in found}
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = await EngineClient.start(model, context_tokens=8192, threads=1)
    async with ProgramPool() as pool:
        with path.open("ab") as stream:
            for source in sources:
                if source.problem.id in known:
                    continue
                problem = source.problem
                try:
                    samples = await samples_of(problem, Plan(SAMPLES, HEAT, seed=SEED), engine, pool)
                except RequestError:  # longer than the model's context
                    continue
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


def merged(folder: Path, arm: str, base: Path) -> Path:
    """The model that an arm made: base and adapter in one file."""
    out = folder / f"{arm}.merged.gguf"
    if not out.exists():
        command = ["train", "export", "--merge", str(folder / arm), "--base", str(base), str(out), "--type", "q8_0"]
        subprocess.run([sys.executable, "-m", "understudy.cli.main", *command], check=True)
    return out


async def study(args: argparse.Namespace) -> None:
    quick = args.quick
    bench, found = Bench(args.out / "quick" if quick else args.out, args.model), suites(quick)
    share = 20 if quick else 1
    tasks = families(SEED, args.tasks // share)
    tasks += exercises(args.corpus, SEED, args.exercises // share) if args.corpus else []
    judged = await collect(bench.base, tasks, bench.folder / "judged.jsonl")
    kept = [one for one in judged if one.wrong]
    tries = sum(len(one.bodies) for one in judged)
    print(f"{len(judged)} prompts, {tries} distinct samples, {len(kept)} prompts every arm can learn from")
    engine = await EngineClient.start(bench.base)
    special = dict(engine.info.special)
    await engine.close()
    shown: list[tuple[str, Policy]] = []
    for arm in args.arms:
        method, _, before = arm.partition(":")
        start = merged(bench.folder, before, bench.base) if before else bench.base
        adapter = None
        if method != "base":
            data = list(rows(method, kept, special, SEED))
            batch = BATCH * len(data) // len(kept)  # as many steps for every arm, whatever it makes of a prompt
            options = ["--epochs", str(EPOCHS), "--batch", str(batch), "--lr", args.lr, "--max-tokens", "768"]
            adapter = await asyncio.to_thread(bench.train, arm, method, data, options, start)
        policies: tuple[Policy, ...] = ("direct", "plan-first") if method in ("base", "plan") else ("direct",)
        for policy in policies:
            await bench.evaluate(arm, adapter, found, policy, start)
            shown.append((arm, policy))
            bench.table([shown[-1]], found)
    print()
    print(line("methods", bench.table(shown, found), len(kept)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--arms", nargs="+", default=DEFAULT_ARMS, metavar="ARM", help=f"base, {', '.join(ARMS)}, B:A")
    parser.add_argument("--model", type=Path, default=bundled_path(), help="GGUF file (default: the bundled model)")
    parser.add_argument("--out", type=Path, default=Path("runs/methods"), help="default %(default)s")
    parser.add_argument("--tasks", type=int, default=500, help="training tasks (default %(default)s)")
    parser.add_argument("--corpus", type=Path, help="a built corpus, to take exercises from as well")
    parser.add_argument("--exercises", type=int, default=300, help="with --corpus (default %(default)s)")
    parser.add_argument("--lr", default="5e-4", help="peak learning rate of every arm (default %(default)s)")
    parser.add_argument("--quick", action="store_true", help="rehearsal: a tenth of everything, no meaning")
    args = parser.parse_args()
    asyncio.run(study(args))


if __name__ == "__main__":
    main()
