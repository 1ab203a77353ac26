"""Does a classifier over the served model's own hidden states pick a right candidate more often than its likelihood?

    python -m bench.studies.ranker [--sample] [--analyse] [--quick]

CodeRanker (2206.03865) without a second model. --sample draws 8 direct and 8 plan-first samples of the bundled model on
compositions it was trained on and on held-out ones, judges them, and runs the held-out ones on made-up calls.
--analyse fits the ranker on the first and reports, on the second: top-1 accuracy of random choice, likelihood, ranker
and oracle for direct, plan-first and mixed samples; AUC and calibration; where it helps beside groups of equal
behaviour; how many tests are run until a right candidate is found. Files stay under runs/ranker. Without one of the two
both are done.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

import numpy as np
import torch

from bench.report import Metric, line, shown
from bench.studies.embedded import Drawn, Pool, behaviours, collect, read, save, tasks
from bench.studies.pools import Case
from bench.studies.replay import LONG_S, Replayed
from understudy.generate.rank import best_first
from understudy.generate.ranker import features, probabilities
from understudy.generate.types import TriedCandidate
from understudy.generate.weak.evidence import gather
from understudy.models.rankers import Fitted
from understudy_trainer.evaluate.metrics import Interval, interval
from understudy_trainer.ranker import figures
from understudy_trainer.ranker.fit import SCALARS, Data, fit
from understudy_trainer.ranker.train import train

FOLDER = Path("runs/ranker")
SEED, ROWS = 47, 8
COUNTS = {"trained": 600, "combos": 400}
SOURCES = {"direct": ("direct",), "plan-first": ("plan",), "half and half": ("direct", "plan")}


@dataclass(frozen=True, slots=True)
class Row:
    """One distinct candidate of one task: its module, what became of it, and what is known before it is run.

    probability: the ranker's. plain: of one that sees likelihoods, length and source only."""

    task: int
    source: str
    drawn: Drawn
    probability: float
    plain: float

    @property
    def right(self) -> bool:
        return self.drawn.outcome == "correct"

    @property
    def logprob(self) -> float:
        return fmean(self.drawn.logprobs)


async def sample(folder: Path, quick: bool) -> None:
    for kind, count in COUNTS.items():
        chosen = tasks(kind, SEED, 30 if quick else count)
        pools = await collect(chosen, ROWS, SEED)
        save(folder / f"{kind}.msgpack", pools)
        if kind == "combos":
            save(folder / "combos.seen.msgpack", await behaviours(chosen, pools, SEED))
        print(f"{kind}: {len(pools)} tasks, {sum(len(pool.drawn) for pool in pools)} samples", flush=True)


def distinct(drawn: Sequence[Drawn]) -> list[Drawn]:
    """The first of each text: a repeat is no candidate."""
    return list({one.text: one for one in reversed(drawn)}.values())[::-1]


def data(pools: Sequence[Pool], sources: Sequence[str]) -> Data:
    """What is fitted: all candidates of a task that the policy could draw compete."""
    rows = [
        (one, pool.combo, str(number))
        for number, pool in enumerate(pools)
        for one in distinct([one for one in pool.drawn if one.source in sources])
    ]
    return Data(
        np.array([features(one.embedding, one.logprobs) for one, _, _ in rows]),
        tuple(one.source for one, _, _ in rows),
        tuple(one.outcome for one, _, _ in rows),
        tuple(combo for _, combo, _ in rows),
        tuple(task for _, _, task in rows),
    )


def scored(pools: Sequence[Pool], arm: str, fitted: Fitted, blind: Fitted) -> list[Row]:
    """The candidates of one policy's eight samples, each with the ranker's probability."""
    sources = SOURCES[arm]
    chosen = [(number, one) for number, pool in enumerate(pools) for one in distinct(_share(pool, sources))]
    matrix = np.array([features(one.embedding, one.logprobs) for _, one in chosen])
    written = [one.source for _, one in chosen]
    found = probabilities(fitted, matrix, written)[:, fitted.classes.index("correct")]
    plain = probabilities(blind, matrix[:, -SCALARS:], written)[:, blind.classes.index("correct")]
    return [
        Row(number, pools[number].prompt + one.text, one, float(p), float(q))
        for (number, one), p, q in zip(chosen, found, plain, strict=True)
    ]


