from __future__ import annotations

import pytest

from bench.studies.mu import Labelled, mu


def test_mu_by_hand() -> None:
    # codes: right, wrong, wrong; tests: right, right, wrong
    pool = Labelled([[1, 1, 0], [1, 0, 1], [0, 0, 0]], [True, False, False], [True, True, False])  # type: ignore[list-item]
    found = mu([pool])
    assert found is not None
    assert (found.p_u, found.p01, found.p00, found.tests, found.cells) == (2 / 3, 1 / 4, 1 / 2, 3, 6)
    assert found.value == pytest.approx(2 / 3 * 3 / 4 - 1 / 3 * 1 / 2)
    assert found.chance(0) == 0 < found.chance(10) < found.chance(1000) < 1


def test_problems_are_counted_together() -> None:
    good = Labelled([[True], [False]], [True, False], [True])
    bad = Labelled([[False], [True]], [True, False], [False])
    both = mu([good, bad])
    assert both is not None and both.value == 0 and both.chance(50) == 0
    alone = mu([bad])
    assert alone is not None and alone.value == -1 and mu([good]).value == 1  # type: ignore[union-attr]


def test_nothing_to_count_and_what_does_not_fit() -> None:
    assert mu([]) is None and mu([Labelled([[True]], [True], [True])]) is None
    with pytest.raises(ValueError):
        mu([Labelled([[True]], [True, False], [True])])
