"""The stream of tasks: the same for the same seed, broad, and never what is held out."""

from __future__ import annotations

import itertools

import pytest

from tests.tasks.checking import check, draft
from understudy_trainer.tasks import sample
from understudy_trainer.tasks.common import FAMILIES, HELD_OUT_FAMILIES, WEIGHTS, Task
from understudy_trainer.tasks.execute import DraftError

TASKS = 200


@pytest.fixture(scope="module")
def tasks() -> list[Task]:
    return [sample.task(seed=11, index=i) for i in range(TASKS)]


def test_tasks_from_the_stream_keep_their_promises(tasks: list[Task]) -> None:
    for task in tasks[:60]:
        check(task)
    assert len({t.family for t in tasks}) > TASKS // 2
    assert sum(bool(t.wrong) for t in tasks) > 0.8 * len(tasks)


def test_same_seed_same_task(tasks: list[Task]) -> None:
    assert [sample.task(11, i) for i in range(20)] == tasks[:20]
    assert sample.task(12, 0) != tasks[0]


def test_training_never_yields_what_is_held_out() -> None:
    drawn = list(itertools.islice(sample.training(seed=3), 100))
    assert not any(t.held_out for t in drawn)
    assert not HELD_OUT_FAMILIES & {t.family for t in drawn}
    passed_over = [t for t in (sample.task(3, i) for i in range(100)) if t.held_out]
    assert 5 <= len(passed_over) <= 30  # there was something to hold out, and most is kept


def test_held_out_yields_only_what_is_held_out() -> None:
    both = sample.held_out(0, 12)
    assert len(both) == 12
    assert all(t.held_out for t in both)
    families = sample.held_out(0, 6, whole_families=True)
    assert {t.family for t in families} <= HELD_OUT_FAMILIES
    compositions = sample.held_out(0, 6, whole_families=False)
    assert all(t.held_out and "|" in t.combo for t in compositions)
    assert not HELD_OUT_FAMILIES & {t.family for t in compositions}


def test_a_composition_is_held_out_whatever_its_literals_and_voice(tasks: list[Task]) -> None:
    kept: dict[tuple[str, str], bool] = {}
    for task in tasks:
        assert kept.setdefault((task.family, task.combo), task.held_out) == task.held_out


def test_a_broken_draft_is_passed_over_in_the_stream_and_told_where_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(FAMILIES, "a-broken-one", lambda _rng: draft(inputs=((1,),)))
    monkeypatch.setitem(WEIGHTS, "a-broken-one", 2 * sum(WEIGHTS.values()))
    assert len(list(itertools.islice(sample.training(seed=5), 10))) == 10
    with pytest.raises(DraftError, match="usable cases"):
        for index in range(10):
            sample.task(5, index)


def test_families_come_by_their_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FAMILIES, "a-heavy-one", lambda rng: draft(combo=f"n{rng.random()}"))
    monkeypatch.setitem(WEIGHTS, "a-heavy-one", sum(WEIGHTS.values()))
    drawn = [t.family for t in itertools.islice(sample.training(seed=5), 200)]
    assert 70 < drawn.count("a-heavy-one") < 130
