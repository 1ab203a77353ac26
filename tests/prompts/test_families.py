"""The table of families: told apart by their tokens, texts that never reach a file, and who is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understudy.prompts.families import FAMILIES, Family, by_name, control_texts, detect, first_special
from understudy.prompts.refusal import refusal, tuned_for_chat

LEAKS = (
    *("<|fim_middle|>", "<fim_suffix>", "<｜fim▁hole｜>", "<[fim-prefix]>", "<|file_separator|>", "<|repo_name|>"),
    *("<file_sep>", "<|endoftext|>", "<|im_end|>", "<|plan|>", "<|code|>", "<|fim_pad|>", "<fim_pad>", "<|eot_id|>"),
    *("<end_of_turn>", "<|end_of_text|>", "<｜end▁of▁sentence｜>", "<|code_middle|>", "<|filename|>"),
)
ORDINARY = (
    *("<PRE>x</PRE>", "<s>x</s>", "usage: copy <filename>", "https://host/<owner>/<repo_name>", "environ[PREFIX]"),
    *("a < b | c > d", "<|", "x = [SUFFIX, MIDDLE]", "f(a)[MIDDLE]", "<fim_", "|>"),
)


@pytest.mark.parametrize("leak", LEAKS)
def test_a_special_tokens_text_is_found_whoever_wrote_it(leak: str) -> None:
    assert first_special(f"return x{leak}import os{leak}") == len("return x")


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_code_is_left_alone(text: str) -> None:
    assert first_special(text) is None
    assert first_special(text, family="qwen") is None


@pytest.mark.parametrize(
    ("text", "family", "found"),
    [
        ("x <PRE> y", "codellama", 2),
        ("x</s>", "codellama", 1),
        ("x</s>", "codestral", 1),
        ("d[PREFIX]", "codestral", None),  # Python first: the model's own tokens end a row and have no text
        ("x<repo_name>", "starcoder2", 1),
        ("x<filename>", "mellum", 1),
        ("x<filename>", "starcoder2", None),
    ],
)
def test_ambiguous_texts_count_for_the_family_that_uses_them(text: str, family: str, found: int | None) -> None:
    assert first_special(text, family=family) == found


def test_a_text_that_the_file_holds_belongs_to_the_file() -> None:
    around = 'STOPS = ["<|im_end|>", '
    assert first_special('"<|im_end|>"]', around=around) is None
    assert first_special('"<|im_end|>"]<|fim_pad|>', around=around) == len('"<|im_end|>"]')


@given(st.text(), st.sampled_from(LEAKS), st.text())
def test_what_stands_before_the_first_is_free_of_them(before: str, leak: str, after: str) -> None:
    found = first_special(before + leak + after)
    assert found is not None and found <= len(before)
    assert first_special((before + leak + after)[:found]) is None


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_each_family_is_found_by_its_own_tokens_and_name(family: Family) -> None:
    ids = {text: number for number, text in enumerate(control_texts(family))}
    name = {"granite4": "Granite 4.0"}.get(family.name, family.name)
    assert detect(lambda text: ids.get(text, -1), f"Some {name} 7B") is family
    unnamed = detect(lambda text: ids.get(text, -1), "model")
    assert unnamed is family or family.only_named


def test_no_tokens_are_no_family() -> None:
    assert detect(lambda _: -1, "qwen2.5-coder") is None


def test_common_tokens_without_a_familys_marks_are_no_family() -> None:
    ids = {"<|fim_prefix|>": 1, "<|fim_suffix|>": 2, "<|fim_middle|>": 3}
    assert detect(lambda text: ids.get(text, -1), "qwen2.5-coder") is None


@pytest.mark.parametrize(
    ("names", "architecture", "template", "chat"),
    [
        ("Qwen2.5 0.5B", "qwen2", True, False),  # base models of this series carry a chat template
        ("Qwen2.5 0.5B Instruct", "qwen2", True, True),
        ("Qwen3 8B", "qwen3", True, True),  # here the plain name is the tuned one
        ("Qwen3 8B Base", "qwen3", True, False),
        ("deepseek_coder_6.7b_instruct", "llama", False, True),
        ("Starcoder2 3b", "starcoder2", False, False),
        ("", "llama", True, False),
        ("Database Helper", "llama", False, False),
    ],
)
def test_chat_models_are_told_by_their_names(names: str, architecture: str, template: bool, chat: bool) -> None:
    assert tuned_for_chat(names, architecture, template) is chat


def test_our_models_and_base_models_are_never_refused() -> None:
    assert refusal(by_name("understudy"), True, "understudy-tiny-chat", "Instruct", True) == ""
    for family in FAMILIES:
        assert refusal(family, True, f"{family.name} base", "", False) == ""


def test_a_refusal_says_who_why_and_what_next() -> None:
    said = refusal(None, False, "SmolLM2 135M", "", False)
    assert said.startswith("SmolLM2 135M has no fill-in-the-middle tokens, so it cannot write ghost text. ")
    assert "Generate with Tests still works" in said and "understudy models list" in said


def test_the_users_table_names_every_family() -> None:
    table = (Path(__file__).parents[2] / "docs" / "models.md").read_text(encoding="utf-8")
    assert [family.name for family in FAMILIES if f"(`{family.name}`) |" not in table] == []
