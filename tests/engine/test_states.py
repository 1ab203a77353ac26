"""Coming back to a document: its cells are brought back, and only what changed is evaluated."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.engine.driver import Driver, alone_logprobs
from understudy.engine.protocol import Generate, SetAdapter
from understudy.engine.states import State, States

FIRST = "def area(width, height):\n    return width * height\n" * 4
SECOND = "class Shelf:\n    def __init__(self, books):\n        self.books = books\n" * 4


def of(document: str, number: int, text: str, **options: object) -> Generate:
    return Generate(number, [text], document=document, **({"max_tokens": 4} | options))  # type: ignore[arg-type]


def test_coming_back_to_a_document_evaluates_only_its_tail(driver: Driver) -> None:
    driver.run(of("a.py", 1, FIRST))
    driver.run(of("b.py", 2, SECOND))
    driver.run(of("a.py", 3, FIRST + "x"))
    driver.run(of("b.py", 4, SECOND + "x"))
    assert [driver.done(number).prompt_tokens for number in (3, 4)] == [1, 1]


def test_restored_cells_score_like_fresh_ones(driver: Driver) -> None:
    driver.run(of("a.py", 1, FIRST))
    driver.run(of("b.py", 2, SECOND))
    (row,) = driver.run(of("a.py", 3, FIRST + "x", max_tokens=8))
    prompt = driver.engine.tokenize([FIRST + "x"]).tolist()
    np.testing.assert_allclose(row.logprobs, alone_logprobs(driver.engine, prompt, row.tokens), atol=0.05)


def test_a_document_edited_elsewhere_meanwhile_keeps_what_is_still_true(driver: Driver) -> None:
    driver.run(of("a.py", 1, FIRST))
    driver.run(of("b.py", 2, SECOND))
    changed = FIRST[:150] + "# changed\n" + FIRST[150:]
    driver.run(of("a.py", 3, changed))
    shared = len(driver.engine.tokenize([FIRST[:150]]))
    assert driver.done(3).reused_tokens >= shared - 2


def test_a_prompt_of_no_document_is_not_saved_and_still_does_not_cost_another_its_state(driver: Driver) -> None:
    driver.run(of("a.py", 1, FIRST))
    driver.run(of("", 2, SECOND))
    driver.run(of("a.py", 3, FIRST))
    assert driver.done(3).prompt_tokens == 1
    driver.run(of("", 4, SECOND))
    assert driver.done(4).prompt_tokens > 100


def test_only_exact_cells_are_saved(driver: Driver) -> None:
    ids = driver.engine.vocabulary.special
    prompts = [
        [ids["fim_prefix"], FIRST + typed, ids["fim_suffix"], SECOND, ids["fim_middle"]] for typed in ("z", "zq")
    ]
    for number, prompt in enumerate(prompts, 1):
        driver.run(Generate(number, prompt, document="a.py", max_tokens=2))
    lane = driver.scheduler.interactive
    exact = lane.exact
    assert 0 < exact < len(lane.cached)
    driver.run(of("b.py", 3, SECOND))
    driver.run(Generate(4, prompts[1], document="a.py", max_tokens=2))
    assert driver.done(4).reused_tokens == exact


def test_an_adapter_change_forgets_every_state(driver: Driver, tiny_adapter: Path) -> None:
    driver.run(of("a.py", 1, FIRST))
    driver.run(of("b.py", 2, SECOND))
    driver.scheduler.set_adapter(SetAdapter(3, str(tiny_adapter)))
    driver.run(of("a.py", 4, FIRST))
    assert driver.done(4).reused_tokens == 0
    driver.scheduler.set_adapter(SetAdapter(5, None))
    driver.run(of("b.py", 6, SECOND))
    assert driver.done(6).reused_tokens == 0


def test_a_state_llama_cannot_take_costs_nothing(driver: Driver) -> None:
    tokens = driver.engine.tokenize([FIRST])
    states = driver.scheduler.prefill.states
    for number, size in enumerate((0, 1, 4000), 1):
        states.put("a.py", State(tokens, np.full(size, 7, np.uint8)))
        (row,) = driver.run(of("a.py", number, FIRST + "x" * number))
        assert row.tokens
        driver.run(of("b.py", 100 + number, SECOND))
        states.change_model(None)


def test_a_state_that_does_not_fit_beside_the_running_rows_is_left_alone(driver: Driver) -> None:
    driver.run(of("a.py", 1, FIRST * 3))
    driver.run(of("b.py", 2, SECOND))
    driver.submit(Generate(3, ["k" * 300], n=2, max_tokens=60, priority="batch"))
    driver.step(5)
    driver.run(of("a.py", 4, FIRST))
    assert len(driver.candidates(4)) == 1 and len(driver.candidates(3)) == 2


def test_states_are_bounded_in_bytes_and_number() -> None:
    states = States(max_bytes=1000, max_states=3)
    for number in range(5):
        states.put(str(number), State(np.zeros(1, np.int32), np.zeros(200, np.uint8)))
    assert [states.get(str(number)) is not None for number in range(5)] == [False, False, True, True, True]
    states.get("2")
    states.put("9", State(np.zeros(1, np.int32), np.zeros(700, np.uint8)))
    assert [states.get(str(number)) is not None for number in (2, 3, 4, 9)] == [True, False, False, True]
    states.put("x", State(np.zeros(1, np.int32), np.zeros(2000, np.uint8)))
    assert states.get("x") is None and states.get("9") is not None
