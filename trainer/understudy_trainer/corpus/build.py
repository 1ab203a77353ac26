"""The corpus from end to end: sources, cleaning, cutting, duplicates, exercises, leaks; with a report of all that went.

In: the running environment, and a folder of data sets. Out, in one folder: `pieces.jsonl.gz`, `exercises.jsonl.gz`,
`report.json` and, for people, `DATA.md`.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from understudy.files import replacing
from understudy_trainer.corpus import cleaning, cutting, exercises, pieces, records, sources
from understudy_trainer.corpus.duplicates import Seen
from understudy_trainer.corpus.leaks import documents
from understudy_trainer.corpus.leaks.leaks import Hit, Index, Limits
from understudy_trainer.corpus.pieces import Exercise, Piece
from understudy_trainer.corpus.statement import statement
from understudy_trainer.evaluate.sampling import Pool
from understudy_trainer.tasks.common import Task

PIECES, EXERCISES, REPORT, STATEMENT = "pieces.jsonl.gz", "exercises.jsonl.gz", "report.json", "DATA.md"
KEPT_BACK = range(11, 601)  # of MBPP: its tests, and what we tune on
TESTS = range(11, 511)
# natural code does without one-liners that anybody would write, `is_even`, if an item asks for them
ORDINARY = Limits(fewest_nodes=11, fewest_tokens=12, fewest_named=10)
_EDITIONS = ("mbpp.jsonl", "sanitized-mbpp.json")
_NUMBER = re.compile(r"/(\d+)$")
Tell = Callable[[dict[str, Any]], None]


@dataclass(slots=True)
class Leaks:
    """What of training data is, or nearly is, a kept-back item. indexes: by kind of row, pieces under `ORDINARY`;
    empty where there is no data set to compare."""

    indexes: dict[str, Index] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)
    hits: list[dict[str, Any]] = field(default_factory=list)

    def struck(self, what: str, row: dict[str, str], name: str) -> bool:
        """Whether `row` leaks; it is counted under `what` (pieces, exercises, tasks) and noted by `name`."""
        self.rows[what] += 1
        found = self.indexes[what].hits(self.rows[what] - 1, row) if self.indexes else []
        self.hits += [_noted(hit, what, name) for hit in found]
        return bool(found)

    def as_json(self) -> dict[str, Any]:
        """Counts by kind of row, by split and by sign, and every hit."""
        rows = {(hit["what"], hit["row"]) for hit in self.hits}
        splits = Counter((what, which) for what, _, which in {(h["what"], h["row"], h["split"]) for h in self.hits})
        return {
            "items": max((index.items for index in self.indexes.values()), default=0),
            "rows": dict(self.rows),
            "leaking_rows": dict(Counter(what for what, _ in rows)),
            "by_split": {f"{what}, {which}": count for (what, which), count in sorted(splits.items())},
            "signs": dict(Counter(f"{h['what']}, {sign}" for h in self.hits for sign in h["shares"])),
            "hits": self.hits,
        }


def against(data: Path | None) -> Leaks:
    """The leak check against MBPP's kept-back records in both editions. Raises TrainError or SuiteError."""
    if data is None:
        return Leaks()
    suites = [path for name in _EDITIONS if (path := data / "mbpp" / name).exists()]
    every = (item for suite in suites for item in documents.of_suite(str(suite)))
    items = [item for item in every if _number(item.name) in KEPT_BACK]
    if not items:
        return Leaks()
    made_on_purpose = Index(items)
    return Leaks({"pieces": Index(items, ORDINARY), "exercises": made_on_purpose, "tasks": made_on_purpose})


@dataclass(slots=True)
class Counts:
    """Of pieces: how many and how many characters, by kind and by source; dropped by reason."""

    pieces: Counter[str] = field(default_factory=Counter)
    characters: Counter[str] = field(default_factory=Counter)
    by_source: dict[str, dict[str, Any]] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)
    self_contained: Counter[str] = field(default_factory=Counter)

    def add(self, piece: Piece) -> None:
        self.pieces[piece.kind] += 1
        self.characters[piece.kind] += len(piece.text)
        self.self_contained[piece.kind] += piece.unresolved == 0
        of = self.by_source[piece.source]
        of["pieces"] += 1
        of["characters"] += len(piece.text)


