"""The workspace's sources as the editor has them: texts and syntax trees, read once, under the ignore rules."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

from understudy.context.ignore import IgnoreRules
from understudy.syntax import parsed

MOST_BYTES = 1 << 20  # a larger source is generated, or data


class Sources:
    """texts: of open files, saved or not. rules: what may be read at all (None: the workspace's own ignore files)."""

    def __init__(
        self, workspace: Path, texts: Mapping[Path, str] | None = None, rules: IgnoreRules | None = None
    ) -> None:
        self.workspace = workspace
        self._rules = rules or IgnoreRules((workspace,))
        self._texts: dict[Path, str | None] = dict(texts or {})
        self._trees: dict[Path, ast.Module | None] = {}

    def exists(self, file: Path) -> bool:
        return self._texts.get(file) is not None or file.is_file()

    def text(self, file: Path) -> str | None:
        """A source file's text with its line ends as they are; None if it may not or cannot be read."""
        if file not in self._texts:
            self._texts[file] = self._read(file)
        return self._texts[file]

    def tree(self, file: Path) -> ast.Module | None:
        """Its syntax tree; None if there is none."""
        if file not in self._trees:
            text = self.text(file)
            self._trees[file] = None if text is None else parsed(text)
        return self._trees[file]

    def _read(self, file: Path) -> str | None:
        try:
            if file.suffix != ".py" or file.stat().st_size > MOST_BYTES or not self._rules.decide(file).allowed:
                return None
            return file.read_bytes().decode("utf-8-sig")
        except (OSError, ValueError):
            return None
