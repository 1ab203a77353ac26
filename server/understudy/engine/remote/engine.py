"""The remote twin of `engine.client.EngineClient`: the same calls, answered by somebody else's server.

A server that cannot be reached is asked again with back-off; requests made meanwhile fail at once with the reason.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncGenerator, Callable, Coroutine
from pathlib import Path
from typing import Literal

from understudy.engine.client import State
from understudy.engine.errors import AdapterError, EngineError, EngineUnavailable
from understudy.engine.protocol import Candidate, Delta, Done, Finished, ModelInfo, Sampling, Stop
from understudy.engine.remote import address
from understudy.engine.remote.dialect import Dialect
from understudy.engine.remote.errors import RemoteDownError, RemoteRefusedError
from understudy.engine.remote.exchange import Exchange
from understudy.engine.remote.probe import PROBE_S, probe
from understudy.engine.remote.prompt import take_apart
from understudy.engine.remote.transport import Transport
from understudy.prompts.types import Prompt

FIRST_DELAY_S, MAX_DELAY_S = 0.5, 15.0  # between attempts to reach a server again

Event = Delta | Finished | Done


class RemoteEngine:
    """Made by `start`. Belongs to the event loop it was started on. host: as shown. warning: to be said once, or ""."""

    pid: int | None = None  # of a child process; there is none

    def __init__(
        self, transport: Transport, model: str, context_tokens: int, on_state: Callable[[State], None] | None
    ) -> None:
        self.host, self.warning = transport.address.host, transport.address.warning
        self._transport = transport
        self._model, self._context_tokens = model, context_tokens
        self._on_state = on_state
        self._state: State = "loading"
        self._error: EngineError | None = None
        self._dialect: Dialect | None = None
        self._ids = itertools.count(1)
        self._recovery: asyncio.Task[None] | None = None
        self._running: set[asyncio.Task[None]] = set()

    @classmethod
    async def start(
        cls,
        url: str,
        model: str = "",
        key: str = "",
        *,
        context_tokens: int = 4096,
        patient: bool = False,
        on_state: Callable[[State], None] | None = None,
    ) -> RemoteEngine:
        """Ask the server what it is. model: its name there, "" = its only one. context_tokens: most to use of its own.

        Raises RemoteRefusedError if the user has to change something, and RemoteDownError if the server is not there;
        patient: then return in state "restarting", and go on asking.
        """
        transport = await Transport.open(address.parse(url), key)
        engine = cls(transport, model, context_tokens, on_state)
        try:
            await engine._look()
        except RemoteDownError as error:
            if not patient:
                await engine.close()
                raise
            engine._lost(error)
        except BaseException:
            await engine.close()
            raise
        return engine

    @property
    def info(self) -> ModelInfo:
        """What the server has loaded, as far as it tells. sha256 is of its address and the model's name."""
        if self._dialect is None:
            raise self._error or EngineUnavailable("The remote server has not answered yet.")
        return self._dialect.info

    @property
    def kind(self) -> str:
        """Which protocol is spoken: "llama-server", "openai", "" before the server answered."""
        return self._dialect.kind if self._dialect else ""

    @property
    def state(self) -> State:
        return self._state

    @property
    def error(self) -> EngineError | None:
        """Why it cannot answer now."""
        return self._error

    async def stream(
        self,
        prompt: Prompt,
        *,
        n: int = 1,
        max_tokens: int = 64,
        sampling: Sampling = Sampling(),  # noqa: B008 (frozen)
        stop: Stop = Stop(),  # noqa: B008 (frozen)
        priority: Literal["interactive", "batch"] = "interactive",
        deadline_s: float | None = None,
        document: str = "",
        heal: str = "",
        deltas: bool = True,
        embed: bool = False,
    ) -> AsyncGenerator[Event]:
        """As EngineClient.stream; priority, document, deltas and embed mean nothing here, `heal` is prompt.

        Closing the generator closes the connection, which ends the server's work.
        """
        dialect = self._ready()
        parts = take_apart(prompt, heal)
        exchange = Exchange(self._transport, dialect, next(self._ids), parts, n, max_tokens, sampling, stop, deadline_s)
        told: asyncio.Queue[Event | EngineError] = asyncio.Queue()
        # in a task of its own: a library's timeouts may not be left open across the caller's pauses
        task = self._spawn(self._answer(exchange, told))
        try:
            while True:
                event = await told.get()
                if isinstance(event, EngineError):
                    raise event
                yield event
                if isinstance(event, Done):
                    return
        finally:
            task.cancel()
            await asyncio.wait({task})

    async def generate(
        self,
        prompt: Prompt,
        *,
        n: int = 1,
        max_tokens: int = 64,
        sampling: Sampling = Sampling(),  # noqa: B008 (frozen)
        stop: Stop = Stop(),  # noqa: B008 (frozen)
        priority: Literal["interactive", "batch"] = "batch",
        deadline_s: float | None = None,
        document: str = "",
        heal: str = "",
    ) -> list[Candidate]:
        """All n candidates, in the order of their index."""
        stream = self.stream(
            prompt, n=n, max_tokens=max_tokens, sampling=sampling, stop=stop, deadline_s=deadline_s, heal=heal
        )
        async with contextlib.aclosing(stream) as events:
            found = [event.candidate async for event in events if isinstance(event, Finished)]
        return sorted(found, key=lambda candidate: candidate.index)

    async def set_adapter(self, path: Path | None, scale: float = 1.0) -> None:
        """Raises AdapterError unless path is None: the weights are the server's."""
        if path is not None:
            raise AdapterError(
                "Adapters work with the local model only.", "Clear understudy.remote.url to use what was learnt."
            )

    def set_threads(self, threads: int) -> None:
        """Nothing: the threads are the server's."""

    async def close(self) -> None:
        """Requests in flight and later ones raise EngineUnavailable."""
        closed = EngineUnavailable("The engine is closed.")
        self._enter("closed", closed)
        tasks = {task for task in (self._recovery, *self._running) if task is not None}
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        await self._transport.close()

    # --- one request ----------------------------------------------------------------------------------------------

    async def _answer(self, exchange: Exchange, told: asyncio.Queue[Event | EngineError]) -> None:
        try:
            await exchange.run(told.put_nowait)
            if exchange.silent:  # not one event before the deadline: busy, or gone?
                self._spawn(self._check())
        except asyncio.CancelledError:
            if self._state == "closed":
                told.put_nowait(EngineUnavailable("The engine is closed."))
            raise
        except EngineError as error:
            if isinstance(error, EngineUnavailable):
                self._lost(error)
            told.put_nowait(error)
        except Exception as bug:  # of ours, or of a library's: the caller waits for an answer
            told.put_nowait(EngineError(f"The answer of {self.host} could not be used ({bug!r}).", "Please report it."))

    def _spawn(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """A task that ends with the engine at the latest."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    def _ready(self) -> Dialect:
        if self._state != "ready" or self._dialect is None:
            raise self._error or EngineUnavailable("The remote server has not answered yet.")
        return self._dialect

    # --- the server's health --------------------------------------------------------------------------------------

    async def _look(self) -> None:
        self._dialect = await probe(self._transport, self._model, self._context_tokens)
        self._enter("ready", None)

    def _lost(self, error: EngineUnavailable) -> None:
        """It does not answer as it should: go on asking what it is, until it does or says why not."""
        if self._state not in ("closed", "failed"):
            self._enter("restarting", error)
            if self._recovery is None or self._recovery.done():
                self._recovery = asyncio.create_task(self._recover(FIRST_DELAY_S))

    async def _check(self) -> None:
        """Is it there at all? Not `_look`, which asks for work that a busy server has no time for."""
        try:
            await self._transport.get("/v1/models", PROBE_S)
        except EngineUnavailable as error:
            self._lost(error)

    async def _recover(self, delay_s: float) -> None:
        while True:
            await asyncio.sleep(delay_s)
            try:
                await self._look()
                return
            except RemoteRefusedError as error:
                self._enter("failed", error)
                return
            except EngineError as error:
                self._enter("restarting", error)
            delay_s = min(MAX_DELAY_S, max(FIRST_DELAY_S, 2 * delay_s))

    def _enter(self, state: State, error: EngineError | None) -> None:
        self._error = error
        if state != self._state:
            self._state = state
            if self._on_state is not None:
                asyncio.get_running_loop().call_soon(self._on_state, state)
