"""Where tasks come from: a folder of the user's (his own functions), our task families, a suite file.

In: what the user wrote. Out: `Problem`s, and how many were left out for which reason. Whatever is kept for evaluation
(held-out families, MBPP's first 600 problems, HumanEval) is never a seed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from understudy.errors import UnderstudyError
from understudy.learn.likeness import tokens
from understudy_trainer.builders import sources
from understudy_trainer.builders.preferences.own_functions import of_workspace
from understudy_trainer.evaluate.formats import Problem


class SeedError(UnderstudyError):
    """There is nothing to build from."""


@dataclass(slots=True)
class Seeds:
    """problems: distinct. left_out: reason -> how many."""

    problems: list[Problem] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def gather(places: Sequence[str], limit: int | None = None) -> Seeds:
    """The tasks of all `places` (a folder, `families:seed=7,count=100`, a suite file), repeats left out, ids made
    distinct. Raises SeedError, TrainError or SuiteError."""
    found = Seeds()
    known: set[tuple[str, ...]] = set()
    ids: Counter[str] = Counter()
    for place in places:
        for problem in _of(place, found.left_out):
            text = tokens(problem.prompt)
            if text in known:
                found.left_out["repeated"] += 1
                continue
            if limit is not None and len(found.problems) >= limit:
                return found
            known.add(text)
            ids[problem.id] += 1
            number = ids[problem.id]
            found.problems.append(problem if number == 1 else replace(problem, id=f"{problem.id}#{number}"))
    if not found.problems:
        reasons = ", ".join(f"{reason}: {count}" for reason, count in found.left_out.most_common(5))
        raise SeedError(
            f"No task was found in {', '.join(places)}" + (f" (left out: {reasons})." if reasons else "."),
            "Give a folder of Python code, families:seed=7,count=100, or a suite file.",
        )
    return found


def _of(source: str, left_out: Counter[str]) -> list[Problem]:
    word, _, options = source.partition(":")
    if word in ("families", "training"):
        return [given.problem for given in sources.load(f"{sources.TRAINING}{options}")]
    path = Path(source).expanduser()
    if path.is_dir():
        return of_workspace(path.resolve(), left_out)
    kept = []
    for problem in (given.problem for given in sources.load(str(path), evaluation=True)):
        if sources.for_evaluation(problem.id):
            left_out[sources.KEPT] += 1
        elif problem.suffix:
            left_out["infilling"] += 1
        else:
            kept.append(problem)
    return kept
