"""All that was measured on one suite: a record for each model and way of ordering its samples, and values at budgets.

Records are `understudy eval`'s, so that its metrics and plots serve here. The orders:
"likelihood" (own, and what pass@k and generation alone are read off), "likelihood under M", "ranker", "visible tests"
(its costs hold running them), "greedy" (one sample at temperature 0).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

import msgspec

from bench.paper.clock import Clock, Clocked, beside_tests, by_count
from bench.paper.collect import Model
from bench.paper.reading import Read
from bench.studies.selection import difference
from understudy_trainer.evaluate import metrics, report
from understudy_trainer.evaluate.cache import suite_of
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.metrics import Interval
from understudy_trainer.evaluate.record import Costs, Item, Record, costs_of
from understudy_trainer.evaluate.sampling import Plan, Sample
from understudy_trainer.evaluate.select import best_first

LIKELY, TESTS, RANKER, GREEDY = "likelihood", "visible tests", "ranker", "greedy"

Kind = Literal["time", "flops"]
KINDS: tuple[Kind, ...] = ("time", "flops")
At = Callable[[Sequence[Item], int], list[float]]
"""`report.pass_at` or `report.rank_at`."""


def under(model: str) -> str:
    """The order by likelihood under another model."""
    return f"likelihood under {model}"


@dataclass(frozen=True, slots=True)
class Runs:
    """models: names, smallest first. arms: by model and order; an arm that was not run is not there."""

    suite: str
    models: tuple[str, ...]
    arms: Mapping[tuple[str, str], Record]

    @property
    def largest(self) -> str:
        return self.models[-1]

    def of(self, model: str, order: str = LIKELY) -> Record:
        """Raises KeyError."""
        return self.arms[model, order]

    def has(self, model: str, order: str) -> bool:
        return (model, order) in self.arms


def cost(run: Record, kind: Kind) -> Callable[[int], float]:
    """What k samples cost."""
    return run.costs.time if kind == "time" else run.costs.flops


def at_budget(run: Record, kind: Kind, budget: float, at: At) -> list[float]:
    """pass_time@t, pass_flops@f or their rank-scores (eqs. 2, 3, 5, 6), problem by problem."""
    return at(run.items, metrics.affordable(budget, cost(run, kind), report.fewest(run.items)))


def budgets(unit: Record, others: Sequence[Record], kind: Kind) -> dict[int, float]:
    """What 1, 2, 4, ... samples of `unit` cost: up to half of what it drew, where the estimator is stable, and below
    what one more than the others drew would cost (beyond that it is not known what they would solve)."""
    price, n = cost(unit, kind), report.fewest(unit.items)
    if price(1) <= 0 or any(cost(run, kind)(1) <= 0 for run in others):
        return {}
    known = min(cost(run, kind)(report.fewest(run.items) + 1) for run in [unit, *others])
    counts = [2**i for i in range(16) if 2**i <= max(1, n // 2)]
    return {m: price(m) for m in counts if price(m) < known}


def gains(ours: Record, theirs: Record, kind: Kind, at: At, unit: Record | None = None) -> dict[int, Interval]:
    """Ours less theirs at the budgets of 1, 2, 4, ... samples of `unit` (None: theirs), paired over problems."""
    return {
        m: difference(at_budget(ours, kind, budget, at), at_budget(theirs, kind, budget, at))
        for m, budget in budgets(unit or theirs, [ours, theirs], kind).items()
    }


def record(
    suite: str, problems: Sequence[Problem], model: Model, how: Plan, order: str, items: list[Item], costs: Costs
) -> Record:
    return Record(
        suite=suite,
        suite_sha256=suite_of(list(problems)),
        model=model.name,
        model_sha256=model.sha256,
        adapter="",
        n=how.n,
        temperature=how.temperature,
        policy=how.policy,
        select=order,
        seed=how.seed,
        problems=len(problems),
        items=items,
        threads=model.threads,
        costs=costs,
    )


def clocked(samples: Sequence[Sequence[Sample]], model: Model, clock: Clock) -> Clocked:
    """What samples of a model cost: FLOPs as `eval` counts them, seconds by measured steps."""
    counted = costs_of(samples, model.forward)
    tokens = [[s.tokens for s in sorted(own, key=lambda s: s.index)] for own in samples]
    seconds = by_count(tokens, [own[0].prompt_tokens for own in samples], clock)
    return Clocked(seconds[0], counted.prompt_flops, counted.sample_flops, seconds)


def with_tests(costs: Clocked, samples: Sequence[Sequence[Sample]]) -> Clocked:
    """Generation with the visible tests run beside it; FLOPs are the model's alone."""
    drawn = [[s.completion for s in sorted(own, key=lambda s: s.index)] for own in samples]
    distinct = [fmean(len(set(own[:k])) for own in drawn) for k in range(1, len(costs.by_count) + 1)]
    seconds = beside_tests(costs.by_count, distinct)
    return Clocked(seconds[0], costs.prompt_flops, costs.sample_flops, seconds)


