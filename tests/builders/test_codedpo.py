"""CodeDPO's pairs on known pass matrices: scripted codes and tests, the real sandbox."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
import pytest

from tests.builders.scripted import PROBLEM, Scripted, sandbox
from understudy.generate.weak.rules import self_validation
from understudy.runner.program import ProgramPool
from understudy_trainer.builders.preferences import codedpo, rank
from understudy_trainer.builders.preferences.codedpo import Settings, judged, one
from understudy_trainer.builders.preferences.pools import Code, executed_tests, given_tests, own_tests
from understudy_trainer.builders.preferences.results import PairRow, TaskResult, evidence, mu, order, summary
from understudy_trainer.builders.preferences.speed import race
from understudy_trainer.evaluate.execution import links, run, values
from understudy_trainer.evaluate.speed import stretched

RIGHT, SAME, TRIPLE, SIX = (f"    return {text}\n" for text in ("x * 2", "x", "x * 3", "6"))
BROKEN = "    return x *\n"
WRITTEN = ["3) == 6", "1) == 2", "0) == 0", "5) == 6", "2) == 4"]
LINKS = np.array([[1, 1, 1, 0, 1], [0, 0, 1, 0, 0], [1, 0, 0, 1, 0]], dtype=float)  # of RIGHT, SAME, SIX on these
PLAIN = Settings(codes=3, tests=5, tests_by="written", speed=False)


@pytest.fixture
async def pool() -> AsyncIterator[ProgramPool]:
    async with sandbox() as made:
        yield made


def engine(*bodies: str, written: list[str] | None = None) -> Scripted:
    return Scripted(bodies, WRITTEN if written is None else written)


def texts(result: TaskResult[PairRow]) -> list[tuple[str, str]]:
    return [(row.chosen, row.rejected) for row in result.rows]


async def test_each_code_meets_each_test_and_one_loop_costs_one_test(pool: ProgramPool) -> None:
    loops, loud = "    while x == 1: pass\n    return [][x]\n", "    print('x' * 100000)\n    return x * 2\n"
    leaves, looks = "    import os\n    os._exit(0)\n", "    import sys\n    return sys._getframe(1).f_locals\n"
    bodies = [RIGHT, SAME, loops, loud, BROKEN, leaves, looks]
    tests = ["assert double(1) == 2", "assert double(0) == 0", "assert double(3) == 6"]
    rows = await run(PROBLEM, bodies, tests, pool)
    assert [row.outcomes for row in rows] == ["ppp", "fpf", "tee", "ppp", "eee", "---", "eee"]
    assert [row.compiles for row in rows] == [True, True, True, True, False, True, True]
    assert links(rows, 3)[1].tolist() == [0, 1, 0] and links([], 3).shape == (0, 3)
    assert await values(PROBLEM, RIGHT, ["double(2)", "double()", "double([1])", "double(object)"], pool) == [
        "4", None, "[1, 1]", None]  # fmt: skip


async def test_self_validation_picks_the_pair_its_scores_say(pool: ProgramPool) -> None:
    found = await judged(PROBLEM, engine(RIGHT, SAME, SIX), pool, PLAIN, engine())
    assert np.array_equal(found.links[:, :5], LINKS) and found.right == [True, False, False]
    scores, _ = self_validation(LINKS)
    best, worst = int(scores.argmax()), int(scores.argmin())
    (row,) = (await one(PROBLEM, engine(RIGHT, SAME, SIX), pool, PLAIN)).rows
    assert (row.chosen, row.rejected) == ([RIGHT, SAME, SIX][best], [RIGHT, SAME, SIX][worst])
    assert row.margin == round(float(scores[best] - scores[worst]), 4) and row.rank == "self-validation"
    assert row.prompt_pieces == [PROBLEM.prompt, 6] and row.source == "codedpo" and row.scope == row.task == "double"


async def test_the_ablation_is_one_flag(pool: ProgramPool) -> None:
    expected = {"self-validation": RIGHT, "count": RIGHT, "given": RIGHT}
    for kind, chosen in expected.items():
        result = await one(PROBLEM, engine(SAME, RIGHT, SIX), pool, msgspec.structs.replace(PLAIN, rank=kind))
        assert texts(result)[0][0] == chosen and result.rows[0].rank == kind
    strict = msgspec.structs.replace(PLAIN, rank="all-tests")
    result = await one(PROBLEM, engine(SAME, RIGHT, SIX), pool, strict)
    assert result.dropped == (rank.NO_EVIDENCE,)  # nobody passes all five
    agreeing = engine(SAME, RIGHT, SIX, written=["1) == 2", "2) == 4"])
    assert texts(await one(PROBLEM, agreeing, pool, strict))[0][0] == RIGHT
    by_chance = msgspec.structs.replace(PLAIN, rank="random")
    drawn = [await one(PROBLEM, engine(SAME, RIGHT, SIX), pool, by_chance) for _ in range(2)]
    assert texts(drawn[0]) == texts(drawn[1]) and drawn[0].rows[0].margin == 1.0
    orders = [rank.scores("random", LINKS, LINKS, trusted=False, seed=seed) for seed in range(20)]
    assert len({tuple(order) for order in orders}) > 3 and all(sorted(order) == [0, 0.5, 1] for order in orders)


async def test_trivial_tests_neither_order_codes_nor_become_credible(pool: ProgramPool) -> None:
    trivial = ["1) != 'a'", "2) != 'b'", "3) != 'c'"]  # everyone passes them
    result = await one(PROBLEM, engine(SAME, RIGHT, SIX, written=trivial), pool, PLAIN)
    assert result.dropped == (rank.NO_EVIDENCE,)
    with_trivial = np.hstack([LINKS, np.ones((3, 4)), np.zeros((3, 2))])
    none = np.zeros((3, 0))
    plain = rank.scores("self-validation", LINKS, none, trusted=False, seed=0)
    assert rank.scores("self-validation", with_trivial, none, trusted=False, seed=0) == plain
    assert rank.credible(with_trivial, 0) == rank.credible(LINKS, 0) == [0, 1, 2, 4]


async def test_a_popular_mistake_that_tests_share_wins_unless_tests_are_trusted(pool: ProgramPool) -> None:
    """The method's known weakness: nothing in the matrix tells a shared mistake from the truth."""
    popular = engine(TRIPLE, "    return x + x + x\n", RIGHT, written=["1) == 3", "2) == 6", "4) == 12", "3) == 6"])
    assert texts(await one(PROBLEM, popular, pool, PLAIN)) == [(TRIPLE, RIGHT)]
    trusted = await one(PROBLEM, popular, pool, msgspec.structs.replace(PLAIN, trusted=True))
    assert texts(trusted)[0][0] == RIGHT
    assert trusted.counts["judged_pairs"] == trusted.counts["chosen_right"] == trusted.counts["rejected_wrong"] == 1
    wrong = engine(TRIPLE, "    return x + x + x\n", SAME, written=["1) == 3"])
    assert (await one(PROBLEM, wrong, pool, msgspec.structs.replace(PLAIN, trusted=True))).dropped == (
        codedpo.NONE_RIGHT,)  # fmt: skip


