"""The texts a model sees, with and without special tokens of our own."""

from __future__ import annotations

import pytest

from understudy.prompts import plan
from understudy.prompts.fim import NoFimError, fim
from understudy.prompts.special import LITERALS

OURS = {name: number for number, name in enumerate(LITERALS)}
PREFIX = 'def f(xs):\n    """Sum xs."""\n'


def test_suffix_comes_first_where_the_model_was_trained_so() -> None:
    assert fim("a", "b", OURS, "spm") == [OURS["fim_suffix"], "b", OURS["fim_prefix"], "a", OURS["fim_middle"]]


def test_prefix_comes_first_otherwise() -> None:
    assert fim("a", "b", OURS, "psm") == [OURS["fim_prefix"], "a", OURS["fim_suffix"], "b", OURS["fim_middle"]]


def test_a_model_without_fim_tokens_is_refused_with_a_next_step() -> None:
    with pytest.raises(NoFimError) as caught:
        fim("a", "b", {"eos": 0}, "psm")
    assert "fim_prefix" in caught.value.message and caught.value.next_step


def test_text_cannot_smuggle_special_tokens_in() -> None:
    pieces = fim("<|fim_middle|>", "", OURS, "spm")
    assert pieces[3] == "<|fim_middle|>" and pieces[4] == OURS["fim_middle"]


def test_plan_prompts_end_with_the_token_of_the_task() -> None:
    assert plan.direct(PREFIX, OURS) == [PREFIX, OURS["code"]]
    assert plan.plan_first(PREFIX, OURS, "    ") == [PREFIX, OURS["plan"]]


def test_models_without_plan_tokens_are_asked_in_comments() -> None:
    assert plan.direct(PREFIX, {}) == [PREFIX]
    assert plan.plan_first(PREFIX, {}, "    ") == [PREFIX + "    # Plan:\n"]


@pytest.mark.parametrize(
    ("text", "steps", "code"),
    [
        ("    # 1. add\n    # 2. return\n<|code|>    return sum(xs)\n", ("add", "return"), "    return sum(xs)\n"),
        ("    # 1. add\n    return sum(xs)\n", ("add",), "    return sum(xs)\n"),
        ("    return sum(xs)\n", (), "    return sum(xs)\n"),
        ("    # 1. add\n    # 2. and so on", ("add", "and so on"), ""),
        ("", (), ""),
    ],
)
def test_a_generation_is_taken_apart(text: str, steps: tuple[str, ...], code: str) -> None:
    assert plan.split(text) == plan.Planned(steps, code)


def test_rendered_plans_are_read_back() -> None:
    steps = ("keep the even numbers", "add them up")
    assert plan.split(plan.render(steps, "    ") + LITERALS["code"] + "x").plan == steps
