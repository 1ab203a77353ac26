"""What a client's requests go through: an engine shared with other windows, or a child of its own.

Its own where sharing is not wanted, or cannot be; that may turn out at any time, and costs what a crash does.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from understudy.engine.errors import EngineError, SharingError
from understudy.engine.launch import WorkerOptions, startable
from understudy.engine.protocol import Request
from understudy.engine.shared.connection import Connection
from understudy.engine.shared.messages import Parting
from understudy.engine.supervisor import Owner, State, Supervisor


class Link:
    """owner: as of `Supervisor`. on_adapter: as of `Connection`; also called when an adapter that was deleted had to be
    given up in a restart. Without it the restart fails: nobody would hear of it.

    alone: why there is a child of its own although sharing was wanted.
    """

    def __init__(
        self, options: WorkerOptions, owner: Owner, *, shared: bool, on_adapter: Callable[[], None] | None
    ) -> None:
        self.alone: SharingError | None = None
        self._tell_lost, self._on_adapter = owner.lost, on_adapter
        self._owner = owner._replace(lost=self._lost)
        self._now: Supervisor | Connection
        if shared:
            heard = on_adapter or (lambda: None)
            self._now = Connection(options, self._owner, on_adapter=heard, on_alone=self._go_alone)
        else:
            self._now = Supervisor(options, self._owner)

    @property
    def options(self) -> WorkerOptions:
        """What is loaded and used, also after the next start."""
        return self._now.options

    def keep(self, **changes: object) -> None:
        """Start with these options, when it has to be started again."""
        self._now.options = msgspec.structs.replace(self._now.options, **changes)

    @property
    def state(self) -> State:
        return self._now.state

    @property
    def error(self) -> EngineError | None:
        """Why it cannot answer any more."""
        return self._now.error

    @property
    def pid(self) -> int | None:
        """Process id of the child, None while there is none."""
        return self._now.pid

    @property
    def keeper_pid(self) -> int | None:
        return self._now.keeper_pid if isinstance(self._now, Connection) else None

    @property
    def shared(self) -> bool:
        return isinstance(self._now, Connection)

    @property
    def adapter(self) -> Path | None:
        path = self._now.options.adapter
        return Path(path) if path is not None else None

    def start(self) -> None:
        self._now.start()

    async def ready(self) -> None:
        """Wait until the engine can answer; raises EngineError if it never will."""
        while True:
            waited_for = self._now
            await waited_for.ready()
            if waited_for is self._now:
                return

    def send(self, request: Request) -> None:
        """Queue a frame; without an engine it is dropped (`lost` tells of the end of each)."""
        self._now.send(request)

    async def close(self, parting: Parting) -> None:
        """End it, or only our use of it."""
        if isinstance(self._now, Connection):
            await self._now.close(parting)
        else:
            await self._now.close()

    def _lost(self, error: EngineError) -> None:
        options = startable(self._now.options)
        if self._on_adapter is not None and options is not self._now.options:
            self._now.options = options
            self._on_adapter()
        self._tell_lost(error)

    def _go_alone(self, reason: SharingError) -> None:
        self.alone = reason
        self._now = Supervisor(self._now.options, self._owner)
        self._now.start()
