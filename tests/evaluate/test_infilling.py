"""Our own infilling suite: the gaps are where they should be, and what fills them is judged by text and by tests."""

from __future__ import annotations

import random

import msgspec
import pytest

from tests.evaluate.test_suite import INFO, Scripted
from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate import infilling
from understudy_trainer.evaluate.formats import SuiteError, load
from understudy_trainer.evaluate.report import table
from understudy_trainer.evaluate.sampling import Plan
from understudy_trainer.evaluate.suite import evaluate, exact_match

PROMPT = 'def tidy(words):\n    """Sorted, each once."""\n'
TEXT = PROMPT + "    seen = set(words)\n    for word in words:\n        seen.add(word)\n\n    return sorted(seen)\n"


class Filler(Scripted):
    """A model that can infill."""

    info = msgspec.structs.replace(INFO, special={"fim_prefix": 1, "fim_suffix": 2, "fim_middle": 3})


def middles(kind: str, text: str = TEXT) -> set[str]:
    found = set()
    for seed in range(400):
        cut = infilling.cut(text, len(PROMPT), kind, random.Random(seed))
        assert "".join(cut) == text and cut.prefix.startswith(PROMPT) and cut.suffix.startswith("\n")
        found.add(cut.middle)
    return found


def test_ends_of_lines() -> None:
    found = middles("end")
    assert {"words)", " = set(words)", " sorted(seen)", " word in words:"} <= found
    assert all(len(middle) >= infilling.LEAST_MIDDLE and "\n" not in middle for middle in found)


def test_lines() -> None:
    assert middles("line") == set(TEXT[len(PROMPT) :].replace("\n\n", "\n").splitlines())


def test_some_lines() -> None:
    found = middles("lines")
    assert {TEXT[len(PROMPT) : -1], "        seen.add(word)\n\n    return sorted(seen)"} <= found
    assert len(found) == 6


def test_a_body_of_one_short_line_has_a_gap_of_every_kind() -> None:
    assert all(middles(kind, PROMPT + "    x\n") == {"    x"} for kind in infilling.KINDS)


@pytest.mark.parametrize("kind", sorted(infilling.KINDS))
async def test_only_the_text_that_was_there_is_exact_but_tests_may_pass_others(kind: str, pool: ProgramPool) -> None:
    problems = load(f"families:seed=7,count=3,kind=combos,infill={kind}")
    assert problems == load(f"families:seed=7,count=3,kind=combos,infill={kind}")
    assert all(p.suffix and not p.visible for p in problems)
    for problem in problems:
        middle = problem.canonical
        result = await evaluate([problem], Plan(3, 0.8), "none", Filler([middle, middle + " ", "@"]), pool)
        assert [(s.exact, s.passed) for s in result.samples[0]] == [(True, True), (True, True), (False, False)]
        assert result.metrics["exact match"].value == pytest.approx(2 / 3)
        assert "exact match" in table(result.metrics)
    assert (await exact_match(problems, Filler([problems[0].canonical, "@", "@"]))).value == pytest.approx(1 / 3)


def test_an_unknown_kind_of_gap_is_told() -> None:
    with pytest.raises(SuiteError) as caught:
        load("families:seed=7,count=3,infill=middle")
    assert "end, line, lines" in caught.value.next_step
