"""Token choice against plain references."""

from __future__ import annotations

import numpy as np
import pytest

from understudy.engine.protocol import Sampling
from understudy.engine.restart import MAX_QUICK_CRASHES, RestartPolicy
from understudy.engine.sampling import Sampler, largest, log_normalizer

LOGITS = np.log(np.array([0.4, 0.3, 0.2, 0.06, 0.04], np.float32))


def frequencies(sampling: Sampling, count: int = 4000) -> np.ndarray:
    sampler = Sampler(sampling, 0)
    return np.bincount([sampler.pick(LOGITS) for _ in range(count)], minlength=len(LOGITS)) / count


def test_zero_temperature_is_greedy() -> None:
    assert Sampler(Sampling(), 3).pick(LOGITS) == 0


def test_frequencies_follow_the_distribution() -> None:
    np.testing.assert_allclose(frequencies(Sampling(1.0, top_k=0, top_p=1.0)), np.exp(LOGITS), atol=0.03)


@pytest.mark.parametrize(
    ("sampling", "left"),
    [
        (Sampling(1.0, top_k=2, top_p=1.0), {0, 1}),
        (Sampling(1.0, top_k=0, top_p=0.65), {0, 1}),
        (Sampling(1.0, top_k=0, top_p=0.75), {0, 1, 2}),
        (Sampling(1.0, top_k=1, top_p=0.0), {0}),
        (Sampling(0.01, top_k=40, top_p=1.0), {0}),
    ],
)
def test_filters_leave_exactly_these_tokens(sampling: Sampling, left: set[int]) -> None:
    assert set(np.flatnonzero(frequencies(sampling)).tolist()) == left


def test_rows_of_one_seed_differ_and_repeat() -> None:
    sampling = Sampling(1.0, seed=9)

    def picks(row: int) -> list[int]:
        sampler = Sampler(sampling, row)
        return [sampler.pick(LOGITS) for _ in range(20)]

    assert picks(0) == picks(0)
    assert picks(0) != picks(1)


def test_the_normalizer_is_exact_for_large_logits_and_tells_of_nan() -> None:
    rows = np.array([[1000.0, 1000.0], [0.0, np.nan]], np.float32)
    normal, broken = log_normalizer(rows)
    assert normal == pytest.approx(1000 + np.log(2))
    assert not np.isfinite(broken)


def test_delays_double_and_repeated_quick_crashes_give_up() -> None:
    policy = RestartPolicy()
    delays = [policy.crashed(1.0) for _ in range(MAX_QUICK_CRASHES)]
    assert delays == [0.1, 0.2, 0.4, 0.8, None]


def test_a_healthy_minute_forgives_earlier_crashes() -> None:
    policy = RestartPolicy()
    for _ in range(3):
        policy.crashed(1.0)
    assert policy.crashed(61.0) == 0.1


@pytest.mark.parametrize("size", [1, 40, 41, 2048, 5000, 151_936])
@pytest.mark.parametrize("ties", [False, True])
def test_the_largest_are_the_largest(size: int, ties: bool) -> None:
    logits = np.random.default_rng(size).standard_normal(size).astype(np.float32)
    logits = np.round(logits, 1) if ties else logits
    for count in (1, 40, 200):
        found = largest(logits, count)
        assert len(set(found.tolist())) == len(found) == min(count, size)
        np.testing.assert_array_equal(np.sort(logits[found]), np.sort(logits)[-count:])
