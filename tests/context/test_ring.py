from __future__ import annotations

import itertools
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from understudy.context.ring import CHUNK_LINES, Chunk, Ring, chunk, first_definition, fitting
from understudy.context.text import document_lines

FILE = Path("/w/a.py")


def made(seed: int, path: str = "a.py") -> Chunk:
    lines = document_lines("".join(f"value_{seed}_{n} = {n}\n" for n in range(10)))
    found = chunk(Path("/w") / path, path, lines, 5)
    assert found is not None
    return found


def test_a_chunk_is_the_code_around_a_place_with_line_feeds() -> None:
    lines = document_lines("".join(f"v{n} = {n}\r\n" for n in range(500)))
    found = chunk(FILE, "a.py", lines, 250)
    assert found is not None
    text = found.text.split("\n")
    assert "v250 = 250" in text and "\r" not in found.text and found.text.endswith("\n")
    assert CHUNK_LINES - 16 <= len(text) - 1 <= CHUNK_LINES
    assert text[found.centre] == "v250 = 250"


def test_a_chunk_is_cut_before_definitions_and_at_empty_lines() -> None:
    body = "    pass\n" * 9
    lines = document_lines("".join(f"\n\n@decorated\ndef f{n}():\n{body}" for n in range(40)))
    found = chunk(FILE, "a.py", lines, 260)
    assert found is not None
    assert found.text.startswith("@decorated\ndef f") and found.text.endswith(body)


def test_next_to_nothing_is_no_chunk() -> None:
    assert chunk(FILE, "a.py", document_lines("\n\nimport a\n\n"), 2) is None
    assert chunk(FILE, "a.py", [""], 7) is None


def test_a_clipped_chunk_keeps_the_lines_around_its_centre() -> None:
    found = made(1)
    assert found.clipped(10_000).text == found.text
    assert found.clipped(34).text == "value_1_4 = 4\nvalue_1_5 = 5\n"
    assert found.clipped(3).text == ""


def test_a_long_line_does_not_make_a_long_chunk() -> None:
    lines = document_lines("a = 1\nb = 2\nc = 3\n" + "x" * 50_000 + "\nd = 4\n")
    found = chunk(FILE, "a.py", lines, 1)
    assert found is not None and found.text == "a = 1\nb = 2\nc = 3\n"
    assert chunk(FILE, "a.py", lines, 3) is None


def test_first_definition() -> None:
    assert first_definition(document_lines("import a\n\n@b\nclass C: ...\n")) == 2
    assert first_definition([""]) == 0


def test_near_duplicates_are_not_kept_twice_and_a_queued_one_is_brought_up_to_date() -> None:
    ring, old = Ring(), made(1)
    lines = document_lines("".join(f"line_{n} = {n}\n" for n in range(40)))
    first, second = chunk(FILE, "a.py", lines, 0), chunk(FILE, "a.py", [*lines[:-1], "line_40 = 40\n"], 0)
    assert first is not None and second is not None
    ring.offer(first)
    ring.offer(second)
    assert ring.waiting == (second,)
    ring.advance(second)
    ring.offer(first)
    assert not ring.waiting and ring.chunks == (second,)
    ring.offer(old)
    assert ring.waiting == (old,)


def test_of_two_overlapping_chunks_that_wait_the_later_stays() -> None:
    ring, lines = Ring(), document_lines("".join(f"line_{n} = {n}\n" for n in range(400)))
    first, second, far = (chunk(FILE, "a.py", lines, line) for line in (100, 120, 300))
    assert first is not None and second is not None and far is not None
    for each in (first, far, second):
        ring.offer(each)
    assert ring.waiting == (far, second)


def test_at_capacity_the_older_half_goes_and_the_others_are_renewed() -> None:
    ring = Ring(4)
    chunks = [made(n) for n in range(5)]
    new = made(99)
    for each in chunks:
        ring.offer(each)
        ring.advance(each, lambda known: {chunks[2]: None, chunks[3]: new}.get(known, known))
    assert ring.chunks == (new, chunks[4])


def test_a_chunk_that_waits_no_longer_is_not_moved() -> None:
    ring = Ring()
    assert not ring.advance(made(1)) and ring.version == 0


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("offer"), st.integers(0, 30)),
        st.tuples(st.just("advance"), st.just(0)),
        st.tuples(st.just("drop"), st.integers(0, 3)),
    ),
    max_size=120,
)


@given(STEPS, st.sampled_from([2, 4, 16]))
def test_the_ring_only_grows_at_its_end_but_for_drops(steps: list[tuple[str, int]], capacity: int) -> None:
    ring = Ring(capacity)
    for what, number in steps:
        before, version = ring.chunks, ring.version
        if what == "offer":
            ring.offer(made(number, f"{number % 4}.py"))
            assert ring.chunks == before
        elif what == "advance" and ring.waiting:
            full = len(before) == capacity
            assert ring.advance(ring.waiting[0])
            assert ring.chunks[:-1] == (before[-(capacity // 2) :] if full else before)
        elif what == "drop":
            ring.drop(lambda known, name=f"{number}.py": known.name == name)  # type: ignore[misc]
            assert ring.chunks == tuple(known for known in before if known.name != f"{number}.py")
        assert (ring.version != version) == (ring.chunks != before)
        assert len(ring.chunks) <= capacity and len(ring.waiting) <= capacity
        assert len(set(ring.chunks + ring.waiting)) == len(ring.chunks + ring.waiting)


@given(st.lists(st.integers(1, 50), max_size=60), st.integers(100, 300))
def test_what_is_left_out_fits_and_moves_in_blocks(sizes: list[int], most: int) -> None:
    edges = [fitting(sizes[:n], most) for n in range(len(sizes) + 1)]
    for count, edge in enumerate(edges):
        assert sum(sizes[edge:count]) <= most
        assert count == 0 or edge < count  # the newest always stays
    assert edges == sorted(edges)
    moves = sum(one != other for one, other in itertools.pairwise(edges))
    assert moves <= sum(sizes) / (most / 2 - 50 + 1) + 1
