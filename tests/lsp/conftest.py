"""A real client over a real pipe to the real server process, on a model whose text is known."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

import tests.lsp.bigram_model as bigram_model

REPOSITORY = Path(__file__).parents[2]
SERVE = "import sys; sys.path[:0] = sys.argv[1:]; from understudy.lsp.server import run; run(None)"


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bigram_model.make_model(tmp_path_factory.mktemp("model") / "bigram.gguf")


class Editor:
    """What an editor is to the server. messages: window/showMessage. statuses: understudy/status. refreshed: how often
    it was told to ask for lenses again. applied: edits that it was asked to apply, and did if `applies`.
    folder_settings: by the folder's URI, over `settings`. tells: its settings are not told before this is set. fails:
    nor then."""

    def __init__(self, client: LanguageClient, root: Path) -> None:
        self.client, self.root = client, root
        self.messages: list[str] = []
        self.statuses: list[dict[str, Any]] = []
        self.progress: list[Any] = []
        self.settings: dict[str, Any] = {}
        self.folder_settings: dict[str, dict[str, Any]] = {}
        self.pid = 0
        self.refreshed = 0
        self.applied: list[types.ApplyWorkspaceEditParams] = []
        self.applies = True
        self.tells: asyncio.Event | None = None
        self.fails = False
        self._version = 1

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def open(self, name: str, text: str, language: str = "python") -> str:
        uri = self.uri(name)
        item = types.TextDocumentItem(uri, language, self._version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri: str, *changes: tuple[int, int, int, int, str]) -> None:
        """Each change: start line, start character, end line, end character, text."""
        self._version += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self._version, uri),
                [
                    types.TextDocumentContentChangePartial(
                        types.Range(types.Position(a, b), types.Position(c, d)), text
                    )
                    for a, b, c, d, text in changes
                ],
            )
        )

    async def ghost(
        self, uri: str, line: int, character: int, *, invoked: bool = False
    ) -> types.InlineCompletionItem | None:
        result = await asyncio.wait_for(
            self.client.text_document_inline_completion_async(self.ask(uri, line, character, invoked=invoked)), 10
        )
        items = result.items if isinstance(result, types.InlineCompletionList) else result or []
        return items[0] if items else None

    def ask(self, uri: str, line: int, character: int, *, invoked: bool = False) -> types.InlineCompletionParams:
        kind = types.InlineCompletionTriggerKind.Invoked if invoked else types.InlineCompletionTriggerKind.Automatic
        return types.InlineCompletionParams(
            types.InlineCompletionContext(kind), types.TextDocumentIdentifier(uri), types.Position(line, character)
        )

    async def command(self, name: str, *arguments: Any) -> Any:
        params = types.ExecuteCommandParams(f"understudy.{name}", list(arguments))
        return await asyncio.wait_for(self.client.workspace_execute_command_async(params), 30)

    async def lenses(self, uri: str) -> list[types.CodeLens]:
        params = types.CodeLensParams(types.TextDocumentIdentifier(uri))
        return list(await asyncio.wait_for(self.client.text_document_code_lens_async(params), 30) or [])

    async def until(self, state: str) -> dict[str, Any]:
        for _ in range(200):
            found: dict[str, Any] = await self.command("status")
            if found["state"] == state:
                return found
            await asyncio.sleep(0.05)
        raise AssertionError(f"never {state}: {found}, {self.messages}")

    async def reported(self, token: str | int, part: str) -> None:
        """Return when the progress of a token has said `part`."""
        for _ in range(400):
            values = [each.value for each in self.progress if each.token == token]
            if any(part in str(value.get("message") or "") for value in values):
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"never reported {part!r}: {values}")

    async def said(self, part: str) -> str:
        for _ in range(200):
            found = next((message for message in self.messages if part in message), None)
            if found:
                return found
            await asyncio.sleep(0.05)
        raise AssertionError(f"never said {part!r}: {self.messages}")

    def engine(self) -> psutil.Process:
        """The engine's process."""
        children = psutil.Process(self.pid).children(recursive=True)
        return next(child for child in children if "understudy.engine.worker" in " ".join(child.cmdline()))


Opened = Callable[..., AbstractAsyncContextManager[Editor]]


