"""Problems with a solution to learn from: our training families, or a file of the user's (MBPP, HumanEval's form)."""

from __future__ import annotations

import ast
import re
import textwrap
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from understudy.syntax import parsed
from understudy_trainer.corpus import records
from understudy_trainer.corpus.leaks.fingerprints import without_docstring
from understudy_trainer.corpus.records import Record
from understudy_trainer.errors import TrainError
from understudy_trainer.evaluate.formats import Problem

TRAINING = "training:"
MBPP_TRAINING = range(601, 975)  # 1-10 are its prompts, 11-510 its tests, 511-600 what we tune on
KEPT = "kept for evaluation"
_MBPP, _EVALUATION = re.compile(r"Mbpp/(\d+)$"), re.compile(r"human[_-]?eval", re.IGNORECASE)
_FORM = "Write training:seed=0,count=100, or the path of a file of problems."


@dataclass(frozen=True, slots=True)
class Given:
    """problem.canonical is the solution, "" if the source has none that fits. plan: the source's own, () if none."""

    problem: Problem
    plan: tuple[str, ...] = ()


def load(
    source: str,
    *,
    ids: str = "",
    limit: int | None = None,
    evaluation: bool = False,
    left_out: Counter[str] | None = None,
) -> list[Given]:
    """`training:seed=0,count=100` (never held-out tasks), or a file in a format of `evaluate.formats`.

    ids: "601-974" = only records whose number lies there (MBPP's training split). evaluation: also what is kept for
    evaluation (`for_evaluation`); left_out counts it otherwise. Raises TrainError, SuiteError.
    """
    counts: Counter[str] = Counter() if left_out is None else left_out
    if source.startswith(TRAINING):
        found = _training(source.removeprefix(TRAINING))
    else:
        rows = records.read(Path(source))
        chosen = [row for row in rows if _within(row, ids)]
        found = [_given(row, source) for row in chosen]
        kept = [given for given in found if evaluation or not for_evaluation(given.problem.id)]
        counts[KEPT] += len(found) - len(kept)
        if found and not kept:
            raise TrainError(
                f"All {len(found)} problems of {source} are kept for evaluation (HumanEval, MBPP below 601).",
                "Give others: training on these would make every later figure worthless.",
            )
        found = _told_apart(kept)
    if not found:
        raise TrainError(f"{source} holds no problems{' with these ids' if ids else ''}.", _FORM)
    return found[:limit]


def for_evaluation(task: str) -> bool:
    """Whether a suite's task id belongs to what is reported or tuned on."""
    match = _MBPP.search(task)
    return bool(match and int(match[1]) not in MBPP_TRAINING) or bool(_EVALUATION.search(task))


def _training(options: str) -> list[Given]:
    from understudy_trainer.tasks.sample import training

    try:
        values = dict(part.split("=", 1) for part in options.split(",") if part)
        seed, count = int(values.pop("seed", "0")), int(values.pop("count", "100"))
        if values or count < 1:
            raise ValueError(options)
    except ValueError:
        raise TrainError(f"{TRAINING}{options} is no source.", _FORM) from None
    return [
        Given(
            Problem(
                id=f"{task.family}/{seed}-{number}",
                prompt=task.prompt,
                entry_point=task.entry_point,
                tests="\n".join(task.tests),
                visible=task.tests[: max(1, len(task.tests) // 2)],
                canonical=task.solutions[0],
            ),
            task.plan,
        )
        for number, task in enumerate(islice(training(seed), count))
    ]


def _given(record: Record, source: str) -> Given:
    problem = records.problem(record, f"A record of {source}")
    if not problem.canonical and isinstance(record.get("code"), str):
        problem = replace(problem, canonical=body_of(record["code"], problem.entry_point))
    return Given(problem)


def _told_apart(found: list[Given]) -> list[Given]:
    """Files are put together from others: what has an id that stood there before gets a number."""
    seen: Counter[str] = Counter()
    for number, given in enumerate(found):
        seen[given.problem.id] += 1
        if (times := seen[given.problem.id]) > 1:
            found[number] = replace(given, problem=replace(given.problem, id=f"{given.problem.id}#{times}"))
    return found


def body_of(code: str, name: str) -> str:
    """The body of function `name`, indented by four, where the code is that function and imports; "" otherwise."""
    tree = parsed(code.replace("\r\n", "\n").expandtabs(4))
    if tree is None:
        return ""
    rest = [node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom)]
    if len(rest) != 1 or not isinstance(rest[0], ast.FunctionDef) or rest[0].name != name:
        return ""
    body = without_docstring(rest[0].body)
    return "".join(textwrap.indent(ast.unparse(statement), "    ") + "\n" for statement in body)


def _within(record: Record, ids: str) -> bool:
    if not ids:
        return True
    try:
        low, high = (int(part) for part in ids.split("-"))
        number = int(str(record.get("task_id", "")).rpartition("/")[2])
    except ValueError:
        if "-" not in ids or not ids.replace("-", "").isdigit():
            raise TrainError(f"--ids {ids} is no range.", "Write it like 601-974.") from None
        return False
    return low <= number <= high
