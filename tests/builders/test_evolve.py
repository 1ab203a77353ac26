"""Rewritten tasks are kept where answers that differ behave alike in the sandbox; everything else says why not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from understudy.cli.main import main
from understudy.runner.program import ProgramPool
from understudy_trainer.builders.evolution import evolve, rewriting
from understudy_trainer.builders.evolution.evolve import Child, Evolution
from understudy_trainer.builders.journal import Journal
from understudy_trainer.builders.teachers.teacher import TeacherDownError
from understudy_trainer.corpus import records
from understudy_trainer.corpus.leaks import leaks
from understudy_trainer.evaluate.formats import Problem, from_record, load

PARENT = Problem(
    "total",
    'def total(xs: list[int]) -> int:\n    """Return the sum of all the numbers in the list xs."""\n',
    "total",
    "assert total([1, 2]) == 3",
    canonical="    return sum(xs)\n",
)
STUB = '''def evens_total(xs: list[int]) -> int:
    """Add up the even numbers that stand before the first negative one; 0 if there are none."""
'''
LOOP = '''```python
def evens_total(xs: list[int]) -> int:
    """Add up."""
    total = 0
    for x in xs:
        if x < 0:
            break
        if x % 2 == 0:
            total += x
    return total
```'''
TAKEWHILE = """Here it is:
```python
from itertools import takewhile

def evens_total(xs):
    return sum(x for x in takewhile(lambda x: x >= 0, xs) if x % 2 == 0)
```"""
RENAMED = LOOP.replace("total =", "t =").replace("total +=", "t +=").replace("return total", "return t")
WRONG = "```python\ndef evens_total(xs):\n    return sum(x for x in xs if x % 2 == 0)\n```"
ALSO_WRONG = "```python\ndef evens_total(xs):\n    return len(xs)\n```"
RANDOM = "```python\ndef evens_total(xs):\n    import random\n    return random.choice(xs)\n```"


class Teaching:
    """rewrites: an answer a rewriting, in turn (a "" dies). solutions: answers to every request for solutions."""

    name = "teaching"

    def __init__(self, rewrites: list[str], solutions: list[str]) -> None:
        self._rewrites, self._solutions = rewrites, solutions
        self.asked: list[str] = []

    async def ask(self, question: str, *, n: int = 1, **_: Any) -> list[str]:
        if question.startswith("Write the body"):
            return [self._solutions[i % len(self._solutions)] for i in range(n)]
        self.asked.append(question)
        answer = self._rewrites.pop(0)
        if not answer:
            raise TeacherDownError("It went away.")
        return [answer]


@pytest_asyncio.fixture
async def pool() -> AsyncIterator[ProgramPool]:
    async with ProgramPool() as running:
        yield running


async def one(teacher: Teaching, pool: ProgramPool, folder: Path, solutions: int = 3) -> Child:
    how = Evolution(rounds=1, solutions=solutions)
    (child,) = await evolve.evolve([PARENT], teacher, pool, how, Journal(folder / "j"))
    return child


async def test_a_task_whose_answers_agree_becomes_a_problem(pool: ProgramPool, tmp_path: Path) -> None:
    child = await one(Teaching([f"```python\n{STUB}```"], [LOOP, TAKEWHILE, WRONG]), pool, tmp_path)
    assert (child.fault, child.votes, child.answers) == ("", 2, 3)
    record = evolve.records([child])[0]
    problem = from_record(record)
    assert (problem.id, problem.entry_point) == ("total+1", "evens_total")
    assert (await pool.run(problem.program(problem.canonical))).status == "passed"
    assert (await pool.run(problem.program("    return len(xs)\n"))).status == "failed"


@pytest.mark.parametrize(("name", "test"), [("se", "assert se([1]) == 1"), ("a", "assert a([1]) == 1")])
async def test_a_record_s_check_calls_what_it_is_given(name: str, test: str, pool: ProgramPool) -> None:
    child = Child("p", 1, "m", prompt=f"def {name}(xs):\n", name=name, body="    return xs[0]\n", tests=(test,))
    problem = from_record(child.record())
    assert (await pool.run(problem.program(problem.canonical))).status == "passed"
    assert (await pool.run(problem.program("    return xs\n"))).status == "failed"


@pytest.mark.parametrize(
    ("solutions", "fault"),
    [
        ([LOOP, LOOP, RENAMED], "too few different answers"),
        ([LOOP, WRONG, ALSO_WRONG], "answers disagree"),
        ([LOOP, RANDOM, "no idea"], "too few different answers"),
    ],
)
async def test_answers_that_are_no_evidence(
    solutions: list[str], fault: str, pool: ProgramPool, tmp_path: Path
) -> None:
    assert (await one(Teaching([STUB], solutions), pool, tmp_path)).fault == fault


async def test_answers_must_meet_the_examples_of_the_docstring(pool: ProgramPool, tmp_path: Path) -> None:
    shown = STUB.replace('none."""', 'none.\n\n    >>> evens_total([2, 4])\n    7\n    """')
    assert (await one(Teaching([shown], [LOOP, TAKEWHILE]), pool, tmp_path)).fault == "answers fail the examples"


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ("I cannot do that.", "no stub"),
        ("def f(x):\n    return x\n", "no stub"),
        ('def f(x: int) -> int:\n    """Short."""\n', "length"),
        ('def f(x: int) -> int:\n    """%s."""\n' % ("word " * 400), "length"),
        (
            'def f(x: int) -> int:\n    """Like the given task, but with every second number only."""\n',
            "forbidden words",
        ),
        ('def f() -> int:\n    """Return the largest number that anybody can think of today."""\n', "no parameters"),
        (PARENT.prompt.replace("Return", "return"), "unchanged"),
        (f"Sure, here is one:\n\n{STUB}    return 0\n\nIt is harder because it is.", ""),
    ],
)
def test_rewritten_tasks_are_filtered(answer: str, fault: str) -> None:
    parent = rewriting.stub(PARENT.prompt)
    assert parent is not None
    assert rewriting.fault(rewriting.stub(answer), parent) == fault


def test_a_stub_survives_its_docstring() -> None:
    doc = 'Split "a\\\\b" at the last \\"'
    found = rewriting.stub(f'import re\n\ndef f(x: str) -> list[str]:\n    """{doc}"""\n    return []\n')
    assert found is not None
    again = rewriting.stub(found.prompt)
    assert again is not None and again.doc.rstrip("'") == found.doc.rstrip('"')
    assert found.prompt.startswith("import re\n\n\ndef f(x: str) -> list[str]:\n")


async def test_a_child_takes_its_parents_place_and_a_failure_does_not(pool: ProgramPool, tmp_path: Path) -> None:
    other = Problem("other", PARENT.prompt.replace("total", "other"), "other", "assert other([1]) == 1")
    teacher = Teaching([STUB, "nothing", "nothing", "nothing"], [LOOP, TAKEWHILE])
    how = Evolution(rounds=2, solutions=2)
    children = await evolve.evolve([PARENT, other], teacher, pool, how, Journal(tmp_path / "j"), at_once=1)
    assert [(c.id, c.fault) for c in children] == [
        ("total+1", ""),
        ("other+1", "no stub"),
        ("total+1+2", "no stub"),
        ("other+2", "no stub"),
    ]
    assert "evens_total" in teacher.asked[2]
    assert evolve.report(children)["rounds"] == {"1": {"kept": 1, "no stub": 1}, "2": {"no stub": 2}}


async def test_a_run_that_died_goes_on_where_it_was(pool: ProgramPool, tmp_path: Path) -> None:
    other = Problem("other", PARENT.prompt.replace("total", "other"), "other", "assert other([1]) == 1")
    teacher = Teaching([STUB, "", "nothing"], [LOOP, TAKEWHILE])
    how = Evolution(rounds=1, solutions=2)
    with pytest.raises(TeacherDownError):
        await evolve.evolve([PARENT, other], teacher, pool, how, Journal(tmp_path / "j"), at_once=1)
    children = await evolve.evolve([PARENT, other], teacher, pool, how, Journal(tmp_path / "j"), at_once=1)
    assert [(c.id, c.fault) for c in children] == [("total+1", ""), ("other+1", "no stub")]
    assert len(teacher.asked) == 3


async def test_evolved_tasks_are_read_back_and_checked_for_leaks(pool: ProgramPool, tmp_path: Path) -> None:
    rows = evolve.records([await one(Teaching([STUB], [LOOP, TAKEWHILE]), pool, tmp_path)])
    records.write(tmp_path / "evolved.jsonl", rows)
    assert [problem.id for problem in load(str(tmp_path / "evolved.jsonl"))] == ["total+1"]
    assert leaks.check(rows, [str(tmp_path / "evolved.jsonl")]).leaking == {0}


def test_rewriting_needs_a_teacher(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["train", "evolve", "training:seed=0,count=2", "--out", str(tmp_path / "o")]
    assert main([*words, "--teacher", "own"]) == 2
    assert "Only a teacher can rewrite tasks" in capsys.readouterr().err
    assert main([*words, "--teacher", "http://127.0.0.1:9"]) == 2
    assert "cannot be reached" in capsys.readouterr().err
