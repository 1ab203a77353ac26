"""Which requests interrupt the running decode, seen from the reader thread."""

from __future__ import annotations

import os
import threading
from types import SimpleNamespace
from typing import Any, cast

import pytest

from understudy.engine import worker
from understudy.engine.frames import pack
from understudy.engine.protocol import Alive, Cancel, Generate, Request, SetThreads, Shutdown
from understudy.engine.worker import Inbox, Outbox


@pytest.mark.parametrize(
    ("request_", "interruptible", "aborts"),
    [
        (Generate(1, ["x"]), True, True),
        (Generate(1, ["x"]), False, False),
        (Generate(1, ["x"], priority="batch"), True, False),
        (Cancel(7), True, True),
        (Cancel(8), True, False),
        (Cancel(7), False, False),
        (SetThreads(1), True, False),
        (Shutdown(), False, True),
    ],
)
def test_only_what_is_more_urgent_interrupts(request_: Request, interruptible: bool, aborts: bool) -> None:
    source, target = os.pipe()
    aborted = threading.Event()
    inbox = Inbox(source)
    inbox.serve(
        cast(Any, SimpleNamespace(abort=aborted.set)),
        cast(Any, SimpleNamespace(interruptible=interruptible, prompt_of=7)),
    )
    inbox.start()
    os.write(target, pack(request_) + pack(SetThreads(9)))
    taken: list[Request] = []
    while len(taken) < 2:
        taken += [request for request, _ in inbox.take(None)]
    assert taken == [request_, SetThreads(9)]
    assert aborted.is_set() is aborts
    # `target` stays open: its end would make the reader end this process


def test_answers_are_written_once_for_each_step() -> None:
    source, target = os.pipe()
    outbox = Outbox(target)
    outbox.put(cast(Any, Cancel(1)))
    outbox.put(cast(Any, Cancel(2)))
    outbox.flush()
    outbox.flush()
    assert os.read(source, 1000) == pack(Cancel(1)) + pack(Cancel(2))


def test_a_busy_worker_with_nothing_to_say_tells_that_it_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = os.pipe()
    os.set_blocking(source, False)
    outbox = Outbox(target)
    outbox.flush(busy=True)
    with pytest.raises(BlockingIOError):
        os.read(source, 1000)
    monkeypatch.setattr(worker, "ALIVE_S", 0.0)
    outbox.flush(busy=True)
    assert os.read(source, 1000) == pack(Alive())
    outbox.flush(busy=False)
    with pytest.raises(BlockingIOError):
        os.read(source, 1000)


class Moods:
    """A scheduler that has so many steps of each kind to do."""

    def __init__(self, steps: int, idle: int, saves: bool) -> None:
        self.left = {"step": steps, "idle": idle, "save": 2 if saves else 0}
        self.saves = saves
        self.did: list[str] = []

    @property
    def busy(self) -> bool:
        return self.left["step"] > 0

    def _do(self, kind: str) -> bool:
        self.did.append(kind)
        self.left[kind] -= 1
        return self.left[kind] > 0

    def step(self) -> bool:
        return self._do("step")

    def idle_step(self) -> bool:
        return self.left["idle"] > 0 and (self._do("idle") or True)

    def save_step(self) -> bool:
        return self._do("save")


@pytest.mark.parametrize(
    ("saves", "waits"),
    [
        (False, [0.0, worker.IDLE_S, 0.0, 0.0, None]),
        (True, [0.0, worker.IDLE_S, 0.0, 0.0, worker.SAVE_AFTER_S, 0.0, None]),
    ],
)
def test_requests_go_first_then_the_next_keystroke_then_the_next_session(
    saves: bool, waits: list[float | None]
) -> None:
    scheduler = Moods(2, 2, saves)
    pace = worker.Pace(cast(Any, scheduler))
    found = []
    for _ in waits:
        pace.advance()
        found.append(pace.wait_s)
    assert found == waits
    assert scheduler.did == ["step"] * 2 + ["idle"] * 2 + ["save"] * (2 if saves else 0)
    scheduler.left["step"] = 1
    pace.advance()
    assert pace.wait_s == worker.IDLE_S
