"""The small decisions: same place?, how sure?, which numbers?, show it?"""

from __future__ import annotations

import math
import uuid
from dataclasses import replace

import pytest

from understudy.complete import features
from understudy.complete.ahead import accepted
from understudy.complete.around import LONGEST_TYPED, Around, around, line_above, typed_since
from understudy.complete.brackets import closers, open_brackets, until_closed
from understudy.complete.confidence import Trace, of_tokens
from understudy.complete.types import Ask, Suggestion
from understudy.complete.unsure import BLOCK_LEAST, LINE_LEAST, SHOWN_ANYWAY, shown_anyway, why_hidden
from understudy.context.text import document_lines

HIDDEN_ID = "00000001" + "0" * 24
SURE = Suggestion(HIDDEN_ID, "a", "a", [], -1, "", "model", "", mean_logprob=-0.1, tokens=3)


def ask(text: str, line: int, index: int) -> Ask:
    return Ask("file:///a.py", None, "python", document_lines(text), line, index)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_typing_is_seen_between_two_places(line_end: str) -> None:
    text = ("x = 1\n" * 200 + "y = \nz = 3\n").replace("\n", line_end)
    typed = text.replace("y = ", "y = tot")
    earlier, later = around(ask(text, 200, 4)), around(ask(typed, 200, 7))
    assert typed_since(earlier, later) == ("tot", "") and typed_since(earlier, earlier) == ("", "")
    assert typed_since(later, earlier) is None


def test_anything_else_than_typing_is_another_place() -> None:
    here = Around("u", "x = ", "\n")
    assert typed_since(here, Around("v", "x = a", "\n")) is None
    assert typed_since(here, Around("u", "x = a", ")\n")) is None
    assert typed_since(here, Around("u", "x = (a", "]\n")) is None
    assert typed_since(here, Around("u", "xx = a", "\n")) is None  # the file begins where `here` says
    assert typed_since(here, Around("u", "x = " + "a" * (LONGEST_TYPED + 1), "\n")) is None


@pytest.mark.parametrize(("typed", "behind"), [("f(", ")"), ("f([a", "])"), ('f("a', '")'), ("f(a)", "")])
def test_what_the_editor_closed_by_itself_is_no_other_place(typed: str, behind: str) -> None:
    below = "\n" + "z = 3\n" * 100
    found = typed_since(Around("u", "x = ", below), Around("u", f"x = {typed}", behind + below))
    assert found == (typed, behind)
    assert typed_since(Around("u", "x = ", below), Around("u", f"x = {typed}", "}" + below)) is None


def test_line_above_skips_blank_ones() -> None:
    assert line_above(ask("a\n\n  \nb = ", 3, 4)) == "a\n" and line_above(ask("b", 0, 1)) == ""


@pytest.mark.parametrize(
    ("text", "line", "index", "shown", "expected"),
    [
        ("x = \ny\n", 0, 4, "total", ("x = total\ny\n", 0, 9)),
        ("f()\n", 0, 2, "a", ("f(a)\n", 0, 3)),
        ("if x:\r\n    \r\n", 1, 4, "a = 1\n    b", ("if x:\r\n    a = 1\r\n    b\r\n", 2, 5)),
    ],
)
def test_document_as_it_will_be_when_all_is_accepted(
    text: str, line: int, index: int, shown: str, expected: tuple[str, int, int]
) -> None:
    then = accepted(ask(text, line, index), shown)
    assert ("".join(then.lines), then.line, then.index) == expected and not then.invoked
    assert then.lines == document_lines(expected[0])


def test_brackets_in_strings_and_comments_do_not_count() -> None:
    assert open_brackets('f([1, \'(\', """{\n"""  # (\n') == ["(", "["]
    assert closers("f([x") == "])" and closers("f(x)") == "" and open_brackets(")]") == []
    assert closers("f('a") == "')" and closers("f('a'") == ")" and closers("f('a\\'") == "')"


@pytest.mark.parametrize(
    ("text", "closing", "expected"),
    [("items) + 1", ")", "items"), ("g(x), y)", ")", "g(x), y"), ("x", ")", "x"), ("it\\'s'] + b", "']", "it\\'s")],
)
def test_text_ends_where_the_editor_has_closed_it(text: str, closing: str, expected: str) -> None:
    assert until_closed(text, closing) == expected


def test_confidence_is_that_of_the_part_that_is_shown() -> None:
    trace = Trace()
    for characters, logprob, tokens in ((3, -0.3, 1), (6, -0.5, 2), (9, -3.5, 3)):
        trace.add(characters, logprob, tokens)
    assert trace.of(6) == pytest.approx((-0.25, -0.3, 2)) and trace.of(9) == pytest.approx((-3.5 / 3, -3.0, 3))
    assert Trace().of(5).tokens == 0
    assert of_tokens([-0.1, -math.inf, -0.3]) == pytest.approx((-0.2, -0.3, 2)) and of_tokens([]).tokens == 0


def test_unsure_is_silent_by_kind_and_unknown_is_shown() -> None:
    assert why_hidden(SURE, None) is None
    assert why_hidden(replace(SURE, mean_logprob=LINE_LEAST - 0.01), None) == "unsure"
    between = replace(SURE, mean_logprob=(LINE_LEAST + BLOCK_LEAST) / 2)
    assert why_hidden(between, None) is None
    assert why_hidden(replace(between, full="a\n    b"), None) == "unsure"
    assert why_hidden(replace(between, function="f"), None) == "unsure"
    assert why_hidden(replace(SURE, mean_logprob=-9.0, tokens=0), None) is None


@pytest.mark.parametrize(("chance", "expected"), [(None, None), (0.25, None), (0.24, "unlikely")])
def test_filter_of_the_user_decides_when_it_knows(chance: float | None, expected: str | None) -> None:
    known = numbers()
    asked: list[features.Features] = []

    def judge(row: features.Features) -> float | None:
        asked.append(row)
        return chance

    assert why_hidden(replace(SURE, features=known), judge) == expected and asked == [known]


def test_one_in_twenty_is_shown_anyway_and_always_the_same() -> None:
    names = [uuid.UUID(int=number * 7919 << 96, version=4).hex for number in range(2000)]
    share = sum(map(shown_anyway, names)) / len(names)
    assert share == pytest.approx(1 / SHOWN_ANYWAY, abs=0.015)
    lucky = next(name for name in names if shown_anyway(name))
    assert why_hidden(replace(SURE, id=lucky, mean_logprob=-9.0), lambda known: 0.0) is None


def numbers(before: str = "    x = self.", text: str = "total", **other: object) -> features.Features:
    given = {"mean_logprob": -0.2, "lowest_logprob": -0.9, "body": False, "after": "", "pause_s": 0.0, "previous": 0}
    return features.features(text=text, before=before, cached=False, **(given | other))  # type: ignore[arg-type]


def test_numbers_say_what_is_known_and_nothing_that_can_be_read() -> None:
    row = numbers()
    assert (row.mean_logprob, row.lowest_logprob, row.after_dot, row.line_start, row.block) == (-0.2, -0.9, 1, 0, 0)
    assert numbers("    ").line_start == 1 and numbers("f(").after_opener == 1 and numbers("xy").after_word == 1
    block = numbers("    ", "a\n    b", after=")", pause_s=1e9, previous=-1, body=True)
    assert (block.lines, block.block, block.body, block.text_follows, block.previous) == (2, 1, 1, 1, -1)
    assert block.log_pause == pytest.approx(math.log(61)) and all(isinstance(value, float) for value in block)
