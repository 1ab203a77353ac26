"""Task families: what they promise is executed here, in plain namespaces; all of it is our own code."""

from __future__ import annotations

import ast
import itertools
import random
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from understudy_trainer.tasks import sample
from understudy_trainer.tasks.common import FAMILIES, HELD_OUT_FAMILIES, Draft, Param, Task, family
from understudy_trainer.tasks.execute import DraftError, execute
from understudy_trainer.tasks.voice import give_voice

SEEDS = 6  # per family
TASKS = 120  # drawn from the stream of all families


@pytest.fixture(scope="module")
def tasks() -> list[Task]:
    return [sample.task(seed=11, index=i) for i in range(TASKS)]


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError

    previous = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def failures(task: Task, body: str, seconds: float = 5.0) -> list[str]:
    """The asserts of `task` that do not hold when its function has `body`."""
    space: dict[str, object] = {}
    exec(compile(task.prompt + body, f"<{task.family}>", "exec"), space)
    failed = []
    for test in task.tests:
        try:
            with limited(seconds):
                exec(test, space)
        except Exception:
            failed.append(test)
            if seconds < 1:
                break  # a near miss may loop for ever on each; one failure is enough
    return failed


def check(task: Task) -> None:
    assert task.prompt.endswith("\n")
    assert 1 <= len(task.plan) <= 5
    assert all(step.strip() and "\n" not in step for step in task.plan)
    assert len(task.tests) >= 3
    for body in task.solutions:
        compile(task.prompt + body, "<task>", "exec")
        assert body.startswith("    ") and body.endswith("\n")
        assert failures(task, body) == []
    for body in task.wrong:
        assert body not in task.solutions
        assert failures(task, body, 0.3), f"{task.family} {task.combo}: passes all tests\n{task.prompt}{body}"


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_every_family_keeps_its_promises(name: str) -> None:
    for seed in range(SEEDS):
        rng = random.Random(f"{name}/{seed}")
        draft = FAMILIES[name](rng)
        task = give_voice(name, execute(draft), rng)
        assert task.combo and "\n" not in task.combo
        assert task.entry_point.isidentifier()
        check(task)


def test_every_family_varies_in_words_and_in_what_is_asked() -> None:
    for name, make in FAMILIES.items():
        drafts = [make(random.Random(seed)) for seed in range(20)]
        assert len({d.summary for d in drafts}) >= 8, name
        assert len({d.combo for d in drafts}) >= 2, name


def test_tasks_from_the_stream_keep_their_promises(tasks: list[Task]) -> None:
    for task in tasks[:40]:
        check(task)
    assert len({t.family for t in tasks}) > len(FAMILIES) // 2  # all families in equal shares, not a few
    assert sum(bool(t.wrong) for t in tasks) > 0.8 * len(tasks)


def test_same_seed_same_task(tasks: list[Task]) -> None:
    assert [sample.task(11, i) for i in range(20)] == tasks[:20]
    assert sample.task(12, 0) != tasks[0]


def test_training_never_yields_what_is_held_out() -> None:
    drawn = list(itertools.islice(sample.training(seed=3), 100))
    assert not any(t.held_out for t in drawn)
    assert not HELD_OUT_FAMILIES & {t.family for t in drawn}
    passed_over = [t for t in (sample.task(3, i) for i in range(100)) if t.held_out]
    assert 5 <= len(passed_over) <= 50  # there was something to hold out, and most is kept


def test_held_out_yields_only_what_is_held_out() -> None:
    both = sample.held_out(0, 12)
    assert len(both) == 12
    assert all(t.held_out for t in both)
    families = sample.held_out(0, 6, whole_families=True)
    assert {t.family for t in families} <= HELD_OUT_FAMILIES
    compositions = sample.held_out(0, 6, whole_families=False)
    assert all(t.held_out for t in compositions)
    assert not HELD_OUT_FAMILIES & {t.family for t in compositions}


def test_a_composition_is_held_out_whatever_its_literals_and_voice(tasks: list[Task]) -> None:
    kept: dict[tuple[str, str], bool] = {}
    for task in tasks:
        assert kept.setdefault((task.family, task.combo), task.held_out) == task.held_out


