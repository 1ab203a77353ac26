"""Ghost text in a real VS Code (code-server in headless Chromium) with the packed extension and the real server.

pytest -m e2e tests/e2e                     # needs npm, chromium, a C++ compiler; the first run installs 600 MB
UNDERSTUDY_SHOTS=1 pytest -m e2e tests/e2e  # also writes the pictures of docs/images
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.e2e.stage import Editor

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

finds_processes = pytest.mark.skipif(sys.platform != "linux", reason="finds our processes in /proc")


def test_ghost_text_appears_and_tab_accepts_it(editor: Editor, workspace: Path) -> None:
    editor.tell("ghostText", workspace)


@pytest.mark.parametrize("story", ["wordAccept", "typeThrough", "dismissed"])
def test_a_suggestion_is_taken_in_part_or_turned_down(story: str, editor: Editor, workspace: Path) -> None:
    editor.tell(story, workspace)


@finds_processes
def test_completions_go_on_after_the_engine_is_killed(editor: Editor, workspace: Path) -> None:
    editor.tell("engineKilled", workspace)


@finds_processes
def test_completions_go_on_after_the_server_is_killed(editor: Editor, workspace: Path) -> None:
    editor.tell("serverKilled", workspace)


@finds_processes
def test_two_windows_share_an_engine_and_outlive_it(editor: Editor, workspace: Path) -> None:
    editor.tell("windows", workspace)
