"""The server's copies of the open documents, split into lines as the protocol says and not as `str.splitlines` does.

pygls 2.1.1 splits at form feeds, U+2028 and others, so one of them anywhere shifts every later position and an
incremental edit then corrupts the copy. All line and position arithmetic is in `context.text`.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

from lsprotocol import types
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument, Workspace

from understudy.context import text as lsp_text
from understudy.context.text import Encoding
from understudy.lsp.marks import Mark, edit_between


class Document(TextDocument):
    """One document. Its lines are kept split and only the touched ones are split again.

    marks: places that move with the edits (see `marks`).
    """

    def __init__(
        self, uri: str, source: str | None, version: int | None, language_id: str | None, encoding: Encoding
    ) -> None:
        super().__init__(uri, source, version, language_id)
        self.encoding: Encoding = encoding
        self.marks: list[Mark] = []
        self._lines = None if source is None else lsp_text.document_lines(source)

    @property
    def lines(self) -> list[str]:
        """The lines with their ends; not to be changed. A document that is not open is read from disk, each time."""
        return self._lines if self._lines is not None else lsp_text.document_lines(self._on_disk())

    @property
    def lossy(self) -> bool:
        """Not open, and no UTF-8 on disk: the text shown for it is not the file's."""
        if self._lines is not None:
            return False
        try:
            self._bytes().decode("utf-8")
        except UnicodeDecodeError:
            return True
        return False

    @property
    def source(self) -> str:
        return "".join(self.lines)

    def place(self, position: types.Position) -> tuple[int, int]:
        """(line, index into that line) of a client's position, moved inside the document if it is not."""
        lines = self.lines
        if position.line >= len(lines):
            return len(lines) - 1, len(lines[-1])
        line = max(0, position.line)
        return line, lsp_text.units_to_index(lines[line], position.character, self.encoding)

    def position(self, line: int, index: int) -> types.Position:
        """The client's position of a place."""
        lines = self.lines
        if line >= len(lines):
            line, index = len(lines) - 1, len(lines[-1])
        return types.Position(line, lsp_text.index_to_units(lines[line], index, self.encoding))

    def offset(self, line: int, index: int) -> int:
        """Characters before a place."""
        return sum(map(len, self.lines[:line])) + index

    def place_of(self, offset: int) -> tuple[int, int]:
        """The place `offset` characters into the document."""
        for number, line in enumerate(self.lines):
            if offset < len(line):
                return number, offset
            offset -= len(line)
        return len(self.lines) - 1, len(self.lines[-1])

    def apply_change(self, change: types.TextDocumentContentChangeEvent) -> None:
        lines = self.lines
        if not isinstance(change, types.TextDocumentContentChangePartial):
            if self.marks:
                start, end, text = edit_between("".join(lines), change.text)
                self._move_marks(start, end, len(text))
            self._lines = lsp_text.document_lines(change.text)
            return
        start_place, end_place = self.place(change.range.start), self.place(change.range.end)
        if self.marks:
            self._move_marks(self.offset(*start_place), self.offset(*end_place), len(change.text))
        self._lines = lsp_text.replace(lines, start_place, end_place, change.text)

    def _move_marks(self, start: int, end: int, length: int) -> None:
        for mark in self.marks:
            mark.move(start, end, length)

    def _on_disk(self) -> str:
        return self._bytes().decode("utf-8-sig", "replace")

    def _bytes(self) -> bytes:
        path = to_fs_path(self.uri)
        try:
            return Path(path).read_bytes() if path else b""
        except OSError:
            return b""


class DocumentWorkspace(Workspace):
    """pygls's workspace with our documents."""

    def _create_text_document(
        self,
        doc_uri: str,
        source: str | None = None,
        version: int | None = None,
        language_id: str | None = None,
    ) -> Document:
        encoding = getattr(self.position_encoding, "value", self.position_encoding) or "utf-16"
        return Document(doc_uri, source, version, language_id, cast(Encoding, encoding))


def path_of(uri: str) -> Path | None:
    """The file a document stands for; None if it is not on disk (untitled, a notebook cell, a git revision)."""
    if not uri.startswith("file:"):
        return None
    path = to_fs_path(uri)
    return Path(path) if path else None
