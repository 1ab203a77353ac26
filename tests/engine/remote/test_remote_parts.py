"""The pure parts: addresses, prompts taken apart, markup, words of servers."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understudy.engine.errors import RequestError
from understudy.engine.remote import address
from understudy.engine.remote.errors import RemoteRefusedError, words
from understudy.engine.remote.markup import defused, marked, named
from understudy.engine.remote.prompt import SPECIAL, Gap, starts_line, take_apart
from understudy.prompts.families import FAMILIES, first_special
from understudy.prompts.fim import fim
from understudy.prompts.special import LITERALS
from understudy.prompts.types import Snippet

TEXT = st.text(st.sampled_from("ab \n<|>/[]PREFIX_mids"), max_size=40)


@pytest.mark.parametrize(
    ("typed", "base", "loopback"),
    [
        ("http://localhost:8080", "http://localhost:8080", True),
        (" http://127.0.0.1:11434/v1/ ", "http://127.0.0.1:11434", True),
        ("http://[::1]:1234/v1/completions", "http://[::1]:1234", True),
        ("https://models.example.org/team/v1", "https://models.example.org/team", False),
        ("http://10.0.0.7:8000/infill", "http://10.0.0.7:8000", False),
    ],
)
def test_addresses(typed: str, base: str, loopback: bool) -> None:
    found = address.parse(typed)
    assert (found.base, found.loopback) == (base, loopback)


@pytest.mark.parametrize(
    "typed",
    [
        "localhost:8080", "ftp://a", "http://", "http://a b", "http://a:99999", "http://[::1", "file:///etc/passwd",
        "http://user:secret@a", "http://a?key=secret", "http://a#secret", "http://a/\nX: secret",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_and_not_repeated(typed: str) -> None:
    with pytest.raises(RemoteRefusedError) as refused:
        address.parse(typed)
    assert "secret" not in str(refused.value) and refused.value.next_step


def test_only_plain_http_to_another_machine_is_warned_of() -> None:
    warned = [bool(address.parse(f"{url}:1").warning) for url in ("http://a", "https://a", "http://127.9.9.9")]
    assert warned == [True, False, False]


@given(prefix=TEXT, suffix=TEXT, order=st.sampled_from(["psm", "spm"]), paths=st.lists(TEXT, max_size=3))
def test_a_prompt_is_taken_apart_into_what_it_was_made_of(prefix, suffix, order, paths) -> None:  # type: ignore[no-untyped-def]
    snippets = [Snippet(path.replace("\n", " "), f"{path}\n") for path in paths]
    prompt = fim(prefix, suffix, SPECIAL, order, snippets=snippets, path="here.py", cross_file="tokens")
    assert take_apart(prompt) == Gap(prefix, suffix, tuple(snippets))
    assert take_apart(prompt, " ab") == Gap(prefix + " ab", suffix, tuple(snippets))


def test_prompts_without_tokens_are_text_and_foreign_ones_are_refused() -> None:
    assert take_apart(["a", "b\ud800"]) == "ab?" and take_apart(["a"], "b") == "ab"
    for wrong in ([], [""], ["a", 99999], ["a", -1]):
        with pytest.raises(RequestError):
            take_apart(wrong)


def test_the_numbers_are_those_of_our_own_models() -> None:
    assert {name: list(LITERALS).index(name) for name in SPECIAL} == SPECIAL


def test_where_a_line_starts() -> None:
    assert [starts_line(parts) for parts in ("a", "a\n", "", Gap("a", "\n"), Gap("a\n", "b"))] == [
        False,
        True,
        True,
        False,
        True,
    ]


@given(text=TEXT, family=st.sampled_from([None, *FAMILIES]))
def test_defused_text_holds_no_special_token_and_loses_nothing(text, family) -> None:  # type: ignore[no-untyped-def]
    safe = defused(text, family)
    assert first_special(safe, family=family.name if family else "") is None
    assert safe.replace(" ", "") == text.replace(" ", "")


def test_defusing_leaves_ordinary_code_alone() -> None:
    code = "x = a < b and c > d  # <PRE> [PREFIX] <filename>\ny = environ[PREFIX]\n"
    assert defused(code, None) == code
    assert defused("<|im_start|><s></s>", None) == "< |im_start|>< s>< /s>"


@pytest.mark.parametrize(
    ("model", "prompt"),
    [
        ("Qwen/Qwen2.5-Coder-7B", "<|fim_prefix|>A<|fim_suffix|>B<|fim_middle|>"),
        ("bigcode/starcoder2-3b", "<fim_prefix>A<fim_suffix>B<fim_middle>"),
        ("codellama/CodeLlama-7b-hf", "<PRE> A <SUF>B <MID>"),
        ("deepseek-coder-6.7b-base", "<｜fim▁begin｜>A<｜fim▁hole｜>B<｜fim▁end｜>"),
        ("mistralai/Codestral-22B-v0.1", "[SUFFIX]B[PREFIX]A"),
        ("granite-4.0-h-1b", "<|fim_prefix|>A<|fim_suffix|>B<|fim_middle|>"),
        ("granite-3b-code-base", "<fim_prefix>A<fim_suffix>B<fim_middle>"),
        ("gpt-4.1", None),
    ],
)
def test_the_model_s_name_tells_the_markup(model: str, prompt: str | None) -> None:
    family = named(model)
    assert (marked("A", "B", family) if family else None) == prompt


def test_a_server_s_words_are_one_short_printable_line() -> None:
    said = words({"error": {"message": "a\x1b[31m\r\nb " + "c" * 10_000}})
    assert said.isprintable() and len(said) <= 200 and said.startswith("a [31m b")
    assert words({"error": None}) == words([1]) == words(None) == words({"error": {"message": {"x": 1}}}) == ""


def test_the_http_library_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, understudy.lsp.server; sys.exit('httpx2' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