async def test_a_task_without_given_tests_is_left_out_where_those_are_trusted(pool: ProgramPool) -> None:
    untested = replace(PROBLEM, tests="", visible=())
    asked = engine(RIGHT, SAME, SIX)
    found = await one(untested, asked, pool, msgspec.structs.replace(PLAIN, trusted=True, speed=True))
    assert (found.rows, found.dropped, asked.asked) == ((), (codedpo.NONE_GIVEN,), [])
    assert (await one(untested, engine(RIGHT, SAME, SIX), pool, PLAIN)).rows


def test_trusted_tests_come_before_own_ones_which_break_their_ties() -> None:
    given = np.array([[0, 1], [1, 1], [1, 1]], dtype=float)
    scores = rank.scores("self-validation", LINKS, given, trusted=True, seed=0)
    assert scores[2] > scores[1] > scores[0]  # own tests call the first the best, and the third better than the second
    alone = rank.scores("self-validation", LINKS, given, trusted=False, seed=0)
    assert alone[0] == max(alone) and alone == rank.scores(
        "self-validation", LINKS, np.ones((3, 2)), trusted=True, seed=0
    )
    assert rank.scores("given", LINKS, given, trusted=False, seed=0) == [0.5, 1.0, 1.0]


@pytest.mark.parametrize(
    ("scores", "compiles", "found"),
    [
        ([1.0, 0.2, 0.4], [True, True, True], (0, 1)),
        ([1.0, 0.7, 0.8], [True, True, True], rank.TOO_CLOSE),
        ([0.5, 0.5, 0.5], [True, True, True], rank.NO_EVIDENCE),
        ([1.0, 0.2, 0.8], [False, True, True], (2, 1)),  # the chosen text must compile
        ([0.9, 0.0, 0.1], [True, False, True], (0, 1)),  # the rejected one need not
    ],
)
def test_a_pair_needs_a_margin_and_a_text_that_compiles(
    scores: list[float], compiles: list[bool], found: object
) -> None:
    codes = [Code(RIGHT), Code(SAME), Code(SIX)]
    picked = rank.choose(codes, scores, compiles, 0.4, ["p"])
    assert picked == found if isinstance(picked, str) else (picked.better, picked.worse) == found