def natural(passed: sources.Passed, counts: Counts, leaks: Leaks, tell: Tell, **look: Any) -> Iterator[Piece]:
    """Every piece that is kept, source by source. look: as `sources.found` takes it."""
    seen = Seen()
    for source in sources.found(passed, **look):
        counts.by_source[source.name] = {
            "licence": source.licence,
            "files": len(source.files),
            "pieces": 0,
            "characters": 0,
        }
        for path in source.files:
            for piece in _of_file(path, source, passed, counts):
                if not seen.add(piece.text):
                    counts.dropped["near duplicate"] += 1
                elif leaks.struck("pieces", {"code": piece.text}, f"{piece.source}: {_first_def(piece.text)}"):
                    counts.dropped["leak"] += 1
                else:
                    counts.add(piece)
                    yield piece
        tell({"event": "source", "name": source.name, **counts.by_source[source.name]})


def unchecked() -> Iterator[Piece]:
    """Every piece of the running environment, the standard library's first, compared with no benchmark: for programs
    that need Python text and train no model."""
    return natural(sources.Passed(), Counts(), Leaks(), lambda event: None)


async def executed(data: Path, pool: Pool, leaks: Leaks, dropped: Counter[str]) -> list[Exercise]:
    """The exercises whose tests pass and that leak nothing. A problem that leaks in one voice is dropped in all."""
    found = [each async for each in exercises.proved(exercises.every(data), pool, dropped)]
    leaking = {
        each.name
        for each in found
        if leaks.struck("exercises", {"prompt": each.prompt, "answer": each.answer}, f"{each.name}, {each.voice}")
    }
    kept = [each for each in found if each.name not in leaking]
    dropped["leak"] += len(found) - len(kept)
    return kept


def check_tasks(count: int, leaks: Leaks, seed: int = 0) -> None:
    """Compare `count` family tasks; what is found is reported for their makers, since the families are endless."""
    from understudy_trainer.tasks.sample import training  # registers every family

    for task in islice(training(seed), count):
        leaks.struck("tasks", _row(task), f"{task.family}:{task.combo}")


async def build(out: Path, data: Path | None, pool: Pool, tasks: int, tell: Tell) -> dict[str, Any]:
    """Write the four files into `out`, each whole or not at all; returns the report. Raises UnderstudyError."""
    passed, counts, leaks = sources.Passed(), Counts(), against(data)
    failed, found = Counter[str](), list[Exercise]()
    if data is not None:
        found = await executed(data, pool, leaks, failed)
        pieces.write(out / EXERCISES, found)
        tell({"event": "exercises", "kept": len(found), "dropped": dict(failed)})
    with pieces.writing(out / PIECES) as put:
        for piece in natural(passed, counts, leaks, tell):
            put(piece)
            await asyncio.sleep(0)  # where a stop is heard
    check_tasks(tasks, leaks)
    report = {
        "pieces": dict(counts.pieces),
        "characters": dict(counts.characters),
        "self_contained": dict(counts.self_contained),
        "dropped": dict(counts.dropped),
        "sources": counts.by_source,
        "refused": passed.refused,
        "files_passed_over": dict(passed.files),
        "exercises": dict(Counter(f"{each.source}, {each.voice}" for each in found)),
        "exercise_problems": len({each.name for each in found}),
        "exercises_dropped": dict(failed),
        "leaks": leaks.as_json(),
    }
    records.write_json(out / REPORT, report)
    with replacing(out / STATEMENT) as part:
        part.write_text(statement(report), encoding="utf-8")
    return report


def _of_file(path: Path, source: sources.Source, passed: sources.Passed, counts: Counts) -> Iterator[Piece]:
    text = sources.read(path, passed)
    if text is None:
        return
    clean = cleaning.cleaned(text)
    if clean is None:
        passed.files["no Python of today, or odd indentation"] += 1
        return
    yield from cutting.cut(cutting.File(*clean, source.name, source.licence), counts.dropped)


def _noted(hit: Hit, what: str, name: str) -> dict[str, Any]:
    split = "MBPP 11-510" if _number(hit.item) in TESTS else "MBPP 511-600"
    return {"what": what, "row": hit.row, "name": name, "item": hit.item, "split": split, "shares": hit.shares}


def _number(name: str) -> int:
    match = _NUMBER.search(name)
    return int(match[1]) if match else 0


def _row(task: Task) -> dict[str, str]:
    return {"prompt": task.prompt, "code": task.solutions[0]}


def _first_def(text: str) -> str:
    match = re.search(r"^(?: {4})?(?:async )?(?:def|class) +\w+", text, re.MULTILINE)
    return match[0].strip() if match else ""