def test_prompts_come_in_many_shapes(tasks: list[Task]) -> None:
    shapes = {
        "comment": lambda p: p.lstrip().startswith("# ") and '"""' not in p,
        "one line": lambda p: bool(re.search(r'^    """.+"""$', p, re.MULTILINE)),
        "doctest": lambda p: "    >>> " in p,
        "sections": lambda p: "    Args:\n" in p and "    Returns:\n" in p,
        "notes": lambda p: bool(re.search(r'"""[^"\n]+\n\n    [A-Z][^:>\n]+\.\n', p)),
        "typed": lambda p: ") -> " in p,
        "untyped": lambda p: ") -> " not in p,
    }
    counts = {shape: sum(map(holds, (t.prompt for t in tasks))) for shape, holds in shapes.items()}
    assert all(count >= 2 for count in counts.values()), counts


def test_a_docstring_is_one_and_doctest_examples_are_true(tasks: list[Task]) -> None:
    examples = 0
    for task in tasks:
        function = ast.parse(task.prompt + task.solutions[0]).body[-1]
        assert isinstance(function, ast.FunctionDef)
        assert function.name == task.entry_point
        for call, shown in re.findall(r"^    >>> (.+)\n    (.+)$", task.prompt, re.MULTILINE):
            space: dict[str, object] = {}
            exec(task.prompt + task.solutions[0], space)
            assert repr(eval(call, space)) == shown
            examples += 1
    assert examples > 10


def draft(**changes: object) -> Draft:
    values: dict[str, object] = {
        "name": "twice",
        "params": (Param("x", "int"),),
        "returns": "int",
        "summary": "Return twice x",
        "plan": ("double x",),
        "solutions": ("return x * 2", "return x + x"),
        "inputs": ((1,), (2,), (-3,)),
        "combo": "twice",
    }
    return Draft(**{**values, **changes})  # type: ignore[arg-type]


def test_imports_stand_first() -> None:
    executed = execute(draft(imports=("import math", "import re"), solutions=("return math.prod((x, 2))",)))
    for seed in range(12):
        task = give_voice("f", executed, random.Random(seed))
        assert task.prompt.startswith("import math\nimport re\n\n\n")
        assert failures(task, task.solutions[0]) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"solutions": ("return x * 2", "return x * 3")}, "disagree"),
        ({"solutions": ("return 1 / (x - 1)",)}, "solution raised ZeroDivisionError"),
        ({"solutions": ("return object()",)}, "not a literal"),
        ({"solutions": ("return ((",)}, "never closed"),
        ({"inputs": ((1,), (2,))}, "only 2 usable cases"),
    ],
)
def test_a_draft_that_breaks_a_promise_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(DraftError, match=re.escape(message)):
        execute(draft(**changes))


def test_near_misses_that_are_right_are_dropped() -> None:
    wrong = ("return x << 1", "return x * 2.0", "return x * 3", "return [x][x]", "while True:\n    pass")
    executed = execute(draft(wrong=wrong))
    assert [b.strip().splitlines()[0] for b in executed.wrong] == ["return x * 3", "return [x][x]", "while True:"]


def test_solutions_that_differ_in_type_disagree() -> None:
    with pytest.raises(DraftError, match="disagree"):
        execute(draft(solutions=("return x * 2", "return x * 2.0")))


def test_solutions_that_change_their_arguments_do_not_disturb_the_others() -> None:
    executed = execute(
        draft(
            params=(Param("xs", "list[int]"),),
            solutions=("xs.append(1)\nreturn len(xs)", "xs.append(2)\nreturn len(xs)", "return len(xs) + 1"),
            inputs=(([],), ([1],), ([1, 2],)),
        )
    )
    assert [expected for _, expected in executed.cases] == [1, 2, 3]
    assert executed.cases[0][0] == ([],)


def test_a_family_name_is_taken_once() -> None:
    with pytest.raises(ValueError, match="registered twice"):
        family(sorted(FAMILIES)[0])(lambda rng: draft())
