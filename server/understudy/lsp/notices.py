"""Messages to the user: each one once, so that a lasting problem is not said at every keystroke."""

from __future__ import annotations

import logging

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from understudy.errors import UnderstudyError
from understudy.paths import data_dir

log = logging.getLogger(__name__)


class Notices:
    """Shows and logs messages. `again` allows a kind of message to be said once more after it was solved."""

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._said: dict[str, str] = {}

    def once(self, kind: str, message: str, severity: types.MessageType = types.MessageType.Warning) -> None:
        """Show `message` unless the last one of this kind was the same."""
        if self._said.get(kind) == message:
            return
        self._said[kind] = message
        log.warning("%s", message)
        self._server.window_show_message(types.ShowMessageParams(severity, f"Understudy: {message}"))

    def first_time(self, kind: str, message: str, severity: types.MessageType) -> None:
        """Show `message` once on this machine: the user's data directory remembers the kind."""
        seen = data_dir() / "introduced"
        try:
            if kind in seen.read_text("utf-8").split():
                return
        except OSError:
            pass
        self.once(kind, message, severity)
        try:
            with seen.open("a", encoding="utf-8") as file:
                file.write(f"{kind}\n")
        except OSError as error:  # it will be said again
            log.info("%s could not be written: %s", seen, error)

    def error(self, kind: str, error: UnderstudyError) -> None:
        self.once(kind, str(error), types.MessageType.Error)

    def again(self, kind: str) -> None:
        self._said.pop(kind, None)
