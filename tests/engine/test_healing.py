"""Rows that must begin with what is typed already: against a naive search over the vocabulary, on a model whose logits
say nothing, so that every token is as likely as another."""

from __future__ import annotations

import codecs

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.engine.driver import PROMPT, Driver
from understudy.engine.healing import KEPT, Pieces
from understudy.engine.llama import Llama, Outcome
from understudy.engine.protocol import Generate, Sampling, Stop
from understudy.engine.rows import starts_line, without_heal

ALPHABET = "return tu\ndeslfé😀x"
HEALS = st.text(ALPHABET, min_size=1, max_size=8)
DECODER = codecs.getincrementaldecoder("utf-8")  # leaves out a character that is not whole at the end
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def naive(pieces: dict[int, bytes], left: bytes) -> set[int]:
    """Tokens that begin with `left`, else those that write a part of it and leave something that can be written."""
    covering = {token for token, piece in pieces.items() if piece.startswith(left)}
    return covering or {
        token for token, piece in pieces.items() if left.startswith(piece) and naive(pieces, left[len(piece) :])
    }


@given(
    pieces=st.lists(st.binary(min_size=1, max_size=3).map(lambda b: bytes(c % 3 for c in b)), max_size=12),
    left=st.binary(min_size=1, max_size=6).map(lambda b: bytes(c % 3 for c in b)),
)
def test_allowed_tokens_are_those_of_a_search_over_all(pieces: list[bytes], left: bytes) -> None:
    by_id = dict(enumerate(pieces))
    table = Pieces(by_id)
    for _ in range(2):
        allowed = table.allowed(left).tolist()
        assert set(allowed) == naive(by_id, left) and len(allowed) == len(set(allowed))


def test_a_token_that_is_likely_by_itself_does_not_stand_for_a_longer_word() -> None:
    table = Pieces({0: b" t", 1: b" total", 2: b" to", 3: b"ot", 4: b"q"})
    assert table.allowed(b" tot").tolist() == [1]
    assert table.allowed(b" toq").tolist() == [2]
    assert not len(table.allowed(b"z"))
    for size in range(2 * KEPT):
        table.allowed(b"q" * (size + 1))
    assert table.allowed(b" tot").tolist() == [1]


def greedy(engine: Llama, prompt: list[str | int], heal: str, count: int) -> tuple[bytes, list[float]]:
    """The bytes of a constrained greedy search in one sequence of its own, and its log-probabilities."""
    engine.clear()
    vocabulary = engine.vocabulary
    pieces = {token: vocabulary.piece(token) for token in range(vocabulary.size) if not vocabulary.ends(token)}
    pieces = {token: piece for token, piece in pieces.items() if not piece.startswith(b"<|")}
    feed, written, left, logprobs = engine.tokenize(prompt), b"", heal.encode(), []
    for _ in range(count):
        wanted = np.zeros(len(feed), np.bool_)
        wanted[-1] = True
        assert engine.decode(feed, np.zeros(len(feed), np.int32), wanted) is Outcome.OK
        logits = engine.logits()[0].astype(np.float64)
        allowed = sorted(naive(pieces, left)) if left else list(range(vocabulary.size))
        token = max(allowed, key=lambda one: logits[one])
        logprobs.append(float(logits[token] - np.logaddexp.reduce(logits[allowed])))
        if vocabulary.ends(token):
            break
        written, left = written + vocabulary.piece(token), left[len(vocabulary.piece(token)) :]
        feed = np.array([token], np.int32)
    return written, logprobs


@SLOW
@given(heal=HEALS)
@example(" retu")
@example("é")
@example(" return ")
def test_text_and_heal_are_those_of_a_naive_constrained_search(loaded: Llama, heal: str) -> None:
    loaded.clear()
    (row,) = Driver(loaded).run(Generate(1, [PROMPT], max_tokens=len(heal.encode()) + 6, heal=heal))
    written, logprobs = greedy(loaded, [PROMPT], heal, len(row.tokens))
    assert heal + row.text == DECODER("replace").decode(written)
    np.testing.assert_allclose(row.logprobs, logprobs, atol=0.05)


