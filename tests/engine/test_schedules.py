"""Adapter changes in the queue, and random schedules of everything together."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tests.engine.tiny as tiny
from tests.engine.driver import Driver, batch, typed
from understudy.engine.llama import Llama
from understudy.engine.protocol import Done, Failed, Finished, SetAdapter


def test_an_adapter_changes_the_output_and_clears_the_cells(driver: Driver, tiny_adapter: Path) -> None:
    (base,) = driver.run(typed(1, max_tokens=8))
    driver.scheduler.set_adapter(SetAdapter(2, str(tiny_adapter)))
    driver.run()
    assert driver.done(2).id == 2
    assert driver.cells() == 0
    (adapted,) = driver.run(typed(3, max_tokens=8))
    assert driver.done(3).reused_tokens == 0
    assert adapted.logprobs[0] != pytest.approx(base.logprobs[0], abs=1e-3)
    driver.scheduler.set_adapter(SetAdapter(4, None))
    (again,) = driver.run(typed(5, max_tokens=8))
    assert again.tokens == base.tokens


def test_an_adapter_change_waits_for_earlier_requests_and_later_ones_for_it(driver: Driver, tiny_adapter: Path) -> None:
    driver.submit(batch(1, n=2, max_tokens=10))
    driver.scheduler.set_adapter(SetAdapter(2, str(tiny_adapter)))
    driver.submit(typed(3, max_tokens=4))
    driver.run()
    assert [answer.id for answer in driver.answers if isinstance(answer, Done)] == [1, 2, 3]
    driver.engine.set_adapter(None, 1.0)


def test_an_adapter_that_does_not_fit_fails_and_the_old_one_stays(driver: Driver, tmp_path: Path) -> None:
    (base,) = driver.run(typed(1, max_tokens=8))
    misfit = tiny.make_adapter(tmp_path / "misfit.gguf", width=tiny.WIDTH * 2)
    garbage = tmp_path / "garbage.gguf"
    garbage.write_bytes(random.Random(0).randbytes(500))
    for number, path in enumerate((misfit, garbage, tmp_path / "missing.gguf"), 2):
        driver.scheduler.set_adapter(SetAdapter(number, str(path)))
        driver.run()
        assert driver.failed(number).next_step
    (after,) = driver.run(typed(9, max_tokens=8))
    assert after.tokens == base.tokens


ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("batch"), st.integers(1, 20), st.integers(0, 40)),
        st.tuples(st.just("typed"), st.integers(1, 3), st.integers(0, 20)),
        st.tuples(st.just("cancel"), st.integers(1, 12), st.just(0)),
        st.tuples(st.just("step"), st.integers(1, 12), st.just(0)),
        st.tuples(st.just("abort"), st.just(0), st.just(0)),
        st.tuples(st.just("adapter"), st.just(0), st.just(0)),
    ),
    max_size=25,
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=ACTIONS, lengths=st.lists(st.integers(1, 700), min_size=25, max_size=25))
def test_any_schedule_answers_each_request_once_and_leaves_no_row_behind(
    loaded: Llama, actions: list[tuple[str, int, int]], lengths: list[int]
) -> None:
    loaded.clear()
    loaded.allow()
    driver = Driver(loaded)
    sent: dict[int, int] = {}
    changes = 0
    for number, ((action, count, tokens), length) in enumerate(zip(actions, lengths, strict=False), 1):
        if action in ("batch", "typed"):
            make = batch if action == "batch" else typed
            driver.submit(make(number, "ab" * length if length < 600 else "k" * length, n=count, max_tokens=tokens))
            sent[number] = count
        elif action == "cancel":
            driver.scheduler.cancel(count)
        elif action == "adapter":
            driver.scheduler.set_adapter(SetAdapter(number, None))
            changes += 1
        elif action == "abort":
            loaded.abort()
            driver.step()
            loaded.allow()
        else:
            driver.step(count)
    driver.run()
    answered = sorted(answer.id for answer in driver.answers if isinstance(answer, Done | Failed))
    assert len(answered) == len(set(answered)) == len(sent) + changes
    failed = {answer.id for answer in driver.answers if isinstance(answer, Failed)}
    for number, count in sent.items():
        finished = [answer for answer in driver.answers if isinstance(answer, Finished) and answer.id == number]
        assert len(finished) == (0 if number in failed else count)
    rows = range(2, loaded.sequences)
    assert all(loaded.kv.ends[sequence] == 0 for sequence in rows)
    assert len(driver.scheduler.interactive.free) + len(driver.scheduler.batch.free) == len(rows)
