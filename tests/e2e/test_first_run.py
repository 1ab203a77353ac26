"""The first minutes, in a real VS Code that has nothing but the extension; and a model got from a hub."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.stage import Editor

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_a_newcomer_is_led_from_nothing_to_a_passing_function(newcomer: Editor, workspace: Path) -> None:
    newcomer.tell("firstRun", workspace, timeout_s=600)


def test_a_model_is_downloaded_when_asked_for_and_used(editor: Editor, workspace: Path) -> None:
    editor.tell("chooseModel", workspace)