def _share(pool: Pool, sources: Sequence[str]) -> list[Drawn]:
    """Eight samples, as many of each source."""
    return [one for s in sources for one in [d for d in pool.drawn if d.source == s][: ROWS // len(sources)]]


def table(arm: str, rows: Sequence[Row], total: int) -> list[Metric]:
    """All tasks (one without any candidate counts as wrong), then those with right and wrong candidates."""
    right = np.array([float(row.right) for row in rows])
    keys = [str(row.task) for row in rows]
    every, some = figures.by_task(keys), figures.mixed(right, keys)
    scores = {
        "random": np.zeros(len(rows)),
        "log-probability": np.array([row.logprob for row in rows]),
        "without states": np.array([row.plain for row in rows]),
        "ranker": np.array([row.probability for row in rows]),
        "oracle": right,
    }
    none = [0.0] * (total - len(every))
    print(f"\n{arm}: n = {total} tasks, {len(rows)} distinct candidates, {len(some)} tasks with right and wrong ones")
    print(f"  {'order':16} {'top-1, all':22} {'top-1, mixed':22} {'- log-probability':22} tests until right (mixed)")
    base = scores["log-probability"]
    for name, score in scores.items():
        top, mixed = figures.top_one(score, right, every) + none, figures.top_one(score, right, some)
        gain = [a - b for a, b in zip(mixed, figures.top_one(base, right, some), strict=True)]
        print(f"  {name:16} {shown(interval(top))} {shown(interval(mixed))} {shown(interval(gain))} "
              f"{shown(interval(figures.tests_until_right(score, right, some)))}", flush=True)  # fmt: skip
    p = scores["ranker"]
    before, after = (figures.tests_until_right(scores[n], right, some) for n in ("log-probability", "ranker"))
    print(f"  tests saved by the ranker's order: {shown(_paired(before, after))} of a task's candidates")
    likely = np.exp(base)
    rate = np.full(len(p), right.mean())
    print(f"  AUC {figures.auc(p, right):.3f}, of log-probability {figures.auc(base, right):.3f}")
    for name, q in (
        ("ranker", p),
        ("without states", scores["without states"]),
        ("exp log-probability", likely),
        ("base rate", rate),
    ):
        error = figures.expected_calibration_error(q, right)
        print(f"  {name:20} ECE {error:.3f}  Brier {figures.brier(q, right):.3f}", flush=True)
    ours, theirs = (fmean(figures.top_one(scores[n], right, some)) for n in ("ranker", "log-probability"))
    return [Metric(f"{arm}: top-1 where it matters", ours, theirs, ours / theirs)]


async def beside_groups(arm: str, rows: Sequence[Row], cases: Sequence[Case]) -> None:
    """Without tests: groups of equal behaviour order; what breaks ties, and does the ranker weigh groups better?"""
    by_task: dict[int, list[Row]] = {}
    for row in rows:
        by_task.setdefault(row.task, []).append(row)
    arms: dict[str, list[float]] = {}
    for task, own in by_task.items():
        case = cases[task]
        texts = {code.source for code in case.codes}
        own = [row for row in own if row.source in texts]
        if not 0 < sum(row.right for row in own) < len(own):
            continue
        for name, likely in (("groups, then log-probability", False), ("groups, then ranker", True)):
            arms.setdefault(name, []).append(float((await _in_product(own, case, likely))[0].right))
        for name, weigh in (("sum of log-probability", "logprob"), ("sum of ranker", "ranker")):
            arms.setdefault(f"groups by {name}", []).append(float(_by_weight(own, case, weigh).right))
        arms.setdefault("ranker alone", []).append(float(max(own, key=lambda row: row.probability).right))
    base = arms["groups, then log-probability"]
    print(f"\n{arm}, without tests: n = {len(base)} tasks with right and wrong candidates that parse")
    for name, values in arms.items():
        print(f"  {name:32} {shown(interval(values))}  - product {shown(_paired(values, base))}", flush=True)


async def _in_product(own: Sequence[Row], case: Case, likely: bool) -> list[Row]:
    """As `generate` orders them: best first."""
    by_source = {row.source: row for row in own}
    tried = [
        TriedCandidate(text, (), text, row.logprob, row.drawn.source, likely=row.probability if likely else None)
        for text, row in by_source.items()
    ]
    found = await gather(tried, Replayed(case), qualname=case.function, budget_s=LONG_S, seed=SEED)
    weighed = [replace(one, weak=weak) for one, weak in zip(tried, found.scores, strict=True)]
    return [by_source[one.text] for one in best_first(weighed)]


def _by_weight(own: Sequence[Row], case: Case, weigh: str) -> Row:
    """The likeliest of the group with the greatest sum of probabilities instead of the largest."""
    outcomes = {code.source: code.outcomes for code in case.codes}

    def value(row: Row) -> float:
        return row.probability if weigh == "ranker" else float(np.exp(row.logprob))

    sums: dict[tuple[str, ...], float] = {}
    for row in own:
        key = outcomes[row.source]
        sums[key] = sums.get(key, 0.0) + value(row)
    return max(own, key=lambda row: (sums[outcomes[row.source]], value(row)))


def analyse(folder: Path) -> list[Metric]:
    """Every table; metrics are top-1 accuracies against log-probability's on the same tasks."""
    trained, combos = (read(folder / f"{kind}.msgpack", Pool) for kind in COUNTS)
    cases = read(folder / "combos.seen.msgpack", Case)
    found = []
    for arm, sources in SOURCES.items():
        known = data(trained, sources)
        fitted = train(known, "", "")
        print(f"\nfitted for {arm}: {_figures(fitted)}\n  would be {'on' if fitted.used else 'off'}: {fitted.reason}")
        plain = fit(replace(known, rows=known.rows[:, -SCALARS:]), 0.0, fitted.classes)
        blind = replace(fitted, means=plain.means, scales=plain.scales, weights=plain.weights, bias=plain.bias)
        rows = scored(combos, arm, fitted, blind)
        found += table(arm, rows, len(combos))
        asyncio.run(beside_groups(arm, rows, cases))
    return found


def _figures(fitted: Fitted) -> str:
    return ", ".join(f"{name} {value:.3f}" for name, value in fitted.figures.items())


def _paired(ours: Sequence[float], theirs: Sequence[float]) -> Interval:
    return interval([a - b for a, b in zip(ours, theirs, strict=True)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for stage in ("sample", "analyse"):
        parser.add_argument(f"--{stage}", action="store_true")
    parser.add_argument("--quick", action="store_true", help="rehearsal: few problems, no meaning")
    options = parser.parse_args()
    torch.set_num_threads(1)
    folder = FOLDER / "quick" if options.quick else FOLDER
    if options.sample or not options.analyse:
        asyncio.run(sample(folder, options.quick))
    if options.analyse or not options.sample:
        print(line("ranker", analyse(folder), COUNTS["combos"]))


if __name__ == "__main__":
    main()