@pytest.fixture
def opened(tmp_path: Path, model: Path) -> Opened:
    """`async with opened(settings={...}, inline=False, ...) as editor`."""

    @asynccontextmanager
    async def start(
        settings: dict[str, Any] | None = None,
        *,
        inline: bool = True,
        options: dict[str, Any] | None = None,
        home: Path | None = None,
        encodings: list[types.PositionEncodingKind | str] | None = None,
        first_time: bool = False,
        edits: types.WorkspaceEditClientCapabilities | None = None,
        shows_progress: bool = False,
        settings_later: bool = False,
        settings_fail: bool = False,
        literals: bool = True,
    ) -> AsyncIterator[Editor]:
        root = tmp_path / "workspace"
        root.mkdir(exist_ok=True)
        client = LanguageClient("test", "1")
        editor = Editor(client, root)
        editor.settings = {"model": str(model)} | (settings or {})
        editor.tells, editor.fails = asyncio.Event() if settings_later else None, settings_fail
        # not shared: `Editor.engine` is below its server, and no keeper outlives a test
        alone = {"threads": 1, "contextTokens": 1024, "shared": False}
        editor.settings["engine"] = alone | editor.settings.get("engine", {})
        # long, so that a busy machine does not turn whole answers into first parts of them
        editor.settings["completion"] = {"firstAnswerMs": 2000} | editor.settings.get("completion", {})

        @client.feature(types.WORKSPACE_CONFIGURATION)
        async def configuration(params: types.ConfigurationParams) -> list[Any]:
            if editor.tells is not None:
                await editor.tells.wait()
            if editor.fails:
                raise RuntimeError("no settings today")
            return [editor.settings | editor.folder_settings.get(item.scope_uri or "", {}) for item in params.items]

        @client.feature(types.WINDOW_SHOW_MESSAGE)
        def show(params: types.ShowMessageParams) -> None:
            editor.messages.append(params.message)

        @client.feature("understudy/status")
        def status(params: Any) -> None:
            editor.statuses.append(params._asdict() if hasattr(params, "_asdict") else dict(params or {}))

        @client.feature(types.PROGRESS)
        def progress(params: types.ProgressParams) -> None:
            editor.progress.append(params)

        @client.feature(types.WORKSPACE_CODE_LENS_REFRESH)
        def refresh(params: Any) -> None:
            editor.refreshed += 1

        @client.feature(types.WORKSPACE_APPLY_EDIT)
        def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
            editor.applied.append(params)
            return types.ApplyWorkspaceEditResult(editor.applies, None if editor.applies else "it is locked")

        @client.feature(types.WINDOW_WORK_DONE_PROGRESS_CREATE)
        def create(params: types.WorkDoneProgressCreateParams) -> None:
            """Agreed to."""

        home = home or tmp_path / "home"
        if not first_time and not (home / "introduced").exists():  # what is said once on a machine was said
            home.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(OSError):  # some tests fill the disk
                (home / "introduced").write_text("sandbox-L1 sandbox-L2 sandbox-L3\n")
        environment = os.environ | {"UNDERSTUDY_HOME": str(home)}
        paths = [str(REPOSITORY / "server")]
        await client.start_io(sys.executable, "-I", "-c", SERVE, *paths, env=environment)
        assert client._server is not None
        editor.pid = client._server.pid
        document = types.TextDocumentClientCapabilities(
            inline_completion=types.InlineCompletionClientCapabilities() if inline else None,
            code_action=_code_actions() if literals else None,
        )
        await asyncio.wait_for(
            client.initialize_async(
                types.InitializeParams(
                    capabilities=types.ClientCapabilities(
                        text_document=document,
                        workspace=types.WorkspaceClientCapabilities(
                            configuration=True,
                            code_lens=types.CodeLensWorkspaceClientCapabilities(refresh_support=True),
                            apply_edit=edits is not None,
                            workspace_edit=edits,
                        ),
                        window=types.WindowClientCapabilities(work_done_progress=shows_progress),
                        general=types.GeneralClientCapabilities(position_encodings=encodings),
                    ),
                    root_uri=root.as_uri(),
                    workspace_folders=[types.WorkspaceFolder(root.as_uri(), "workspace")],
                    initialization_options=options,
                )
            ),
            10,
        )
        client.initialized(types.InitializedParams())
        try:
            yield editor
        finally:
            if editor.tells is not None:
                editor.tells.set()
            await asyncio.wait_for(client.shutdown_async(None), 15)
            client.exit(None)
            await client.stop()

    return start


def _code_actions() -> types.CodeActionClientCapabilities:
    """Of a client that takes more than commands."""
    kinds = types.ClientCodeActionKindOptions([types.CodeActionKind.RefactorRewrite])
    return types.CodeActionClientCapabilities(code_action_literal_support=types.ClientCodeActionLiteralOptions(kinds))
