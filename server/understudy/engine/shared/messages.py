"""The frames between a guest (a language server) and the keeper: the worker's own, and these around them.

A guest's request ids are its own; the keeper gives the worker others. Framing: `engine.frames`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from understudy.engine.protocol import (
    Alive,
    Cancel,
    Delta,
    Done,
    Failed,
    Finished,
    Generate,
    ModelInfo,
    SetAdapter,
    SetThreads,
)

PROTOCOL = 1  # part of the address (`address`): two that speak differently never meet, but for Retire


Parting = Literal["leave", "linger", "renew"]
"""How a guest goes. leave: the model is of no use to it any more. linger: it may be back in a moment. renew: leave, and
those who stay get a new worker."""


class Hello(msgspec.Struct, frozen=True, tag="hello"):
    """A guest's first frame. threads: what it would decode with; the least of all guests' is used."""

    protocol: int
    version: str
    threads: int


class Retire(msgspec.Struct, frozen=True, tag="retire"):
    """Instead of Hello, from the keeper of a newer version: serve those who are here, let nobody in, then end.
    Its shape must stay: it is what versions say to each other."""

    version: str


class Bye(msgspec.Struct, frozen=True, tag="bye"):
    """A guest's last frame: it has no use for the model any more; without guests the keeper ends at once. It closes the
    connection when that is done. renew: those who stay get a new worker."""

    renew: bool = False


class Welcome(msgspec.Struct, frozen=True, tag="welcome"):
    """The answer to Hello. pid: of the keeper. adapter, scale: what is attached now."""

    pid: int
    adapter: str | None
    scale: float


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """The other answer to Hello."""

    message: str
    next_step: str = ""


class State(msgspec.Struct, frozen=True, tag="state"):
    """What became of the worker. pid: its process id, while it is ready. model: what it has loaded then.

    restarting, failed: whatever was asked before will not be answered, and why (message, next_step).
    gave_up: it had worked before."""

    state: Literal["ready", "restarting", "failed"]
    pid: int | None = None
    model: ModelInfo | None = None
    message: str = ""
    next_step: str = ""
    gave_up: bool = False


class AdapterChanged(msgspec.Struct, frozen=True, tag="adapter_changed"):
    """Another guest had the adapter swapped: what is answered from here on is by this one."""

    path: str | None
    scale: float


FromGuest = Hello | Retire | Bye | Generate | Cancel | SetAdapter | SetThreads
FromKeeper = Welcome | Refused | State | AdapterChanged | Delta | Finished | Done | Failed | Alive
