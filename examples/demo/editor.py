"""A very small editor: one LSP client over stdio, as VS Code or Neovim would be, without a screen."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

OnProgress = Callable[[str], None]


class Editor:
    """Open files, type, ask for ghost text, run commands. Texts live here; nothing is written to disk."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.texts: dict[Path, str] = {}
        self._versions: dict[Path, int] = {}
        self._client = LanguageClient("understudy-demo", "1")
        self._on_progress: OnProgress = lambda message: None

        @self._client.feature(types.PROGRESS)
        def progress(params: types.ProgressParams) -> None:
            value: Any = params.value
            message = value.get("message") if isinstance(value, dict) else getattr(value, "message", None)
            if message:
                self._on_progress(message)

        @self._client.feature(types.WINDOW_SHOW_MESSAGE)
        def show(params: types.ShowMessageParams) -> None:
            print(f"  [server] {params.message}")

        for silent in ("understudy/status", "understudy/training", types.WINDOW_LOG_MESSAGE):
            self._client.feature(silent)(lambda *_: None)

        @self._client.feature(types.WORKSPACE_CONFIGURATION)
        def configuration(params: types.ConfigurationParams) -> list[object]:
            # whole answers, also on a busy machine: the demo compares them
            return [{"completion": {"firstAnswerMs": 5000, "alternatives": 1}} for _ in params.items]

        @self._client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(params: types.RegistrationParams) -> None:
            return None

    async def start(self) -> None:
        await self._client.start_io(sys.executable, "-I", "-m", "understudy.cli.main", "serve")
        await self._client.initialize_async(
            types.InitializeParams(
                capabilities=types.ClientCapabilities(
                    text_document=types.TextDocumentClientCapabilities(
                        inline_completion=types.InlineCompletionClientCapabilities()
                    ),
                    workspace=types.WorkspaceClientCapabilities(configuration=True),
                ),
                workspace_folders=[types.WorkspaceFolder(self.workspace.as_uri(), self.workspace.name)],
                root_uri=self.workspace.as_uri(),
                initialization_options={"trusted": True},
            )
        )
        self._client.initialized(types.InitializedParams())

    async def stop(self) -> None:
        await self._client.shutdown_async(None)
        self._client.exit(None)
        await self._client.stop()

    def open(self, file: Path) -> None:
        self.texts[file] = file.read_text()
        self._versions[file] = 1
        item = types.TextDocumentItem(file.as_uri(), "python", 1, self.texts[file])
        self._client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def write(self, file: Path, text: str) -> None:
        """Replace the buffer of `file`."""
        self.texts[file] = text
        self._versions[file] += 1
        self._client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version=self._versions[file], uri=file.as_uri()),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    async def ghost(self, file: Path, line: int, character: int) -> str:
        """The ghost text at a position (0-based), "" if there is none."""
        found = await self._client.text_document_inline_completion_async(
            types.InlineCompletionParams(
                context=types.InlineCompletionContext(types.InlineCompletionTriggerKind.Invoked),
                text_document=types.TextDocumentIdentifier(file.as_uri()),
                position=types.Position(line, character),
            )
        )
        items = found.items if isinstance(found, types.InlineCompletionList) else found or []
        return str(items[0].insert_text) if items else ""

    async def command(self, name: str, argument: dict[str, Any], on_progress: OnProgress | None = None) -> Any:
        """Run a server command; its work-done progress goes to `on_progress`."""
        self._on_progress = on_progress or (lambda message: None)
        if on_progress:
            argument = {**argument, "workDoneToken": f"demo-{name}"}
        result = await self._client.workspace_execute_command_async(types.ExecuteCommandParams(name, [argument]))
        return _plain(result)


def _plain(value: Any) -> Any:
    """pygls hands JSON objects out as named tuples; make them dictionaries again."""
    if hasattr(value, "_asdict"):
        return {key: _plain(item) for key, item in value._asdict().items()}
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
