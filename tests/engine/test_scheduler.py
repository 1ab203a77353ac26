"""Requests through the scheduler on real llama.cpp: what is shared, what goes first, what ends and when."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engine.driver import HOT, PROMPT, Driver, alone_logprobs, batch, typed
from understudy.engine.prefill import PROMPT_CHUNK
from understudy.engine.protocol import Done, Failed, Generate, Stop


def test_rows_that_share_a_prompt_score_like_rows_alone(driver: Driver) -> None:
    rows = driver.run(batch(1, n=8, max_tokens=12, sampling=HOT))
    assert len({tuple(row.tokens) for row in rows}) > 1
    prompt = driver.engine.tokenize([PROMPT]).tolist()
    for row in rows:
        np.testing.assert_allclose(row.logprobs, alone_logprobs(driver.engine, prompt, row.tokens), atol=0.05)


def test_the_same_batch_twice_gives_the_same_tokens(driver: Driver) -> None:
    first = driver.run(batch(1, n=8, max_tokens=12, sampling=HOT))
    driver.engine.clear()
    second = Driver(driver.engine).run(batch(1, n=8, max_tokens=12, sampling=HOT))
    assert [row.tokens for row in first] == [row.tokens for row in second]


def test_greedy_rows_are_equal_and_shown_text_is_the_candidates(driver: Driver) -> None:
    rows = driver.run(batch(1, n=3, max_tokens=10))
    assert rows[0].tokens == rows[1].tokens == rows[2].tokens
    assert all(driver.shown(1, row.index) == row.text for row in rows)


def test_rows_may_be_told_of_only_when_they_are_whole(driver: Driver) -> None:
    rows = driver.run(batch(1, n=3, max_tokens=10))
    quiet = driver.run(batch(2, n=3, max_tokens=10, deltas=False))
    assert [row.text for row in quiet] == [row.text for row in rows] and driver.shown(2, 0) == ""


def test_a_prompt_is_decoded_once_for_all_rows(driver: Driver) -> None:
    driver.run(batch(1, n=16, max_tokens=4))
    assert driver.done(1).prompt_tokens == len(driver.engine.tokenize([PROMPT]))


def test_typing_one_character_decodes_only_what_changed(driver: Driver) -> None:
    driver.run(typed(1, max_tokens=3))
    driver.run(typed(2, PROMPT + "x", max_tokens=3))
    size = len(driver.engine.tokenize([PROMPT + "x"]))
    assert (driver.done(2).reused_tokens, driver.done(2).prompt_tokens) == (size - 1, 1)


def test_deleting_a_character_reuses_the_rest(driver: Driver) -> None:
    driver.run(typed(1, PROMPT + "xy", max_tokens=3))
    driver.run(typed(2, PROMPT + "x", max_tokens=3))
    assert driver.done(2).prompt_tokens == 1


def test_a_batch_prompt_reuses_the_keystrokes_prompt(driver: Driver) -> None:
    driver.run(typed(1, max_tokens=3))
    driver.run(batch(2, PROMPT + "    #", max_tokens=3))
    assert driver.done(2).reused_tokens >= len(driver.engine.tokenize([PROMPT])) - 1


def test_reused_cells_score_like_fresh_ones(driver: Driver) -> None:
    driver.run(typed(1, max_tokens=3))
    (row,) = driver.run(typed(2, PROMPT + "x", max_tokens=6))
    prompt = driver.engine.tokenize([PROMPT + "x"]).tolist()
    np.testing.assert_allclose(row.logprobs, alone_logprobs(driver.engine, prompt, row.tokens), atol=0.05)


def test_more_rows_than_sequences_run_in_waves(driver: Driver) -> None:
    rows = driver.run(batch(1, n=40, max_tokens=3, sampling=HOT))
    assert [row.index for row in rows] == list(range(40))
    assert driver.done(1).prompt_tokens == len(driver.engine.tokenize([PROMPT]))


def test_rows_of_the_next_request_enter_while_the_first_still_runs(driver: Driver) -> None:
    driver.submit(batch(1, n=8, max_tokens=60, sampling=HOT))
    driver.step(4)
    driver.submit(batch(2, "import os\n", n=4, max_tokens=2, sampling=HOT))
    while not any(isinstance(answer, Done) and answer.id == 2 for answer in driver.answers):
        driver.step()
    assert not any(isinstance(answer, Done) and answer.id == 1 for answer in driver.answers)
    driver.run()
    assert len(driver.candidates(1)) == 8


def test_an_interactive_request_goes_first_and_the_batch_continues_where_it_was(driver: Driver) -> None:
    undisturbed = driver.run(batch(1, n=4, max_tokens=20, sampling=HOT))
    driver.engine.clear()
    other = Driver(driver.engine)
    other.submit(batch(1, n=4, max_tokens=20, sampling=HOT))
    other.step(6)
    other.submit(typed(2, "x = ", max_tokens=5))
    other.run()
    ends = [answer.id for answer in other.answers if isinstance(answer, Done)]
    assert ends == [2, 1]
    assert [row.tokens for row in other.candidates(1)] == [row.tokens for row in undisturbed]


def test_a_cancel_takes_effect_before_the_next_step(driver: Driver) -> None:
    driver.submit(batch(1, n=4, max_tokens=50, sampling=HOT))
    driver.step(5)
    driver.scheduler.cancel(1)
    finishes = [row.finish for row in driver.candidates(1)]
    assert len(finishes) == 4
    assert "cancelled" in finishes and set(finishes) <= {"cancelled", "eog"}
    assert driver.done(1).id == 1
    assert not driver.scheduler.busy


def test_a_cancel_during_a_long_prompt_keeps_what_was_decoded(driver: Driver) -> None:
    long = PROMPT * 8
    driver.submit(typed(1, long))
    driver.step()
    driver.scheduler.cancel(1)
    assert driver.candidates(1)[0].text == ""
    driver.run(typed(2, long, max_tokens=2))
    assert driver.done(2).reused_tokens == PROMPT_CHUNK["interactive"]


def test_an_abort_of_a_batch_prompt_changes_nothing(driver: Driver) -> None:
    driver.engine.abort()
    driver.submit(batch(1, PROMPT * 5, max_tokens=4))
    driver.step(2)
    assert not driver.answers
    driver.engine.allow()
    (row,) = driver.run() or driver.candidates(1)
    assert row.finish in ("length", "eog")
    assert driver.done(1).prompt_tokens == len(driver.engine.tokenize([PROMPT * 5]))


def test_an_aborted_step_is_done_again_with_the_same_result(driver: Driver) -> None:
    undisturbed = driver.run(batch(1, n=6, max_tokens=12, sampling=HOT))
    driver.engine.clear()
    other = Driver(driver.engine)
    other.submit(batch(1, n=6, max_tokens=12, sampling=HOT))
    for _ in range(8):
        other.step()
        other.engine.abort()
        other.step()
        other.engine.allow()
    other.run()
    assert [row.tokens for row in other.candidates(1)] == [row.tokens for row in undisturbed]


def test_rows_end_as_they_are_at_the_deadline(driver: Driver) -> None:
    driver.submit(batch(1, n=3, max_tokens=50, sampling=HOT, deadline_s=2.0))
    driver.step(6)
    driver.now = 2.0
    driver.run()
    rows = driver.candidates(1)
    assert {row.finish for row in rows} <= {"deadline", "eog"}
    assert all(row.tokens for row in rows)


def test_rows_that_never_started_end_at_the_deadline_too(driver: Driver) -> None:
    driver.now = 5.0
    driver.scheduler.submit(batch(1, n=2, deadline_s=1.0), received=0.0)
    driver.run()
    assert [row.finish for row in driver.candidates(1)] == ["deadline", "deadline"]


def test_a_prompt_longer_than_the_context_fails_with_a_message(driver: Driver) -> None:
    driver.run(typed(1, PROMPT * 40))
    assert "1024" in driver.failed(1).message
    assert driver.failed(1).next_step


@pytest.mark.parametrize("request_", [typed(1, n=0), typed(1, ""), Generate(1, [10**6]), typed(1, n=10**6)])
def test_an_impossible_request_fails_and_the_next_one_works(driver: Driver, request_: Generate) -> None:
    driver.run(request_)
    assert driver.failed(1).message
    assert driver.run(typed(2, max_tokens=2))


def test_a_prompt_that_fills_the_context_still_gets_its_token(driver: Driver) -> None:
    text = "q" * (driver.engine.row_limit - 1)
    assert len(driver.engine.tokenize([text])) == driver.engine.row_limit - 1
    (row,) = driver.run(typed(1, text, max_tokens=9))
    assert (row.finish, len(row.tokens)) == ("length", 1)


def test_zero_tokens_warm_the_prompt(driver: Driver) -> None:
    (row,) = driver.run(typed(1, max_tokens=0))
    assert (row.text, row.finish) == ("", "length")
    driver.run(typed(2, max_tokens=1))
    assert driver.done(2).prompt_tokens == 1


def test_short_cells_let_fewer_rows_in_at_once(driver: Driver) -> None:
    rows = driver.run(batch(1, "z" * 400, n=12, max_tokens=150, sampling=HOT))
    assert len(rows) == 12
    assert {row.finish for row in rows} <= {"length", "eog"}


def test_an_interactive_request_takes_cells_from_batch_rows_which_then_continue(driver: Driver) -> None:
    plain = driver.run(batch(1, "z" * 300, n=3, max_tokens=200, sampling=HOT))
    driver.engine.clear()
    other = Driver(driver.engine)
    other.submit(batch(1, "z" * 300, n=3, max_tokens=200, sampling=HOT))
    other.step(30)
    (row,) = other.run(typed(2, "y" * 900, max_tokens=20))
    assert row.finish in ("length", "eog")
    assert len(other.candidates(1)) == 3
    for before, after in zip(plain, other.candidates(1), strict=True):
        assert before.tokens[:20] == after.tokens[:20]


def test_a_stop_text_ends_a_row_before_it(driver: Driver) -> None:
    (free,) = driver.run(typed(1, max_tokens=30, sampling=HOT))
    mark = free.text[4:6]
    (stopped,) = driver.run(typed(2, max_tokens=30, sampling=HOT, stop=Stop(texts=(mark,))))
    assert stopped.text == free.text[: free.text.index(mark)]
    assert stopped.finish == "stop"
    assert driver.shown(2, 0) == stopped.text


def test_special_tokens_in_text_are_plain_text(driver: Driver) -> None:
    ids = driver.engine.tokenize(["<|plan|><|endoftext|>"]).tolist()
    assert len(ids) > 10
    assert not set(ids) & set(driver.engine.vocabulary.special.values())


def test_plan_and_code_are_written_out_and_other_specials_end_a_row(driver: Driver) -> None:
    vocabulary = driver.engine.vocabulary
    assert vocabulary.piece(vocabulary.special["plan"]) == b"<|plan|>"
    assert vocabulary.piece(vocabulary.special["code"]) == b"<|code|>"
    assert not vocabulary.ends(vocabulary.special["plan"])
    for name in ("eos", "fim_prefix", "fim_suffix", "fim_middle", "file_sep"):
        assert vocabulary.ends(vocabulary.special[name])
        assert vocabulary.piece(vocabulary.special[name]) == b""


# (prompt characters, rows, tokens) of two batches, steps before the keystroke, its characters and tokens
OLD_CELLS = [
    ((200, 8, 30), (200, 8, 30), 6, 400, 30),
    ((202, 7, 32), (205, 8, 95), 15, 554, 7),
    ((356, 7, 29), (360, 4, 42), 12, 194, 53),
    ((298, 9, 34), (347, 7, 38), 29, 201, 2),
]


@pytest.mark.parametrize(("first", "second", "steps", "size", "tokens"), OLD_CELLS)
def test_cells_of_a_prompt_evaluated_again_are_counted_beside_those_its_older_rows_hold(
    driver: Driver, first: tuple[int, int, int], second: tuple[int, int, int], steps: int, size: int, tokens: int
) -> None:
    for number, letter, (length, rows, row_tokens) in ((1, "z", first), (2, "y", second)):
        driver.submit(batch(number, letter * length, n=rows, max_tokens=row_tokens, sampling=HOT))
    driver.step(steps)
    driver.run(typed(3, "q" * size, max_tokens=tokens))
    assert not [answer for answer in driver.answers if isinstance(answer, Failed)]
    assert [len(driver.candidates(number)) for number in (1, 2)] == [first[1], second[1]]
