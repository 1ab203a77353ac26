"""Rules on weak evidence: what must hold for any pass matrix, and the cases that tell the rules apart."""

from __future__ import annotations

from math import inf, isnan, nan
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from understudy.generate.weak.rules import (
    DEFAULT_RULE,
    RULES,
    Matrix,
    b4,
    cluster_sizes,
    codet,
    informative,
    score,
    self_validation,
)


@st.composite
def evidence(draw: st.DrawFn) -> tuple[Matrix, list[str | None], list[float]]:
    codes, tests = draw(st.integers(0, 10)), draw(st.integers(0, 10))
    bits = draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=codes * tests, max_size=codes * tests))
    labels = draw(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=codes, max_size=codes))
    likely = draw(st.lists(st.floats(-9, 0) | st.just(-inf), min_size=codes, max_size=codes))
    return np.array(bits).reshape(codes, tests), labels, likely


some = evidence()
names = st.sampled_from(sorted(RULES))


@given(names, some)
def test_one_score_a_code_and_never_a_nan(rule: str, given_: tuple[Matrix, list[str | None], list[float]]) -> None:
    links, labels, likely = given_
    scores = score(rule, links, labels, likely)
    assert len(scores) == len(likely) and not any(isnan(x) or x == inf for x in scores)


@given(names, some, st.randoms(use_true_random=False))
def test_the_order_of_codes_and_tests_does_not_matter(
    rule: str, given_: tuple[Matrix, list[str | None], list[float]], rng: Random
) -> None:
    links, labels, likely = given_
    rows, columns = list(range(links.shape[0])), list(range(links.shape[1]))
    rng.shuffle(rows)
    rng.shuffle(columns)
    turned = score(rule, links[rows][:, columns], [labels[i] for i in rows], [likely[i] for i in rows])
    straight = score(rule, links, labels, likely)
    assert turned == pytest.approx([straight[i] for i in rows], rel=1e-9)


@given(names, some)
def test_codes_no_evidence_tells_apart_tie(rule: str, given_: tuple[Matrix, list[str | None], list[float]]) -> None:
    links, labels, likely = given_
    if likely:
        twice = score(rule, np.vstack([links, links[:1]]), [*labels, labels[0]], [*likely, likely[0]])
        assert twice[0] == twice[-1]


@given(st.sampled_from(["max_pass", "all_pass", "self_validation"]), some)
def test_passing_more_is_never_worse(rule: str, given_: tuple[Matrix, list[str | None], list[float]]) -> None:
    links = given_[0]
    scores = score(rule, links)
    for a in range(len(links)):
        for b in range(len(links)):
            if (links[a] >= links[b]).all():
                assert scores[a] >= scores[b] - 1e-12


@given(some)
def test_the_mutual_scores_stay_between_0_and_1(given_: tuple[Matrix, list[str | None], list[float]]) -> None:
    codes, tests = self_validation(given_[0])
    assert ((codes >= 0) & (codes <= 1)).all() and ((tests >= 0) & (tests <= 1)).all()


@given(some)
def test_self_validation_decides_between_groups_of_one_size_only(
    given_: tuple[Matrix, list[str | None], list[float]],
) -> None:
    links, labels, likely = given_
    sizes, scores = cluster_sizes(labels), score("cluster_then_self_validation", links, labels, likely)
    for a in range(len(sizes)):
        for b in range(len(sizes)):
            assert sizes[a] <= sizes[b] or scores[a] > scores[b]


def test_self_validation_finds_the_leading_singular_vector() -> None:
    rng = np.random.default_rng(1)
    agree = 0
    for _ in range(100):
        links = (rng.random((16, 16)) < 0.4).astype(float)
        left = np.abs(np.linalg.svd(links)[0][:, 0])
        agree += int(np.argmax(self_validation(links)[0]) == np.argmax(left))
    assert agree >= 98  # 99.8 % of 1,935 random matrices at d = .85, T = 10


def test_a_test_that_everyone_or_nobody_passes_says_nothing() -> None:
    links = np.array([[1, 1, 1, 1, 0], [1, 1, 1, 1, 0], [1, 0, 0, 0, 1], [1, 0, 0, 0, 0]], dtype=float)
    assert informative(links).shape == (4, 4)
    for rule in ("max_pass", "self_validation", "codet", "b4"):
        scores = score(rule, links)
        assert scores[0] == scores[1] > scores[2] > scores[3]
        assert len(set(score(rule, np.ones((3, 2))))) == len(set(score(rule, np.zeros((3, 2))))) == 1
        assert len(set(score(rule, np.ones((3, 0))))) == 1


def test_groups_of_errors_count_for_nothing() -> None:
    assert cluster_sizes(["a", None, None, None, "a", "b"]) == [2, 0, 0, 0, 2, 1]
    assert score("cluster", np.zeros((3, 0)), ["a", None, None]) == [1.0, 0.0, 0.0]


def test_codet_multiplies_the_root_of_the_group_by_its_tests() -> None:
    links = np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=float)
    assert codet(links) == pytest.approx([2 * 2**0.5, 2 * 2**0.5, 1.0, 0.0])


def test_b4_is_the_posterior_of_its_paper() -> None:
    links = np.array([[1, 1, 0], [0, 1, 0], [0, 0, 1]], dtype=float)
    # flat priors and the first row as the truth: B(3,2) B(2,3) B(2,4) B(2,2), by hand
    by_hand = np.log(1 / 12 * 1 / 12 * 1 / 20 * 1 / 6)
    assert b4(links, 1, 1)[0] == pytest.approx(by_hand)


def test_who_follows_a_crowd_that_shares_a_bug() -> None:
    right = [1.0] * 13 + [0.0] * 3  # two right codes, three wrong tests
    bug = [1.0] * 5 + [0.0] * 8 + [1.0] * 3  # four codes with one bug, which the wrong tests agree with
    stray = [1.0, 0.0] * 4 + [0.0] * 8
    links, labels = np.array([right, right, bug, bug, bug, bug, stray]), ["r", "r", "w", "w", "w", "w", "s"]

    def finds_it(rule: str) -> bool:
        scores = score(rule, links, labels)
        return scores[0] == max(scores)

    rules = ["max_pass", "self_validation", "b4", "codet", "b4_flat", "cluster"]
    assert [finds_it(rule) for rule in rules] == [True, True, True, True, False, False]  # as in simulations


def test_an_unknown_likelihood_is_the_least() -> None:
    assert score("logprob", np.zeros((2, 0)), None, [nan, -4.0]) == [-inf, -4.0]


def test_the_default_is_a_rule_and_wrong_shapes_are_refused() -> None:
    assert DEFAULT_RULE in RULES
    with pytest.raises(ValueError):
        score("cluster", np.zeros((2, 1)), ["a"])
    with pytest.raises(KeyError):
        score("no such rule", np.zeros((1, 1)))
