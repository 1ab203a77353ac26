"""One draft in many voices: shapes, true examples, statements, methods."""

from __future__ import annotations

import ast
import random
import re

import pytest

from tests.tasks.checking import draft, failures
from understudy_trainer.tasks import layout, sample
from understudy_trainer.tasks.authoring import draft as author
from understudy_trainer.tasks.common import Param, Task
from understudy_trainer.tasks.execute import execute
from understudy_trainer.tasks.voice import give_voice


@pytest.fixture(scope="module")
def tasks() -> list[Task]:
    return [sample.task(seed=17, index=i) for i in range(600)]


def test_prompts_come_in_many_shapes(tasks: list[Task]) -> None:
    shapes = {
        "comment": lambda p: p.lstrip().startswith("# ") and '"""' not in p,
        "one line": lambda p: bool(re.search(r'^    """.+"""$', p, re.MULTILINE)),
        "doctest": lambda p: "    >>> " in p,
        "arrows": lambda p: bool(re.search(r"^    \w+\(.*\) (==|=>|->|returns|=) ", p, re.MULTILINE)),
        "input and output": lambda p: "    Input: " in p and "    Output: " in p,
        "google": lambda p: "    Args:\n" in p and "    Returns:\n" in p,
        "numpy": lambda p: "    Returns\n    -------\n" in p,
        "sphinx": lambda p: "    :return: " in p,
        "asked": lambda p: "rite a function to " in p or "mplement a function to " in p,
        "old types": lambda p: "from typing import " in p and "List[" in p,
        "typed": lambda p: ") -> " in p,
        "untyped": lambda p: ") -> " not in p,
        "method": lambda p: bool(re.search(r"^    def \w+\(self", p, re.MULTILINE)),
        "chinese": lambda p: bool(re.search(r"[\u4e00-\u9fff]", p)),
    }
    counts = {shape: sum(map(holds, (t.prompt for t in tasks))) for shape, holds in shapes.items()}
    assert all(count >= 2 for count in counts.values()), counts


def test_doctest_examples_are_true(tasks: list[Task]) -> None:
    examples = 0
    for task in tasks[:200]:
        ast.parse(task.prompt + task.solutions[0])
        for call, shown in re.findall(r"^    >>> (.+)\n    (.+)$", task.prompt, re.MULTILINE):
            space: dict[str, object] = {}
            exec(task.prompt + task.solutions[0], space)
            assert repr(eval(call, space)) == shown
            examples += 1
    assert examples > 50


def test_imports_stand_first() -> None:
    executed = execute(draft(imports=("import math", "import re"), solutions=("return math.prod((x, 2))",)))
    for seed in range(12):
        task = give_voice("f", executed, random.Random(seed))
        assert task.prompt.startswith("import math\nimport re\n\n\n")
        assert failures(task, task.solutions[0]) == []


def test_a_statement_and_a_chinese_docstring_are_told_now_and_then() -> None:
    executed = execute(draft(statement="You are given x. Give it back doubled.", chinese="返回 x 的两倍。"))
    prompts = [give_voice("f", executed, random.Random(seed)).prompt for seed in range(300)]
    assert 40 < sum("You are given x." in p for p in prompts) < 140
    assert 20 < sum("返回 x 的两倍。" in p for p in prompts) < 80


def test_a_docstring_may_end_in_a_quote_and_hold_a_backslash() -> None:
    executed = execute(draft(summary='Return twice x, never "x"', notes=('A "\\n" changes nothing in "x"',)))
    for seed in range(60):
        task = give_voice("f", executed, random.Random(seed))
        assert failures(task, task.solutions[0]) == []


COUNTER = '''class Counter:
    """Counts up."""

    def __init__(self, start):
        self.count = start
'''


def test_a_method_is_asked_for_inside_its_class() -> None:
    made = author(
        random.Random(0),
        "counter|up",
        names=("advance", "step"),
        params="self, by: int",
        returns="int",
        said=("Add by to the count and return it",),
        plan=("add", "return the count"),
        solutions=("self.count += by\nreturn self.count", "self.count = self.count + by\nreturn self.count"),
        wrong=("self.count += 1\nreturn self.count",),
        inputs=((1, 2), (0, 5), (3, 3)),
        above=COUNTER,
        call="(lambda c: (c.SELF({1}), c.count))(Counter({0}))",
    )
    for seed in range(20):
        task = give_voice("f", execute(made), random.Random(seed))
        assert task.prompt.startswith("class Counter:") or "\nclass Counter:" in task.prompt
        assert task.indent == " " * 8
        assert task.entry_point == f"Counter.{made.name}"
        assert all(failures(task, body) == [] for body in task.solutions)
        assert failures(task, task.wrong[0])


def test_old_types_are_whole_annotations() -> None:
    made = draft(
        params=(Param("x", "list[int] | None"), Param("y", "dict[str, list[int]]")), returns="tuple[int, int] | None"
    )
    lines = {layout.signature(made, typed=True, rng=random.Random(seed))[0] for seed in range(40)}
    assert lines == {
        "def twice(x: list[int] | None, y: dict[str, list[int]]) -> tuple[int, int] | None:",
        "def twice(x: Optional[List[int]], y: Dict[str, List[int]]) -> Optional[Tuple[int, int]]:",
    }
