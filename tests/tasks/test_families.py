"""Every family keeps its promises, varies, and names its compositions."""

from __future__ import annotations

import random

import pytest

from tests.tasks.checking import check, draft
from understudy_trainer.tasks.common import FAMILIES, HELD_OUT_FAMILIES, WEIGHTS, Draft, family
from understudy_trainer.tasks.execute import execute
from understudy_trainer.tasks.sample import task as _registered  # noqa: F401  (registers the families)
from understudy_trainer.tasks.voice import give_voice

SEEDS = 3  # per family


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_every_family_keeps_its_promises(name: str) -> None:
    for seed in range(SEEDS):
        rng = random.Random(f"{name}/{seed}")
        made = FAMILIES[name](rng)
        task = give_voice(name, execute(made), rng)
        assert task.combo and "\n" not in task.combo
        assert all(part.isidentifier() for part in task.entry_point.split("."))
        check(task)


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_every_family_varies_in_words_and_in_what_is_asked(name: str) -> None:
    drafts = [FAMILIES[name](random.Random(seed)) for seed in range(20)]
    assert len({d.summary for d in drafts}) >= 8
    assert len({d.combo for d in drafts}) >= 2


def test_there_are_hundreds_and_some_are_kept_for_evaluation() -> None:
    assert len(FAMILIES) > 400
    assert 20 < len(HELD_OUT_FAMILIES) < 50
    share = sum(WEIGHTS[n] for n in HELD_OUT_FAMILIES) / sum(WEIGHTS.values())
    assert share < 0.12


def test_a_family_name_is_taken_once() -> None:
    def again(_: random.Random) -> Draft:
        return draft()

    with pytest.raises(ValueError, match="registered twice"):
        family(sorted(FAMILIES)[0])(again)
