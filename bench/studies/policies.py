"""Which policy, how many samples, which temperatures? Selected pass@1 at t of every choice: how often the candidate
that is selected at time t is right (pass_time@t of 2404.00725, eq. 3, counts any sample that is there by then).

    python -m bench.studies.policies --sample | --measure | --analyse [--quick]

--sample fills banks (samples, judged) for held-out compositions, whole held-out families and MBPP 511-600 (from the
folder UNDERSTUDY_DATA_SETS names, else left out). --measure times decode steps by rows, interleaved; run it on a
machine that does nothing else. --analyse puts both together: policies' rounds over banked rows on a clock made of
measured costs, selection by the problem's visible tests as in the editor, right by the hidden ones. Everything is kept
under runs/policies. Without one of the three all are done in turn. A second clock has the steps of a 0.5 B model.
"""

from __future__ import annotations

import argparse
import asyncio
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean, median

import msgspec

from bench.command import find
from bench.interleave import Arm, interleave
from bench.material import source
from bench.report import Metric, line, shown
from bench.studies.banks import Banks, Sampler, append, read
from bench.studies.pools import Subject, families, mbpp
from bench.studies.selection import difference
from bench.studies.timeline import Costs, run
from understudy.engine.client import EngineClient
from understudy.engine.protocol import Done, Finished, Sampling
from understudy.generate.budget import LADDER
from understudy.generate.policies import Round, rounds
from understudy.models.bundled import BUNDLED_NAME, bundled_path
from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate.metrics import interval

FOLDER = Path("runs/policies")
CLOCKS = FOLDER / "steps.json"
SEED, DRAWS = 43, 40
AT_ONCE = 4  # problems: while one is judged the engine is asked for the next
COUNTS, SECONDS = (4, 8, 16, 32), (0.5, 1.0, 2.0, 5.0, 10.0)
BASELINE = ("plan-after-failure", 8)  # the former default
MODELS = (BUNDLED_NAME, "random-0.5b")
STEP_ROWS, STEP_TOKENS, PROMPT_CHARS, ROUNDS = (1, 2, 4, 8, 16, 32), 24, 900, 6
OPEN_S, RANK_S, CONFIRM_S = 0.35, 0.033, 0.062  # bwrap, numpy workspace: start of the fork server, two tiers
LADDERS = {
    "0 / 0.6 / 0.8 (default)": (0.0, 0.6, 0.8),
    "0.8 flat": (0.8, 0.8, 0.8),
    "0.2 / 0.6 / 1.0": (0.2, 0.6, 1.0),
    "0 / 0.8 / 1.0": (0.0, 0.8, 1.0),
}
"""For the first row, half of the others, and the rest."""
HOT = "0 / 0.8 / 1.0"


def policies(n: int) -> dict[str, list[Round]]:
    """The product's three, and plan-after-failure whose last round has plans of its own instead of the best one."""
    after = rounds("plan-after-failure", n)
    return {
        "direct": rounds("direct", n),
        "plan-first": rounds("plan-first", n),
        "plan-after-failure": after,
        "plan-after-failure, unguided": [replace(step, guided=False) for step in after],
    }


async def sample(quick: bool) -> None:
    """One file of banks a pool."""
    pools = {
        "compositions": families("combos", SEED, 4 if quick else 100),
        "families": families("families", SEED, 2 if quick else 50),
    }
    try:
        pools["mbpp"] = mbpp(3 if quick else None)
    except FileNotFoundError as error:
        print(f"MBPP is left out. {error}")
    client = await EngineClient.start(bundled_path(), threads=1, context_tokens=16384)
    try:
        turn, few = asyncio.Lock(), asyncio.Semaphore(AT_ONCE)
        async with ProgramPool(workers=4) as pool:
            for name, subjects in pools.items():

                async def fill(subject: Subject, path: Path = FOLDER / f"{name}.jsonl") -> None:
                    async with few:
                        append(path, await Sampler(subject, SEED, client, pool, turn).fill())

                await asyncio.gather(*map(fill, subjects))
                print(f"{name}: {len(subjects)} problems", flush=True)
    finally:
        await client.close()


async def measure(quick: bool) -> dict[str, Costs]:
    """Seconds a step by rows, and a prompt character, for each model; medians of interleaved rounds."""
    found: dict[str, Costs] = {}
    for name in MODELS[: 1 if quick else None]:
        client = await EngineClient.start(find(name).path, context_tokens=4096)
        prompts: list[float] = []

        def timed(rows: int, client: EngineClient = client, prompts: list[float] = prompts) -> Arm:
            async def arm(round_: int) -> float:
                text = source()[1000 * (7 * round_ + rows) :][:PROMPT_CHARS]
                longest = 1
                sampling = Sampling(temperature=0.8, seed=round_)
                async for event in client.stream(
                    [text], n=rows, max_tokens=STEP_TOKENS, sampling=sampling, priority="batch", deltas=False
                ):
                    if isinstance(event, Finished):
                        longest = max(longest, len(event.candidate.tokens))
                    elif isinstance(event, Done):
                        prompts.append(event.first_token_s / len(text))
                        return (event.total_s - event.first_token_s) / max(1, longest - 1)
                raise RuntimeError("the engine told no end")

            return arm

        taken = await interleave({str(rows): timed(rows) for rows in STEP_ROWS}, 2 if quick else ROUNDS)
        await client.close()
        step = {int(rows): median(figures) for rows, figures in taken.items()}
        found[name] = Costs(step, median(prompts), OPEN_S, RANK_S, CONFIRM_S)
        cells = ", ".join(f"{rows}: {1000 * s:.2f}" for rows, s in step.items())
        print(
            f"{name}: ms a step by rows: {cells}; {1000 * PROMPT_CHARS * median(prompts):.1f} ms a prompt", flush=True
        )
    return found


