"""The file we ship for Neovim (examples/editors/understudy.lua) in a real Neovim, with the real server and the bundled
model."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.editors import neovim
from tests.editors.commands import COMMAND, HALVES, HEAD, REPOSITORY, SETTINGS
from tests.editors.neovim import Neovim

pytestmark = pytest.mark.slow

SNIPPET = REPOSITORY / "examples" / "editors" / "understudy.lua"
READY = "vim.g.understudy_status"

Opened = Callable[..., Neovim]


@pytest.fixture(scope="module")
def nvim() -> str:
    return neovim.program()


@pytest.fixture
def opened(nvim: str, tmp_path: Path) -> Iterator[Opened]:
    """`opened(file of the sample workspace, text behind it)`."""
    root = tmp_path / "textkit"
    shutil.copytree(REPOSITORY / "examples" / "textkit", root, ignore=shutil.ignore_patterns("__pycache__"))
    with ExitStack() as stack:
        short = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="nvim")))

        def start(name: str, more: str = "", command: list[str] = COMMAND) -> Neovim:
            file = root / name
            file.write_text(file.read_text() + more)
            options = json.dumps({"cmd": command, "settings": SETTINGS})
            before = f"vim.g.understudy = vim.json.decode([==[{options}]==])\n"
            return stack.enter_context(neovim.running(nvim, short, file, SNIPPET, before))

        yield start


def typed_until_suggested(editor: Neovim) -> tuple[str, str]:
    """The line with the cursor at its end, and what is suggested there."""
    editor.until(READY, lambda status: str(status).startswith("ready"))
    for half in HALVES:
        editor.type(f"<Esc>G:s/.*//<CR>A{half}")
        for _ in range(40):
            if text := editor.ghost():
                return half, text
            editor.lua("vim.wait(100)")
    raise AssertionError(f"nothing was suggested; messages: {editor.messages()}")


def test_a_suggestion_is_shown_and_tab_takes_it(opened: Opened) -> None:
    editor = opened("textkit/words.py", HEAD + "    ")
    half, text = typed_until_suggested(editor)
    before = editor.lines()
    editor.type("<Tab>")
    editor.until("vim.api.nvim_buf_get_lines(0, -2, -1, false)[1]", lambda line: line != half)
    first, *rest = text.split("\n")
    assert editor.lines() == [*before[:-1], half + first, *rest]
    row, column = editor.lua("vim.api.nvim_win_get_cursor(0)")
    assert (row, column) == (len(editor.lines()), len(editor.lines()[-1]))
    editor.type("<Esc>:Understudy status<CR>")
    editor.until("vim.fn.execute('messages')", lambda said: bool(re.search(r"\b1 of \d+ suggestions taken", said)))


def test_a_suggestion_goes_with_the_cursor_and_tab_is_a_tab_again(opened: Opened) -> None:
    editor = opened("textkit/words.py", HEAD + "    ")
    if editor.lua("vim.lsp.inline_completion ~= nil"):
        pytest.skip("Neovim 0.12 shows suggestions itself and has rules of its own")
    typed_until_suggested(editor)
    editor.type("<Left>")
    editor.until("#vim.api.nvim_buf_get_extmarks(0, -1, 0, -1, {})", lambda marks: marks == 0)
    before = editor.lines()
    editor.type("<End><Tab>")
    assert "".join(editor.lines()).replace("\t", "").rstrip() == "".join(before).rstrip()
    assert editor.lines() != before


def test_a_code_action_writes_the_function_that_passes_its_tests(opened: Opened) -> None:
    editor = opened("textkit/numbers.py")
    before = editor.lines()
    editor.until(READY, lambda status: str(status).startswith("ready"))
    editor.type("/def sum_even<CR>")
    titles = editor.until(
        "vim.tbl_map(function(answer) return answer.title end, vim.tbl_values(vim.lsp.buf_request_sync(0, "
        "'textDocument/codeAction', vim.tbl_extend('error', vim.lsp.util.make_range_params(0, 'utf-16'), "
        "{ context = { diagnostics = {} } }), 5000))[1].result)",
        lambda titles: "Understudy: Generate with Tests · 5 tests" in titles,
    )
    assert len(titles) == 1
    editor.type(":Understudy generate<CR>")
    editor.until("vim.fn.execute('messages')", lambda said: "passed 5/5 tests" in said, within_s=120)
    after = editor.lines()
    assert after != before and after[: before.index("    ...")] == before[: before.index("    ...")]
    editor.type("u")
    assert editor.lines() == before


def test_what_a_test_wants_becomes_a_new_file(opened: Opened) -> None:
    editor = opened("tests/test_numbers.py")
    editor.until(READY, lambda status: str(status).startswith("ready"))
    head = ["from textkit.totals import sum_even", "", "", "def test_sum_of_even_numbers():"]
    lines = json.dumps([*head, "    assert sum_even([1, 2, 3, 4]) == 6"])
    editor.lua(f"vim.fn.writefile(vim.json.decode([==[{lines}]==]), 'test_totals.py')")
    editor.type(":edit test_totals.py<CR>G:Understudy wanted<CR>")
    editor.until("vim.fn.execute('messages')", lambda said: "passed 1/1 tests" in said, within_s=120)
    made = editor.lua("vim.fn.getbufline(vim.fn.bufnr('textkit/totals.py'), 1, '$')")
    assert any(line.startswith("def sum_even(") for line in made), made


def test_snooze_and_wake_are_told_in_the_statusline(opened: Opened) -> None:
    editor = opened("textkit/words.py")
    editor.until(READY, lambda status: str(status).startswith("ready"))
    editor.type(":Understudy snooze 15<CR>")
    editor.until(READY, lambda status: str(status).startswith("paused: snoozed"))
    editor.type(":Understudy wake<CR>")
    editor.until(READY, lambda status: str(status).startswith("ready"))


def test_a_program_that_is_not_there_is_named_once_and_the_file_opens(opened: Opened) -> None:
    editor = opened("textkit/words.py", command=["no-such-understudy", "serve"])
    assert editor.lines()[0].startswith('"""')
    assert "there is no no-such-understudy" in editor.messages()
    assert editor.lua("#vim.lsp.get_clients()") == 0
