"""Learning: what is found where there is something, what is refused and what is switched off where there is not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.ranker.made import WIDTH, made
from understudy.generate.ranker import probabilities
from understudy.models.rankers import OUTCOMES
from understudy_trainer.errors import TooLittleDataError
from understudy_trainer.ranker import crossval, figures
from understudy_trainer.ranker.fit import fit
from understudy_trainer.ranker.train import LEAST, require_enough, train

CLASSES = ("correct", "wrong", "runtime")


def test_a_signal_in_the_states_is_found_and_the_ranker_is_used() -> None:
    fitted = train(made(50, signal=2.0), "m", "a")
    assert fitted.used and "more often" in fitted.reason
    fresh = made(60, signal=2.0, seed=9)
    p = probabilities(fitted, fresh.rows, fresh.sources)[:, fitted.classes.index("correct")]
    assert figures.auc(p, fresh.correct) > 0.85 > figures.auc(fresh.logprob, fresh.correct)
    assert figures.expected_calibration_error(p, fresh.correct) < 0.1
    assert set(fitted.classes) == set(CLASSES) and fitted.figures["mixed"] > 25


def test_without_a_signal_it_is_off_and_says_why() -> None:
    fitted = train(made(30, signal=0.0, likely=2.0), "m", "a")
    assert not fitted.used and "not surely" in fitted.reason
    assert fitted.figures["top1_logprob"] > fitted.figures["top1_random"] + 0.2


def test_too_few_mixed_prompts_cannot_show_which_order_is_better() -> None:
    """Plenty of outcomes and a perfect signal, but every prompt's candidates are all right or all wrong."""
    data = made(24, signal=0.0)
    right = [int(task.split()[1]) % 2 == 0 for task in data.tasks]
    data = replace(data, outcomes=tuple("correct" if good else "wrong" for good in right))
    fitted = train(data, "m", "a")
    assert not fitted.used and "0 prompts" in fitted.reason


@pytest.mark.parametrize(
    ("counts", "groups", "said"),
    [
        ({"correct": 20, "wrong": LEAST - 21}, 9, "39 (20 correct, 19 wrong)"),
        ({"correct": 60}, 9, "that did not"),
        ({"wrong": 57, "correct": 3}, 9, "60 (3 correct, 57 wrong)"),
        ({"correct": 30, "wrong": 30}, 2, "of 2 functions"),
        ({}, 0, "0 (none)"),
    ],
)
def test_too_little_is_refused_with_the_counts(counts: dict, groups: int, said: str) -> None:
    with pytest.raises(TooLittleDataError) as refused:
        require_enough(counts, groups)
    assert said in refused.value.message and refused.value.next_step


def test_no_group_is_on_both_sides_of_a_split() -> None:
    data = made(30, signal=1.0)
    seen: list[int] = []
    for inside, outside in crossval.splits(data):
        assert not {data.groups[i] for i in inside} & {data.groups[i] for i in outside}
        seen += outside.tolist()
    assert sorted(seen) == list(range(len(data)))


def test_held_out_predictions_know_nothing_of_their_own_group() -> None:
    """The state tells the group, the group its outcome: a fit that saw the group would be right every time."""
    data = made(40, signal=0.0)
    groups = sorted(set(data.groups))
    rng = np.random.default_rng(1)
    names = {group: rng.standard_normal(40) * 3 for group in groups}
    lucky = {group: rng.random() < 0.5 for group in groups}
    rows = np.concatenate([np.array([names[group] for group in data.groups]), data.rows], axis=1)
    outcomes = tuple("correct" if lucky[group] else "wrong" for group in data.groups)
    data = replace(data, rows=rows, outcomes=outcomes)
    whole = fit(data, 0.1, ("correct", "wrong")).logits(data)
    assert figures.auc(whole[:, 0] - whole[:, 1], data.correct) > 0.95
    apart = crossval.out_of_fold(data, ("correct", "wrong"))[0.1]
    assert figures.auc(apart[:, 0] - apart[:, 1], data.correct) < 0.75


def test_temperature_undoes_overconfidence() -> None:
    data = made(100, signal=1.5)
    logits = fit(data, 0.1, CLASSES).logits(data)
    honest, heat = (crossval.temperature(times * logits, data.outcomes, CLASSES) for times in (1.0, 8.0))
    assert heat == pytest.approx(8 * honest, rel=0.02)
    loud, calm = (figures.softmax(8 * logits, t)[:, 0] for t in (1.0, heat))
    error = figures.expected_calibration_error
    assert error(calm, data.correct) < 0.5 * error(loud, data.correct)


def test_a_strong_penalty_leaves_the_likelihoods_alone() -> None:
    data = made(80, signal=0.0, likely=2.0)
    weights = fit(data, 1e4, CLASSES).weights
    assert np.abs(weights[:WIDTH]).max() < 1e-3 < 0.3 < np.abs(weights[WIDTH, 0])


def test_sources_are_standardised_apart() -> None:
    """A plan moves every state by the same step, which must not look like a reason to be wrong."""
    direct, plan = made(30, signal=2.0), made(30, signal=2.0, seed=4, source="plan")
    moved = replace(plan, rows=plan.rows + 50.0)
    both = replace(
        direct,
        rows=np.concatenate([direct.rows, moved.rows]),
        **{name: getattr(direct, name) + getattr(moved, name) for name in ("sources", "outcomes", "groups", "tasks")},
    )
    weights = fit(both, 0.1, CLASSES)
    p = figures.softmax(weights.logits(moved))[:, 0]
    assert figures.auc(p, moved.correct) > 0.85 and abs(p.mean() - moved.correct.mean()) < 0.1


def test_every_outcome_has_its_place() -> None:
    assert OUTCOMES == ("correct", "wrong", "runtime", "syntax")
