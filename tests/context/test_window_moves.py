"""The left edge while somebody types: every move costs the engine the whole prompt, so moves are counted."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from understudy.context.text import document_lines, replace
from understudy.context.window import KEEP_FRACTION, LEAST_FRACTION, Budget, Window, window

MOST = 600
LIMITS = Budget(MOST, 200)
LINE = st.text(alphabet="abc é(", max_size=int(MOST * LEAST_FRACTION) // 2 - 2)
FILES = st.lists(LINE, min_size=1, max_size=60).map("\n".join)


def typed(text: str, keys: list[str], data: st.DataObject) -> list[Window]:
    """The windows seen while `keys` are typed one after the other somewhere in `text`."""
    lines = document_lines(text)
    line = data.draw(st.integers(0, len(lines) - 1))
    index = data.draw(st.integers(0, len(lines[line].rstrip("\n"))))
    seen = [window(lines, line, index, LIMITS)]
    for key in keys:
        lines = replace(lines, (line, index), (line, index), key)
        line, index = (line + 1, 0) if key == "\n" else (line, index + len(key))
        seen.append(window(lines, line, index, LIMITS, seen[-1].start_line))
    return seen


def steps(seen: list[Window], keys: list[str]) -> list[bool]:
    """Per key: is the new prefix the old one and the key?"""
    return [after.prefix == before.prefix + key for before, after, key in zip(seen, seen[1:], keys, strict=False)]


@settings(max_examples=60, deadline=None)
@given(FILES, st.lists(st.sampled_from(["value = 1", "\n", "x", "é"]), max_size=200), st.data())
def test_the_left_edge_moves_once_per_block_typed_and_else_the_prefix_only_grows(
    text: str, keys: list[str], data: st.DataObject
) -> None:
    seen = typed(text, keys, data)
    moves = steps(seen, keys).count(False)
    block = MOST * (1 - KEEP_FRACTION) - MOST * LEAST_FRACTION  # at the worst, with lines this long
    assert moves <= sum(len(key.encode()) for key in keys) / block + 1
    assert all(len(found.prefix.encode()) <= MOST for found in seen)


@settings(max_examples=60, deadline=None)
@given(FILES, st.lists(st.sampled_from(["x", "value", " "]), max_size=40), st.data())
def test_the_suffix_stays_while_a_line_is_typed(text: str, keys: list[str], data: st.DataObject) -> None:
    seen = typed(text, keys, data)
    assert {found.suffix for found in seen} == {seen[0].suffix}


def test_one_line_longer_than_the_budget_is_cut_in_blocks() -> None:
    keys = ["item, "] * 600
    lines, seen = document_lines("x = ["), []
    for key in keys:
        lines = [lines[0] + key]
        seen.append(window(lines, 0, len(lines[0]), LIMITS, 0))
    moves = steps(seen, keys[1:]).count(False)
    assert moves <= 600 * 6 / (MOST / 2) + 1


def test_after_a_move_the_model_still_sees_a_quarter_of_the_budget() -> None:
    lines, start = document_lines("".join(f"v{n} = {n:012}\n" for n in range(2_000))), None
    for line in range(100, 1_999):
        found = window(lines, line, 0, LIMITS, start)
        start = found.start_line
        assert len(found.prefix) >= MOST * LEAST_FRACTION - 2 * len(lines[line])


def test_long_lines_do_not_make_the_edge_walk_line_by_line() -> None:
    lines = document_lines("".join("x" * 140 + "\n" for _ in range(100)))
    start, moves = None, 0
    for line in range(99):
        found = window(lines, line, 0, LIMITS, start)
        moves += start not in (None, found.start_line)
        start = found.start_line
    assert moves <= 99 // 2 + 1
