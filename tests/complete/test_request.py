"""Where a prompt is cut so that it ends between tokens, and that what is remembered is not cut."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.complete.conftest import Recorded
from understudy.complete.completer import Completer
from understudy.complete.request import healed, logged_prompt, prepare
from understudy.complete.types import Ask, Options, Served
from understudy.context.text import document_lines
from understudy.engine.protocol import ModelInfo
from understudy.learn.events import cursor_text
from understudy.prompts.special import LITERALS
from understudy.prompts.types import Snippet

SPECIAL = {name: number for number, name in enumerate(LITERALS)}
INFO = ModelInfo("m.gguf", "m", "llama", "sha", 1, 1, 4096, 300, SPECIAL, "spm", cross_file="comments")


def ask(text: str, at: int) -> Ask:
    lines = document_lines(text)
    line = text.count("\n", 0, at)
    return Ask("file:///a.py", Path("/w/a.py"), "python", lines, line, at - (text.rfind("\n", 0, at) + 1))


@pytest.mark.parametrize(
    ("prefix", "heal"),
    [
        ("", ""),
        ("x", "x"),
        ("a = tot", " tot"),
        ("a = ", " "),
        ("a =  ", ""),
        ("a =", " ="),
        ("a ==", " =="),
        ("f((", "(("),
        ("a = (tot", "tot"),
        ("f().app", "app"),
        ("# -----", ""),
        ("self.app", ".app"),
        ("f(", "("),
        ("f(é", "(é"),
        ("    (", " ("),
        ("    retu", " retu"),
        ("def f():\n    ", ""),
        ("def f():\n", ""),
        ("\tret", "\tret"),
        ("a\nret", "ret"),
        ("a = " + "n" * 32, " " + "n" * 32),
        ("a = " + "n" * 33, ""),
        ("a = 😀", " 😀"),
    ],
)
def test_the_word_before_the_cursor_is_written_anew_with_the_character_before_it(prefix: str, heal: str) -> None:
    assert healed(prefix) == heal


@given(
    text=st.text("ab_é =.(\n\t😀", max_size=60),
    data=st.data(),
    order=st.sampled_from(["psm", "spm"]),
    snippets=st.lists(st.just(Snippet("b.py", "b = 1\n")), max_size=1),
)
def test_the_prompt_and_what_is_written_anew_are_the_text_before_the_cursor(
    text: str, data: st.DataObject, order: Any, snippets: list[Snippet]
) -> None:
    text += "\n"
    asked = ask(text, data.draw(st.integers(0, len(text) - 1)))
    info = msgspec.structs.replace(INFO, fim_order=order)
    work = prepare(asked, Options(), info, snippets=tuple(snippets))
    if work.site is not None:
        assert work.asked == work.prompt and not work.heal
        return
    logged = logged_prompt(work, info)
    assert cursor_text(logged, work.cursor_piece).endswith(work.window.prefix)
    assert cursor_text(work.asked, work.cursor_piece) + work.heal == cursor_text(logged, work.cursor_piece)
    others = [piece for at, piece in enumerate(logged) if at != work.cursor_piece]
    assert others == [piece for at, piece in enumerate(work.asked) if at != work.cursor_piece]


def test_the_prompt_stays_the_same_while_a_word_is_typed() -> None:
    text = "def f(items):\n    total = sum(items)\n    return total\n"
    works = [prepare(ask(text[:at] + "\n", at), Options(), INFO) for at in range(len(text) - 6, len(text))]
    assert len({repr(work.asked) for work in works}) == 1
    assert [work.heal for work in works] == [" total"[:size] for size in range(1, 7)]


async def test_what_is_remembered_is_the_whole_text_up_to_the_cursor(engine: Recorded) -> None:
    async def serve() -> Served:
        return Served(engine)

    text = "def total_of(items):\n    count = 1\n    return to\n"
    options = Options(first_answer_s=5.0, speculate_next=False, alternatives=2)
    found = await Completer(serve, lambda prefix, text: False).complete(ask(text, len(text) - 1), options)
    assert found.suggestion is not None and found.suggestion.text.startswith("tal")
    assert cursor_text(found.suggestion.prompt, found.suggestion.cursor_piece) == text[:-1]
    (request,) = engine.requests
    assert request["heal"] == " to" and cursor_text(request["prompt"], found.suggestion.cursor_piece) == text[:-4]


@pytest.mark.parametrize("text", ["switch (x) {\n  case 1:\n    ", 'def f(a):\n    """Doc."""\n    '])
def test_other_languages_get_one_line_and_no_plan(text: str) -> None:
    here = ask(text, len(text))
    python, other = (prepare(replace(here, language=name), Options(), INFO) for name in ("python", "javascript"))
    assert python.stop != other.stop and other.stop.single_line and other.site is None and not other.planned
    assert other.max_tokens == Options().max_tokens
