"""Which rule picks a right code when no trusted test decides? A labelled study, rule x pool.

    python -m bench.studies.ranking [--quick] [--analyse]

Pools: the bundled model's samples on held-out compositions, on whole held-out families and on MBPP 511-600 (from the
folder UNDERSTUDY_DATA_SETS names, else left out); rewrites and executed mutants of MBPP's references in known shares,
with synthetic tests. Evidence: calls made up from the signature; tests the model wrote itself ("written"); tests whose
inputs are given and whose values it wrote ("answered"). Beside the rules stand random choice and the oracle (some
sample is right), then the rules behind a filter of one and of two trusted tests; "product" is what `generate` does with
the same evidence (docstring examples before the default rule). Cases are kept under runs/ranking:
--analyse reads them and samples nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import fmean

from bench.report import Metric, line
from bench.studies.mu import Labelled
from bench.studies.pools import Case, Kind, Subject, families, mbpp, mutated, read, sampled, save
from bench.studies.replay import weak_scores
from bench.studies.selection import (
    AGREEMENT,
    Draw,
    difference,
    drawn,
    first,
    made_tests,
    mixture,
    own_tests,
    picked,
    quality,
)
from understudy.engine.client import EngineClient
from understudy.models.bundled import bundled_path
from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate.metrics import Interval, interval, pass_at_k

FOLDER = Path("runs/ranking")
SEED, TEMPERATURE, N = 41, 0.8, 32
TRUSTED = (0, 1, 2)
SHARES, CODES, TESTS, MIXTURES = (2, 5, 8), 16, 12, 4
VALID = (0.85, 0.6)  # share of synthetic tests that are right: what a large model writes, and a worse one
FREE = ("random", "logprob", "cluster", AGREEMENT)
TESTED = ("max_pass", "all_pass", "self_validation", "b4", "b4_flat", "codet", "cluster_then_self_validation")
WORKERS = 4
THREADS = 1  # the other core judges; two spinning threads beside it are slower than one
Arms = dict[str, list[list[float]]]
"""By name: per number of trusted tests, per problem, the chance that a right code is picked."""


async def collect(subjects: Mapping[str, Sequence[Subject]], n: int) -> None:
    """Sample, judge and observe every pool; one file a pool."""
    client = await EngineClient.start(bundled_path(), threads=THREADS, context_tokens=8192)
    try:
        async with ProgramPool(workers=WORKERS) as pool:
            for name, chosen in subjects.items():
                if name == "mutants":
                    made = [mutated(subject, SEED, pool) for subject in chosen]
                    cases = [case for case in await asyncio.gather(*made) if case is not None]
                else:
                    turn = asyncio.Lock()
                    some = [sampled(subject, n, TEMPERATURE, SEED, client, pool, turn) for subject in chosen]
                    cases = await asyncio.gather(*some)
                save(FOLDER / f"{name}.jsonl", cases)
                print(f"{name}: {len(cases)} problems, {sum(len(c.codes) for c in cases)} codes", flush=True)
    finally:
        await client.close()


def samples_table(name: str, cases: Sequence[Case]) -> list[Metric]:
    """A pool of samples: rules without tests, then with each kind of self-written tests."""
    n = min(case.sampled for case in cases)
    right = [sum(code.times for code in case.codes if code.right) for case in cases]
    print(f"\n{name}: n = {len(cases)} problems, {n} samples at T {TEMPERATURE}, seed {SEED}")
    for k in (1, 8, n):
        print(f"  pass@{k:<3} {_text(interval([pass_at_k(n, c, k) for c in right]))}")
    kinds: tuple[Kind, ...] = ("written", "answered")
    for kind in kinds:
        _say_quality(f"tests {kind}", own_tests(cases, kind))
    evidence: tuple[Kind | None, ...] = (None, *kinds)
    draws = {kind: [drawn(case, kind) for case in cases] for kind in evidence}
    again = [drawn(case, None, repeats=True) for case in cases]
    arms: Arms = {rule: _arm(rule, [[d] for d in draws[None]]) for rule in FREE}
    arms |= {f"{rule}, repeats": _arm(rule, [[d] for d in again]) for rule in ("random", "cluster")}
    for kind in kinds:
        if any(case.checks_of(kind) for case in cases):
            arms |= {f"{rule}, {kind}": _arm(rule, [[d] for d in draws[kind]]) for rule in TESTED}
    for own in evidence:
        scores = asyncio.run(_product(cases, own))
        values = [[first(d, s, t) for d, s in zip(draws[None], scores, strict=True)] for t in TRUSTED]
        arms["product" if own is None else f"product, {own}"] = values
    return _table(name, arms, [draw.mixed for draw in draws[None]], against="logprob")


async def _product(cases: Sequence[Case], kind: Kind | None) -> list[list[float]]:
    rule = "cluster" if kind is None else "cluster_then_self_validation"
    return [await weak_scores(case, kind, rule, SEED) for case in cases]


def mixtures_table(cases: Sequence[Case]) -> list[Metric]:
    """Known shares of right codes; the tests are synthetic and so is their quality."""
    found: list[Metric] = []
    for valid in VALID:
        for share in SHARES:
            draws: list[list[Draw]] = []
            for case in cases:
                rng = random.Random(f"{SEED}/{case.id}/{share}/{valid}")
                some = [mixture(case, rng, codes=CODES, right=share, tests=TESTS, valid=valid) for _ in range(MIXTURES)]
                if all(draw is not None for draw in some):
                    draws.append([draw for draw in some if draw is not None])
            name = f"mutants, {share} of {CODES} right, synthetic tests {valid:.0%} right"
            print(f"\n{name}: n = {len(draws)} problems x {MIXTURES} draws, {TESTS} tests, {TESTS} probes")
            _say_quality("tests", made_tests([draw for some in draws for draw in some]))
            arms = {rule: _arm(rule, draws) for rule in (*FREE, *TESTED) if rule != "logprob"}
            found += _table(name, arms, [True] * len(draws), against="max_pass")
    return found


def _arm(rule: str, problems: Sequence[Sequence[Draw]]) -> list[list[float]]:
    return [[fmean(picked(draw, rule, t) for draw in draws) for draws in problems] for t in TRUSTED]


def _table(name: str, arms: Arms, mixed: Sequence[bool], against: str) -> list[Metric]:
    """One line an arm: all problems, those with right and wrong codes, the same after one and two trusted tests."""
    width = max(map(len, arms))
    print(f"  {'rule'.ljust(width)}  all                   mixed (n = {sum(mixed):3})       - {against:18}  "
          "+1 trusted (mixed)    +2 trusted (mixed)")  # fmt: skip
    base, chance = _where(arms[against][0], mixed), fmean(_where(arms["random"][0], mixed) or [0.0])
    found = []
    for arm, (none, one, two) in arms.items():
        few = _where(none, mixed)
        cells = [
            interval(none),
            interval(few),
            difference(few, base),
            *(interval(_where(v, mixed)) for v in (one, two)),
        ]
        print(f"  {arm.ljust(width)}  " + "  ".join(_text(cell) for cell in cells), flush=True)
        if few:
            found.append(Metric(f"{name}: {arm}", fmean(few), chance, fmean(few) / chance if chance else float("inf")))
    return found


def _where(values: Sequence[float], chosen: Sequence[bool]) -> list[float]:
    return [value for value, keep in zip(values, chosen, strict=True) if keep]


def _say_quality(name: str, problems: Sequence[Labelled]) -> None:
    found = quality(problems)
    if found is None:
        print(f"  {name}: nothing to count")
        return
    mu, around = found
    rates = f"p_u = {mu.p_u:.3f} ({mu.p_u * mu.tests:.0f} right), p01 = {mu.p01:.3f}, p00 = {mu.p00:.3f}"
    print(f"  {name}: {mu.tests} on {len(problems)} problems, {mu.cells} wrong codes x tests, {rates}, "
          f"mu = {mu.value:+.3f} [{around.low:+.3f}, {around.high:+.3f}]")  # fmt: skip


def _text(x: Interval) -> str:
    return f"{x.value:+.3f} [{x.low:+.2f}, {x.high:+.2f}]".replace("+", " ") if x.value == x.value else "-".ljust(20)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="rehearsal: few problems, no meaning")
    parser.add_argument("--analyse", action="store_true", help="read the cases of an earlier run, sample nothing")
    options = parser.parse_args()
    few = options.quick
    try:
        tuning = mbpp(8 if few else None)
    except FileNotFoundError as error:
        tuning = []
        print(f"MBPP is left out. {error}")
    subjects: dict[str, Callable[[], list[Subject]]] = {
        "compositions": lambda: families("combos", SEED, 6 if few else 200),
        "families": lambda: families("families", SEED, 4 if few else 100),
        **({"mbpp": lambda: tuning, "mutants": lambda: tuning} if tuning else {}),
    }
    if not options.analyse:
        asyncio.run(collect({name: make() for name, make in subjects.items()}, 8 if few else N))
    pools = {name: read(path) for name in subjects if (path := FOLDER / f"{name}.jsonl").exists()}
    found = [metric for name, cases in pools.items() if name != "mutants" for metric in samples_table(name, cases)]
    print(line("ranking", found + mixtures_table(pools.get("mutants", [])), sum(map(len, pools.values()))))


if __name__ == "__main__":
    main()
