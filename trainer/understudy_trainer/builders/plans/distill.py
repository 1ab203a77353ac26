"""Plans worth learning from (CodePLAN, 2403.13271): offered for solved problems, kept by a round trip.

A plan is kept if the student, given problem and plan but not the solution, passes the tests more often than without.
Both counts are of n samples under the same seeds; what is kept is tried once more under other seeds, since the best of
noisy counts looks better than it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Any

from understudy_trainer.builders.journal import Journal, key
from understudy_trainer.builders.plans.offers import Planner
from understudy_trainer.builders.plans.students import Student
from understudy_trainer.builders.sources import Given
from understudy_trainer.evaluate.metrics import Interval, interval
from understudy_trainer.scale.spread import each

FRESH_SEED = 500_000  # samples under it were seen by no decision

UNVERIFIED, SOLVED = "no verified solution", "solved without a plan"


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """plans: asked for per problem. samples: per prompt. ties: keep what is no worse, if it passes at all."""

    plans: int = 4
    samples: int = 8
    temperature: float = 0.8
    seed: int = 0
    ties: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """One plan's way through the filter: how many of the samples passed under it. fresh, fresh_direct: the same under
    new seeds, -1 = not kept."""

    steps: tuple[str, ...]
    passed: int
    kept: bool
    fresh: int = -1
    fresh_direct: int = -1


@dataclass(frozen=True, slots=True)
class Outcome:
    """One problem. direct: samples that pass without a plan. state: why no plan was asked for, "" if some were."""

    id: str
    state: str = ""
    direct: int = 0
    faults: tuple[tuple[str, int], ...] = ()
    tried: tuple[Tried, ...] = ()

    @classmethod
    def read(cls, value: Any) -> Outcome:
        """What `asdict` and JSON made of one."""
        tried = tuple(Tried(**{**plan, "steps": tuple(plan["steps"])}) for plan in value["tried"])
        faults = tuple((str(name), int(count)) for name, count in value["faults"])
        return cls(value["id"], value["state"], value["direct"], faults, tried)


async def distill(
    problems: Sequence[Given],
    planner: Planner,
    student: Student,
    how: RoundTrip,
    journal: Journal,
    *,
    at_once: int = 2,
    on_problem: Callable[[int, Outcome], None] | None = None,
) -> list[Outcome]:
    """Every problem's outcome, in order; those in `journal` are not worked on again. on_problem(done so far, outcome).

    Raises TeacherError or EngineError; the journal then holds what was finished.
    """
    done = len([given for given in problems if key(given.problem) in journal])

    async def work(given: Given) -> None:
        nonlocal done
        outcome = await _outcome(given, planner, student, how)
        journal.add(key(given.problem), asdict(outcome))
        done += 1
        if on_problem is not None:
            on_problem(done, outcome)

    await each([given for given in problems if key(given.problem) not in journal], work, at_once)
    return [Outcome.read(journal[key(given.problem)]) for given in problems]


async def _outcome(given: Given, planner: Planner, student: Student, how: RoundTrip) -> Outcome:
    problem, n = given.problem, how.samples
    if not problem.canonical or not await student.solves(problem, problem.canonical):
        return Outcome(problem.id, UNVERIFIED)
    direct = await student.direct(problem, n, how.seed)
    if direct == n and not how.ties:
        return Outcome(problem.id, SOLVED, direct)
    offer = await planner.offer(given, how.plans)
    tried = [await _tried(given, steps, direct, student, how) for steps in offer.plans]
    return Outcome(problem.id, "", direct, tuple(sorted(offer.faults.items())), tuple(tried))


async def _tried(given: Given, steps: tuple[str, ...], direct: int, student: Student, how: RoundTrip) -> Tried:
    passed = await student.under(given.problem, steps, how.samples, how.seed)
    kept = passed > direct or (how.ties and passed == direct > 0)
    if not kept:
        return Tried(steps, passed, kept=False)
    seed = how.seed + FRESH_SEED
    fresh = await student.under(given.problem, steps, how.samples, seed)
    return Tried(steps, passed, True, fresh, await student.direct(given.problem, how.samples, seed))


def rows(problems: Sequence[Given], outcomes: Sequence[Outcome], how: RoundTrip, planner: str) -> list[dict[str, Any]]:
    """What `data.files` reads for `plan`: one row a kept plan. gain: passing share with the plan less without."""
    return [
        {
            "prompt": given.problem.prompt,
            "prompt_pieces": [given.problem.prompt],
            "plan": list(plan.steps),
            "code": given.problem.canonical,
            "scope": given.problem.id,
            "gain": (plan.passed - outcome.direct) / how.samples,
            "teacher": planner,
        }
        for given, outcome in zip(problems, outcomes, strict=True)
        for plan in outcome.tried
        if plan.kept
    ]


def report(outcomes: Sequence[Outcome], how: RoundTrip) -> dict[str, Any]:
    """Counts, the share kept, and gains in passing share with 95 % bootstrap intervals over problems.

    gain_offered: all plans tried, before any choice. gain_kept: the kept ones, as they were chosen (too good).
    gain_fresh: the kept ones under samples no choice was made by.
    """
    asked = [outcome for outcome in outcomes if not outcome.state]
    tried = [plan for outcome in asked for plan in outcome.tried]
    faults: Counter[str] = Counter()
    for outcome in asked:
        faults.update(dict(outcome.faults))
    n = how.samples
    kept = [(o, [plan for plan in o.tried if plan.kept]) for o in asked]
    return {
        "problems": len(outcomes),
        **{
            state: sum(o.state == state for o in outcomes)
            for state in ("no verified solution", "solved without a plan")
        },
        "asked": len(asked),
        "refused_answers": dict(sorted(faults.items())),
        "plans_tried": len(tried),
        "plans_kept": sum(plan.kept for plan in tried),
        "share_kept": sum(plan.kept for plan in tried) / len(tried) if tried else None,
        "problems_with_a_plan": sum(bool(plans) for _, plans in kept),
        "direct": _told([o.direct / n for o in asked]),
        "gain_offered": _told([fmean(p.passed - o.direct for p in o.tried) / n for o in asked if o.tried]),
        "gain_kept": _told([fmean(p.passed - o.direct for p in plans) / n for o, plans in kept if plans]),
        "gain_fresh": _told([fmean(p.fresh - p.fresh_direct for p in plans) / n for _, plans in kept if plans]),
    }


def _told(values: Sequence[float]) -> dict[str, float | int] | None:
    if not values:
        return None
    found: Interval = interval(values)
    return {"value": found.value, "low": found.low, "high": found.high, "n": len(values)}
