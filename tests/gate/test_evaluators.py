"""The gate's own evaluators: real engine, real sandbox, the bundled model."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.gate.conftest import Adapters
from tests.learn.test_pairs import outcome
from understudy.learn.events import Shown
from understudy.learn.pairs import Label
from understudy.learn.split import held_out
from understudy.learn.store import Log
from understudy_trainer.data.examples import Example
from understudy_trainer.gate import evaluators
from understudy_trainer.gate.evaluators import FIM, FUNCTIONS, QUICK_ITEMS, GateCancelled, default_evaluators
from understudy_trainer.gate.gaps import MOST_TEXT, Gap, own_gaps
from understudy_trainer.gate.judge import fell, figure, too_little, unsure

MANY = Example(["x = "], ("1", "2"), (1.0, 0.0))


@pytest.fixture(autouse=True)
def nothing_is_left_running() -> Iterator[None]:
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    yield
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        left = [child for child in psutil.Process().children(recursive=True) if child.pid not in before]
        if not left:
            return
        time.sleep(0.05)
    pytest.fail(f"left running: {left}")


def test_an_adapter_that_does_nothing_changes_no_answer(adapters: Adapters) -> None:
    told: list[str] = []
    (fim,) = default_evaluators(adapters.base, quick=True, run=False, tell=told.append)
    found = fim(adapters.none)
    assert found.name == FIM and len(found.before) == QUICK_ITEMS and not found.note
    assert found.before == found.after and 0 < sum(found.before) < QUICK_ITEMS
    assert not any(found.changed) and len(found.changed) == QUICK_ITEMS
    assert told[-1] == f"{FIM}: {QUICK_ITEMS} of {QUICK_ITEMS}"
    assert "notice" in too_little(figure([0.0] * 9, [1.0] * 9), sum(found.changed), 40)


def test_a_ruined_model_falls_in_both(adapters: Adapters) -> None:
    fim, functions = default_evaluators(adapters.base, quick=True)
    infilled = fim(adapters.ruin)
    assert sum(infilled.after) == 0 and all(infilled.changed) and fell(FIM, figure(infilled.before, infilled.after))
    written = functions(adapters.ruin)
    assert written.name == FUNCTIONS and len(written.before) > 0
    found = figure(written.before, written.after)
    assert sum(written.before) > 0 == sum(written.after)
    assert fell(FUNCTIONS, found) or unsure(found)  # how many of the few it solves decides


def test_cancelling_ends_it_at_once(adapters: Adapters) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 3

    (fim,) = default_evaluators(adapters.base, quick=True, run=False, cancelled=cancelled)
    with pytest.raises(GateCancelled) as caught:
        fim(adapters.none)
    assert caught.value.next_step and asked == 4


def test_out_of_time_leaves_pairs_and_a_note(adapters: Adapters, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluators, "QUICK_LIMIT_S", 0.0)
    (fim,) = default_evaluators(adapters.base, quick=True, run=False)
    found = fim(adapters.none)
    assert found.before == found.after == () and found.note == f"0 of {QUICK_ITEMS} items in 0 s"


def test_no_engine_is_started_without_memory_for_it(adapters: Adapters, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluators, "SPARE_BYTES", 1 << 60)
    found = [run(adapters.none) for run in default_evaluators(adapters.base, quick=True)]
    assert all(e.before == () and "MB of memory" in e.note for e in found)


def test_the_users_own_held_out_texts_are_asked_too(adapters: Adapters, tmp_path: Path) -> None:
    scopes = [f"/w/m{i}.py" for i in range(60)]
    with Log.open(tmp_path / "l.sqlite") as log:
        for number, scope in enumerate(scopes):
            log.shown(Shown(f"s{number}", scope, "python", [f"value_{number} = "], "1", -1.0, "sha", at=1.0))
            log._append(outcome(f"s{number}", "accepted", 2.0), "accepted")
        (fim,) = default_evaluators(adapters.base, quick=True, run=False, log=log, held_out=[MANY])
    found = fim(adapters.none)
    mine = min(QUICK_ITEMS, 1 + sum(map(held_out, scopes)))
    assert mine > 5 and len(found.before) == QUICK_ITEMS + mine


def test_own_texts_once_a_prompt_the_newest_and_not_the_longest() -> None:
    pairs = [Example([f"p{i}"], (f"c{i}", "r"), (1.0, 0.0)) for i in range(5)]
    kept = [Label(["p0"], "later", True, ""), Label(["p9"], "x" * (MOST_TEXT + 1), True, "")]
    assert [(g.prompt, g.text) for g in own_gaps(pairs, kept, 3)] == [
        (["p3"], "c3"),
        (["p4"], "c4"),
        (["p0"], "later"),
    ]
    assert own_gaps(pairs, kept, 0) == []


def test_what_counts_as_the_same_text() -> None:
    gap = Gap(["p"], "return 1\n", own=False)
    assert gap.matches("return 1") and gap.matches("return 1  \n") and gap.one_line
    assert not gap.matches(" return 1") and not gap.matches("return 1\nx")
