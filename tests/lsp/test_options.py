"""Settings and what holds just now, as the completer hears of them."""

from __future__ import annotations

import asyncio

import pytest
from pygls.lsp.server import LanguageServer

from understudy.lsp.power import Power
from understudy.lsp.session import Session
from understudy.settings import OnBattery, parse


def test_settings_reach_the_completer_in_its_units() -> None:
    session = Session(LanguageServer("test", "1"))
    wanted = {"firstAnswerMs": 100, "debounceMs": 50, "maxTokens": 9, "alternatives": 2}
    switches = {"speculateNext": False, "hideUnsure": False, "crossFile": False}
    session.settings = parse({"completion": wanted | switches})
    found = session.options()
    assert (found.first_answer_s, found.debounce_s, found.max_tokens, found.alternatives) == (0.1, 0.05, 9, 2)
    assert not (found.speculate_next or found.hide_unsure or found.cross_file)
    assert not (found.gentle or found.paused or found.quiet)


@pytest.mark.parametrize(
    ("policy", "expected"), [("normal", (False, False)), ("gentle", (True, False)), ("pause", (False, True))]
)
async def test_battery_makes_it_gentle_or_pauses_it(policy: OnBattery, expected: tuple[bool, bool]) -> None:
    session = Session(LanguageServer("test", "1"))
    session.host.power = Power(read=lambda: True)
    session.host.power.want(policy)
    for _ in range(100):
        await asyncio.sleep(0.01)
        if session.host.power.state == policy:
            break
    found = session.options()
    session.host.power.stop()
    assert (found.gentle, found.paused) == expected


def test_nothing_is_written_ahead_while_somebody_waits_for_a_command() -> None:
    session = Session(LanguageServer("test", "1"))
    with session.activities.during("generating"):
        assert session.options().quiet
    assert not session.options().quiet
