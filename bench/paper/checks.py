"""How each claim is checked: from the records of one suite to a verdict and the numbers it rests on. Pure."""

from __future__ import annotations

from collections.abc import Callable
from statistics import fmean

from bench.paper.runs import GREEDY, KINDS, LIKELY, RANKER, At, Kind, Runs, at_budget, budgets, cost, gains, under
from bench.paper.verdicts import NOT, OPEN, Number, Verdict, above, below, counted, every, most, price_of_level, some
from bench.studies.selection import difference
from understudy_trainer.evaluate import report
from understudy_trainer.evaluate.metrics import affordable
from understudy_trainer.evaluate.record import Record

LEAST_GAIN = 0.05  # of the paper's "5 to 15 per cent"
A_QUARTER = 0.25
NOTHING = 0.02  # a gain surely below this is none

Checked = tuple[Verdict, list[Number]]
Check = Callable[[Runs], Checked]


def half(run: Record) -> int:
    """The largest k that is looked at, n / 2: beyond it the estimator is not stable."""
    return max(1, report.fewest(run.items) // 2)


def smaller_wins(kind: Kind, order: str = LIKELY) -> Check:
    at = report.pass_at if order == LIKELY else report.rank_at

    def check(runs: Runs) -> Checked:
        large, verdicts, numbers = runs.of(runs.largest, order), [], list[Number]()
        for small in runs.models[:-1]:
            found = gains(runs.of(small, order), large, kind, at)
            numbers += [Number(f"{small} − {runs.largest} for the {kind} of {m}", value) for m, value in found.items()]
            verdicts.append(every(map(above, found.values())))
        return some(verdicts), numbers

    return check


def by_five_points(runs: Runs) -> Checked:
    numbers = [number for small in runs.models[:-1] for kind in KINDS for number in _mean_gain(runs, small, kind)]
    return some(above(value, LEAST_GAIN) for value in counted(numbers)), numbers


def _mean_gain(runs: Runs, small: str, kind: Kind) -> list[Number]:
    """Over the budgets; none where there is no budget."""
    ours, theirs = runs.of(small), runs.of(runs.largest)
    found = budgets(theirs, [ours, theirs], kind).values()
    if not found:
        return []
    first, second = (
        [fmean(row) for row in zip(*(at_budget(run, kind, f, report.pass_at) for f in found), strict=True)]
        for run in (ours, theirs)
    )
    return [Number(f"{small} − {runs.largest}, mean of {len(found)} budgets of {kind}", difference(first, second))]


def in_a_quarter(runs: Runs) -> Checked:
    large, numbers = runs.of(runs.largest), list[Number]()
    level = report.pass_at(large.items, min(2, half(large)))
    if half(large) < 2 or not any(level):
        return OPEN, []
    for small in runs.models[:-1]:
        ours = runs.of(small)
        counts = range(1, half(ours) + 1)
        curve = [report.pass_at(ours.items, k) for k in counts]
        price = price_of_level(level, curve, [ours.costs.time(k) for k in counts], large.costs.time(2))
        numbers.append(Number(f"{small}: time to the level of 2 of {runs.largest} / their time", price, signed=False))
    return some(below(value, A_QUARTER) for value in counted(numbers)), numbers


def minimum(runs: Runs) -> Checked:
    small, numbers = runs.models[0], list[Number]()
    for kind in KINDS:
        found = gains(runs.of(small), runs.of(runs.largest), kind, report.pass_at)
        if found:
            m = max(found)
            numbers.append(Number(f"{small} − {runs.largest} for the {kind} of {m}, the largest budget", found[m]))
    return some(map(below, counted(numbers))), numbers


def middle(runs: Runs) -> Checked:
    large, verdicts, numbers = runs.of(runs.largest), list[Verdict](), list[Number]()
    for middle in runs.models[1:-1]:
        for kind in KINDS:
            others = [name for name in runs.models if name != middle]
            by_other = {o: gains(runs.of(middle), runs.of(o), kind, report.pass_at, large) for o in others}
            for m in sorted(set.intersection(*(set(found) for found in by_other.values()))):
                verdicts.append(every(above(found[m]) for found in by_other.values()))
                numbers += [Number(f"{middle} − {o} for the {kind} of {m}", found[m]) for o, found in by_other.items()]
    return most(verdicts), numbers


def beats_greedy(runs: Runs) -> Checked:
    """Some smaller model, with a perfect choice, in time and in FLOPs."""
    found = _at_the_price_of_greedy(runs, LIKELY, report.pass_at)
    return some(every(map(above, counted(own))) for own in found), [number for own in found for number in own]


def greedy_beats_ranked(runs: Runs) -> Checked:
    """Every smaller model, ranked by the largest, in time and in FLOPs."""
    numbers = [n for own in _at_the_price_of_greedy(runs, under(runs.largest), report.rank_at) for n in own]
    return every(map(below, counted(numbers))), numbers


def _at_the_price_of_greedy(runs: Runs, order: str, at: At) -> list[list[Number]]:
    """Each smaller model's samples for what the largest one's greedy answer costs, generation alone, less it."""
    greedy = runs.of(runs.largest, GREEDY)
    right, found = report.pass_at(greedy.items, 1), []
    for small in runs.models[:-1]:
        if not runs.has(small, order):
            continue
        run, numbers = runs.of(small), list[Number]()
        for kind in KINDS:
            budget, price = cost(greedy, kind)(1), cost(run, kind)
            if budget > 0 and price(1) > 0:
                k = affordable(budget, price, report.fewest(run.items))
                gain = difference(at(runs.of(small, order).items, k), right)
                numbers.append(Number(f"{k} of {small} − {runs.largest} greedy, equal {kind}", gain))
        found.append(numbers)
    return found


def larger_ranks_better(runs: Runs) -> Checked:
    small, numbers = runs.models[0], list[Number]()
    if not runs.has(small, under(small)):
        return OPEN, []
    own = runs.of(small, under(small))
    base = report.rank_at(own.items, half(own))
    for reader in runs.models[1:]:
        found = difference(report.rank_at(runs.of(small, under(reader)).items, half(own)), base)
        numbers.append(Number(f"{small} ranked by {reader} − by itself", found, reader == runs.largest))
    return every(map(above, counted(numbers))), numbers


def ranked_better_with_more(runs: Runs) -> Checked:
    numbers = []
    for small in runs.models[:-1]:
        if runs.has(small, under(runs.largest)):
            items, k = runs.of(small, under(runs.largest)).items, half(runs.of(small))
            gain = difference(report.rank_at(items, k), report.rank_at(items, 1))
            numbers.append(Number(f"{small} ranked by {runs.largest}: {k} samples − one", gain))
    return every(map(above, counted(numbers))), numbers


def own_ranking_beats_own_greedy(runs: Runs) -> Checked:
    numbers = []
    for small in runs.models[:-1]:
        items, k = runs.of(small).items, half(runs.of(small))
        greedy = report.pass_at(runs.of(small, GREEDY).items, 1)
        numbers.append(Number(f"{small}: likeliest of {k} − greedy", difference(report.rank_at(items, k), greedy)))
    return every(map(above, counted(numbers))), numbers


def verifier_adds_nothing(runs: Runs) -> Checked:
    numbers = []
    for model in runs.models:
        if runs.has(model, RANKER):
            k, likely = half(runs.of(model)), runs.of(model).items
            gain = difference(report.rank_at(runs.of(model, RANKER).items, k), report.rank_at(likely, k))
            numbers.append(Number(f"{model}: ranker − likelihood, best of {k}", gain))
    verdicts = [NOT if v.low > 0 else below(v, NOTHING) for v in counted(numbers)]
    return every(verdicts), numbers
