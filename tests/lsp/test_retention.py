"""The setting `learn.retentionDays` reaches the log, also when it comes after the log was opened."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from understudy.learn.events import Event, Shown
from understudy.learn.store import Log
from understudy.lsp.learning import Learning
from understudy.lsp.settings import read

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


async def test_nothing_is_deleted_before_the_client_said_how_long_to_keep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path))
    with Log.open() as log:
        log.shown(Shown("old", "/a.py", "python", ["x"], "y", -1.0, "sha", at=time.time() - 400 * DAY_S))
    notices: Any = None
    learning = Learning(notices)
    learning.start()
    assert [event.id for event in await learning.read(everything)] == ["old"]
    learning.keep(500)
    assert [event.id for event in await learning.read(everything)] == ["old"]
    learning.close()
    asked = Learning(notices)  # a window that was closed before it had answered
    asked.ask()
    asked.start()
    assert len(await asked.read(everything)) == 1
    asked.close()
    silent = Learning(notices)  # a client without settings gets the default, when it goes
    silent.start()
    assert [event.id for event in await silent.read(everything)] == ["old"]
    silent.close()
    with Log.open() as log:
        assert everything(log) == []


@pytest.mark.parametrize(
    ("sent", "enabled"),
    [
        ({"learn": {"retentionDays": "1"}}, True),
        ({"learn": {"retentionDays": 0, "enable": False}}, False),
        ({"learn": {"enable": "false"}}, False),
        ({"learn": 5}, False),
    ],
)
def test_a_wrong_value_neither_deletes_nor_remembers_what_the_user_did_not_want(sent: object, enabled: bool) -> None:
    settings, problems = read(sent)
    assert settings.learn.enable is enabled and len(problems) == 1 and "until it is corrected" in problems[0]
    assert settings.learn.retention_days == (180 if sent == {"learn": {"enable": "false"}} else 3650)
