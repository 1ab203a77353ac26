"""The one engine of this server: started late, replaced when the settings change, asked for its state by everyone.

A missing or broken model is a state, not a failure: the editor is told once, and everything else goes on.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from understudy.complete.types import Served
from understudy.engine.client import EngineClient
from understudy.engine.client import State as ClientState
from understudy.errors import UnderstudyError
from understudy.lsp.notices import Notices
from understudy.models import bundled
from understudy.models.adapters import AdapterRecord, AdapterRegistry
from understudy.settings import EngineSettings

log = logging.getLogger(__name__)

State = Literal["off", "loading", "ready", "restarting", "error"]
LOAD_WAIT_S = 10.0  # how long one request waits for a model that is loading


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to load. model: "" = bundled, a catalogue name, or a path."""

    model: str = ""
    threads: int = EngineSettings().threads
    context_tokens: int = EngineSettings().context_tokens


class EngineHost:
    """`serve` gives the engine as soon as there is one. on_change: after any change of state or adapter."""

    def __init__(self, notices: Notices, on_change: Callable[[], None]) -> None:
        self.wanted = Wanted()
        self.client: EngineClient | None = None
        self.adapter: AdapterRecord | None = None
        self.error: UnderstudyError | None = None
        self._notices = notices
        self._on_change = on_change
        self._loading: asyncio.Task[None] | None = None

    @property
    def state(self) -> State:
        if self._loading is not None:
            return "loading"
        if self.error is not None:
            return "error"
        if self.client is None:
            return "off"
        known: dict[ClientState, State] = {"ready": "ready", "restarting": "restarting", "loading": "loading"}
        return known.get(self.client.state, "error")

    @property
    def served(self) -> Served | None:
        """The engine if it is ready or restarting by itself."""
        if self.client is None or self.state not in ("ready", "restarting"):
            return None
        return Served(self.client, self.adapter.sha256 if self.adapter else "")

    async def serve(self) -> Served | None:
        """The engine to use now. Starts it if need be and waits a little for it; None = not now."""
        if self.client is None and self.error is None:
            self.start()
        if self._loading is not None:
            await asyncio.wait({self._loading}, timeout=LOAD_WAIT_S)
        return self.served

    async def required(self) -> Served:
        """The engine, for somebody who waits for an answer. Raises UnderstudyError with the reason if there is none."""
        served = await self.serve()
        if served is not None:
            return served
        raise self.error or UnderstudyError("The model is still loading.", "Try again in a moment.")

    def start(self) -> None:
        """Begin to load, unless that is under way."""
        if self._loading is None and self.client is None:
            self._loading = asyncio.create_task(self._load())
            self._on_change()

    async def want(self, wanted: Wanted) -> None:
        """Load something else, if it is something else."""
        if wanted != self.wanted:
            self.wanted = wanted
            if self.client is not None or self._loading is not None or self.error is not None:
                await self.restart()

    async def restart(self) -> None:
        """End the engine and load it anew (also after an error)."""
        await self.stop()
        self.error = None
        self._notices.again("engine")
        self.start()

    async def stop(self) -> None:
        """End the engine; nothing is left running."""
        if self._loading is not None:
            self._loading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._loading
            self._loading = None
        client, self.client = self.client, None
        if client is not None:
            await client.close()

    async def use_adapter(self, entry: AdapterRecord | None) -> None:
        """Swap the adapter in the running engine. Raises EngineError; the old one then stays."""
        served = await self.required()
        assert self.client is not None
        await self.client.set_adapter(AdapterRegistry().path(entry) if entry else None)
        self.adapter = entry
        log.info("adapter %s on %s", entry.id if entry else "off", served.engine.info.name)
        self._on_change()

    async def _load(self) -> None:
        wanted = self.wanted
        try:
            path = await asyncio.to_thread(bundled.resolve, wanted.model)
            self.client = await EngineClient.start(
                path, threads=wanted.threads, context_tokens=wanted.context_tokens, on_state=self._changed
            )
            self.error = None
            await self._load_adapter(self.client)
        except (UnderstudyError, OSError) as error:
            known = error if isinstance(error, UnderstudyError) else _os_error(error, wanted.model)
            self.error = known
            self._notices.error("engine", known)
        except Exception as bug:  # ours: said once, instead of loading again at every keystroke
            log.exception("the engine could not be started")
            self.error = UnderstudyError(f"The engine could not be started ({bug!r}).", "Run `understudy doctor`.")
            self._notices.error("engine", self.error)
        finally:
            self._loading = None
            self._on_change()

    async def _load_adapter(self, client: EngineClient) -> None:
        self.adapter = None
        registry = await asyncio.to_thread(AdapterRegistry)
        entry = await asyncio.to_thread(registry.current, client.info.sha256)
        if entry is None:
            return
        try:
            await client.set_adapter(registry.path(entry))
            self.adapter = entry
        except UnderstudyError as error:  # the base model alone is still worth having
            self._notices.error("adapter", error)

    def _changed(self, state: ClientState) -> None:
        if state == "failed" and self.client is not None:
            self.error = UnderstudyError("The engine keeps stopping.", "Run `Understudy: Restart Engine`.")
            self._notices.error("engine", self.error)
        self._on_change()


def _os_error(error: OSError, model: str) -> UnderstudyError:
    where = Path(model).name if model else "the bundled model"
    return UnderstudyError(f"{where} could not be loaded: {error}.", "Check the disk and restart the engine.")
