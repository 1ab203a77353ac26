"""Labelled pools: known right and known wrong variants, what they do in the sandbox, which rule finds the right one."""

from __future__ import annotations

import ast
import random

import pytest

from bench.studies.observed import observe
from bench.studies.pools import Case, Code, Subject, mutated, usable, varied
from bench.studies.replay import weak_scores
from bench.studies.rewrites import rewrites
from bench.studies.selection import agreement, drawn, made_tests, mixture, own_tests, picked, quality, telling
from understudy.engine.protocol import Candidate
from understudy.generate.weak.inputs import inputs
from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate.formats import Problem

SOURCE = """
def clipped(values, low, high):
    found = []
    for value in values:
        if value < low:
            found.append(low)
        elif value > high:
            found.append(high)
        else:
            found.append(value)
    return found
"""
TESTS = ("assert clipped([1, 5, 9], 2, 8) == [2, 5, 8]", "assert clipped([3], 4, 6) == [4]")


async def test_rewrites_do_what_the_original_does_and_slips_are_told_by_running_them() -> None:
    subject = Subject(
        Problem("x", 'def clipped(values, low, high):\n    """."""\n', "clipped", "\n".join(TESTS)), SOURCE, TESTS
    )
    async with ProgramPool(workers=2) as pool:
        case = await mutated(subject, 0, pool)
    assert case is not None and len(case.codes) == 12
    same = len(rewrites(SOURCE))
    assert same == 4 and all(code.right for code in case.codes[:same])
    assert sum(not code.right for code in case.codes) >= 5
    flipped = next(code for code in case.codes if "value >= low" in code.source)
    assert not flipped.right and flipped.outcomes != case.expected


async def test_a_reference_without_a_body_of_its_own_makes_no_pool() -> None:
    subject = Subject(
        Problem("x", "def f(x):\n", "f", "assert f(1) == 1"), "def f(x): return x\n", ("assert f(1) == 1",)
    )
    async with ProgramPool() as pool:
        assert await mutated(subject, 0, pool) is None


async def test_what_a_code_does_is_seen_call_by_call() -> None:
    source = """
import sys
def f(x):
    if x == 3:
        while True:
            pass
    print("call", x)
    return {2: {"b", "a"}, 1: 1.0, 0: [True, None]}[x]
"""
    async with ProgramPool() as pool:
        calls, checks = ["f(0)", "f(1)", "f(2)", "f(9)"], ["assert f(1) == 1", "assert f(1) == 2"]
        row, broken, changed = await observe(pool, [source, "def f(", "def f(x):\n    return -x"], calls, checks)
        (late,) = await observe(pool, [source], ["f(3)", "f(0)"], ["assert f(1) == 1"])
        left, kept = await observe(pool, ["def f(x):\n    import os; os._exit(0)", source], ["f(1)"], ["f(0)"])
    assert row.outcomes == ("l(1,None)", "1", "s('a','b')", "!KeyError") and row.held == (True, False)
    assert broken.outcomes == ("!SyntaxError",) * 4 and changed.outcomes == ("0", "-1", "-2", "-9")
    assert late.outcomes == ("!", "!") and late.held == (False,)  # too long: nothing after it is waited for
    assert left.outcomes == ("!",) and left.held == (False,)
    assert kept.outcomes == ("1",) and kept.held == (True,)  # what ends its program takes nobody along


def test_calls_near_the_tests_keep_the_types_of_their_arguments() -> None:
    near = varied(["[1, 5, 9], 2, 8", "[1], low=2, high=3"], "clipped", random.Random(0), 30)
    assert len(set(near)) == 30
    for call in near:
        node = ast.parse(call, mode="eval").body
        assert isinstance(node, ast.Call)
        assert [type(ast.literal_eval(a)) for a in node.args] == [list, int, int]
    assert varied([""], "f", random.Random(0), 3) == ["f()"] and varied(["a=1"], "f", random.Random(0), 3) == []


def candidate(text: str, logprob: float = -1.0, finish: str = "stop") -> Candidate:
    return Candidate(0, text, [1], [logprob], finish)  # type: ignore[arg-type]


def test_repeats_are_counted_and_what_is_cut_off_is_none() -> None:
    rows = [
        candidate("    return 1\n", -0.5),
        candidate("    return  1\n", -2),
        candidate("    return 2\n", finish="length"),
    ]
    assert usable([*rows, candidate("    pass\n"), candidate("    return (\n")], "    ") == [
        ("    return 1\n", -0.5, 2)
    ]


