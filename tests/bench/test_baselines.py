"""The baselines' own rules, prompt lookup's, and where prompts are cut."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.llama_server import LlamaServer, binary
from bench.llama_vscode import Answers, cut, repeats, without_empty_end, without_indent
from bench.material import fresh_prompt, places, source
from bench.speculation import accepted, lookup
from tests.engine.tiny import make_model


def test_answer_is_found_again_with_the_rest_typed() -> None:
    answers = Answers()
    answers.put(("p", "s", "    ret"), "urn total")
    assert answers.find(("p", "s", "    retur")) == "n total"
    assert answers.find(("p", "s", "    rest")) is None
    assert answers.find(("other", "s", "    ret")) is None


def test_cache_forgets_the_least_recently_used() -> None:
    answers = Answers(2)
    for prompt in ("a", "b"):
        answers.put(("p", "s", prompt), prompt)
    answers.find(("p", "s", "a"))
    answers.put(("p", "s", "c"), "c")
    assert answers.find(("p", "s", "b")) is None and answers.find(("p", "s", "a")) == "a"


@pytest.mark.parametrize(
    ("lines", "before", "after", "below", "discarded"),
    [
        (["  "], "x = ", "", ["y"], True),
        (["1"], "x = ", "", ["y"], False),
        (["1"], "x = ", "", ["", "x = 1"], True),
        (["", "y = 2"], "x = 1", "", ["y = 2"], True),
        (["1", "y ="], "x = ", "", ["x = 1", "y = 2"], True),
        (["1", "z"], "x = ", "", ["x = 1", "y = 2"], False),
        ([")"], "f(", ")", ["y"], True),
        (["1"], "x = ", "", [], False),
    ],
)
def test_what_stands_there_already_is_discarded(
    lines: list[str], before: str, after: str, below: list[str], discarded: bool
) -> None:
    assert repeats(lines, before, after, below) is discarded


def test_mid_line_suggestion_is_its_first_line_without_what_follows() -> None:
    assert cut(["a)", "b"], ")") == "a" and cut(["a", "b"], ")") == "a" and cut(["a", "b"], "") == "a\nb"
    assert without_empty_end("a\r\nb\n\n") == ["a", "b"] and without_empty_end("") == [""]
    assert without_indent("      x", 4) == "  x"


@given(st.lists(st.integers(0, 3), max_size=40), st.integers(1, 7))
def test_draft_is_what_followed_the_same_tokens_before(seen: list[int], most: int) -> None:
    draft = lookup(seen, most)
    assert len(draft) <= most
    if draft:
        assert any(
            seen[start : start + size + len(draft)] == seen[-size:] + draft
            for size in (2, 3, 4)
            for start in range(len(seen) - size)
        )


@given(st.lists(st.integers(0, 2), max_size=6), st.integers(0, 9))
def test_check_yields_the_right_part_of_a_draft_and_one_token_more(draft: list[int], seed: int) -> None:
    chosen = [(token + (seed >> place & 1)) % 3 for place, token in enumerate([*draft, 0])]
    new = accepted(draft, chosen)
    assert new[:-1] == draft[: len(new) - 1] and new == chosen[: len(new)]
    assert len(new) == len(draft) + 1 or new[-1] != draft[len(new) - 1]


def test_places_have_text_of_the_wanted_size_on_both_sides() -> None:
    def count(text: str) -> int:
        return len(text) // 4

    found = places(source(), count, 300, 100, 5)
    assert len({place.typed for place in found}) == 5
    for place in found:
        assert 300 - 30 <= count(place.prefix) <= 300 and 100 - 30 <= count(place.suffix) <= 100
        assert place.prefix + place.typed + place.suffix in source()


def test_fresh_prompts_share_no_start() -> None:
    ids = list(range(5000))
    assert len({fresh_prompt(ids, 512, number)[0] for number in range(40)}) == 40


def test_server_answers_again_after_a_stream(tmp_path: Path) -> None:
    try:
        binary()
    except FileNotFoundError:
        pytest.skip("llama-server is not built (scripts/setup.sh server)")
    model = make_model(tmp_path / "tiny.gguf")
    body = {"prompt": [20, 21], "n_predict": 3, "ignore_eos": True}
    with LlamaServer(model, threads=1, context=512, options=("-np", "1")) as server:
        events = list(server.events("/completion", body))
        assert events[-1]["stop"] and len(events) >= 2
        assert server.post("/completion", body)["tokens_predicted"] == 3
        with pytest.raises(RuntimeError, match="400"):
            server.post("/completion", json.loads('{"prompt": [], "n_predict": 1, "n_cmpl": 99}'))
        assert server.post("/completion", body)["tokens_predicted"] == 3
