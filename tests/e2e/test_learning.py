"""Training on what was kept, in a real VS Code, with the real trainer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e import preferences
from tests.e2e.stage import Editor
from understudy.lsp import trainer_process

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.mark.skipif(bool(trainer_process.absent()), reason="needs the trainer's packages")
def test_training_shows_what_it_uses_and_is_taken_back_in_one_step(editor: Editor, workspace: Path) -> None:
    pairs = preferences.fill(editor.home)
    editor.tell("fineTuneAndBack", workspace, timeout_s=900, learning={"pairs": pairs})
