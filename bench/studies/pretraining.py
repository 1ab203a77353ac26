"""What a pretraining choice does: small models from scratch that differ in one thing, over seeds.

    python -m bench.studies.pretraining plans --out runs/ablation [--seeds 3] [--tokens N]

Studies: plans (CodePLAN's claim: the same tasks with and without plans), infill (share of fill-in-the-middle), shape
(depth against width at equal parameters), rate (peak learning rates). Everything is kept in the folder, nothing is done
twice. After 1.6 M tokens such a model solves nothing yet, so on two cores an arm takes the better part of an hour.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import zlib
from pathlib import Path
from statistics import fmean

import msgspec

from bench.report import shown
from bench.studies.trained import Bench
from understudy.settings import Policy
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.metrics import interval, pass_at_k
from understudy_trainer.pretrain.config import Mixture, PretrainConfig, Shape
from understudy_trainer.pretrain.loop import pretrain
from understudy_trainer.pretrain.release import release
from understudy_trainer.tasks.common import FAMILIES, HELD_OUT_FAMILIES, WEIGHTS
from understudy_trainer.tasks.sample import held_out

SUITE = "held-out compositions"
SAMPLES, SUBSET, PROBLEMS = 8, 20, 120
SMALL = Shape(192, 5, 3, 3, 576, 2048, 512)
TASKS_ONLY = Mixture(natural=0.0)
BASE = PretrainConfig(
    SMALL,
    sequence=256,
    long_sequence=256,
    batch=16,
    minutes=600,
    tokenizer_documents=4_000,
    mixture=TASKS_ONLY,
    decay_mixture=TASKS_ONLY,
)


def subset() -> tuple[str, ...]:
    """Twenty compositional families, always the same: few enough that a small model learns them in minutes."""
    wide = [name for name in FAMILIES if WEIGHTS[name] >= 3 and name not in HELD_OUT_FAMILIES]
    return tuple(sorted(wide, key=lambda name: zlib.crc32(name.encode()))[:SUBSET])


def with_mixture(**shares: float) -> PretrainConfig:
    """The base with other shares of document kinds."""
    mixture = msgspec.structs.replace(BASE.mixture, **shares)
    return msgspec.structs.replace(BASE, mixture=mixture, decay_mixture=mixture)


STUDIES: dict[str, dict[str, PretrainConfig]] = {
    "plans": {"no plans": with_mixture(plan=0.0), "plans": with_mixture(plan=0.4)},
    "infill": {f"infill {share}": with_mixture(infill=share) for share in (0.0, 0.22, 0.5)},
    "shape": {
        "5 x 192": BASE,
        "3 x 256": msgspec.structs.replace(BASE, shape=Shape(256, 3, 4, 4, 704, 2048, 512)),
        "9 x 144": msgspec.structs.replace(BASE, shape=Shape(144, 9, 3, 3, 432, 2048, 512)),
    },
    "rate": {f"rate {r}": msgspec.structs.replace(BASE, rate=r, embedding_rate=r) for r in (2e-3, 5e-3, 1.2e-2)},
}


def trained(config: PretrainConfig, folder: Path) -> Path:
    """The arm's GGUF, trained in a process of its own."""
    model = folder / "model.gguf"
    if not model.exists():
        child = multiprocessing.get_context("spawn").Process(target=_train, args=(config, folder, model))
        child.start()
        child.join()
        if child.exitcode:
            raise SystemExit(f"{folder} failed: exit status {child.exitcode}")
    return model


def _train(config: PretrainConfig, folder: Path, model: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "log.jsonl").open("a") as log:
        pretrain(config, folder, lambda event: print(json.dumps(event), file=log, flush=True))
    release(folder, model, "q8_0", "ablation")


def problems(families: tuple[str, ...]) -> list[Problem]:
    """New compositions of the subset's families."""
    tasks = held_out(23, PROBLEMS, whole_families=False, only=families)
    return [
        Problem(f"{t.family}/{n}", t.prompt, t.entry_point, "\n".join(t.tests), t.tests[:1])
        for n, t in enumerate(tasks)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("study", choices=sorted(STUDIES))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--tokens", type=int, default=12_000_000)
    args = parser.parse_args()
    asked = {SUITE: problems(subset())}
    policies: tuple[Policy, ...] = ("direct", "plan-first") if args.study == "plans" else ("direct",)
    right: dict[str, list[dict[str, int]]] = {}  # arm and policy -> for each seed, problem -> how many were right
    for seed in range(args.seeds):
        for arm, config in STUDIES[args.study].items():
            folder = args.out / f"{arm.replace(' ', '-')}-{seed}"
            given = msgspec.structs.replace(config, seed=seed, tokens=args.tokens, families=subset())
            model = trained(given, folder)
            rates = json.loads((folder / "model" / "run.json").read_text())["nats_per_character"]
            for policy in policies if config.mixture.plan else policies[:1]:
                bench = Bench(folder, model)
                asyncio.run(bench.evaluate("base", None, asked, policy))
                counts = bench.right("base", SUITE, policy)
                right.setdefault(f"{arm}, {policy}", []).append(counts)
                print(f"{arm:14} seed {seed} {policy:10} {_scores(counts)}  nats per character {rates}", flush=True)
    _compare(right)


def _scores(right: dict[str, int]) -> str:
    rates = (interval([pass_at_k(SAMPLES, count, k) for count in right.values()]) for k in (1, SAMPLES))
    return "  ".join(f"pass@{k} {shown(rate)}" for k, rate in zip((1, SAMPLES), rates, strict=True))


def _compare(right: dict[str, list[dict[str, int]]]) -> None:
    """Over all seeds, paired by problem: what each arm has over the first."""
    first = next(iter(right))
    for k in (1, SAMPLES):
        means = {name: _means(seeds, k) for name, seeds in right.items()}
        for name, values in means.items():
            change = interval([value - means[first][problem] for problem, value in values.items()])
            ratio = fmean(values.values()) / (fmean(means[first].values()) or float("nan"))
            print(f"{name:24} pass@{k} {fmean(values.values()):.3f}  over {first}: {shown(change, '+')}, x {ratio:.2f}")


def _means(seeds: list[dict[str, int]], k: int) -> dict[str, float]:
    return {problem: fmean(pass_at_k(SAMPLES, counts[problem], k) for counts in seeds) for problem in seeds[0]}


if __name__ == "__main__":
    main()
