"""Outcomes this machine has collected: candidates the workspace's tests judged, or samples of `understudy eval`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from understudy.learn.events import Event, Status, Tested, cursor_text
from understudy.learn.split import scope_of
from understudy.learn.withdrawn import response_id, responses
from understudy.models.rankers import Array, Outcome
from understudy.prompts import plan
from understudy.prompts.types import Prompt
from understudy.syntax import parsed
from understudy_trainer.errors import TrainError
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.sampling import Sample
from understudy_trainer.ranker.fit import SCALARS, Data

OUTCOME_OF: Mapping[Status, Outcome] = {
    "passed": "correct",
    "failed": "wrong",
    "timeout": "runtime",
    "crash": "runtime",
    "error": "runtime",
}
"""A test that a candidate's own exception fails says "failed", like a wrong value; nothing is known of the rest."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One prompt with what became of each distinct text. group: what no split may divide (file and function)."""

    prompt: Prompt
    group: str
    texts: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


def from_events(events: Iterable[Event], model_sha: str) -> list[Judged]:
    """The candidates this model was asked for, one entry a prompt; of a text that was judged again the last counts.
    Those of pairs that the user deleted are left out."""
    log = list(events)
    gone = responses(log)
    known: dict[str, tuple[Prompt, str, dict[str, Outcome]]] = {}
    for event in log:
        if not isinstance(event, Tested) or event.model_sha != model_sha:
            continue
        scope = scope_of(event.file, cursor_text(event.prompt))
        entry = known.setdefault(json.dumps([scope, list(event.prompt)]), (event.prompt, scope, {}))
        for candidate in event.candidates:
            outcome = OUTCOME_OF.get(candidate.status)
            withdrawn = bool(gone) and response_id(event.prompt, candidate.text) in gone
            if outcome is not None and candidate.text and not withdrawn:
                entry[2][candidate.text] = outcome
    return [_judged(prompt, scope, found) for prompt, scope, found in known.values() if found]


def from_samples(path: Path, problems: Sequence[Problem], special: Mapping[str, int]) -> list[Judged]:
    """The samples `understudy eval --samples` wrote for these problems. Raises TrainError.

    Plan-first code is read under the direct prompt: a body is a body, as in the log.
    """
    by_id = {problem.id: problem for problem in problems if not problem.suffix}
    known: dict[str, dict[str, Outcome]] = {}
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise TrainError(f"{path} cannot be read: {error}", "Check the path.") from error
    for number, line in enumerate(lines, 1):
        try:
            sample = msgspec.json.decode(line, type=Sample) if line.strip() else None
        except msgspec.MsgspecError as error:
            raise TrainError(
                f"{path}:{number} is no sample ({error}).", "Give what `understudy eval` wrote."
            ) from error
        if sample is not None and sample.task_id in by_id and sample.completion.strip():
            outcome = _outcome(by_id[sample.task_id], sample)
            known.setdefault(sample.task_id, {})[sample.completion] = outcome
    return [_judged(plan.direct(by_id[id_].prompt, special), id_, found) for id_, found in known.items()]


def data(judged: Sequence[Judged], rows: Sequence[Sequence[Array | None]]) -> Data:
    """One row a text whose features are known (`states.read_again`)."""
    flat = [
        (row, outcome, one.group, str(number))
        for number, (one, own) in enumerate(zip(judged, rows, strict=True))
        for row, outcome in zip(own, one.outcomes, strict=True)
        if row is not None
    ]
    matrix = np.array([row for row, *_ in flat], np.float64) if flat else np.zeros((0, SCALARS))
    outcomes = tuple(outcome for _, outcome, _, _ in flat)
    groups, tasks = tuple(one[2] for one in flat), tuple(one[3] for one in flat)
    return Data(matrix, ("direct",) * len(flat), outcomes, groups, tasks)


def counted(judged: Sequence[Judged]) -> Counter[Outcome]:
    return Counter(outcome for one in judged for outcome in one.outcomes)


def _judged(prompt: Prompt, group: str, found: Mapping[str, Outcome]) -> Judged:
    return Judged(prompt, group, tuple(found), tuple(found.values()))


def _outcome(problem: Problem, sample: Sample) -> Outcome:
    if sample.passed:
        return "correct"
    if parsed(problem.source(sample.completion)) is None:
        return "syntax"
    return "wrong" if sample.status == "failed" else "runtime"