@SLOW
@given(heal=HEALS, seed=st.integers(0, 2**40))
def test_every_row_begins_with_what_was_typed(loaded: Llama, heal: str, seed: int) -> None:
    loaded.clear()
    driver, hot = Driver(loaded), Sampling(temperature=1.5, top_k=0, top_p=1.0, seed=seed)
    rows = driver.run(Generate(1, [PROMPT], n=6, max_tokens=40, sampling=hot, heal=heal))
    data, piece = heal.encode(), loaded.vocabulary.piece
    for row in rows:
        written = b"".join(map(piece, row.tokens))
        assert written.startswith(data)
        assert row.text == DECODER("replace").decode(written[len(data) :])
        assert driver.shown(1, row.index) == row.text
        assert len(row.tokens) == len(row.logprobs) and max(row.logprobs) <= 1e-5
        if row.finish == "eog":  # never before everything was written
            assert len(b"".join(map(piece, row.tokens[:-1]))) >= len(data)


def test_only_what_comes_after_it_is_returned_and_stops_a_row(driver: Driver) -> None:
    (free,) = driver.run(Generate(1, [PROMPT], max_tokens=12, heal="return a\nre"))
    assert not free.text.startswith("return")
    (row,) = driver.run(Generate(2, [PROMPT], max_tokens=12, heal="return a\nre", stop=Stop(texts=("return",))))
    assert row.tokens[: len(free.tokens)] == free.tokens[: len(row.tokens)]
    (lined,) = driver.run(Generate(3, [PROMPT], max_tokens=4, heal="ab\n", stop=Stop(single_line=True)))
    assert lined.finish in ("length", "eog", "stop") and len(lined.tokens) >= 3


def test_max_tokens_count_the_tokens_that_wrote_it(driver: Driver) -> None:
    heal = "éé"  # four tokens of one byte
    for most in range(6):
        (row,) = driver.run(Generate(most, [PROMPT], max_tokens=most, heal=heal))
        assert len(row.tokens) <= most and (most > 4 or (row.text, row.finish) == ("", "length"))


@pytest.mark.parametrize("how", ["cancelled", "deadline"])
def test_a_row_that_ends_in_the_middle_of_it_has_no_text(driver: Driver, how: str) -> None:
    driver.submit(Generate(1, [PROMPT], max_tokens=40, heal="xéxéxé", deadline_s=1.0))
    driver.step(4)
    if how == "cancelled":
        driver.scheduler.cancel(1)
    driver.now = 2.0
    driver.run()
    (row,) = driver.candidates(1)
    assert (row.text, row.finish) == ("", how) and 0 < len(row.tokens) < 9
    assert driver.shown(1, 0) == ""


def test_typing_inside_a_word_evaluates_one_token(driver: Driver) -> None:
    driver.run(Generate(1, [PROMPT], max_tokens=0, heal=" r"))
    for number, heal in enumerate((" r", " re", " ret", " retu"), 2):
        driver.run(Generate(number, [PROMPT], max_tokens=8, heal=heal))
        assert driver.done(number).prompt_tokens == 1


def test_a_parked_row_goes_on_where_it_was(driver: Driver) -> None:
    request = Generate(1, [PROMPT], n=4, max_tokens=20, sampling=Sampling(1.0, seed=3), priority="batch", heal="xéxx")
    undisturbed = [row.tokens for row in driver.run(request)]
    driver.engine.clear()
    other = Driver(driver.engine)
    other.submit(request)
    other.step(4)
    other.submit(Generate(2, ["x = " * 200], max_tokens=60))
    other.run()
    assert [row.tokens for row in other.candidates(1)] == undisturbed


def test_what_the_vocabulary_cannot_write_stays_in_the_prompt(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver.engine.vocabulary, "_table", Pieces({300: b"x"}))
    (row,) = driver.run(Generate(1, [PROMPT], max_tokens=5, heal="ab"))
    (same,) = driver.run(Generate(2, [PROMPT + "ab"], max_tokens=5))
    assert (row.text, row.tokens) == (same.text, same.tokens)


SPECIAL = {"fim_prefix": 1, "fim_suffix": 2, "fim_middle": 3, "plan": 4, "code": 5}


@pytest.mark.parametrize(
    ("prompt", "whole"),
    [
        (["a"], ["ab"]),
        ([2, "s", 1, "a", 3], [2, "s", 1, "ab", 3]),
        ([1, "a", 2, "s", 3], [1, "ab", 2, "s", 3]),
        (["a", 5], ["ab", 5]),
        ([4], [4, "b"]),
    ],
)
def test_the_prompt_ends_with_it_where_it_is_not_written(prompt: list[str | int], whole: list[str | int]) -> None:
    request = without_heal(Generate(1, prompt, heal="b"), SPECIAL)
    assert (request.prompt, request.heal) == (whole, "")
    assert starts_line(prompt, SPECIAL, "b\n") and not starts_line(prompt, SPECIAL, "b")
