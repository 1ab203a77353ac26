"""Silence on request, and being readable in every theme, in a real VS Code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.stage import Editor

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.mark.parametrize("story", ["snoozed", "languages", "themes"])
def test_manners(story: str, editor: Editor, workspace: Path) -> None:
    editor.tell(story, workspace)
