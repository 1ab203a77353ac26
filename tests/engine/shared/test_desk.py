"""What the keeper makes of its guests' frames, on a supervisor without a worker: what is sent is noted."""

from __future__ import annotations

import msgspec
import pytest

from understudy.engine.errors import EngineCrashed
from understudy.engine.launch import WorkerOptions
from understudy.engine.protocol import (
    Cancel,
    Delta,
    Done,
    Failed,
    Generate,
    ModelInfo,
    Ready,
    Request,
    Response,
    SetAdapter,
    SetThreads,
)
from understudy.engine.shared.desk import BLAMED_AFTER, Desk, Guest
from understudy.engine.shared.messages import AdapterChanged, State, Welcome
from understudy.engine.supervisor import Supervisor

INFO = ModelInfo("m.gguf", "m", "llama", "", 1, 1, 1024, 300, {}, "psm")


class Room:
    """A desk, what it sends to the worker, and what each guest is told."""

    def __init__(self, sent: list[Request]) -> None:
        self.desk = Desk(WorkerOptions("m.gguf", 1024, 2), 60.0, lambda: None)
        self.sent = sent
        self.told: list[list[msgspec.Struct]] = []

    def guest(self, threads: int = 2) -> Guest:
        heard: list[msgspec.Struct] = []
        self.told.append(heard)
        guest = Guest(heard.append, threads)
        self.desk.join(guest)
        return guest

    def answer(self, *responses: Response) -> None:
        for response in responses:
            self.desk._receive(response)

    def asked(self, kind: type[Request]) -> list[Request]:
        return [request for request in self.sent if isinstance(request, kind)]


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    sent: list[Request] = []
    monkeypatch.setattr(Supervisor, "send", lambda self, request: sent.append(request))
    return Room(sent)


async def test_the_least_threads_of_all_guests_are_used(room: Room) -> None:
    one = room.guest(threads=4)
    two = room.guest(threads=2)
    room.desk.take(two, SetThreads(1))
    room.desk.take(one, SetThreads(3))
    room.desk.leave(two)
    room.desk.leave(one)
    assert [request.threads for request in room.asked(SetThreads)] == [4, 2, 1, 3]  # type: ignore[union-attr]


async def test_equal_ids_of_two_guests_are_told_apart(room: Room) -> None:
    one, two = room.guest(), room.guest()
    room.answer(Ready(INFO))
    for guest in (one, two):
        room.desk.take(guest, Generate(7, ["x"]))
    first, second = room.asked(Generate)
    assert isinstance(first, Generate) and isinstance(second, Generate) and first.id != second.id
    room.answer(Delta(second.id, 0, "b"), Delta(first.id, 0, "a"), Done(first.id), Failed(second.id, "no"))
    assert [type(message) for message in room.told[0]] == [Welcome, State, Delta, Done]
    assert room.told[0][2:] == [Delta(7, 0, "a"), Done(7)]
    assert room.told[1][2:] == [Delta(7, 0, "b"), Failed(7, "no")]
    assert not one.ours and not two.ours


async def test_what_a_guest_that_left_had_asked_for_is_cancelled_and_told_to_nobody(room: Room) -> None:
    one, two = room.guest(), room.guest()
    room.answer(Ready(INFO))
    room.desk.take(one, Generate(1, ["x"]))
    (request,) = room.asked(Generate)
    assert isinstance(request, Generate)
    room.desk.leave(one)
    assert room.asked(Cancel) == [Cancel(request.id)]
    before = len(room.told[0])
    room.answer(Delta(request.id, 0, "a"), Done(request.id))
    assert len(room.told[0]) == before and len(room.told[1]) == 2
    room.desk.leave(two)


async def test_what_comes_before_the_worker_is_ready_waits_unless_it_is_cancelled(room: Room) -> None:
    guest = room.guest()
    for number in (1, 2, 3):
        room.desk.take(guest, Generate(number, [str(number)]))
    room.desk.take(guest, Cancel(2))
    assert not room.asked(Generate)
    room.answer(Ready(INFO))
    assert [request.prompt for request in room.asked(Generate)] == [["1"], ["3"]]  # type: ignore[union-attr]


