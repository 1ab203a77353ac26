"""What is executed is proved: solutions agree, near misses fail, what never ends is stopped."""

from __future__ import annotations

import re
import threading

import pytest

from tests.tasks.checking import draft
from understudy_trainer.tasks.common import Param
from understudy_trainer.tasks.execute import DraftError, execute


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


def test_solutions_that_never_end_are_refused() -> None:
    with pytest.raises(DraftError, match="TimeoutError"):
        execute(draft(solutions=("while True:\n    pass",)))


def test_all_solutions_raise_the_same_error_where_one_is_promised() -> None:
    checked = "if x > 9:\n    raise ValueError(x)\nreturn x * 2"
    assert len(execute(draft(solutions=(checked,), errors=((10,),))).cases) == 3
    with pytest.raises(DraftError, match="no error raised"):
        execute(draft(solutions=(checked, "return x * 2"), errors=((10,),)))
    with pytest.raises(DraftError, match="different errors"):
        execute(draft(solutions=(checked, checked.replace("ValueError", "KeyError")), errors=((10,),)))


def test_families_run_in_the_main_thread_only() -> None:
    told: list[Exception] = []

    def run() -> None:
        try:
            execute(draft())
        except RuntimeError as error:
            told.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert "main thread" in str(told[0])
