"""Where a text ends, rule by rule, and that nothing shown is ever taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understudy.context.functions import indent_columns
from understudy.engine.protocol import Stop
from understudy.engine.rows import starts_line
from understudy.engine.stops import Transcript, find_cut

BODY = Stop(min_indent=4)
LOOP = Stop(repetition=True)


@pytest.mark.parametrize(
    ("text", "stop", "kept"),
    [
        ("return x\n\ny", Stop(texts=("\n\n",)), "return x"),
        ("a END b STOP", Stop(texts=("STOP", "END")), "a "),
        ("no mark", Stop(texts=("mark!", "")), "no mark"),
        ("x = 1\ny = 2", Stop(single_line=True), "x = 1"),
        ("\n  x = 1\ny", Stop(single_line=True), "\n  x = 1"),
        ("\n\n  ", Stop(single_line=True), "\n\n  "),
        ("    return 1\n\ndef g():\n", BODY, "    return 1\n\n"),
        ("    if x:\n        y()\n    return 2\n", BODY, "    if x:\n        y()\n    return 2\n"),
        ("    a = 1\n  # shallow\n", BODY, "    a = 1\n"),
        ("    a = 1\n\n   \n    b = 2\nc", BODY, "    a = 1\n\n   \n    b = 2\n"),
        ("\treturn 1\nx", BODY, "\treturn 1\n"),
        ("def g():", BODY, ""),
        ("    # 1. add\n<|code|>    return 1\nx", BODY, "    # 1. add\n<|code|>    return 1\n"),
        ("    # 1. add\n<|code|>return 1", BODY, "    # 1. add\n<|code|>"),
        ("    a = 1\r\n    b\r\nc", BODY, "    a = 1\r\n    b\r\n"),
        ("x = foo(1) + foo(1) + foo(1) + foo(1) + y", LOOP, "x = foo(1) + foo(1) +"),
        ("a, b, " * 9, LOOP, "a, b, " * 4),
        ("i += 1\ni += 1\ni += 1\n", LOOP, "i += 1\ni += 1\n"),
        ("i += 1\n\ni += 1\n\ni += 1\nz", LOOP, "i += 1\n\ni += 1\n\n"),
        ("x = 1\n" + "    print(value)\n" * 5, LOOP, "x = 1" + "\n    print(value)" * 2),
        ("def f():\n    return 1\n\n\n" * 4, LOOP, "def f():\n    return 1\n\n\n" * 2),
        ("i += 1\ni += 1\nj += 1\ni += 1\n", LOOP, "i += 1\ni += 1\nj += 1\ni += 1\n"),
        ("# " + "-" * 70 + "\n" + " " * 40 + "x", LOOP, "# " + "-" * 70 + "\n" + " " * 40 + "x"),
        ("[[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]", LOOP, "[[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]"),
        ("        ]\n    ]\n]\n" + ")\n" * 4, LOOP, "        ]\n    ]\n]\n" + ")\n" * 4),
        ("foo(1) + " * 5, Stop(), "foo(1) + " * 5),
    ],
)
def test_text_ends_at_the_first_rule_that_matches(text: str, stop: Stop, kept: str) -> None:
    cut = find_cut(text, stop, at_line_start=True)
    assert (text if cut is None else text[:cut]) == kept


def test_a_text_that_continues_a_line_is_not_measured_before_its_first_newline() -> None:
    text = "x + 1\n    y\nz"
    assert find_cut(text, BODY, at_line_start=False) == text.index("z")


def test_a_tab_goes_to_the_next_multiple_of_eight() -> None:
    assert [indent_columns(line) for line in ("\tx", "    \tx", "  x", "x", "")] == [8, 8, 2, 0, 0]


def test_half_a_character_waits_for_its_other_half() -> None:
    transcript = Transcript(Stop(), at_line_start=True)
    first, second = "é".encode()[:1], "é".encode()[1:]
    assert transcript.push(b"a" + first) == "a"
    assert transcript.push(second) == "é"
    assert transcript.push(first) == "" and transcript.finish() == ""
    assert transcript.text == "aé"


def test_half_a_stop_text_is_held_back_and_released_if_it_was_none() -> None:
    transcript = Transcript(Stop(texts=("###",)), at_line_start=True)
    assert transcript.push(b"a##") == "a"
    assert transcript.push(b" b") == "## b"
    assert transcript.push(b"##") == ""
    assert transcript.finish() == "##"


def test_a_line_of_white_space_is_held_back_until_its_indentation_is_known() -> None:
    transcript = Transcript(BODY, at_line_start=True)
    assert transcript.push(b"    x\n") == "    x\n"
    assert transcript.push(b"  ") == ""
    assert transcript.push(b"  y") == "    y"
    assert transcript.push(b"\nz") == "\n"
    assert transcript.stopped


STOPS = st.builds(
    Stop,
    texts=st.lists(st.text("ab\n #", max_size=4), max_size=3).map(tuple),
    single_line=st.booleans(),
    min_indent=st.integers(0, 6),
    repetition=st.booleans(),
)
PIECE = st.one_of(
    st.text("ab \n\t#é", max_size=5), st.sampled_from(["<|code|>", "one(two)", "ab\n", "abab", "a b c d e\n"])
)
PIECES = st.one_of(
    st.lists(PIECE, max_size=25),
    st.tuples(st.lists(PIECE, max_size=4), st.integers(2, 5)).map(lambda unit_times: unit_times[0] * unit_times[1]),
)


@given(pieces=PIECES, stop=STOPS, at_line_start=st.booleans())
def test_what_was_shown_is_exactly_the_text_up_to_the_first_cut(
    pieces: list[str], stop: Stop, at_line_start: bool
) -> None:
    transcript = Transcript(stop, at_line_start)
    shown = ""
    fed = ""
    for piece in pieces:
        fed += piece
        shown += transcript.push(piece.encode())
        if transcript.stopped:
            break
    shown += transcript.finish()
    cut = find_cut(fed, stop, at_line_start)
    assert shown == transcript.text == (fed if cut is None else fed[:cut])


UNITS = st.one_of(st.text("abc, ()", min_size=1, max_size=30), st.lists(st.text("ab =", max_size=6)).map("\n".join))


@given(head=st.text("ab \n", max_size=9), unit=UNITS, copies=st.integers(2, 5), tail=UNITS, size=st.integers(1, 7))
def test_of_a_loop_exactly_what_stays_is_shown(head: str, unit: str, copies: int, tail: str, size: int) -> None:
    fed = head + unit * copies + "\n" + tail
    transcript, shown, end = Transcript(LOOP, at_line_start=True), "", 0
    while end < len(fed) and not transcript.stopped:
        shown += transcript.push(fed[end : end + size].encode())
        end += size
    cut = find_cut(fed[:end], LOOP, at_line_start=True)
    assert shown + transcript.finish() == (fed if cut is None else fed[:cut])


@given(text=PIECES.map("".join), stop=STOPS, since=st.integers(0, 60))
def test_looking_only_at_what_is_new_finds_the_same_cut(text: str, stop: Stop, since: int) -> None:
    if find_cut(text[:since], stop, True) is None:
        assert find_cut(text, stop, True, min(since, len(text))) == find_cut(text, stop, True)


@given(text=st.text(max_size=30), size=st.integers(1, 4))
def test_utf8_cut_into_any_bytes_comes_out_whole(text: str, size: int) -> None:
    transcript = Transcript(Stop(), at_line_start=True)
    data = text.encode()
    shown = "".join(transcript.push(data[start : start + size]) for start in range(0, len(data), size))
    assert shown + transcript.finish() == text


SPECIAL = {"fim_prefix": 1, "fim_suffix": 2, "fim_middle": 3, "plan": 4, "code": 5}


@pytest.mark.parametrize(
    ("prompt", "starts"),
    [
        (["def f():\n"], True),
        (["def f():\n", 5], True),
        (["x = "], False),
        (["def f():\n", 4, "    # 1. a\n", 5], True),
        ([2, "suffix", 1, "prefix\n", 3], True),
        ([2, "suffix\n", 1, "prefix", 3], False),
        ([1, "prefix", 2, "suffix\n", 3], False),
        ([1, "prefix\n", 2, "suffix", 3], True),
        ([0], True),
    ],
)
def test_the_line_start_is_judged_by_the_text_before_the_cursor(prompt: list[str | int], starts: bool) -> None:
    assert starts_line(prompt, SPECIAL) is starts