async def test_after_a_crash_nothing_is_owed_and_the_next_request_waits(room: Room) -> None:
    guest = room.guest()
    room.answer(Ready(INFO))
    room.desk.take(guest, Generate(1, ["x"]))
    room.desk._lost(EngineCrashed("It died.", "Try again."))
    assert room.told[0][-1] == State("restarting", message="It died.", next_step="Try again.")
    assert not guest.ours
    room.desk.take(guest, Generate(2, ["y"]))
    assert len(room.asked(Generate)) == 1
    room.answer(Ready(INFO))
    assert len(room.asked(Generate)) == 2


async def test_an_adapter_is_attached_once_and_the_others_are_told(room: Room) -> None:
    one, _ = room.guest(), room.guest()
    room.answer(Ready(INFO))
    room.desk.take(one, SetAdapter(1, "/a.gguf", 1.0))
    room.desk.take(one, SetAdapter(2, "/a.gguf", 1.0))  # the first may still fail
    first, second = room.asked(SetAdapter)
    assert isinstance(first, SetAdapter) and isinstance(second, SetAdapter)
    room.answer(Done(first.id), Failed(second.id, "no"))
    assert room.told[0][2:] == [Done(1), Failed(2, "no")]
    assert room.told[1][2:] == [AdapterChanged("/a.gguf", 1.0)]
    room.desk.take(one, SetAdapter(3, "/a.gguf", 1.0))
    assert len(room.asked(SetAdapter)) == 2 and room.told[0][-1] == Done(3)
    late = room.guest()
    welcome = room.told[2][0]
    assert isinstance(welcome, Welcome) and welcome.adapter == "/a.gguf"
    room.desk.leave(late)


async def test_a_swap_that_nobody_waits_for_any_more_is_dropped_or_told_to_all(room: Room) -> None:
    one, _ = room.guest(), room.guest()
    room.desk.take(one, SetAdapter(1, "/a.gguf", 1.0))
    room.desk.take(one, Cancel(1))  # its client heard that the worker had died
    room.answer(Ready(INFO))
    assert not room.asked(SetAdapter)
    room.desk.take(one, SetAdapter(2, "/a.gguf", 1.0))
    room.desk.take(one, Cancel(2))
    (change,) = room.asked(SetAdapter)
    assert isinstance(change, SetAdapter) and not one.ours
    room.answer(Done(change.id))
    assert [told[-1] for told in room.told] == [AdapterChanged("/a.gguf", 1.0)] * 2


def crash(room: Room) -> None:
    room.desk._lost(EngineCrashed("It crashed.", "Try again."))
    room.answer(Ready(INFO))


def failed(heard: list[msgspec.Struct]) -> bool:
    return any(isinstance(message, State) and message.state == "failed" for message in heard)


async def test_who_is_asked_for_in_every_crash_is_sent_away_and_the_others_go_on(room: Room) -> None:
    bad, good = room.guest(), room.guest()
    room.answer(Ready(INFO))
    for number in range(BLAMED_AFTER):
        assert not failed(room.told[0])
        room.desk.take(good, Generate(number, ["y"]))
        room.answer(Done(room.asked(Generate)[-1].id))  # type: ignore[union-attr]
        room.desk.take(bad, Generate(50 + number, ["x"]))
        room.desk.take(bad, Cancel(50 + number))
        room.answer(Done(room.asked(Generate)[-1].id))  # type: ignore[union-attr]
        room.desk.take(bad, Generate(number, ["x"]))
        if number < 2:
            room.desk.take(good, Generate(100 + number, ["y"]))
        crash(room)
    assert failed(room.told[0]) and not failed(room.told[1])
    sent = len(room.sent)
    room.desk.take(bad, Generate(9, ["x"]))
    assert len(room.sent) == sent
    room.desk.leave(bad)
    for number in range(BLAMED_AFTER):  # alone there is nobody to keep it from
        room.desk.take(good, Generate(200 + number, ["y"]))
        crash(room)
    assert not failed(room.told[1])


async def test_a_wanted_renewal_is_nobodys_fault(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Supervisor, "renew", lambda self: None)
    monkeypatch.setattr(Supervisor, "pid", 1)
    one, _ = room.guest(), room.guest()
    room.answer(Ready(INFO))
    for number in range(BLAMED_AFTER):
        room.desk.take(one, Generate(number, ["x"]))
        room.desk.renew()
        crash(room)
    assert not failed(room.told[0])
