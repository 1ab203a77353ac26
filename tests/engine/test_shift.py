"""A suffix that typing pushes along is moved, not computed again; and when nothing is asked it becomes exact."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.engine.driver import Driver, alone_logprobs
from understudy.engine.protocol import Candidate, Generate
from understudy.engine.shift import MAX_DRIFT, MAX_INSERTED, MIN_MOVED, plan

PREFIX = "import os\n\n\ndef area(width, height):\n    return width * height\n\n\ndef perimeter(width, height):\n    r"
SUFFIX = "\n\n\ndef volume(width, height, depth):\n    return area(width, height) * depth\n" * 2

TOKENS = st.lists(st.integers(0, 3), max_size=90).map(lambda ids: np.array(ids, np.int32))
TAIL = st.integers(0, 200).map(lambda size: np.arange(10, 10 + size, dtype=np.int32))


@given(TOKENS, TOKENS, TOKENS, TAIL)
@example(*[np.arange(40, dtype=np.int32)] * 4)
def test_a_plan_puts_the_prompt_together(keep: np.ndarray, old: np.ndarray, new: np.ndarray, tail: np.ndarray) -> None:
    cached, prompt = np.concatenate([keep, old, tail]), np.concatenate([keep, new, tail])
    found = plan(cached, prompt) if len(prompt) else None
    if found is None:
        changed = len(old) or len(new)
        assert not changed or len(tail) <= MIN_MOVED or len(new) > MAX_INSERTED or np.array_equal(cached, prompt)
        return
    start = found.keep + found.removed
    rebuilt = [
        cached[: found.keep],
        prompt[found.keep : found.keep + found.inserted],
        cached[start : start + found.moved],
        prompt[-1:],
    ]
    assert np.concatenate(rebuilt).tolist() == prompt.tolist()
    assert min(found) >= 0 and found.moved >= MIN_MOVED and found.inserted <= MAX_INSERTED
    assert start + found.moved < len(cached)


def psm(driver: Driver, number: int, prefix: str, suffix: str = SUFFIX, **options: object) -> Generate:
    ids = driver.engine.vocabulary.special
    prompt = [ids["fim_prefix"], prefix, ids["fim_suffix"], suffix, ids["fim_middle"]]
    return Generate(number, prompt, **({"max_tokens": 3} | options))  # type: ignore[arg-type]


def rest(driver: Driver) -> int:
    """Idle until there is nothing to do; how many steps that took."""
    steps = 1
    while driver.scheduler.idle_step():
        steps += 1
    return steps


def assert_exact(driver: Driver, request: Generate, row: Candidate) -> None:
    prompt = driver.engine.tokenize(request.prompt).tolist()
    np.testing.assert_allclose(row.logprobs, alone_logprobs(driver.engine, prompt, row.tokens), atol=0.05)


def test_a_keystroke_in_front_of_a_suffix_decodes_two_tokens(driver: Driver) -> None:
    driver.run(psm(driver, 1, PREFIX))
    for number, typed in enumerate(("z", "zq", "zqx", "zqxv"), 2):
        driver.run(psm(driver, number, PREFIX + typed))
        size = len(driver.engine.tokenize(psm(driver, 0, PREFIX + typed).prompt))
        assert (driver.done(number).prompt_tokens, driver.done(number).reused_tokens) == (2, size - 2)


def test_a_moved_suffix_scores_nearly_like_a_fresh_one(driver: Driver) -> None:
    driver.run(psm(driver, 1, PREFIX))
    request = psm(driver, 2, PREFIX + "z", max_tokens=1)
    (row,) = driver.run(request)
    fresh = alone_logprobs(driver.engine, driver.engine.tokenize(request.prompt).tolist(), row.tokens)
    old = alone_logprobs(driver.engine, driver.engine.tokenize(psm(driver, 1, PREFIX).prompt).tolist(), row.tokens)
    assert abs(row.logprobs[0] - fresh[0]) < max(0.3, abs(old[0] - fresh[0]))


@pytest.mark.parametrize(
    ("typed", "suffix"),
    [
        (PREFIX + "zqxv", SUFFIX),
        (PREFIX[:-8], SUFFIX),
        (PREFIX[:30] + PREFIX[50:], SUFFIX),
        (PREFIX[40:], SUFFIX),
        (PREFIX[:60], PREFIX[60:] + SUFFIX),
        (PREFIX[:60] + "k", PREFIX[65:] + SUFFIX),
    ],
    ids=["inserted", "deleted at the cursor", "deleted before it", "left edge moved", "cursor moved", "replaced"],
)
def test_after_a_rest_the_moved_cells_are_exact(driver: Driver, typed: str, suffix: str) -> None:
    driver.run(psm(driver, 1, PREFIX))
    driver.run(psm(driver, 2, typed, suffix))
    size = len(driver.engine.tokenize(psm(driver, 2, typed, suffix).prompt))
    assert driver.done(2).prompt_tokens < size / 2
    assert driver.scheduler.interactive.exact < size
    assert rest(driver) > 1
    assert driver.scheduler.interactive.exact == size
    request = psm(driver, 3, typed, suffix, max_tokens=6)
    (row,) = driver.run(request)
    assert driver.done(3).prompt_tokens == 1
    assert_exact(driver, request, row)


def test_several_shifts_and_a_rest_are_exact_too(driver: Driver) -> None:
    text = PREFIX
    driver.run(psm(driver, 1, text))
    for number, (place, typed) in enumerate(((90, "abc"), (30, "k"), (80, "qq"), (0, "v"), (95, "")), 2):
        text = text[:place] + typed + text[place + (2 if not typed else 0) :]
        driver.run(psm(driver, number, text))
    rest(driver)
    request = psm(driver, 9, text, max_tokens=6)
    assert_exact(driver, request, driver.run(request)[0])


def test_a_long_drift_is_computed_exactly(driver: Driver) -> None:
    driver.run(psm(driver, 1, PREFIX))
    text = PREFIX
    for number in range(2, 30):
        text += "zq" * 20
        before = driver.scheduler.interactive.drift
        driver.run(psm(driver, number, text, max_tokens=0))
        if driver.scheduler.interactive.drift < before:
            break
    assert before > MAX_DRIFT - 50
    assert driver.scheduler.interactive.is_exact
    assert driver.done(number).prompt_tokens > len(driver.engine.tokenize([SUFFIX]))


def test_a_batch_prompt_takes_exact_cells_only(driver: Driver) -> None:
    driver.run(psm(driver, 1, PREFIX))
    driver.run(psm(driver, 2, PREFIX + "zq"))
    exact = driver.scheduler.interactive.exact
    request = psm(driver, 3, PREFIX + "zq", priority="batch", max_tokens=6)
    (row,) = driver.run(request)
    assert driver.done(3).reused_tokens == exact
    assert_exact(driver, request, row)


def test_cells_the_batch_lane_shares_are_not_moved_under_it(driver: Driver) -> None:
    driver.run(psm(driver, 1, PREFIX))
    driver.run(psm(driver, 2, PREFIX, priority="batch"))
    driver.run(psm(driver, 3, PREFIX + "zq"))
    assert driver.done(3).prompt_tokens == 3
    request = psm(driver, 4, PREFIX, priority="batch", max_tokens=6)
    assert_exact(driver, request, driver.run(request)[0])


def test_a_running_batch_keeps_its_cells_and_the_keystroke_is_exact(driver: Driver) -> None:
    driver.run(psm(driver, 1, PREFIX))
    batch = psm(driver, 2, PREFIX, priority="batch", n=3, max_tokens=12)
    driver.submit(batch)
    driver.step(4)
    typed = psm(driver, 3, PREFIX + "z", max_tokens=4)
    driver.submit(typed)
    driver.run()
    assert driver.scheduler.interactive.is_exact
    for request in (batch, typed):
        for row in driver.candidates(request.id):
            driver.engine.clear()
            assert_exact(driver, request, row)


def test_a_suffix_is_not_moved_under_an_alternative_that_is_still_written(driver: Driver) -> None:
    first, second = psm(driver, 1, PREFIX, max_tokens=12), psm(driver, 2, PREFIX + "zqx", max_tokens=4)
    driver.submit(first)
    driver.step(4)
    driver.submit(second)
    driver.run()
    for request in (first, second):
        assert_exact(driver, request, driver.candidates(request.id)[0])


def test_drift_in_front_of_the_edit_is_computed_exactly_too(driver: Driver) -> None:
    text = PREFIX
    driver.run(psm(driver, 1, text))
    lane = driver.scheduler.interactive
    for number in range(2, 40):
        text = text[:6] + "zq" * 10 + text[6:]
        driver.run(psm(driver, number, text, max_tokens=0))
        if lane.drift > MAX_DRIFT - 30:
            break
    assert not lane.is_exact
    driver.run(psm(driver, 50, text + "k" * 40, max_tokens=0))
    assert lane.is_exact


@pytest.mark.parametrize("step", [1, 2])
def test_an_aborted_shift_is_followed_by_an_exact_evaluation(driver: Driver, step: int) -> None:
    driver.run(psm(driver, 1, PREFIX))
    request = psm(driver, 2, PREFIX + "z", max_tokens=6)
    driver.submit(request)
    decode, calls = driver.engine.decode, 0

    def abort_one(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls == step:
            driver.engine.abort()
        outcome = decode(*arguments)  # type: ignore[arg-type]
        driver.engine.allow()
        return outcome

    driver.engine.decode = abort_one  # type: ignore[method-assign, assignment]
    kv = driver.engine.kv
    try:
        driver.step()
        assert [kv.last_position(sequence) + 1 for sequence in range(len(kv.ends))] == kv.ends
        driver.run()
    finally:
        del driver.engine.decode  # type: ignore[method-assign]
    assert driver.scheduler.interactive.is_exact
    assert_exact(driver, request, driver.candidates(2)[0])


def test_an_interrupted_rest_loses_nothing_it_had_done(driver: Driver) -> None:
    driver.run(psm(driver, 1, PREFIX))
    driver.run(psm(driver, 2, PREFIX[5:]))
    lane = driver.scheduler.interactive
    assert driver.scheduler.idle_step()
    done = lane.exact
    driver.engine.abort()
    assert driver.scheduler.idle_step()
    driver.engine.allow()
    assert lane.exact == done > 0
    request = psm(driver, 3, PREFIX[5:], max_tokens=6)
    driver.run(request)
    rest(driver)
    again = psm(driver, 4, PREFIX[5:], max_tokens=6)
    assert_exact(driver, again, driver.run(again)[0])


def test_suffix_first_prompts_only_append(driver: Driver) -> None:
    ids = driver.engine.vocabulary.special
    for number, typed in enumerate(("", "z", "zq", "zqx"), 1):
        prompt = [ids["fim_suffix"], SUFFIX, ids["fim_prefix"], PREFIX + typed, ids["fim_middle"]]
        driver.run(Generate(number, prompt, max_tokens=2))
        assert driver.scheduler.interactive.is_exact
    assert [driver.done(number).prompt_tokens for number in (2, 3, 4)] == [2, 2, 2]
    assert not driver.scheduler.idle_step()


def test_prompts_without_a_common_tail_are_evaluated_as_ever(driver: Driver) -> None:
    driver.run(psm(driver, 1, PREFIX))
    driver.run(psm(driver, 2, PREFIX + "z", SUFFIX + "pass"))
    assert driver.scheduler.interactive.is_exact
    assert driver.done(2).prompt_tokens > len(driver.engine.tokenize([SUFFIX]))


def test_a_rest_without_free_cells_changes_nothing(driver: Driver) -> None:
    long = "q" * 700
    driver.run(psm(driver, 1, PREFIX))
    driver.run(psm(driver, 2, PREFIX + "z"))
    driver.run(Generate(3, [long], max_tokens=2, priority="batch"))
    stale = driver.scheduler.interactive.exact
    if driver.engine.cells - len(long) - len(driver.scheduler.interactive.cached) < 64:
        assert not driver.scheduler.idle_step()
        assert driver.scheduler.interactive.exact == stale
