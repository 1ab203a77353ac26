"""The one engine of this server: started late, put to sleep when nobody asks, replaced when the settings change.

A missing or broken model is a state, not a failure: the editor is told once, and everything else goes on.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Literal

from understudy.complete.types import Served
from understudy.engine.client import EngineClient, Parting
from understudy.engine.client import State as ClientState
from understudy.engine.remote.engine import RemoteEngine
from understudy.errors import UnderstudyError
from understudy.lsp import engine_start
from understudy.lsp.engine_start import Wanted
from understudy.lsp.idle import Idle
from understudy.lsp.notices import Notices
from understudy.lsp.power import Power
from understudy.models.adapters import AdapterRecord, AdapterRegistry
from understudy.settings import Settings

__all__ = ["EngineHost", "State", "Wanted"]

log = logging.getLogger(__name__)

State = Literal["off", "idle", "loading", "ready", "restarting", "error"]
LOAD_WAIT_S = 10.0  # how long one request waits for a model that is loading
GENTLE_THREADS = 1  # on battery: the least power for the same text


class EngineHost:
    """`serve` gives the engine as soon as there is one. on_change: after any change of state, adapter or power.

    on_adapter: to be set; called when another window has changed the adapter that this one's answers are by.
    adapter_error: why the last change of adapter failed; the one before stays in use."""

    def __init__(self, notices: Notices, on_change: Callable[[], None], power: Power | None = None) -> None:
        self.wanted = Wanted()
        self.client: EngineClient | RemoteEngine | None = None
        self.adapter: AdapterRecord | None = None
        self.error: UnderstudyError | None = None
        self.adapter_error: UnderstudyError | None = None
        self.power = power or Power()
        self.power.on_change = self._power_changed
        self._notices = notices
        self._on_change = on_change
        self.on_adapter: Callable[[], None] = lambda: None
        self._following: asyncio.Task[None] | None = None
        self._attaching = asyncio.Lock()
        self._idle = Idle(self._sleep)
        self._loading: asyncio.Task[None] | None = None
        self._unloading: asyncio.Task[None] | None = None
        self._over = False

    @property
    def state(self) -> State:
        """off: not asked for yet. idle: unloaded, because nobody asked for a while."""
        if self._loading is not None:
            return "loading"
        if self.error is not None:
            return "error"
        if self.client is None:
            return "idle" if self._unloading is not None else "off"
        known: dict[ClientState, State] = {"ready": "ready", "restarting": "restarting", "loading": "loading"}
        return known.get(self.client.state, "error")

    @property
    def served(self) -> Served | None:
        """The engine if it is ready or restarting by itself."""
        if self.client is None or self.state not in ("ready", "restarting"):
            return None
        if isinstance(self.client, RemoteEngine) and not self.client.kind:  # never reached so far
            return None
        return Served(self.client, self.adapter.sha256 if self.adapter else "")

    @property
    def problem(self) -> UnderstudyError | None:
        """Why there is no engine now, if something is wrong."""
        return self.error or (self.client.error if isinstance(self.client, RemoteEngine) else None)

    @property
    def remote(self) -> str:
        """The remote server's name, "" while the model is a local one."""
        return self.client.host if isinstance(self.client, RemoteEngine) else ""

    @property
    def place(self) -> Literal["", "remote", "shared", "own"]:
        """Where the model is: on a server, in memory once for all windows, or in a process of this window's."""
        if self.client is None:
            return ""
        return "remote" if isinstance(self.client, RemoteEngine) else "shared" if self.client.shared else "own"

    @property
    def alone(self) -> str:
        """Why this window has an engine of its own although sharing is wanted, "" if it has not."""
        return str(self.client.alone or "") if isinstance(self.client, EngineClient) else ""

    async def serve(self) -> Served | None:
        """The engine to use now. Starts it if need be and waits a little for it; None = not now."""
        if self.client is None and self.error is None:
            self.start()
        self._idle.touch()
        if self._loading is not None:
            await asyncio.wait({self._loading}, timeout=LOAD_WAIT_S)
        return self.served

    async def required(self) -> Served:
        """The engine, for somebody who waits for an answer. Raises UnderstudyError with the reason if there is none."""
        served = await self.serve()
        if served is not None:
            return served
        raise self.problem or UnderstudyError("The model is still loading.", "Try again in a moment.")

    @contextlib.asynccontextmanager
    async def held(self) -> AsyncIterator[Served]:
        """`required`, and it is not unloaded inside."""
        with self._idle.held():
            try:
                yield await self.required()
            finally:
                self._use_threads()  # whoever had it may have changed them

    def start(self) -> None:
        """Begin to load, unless that is under way or was stopped for good."""
        if self._loading is None and self.client is None and not self._over:
            self._loading = asyncio.create_task(self._load())
            self._on_change()

    async def configure(self, settings: Settings) -> None:
        """Use new settings; the engine is loaded anew only if it must be."""
        self._idle.seconds = 60.0 * settings.engine.idle_unload_minutes
        self._idle.touch()
        self.power.want(settings.on_battery)
        await self.want(Wanted.of(settings))

    async def want(self, wanted: Wanted) -> None:
        """Load something else, if it is something else."""
        if wanted != self.wanted:
            self.wanted = wanted
            if self.client is not None or self._loading is not None or self.error is not None:
                await self.restart()

    async def restart(self, parting: Parting = "leave") -> None:
        """End the engine and load it anew (also after an error). renew: other windows that share it get a new one."""
        await self._end(parting)
        self._notices.again("engine")
        self.start()

    async def stop(self) -> None:
        """End the engine for good; a shared one is left to other windows, and for a moment to one that comes back."""
        self._over = True
        self.power.stop()
        await self._end("linger")

    async def use_adapter(self, entry: AdapterRecord | None) -> None:
        """Swap the adapter in the running engine. Raises AdapterError or EngineError; the old one then stays."""
        served = await self.required()
        assert self.client is not None
        try:
            await self.client.set_adapter(AdapterRegistry().path(entry) if entry else None)
        except UnderstudyError as error:
            self.adapter_error = error
            self._on_change()
            raise
        self._attached(entry)
        log.info("adapter %s on %s", entry.id if entry else "off", served.engine.info.name)
        self._on_change()

    # --- loading and unloading ------------------------------------------------------------------------------------

    async def _load(self) -> None:
        wanted = self.wanted
        try:
            if self._unloading is not None:  # two models at once might not fit into the memory
                await asyncio.wait({self._unloading})
                self._unloading = None
            self.client = await engine_start.start(wanted, self._changed, self._adapter_changed)
            self.error = None
            self.adapter = None
            if isinstance(self.client, RemoteEngine):
                self._greet(self.client)
            else:
                await self._load_adapter(self.client)
                self._use_threads()
                if wanted.gpu_layers and not self.client.info.gpu_layers:
                    self._notices.once("gpu", engine_start.NO_GPU)
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
        """Attach what the registry names, if it is not attached already."""
        async with self._attaching:  # each reads the registry when the one before is done
            registry = await asyncio.to_thread(AdapterRegistry)
            entry = await asyncio.to_thread(registry.current, client.info.sha256)
            path = registry.path(entry) if entry is not None else None
            try:
                if path != client.adapter:
                    await client.set_adapter(path)
                if self.client is client:
                    self._attached(entry)
            except UnderstudyError as error:  # the base model alone is still worth having
                if self.client is client:  # else it was unloaded meanwhile, and that is no news
                    self.adapter_error = error
                    self._notices.error("adapter", error)

    def _attached(self, entry: AdapterRecord | None) -> None:
        self.adapter, self.adapter_error = entry, None
        self._notices.again("adapter")

    def _greet(self, engine: RemoteEngine) -> None:
        if engine.warning:
            self._notices.once("remote", engine.warning)
        if engine.error is not None:  # it is not there yet, and asked again by itself
            self._notices.error("engine", engine.error)

    def _sleep(self) -> None:
        """Give the memory back."""
        if isinstance(self.client, EngineClient) and self._loading is None:
            log.info("nobody asked for %.0f s: the model is unloaded", self._idle.seconds)
            client, self.client = self.client, None
            self._unloading = asyncio.create_task(client.close())
            self._on_change()

    async def _end(self, parting: Parting = "leave") -> None:
        self._idle.stop()
        if self._following is not None:
            self._following.cancel()
        if (loading := self._loading) is not None:
            loading.cancel()
            await asyncio.wait({loading})
            if self._loading is loading:
                self._loading = None
        client, self.client, self.error, self.adapter_error = self.client, None, None, None
        if client is not None:
            closing = client.close(parting) if isinstance(client, EngineClient) else client.close()
            self._unloading = asyncio.create_task(closing)
        if self._unloading is not None:
            await asyncio.wait(
                {self._unloading}
            )  # who waits may be cancelled: it is closed, and only then another loaded
            self._unloading = None

    # --- what changes by itself -----------------------------------------------------------------------------------

    def _changed(self, state: ClientState) -> None:
        if state == "failed" and self.client is not None:
            keeps = UnderstudyError(
                "The engine keeps stopping.", "Restart Understudy; if it happens again, run `understudy doctor`."
            )
            self.error = self.client.error or keeps
            self._notices.error("engine", self.error)
        elif state == "ready":
            self._notices.again("engine")
        self._on_change()

    def _adapter_changed(self) -> None:
        """In another window; what it chose stands in the registry."""
        self.on_adapter()
        client = self.client
        if isinstance(client, EngineClient):
            if self._following is not None:
                self._following.cancel()  # the newest reads the registry last
            self._following = asyncio.create_task(self._follow(client))

    async def _follow(self, client: EngineClient) -> None:
        with contextlib.suppress(OSError, UnderstudyError):
            await self._load_adapter(client)
        self._on_change()

    def _power_changed(self) -> None:
        self._use_threads()
        self._on_change()

    def _use_threads(self) -> None:
        if self.client is not None and self.client.state != "closed":
            self.client.set_threads(GENTLE_THREADS if self.power.state == "gentle" else self.wanted.threads)


def _os_error(error: OSError, model: str) -> UnderstudyError:
    where = Path(model).name if model else "the bundled model"
    return UnderstudyError(f"{where} could not be loaded: {error}.", "Check the disk and restart the engine.")