def test_among_equals_the_commonest_is_chosen_and_what_cannot_teach_is_passed_over() -> None:
    codes = [Code(SIX), Code(RIGHT, times=3), Code("    return x*2  # twice\n"), Code(SAME)]
    picked = rank.choose(codes, [1.0, 1.0, 0.0, 0.1], [True] * 4, 0.4, ["p"])
    assert not isinstance(picked, str) and (picked.better, picked.worse) == (1, 3)  # the lowest is the same code
    assert rank.choose(codes[1:3], [1.0, 0.0], [True] * 2, 0.4, ["p"]) == rank.UNFIT
    assert rank.choose(codes[:1], [1.0], [True], 0.4, ["p"]) == rank.ONE_CODE


async def test_given_tests_come_from_the_reference_and_must_refuse_an_idle_body(pool: ProgramPool) -> None:
    own = replace(PROBLEM, tests="", canonical=RIGHT, prompt=PROBLEM.prompt.replace("(x)", "(x: int)"))
    tests = await given_tests(own, pool)
    assert len(tests) > 3 and set((await run(own, [RIGHT], tests, pool))[0].outcomes) == {"p"}
    for idle in (SAME, "    return None\n", "    return 'always' if x == x else 0\n"):
        assert await given_tests(replace(own, canonical=idle), pool) == ()
    assert await given_tests(replace(own, canonical="    import random\n    return random.random()\n"), pool) == ()
    example = replace(own, canonical="", visible=("assert double(4) == 8", "assert double(1) == 2"))
    assert await given_tests(example, pool) == example.visible


async def test_a_model_may_write_values_of_given_calls() -> None:
    typed = replace(PROBLEM, prompt=PROBLEM.prompt.replace("(x)", "(x: int)"))
    writer = Scripted([], ["9) == 18", "nonsense", "9) == 18"])
    writer.answers = {"double(5)": "10", "double(3)": "6"}
    found = await own_tests(typed, writer, most=8, by="both", seed=0)
    assert set(found) == {"assert double(5) == 10", "assert double(3) == 6", "assert double(9) == 18"}
    assert await own_tests(typed, writer, most=8, by="written", seed=0) == ["assert double(9) == 18"]
    assert "assert double(9) == 18" not in await own_tests(typed, writer, most=8, by="answered", seed=0)


