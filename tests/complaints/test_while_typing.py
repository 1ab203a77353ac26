"""What users of other completers complain of most, one test each: the classes that show while typing.

Number and wording of each class are those of our survey of twelve extensions; the issues named stand for their class.
"""

from __future__ import annotations

import asyncio
import json
import signal
from pathlib import Path

import pytest

from tests.engine.families_model import make_family_model
from tests.lsp import bigram_model
from tests.lsp.bigram_model import LINE
from tests.lsp.conftest import REPOSITORY, Opened
from understudy.learn.rejections import REJECTIONS_BEFORE_HIDDEN, Rejections
from understudy.learn.store import FILE_NAME, Log

TEXT = "def total_of(items):\n    total = sum(items)\n    return \n"


async def test_complaint_01_laggy_typing_and_a_busy_processor(opened: Opened) -> None:
    """ggml-org/llama.vscode#161. Typing what is suggested needs no model: it is stopped meanwhile."""
    async with opened() as editor:
        uri = editor.open("a.py", TEXT)
        assert await editor.ghost(uri, 2, 11) is not None
        engine = editor.engine()
        engine.send_signal(signal.SIGSTOP)
        for typed in range(1, len(LINE)):
            editor.change(uri, (2, 10 + typed, 2, 10 + typed, LINE[typed - 1]))
            rest = await editor.ghost(uri, 2, 11 + typed)
            assert rest is not None and rest.insert_text == LINE[typed:]
        engine.send_signal(signal.SIGCONT)


async def test_complaint_03_repeats_what_is_already_below(opened: Opened) -> None:
    """microsoft/vscode-copilot-release#5828. The model would write the next line again; nothing is shown."""
    async with opened() as editor:
        uri = editor.open("a.py", f"def total_of(items):\n    total = sum(items)\n    \n    {LINE}\n")
        assert await editor.ghost(uri, 2, 4, invoked=True) is None


async def test_complaint_03_doubled_brackets(opened: Opened) -> None:
    """ggml-org/llama.vim#55. What stands right of the cursor is not written again."""
    async with opened() as editor:
        item = await editor.ghost(editor.open("a.py", "def f(items):\n    print()\n"), 1, 10, invoked=True)
        assert item is not None and item.insert_text == LINE


@pytest.mark.parametrize("indent", ["    ", "\t", "        "])
async def test_complaint_04_wrong_indentation(opened: Opened, indent: str) -> None:
    """TabbyML/tabby#3261. The text continues at the cursor's column, whatever the file indents with."""
    async with opened() as editor:
        text = f"def f(items):\n{indent}total = 0\n{indent}\n"
        item = await editor.ghost(editor.open("a.py", text), 2, len(indent), invoked=True)
        assert item is not None
        assert isinstance(item.insert_text, str) and not item.insert_text[0].isspace()


async def test_complaint_05_too_eager_let_me_set_a_delay(opened: Opened) -> None:
    """zed-industries/zed#23159. `debounceMs` is a floor: typing on before it has passed asks the model nothing."""
    async with opened({"completion": {"debounceMs": 3000}}) as editor:
        uri = editor.open("a.py", TEXT)
        await editor.until("ready")
        for typed in range(3):
            asking = asyncio.create_task(editor.ghost(uri, 2, 11))
            await asyncio.sleep(0.1)
            asking.cancel()
            editor.change(uri, (2, 11, 2, 11 + min(typed, 1), "q"))
        status = await editor.command("status")
        assert status["lastMs"] == 0


async def test_complaint_06_the_same_rejected_suggestion_returns(opened: Opened, tmp_path: Path) -> None:
    """vscode-copilot-release#8823 ("I've rejected this suggestion five times"). It stays away, also after a restart."""
    home = tmp_path / "home"
    log = Log.open(home / FILE_NAME)
    for _ in range(REJECTIONS_BEFORE_HIDDEN):
        assert Rejections(log).reject(TEXT.split("\n", 1)[1].rstrip("\n"), LINE)
    log.close()
    async with opened(home=home) as editor:
        assert await editor.ghost(editor.open("a.py", TEXT), 2, 11) is None
        elsewhere = editor.open("b.py", "def f(x):\n    y = x\n    print(y)\n    \n")
        assert await editor.ghost(elsewhere, 3, 4, invoked=True) is not None


async def test_complaint_07_tab_indents_instead_of_accepting(opened: Opened) -> None:
    """microsoft/vscode#252507. No text is deeper than the cursor, and Tab stays the editor's own key."""
    async with opened() as editor:
        for column in (0, 4, 8):
            text = f"def f(items):\n    for item in items:\n{' ' * column}\n"
            item = await editor.ghost(editor.open(f"a{column}.py", text), 2, column, invoked=True)
            assert item is None or item.insert_text == LINE
            assert item is not None or column < 8
    bound = json.loads((REPOSITORY / "package.json").read_text())["contributes"].get("keybindings", [])
    assert not any(binding["key"].lower() in ("tab", "shift+tab") for binding in bound)


@pytest.mark.parametrize("leak", bigram_model.LEAKS)
async def test_complaint_13_tokens_and_garbage_in_the_text(opened: Opened, tmp_path: Path, leak: str) -> None:
    """QwenLM/Qwen3-Coder#99. Neither a model's own control token is shown, nor another family's that it spells out."""
    model = bigram_model.make_model(tmp_path / "leaking.gguf", leak=leak)
    async with opened({"model": str(model)}) as editor:
        item = await editor.ghost(editor.open("a.py", TEXT), 2, 11)
        assert item is not None and item.insert_text == LINE


async def test_complaint_13_a_chat_model_writes_no_ghost_text(opened: Opened, tmp_path: Path) -> None:
    """twinnydotdev/twinny#116. A model without fill-in-the-middle tokens is refused, with what to use instead."""
    make_family_model(tmp_path / "chat.gguf", ["<|eot_id|>"], name="Some 1B Instruct")
    async with opened({"model": str(tmp_path / "chat.gguf")}) as editor:
        assert await editor.ghost(editor.open("a.py", TEXT), 2, 11) is None
        assert "understudy-tiny" in await editor.said("cannot write ghost text")
