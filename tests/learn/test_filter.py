"""The filter learns one user's taste from the log, and keeps quiet until it knows something."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from understudy.learn.events import Shown
from understudy.learn.filter import LEAST_JUDGED, Filter, Judged, auc, judged, train
from understudy.learn.stats import stats
from understudy.learn.store import Log

WIDTH = 15
WEIGHTS = np.array([2.0, 0.0, -1.0] + [0.0] * (WIDTH - 3))


def decisions(n: int, seed: int = 0, informative: bool = True, bias: float = -1.2) -> Judged:
    """A user who likes what the first feature is high for and the third is low for, and does not always know why."""
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(n, WIDTH)) * np.linspace(0.1, 10, WIDTH)
    taste = (rows / np.linspace(0.1, 10, WIDTH)) @ WEIGHTS if informative else np.zeros(n)
    chances = 1 / (1 + np.exp(-(taste + bias)))
    return Judged(rows, (rng.random(n) < chances).astype(float), 1)


def test_showing_what_it_thinks_likely_raises_the_share_accepted() -> None:
    trained, later = train(decisions(400)), decisions(1000, seed=9)
    assert trained.on and trained.judged == 400 and trained.auc > 0.75
    chances = np.array([trained.chance(tuple(row), 1) for row in later.rows], float)
    shown = chances >= 0.25
    before, after = later.accepted.mean(), later.accepted[shown].mean()
    assert after > 1.3 * before and later.accepted[shown].sum() > 0.8 * later.accepted.sum()


def test_same_log_same_weights() -> None:
    row = tuple(decisions(1, seed=3).rows[0])
    assert train(decisions(300)).chance(row, 1) == train(decisions(300)).chance(row, 1)


def test_chances_are_calibrated() -> None:
    later = decisions(4000, seed=5)
    trained = train(decisions(2000))
    chances = np.array([trained.chance(tuple(row), 1) for row in later.rows], float)
    for low, high in ((0.0, 0.2), (0.2, 0.5), (0.5, 1.0)):
        part = (chances >= low) & (chances < high)
        assert chances[part].mean() == pytest.approx(later.accepted[part].mean(), abs=0.06)


@pytest.mark.parametrize(
    "known",
    [
        decisions(LEAST_JUDGED - 1),
        Judged(decisions(400).rows, np.ones(400), 1),
        Judged(decisions(400).rows, np.zeros(400), 1),
        Judged(np.zeros((0, 0)), np.zeros(0)),
    ],
)
def test_too_little_to_learn_from_leaves_it_off(known: Judged) -> None:
    trained = train(known)
    assert not trained.on and trained.chance((0.0,) * WIDTH, 1) is None and trained.judged == len(known.accepted)


def test_what_it_cannot_tell_apart_it_does_not_hide() -> None:
    """A user who accepts one in five, whatever it is, would otherwise see nothing any more."""
    trained = train(decisions(400, informative=False, bias=-1.4))
    assert not trained.on and 0.3 < trained.auc < 0.6


def test_feature_that_never_varies_and_separable_decisions_are_no_trouble() -> None:
    rows = np.zeros((300, WIDTH))
    rows[:, 1] = np.arange(300) % 2
    trained = train(Judged(rows, rows[:, 1], 1))
    high, low = (trained.chance((0.0, value, *[0.0] * (WIDTH - 2)), 1) for value in (1.0, 0.0))
    assert trained.on and trained.auc == 1.0 and high is not None and low is not None and high > 0.9 and low < 0.1


def test_numbers_of_another_version_are_not_judged() -> None:
    trained = train(decisions(300))
    assert trained.chance((0.0,) * WIDTH, 2) is None and trained.chance((0.0,) * 3, 1) is None
    assert Filter().chance((0.0,) * WIDTH, 1) is None


def test_auc_is_the_chance_that_an_accepted_one_stands_higher() -> None:
    assert auc(np.array([0.1, 0.4, 0.35, 0.8]), np.array([0.0, 0.0, 1.0, 1.0])) == 0.75
    assert auc(np.full(4, 0.5), np.array([0.0, 1.0, 0.0, 1.0])) == 0.5


def shown(name: str, features: tuple[float, ...], version: int = 1) -> Shown:
    return Shown(name, "/w/a.py", "python", ["x"], "y", -0.5, "sha", features=features, features_version=version)


def test_only_judged_suggestions_with_features_count(tmp_path: Path) -> None:
    with Log.open(tmp_path / "l.sqlite") as log:
        for number in range(4):
            log.shown(shown(f"i{number}", (float(number), 0.0)))
        log.shown(shown("old", (1.0, 1.0), version=0))
        log.shown(shown("bare", ()))
        log.shown(shown("odd", (float("nan"), 0.0)))
        log.dismissed("i0")
        log.accepted("i1")
        log.dismissed("i3")
        log.accepted("i3")
        for name in ("old", "bare", "odd"):
            log.accepted(name)
        known = judged(log)
    assert known.rows[:, 0].tolist() == [0.0, 1.0, 3.0] and known.accepted.tolist() == [0.0, 1.0, 1.0]
    assert known.version == 1


def test_statistics_say_whether_it_is_on_and_what_was_hidden(tmp_path: Path) -> None:
    known = decisions(LEAST_JUDGED)
    with Log.open(tmp_path / "l.sqlite") as log:
        assert (stats(log).filter_on, stats(log).filter_judged, stats(log).hidden) == (False, 0, {})
        for number, row in enumerate(known.rows):
            log.shown(shown(str(number), tuple(row.tolist())))
            (log.accepted if known.accepted[number] else log.dismissed)(str(number))
        for reason in ("unsure", "unlikely", "unsure"):
            assert log.hid(reason)
        found = stats(log)
        assert found.filter_on and found.filter_judged == LEAST_JUDGED and found.filter_auc > 0.7
        assert found.hidden == {"unlikely": 1, "unsure": 2}
        log.purge()
        assert stats(log).hidden == {}
