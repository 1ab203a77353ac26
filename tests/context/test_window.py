from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from understudy.context.text import document_lines
from understudy.context.window import BLOCK_LINES, Budget, budget, window

LINES = document_lines("".join(f"value_{n} = compute({n})\n" for n in range(1_000)))


def test_small_file_is_seen_whole() -> None:
    lines = document_lines("a = 1\nb = 2\n")
    found = window(lines, 1, 2, Budget(1_000, 1_000))
    assert (found.prefix, found.suffix, found.start_line) == ("a = 1\nb ", "= 2\n", 0)


def test_left_edge_moves_rarely_while_walking_down_the_file() -> None:
    start, moves = None, 0
    for line in range(len(LINES) - 1):
        found = window(LINES, line, 0, Budget(6_000, 500), start)
        moves += start is not None and found.start_line != start
        start = found.start_line
        assert len(found.prefix) <= 6_000
    assert moves <= 1_000 * 24 / 3_000  # once per half budget at the most


def test_left_edge_does_not_flip_when_the_cursor_goes_up_and_down() -> None:
    start = window(LINES, 500, 0, Budget(6_000, 500)).start_line
    assert start % BLOCK_LINES == 0
    for line in (490, 501, 495, 510, 500):
        assert window(LINES, line, 0, Budget(6_000, 500), start).start_line == start


def test_suffix_stays_the_same_while_lines_are_typed() -> None:
    before = window(LINES, 500, 3, Budget(2_000, 500))
    typed = [*LINES[:500], LINES[500][:3] + "x\n", "yy" + LINES[500][3:], *LINES[501:]]
    assert window(typed, 501, 2, Budget(2_000, 500), before.start_line).suffix == before.suffix


@given(st.text(max_size=300), st.integers(10, 200), st.integers(0, 100), st.data())
def test_window_is_text_around_the_cursor_within_budget(
    text: str, prefix: int, suffix: int, data: st.DataObject
) -> None:
    lines = document_lines(text)
    line = data.draw(st.integers(0, len(lines) - 1))
    index = data.draw(st.integers(0, len(lines[line])))
    previous = data.draw(st.none() | st.integers(0, len(lines)))
    found = window(lines, line, index, Budget(prefix, suffix), previous)
    offset = sum(map(len, lines[:line])) + index
    assert text[:offset].endswith(found.prefix) and text[offset:].startswith(found.suffix)
    assert len(found.prefix.encode()) <= prefix and len(found.suffix.encode()) <= suffix


def test_budget_leaves_room_for_the_answer() -> None:
    small = budget(1_024, 256)
    assert small.prefix + small.suffix < (1_024 - 256) * 2
