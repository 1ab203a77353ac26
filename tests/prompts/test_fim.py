"""Fill-in-the-middle prompts with other files' code: each text once, in its place, and only ever appended to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understudy.prompts.families import FAMILIES, CrossFile, Family, Order
from understudy.prompts.fim import NoFimError, cursor_piece, fim
from understudy.prompts.refusal import NEXT_STEP
from understudy.prompts.types import Prompt, Snippet

NAMES = ("fim_prefix", "fim_suffix", "fim_middle", "repo", "file_sep")
ORDERS: tuple[Order, ...] = ("psm", "spm")
STYLES: tuple[CrossFile, ...] = ("tokens", "comments", "none")

# Disjoint alphabets, so that each part can be found again in the whole.
PREFIXES, SUFFIXES = st.text("cd \n"), st.text("fg \n")
SNIPPETS = st.builds(Snippet, st.text("xy/", min_size=1), st.text("ab\n"))


def special_of(family: Family) -> dict[str, int]:
    return {name: number for number, name in enumerate(NAMES) if name in family.tokens}


def only(text: str, alphabet: str) -> str:
    return "".join(character for character in text if character in alphabet)


def texts(prompt: Prompt) -> str:
    return "".join(piece for piece in prompt if isinstance(piece, str))


@st.composite
def requests(draw: st.DrawFn) -> dict[str, Any]:
    family = draw(st.sampled_from(FAMILIES))
    return {
        "prefix": draw(PREFIXES),
        "suffix": draw(SUFFIXES),
        "special": special_of(family),
        "order": draw(st.sampled_from(ORDERS)),
        "snippets": draw(st.lists(SNIPPETS, max_size=4)),
        "path": draw(st.sampled_from(("", "zz"))),
        "project": draw(st.sampled_from(("", "kk"))),
        "cross_file": draw(st.sampled_from(STYLES)),
        "family": family.name,
    }


@given(requests())
def test_every_text_is_there_once_and_every_gap_token(request: dict[str, Any]) -> None:
    prompt = fim(**request)
    whole = texts(prompt)
    shown = request["cross_file"] != "none"
    assert only(whole, "cd") == only(request["prefix"], "cd")
    assert only(whole, "fg") == only(request["suffix"], "fg")
    assert only(whole, "ab") == only("".join(snippet.text for snippet in request["snippets"]) * shown, "ab")
    assert only(whole, "xy/") == only("".join(snippet.path for snippet in request["snippets"]) * shown, "xy/")
    special = request["special"]
    for name in ("fim_prefix", "fim_suffix", "fim_middle"):
        assert prompt.count(special.get(name, -1)) == (name in special)
    assert prompt[-1] == (special["fim_middle"] if "fim_middle" in special else prompt[cursor_piece(prompt, special)])


@given(requests(), st.text("cd", min_size=1, max_size=3))
def test_a_keystroke_changes_nothing_before_the_cursor(request: dict[str, Any], typed: str) -> None:
    before = fim(**request)
    after = fim(**request | {"prefix": request["prefix"] + typed})
    cursor = cursor_piece(before, request["special"])
    assert after[:cursor] == before[:cursor] and after[cursor] == f"{before[cursor]}{typed}"
    if request["order"] == "spm" or "fim_middle" not in request["special"]:
        assert after[cursor + 1 :] == before[cursor + 1 :] and len(before) - cursor <= 2


@given(requests(), SNIPPETS)
def test_another_snippet_comes_behind_those_before_it(request: dict[str, Any], new: Snippet) -> None:
    if request["cross_file"] != "tokens" or "file_sep" not in request["special"] or not request["snippets"]:
        return
    before, after = fim(**request), fim(**request | {"snippets": [*request["snippets"], new]})
    last = max(number for number, piece in enumerate(before) if piece == request["special"]["file_sep"])
    assert after[: last + 1] == before[: last + 1]


@given(requests())
def test_comments_are_comments_of_whole_lines(request: dict[str, Any]) -> None:
    prompt = fim(**request | {"cross_file": "comments"})
    written = prompt[cursor_piece(prompt, request["special"])]
    assert isinstance(written, str) and written.endswith(request["prefix"])
    context = written[: len(written) - len(request["prefix"])]
    assert not context or context.endswith("\n")
    assert all(line.startswith("#") for line in context.splitlines())


def test_without_other_files_the_project_is_not_named() -> None:
    qwen = special_of(next(family for family in FAMILIES if family.name == "qwen"))
    plain = fim("a", "b", qwen, "psm")
    assert fim("a", "b", qwen, "psm", path="x.py", project="p", cross_file="tokens", family="qwen") == plain


def test_a_path_of_two_lines_is_one_line() -> None:
    qwen = special_of(next(family for family in FAMILIES if family.name == "qwen"))
    prompt = fim("a", "b", qwen, "psm", snippets=[Snippet("x\ny.py", "z\n")], path="v\r\nw.py", cross_file="tokens")
    assert "x y.py\nz\n" in prompt and "v  w.py\n" in prompt


def test_without_separators_other_files_come_as_comments() -> None:
    prompt = fim(
        "a",
        "b",
        {"fim_prefix": 1, "fim_suffix": 2, "fim_middle": 3},
        "psm",
        snippets=[Snippet("x.py", "y")],
        cross_file="tokens",
    )
    assert prompt == [1, "# x.py\n# y\na", 2, "b", 3]


def test_a_refused_model_raises_what_it_said() -> None:
    with pytest.raises(NoFimError) as caught:
        fim("a", "b", {"fim_prefix": 1, "fim_suffix": 2}, "psm", refusal=f"It cannot. {NEXT_STEP}")
    assert (caught.value.message, caught.value.next_step) == ("It cannot.", NEXT_STEP)
    assert str(caught.value) == f"It cannot. {NEXT_STEP}"


@pytest.mark.parametrize(("special", "named"), [({}, "fim_prefix"), ({"fim_prefix": 1}, "fim_suffix")])
def test_a_missing_token_is_named(special: dict[str, int], named: str) -> None:
    with pytest.raises(NoFimError, match=named):
        fim("a", "b", special, "psm")
