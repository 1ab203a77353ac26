"""The async client of the engine: start it, stream from it, swap its adapter; it outlives crashes of the child.

A crash fails the requests in flight with EngineCrashed and nothing else: the child is started again with the same
model, adapter and threads, and requests made meanwhile wait for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncGenerator, Callable
from pathlib import Path
from typing import Literal

import msgspec

from understudy.engine.errors import AdapterError, EngineError, EngineUnavailable, RequestError, SharingError
from understudy.engine.launch import WorkerOptions, absolute, decode_threads
from understudy.engine.link import Link
from understudy.engine.protocol import (
    Alive,
    Cancel,
    Candidate,
    Delta,
    Done,
    Failed,
    Finished,
    Generate,
    ModelInfo,
    Ready,
    Response,
    Sampling,
    SetAdapter,
    SetThreads,
    Stop,
)
from understudy.engine.shared.messages import Parting
from understudy.engine.supervisor import HANG_S, Owner, State
from understudy.models.gguf_header import content_sha256, read_model
from understudy.prompts.types import Prompt

__all__ = ["EngineClient", "Parting", "State"]

Priority = Literal["interactive", "batch"]


class EngineClient:
    """Made by `start`. Belongs to the event loop it was started on."""

    def __init__(
        self,
        options: WorkerOptions,
        on_state: Callable[[State], None] | None,
        hang_s: float,
        shared: bool,
        on_adapter: Callable[[], None] | None,
    ) -> None:
        self._info: ModelInfo | None = None
        self._threads = options.threads
        self._ids = itertools.count(1)
        self._answers: dict[int, asyncio.Queue[Response | EngineError]] = {}
        owner = Owner(self._receive, self._fail_all, lambda: bool(self._answers), on_state, hang_s)
        self._link = Link(options, owner, shared=shared, on_adapter=on_adapter)

    @classmethod
    async def start(
        cls,
        model: Path,
        *,
        adapter: Path | None = None,
        adapter_scale: float = 1.0,
        threads: int = 0,
        context_tokens: int = 4096,
        gpu_layers: int = 0,
        state_dir: Path | None = None,
        on_state: Callable[[State], None] | None = None,
        hang_s: float = HANG_S,
        shared: bool = False,
        on_adapter: Callable[[], None] | None = None,
    ) -> EngineClient:
        """Load a model in a child process and wait until it can answer.

        threads 0 = physical cores, at most 8. context_tokens: KV cells for all rows together. state_dir: where the
        evaluated prompts of the last documents outlive the process (None = nowhere). hang_s: seconds of silence after
        which a child that owes an answer is restarted.
        shared: have one engine with all other clients of this user that ask for the same engine and for sharing; its
        adapter (`adapter` is only for a new one) and its least number of threads are then common to all. Where that
        cannot be there is a child of one's own, and `alone` says why. on_adapter: called when `adapter` became another
        through somebody else, or none because its file was deleted before a crash; without it that fails the restart.
        Raises ModelError (the file is not a model) or EngineError (it cannot be loaded).
        """
        await asyncio.to_thread(read_model, model)
        options = WorkerOptions(
            model=absolute(model),
            context_tokens=context_tokens,
            threads=decode_threads(threads),
            adapter=absolute(adapter) if adapter else None,
            adapter_scale=adapter_scale,
            gpu_layers=gpu_layers,
            state_dir=absolute(state_dir) if state_dir else None,
        )
        client = cls(options, on_state, hang_s, shared, on_adapter)
        client._link.start()
        try:
            ready = client._link.ready()
            sha256, _ = await asyncio.gather(asyncio.to_thread(content_sha256, model), ready)
        except BaseException:
            await client.close()
            raise
        client._info = msgspec.structs.replace(client.info, sha256=sha256)
        return client

    @property
    def info(self) -> ModelInfo:
        """What is loaded."""
        if self._info is None:
            raise EngineUnavailable("The engine has not loaded a model yet.")
        return self._info

    @property
    def error(self) -> EngineError | None:
        """Why it cannot answer any more."""
        return self._link.error

    @property
    def state(self) -> State:
        return self._link.state

    @property
    def pid(self) -> int | None:
        """Process id of the child, None while there is none."""
        return self._link.pid

    @property
    def keeper_pid(self) -> int | None:
        """Process id of a shared child's keeper, None while there is none."""
        return self._link.keeper_pid

    @property
    def shared(self) -> bool:
        """Whether other clients may be served by the same child."""
        return self._link.shared

    @property
    def alone(self) -> SharingError | None:
        """Why it is not shared, if that was wanted."""
        return self._link.alone

    @property
    def adapter(self) -> Path | None:
        """The adapter in use, as far as it is known here."""
        return self._link.adapter

    async def stream(
        self,
        prompt: Prompt,
        *,
        n: int = 1,
        max_tokens: int = 64,
        sampling: Sampling = Sampling(),  # noqa: B008 (frozen)
        stop: Stop = Stop(),  # noqa: B008 (frozen)
        priority: Priority = "interactive",
        deadline_s: float | None = None,
        document: str = "",
        heal: str = "",
        deltas: bool = True,
        embed: bool = False,
    ) -> AsyncGenerator[Delta | Finished | Done, None]:
        """Yield text as it is written, each candidate as it ends, and Done last.

        document, heal, deltas, embed: as in `Generate`. Closing the generator or cancelling the task that iterates it
        ends the request within one decode step.
        """
        async with self._exchange() as (request_id, answers):
            request = Generate(
                request_id, prompt, n, max_tokens, sampling, stop, priority, deadline_s, document, heal, deltas, embed
            )
            self._link.send(request)
            finished = False
            try:
                while not finished:
                    answer = await self._next(answers)
                    if isinstance(answer, Delta | Finished | Done):
                        finished = isinstance(answer, Done)
                        yield answer
            except EngineError:
                finished = True
                raise
            finally:
                if not finished:
                    self._link.send(Cancel(request_id))

    async def generate(
        self,
        prompt: Prompt,
        *,
        n: int = 1,
        max_tokens: int = 64,
        sampling: Sampling = Sampling(),  # noqa: B008 (frozen)
        stop: Stop = Stop(),  # noqa: B008 (frozen)
        priority: Priority = "batch",
        deadline_s: float | None = None,
        document: str = "",
        heal: str = "",
        embed: bool = False,
    ) -> list[Candidate]:
        """All n candidates, in the order of their index."""
        stream = self.stream(
            prompt,
            n=n,
            max_tokens=max_tokens,
            sampling=sampling,
            stop=stop,
            priority=priority,
            deadline_s=deadline_s,
            document=document,
            heal=heal,
            deltas=False,
            embed=embed,
        )
        async with contextlib.aclosing(stream) as answers:
            found = [answer.candidate async for answer in answers if isinstance(answer, Finished)]
        return sorted(found, key=lambda candidate: candidate.index)

    async def set_adapter(self, path: Path | None, scale: float = 1.0) -> None:
        """Use this adapter (None = the base model) from the next request on; earlier requests end under the old one.

        Raises AdapterError, after which the adapter in use before still is.
        """
        # a caller that stops waiting must not leave worker and client with different adapters
        await asyncio.shield(self._set_adapter(path, scale))

    async def _set_adapter(self, path: Path | None, scale: float) -> None:
        async with self._exchange() as (request_id, answers):
            location = absolute(path) if path else None
            self._link.send(SetAdapter(request_id, location, scale))
            try:
                await self._next(answers)
            except RequestError as error:
                raise AdapterError(error.message, error.next_step) from None
            self._link.keep(adapter=location, adapter_scale=scale)

    def set_threads(self, threads: int) -> None:
        """Decode with this many threads from the next step on (0 = as at the start); kept over restarts."""
        self._link.keep(threads=threads or self._threads)
        self._link.send(SetThreads(threads or self._threads))

    async def close(self, parting: Parting = "leave") -> None:
        """End the child. Requests in flight and later ones raise EngineUnavailable.

        A shared child ends with its last client: now, or a little later for one that may be back (`linger`).
        """
        await self._link.close(parting)

    # --- requests -------------------------------------------------------------------------------------------------

    @contextlib.asynccontextmanager
    async def _exchange(self) -> AsyncGenerator[tuple[int, asyncio.Queue[Response | EngineError]], None]:
        """A request id and the queue of its answers, once the child is ready."""
        await self._link.ready()
        request_id = next(self._ids)
        answers = self._answers[request_id] = asyncio.Queue()
        try:
            yield request_id, answers
        finally:
            del self._answers[request_id]

    async def _next(self, answers: asyncio.Queue[Response | EngineError]) -> Response:
        answer = await answers.get()
        if isinstance(answer, EngineError):
            raise answer
        if isinstance(answer, Failed):
            raise RequestError(answer.message, answer.next_step)
        return answer

    def _receive(self, response: Response) -> None:
        if isinstance(response, Ready):
            # The hash is of the file as it was at the start; a restart loads the same one.
            sha256 = self._info.sha256 if self._info else ""
            self._info = msgspec.structs.replace(response.model, sha256=sha256)
        elif not isinstance(response, Alive) and response.id in self._answers:
            self._answers[response.id].put_nowait(response)

    def _fail_all(self, error: EngineError) -> None:
        for request_id, answers in self._answers.items():
            answers.put_nowait(error)
            self._link.send(Cancel(request_id))  # a shared engine may have got it since: nobody waits for it any more
