"""RRTF's rankings: four classes, teachers above students, rows as the trainer reads them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from tests.builders.scripted import PROBLEM, Scripted, sandbox
from understudy_trainer.builders.preferences import rrtf
from understudy_trainer.builders.preferences.results import PairRow, RankingRow, Response
from understudy_trainer.builders.preferences.rrtf import TIE, Settings, one, rank, score, spread
from understudy_trainer.corpus import records
from understudy_trainer.data.files import from_file
from understudy_trainer.evaluate.execution import Ran

RIGHT, ALSO, HALF = "    return x * 2\n", "    return x + x\n", "    return 6 if x else 0\n"
RAISES, BROKEN, WRONG = "    return x.y\n", "    return (\n", "    return 'no'\n"
QUICK = Settings(student=3, temperatures=(0.8,), teacher_temperatures=(0.2,), teacher=2)


def test_the_four_classes_are_ordered() -> None:
    compile_error, runtime, slow = Ran(False, "ee"), Ran(True, "ee"), Ran(True, "tt")
    none, some, most, everything = Ran(True, "ff"), Ran(True, "pff"), Ran(True, "ppe"), Ran(True, "ppp")
    scores = [score(ran) for ran in (compile_error, runtime, none, some, most, everything)]
    assert scores == sorted(set(scores)) and scores[0] == 0.0 and scores[-1] == 1.0
    assert score(slow) == score(runtime) == score(Ran(True, "--"))


def response(score: float, by: str = rrtf.STUDENT) -> Response:
    return Response(f"{by} {score}", score, by)


def test_a_teacher_wins_ties_and_hides_better_students() -> None:
    found = rank([response(1.0), response(0.6), response(0.35), response(0.6, "big"), response(0.35, "old")])
    assert [(r.by, r.score) for r in found] == [
        ("big", 0.6), ("student", pytest.approx(0.6 - TIE)), ("old", 0.35), ("student", pytest.approx(0.35 - TIE)),
    ]  # fmt: skip
    alone = [response(0.2), response(1.0), response(0.6)]
    assert [r.score for r in rank(alone)] == [1.0, 0.6, 0.2]  # without a teacher the tests alone rank


def test_a_long_ranking_keeps_every_class() -> None:
    ranked = [response(1.0) for _ in range(20)] + [response(0.35), response(0.0)]
    kept = spread(ranked)
    assert [r.score for r in kept] == [1.0] * rrtf.MOST_ALIKE + [0.35, 0.0]
    assert len(spread([response(i / 20) for i in range(20, 0, -1)])) == rrtf.MOST


async def test_a_row_of_student_teacher_and_canonical(tmp_path: Path) -> None:
    problem = replace(PROBLEM, canonical=RIGHT)
    async with sandbox() as pool:
        student, teacher = Scripted([ALSO, HALF, BROKEN]), Scripted([RAISES, WRONG])
        (row,) = (await one(problem, student, pool, QUICK, {"big": teacher})).rows
        assert [(r.by, round(r.score, 2)) for r in row.responses] == [
            ("canonical", 1.0), ("student", 0.95), ("student", 0.78), ("big", 0.35), ("big", 0.2), ("student", 0.0),
        ]  # fmt: skip
        assert row.prompt_pieces == [PROBLEM.prompt, 6] and row.responses[0].text == RIGHT

        tests_only = msgspec.structs.replace(QUICK, canonical=False)
        (alone,) = (await one(problem, student, pool, tests_only)).rows
        assert [r.text for r in alone.responses] == [ALSO, HALF, BROKEN] and alone.responses[0].score == 1.0

        behind = await one(problem, student, pool, tests_only, {"big": teacher})
        assert behind.dropped == (rrtf.TOO_LOW,)  # whoever is better than every teacher is left out
        assert behind.counts["student_response_above_the_teacher"] == 2
        assert (await one(problem, Scripted([RIGHT]), pool, tests_only)).dropped == (rrtf.ALL_ALIKE,)
        assert (await one(replace(PROBLEM, tests=""), student, pool, QUICK)).dropped == (rrtf.NO_TESTS,)
    records.write(tmp_path / "r.jsonl", [msgspec.to_builtins(row)])
    (example,) = from_file(tmp_path / "r.jsonl", "rrtf")
    assert (
        example.prompt == row.prompt_pieces and example.scores[0] == max(example.scores) and example.scope == "double"
    )


def test_pair_rows_are_read_for_dpo(tmp_path: Path) -> None:
    row = PairRow("p", ["p", 6], RIGHT, HALF, "codedpo", 0.5, "a.py::def f", "t", "count")
    records.write(tmp_path / "p.jsonl", [msgspec.to_builtins(row)])
    (example,) = from_file(tmp_path / "p.jsonl", "dpo")
    assert example.prompt == ["p", 6] and example.responses == (RIGHT, HALF) and example.scope == "a.py::def f"
    assert msgspec.convert(msgspec.to_builtins(row), PairRow) == row
    assert RankingRow.__struct_fields__[:2] == PairRow.__struct_fields__[:2]
