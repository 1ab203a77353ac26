"""Evidence without trusted tests: the decisions on scripted observations, and the whole flow in the real sandbox."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from understudy.context.functions import find_function
from understudy.generate.types import Evidence, Outcome, TriedCandidate
from understudy.generate.weak import question
from understudy.generate.weak.evidence import Gathered, gather, judge
from understudy.runner import FunctionRef, Observation, RunnerError, levels, pythons, selftest
from understudy.runner.probes import ProbeSession
from understudy.runner.types import Verdict

MIDDLE = 'def middle(xs):\n    """The middle element of xs."""\n'
ZERO = ["if not xs:\n        return 0\n    return xs[len(xs) // 2]", "return xs[len(xs) // 2] if xs else 0"]
RAISES = ["return xs[len(xs) // 2]", "half = len(xs) // 2\n    return xs[half]"]


def tried(*bodies: str, head: str = MIDDLE, logprobs: Sequence[float] = ()) -> list[TriedCandidate]:
    scores = [*logprobs, *[-1.0] * len(bodies)]
    return [
        TriedCandidate(f"    {body}\n", (), f"{head}    {body}\n", score, "direct")
        for body, score in zip(bodies, scores, strict=False)
    ]


def value(text: str) -> Observation:
    return Observation("value", text)


def row(*texts: str) -> list[Observation]:
    return [Observation("error", t[1:]) if t.startswith("!") else Observation("value", t) for t in texts]


def some(count: int) -> list[TriedCandidate]:
    return tried(*[f"return {i}" for i in range(count)], logprobs=[-1.0 - i for i in range(count)])


@contextlib.asynccontextmanager
async def probing(folder: Path, text: str, name: str = "middle") -> AsyncIterator[ProbeSession]:
    work = folder / "work"
    work.mkdir()
    (work / "calc.py").write_text(text, "utf-8")
    python = pythons.workspace_python(work)
    layout = levels.Layout(folder / "run", pythons.readable(python), work)
    layout.prepare()
    level, slots = await selftest.choose_level(), asyncio.Semaphore(1)
    ref = FunctionRef(work / "calc.py", name)
    async with ProbeSession(ref, text, level=level, layout=layout, python=python, slots=slots) as session:
        yield session


def outcome(candidates: Sequence[TriedCandidate], gathered: Gathered) -> Outcome:
    """As the loop builds it: best first, the question renumbered."""
    order = sorted(range(len(candidates)), key=lambda i: (gathered.scores[i], candidates[i].mean_logprob), reverse=True)
    asked = gathered.evidence.question
    moved = question.renumbered(asked, order) if asked else None
    evidence = Evidence(gathered.evidence.calls, gathered.evidence.groups, 0, gathered.evidence.rule, moved)
    site = find_function(candidates[0].file_text, qualname="middle")
    assert site is not None
    ranked = tuple(candidates[i] for i in order)
    return Outcome(site, (), ranked, 0, False, "", 1.0, ranked[0].file_text, reason="no tests reach middle",
                   evidence=evidence)  # fmt: skip


# ---- the pure part
def test_the_larger_group_comes_first_and_likelihood_only_breaks_ties() -> None:
    rows = [row("1"), row("2"), row("2"), row("2"), row("2"), row("3")]
    found = judge(some(6), ["f(1)"], rows, [[]] * 6)
    assert found.scores[1] == found.scores[4] > found.scores[0] > found.scores[5]
    assert found.evidence.groups == (4, 1, 1) and found.evidence.question is None


def test_what_only_fails_or_was_not_seen_comes_last_without_a_say() -> None:
    rows = [row("!ValueError", "!ValueError"), None, row("!ValueError", "!ValueError"), row("1", "2")]
    found = judge(some(4), ["f(1)", "f(2)"], rows, [[]] * 4)
    assert found.scores == [0.0, 0.0, 0.0, 1.0] and found.evidence.groups == (1,)


def test_docstring_examples_outrank_agreement() -> None:
    rows = [row("1"), row("2"), row("2"), row("2")]
    found = judge(some(4), ["f(1)"], rows, [[True], [False], [False], [False]], examples=1)
    assert found.scores[0] == 1.0 and found.evidence.examples == (1, 1) and found.evidence.question is None


def test_self_written_asserts_decide_between_groups_of_one_size() -> None:
    rows = [row("1"), row("1"), row("2"), row("2")]
    held = [[False, False, True], [False, False, True], [True, True, True], [True, True, True]]
    found = judge(some(4), ["f(1)"], rows, held, rule="cluster_then_self_validation")
    assert found.scores[2] > found.scores[0] and found.evidence.asserts == 2  # the one that all pass tells nothing
    assert found.evidence.rule == "cluster_then_self_validation"


def test_how_a_wrong_type_is_rejected_tells_nothing() -> None:
    rows = [row("1", "!TypeError"), row("1", "!AttributeError"), row("1", "!TypeError")]
    found = judge(some(3), ["f(1)", "f('a')"], rows, [[]] * 3)
    assert found.evidence.groups == (3,) and found.evidence.rule == "logprob"


def test_no_candidate_no_call_nothing_seen() -> None:
    assert judge([], [], [], []).scores == []
    assert judge(some(2), [], [None, None], [[], []]).evidence == Evidence(0, (), 0, "logprob")


def test_a_late_time_out_is_no_behaviour_of_its_own_and_an_early_one_is() -> None:
    calls = [f"f({i})" for i in range(5)]
    whole, other = row("0", "1", "2", "3", "4"), row("0", "9", "2", "3", "4")
    slow = [*whole[:4], Observation("timeout")]
    hangs = [*whole[:2], *[Observation("timeout")] * 3]
    found = judge(some(5), calls, [slow, hangs, other, whole, whole], [[]] * 5)
    assert found.evidence.groups == (3, 1, 1)
    assert found.scores[3] == found.scores[4] > found.scores[0] > max(found.scores[1:3]) > 0


def test_a_late_time_out_does_not_inherit_an_example_that_it_did_not_pass() -> None:
    calls = [f"f({i})" for i in range(5)]
    whole = row("0", "1", "2", "3", "4")
    slow = [*whole[:4], Observation("timeout")]
    found = judge(some(3), calls, [slow, whole, whole], [[False], [True], [True]], examples=1)
    assert found.evidence.groups == (2, 1) and found.scores[0] < 0.5 < found.scores[1]
    own = judge(some(3), calls, [slow, whole, whole], [[False], [True], [True]])
    assert own.evidence.groups == (3,)  # self-written ones may be left out: nobody vouches for them


def test_examples_that_tell_nobody_apart_are_not_named() -> None:
    found = judge(some(2), ["f(1)"], [row("1"), row("2")], [[True], [True]], examples=1)
    assert found.evidence.examples == (0, 0)


def test_what_the_user_said_goes_before_size_and_examples() -> None:
    rows = [row("0", "5"), row("0", "5"), row("0", "5"), row("!IndexError", "5"), row("!IndexError", "!IndexError")]
    held = [[True]] * 3 + [[False]] * 2
    found = judge(some(5), ["f([])", "f([5])"], rows, held, examples=1, said=[("f([])", "raise IndexError")])
    assert found.scores[3] == 1.0 and found.scores[4] == 0.0  # what raises whatever it is given stays last
    assert found.evidence.examples == (0, 1) and found.evidence.question is None
    assert found.evidence.said == (("f([])", "raise IndexError"),)


def test_a_call_that_was_answered_is_not_asked_about_again() -> None:
    rows = [row("0", "7"), row("0", "8"), row("1", "7"), row("1", "8")]
    calls = ["f([])", "f([7, 7])"]
    first = judge(some(4), calls, rows, [[]] * 4).evidence.question
    assert first is not None and first.call == "f([7, 7])"
    second = judge(some(4), calls, rows, [[]] * 4, said=[("f([7, 7])", "return 8")]).evidence.question
    assert second is not None and second.call == "f([])"
    nobody = [("f([7, 7])", "return 9")]
    third = judge(some(4), calls, rows, [[]] * 4, said=nobody).evidence.question
    assert third is None  # the leaders differ in that call alone, and it is answered
    both = [("f([7, 7])", "return 8"), ("f([])", "return 1")]
    found = judge(some(4), calls, rows, [[]] * 4, said=both)
    assert found.evidence.question is None and found.scores.index(1.0) == 3


# ---- the question
@pytest.mark.parametrize(
    ("a", "b", "asked"), [(1, 1, True), (2, 1, True), (3, 1, True), (4, 1, False), (5, 3, True), (6, 2, False)]
)
def test_a_lead_within_luck_is_a_tie(a: int, b: int, asked: bool) -> None:
    rows = [row("0")] * a + [row("!IndexError")] * b
    rows = [[*r, value("7")] for r in rows]
    found = judge(some(a + b), ["f([])", "f([7])"], rows, [[]] * (a + b))
    assert (found.evidence.question is not None) == asked


def test_asserts_that_clearly_favour_one_group_leave_nothing_to_ask() -> None:
    rows, all_hold, none_hold = [row("0"), row("1")], [True] * 5, [False] * 5
    assert judge(some(2), ["f(1)"], rows, [all_hold, none_hold]).evidence.question is None
    assert judge(some(2), ["f(1)"], rows, [[], []]).evidence.question is not None


def test_the_call_asked_about_leaves_the_fewest_candidates_whatever_the_answer() -> None:
    rows = [row("a", "a", "a"), row("b", "b", "b"), row("a", "c", "c"), row("a", "d", "d")]
    found = judge(some(4), ["f(1)", "f(12, 3)", "f(2)"], rows, [[]] * 4).evidence.question
    assert found is not None and found.call == "f(2)"  # splits all four, and is shorter than f(12, 3)
    assert [a.text for a in found.answers] == ["return a", "return b", "return c", "return d"]
    assert [a.candidates for a in found.answers] == [(0,), (1,), (2,), (3,)]


def test_time_outs_crashes_and_long_texts_are_no_answers() -> None:
    bad = [Observation("timeout"), Observation("crash"), value("x" * 500)]
    for cell in bad:
        rows = [[value("1"), value("9")], [cell, value("9")]]
        assert judge(some(2), ["f(1)", "f(2)"], rows, [[]] * 2).evidence.question is None


def test_words_a_user_reads() -> None:
    rows = [row("0", "1"), row("!IndexError", "1"), row("None", "1")]
    asked = judge(some(3), ["middle([])", "middle([1])"], rows, [[]] * 3).evidence.question
    assert asked is not None
    assert question.as_text(asked) == "For `middle([])`: return 0, raise IndexError or return None?"
    assert question.as_text(question.Question("f()", asked.answers[:2])) == "For `f()`: return 0 or raise IndexError?"
    two = question.Question("f()", (asked.answers[0], asked.answers[2]))
    assert question.as_text(two) == "For `f()`: return 0 or None?"


def test_an_answer_puts_those_that_do_so_first_and_verifies_nothing() -> None:
    candidates = some(5)
    rows = [row("0"), row("!IndexError"), row("0"), row("!IndexError"), row("2")]
    found = judge(candidates, ["middle([])"], [[*r, value("1")] for r in rows], [[]] * 5)
    found = judge(candidates, ["middle([])", "middle([1])"], [[*r, value("1")] for r in rows], [[]] * 5)
    before = outcome(tried(*["return 1"] * 5), found)
    assert before.evidence is not None and before.evidence.question is not None
    index = [a.text for a in before.evidence.question.answers].index("raise IndexError")
    chosen = before.evidence.question.answers[index].candidates
    after = question.answer(before, index)
    assert [after.candidates[i] for i in range(2)] == [before.candidates[i] for i in chosen]
    assert sorted(map(id, after.candidates)) == sorted(map(id, before.candidates))
    assert not after.verified and after.chosen == 0 and after.new_text == after.candidates[0].file_text
    assert after.summary.startswith(
        "you said `middle([])` should raise IndexError · not verified: no tests reach middle"
    )
    assert after.evidence is not None and after.evidence.question is None
    assert after.evidence.said == (("middle([])", "raise IndexError"),)
    for nonsense in (-1, 9):
        assert question.answer(before, nonsense) is before
    assert question.answer(after, 0) is after


@pytest.mark.parametrize("refuted", [1, 2])
def test_an_answer_does_not_propose_what_tests_refuted(refuted: int) -> None:
    found = judge(some(2), ["f(1)"], [row("0"), row("1")], [[]] * 2)
    before = outcome(tried("return 0", "return 1"), found)
    failed = Verdict("failed", 0, 1, "rank", 0.0)
    marked = tuple(replace(c, rank=failed if i < refuted else None) for i, c in enumerate(before.candidates))
    after = question.answer(replace(before, candidates=marked), 0)
    assert after.chosen is None and after.new_text is None
    assert question.answer(replace(before, candidates=marked), 1).chosen == (0 if refuted == 1 else None)


async def test_an_answer_is_looked_up_though_its_input_is_none_of_the_guessed() -> None:
    candidates = tried("return 1", "return 2")
    probes = Table(lambda text, call: value("9" if "2" in text and call == "middle('odd')" else "0"))
    said = [("middle('odd')", "return 9")]
    found = await gather(candidates, probes, qualname="middle", budget_s=5, said=said)
    assert found.scores == [0.5, 1.0] and found.evidence.said == tuple(said) and found.evidence.question is None


# ---- the real sandbox
async def test_the_middle_of_nothing_is_asked_about_and_answered(tmp_path: Path) -> None:
    candidates = tried(*ZERO, *RAISES, "return sorted(xs)[0]", "return xs[", "while True: pass",
                       logprobs=[-0.5, -0.6, -0.7, -0.8, -0.1, -0.1, -0.1])  # fmt: skip
    async with probing(tmp_path, MIDDLE + "    ...\n") as session:
        found = await gather(candidates, session, qualname="middle", budget_s=20)
    assert found.evidence.groups == (2, 2, 1) and found.evidence.calls > 5
    assert found.scores[0] == found.scores[1] > found.scores[2] == found.scores[3] > found.scores[4] > 0
    assert found.scores[5] == found.scores[6] == 0  # what does not run at all, and what never ends
    before = outcome(candidates, found)
    assert before.evidence is not None and before.evidence.question is not None
    assert question.as_text(before.evidence.question) == "For `middle([])`: return 0 or raise IndexError?"
    assert before.new_text == candidates[0].file_text
    after = question.answer(before, 1)
    assert after.new_text == candidates[2].file_text and not after.verified


async def test_an_example_in_the_docstring_and_own_asserts_decide(tmp_path: Path) -> None:
    head = 'def last(q):\n    """The last word of q.\n\n    >>> last("a bc")\n    \'bc\'\n    """\n'
    candidates = tried("return q[-1]", "return q[0:][-1]", "return q[-1:]", "return q.split()[-1]", head=head)
    async with probing(tmp_path, head + "    ...\n", "last") as session:
        found = await gather(candidates, session, qualname="last", asserts=["assert last('x') == 'x'"], budget_s=20)
    assert found.scores.index(max(found.scores)) == 3 and found.evidence.examples == (1, 1)
    assert found.evidence.question is None