def analyse(pools: Mapping[str, Sequence[Banks]], clocks: Mapping[str, Costs]) -> list[Metric]:
    """Every table; metrics are selected pass@1 at t against the former default (8) on the same problems."""
    found: list[Metric] = []
    for name, banks in pools.items():
        _say_ladders(name, banks)
        for clock, costs in clocks.items():
            found += _say_policies(name, banks, clock, costs)
    return found


def _say_policies(name: str, banks: Sequence[Banks], clock: str, costs: Costs) -> list[Metric]:
    print(f"\n{name}, steps as of {clock}: n = {len(banks)} problems x {DRAWS} draws, seed {SEED}")
    print(f"  {'policy':30} {'N':>2}  " + "  ".join(f"{f'selected pass@1 at {t:g}s':22}" for t in SECONDS)
          + f"  {'- former, 2s':22}  {'- former, 10s':22}  confirmed  of them right  seconds")  # fmt: skip
    results = {(p, n): _tried(steps, banks, costs) for n in COUNTS for p, steps in policies(n).items()}
    results |= {(f"direct, {HOT}", n): _tried(rounds("direct", n), banks, costs, LADDERS[HOT]) for n in COUNTS}
    base = results[BASELINE][0]
    for (policy, n), (values, confirmed, honest, seconds) in results.items():
        cells = [interval(values[t]) for t in SECONDS]
        cells += [difference(values[t], base[t]) for t in (2.0, 10.0)]
        print(
            f"  {policy:30} {n:2}  "
            + "  ".join(map(shown, cells))
            + f"  {confirmed:9.3f}  {honest:13.3f}  {seconds:.2f}"
        )
    return [
        Metric(f"{name}, {clock}: {policy} N={n} @{t:g}s", fmean(values[t]), fmean(base[t]),
               fmean(values[t]) / fmean(base[t]) if fmean(base[t]) else float("inf"))
        for (policy, n), (values, *_) in results.items() for t in (2.0, 10.0)
    ]  # fmt: skip


def _tried(
    steps: Sequence[Round], banks: Sequence[Banks], costs: Costs, ladder: Sequence[float] = LADDER
) -> tuple[dict[float, list[float]], float, float, float]:
    """Per time and problem the share of draws whose selected candidate was right; share confirmed, right of these, mean
    seconds to it."""
    values: dict[float, list[float]] = {t: [] for t in SECONDS}
    won: list[tuple[float, bool]] = []
    for one in banks:
        traces = [run(steps, one, costs, random.Random(f"{one.id}/{draw}"), ladder) for draw in range(DRAWS)]
        for t in SECONDS:
            values[t].append(fmean(trace.right_at(t) for trace in traces))
        won += [trace.won for trace in traces if trace.won is not None]
    total = DRAWS * len(banks)
    honest, seconds = (fmean(w[1] for w in won), fmean(w[0] for w in won)) if won else (0.0, 0.0)
    return values, len(won) / total, honest, seconds


def _say_ladders(name: str, banks: Sequence[Banks]) -> None:
    print(f"\n{name}: pass@N of direct samples by temperatures, n = {len(banks)} problems x {DRAWS} draws")
    base = {n: _oracle(next(iter(LADDERS.values())), n, banks) for n in COUNTS}
    for ladder, heats in LADDERS.items():
        values = {n: _oracle(heats, n, banks) for n in COUNTS}
        cells = [f"{n}: {shown(interval(v))} ({shown(difference(v, base[n]))})" for n, v in values.items()]
        print(f"  {ladder:24} " + "  ".join(cells))


def _oracle(heats: tuple[float, float, float], n: int, banks: Sequence[Banks]) -> list[float]:
    """Per problem the share of draws with a right row among n."""
    half = (n - 1) // 2
    wanted = [(heats[0], 1), (heats[1], half), (heats[2], n - 1 - half)]
    values = []
    for one in banks:
        rng = random.Random(f"{one.id}/ladder")
        values.append(fmean(_any_right(one, wanted, rng) for _ in range(DRAWS)))
    return values


def _any_right(banks: Banks, wanted: Sequence[tuple[float, int]], rng: random.Random) -> bool:
    by_heat: dict[float, int] = {}
    for heat, count in wanted:
        by_heat[heat] = by_heat.get(heat, 0) + count
    drawn = [(banks.rows[f"direct/{heat}"], count) for heat, count in by_heat.items()]
    return any(row.right for bank, count in drawn for row in rng.sample(bank, min(count, len(bank))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for stage in ("sample", "measure", "analyse"):
        parser.add_argument(f"--{stage}", action="store_true")
    parser.add_argument("--quick", action="store_true", help="rehearsal: few problems, no meaning")
    options = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    everything = not (options.sample or options.measure or options.analyse)
    if options.sample or everything:
        for old in FOLDER.glob("*.jsonl"):
            old.unlink()
        asyncio.run(sample(options.quick))
    if options.measure or everything:
        CLOCKS.write_bytes(msgspec.json.encode(asyncio.run(measure(options.quick))))
    if options.analyse or everything:
        clocks = msgspec.json.decode(CLOCKS.read_bytes(), type=dict[str, Costs])
        pools = {path.stem: read(path) for path in sorted(FOLDER.glob("*.jsonl"))}
        print(line("policies", analyse(pools, clocks), DRAWS))


if __name__ == "__main__":
    main()
