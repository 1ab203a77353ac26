"""Hidden states beside the logits: of every token but the last, however often the row was moved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.engine.driver import HOT, PROMPT, Driver, batch, typed
from tests.engine.tiny import WIDTH
from understudy.engine.client import EngineClient
from understudy.engine.errors import EngineError
from understudy.engine.llama import Llama, Outcome
from understudy.engine.protocol import Candidate, Generate, SetAdapter


def vector(candidate: Candidate) -> NDArray[np.float32]:
    assert candidate.embedding is not None
    return np.frombuffer(candidate.embedding, "<f4")


def alone(engine: Llama, tokens: Sequence[int], text: str = PROMPT) -> NDArray[np.float32]:
    """The same mean, one token at a time in one sequence of empty cells."""
    engine.clear()
    sequence, one = np.zeros(1, np.int32), np.ones(1, np.bool_)
    prompt = engine.tokenize([text])
    for start in range(0, len(prompt), 128):
        chunk = prompt[start : start + 128]
        nothing = np.zeros(len(chunk), np.bool_)
        assert engine.decode(chunk, np.zeros(len(chunk), np.int32), nothing) is Outcome.OK
    states = []
    for token in tokens[:-1]:
        assert engine.decode(np.array([token], np.int32), sequence, one, states=True) is Outcome.OK
        states.append(engine.hidden()[0].copy())
    return np.mean(states, axis=0, dtype=np.float32)


def assert_right(engine: Llama, rows: Sequence[Candidate], text: str = PROMPT) -> None:
    for row in rows:
        if len(row.tokens) > 1:
            np.testing.assert_allclose(vector(row), alone(engine, row.tokens, text), atol=0.02)


def test_a_candidate_carries_the_mean_of_its_hidden_states(driver: Driver) -> None:
    rows = driver.run(batch(1, n=6, max_tokens=12, sampling=HOT, embed=True))
    assert len({row.embedding for row in rows}) > 1 and vector(rows[0]).shape == (WIDTH,)
    assert_right(driver.engine, rows)


def test_nothing_is_computed_or_sent_unless_asked(driver: Driver) -> None:
    rows = driver.run(batch(1, n=2, max_tokens=6))
    assert [row.embedding for row in rows] == [None, None]
    with pytest.raises(EngineError):
        driver.engine.hidden()


def test_tokens_and_their_likelihood_are_the_same_either_way(driver: Driver) -> None:
    plain = driver.run(batch(1, n=8, max_tokens=16, sampling=HOT))
    driver.engine.clear()
    again = Driver(driver.engine).run(batch(1, n=8, max_tokens=16, sampling=HOT, embed=True))
    assert [(row.tokens, row.logprobs) for row in plain] == [(row.tokens, row.logprobs) for row in again]


def test_a_row_of_one_token_has_no_embedding(driver: Driver) -> None:
    (row,) = driver.run(batch(1, max_tokens=1, embed=True))
    assert len(row.tokens) == 1 and row.embedding is None


def test_rows_beside_others_that_do_not_ask_are_right(driver: Driver) -> None:
    driver.submit(batch(1, n=3, max_tokens=12, sampling=HOT, embed=True))
    driver.step(3)
    driver.submit(batch(2, "import os\n", n=3, max_tokens=12, sampling=HOT))
    driver.run()
    assert all(row.embedding is None for row in driver.candidates(2))
    assert_right(driver.engine, driver.candidates(1))


def test_parked_rows_are_summed_once(driver: Driver) -> None:
    """A long interactive prompt takes the batch rows' cells in the middle; they are replayed later."""
    text = "z" * 300
    driver.submit(batch(1, text, n=3, max_tokens=200, sampling=HOT, embed=True))
    driver.step(30)
    driver.submit(typed(2, "x" * 300, max_tokens=5))
    driver.step(3)
    assert any(row.tokens for job in driver.scheduler.batch.jobs for row in job.pending)
    driver.run()
    rows = driver.candidates(1)
    assert len(rows) == 3 and any(len(row.tokens) > 40 for row in rows)
    assert_right(driver.engine, rows, text)


def test_an_interrupted_step_is_not_summed(driver: Driver) -> None:
    driver.submit(batch(1, n=3, max_tokens=20, sampling=HOT, embed=True))
    driver.step(5)
    driver.engine.abort()
    driver.step(3)
    driver.engine.allow()
    driver.run()
    assert_right(driver.engine, driver.candidates(1))


def test_rows_after_lost_cells_go_on_where_they_were(driver: Driver) -> None:
    driver.submit(batch(1, n=3, max_tokens=20, sampling=HOT, embed=True))
    driver.step(8)
    driver.engine.clear()
    driver.scheduler._forget_cells()
    driver.run()
    assert_right(driver.engine, driver.candidates(1))


def test_rows_that_were_healed_and_stopped_count_all_their_tokens(driver: Driver) -> None:
    request = msgspec.structs.replace(batch(1, n=2, max_tokens=12, sampling=HOT, embed=True), heal=" re")
    assert_right(driver.engine, driver.run(request))


def test_an_adapter_changes_the_embedding_of_the_same_tokens(driver: Driver, tiny_adapter: Path) -> None:
    (plain,) = driver.run(batch(1, max_tokens=8, embed=True))
    driver.scheduler.set_adapter(SetAdapter(2, str(tiny_adapter)))
    (adapted,) = driver.run(batch(3, max_tokens=8, embed=True))
    assert np.abs(vector(plain) - vector(adapted)).max() > 0.01
    driver.scheduler.set_adapter(SetAdapter(4, None))
    (again,) = driver.run(batch(5, max_tokens=8, embed=True))
    np.testing.assert_allclose(vector(again), vector(plain), atol=1e-5)


def test_states_of_some_tokens_only_are_refused(loaded: Llama) -> None:
    """llama.cpp would give them for all, into a buffer for fewer, and abort."""
    loaded.clear()
    tokens = loaded.tokenize([PROMPT])
    last = np.zeros(len(tokens), np.bool_)
    last[-1] = True
    with pytest.raises(EngineError):
        loaded.decode(tokens, np.zeros(len(tokens), np.int32), last, states=True)


async def test_the_client_gets_them_through_the_pipe(client: EngineClient) -> None:
    rows = await client.generate([PROMPT], n=3, max_tokens=8, sampling=HOT, embed=True)
    assert {len(row.embedding or b"") for row in rows} == {4 * WIDTH}
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(Generate(1, ["x"], embed=True)), type=Generate).embed