def code(right: bool, outcomes: str, held: tuple[bool, ...] = (), logprob: float = -1.0, times: int = 1) -> Code:
    return Code(f"{outcomes} {held} {logprob}", right, logprob, times, tuple(outcomes.split()), held, (right,))


def case_of(*codes: Code, expected: str = "") -> Case:
    calls = tuple(f"f({i})" for i in range(len(expected.split())))
    return Case("x", "f", 8, codes, calls, tuple(expected.split()), (), (), ())


CASE = Case(
    id="x",
    function="f",
    sampled=8,
    codes=(
        code(True, "1 2 3", (True, False)),
        code(True, "1 2 3", (True, True)),
        code(False, "1 2 4", (False, True), -0.1, 3),
        code(False, "! ! !", (False, False), -0.2),
    ),
    calls=("f(0)", "f(1)", "f(2)"),
    expected=("1", "2", "3"),
    checks=("assert f(0) == 1", "assert f(1) == 4"),
    kinds=("written", "written"),
    valid=(True, False),
)


def test_each_rule_sees_its_own_evidence() -> None:
    draw = drawn(CASE, "written")
    assert picked(draw, "random") == 0.5 and picked(draw, "logprob") == 0.0
    assert picked(draw, "cluster") == 1.0 and picked(draw, "max_pass") == 1.0
    assert picked(drawn(CASE, "written", repeats=True), "cluster") == 0.0  # the wrong one was sampled three times
    assert picked(draw, "logprob", trusted=1) == 1.0  # a trusted test is looked at first
    assert draw.mixed and draw.groups[3] is None and drawn(CASE, None).links.shape == (4, 0)
    assert agreement(draw.groups) == [8.0, 8.0, 7.0, 0.0]


def test_a_problem_without_codes_is_a_miss() -> None:
    empty = case_of()
    assert picked(drawn(empty, None), "cluster") == 0.0 and not drawn(empty, None).mixed
    assert quality(own_tests([empty], "written")) is None and quality(own_tests([CASE], "answered")) is None


def test_test_quality_is_cures() -> None:
    found = quality(own_tests([CASE], "written"))
    assert found is not None and found[0].value == pytest.approx(0.5 * 1.0 - 0.5 * 0.5)
    assert (found[1].low, found[1].high) == (found[0].value, found[0].value)  # one problem: nothing to resample


def test_the_calls_that_count_are_those_on_which_something_returns() -> None:
    assert telling(case_of(code(False, "! 1 !"), code(False, "! 1 2"), expected="! 1 3")) == [1, 2]


async def test_the_products_own_gathering_is_fed_with_what_was_seen() -> None:
    source = "def f(x: int) -> int:\n    return x\n"
    calls = tuple(call for guess in inputs(source, "f").guesses for call in guess)
    same, other = ("1",) * len(calls), ("!ValueError", *("1",) * (len(calls) - 1))
    codes = [Code(source + f"# {i}\n", i < 3, -1.0 * i, 1, same if i < 3 else other, (), ()) for i in range(4)]
    case = Case("x", "f", 4, tuple(codes), calls, same, (), (), ())
    scores = await weak_scores(case, None, "cluster", 0)
    assert scores[0] == scores[1] == scores[2] > scores[3]


def test_mixtures_have_the_share_and_the_test_quality_asked_for() -> None:
    codes = (code(True, "1 2 3 4 5 6"), code(False, "1 2 3 0 0 0"), code(False, "0 0 0 4 5 6"))
    case = case_of(*codes, expected="1 2 3 4 5 6")
    good = mixture(case, random.Random(0), codes=16, right=5, tests=3, valid=1.0)
    bad = mixture(case, random.Random(0), codes=16, right=5, tests=3, valid=0.0)
    assert good is not None and bad is not None
    assert sum(good.right) == 5 and len(good.right) == 16 and good.links.shape == (16, 3)
    assert (good.links[:5] == 1).all() and (bad.links[:5] == 0).all()
    assert made_tests([good])[0].tests == [True] * 3 and made_tests([bad])[0].tests == [False] * 3
    assert bad.links[5:].sum() > 0  # a wrong test agrees with some wrong code
    assert mixture(case_of(codes[0]), random.Random(0), codes=2, right=1, tests=1, valid=1) is None
