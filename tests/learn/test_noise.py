"""What is left out of the pairs, and that it is counted."""

from __future__ import annotations

import msgspec
import pytest

from tests.learn.test_pairs import DISMISSED, PREFIX, batch, candidate, outcome, shown
from understudy.learn.events import Event, Shown, Tested
from understudy.learn.noise import MAX_CHARS, MAX_PROMPT_CHARS, MOST_OF_A_FUNCTION, Reason, Source, fault
from understudy.learn.pairs import Pair, labels, pairs, rankings, sifted

LOOP = "    for x in xs:\n        total += x\n    return total / len(xs)\n"
LONG = "    return " + " + ".join(f"a{i}" for i in range(30))


def pair(chosen: str, rejected: str, source: Source = "test", prompt: str = PREFIX) -> Pair:
    return Pair([prompt], chosen, rejected, source, "/w/a.py::def f")


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (pair("", "x"), "empty"),
        (pair("x", " \n"), "empty"),
        (pair("k = '<masked:aws-key>'", "x"), "masked"),
        (pair("x" * (MAX_CHARS + 1), "y" * MAX_CHARS), "too long"),
        (pair("x", "y", prompt="z" * (MAX_PROMPT_CHARS + 1)), "long prompt"),
        (pair("x + y", "z * " * 40), "lengths"),
        (pair("return 1", "return 1  # one"), "same code"),
        (pair(LOOP, LOOP.replace("x:", "y:").replace("+= x", "+= y").replace("for x", "for y"), "accept"), "renamed"),
        (pair(LONG, LONG.replace("a7", "b"), "accept"), "near-identical"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_teaches_nothing_has_a_reason(found: Pair, reason: Reason) -> None:
    assert fault(found) == reason


def test_what_tests_proved_or_the_user_typed_may_be_nearly_the_same() -> None:
    other = LONG.replace("a7", "b")
    assert fault(pair(LONG, other, "test")) is None and fault(pair(LONG, other, "kept")) is None
    for source in ("kept", "test", "speed"):  # told apart by a person, or by running
        assert fault(pair("for i in a:\n    f(i)", "for x in a:\n    f(x)", source)) is None  # type: ignore[arg-type]


def test_what_a_comment_is_depends_on_the_language() -> None:
    made = batch(candidate("#include <a.h>", "passed", 4), candidate("#include <b.h>", "failed", 0))
    assert pairs([made]) == []
    assert len(pairs([msgspec.structs.replace(made, language="c")])) == 1


def test_what_was_imported_was_chosen_by_the_user() -> None:
    assert fault(pair("x", "z * " * 400, "imported")) is None
    assert fault(pair("x", "x", "imported")) == "same code"


def test_a_pass_rate_too_close_and_a_fifth_pair_of_a_batch_are_counted() -> None:
    found = sifted([batch(candidate("a", "passed", 4), candidate("b", "failed", 3))])
    assert found.pairs == [] and found.dropped == {"margin": 1}
    many = sifted([batch(candidate("aa", "passed", 4), *(candidate(f"b{i}", "crash") for i in range(9)))])
    assert len(many.pairs) == 4 and many.dropped == {"cap": 5}


def test_a_layout_twin_does_not_cost_the_pair_with_another_right_answer() -> None:
    right, twin, other = "    return a<b\n", "    return a < b  # no\n", "    return not (a >= b) and bool(a) is a\n"
    passed = [candidate(text, "passed", 4, wall=0.0) for text in (right, other)]
    found = sifted([batch(*passed, candidate(twin, "failed", 0))])
    assert [(p.chosen, p.rejected) for p in found.pairs] == [(other, twin)] and found.dropped == {"same code": 1}


def test_one_function_gives_its_newest_pairs_only() -> None:
    events: list[Event] = []
    for number in range(MOST_OF_A_FUNCTION + 6):
        made = batch(candidate(f"return {number}", "passed", 4), candidate(f"{number} or x", "failed", 0))
        events.append(Tested(f"b{number}", made.file, "python", made.prompt, made.candidates, "sha", at=float(number)))
    found = sifted(events)
    assert len(found.pairs) == MOST_OF_A_FUNCTION and found.dropped["cap"] == 6
    assert [p.at for p in found.pairs] == [float(n) for n in range(6, MOST_OF_A_FUNCTION + 6)]
    assert len(rankings(events)) == MOST_OF_A_FUNCTION and len(labels(events)) == 2 * MOST_OF_A_FUNCTION


def test_repeated_and_contradicted_pairs_are_counted() -> None:
    first = [*DISMISSED, shown("b", "return 1", 2.0), outcome("b", "accepted", 3.0)]
    again = [shown("c", "return 1", 200.0), outcome("c", "dismissed", 202.0)]
    again += [shown("d", "pass", 203.0), outcome("d", "accepted", 204.0)]
    assert sifted([*first, *again]).dropped == {"contradicted": 1}
    later = [shown("e", "pass", 400.0), outcome("e", "dismissed", 402.0)]
    later += [shown("f", "return 1", 403.0), outcome("f", "accepted", 404.0)]
    assert sifted([*first, *later]).dropped == {"duplicate": 1}


def test_an_accepted_text_that_stayed_as_it_was_is_no_pair_and_no_noise() -> None:
    events: list[Event] = [shown("b", "return 1", 2.0), outcome("b", "accepted", 3.0)]
    events.append(outcome("b", "kept", 33.0, 30.0, "return 1"))
    assert sifted(events).pairs == [] and not sifted(events).dropped


def test_a_pair_knows_which_model_its_token_ids_are_of() -> None:
    events: list[Event] = [*DISMISSED, shown("b", "return 1", 2.0), outcome("b", "accepted", 3.0)]
    assert isinstance(events[0], Shown) and [p.model for p in pairs(events)] == ["sha"]
