"""Tasks from the user's own functions, families and suite files; nothing secret, nothing kept for evaluation."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.builders.scripted import sandbox
from understudy.learn.split import scope_of
from understudy_trainer.builders.preferences.concepts import Concepts, concepts, invented, question, read
from understudy_trainer.builders.preferences.own_functions import of_workspace
from understudy_trainer.builders.preferences.pools import given_tests
from understudy_trainer.builders.preferences.seeds import SeedError, gather
from understudy_trainer.builders.sources import for_evaluation
from understudy_trainer.evaluate.execution import run
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.tasks.sample import training

MODULE = '''"""A module."""
import os
import re
import requests
from .near import helper

WORD = re.compile(r"\\w+")
LIMIT = 3

def _clean(text: str) -> str:
    return text.strip().lower()

def words_of(text: str) -> list[str]:
    """The words of a text.

    >>> words_of("A b")
    ['a', 'b']
    """
    found = WORD.findall(_clean(text))
    return found[:LIMIT]

def first_big_number(numbers, limit):
    return next((n for n in numbers if n > limit), None)

def again(text: str) -> list[str]:
    """The same code under another name."""
    found = WORD.findall(_clean(text))
    return found[:LIMIT]

def fetch(url):
    """Fetch."""
    return requests.get(url)

def near(x):
    """Uses a neighbour."""
    return helper(x)

def f(x):
    return x

def shout(text):
    """Prints."""
    print(text)

def pages(xs):
    """Lazily."""
    yield from xs

def key_of(name):
    """Holds a key."""
    return {"k": "AKIAABCDEFGHIJKLMNOP"}[name]

class Box:
    def area(self, side):
        """A method."""
        return side * side
'''


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    files = {
        "app/module.py": MODULE,
        "app/hidden.py": 'def hidden_one(x):\n    """Ignored."""\n    return x + 1\n',
        "app/secrets.py": 'def secret_one(x):\n    """Secret."""\n    return x + 2\n',
        "app/broken.py": "def broken(:\n",
        "tests/test_it.py": 'def test_it(x):\n    """A test."""\n    return x + 3\n',
        ".venv/lib.py": 'def venv_one(x):\n    """Installed."""\n    return x + 4\n',
        ".gitignore": "hidden.py\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_own_functions_are_tasks_that_stand_alone(workspace: Path) -> None:
    left_out: Counter[str] = Counter()
    found = {problem.entry_point: problem for problem in of_workspace(workspace, left_out)}
    assert list(found) == ["words_of", "first_big_number"]
    words = found["words_of"]
    assert "requests" not in words.prompt and "import os" not in words.prompt and "LIMIT = 3" in words.prompt
    assert words.prompt.endswith('"""\n') and words.canonical.startswith("    found = ")
    assert words.visible == ("assert words_of('A b') == ['a', 'b']",)
    space: dict[str, object] = {}
    exec(words.source(words.canonical), space)
    assert space["words_of"](" One TWO three four") == ["one", "two", "three"]  # type: ignore[operator]
    assert '"""First big number of numbers and limit."""' in found["first_big_number"].prompt
    for reason in ("ignored file", "unreadable file", "method", "repeated", "looks secret", "needs other packages",
                   "no docstring", "returns nothing", "async or generator"):  # fmt: skip
        assert left_out[reason], reason
    assert left_out["ignored file"] == 2


def test_a_task_has_the_scope_its_function_has_in_the_log(workspace: Path) -> None:
    problem = of_workspace(workspace, Counter())[0]
    file = workspace / "app" / "module.py"
    above = MODULE.partition("    found = ")[0]
    assert problem.id == scope_of(str(file), above)


def test_sources_join_and_repeats_count_once(workspace: Path, tmp_path: Path) -> None:
    seeds = gather([str(workspace), str(workspace), "families:seed=5,count=4"])
    assert len(seeds.problems) == 6 and seeds.left_out["repeated"] >= 2
    assert len({problem.id for problem in seeds.problems}) == 6
    assert len(gather([str(workspace), "training:seed=5,count=4"], limit=3).problems) == 3
    drawn = training(5)
    prompts = [next(drawn).prompt for _ in range(4)]
    assert [p.prompt for p in seeds.problems[2:]] == prompts and all(p.canonical for p in seeds.problems[2:])
    (tmp_path / "empty").mkdir()
    with pytest.raises(SeedError, match="No task was found"):
        gather([str(tmp_path / "empty")])


def test_what_is_kept_for_evaluation_is_no_seed(tmp_path: Path) -> None:
    def row(number: int) -> dict[str, object]:
        code = f"def add(x):\n    return x + {number}"
        return {"task_id": number, "text": f"Add {number}.", "code": code, "test_list": [f"assert add(0) == {number}"]}

    rows = [row(number) for number in (11, 510, 511, 600, 601, 974)]
    (tmp_path / "mbpp.jsonl").write_text("\n".join(map(json.dumps, rows)))
    seeds = gather([str(tmp_path / "mbpp.jsonl")])
    assert [problem.id for problem in seeds.problems] == ["Mbpp/601", "Mbpp/974"]
    assert seeds.problems[0].canonical == "    return x + 601\n" and seeds.left_out["kept for evaluation"] == 4
    assert for_evaluation("HumanEval/3") and not for_evaluation("mine/3")


async def test_the_reference_vouches_for_an_own_function(workspace: Path) -> None:
    async with sandbox() as pool:
        problem = of_workspace(workspace, Counter())[0]
        tests = await given_tests(problem, pool)
        (ran,) = await run(problem, [problem.canonical], tests, pool)
        assert len(tests) > 3 and set(ran.outcomes) == {"p"}


ANSWER = '''Sure:
```python
import re

def shorter(words: list[str], limit: int) -> list[str]:
    """The words below the limit.

    >>> shorter(["a", "bcd"], 2)
    ['a']
    """
    ...
```
Done.'''


class Listening:
    """A teacher that answers from a list."""

    name = "listening"

    def __init__(self, *answers: str) -> None:
        self.answers, self.asked = list(answers), [""]

    async def ask(self, question: str, *, n: int = 1, **rest: object) -> list[str]:
        self.asked.append(question)
        return [self.answers.pop(0) if self.answers else "" for _ in range(n)]


async def test_a_new_task_is_written_from_the_concepts_and_not_from_the_code(workspace: Path) -> None:
    problem = of_workspace(workspace, Counter())[1]
    found = concepts(problem)
    assert "number" in found.words and "next()" in found.calls and "generator expression" in found.constructs
    teacher = Listening(ANSWER, "no code", ANSWER, "```python\ndef f(x):\n    return x\n```")
    made = await invented([problem, problem], teacher, 4)  # type: ignore[arg-type]
    assert [one.entry_point for one in made] == ["shorter"]  # the repeat, the chat and the one without docstring go
    assert made[0].prompt.startswith("import re\n") and made[0].prompt.endswith('"""\n') and made[0].canonical == ""
    assert made[0].visible == ("assert shorter(['a', 'bcd'], 2) == ['a']",)
    assert problem.canonical.strip() not in teacher.asked[1] and "generator expression" in teacher.asked[1]
    assert "types" not in question(Concepts(("a",), (), (), ()))
    assert read("def f(", "x") is None and concepts(Problem("x", "def f(", "f", "")).words == ()
