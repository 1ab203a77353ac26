"""Budget Reallocation (2404.00725) on models of our own: does a smaller one, sampled more often, beat a larger one?

    python -m bench.paper --models understudy-tiny B.gguf C.gguf --out FOLDER [--n 64] [--only sample|measure] [--quick]

Draws n samples at T 0.8 and one greedy answer of each model for held-out compositions, whole held-out families and MBPP
511-600 (from the folder UNDERSTUDY_DATA_SETS names), judges them, has each model's samples read by itself and by every
larger model, and times decode steps of 1 to 32 rows (on a machine that does nothing else). From these: pass@k,
pass_time@t, pass_flops@f and their rank-scores with tests (all of them; those a workspace has) and without (likelihood,
a larger model's likelihood, the trained ranker), plots, and the paper's claims with verdicts, in FOLDER/paper.md and
paper.json. Everything is kept and nothing done twice; samples lie where `understudy eval` keeps its own.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bench.command import find
from bench.paper import render
from bench.paper.claims import findings
from bench.paper.clock import Clock, Clocked, measure
from bench.paper.collect import Model, loaded, samples_on
from bench.paper.reading import ranker_of, read
from bench.paper.runs import GREEDY, LIKELY, RANKER, TESTS, Runs, arm_read, arms_of, under, with_reader
from bench.report import finish, machine
from bench.studies.trained import Suites, suites
from understudy.errors import UnderstudyError
from understudy.files import read_json, write_atomically
from understudy_trainer.evaluate import plots, record
from understudy_trainer.evaluate.sampling import Plan, Sample

SAMPLES, HEAT = 64, 0.8
GREEDY_PLAN = Plan(1, 0.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A model and its samples by suite: n of every problem, and one greedy answer."""

    model: Model
    how: Plan
    samples: dict[str, list[list[Sample]]]
    greedy: dict[str, list[list[Sample]]]


async def sample(paths: list[Path], counts: list[int], threads: int, found: Suites) -> list[Drawn]:
    """Smallest model first."""
    drawn = []
    for path, n in zip(paths, counts, strict=True):
        how = Plan(n, HEAT)
        async with loaded(path, threads) as (model, engine):
            one = Drawn(model, how, {}, {})
            for suite, problems in found.items():
                one.samples[suite] = await samples_on(problems, how, model, engine)
                one.greedy[suite] = await samples_on(problems, GREEDY_PLAN, model, engine)
                solved = sum(any(s.passed for s in own) for own in one.samples[suite])
                print(f"{model.name}, {suite}: {len(problems)} problems, {solved} solved by some of {n}", flush=True)
        drawn.append(one)
    return sorted(drawn, key=lambda one: one.model.parameters)


async def clocks_of(drawn: list[Drawn], path: Path, quick: bool, again: bool) -> dict[str, Clock]:
    """By model name; measured where the file at `path` has none of this very model and number of threads."""
    kept = {} if again else read_json(path, dict[str, Clock]) or {}
    for one in drawn:
        key = f"{one.model.sha256[:16]}/{one.model.threads}"
        if key not in kept:
            kept[key] = await measure(one.model.path, one.model.threads, quick=quick)
            write_atomically(path, msgspec.json.encode(kept))
    return {one.model.name: kept[f"{one.model.sha256[:16]}/{one.model.threads}"] for one in drawn}


def assembled(drawn: list[Drawn], found: Suites, clocks: dict[str, Clock], folder: Path) -> list[Runs]:
    """Every arm of every suite; reads what has not been read."""
    everything = []
    for suite, problems in found.items():
        arms: dict[tuple[str, str], record.Record] = {}
        for place, one in enumerate(drawn):
            name, samples = one.model.name, one.samples[suite]
            arms |= arms_of(suite, problems, one.model, one.how, samples, one.greedy[suite], clocks[name])
            base = arms[name, LIKELY]
            assert isinstance(base.costs, Clocked)
            for reader in drawn[place:]:
                who, fitted = reader.model, ranker_of(reader.model) if reader is one else None
                path = folder / "read" / f"{who.sha256[:12]}-of-{one.model.sha256[:12]}.jsonl"
                reads = read(who, problems, samples, path, fitted)
                prompts = [own[0].prompt_tokens for own in reader.samples[suite]]
                costs = with_reader(base.costs, reads, prompts, who, clocks[who.name])
                arms[name, under(who.name)] = arm_read(base, samples, reads, under(who.name), costs)
                if fitted is not None:
                    arms[name, RANKER] = arm_read(base, samples, reads, RANKER, base.costs)
        everything.append(Runs(suite, tuple(one.model.name for one in drawn), arms))
    return everything


def keep(everything: list[Runs], clocks: dict[str, Clock], folder: Path) -> None:
    """Records, plots, the report, and the JSON line."""
    for runs in everything:
        name = runs.suite.replace(" ", "-")
        for (model, order), run in runs.arms.items():
            record.write(folder / "records" / f"{name}-{model}-{order.replace(' ', '-')}.json", run)
        plots.draw([runs.of(model) for model in runs.models], folder / f"{name}.png")
        plots.draw([runs.of(model, TESTS) for model in runs.models], folder / f"{name}-visible-tests.png")
        plots.draw([runs.of(m, GREEDY if m == runs.largest else under(runs.largest)) for m in runs.models],
                   folder / f"{name}-without-tests.png")  # fmt: skip
    found = [finding for runs in everything for finding in findings(runs)]
    page = render.page(everything, clocks, found, machine())
    write_atomically(folder / "paper.md", page.encode())
    text = json.dumps(render.values(everything, clocks, found), indent=1)
    write_atomically(folder / "paper.json", text.encode())
    print(page)
    finish("paper", render.metrics(everything), sum(runs.of(runs.largest).problems for runs in everything))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", nargs="+", required=True, metavar="MODEL", help="GGUF files or names, two or more")
    parser.add_argument("--out", type=Path, default=Path("runs/paper"), help="default %(default)s")
    parser.add_argument(
        "--n", type=int, nargs="+", default=[SAMPLES], help="samples a problem: one number, or one a model"
    )
    parser.add_argument("--threads", type=int, default=0, help="of the engine; 0 = the product's choice")
    parser.add_argument(
        "--only", choices=("sample", "measure"), help="stop after sampling; or time steps anew, and stop"
    )
    parser.add_argument("--quick", action="store_true", help="rehearsal: a tenth of the problems, no meaning")
    args = parser.parse_args()
    names = [Path(model).stem for model in args.models]
    if len(names) < 2 or len(set(names)) < len(names) or len(args.n) not in (1, len(names)) or min(args.n) < 2:
        parser.error("give two or more models of different file names, and --n of at least 2 once or for each model")
    try:
        plots.require()
        found = suites(args.quick)
        counts = args.n * len(names) if len(args.n) == 1 else args.n
        paths = [find(model).path for model in args.models]
        drawn = asyncio.run(sample(paths, counts, args.threads, found))
        if args.only == "sample":
            return
        path = args.out / "clocks.json"
        clocks = asyncio.run(clocks_of(drawn, path, args.quick, args.only == "measure"))
        if args.only != "measure":
            keep(assembled(drawn, found, clocks, args.out), clocks, args.out)
    except (UnderstudyError, FileNotFoundError) as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
