"""What an editor's messages do to the code of other files; the queue moves while nobody types."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

import msgspec
import pytest
from lsprotocol import types
from pygls.lsp.server import LanguageServer

import tests.lsp.bigram_model as bigram_model
from tests.lsp.conftest import Opened
from understudy.complete.completer import Completer
from understudy.complete.types import Ask, Served
from understudy.context.ignore import IgnoreRules
from understudy.engine.protocol import Engine
from understudy.learn.events import Shown
from understudy.learn.store import Log
from understudy.lsp.cross_file import IDLE_S, CrossFile, holds_secret, register
from understudy.lsp.engine_host import EngineHost
from understudy.lsp.protocol import Protocol
from understudy.lsp.session import Session
from understudy.lsp.watching import Watching
from understudy.lsp.workspace import DocumentWorkspace
from understudy.settings import CompletionSettings, Settings


class Loaded(EngineHost):
    """A host whose model is in memory; the desk notes who asks for it."""

    @property
    def served(self) -> Served | None:
        return Served(cast(Engine, None))


class Desk:
    """A real session without a client. Time passes while `rest` is awaited, and when somebody sleeps then."""

    def __init__(self, root: Path) -> None:
        self.root, self.now, self.resting = root, 100.0, asyncio.Event()
        self.evaluated: list[float] = []
        self.server = LanguageServer("test", "1", protocol_cls=Protocol)
        self.server.protocol._workspace = DocumentWorkspace(
            root.as_uri(), types.TextDocumentSyncKind.Incremental, [], types.PositionEncodingKind.Utf16
        )
        self.session = Session(self.server)
        self.session.host = Loaded(self.session.notices, lambda: None)
        self.session.completer = Completer(self._serve, lambda before, text: False)
        self.session.use_roots((root,))
        self.cross_file = CrossFile(self.session, lambda: self.now, self._sleep)
        self.cross_file.use_rules(self.session.rules)

    async def _serve(self) -> Served | None:
        self.evaluated.append(self.now)
        return None

    async def _sleep(self, seconds: float) -> None:
        await self.resting.wait()
        self.now += seconds

    def open(self, name: str, text: str) -> str:
        uri = (self.root / name).as_uri()
        self.server.workspace.put_text_document(types.TextDocumentItem(uri, "python", 1, text))
        self.cross_file.opened(uri)
        return uri

    def type_at(self, uri: str, line: int) -> None:
        document = self.session.document(uri)
        end = len(document.lines[line].rstrip("\n"))
        self.cross_file.asked(Ask(uri, Path(document.path), "python", document.lines, line, end))

    async def rest(self) -> None:
        self.resting.set()
        if self.cross_file._moving is not None:
            await self.cross_file._moving
        self.resting.clear()

    async def seen_from(self, name: str) -> list[str]:
        found = await self.cross_file.related.snippets(self.root / name, [""], 0, characters=10_000)
        return [each.path for each in found]


def code(name: str) -> str:
    return "".join(f"{name}_{n} = {n}\n" for n in range(100))


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    made = Desk(tmp_path)
    yield made
    await made.cross_file.stop()


async def test_files_left_go_into_the_ring_when_nobody_types_and_are_evaluated(desk: Desk) -> None:
    first, second = desk.open("a.py", code("a")), desk.open("b.py", code("b"))
    desk.type_at(first, 40)
    desk.type_at(second, 50)
    assert await desk.seen_from("c.py") == []
    await desk.rest()
    assert await desk.seen_from("b.py") == ["a.py"]
    assert desk.evaluated and desk.evaluated[0] >= 100.0 + IDLE_S


async def test_typing_puts_the_move_off(desk: Desk) -> None:
    first, second = desk.open("a.py", code("a")), desk.open("b.py", code("b"))
    desk.type_at(first, 40)
    desk.type_at(second, 50)
    for _ in range(5):
        desk.now += IDLE_S - 1
        desk.type_at(second, 50)
        await asyncio.sleep(0)
    assert desk.cross_file.related.version == 0
    last = desk.now
    await desk.rest()
    assert desk.cross_file.related.version > 0 and min(desk.evaluated) >= last + IDLE_S


async def test_saving_and_closing_keep_the_place(desk: Desk) -> None:
    uri = desk.open("a.py", code("a"))
    desk.type_at(uri, 40)
    desk.cross_file.saved(uri)
    await desk.rest()
    assert await desk.seen_from("b.py") == ["a.py"]
    other = desk.open("c.py", code("c"))
    desk.type_at(other, 40)
    desk.server.workspace.remove_text_document(other)
    desk.cross_file.closed(other)
    await desk.rest()
    assert await desk.seen_from("b.py") == ["a.py", "c.py"]


async def test_no_model_is_loaded_for_it(desk: Desk) -> None:
    desk.session.host = EngineHost(desk.session.notices, lambda: None)
    first, second = desk.open("a.py", code("a")), desk.open("b.py", code("b"))
    desk.type_at(first, 40)
    desk.type_at(second, 50)
    await desk.rest()
    assert await desk.seen_from("b.py") == ["a.py"] and desk.evaluated == []


async def test_nothing_is_evaluated_for_a_document_that_was_closed(desk: Desk) -> None:
    uri = desk.open("a.py", code("a"))
    desk.type_at(uri, 40)
    desk.cross_file.closed(uri)
    await desk.rest()
    assert desk.cross_file.related.version == 1 and desk.evaluated == []


async def test_a_document_that_shrank_meanwhile_is_no_trouble(desk: Desk) -> None:
    uri, other = desk.open("a.py", code("a")), desk.open("b.py", code("b"))
    desk.type_at(other, 40)
    desk.type_at(uri, 99)
    desk.server.workspace.put_text_document(types.TextDocumentItem(uri, "python", 2, "value = 1\nx = 1\n"))
    await desk.rest()
    assert desk.cross_file.related.version == 2


async def test_switched_off_nothing_is_kept(desk: Desk) -> None:
    desk.session.settings = Settings(completion=CompletionSettings(cross_file=False))
    uri = desk.open("a.py", code("a"))
    desk.type_at(uri, 40)
    desk.cross_file.saved(uri)
    desk.cross_file.closed(uri)
    assert not desk.cross_file.related.waiting
    desk.session.settings = msgspec.structs.replace(desk.session.settings, enable=False)
    desk.type_at(uri, 40)
    desk.open("b.py", code("b"))
    assert not desk.cross_file.related.waiting


async def test_documents_that_are_no_files_are_no_trouble(desk: Desk) -> None:
    document = types.TextDocumentItem("untitled:Untitled-1", "python", 1, code("u"))
    desk.server.workspace.put_text_document(document)
    for told in (desk.cross_file.opened, desk.cross_file.saved, desk.cross_file.closed):
        told(document.uri)
    desk.cross_file.asked(Ask(document.uri, None, "python", [code("u")], 0, 0))
    assert not desk.cross_file.related.waiting


async def test_a_file_with_a_key_in_it_does_not_go_into_other_files_prompts(desk: Desk) -> None:
    key = "AKIA" + "ABCDEFGHIJKLMNOP"
    uri = desk.open("a.py", code("a") + f"client = connect('{key}')\n")
    assert holds_secret(key) and not holds_secret(code("a"))
    desk.type_at(uri, 99)
    desk.cross_file.closed(uri)
    await desk.rest()
    assert desk.cross_file.related.version == 0 and await desk.seen_from("b.py") == []


async def test_a_change_of_the_ignore_file_takes_chunks_away_at_once(desk: Desk) -> None:
    uri = desk.open("a.py", code("a"))
    desk.type_at(uri, 40)
    desk.cross_file.closed(uri)
    await desk.rest()
    watching = Watching(desk.session, desk.cross_file.changed)
    (desk.root / ".gitignore").write_text("a.py\n")
    version = desk.cross_file.related.version
    watching._changed(frozenset({desk.root / ".gitignore"}))
    assert desk.cross_file.related.version > version and await desk.seen_from("b.py") == []


async def test_other_roots_take_chunks_of_the_old_ones_away(desk: Desk) -> None:
    uri = desk.open("a.py", code("a"))
    desk.type_at(uri, 40)
    desk.cross_file.closed(uri)
    await desk.rest()
    desk.cross_file.use_rules(IgnoreRules((desk.root / "elsewhere",)))
    assert await desk.seen_from("b.py") == []


async def test_stopping_ends_the_task_and_the_editor_is_asked_to_say_when_a_file_is_saved(desk: Desk) -> None:
    register(desk.server, desk.cross_file)
    options = desk.server.protocol.fm.feature_options[types.TEXT_DOCUMENT_DID_SAVE]
    assert options == types.SaveOptions(include_text=False)
    uri = desk.open("a.py", code("a"))
    desk.type_at(uri, 40)
    desk.cross_file.closed(uri)
    moving = desk.cross_file._moving
    await desk.cross_file.stop()
    assert moving is not None and moving.done()


async def test_the_prompt_of_a_real_request_holds_what_the_file_imports(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    model = bigram_model.make_model(tmp_path / "larger.gguf", context=2048, cross_file="comments")
    settings = {
        "model": str(model),
        "engine": {"threads": 1, "contextTokens": 2048},
    }
    async with opened(settings) as editor:
        (editor.root / "pricing.py").write_text("def discount(price: float) -> float:\n    return price / 2\n")
        (editor.root / "secrets.py").write_text("def hidden() -> str: ...\n")
        text = "from pricing import discount\nfrom secrets import hidden\n\ndef half(price):\n    x = 1\n    return \n"
        uri = editor.open("shop.py", text)
        editor.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))
        assert await editor.ghost(uri, 4, 9) is not None  # on a busy machine the declarations may be late for it
        await asyncio.sleep(0.5)
        assert await editor.ghost(uri, 5, 11) is not None
        prompt = await logged("def discount")
    assert "def discount(price: float) -> float: ..." in prompt and "def hidden" not in prompt
    assert prompt.index("def discount") < prompt.index("def half")


async def logged(part: str) -> str:
    """The text of the first prompt in the log that holds `part`."""
    for _ in range(200):
        with Log.open() as log:
            shown = [event for event in log.events() if isinstance(event, Shown)]
        prompts = ["".join(piece for piece in event.prompt if isinstance(piece, str)) for event in shown]
        if found := next((prompt for prompt in prompts if part in prompt), ""):
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(f"never {part!r}: {prompts}")
