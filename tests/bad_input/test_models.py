"""Model files that are missing, cut off, or no model that writes text.

Elsewhere: every kind of damage to a header (`models/test_gguf_header.py`), what the engine says of damaged files
(`engine/test_client.py`), names that are no model (`cli/test_verbs.py`, `models/test_bundled.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from lsprotocol import types

import tests.engine.tiny as tiny
from tests.bad_input.asserting import PROJECT, TEXT, refused, still_answers
from tests.cli.command_line import Run
from tests.lsp.bigram_model import make_adapter
from tests.lsp.conftest import Opened
from tests.runner.conftest import contents, make


class Bad(NamedTuple):
    """put: makes the file from a good model. says, step: words of the message and of its next step."""

    put: Callable[[Path, Path], object]
    says: str
    step: str


def _head(path: Path, good: Path, size: int) -> None:
    path.write_bytes(good.read_bytes()[:size])


BAD = {
    "missing": Bad(lambda path, good: None, "There is no model file at", "models list"),
    "cut in its header": Bad(lambda path, good: _head(path, good, 2_000), "bad.gguf is truncated", "Download it again"),
    "cut in its weights": Bad(lambda path, good: _head(path, good, 20_000), "bad.gguf is incomplete", "Download it"),
    "bert": Bad(
        lambda path, good: tiny.make_model(path, architecture="bert"), "a bert model", "understudy models list"
    ),
    "clip": Bad(
        lambda path, good: tiny.make_model(path, architecture="clip"), "a clip model", "understudy models list"
    ),
    "unheard of": Bad(lambda path, good: tiny.make_model(path, architecture="nosucharch"), "architecture", "model"),
    "adapter": Bad(lambda path, good: make_adapter(path), "is an adapter, not a model", "the model it was made for"),
}


@pytest.fixture(params=BAD)
def bad(request: pytest.FixtureRequest) -> Bad:
    return BAD[request.param]


async def test_server_says_once_what_is_wrong_with_a_model_and_takes_a_good_one_later(
    bad: Bad, opened: Opened, model: Path, tmp_path: Path
) -> None:
    file = tmp_path / "bad.gguf"
    bad.put(file, model)
    async with opened({"model": str(file)}) as editor:
        before = contents(make(editor.root, PROJECT))
        uri = editor.open("good.py", TEXT)
        for _ in range(3):
            assert await editor.ghost(uri, 2, 11) is None
        error = (await editor.command("generate", {"uri": editor.uri("calc.py"), "qualname": "same"}))["error"]
        assert bad.says in error["message"] and bad.step in error["nextStep"]
        assert editor.messages == [f"Understudy: {error['message']} {error['nextStep']}"]
        assert bad.says in (await editor.until("error"))["detail"]
        editor.settings["model"] = str(model)
        editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
        await editor.until("ready")
        await still_answers(editor)
        assert len(editor.messages) == 1 and contents(editor.root) == before


def test_command_refuses_a_bad_model(bad: Bad, understudy: Run, workspace: Path, model: Path, tmp_path: Path) -> None:
    file = tmp_path / "bad.gguf"
    bad.put(file, model)
    before = contents(workspace)
    for words in (("complete", "calc.py:3:5"), ("generate", "calc.py::clamp")):
        said = refused(understudy(*words, "--model", str(file)))
        assert bad.says in said and bad.step in said
    assert contents(workspace) == before


@pytest.mark.parametrize("kind", ["missing", "cut in its weights", "bert", "adapter"])
def test_doctor_names_a_bad_model(kind: str, understudy: Run, workspace: Path, model: Path, tmp_path: Path) -> None:
    file, home = tmp_path / "bad.gguf", tmp_path / "home"
    BAD[kind].put(file, model)
    home.mkdir()
    (home / "model").write_text(str(file))
    before = contents(workspace)
    done = understudy("doctor")
    lines = done.stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("fail"))
    assert done.returncode == 1 and done.stderr == ""
    assert lines[at].split()[1] == "model" and BAD[kind].says in lines[at]
    assert lines[at + 1].strip().startswith("next: ") and BAD[kind].step in lines[at + 1]
    assert contents(workspace) == before