def with_reader(costs: Clocked, reads: Sequence[Read], prompts: Sequence[int], reader: Model, clock: Clock) -> Clocked:
    """Generation, and then reading every sample once by another model. prompts: lengths in the reader's tokens."""
    tokens = fmean(t for one in reads for t in one.tokens)
    prompt, text = fmean(prompts) * clock.token, tokens * clock.token
    seconds = tuple(t + prompt + k * text for k, t in enumerate(costs.by_count, 1))
    if reader.forward is None or not costs.sample_flops:
        return Clocked(seconds[0], by_count=seconds)
    forward = reader.forward
    each = fmean(forward.generation(p, t) for p, one in zip(prompts, reads, strict=True) for t in one.tokens)
    head = fmean(map(forward.prompt, prompts))
    return Clocked(seconds[0], costs.prompt_flops + head, costs.sample_flops + each, seconds)


def likeliest_first(samples: Sequence[Sample], scores: Sequence[float | None]) -> Item:
    """Samples by a score, best first; cut-off ones and those without a score stand last."""

    def key(place: int) -> tuple[bool, float]:
        score = scores[place]
        return samples[place].finish != "length" and score is not None, score if score is not None else 0.0

    order = sorted(range(len(samples)), key=key, reverse=True)
    return Item(samples[0].task_id, "".join("01"[samples[i].passed] for i in order))


def arms_of(
    suite: str,
    problems: Sequence[Problem],
    model: Model,
    how: Plan,
    samples: Sequence[Sequence[Sample]],
    greedy: Sequence[Sequence[Sample]],
    clock: Clock,
) -> dict[tuple[str, str], Record]:
    """What is known of a model's samples without another model."""
    costs = clocked(samples, model, clock)
    likely = [likeliest_first(own, [s.mean_logprob for s in own]) for own in samples]
    tests = [report.item_of(best_first(own, "tests"), "none") for own in samples]
    one = [report.item_of(own, "none") for own in greedy]
    found = {
        LIKELY: record(suite, problems, model, how, LIKELY, likely, costs),
        TESTS: record(suite, problems, model, how, TESTS, tests, with_tests(costs, samples)),
        GREEDY: record(suite, problems, model, Plan(1, 0.0), GREEDY, one, clocked(greedy, model, clock)),
    }
    return {(model.name, order): run for order, run in found.items()}


def arm_read(
    base: Record, samples: Sequence[Sequence[Sample]], reads: Sequence[Read], order: str, costs: Costs
) -> Record:
    """The same samples ordered by a reading. order: RANKER by its probability, else by likelihood."""
    scores = [one.likely if order == RANKER else one.logprob for one in reads]
    items = [likeliest_first(own, score) for own, score in zip(samples, scores, strict=True)]
    return msgspec.structs.replace(base, select=order, items=items, costs=costs)
