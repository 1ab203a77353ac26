"""The async client of the engine: start it, stream from it, swap its adapter; it outlives crashes of the child.

A crash fails the requests in flight with EngineCrashed and nothing else: the child is started again with the same
model, adapter and threads, and requests made meanwhile wait for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import time
from collections.abc import AsyncGenerator, Callable
from pathlib import Path
from typing import Literal

import msgspec

from understudy.engine.errors import (
    AdapterError,
    EngineCrashed,
    EngineError,
    EngineUnavailable,
    FrameError,
    RequestError,
)
from understudy.engine.launch import WorkerOptions, absolute, decode_threads
from understudy.engine.process import WorkerProcess
from understudy.engine.protocol import (
    Cancel,
    Candidate,
    Delta,
    Done,
    Failed,
    Finished,
    Generate,
    ModelInfo,
    Ready,
    Request,
    Response,
    Sampling,
    SetAdapter,
    SetThreads,
    Stop,
)
from understudy.engine.restart import RestartPolicy
from understudy.models.gguf_header import content_sha256, read_model
from understudy.prompts.types import Prompt

State = Literal["loading", "ready", "restarting", "failed", "closed"]
Priority = Literal["interactive", "batch"]

_DEAD_GRACE_S = 0.5  # its pipe is closed already
_CRASH_NEXT_STEP = "It restarts by itself; try again. If this repeats, run `understudy doctor`."


class EngineClient:
    """Made by `start`. Belongs to the event loop it was started on."""

    def __init__(self, options: WorkerOptions, on_state: Callable[[State], None] | None) -> None:
        self._options = options
        self._on_state = on_state
        self._state: State = "loading"
        self._settled = asyncio.Event()  # set while `_state` is one a request need not wait for
        self._error: EngineError | None = None
        self._info: ModelInfo | None = None
        self._worker: WorkerProcess | None = None
        self._ids = itertools.count(1)
        self._answers: dict[int, asyncio.Queue[Response | EngineError]] = {}
        self._supervisor: asyncio.Task[None] | None = None

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
        on_state: Callable[[State], None] | None = None,
    ) -> EngineClient:
        """Load a model in a child process and wait until it can answer.

        threads 0 = physical cores, at most 8. context_tokens: KV cells for all rows together.
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
        )
        client = cls(options, on_state)
        client._supervisor = asyncio.create_task(client._supervise())
        try:
            sha256, _ = await asyncio.gather(asyncio.to_thread(content_sha256, model), client._ready())
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
    def state(self) -> State:
        return self._state

    @property
    def pid(self) -> int | None:
        """Process id of the child, None while there is none."""
        return self._worker.pid if self._worker else None

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
    ) -> AsyncGenerator[Delta | Finished | Done, None]:
        """Yield text as it is written, each candidate as it ends, and Done last.

        Closing the generator or cancelling the task that iterates it ends the request within one decode step.
        """
        async with self._exchange() as (request_id, answers):
            generate = Generate(request_id, prompt, n, max_tokens, sampling, stop, priority, deadline_s)
            self._send(generate)
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
                    self._send(Cancel(request_id))

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
    ) -> list[Candidate]:
        """All n candidates, in the order of their index."""
        stream = self.stream(
            prompt, n=n, max_tokens=max_tokens, sampling=sampling, stop=stop, priority=priority, deadline_s=deadline_s
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
            self._send(SetAdapter(request_id, location, scale))
            try:
                await self._next(answers)
            except RequestError as error:
                raise AdapterError(error.message, error.next_step) from None
            self._options = msgspec.structs.replace(self._options, adapter=location, adapter_scale=scale)

    def set_threads(self, threads: int) -> None:
        """Decode with this many threads from the next step on (0 = as at the start); kept over restarts."""
        self._options = msgspec.structs.replace(self._options, threads=decode_threads(threads))
        self._send(SetThreads(self._options.threads))

    async def close(self) -> None:
        """End the child. Requests in flight and later ones raise EngineUnavailable."""
        closed = EngineUnavailable("The engine is closed.")
        self._settle("closed", closed)
        if self._supervisor is not None:
            self._supervisor.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._supervisor
        if self._worker is not None:
            worker, self._worker = self._worker, None
            await worker.end()
        self._fail_all(closed)

    # --- the child ------------------------------------------------------------------------------------------------

    async def _supervise(self) -> None:
        policy = RestartPolicy()
        while True:
            started = time.monotonic()
            try:
                how = await self._run_once()
            except OSError as error:
                how = str(error)
            if self._error is not None:  # it said itself why it cannot work: starting again would say the same
                self._fail_all(self._error)
                self._settle("failed", self._error)
                return
            self._fail_all(EngineCrashed(f"The engine stopped ({how}).", _CRASH_NEXT_STEP))
            delay = policy.crashed(time.monotonic() - started)
            if delay is None:
                self._settle(
                    "failed",
                    EngineUnavailable(
                        f"The engine keeps stopping ({how}).", "Run `understudy doctor`, or pick another model."
                    ),
                )
                return
            self._enter("restarting")
            await asyncio.sleep(delay)

    async def _run_once(self) -> str:
        """Start the child, serve until it ends, and return how it ended."""
        worker = self._worker = await WorkerProcess.start(self._options)
        with contextlib.suppress(FrameError):
            async for response in worker.responses():
                self._receive(response)
        self._settled.clear()
        self._worker = None
        return await worker.end(_DEAD_GRACE_S)

    def _receive(self, response: Response) -> None:
        if isinstance(response, Ready):
            # The hash is of the file as it was at the start; a restart loads the same one.
            sha256 = self._info.sha256 if self._info else ""
            self._info = msgspec.structs.replace(response.model, sha256=sha256)
            self._settle("ready", None)
        elif isinstance(response, Failed) and response.id == 0:
            self._error = EngineError(response.message, response.next_step)
        elif response.id in self._answers:
            self._answers[response.id].put_nowait(response)

    def _send(self, request: Request) -> None:
        if self._worker is not None:
            self._worker.send(request)

    # --- requests -------------------------------------------------------------------------------------------------

    @contextlib.asynccontextmanager
    async def _exchange(self) -> AsyncGenerator[tuple[int, asyncio.Queue[Response | EngineError]], None]:
        """A request id and the queue of its answers, once the child is ready."""
        await self._ready()
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

    async def _ready(self) -> None:
        await self._settled.wait()
        if self._error is not None:
            raise self._error

    def _fail_all(self, error: EngineError) -> None:
        for answers in self._answers.values():
            answers.put_nowait(error)

    def _settle(self, state: State, error: EngineError | None) -> None:
        self._error = error
        self._enter(state)
        self._settled.set()

    def _enter(self, state: State) -> None:
        if state != self._state:
            self._state = state
            if self._on_state is not None:  # through the loop, so that an error in it cannot stop the supervisor
                asyncio.get_running_loop().call_soon(self._on_state, state)
