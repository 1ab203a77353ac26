"""Plans are read leniently, refused where they are code, and kept only if they help a student that runs for real."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from understudy.cli.main import main
from understudy.engine.protocol import Candidate, ModelInfo
from understudy.prompts.types import Prompt
from understudy.runner.program import ProgramPool
from understudy_trainer.builders import sources
from understudy_trainer.builders.journal import Journal
from understudy_trainer.builders.plans import backward, distill, plans
from understudy_trainer.builders.plans.distill import Outcome, RoundTrip
from understudy_trainer.builders.plans.offers import FromTeacher, Offer
from understudy_trainer.builders.plans.students import Student
from understudy_trainer.builders.sources import Given
from understudy_trainer.builders.teachers.teacher import TeacherDownError
from understudy_trainer.data.files import from_file
from understudy_trainer.errors import TrainError
from understudy_trainer.evaluate.formats import Problem

TWICE = Given(
    Problem(
        "twice",
        'def twice(n):\n    """Return what is wanted of n."""\n',
        "twice",
        "assert twice(2) == 4\nassert twice(5) == 10",
        canonical="    return n + n\n",
    )
)
UNSOLVED = Given(Problem("unsolved", TWICE.problem.prompt, "twice", "assert False", canonical="    return n\n"))
EASY = Given(Problem("easy", 'def one():\n    """One."""\n', "one", "assert one() == 1", canonical="    return 1\n"))


class Scripted:
    """A student that writes the first body whose words stand in the prompt. rows: how many were drawn."""

    info = ModelInfo("", "scripted", "", "0" * 64, 0, 0, 4096, 0, {}, "psm")

    def __init__(self, **bodies: str) -> None:
        self._bodies = bodies
        self.rows = 0

    async def generate(self, prompt: Prompt, *, n: int, **_: Any) -> list[Candidate]:
        self.rows += n
        text = "".join(map(str, prompt))
        body = next((body for words, body in self._bodies.items() if words.replace("_", " ") in text), "    return n\n")
        return [Candidate(i, body if i % 2 else "    return n\n", [1], [0.0], "stop") for i in range(n)]


class Answering:
    """A teacher with these answers, in turn. asked: the questions."""

    name = "answering"

    def __init__(self, *answers: str) -> None:
        self._answers = answers
        self.asked: list[str] = []

    async def ask(self, question: str, *, n: int = 1, **_: Any) -> list[str]:
        self.asked.append(question)
        return [self._answers[i % len(self._answers)] for i in range(n)]


@pytest_asyncio.fixture
async def pool() -> AsyncIterator[ProgramPool]:
    async with ProgramPool() as running:
        yield running


GOOD, USELESS, CODE = "1. Double the number\n2. Return it", "- Think about it\n- Return it", "1. Return `n + n`"


@pytest.mark.parametrize(
    ("answer", "steps"),
    [
        (
            "Sure!\n\n1. **Split** the words.\n2) keep the\n   longest\n\nHope it helps.",
            ("split the words", "keep the longest"),
        ),
        ("* go through xs\n* return the sum", ("go through xs", "return the sum")),
        ("Step 1: Go\nStep 2: Stop", ("go", "stop")),
        ("# 1. sort xs\n# 2. return it", ("sort xs", "return it")),
        ("1. one\n\n2. two\n\nSome prose - with a dash", ("one", "two")),
        ("- one\n\n- two\n\n1. not of this list", ("one", "two")),
        ("**Plan**\n**1.** one\n**2.** two", ("one", "two")),
        ("I would sort it.", ()),
        ("", ()),
    ],
)
def test_lists_are_read_leniently(answer: str, steps: tuple[str, ...]) -> None:
    assert plans.read(answer) == steps


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        (("go through each element(s) of xs", "return 'a' or 'b'"), ""),
        (("split each at '->'", "return total"), ""),
        (("return the sum of xs if n >= 2",), ""),
        ((), "no list"),
        (("go on",) * 9, "too long"),
        (("go on " * 40,), "long step"),
        (("set `total` to 0",), "code"),
        (("total = 0",), "code"),
        (("then total += x for each",), "code"),
        (("return sum(xs)",), "code"),
        (("take xs[0]",), "code"),
        (("for x in xs: return x",), "code"),
        (("work out  a+b * c, then stop",), "copy"),
    ],
)
def test_a_plan_is_words(steps: tuple[str, ...], fault: str) -> None:
    assert plans.fault(steps, "    print(1)\n    work out a + b * c\n") == fault


def test_the_own_plans_of_our_families_are_plans() -> None:
    faults = Counter(plans.fault(g.plan, g.problem.canonical) for g in sources.load("training:seed=3,count=60"))
    assert faults[""] >= 58


def test_a_plan_is_read_off_the_tree() -> None:
    body = (
        "    total = 0\n    for x in sorted(xs, reverse=True):\n        if x % 2 == 0 and x not in seen:\n"
        "            total += x\n    return total\n"
    )
    steps = backward.plan(body)
    assert steps == (
        "let total be 0",
        "for each x of xs in descending order: if x modulo 2 is equal to 0 and x is not in seen, add x to total",
        "return total",
    )
    assert plans.fault(steps, body) == ""
    assert backward.plan("    with open(p) as f:\n        return f.read()\n") == ()


def test_training_ids_and_bodies_of_mbpp(tmp_path: Path) -> None:
    record = {
        "text": "Add.",
        "code": "import math\r\ndef add(a, b):\r\n\tc = a + b\r\n\treturn c",
        "test_list": ["assert add(1, 2) == 3"],
    }
    helped = {**record, "code": "def h(a):\n    return a\ndef add(a, b):\n    return h(a) + b\n"}
    path = tmp_path / "mbpp.jsonl"
    rows = [
        {**record, "task_id": 5},
        {**record, "task_id": 601},
        {**helped, "task_id": 602},
        {**record, "task_id": 601},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    found = sources.load(str(path), ids="601-974")
    assert [g.problem.id for g in found] == ["Mbpp/601", "Mbpp/602", "Mbpp/601#2"]
    assert [g.problem.canonical for g in found][:2] == ["    c = a + b\n    return c\n", ""]
    left_out: Counter[str] = Counter()
    assert [g.problem.id for g in sources.load(str(path), left_out=left_out)] == [g.problem.id for g in found]
    assert left_out == {sources.KEPT: 1}
    assert sources.load(str(path), evaluation=True)[0].problem.id == "Mbpp/5"
    with pytest.raises(TrainError, match="kept for evaluation"):
        sources.load(str(path), ids="1-10")
    for ids in ("601", "a-b", "1-2"):
        with pytest.raises(TrainError):
            sources.load(str(path), ids=ids)


async def test_a_plan_is_kept_if_more_samples_pass_under_it(pool: ProgramPool, tmp_path: Path) -> None:
    student = Student(Scripted(double="    return 2 * n\n", One="    return 1\n"), pool)
    teacher = Answering(GOOD, USELESS, CODE, GOOD)
    how = RoundTrip(plans=4, samples=4)
    problems = [TWICE, UNSOLVED]
    outcomes = await distill.distill(problems, FromTeacher(teacher), student, how, Journal(tmp_path / "j"))
    twice, unsolved = outcomes
    assert unsolved.state == distill.UNVERIFIED
    assert "n + n" in teacher.asked[0] and len(teacher.asked) == 1
    assert dict(twice.faults) == {"code": 1, "repeat": 1}
    assert [(plan.steps[0], plan.passed, plan.kept) for plan in twice.tried] == [
        ("double the number", 2, True),
        ("think about it", 0, False),
    ]
    assert (twice.tried[0].fresh, twice.tried[0].fresh_direct) == (2, 0)
    report = distill.report(outcomes, how)
    assert (report["plans_tried"], report["plans_kept"], report["share_kept"]) == (2, 1, 0.5)
    assert report["gain_kept"]["value"] == report["gain_fresh"]["value"] == 0.5
    assert report["gain_offered"]["value"] == 0.25

    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in distill.rows(problems, outcomes, how, "t")))
    (example,) = from_file(path, "plan")
    assert (example.prompt, example.responses) == ([TWICE.problem.prompt], ("    return n + n\n",))
    assert example.plan == "    # 1. double the number\n    # 2. return it\n"


@pytest.mark.parametrize("ties", [False, True])
async def test_ties_are_kept_only_on_request(ties: bool, pool: ProgramPool, tmp_path: Path) -> None:
    student = Student(Scripted(wanted="    return n + n\n"), pool)
    how = RoundTrip(plans=1, samples=2, ties=ties)
    (outcome,) = await distill.distill([TWICE], FromTeacher(Answering(USELESS)), student, how, Journal(tmp_path / "j"))
    assert outcome.direct == outcome.tried[0].passed == 1
    assert outcome.tried[0].kept is ties


async def test_nothing_is_asked_for_what_needs_no_plan(pool: ProgramPool, tmp_path: Path) -> None:
    teacher = Answering(GOOD)
    how = RoundTrip(samples=1, plans=1)

    class Always(Scripted):
        async def generate(self, prompt: Prompt, *, n: int, **_: Any) -> list[Candidate]:
            return [Candidate(0, "    return 1\n", [1], [0.0], "stop")]

    student = Student(Always(), pool)
    (outcome,) = await distill.distill([EASY], FromTeacher(teacher), student, how, Journal(tmp_path / "j"))
    assert (outcome.state, teacher.asked) == (distill.SOLVED, [])


async def test_a_run_that_died_goes_on_where_it_was(pool: ProgramPool, tmp_path: Path) -> None:
    class Dying:
        name = "dying"
        asked = 0

        async def offer(self, given: Given, count: int) -> Offer:
            self.asked += 1
            if self.asked == 2:
                raise TeacherDownError("It went away.")
            return Offer((("double it",),), Counter())

    again = Given(Problem("again", TWICE.problem.prompt, "twice", TWICE.problem.tests, canonical="    return n * 2\n"))
    student, planner, how = Student(Scripted(), pool), Dying(), RoundTrip(samples=1)
    with pytest.raises(TeacherDownError):
        await distill.distill([TWICE, again], planner, student, how, Journal(tmp_path / "j"), at_once=1)
    seen: list[Outcome] = []
    outcomes = await distill.distill(
        [TWICE, again], planner, student, how, Journal(tmp_path / "j"), on_problem=lambda _, o: seen.append(o)
    )
    assert [o.id for o in seen] == ["again"]
    assert [o.id for o in outcomes] == ["twice", "again"]
    assert planner.asked == 3


def test_the_command_goes_on_after_kill_9(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "plans.jsonl"
    words = ["train", "distill", "training:seed=5,count=3", "--out", str(out), "--teacher", "own", "--samples", "2"]
    words += ["--model", "understudy-tiny", "--threads", "1", "--at-once", "1", "--ties", "--json"]
    with subprocess.Popen([sys.executable, "-m", "understudy.cli.main", *words], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["done"] == 1
        process.kill()
    assert not out.exists()

    assert main(words) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = [line["done"] for line in lines if line["kind"] == "task"]
    assert told == [2, 3][-len(told) :]  # the kill may have come after the second
    report = lines[-1]["report"]
    assert report == json.loads((tmp_path / "plans.jsonl.report.json").read_text())
    assert (report["problems"], report["asked"]) == (3, 3)
    assert report["plans_kept"] == report["rows"] == len(from_file(out, "plan")) > 0
    assert not (tmp_path / "plans.jsonl.partial").exists()
