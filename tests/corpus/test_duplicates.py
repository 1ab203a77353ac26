"""Near duplicates are found by MinHash and told apart by what they truly share."""

from __future__ import annotations

import random

import numpy as np
import pytest

from tests.corpus.packages import HASH, SPLIT
from understudy_trainer.corpus.duplicates import Seen, jaccard, shingles


def tokens(seed: int, count: int) -> list[str]:
    rng = random.Random(seed)
    return [rng.choice("abcdefghijklmnopqrstuvwxyz") + str(rng.randrange(50)) for _ in range(count)]


def test_a_second_copy_is_not_new_even_if_it_is_laid_out_anew_or_changed_a_little() -> None:
    seen = Seen()
    assert seen.add(HASH)
    assert not seen.add(HASH)
    assert not seen.add(HASH.replace("    ", "  ").replace("(", "( "))
    assert not seen.add(HASH.replace("bytes in data", "bytes of data"))
    assert seen.add(SPLIT)
    assert not seen.add(" \n ")


def test_what_shares_half_stays() -> None:
    seen = Seen()
    first, rest = tokens(1, 100), tokens(2, 100)
    assert seen.add(" ".join(first))
    assert seen.add(" ".join(first[:60] + rest[:40]))


def test_hardly_a_pair_above_the_threshold_is_missed() -> None:
    seen, missed = Seen(), 0
    for number in range(100):
        text = tokens(number + 10, 120)
        assert seen.add(" ".join(text))
        near = [*text[:60], "new", *text[61:]]  # five grams of 116: Jaccard .917
        missed += seen.add(" ".join(near))
    assert missed == 0


@pytest.mark.parametrize("changed", [0, 1, 3])
def test_the_index_is_jaccards(changed: int) -> None:
    text = tokens(3, 80)
    other = text[:-changed] + ["x"] * changed if changed else text
    one, two = ({tuple(t[i : i + 5]) for i in range(76)} for t in (text, other))
    assert jaccard(shingles(" ".join(text)), shingles(" ".join(other))) == pytest.approx(
        len(one & two) / len(one | two)
    )


def test_order_counts_and_hashes_are_sorted() -> None:
    assert not np.array_equal(shingles("a b c d e f"), shingles("f e d c b a"))
    found = shingles(HASH)
    assert np.all(found[:-1] < found[1:])