async def test_values_of_the_models_own_codes_may_be_the_tests(pool: ProgramPool) -> None:
    typed = replace(PROBLEM, prompt=PROBLEM.prompt.replace("(x)", "(x: int)"), tests="")
    drawn = [Code(RIGHT, times=50), Code(TRIPLE), Code("    return x.y\n", times=50), Code(BROKEN, times=50)]
    tests = await executed_tests(typed, drawn, pool, most=8, seed=1)
    assert len(tests) == 8 and tests == await executed_tests(typed, drawn, pool, most=8, seed=1)
    right, triple, raises, broken = await run(typed, [code.text for code in drawn], tests, pool)
    assert right.passed() > triple.passed() and raises.passed() == broken.passed() == 0
    how = msgspec.structs.replace(PLAIN, tests_by="executed", tests=8)
    assert texts(await one(typed, engine(RIGHT, SAME, "    return x + x\n"), pool, how)) == [(RIGHT, SAME)]


@pytest.fixture
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("understudy.runner.timing.ROUNDS", 5)
    monkeypatch.setattr("understudy_trainer.evaluate.speed.REPEAT_S", 0.002)


@pytest.mark.usefixtures("few_rounds")
async def test_the_fast_is_chosen_over_the_slow_among_codes_that_pass_what_is_credible(pool: ProgramPool) -> None:
    slow = "    for _ in range(20000): pass\n    return x * 2\n"
    wrong = "    return x * 3\n"
    how = msgspec.structs.replace(PLAIN, speed=True, codes=3)
    result = await one(PROBLEM, engine(slow, RIGHT, wrong), pool, how)
    assert [(row.chosen, row.rejected) for row in result.rows if row.source == "codedpo-speed"] == [(RIGHT, slow)]
    assert result.rows[-1].margin > 3 and result.counts["codedpo-speed"] == 1
    easy = await one(PROBLEM, engine(slow, RIGHT, written=[]), pool, msgspec.structs.replace(how, trusted=True))
    assert [(row.source, row.chosen) for row in easy.rows] == [("codedpo-speed", RIGHT)]  # every code is right
    alike = await one(PROBLEM, engine("    return x + x\n", RIGHT, wrong), pool, how)
    assert codedpo.NO_RACE in alike.dropped


@pytest.mark.usefixtures("few_rounds")
async def test_a_race_is_run_on_longer_arguments_too_and_only_among_those_that_agree(pool: ProgramPool) -> None:
    problem = replace(PROBLEM, prompt='def total(xs):\n    """Sum."""\n', entry_point="total")
    right, lazy = "    return sum(xs)\n", "    return sum(xs[:6])\n"
    slow = "    return sum(sum(xs[i:i + 1]) for i in range(len(xs)) for _ in range(9)) // 9\n"
    tests = ["assert total([1, 2]) == 3", "assert total([5, 1, 1]) == 7"]
    found = await race(problem, [right, lazy, slow], tests, pool)
    assert found is not None and (found.fast, found.slow) == (0, 2)
    assert await race(problem, [right, lazy], tests, pool) is None
    assert (
        stretched("f([1, 2], 3)") == f"f({[1, 2] * 40!r}, 3)"
        and stretched("f(3)") is None
        and stretched("f(x)") is None
    )


def test_mu_is_cures_and_counts_add_up() -> None:
    counts = evidence(["pp-", "pf-", "fff"], [True, False, False], [True, False, False])
    assert counts["tests"] == 3 and counts["tests_right"] == 1 and counts["wrong_on_wrong"] == 4
    found = mu(counts)
    assert (
        found is not None and found["p01"] == 0.5 and found["p00"] == 0.0 and found["mu"] == pytest.approx(1 / 3 * 0.5)
    )
    assert mu({}) is None and mu({"tests": 2, "tests_right": 0}) is None
    results: list[TaskResult[Any]] = [TaskResult("a", (), ("x",), counts, 1.0), TaskResult("b", (), ("x", "y"), counts)]
    report = summary(results)
    assert report["dropped"] == {"x": 2, "y": 1} and report["counts"]["tests"] == 6 and report["mu"] == found
    assert report["tasks"] == 2 and report["kept"] == 0 and report["order"] is None
    ordered = order([0.9, 0.5, 0.5, 0.1], [True, True, False, False])
    assert summary([TaskResult("a", counts=ordered)])["order"] == pytest.approx(3.5 / 4)
