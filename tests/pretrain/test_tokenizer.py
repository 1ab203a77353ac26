"""The tokenizer loses nothing and never reads special tokens out of text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from tests.pretrain.test_documents import CODE_LIKE, TEXTS
from understudy.prompts.special import EOS, LITERALS, PLAN
from understudy.prompts.types import Prompt
from understudy_trainer.pretrain.documents import IDS
from understudy_trainer.pretrain.tokenizer import encode


@settings(max_examples=200, deadline=None)
@given(text=TEXTS | CODE_LIKE)
def test_any_text_survives_the_tokenizer(tokenizer: Tokenizer, text: str) -> None:
    ids = encode(tokenizer, [text])
    assert tokenizer.decode(ids, skip_special_tokens=False) == text
    assert not set(ids) & set(IDS.values())


@given(st.lists(TEXTS | st.sampled_from([*LITERALS.values()]), max_size=6))
@settings(max_examples=100, deadline=None)
def test_text_that_spells_a_special_token_is_only_text(tokenizer: Tokenizer, parts: list[str]) -> None:
    ids = encode(tokenizer, ["".join(parts)])
    assert not set(ids) & set(IDS.values())
    assert tokenizer.decode(ids, skip_special_tokens=False) == "".join(parts)


def test_token_ids_of_a_prompt_pass_through(tokenizer: Tokenizer) -> None:
    prompt: Prompt = ["x <|plan|> ", IDS[PLAN], "<|plan|>", IDS[EOS]]
    ids = encode(tokenizer, prompt)
    assert [i for i in ids if i in IDS.values()] == [IDS[PLAN], IDS[EOS]]
    assert ids[-1] == IDS[EOS]
    assert {name: tokenizer.token_to_id(text) for name, text in LITERALS.items()} == IDS


def test_digits_are_single_tokens(tokenizer: Tokenizer) -> None:
    assert len(encode(tokenizer, ["1234567890"])) == 10
