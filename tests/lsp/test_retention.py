"""The setting `learn.retentionDays` reaches the log, also when it comes after the log was opened."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from understudy.learn.events import Event, Shown
from understudy.learn.store import Log
from understudy.lsp.learning import Learning

DAY_S = 86_400.0


def everything(log: Log) -> list[Event]:
    return list(log.events())


async def test_a_shorter_retention_drops_what_is_older_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path))
    with Log.open() as log:
        for days in (0, 5):
            log.shown(Shown(f"{days}", "/a.py", "python", ["x"], "y", -1.0, "sha", at=time.time() - days * DAY_S))
    notices: Any = None  # nothing goes wrong here
    learning = Learning(notices)
    learning.start()
    assert len(await learning.read(everything)) == 2
    learning.keep(2)
    assert [event.id for event in await learning.read(everything)] == ["0"]
    learning.close()