async def test_the_guess_of_the_types_is_the_one_that_works(tmp_path: Path) -> None:
    head = "def shout(q):\n"
    candidates = tried("return q.upper()", "return q.upper() + '!'", "return q.upper() + '!'", head=head)
    async with probing(tmp_path, head + "    ...\n", "shout") as session:
        found = await gather(candidates, session, qualname="shout", budget_s=20)
    assert found.evidence.groups == (2, 1) and found.evidence.question is not None
    assert found.evidence.question.call == "shout('')"


@dataclass
class Table:
    does: Callable[[str, str], Observation]

    async def observe(self, texts: Sequence[str], calls: Sequence[str]) -> list[list[Observation]]:
        return [[self.does(text, call) for call in calls] for text in texts]

    async def check(self, texts: Sequence[str], asserts: Sequence[str]) -> list[list[bool]]:
        return [[False] * len(asserts) for _ in texts]


@dataclass
class SlowProbes:
    """Answers the first text only."""

    fail: Exception | None = None
    cancelled: int = 0
    seen: list[str] = field(default_factory=list)

    async def observe(self, texts: Sequence[str], calls: Sequence[str]) -> list[list[Observation]]:
        self.seen += texts
        if self.fail is not None:
            raise self.fail
        if len(self.seen) > 1:
            try:
                await asyncio.Event().wait()
            finally:
                self.cancelled += 1
        return [[value("1")] * len(calls) for _ in texts]

    async def check(self, texts: Sequence[str], asserts: Sequence[str]) -> list[list[bool]]:
        return [[True] * len(asserts) for _ in texts]


async def test_the_time_is_kept_and_what_was_not_seen_is_unknown() -> None:
    probes = SlowProbes()
    candidates = tried("return 1", "return 2", "return 3", logprobs=[-2.0, -1.0, -3.0])
    found = await gather(candidates, probes, qualname="middle", asserts=["assert middle([1]) == 1"], budget_s=0.05)
    assert probes.seen[0] == candidates[1].file_text  # the likeliest is asked first
    assert found.scores == [0.0, 1.0, 0.0] and probes.cancelled == 2 and found.evidence.question is None


async def test_a_sandbox_that_fails_is_no_evidence_and_a_bug_is_told() -> None:
    candidates = tried("return 1", "return 2")
    found = await gather(candidates, SlowProbes(RunnerError("gone", "")), qualname="middle", budget_s=5)
    assert found.scores == [0.0, 0.0] and found.evidence.calls == 0
    with pytest.raises(ZeroDivisionError):
        await gather(candidates, SlowProbes(ZeroDivisionError()), qualname="middle", budget_s=5)
