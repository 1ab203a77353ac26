"""The child process: frames on stdin, llama.cpp, frames on stdout. It serves one client and ends with it.

The main thread owns llama.cpp; a reader thread queues requests and interrupts batch work for a keystroke.
"""

from __future__ import annotations

import contextlib
import functools
import os
import queue
import sys
import threading
import time
from pathlib import Path

import msgspec

from understudy.engine.errors import AdapterError, EngineError, FrameError
from understudy.engine.frames import Splitter, pack
from understudy.engine.launch import WorkerOptions
from understudy.engine.llama import Llama
from understudy.engine.protocol import (
    Alive,
    Cancel,
    Failed,
    Generate,
    Ready,
    Request,
    Response,
    SetAdapter,
    SetThreads,
    Shutdown,
)
from understudy.engine.scheduler import SEQUENCES, Scheduler
from understudy.engine.shelf import Shelf, state_key

EXIT_GRACE_S = 2.0  # an abort takes 10 ms; longer means that llama.cpp hangs
ALIVE_S = 1.0
IDLE_S = 0.3  # longer than the pause between two keys
SAVE_AFTER_S = 30.0  # a state is 5 to 30 MB: not at every pause
_READ_BYTES = 1 << 16


class Inbox:
    """Requests with their time of arrival, from the reader thread to the main thread."""

    def __init__(self, source: int) -> None:
        self._source = source
        self._queue: queue.SimpleQueue[tuple[Request, float]] = queue.SimpleQueue()
        self._scheduler: Scheduler | None = None
        self._engine: Llama | None = None

    def start(self) -> None:
        threading.Thread(target=self._read, name="reader", daemon=True).start()

    def serve(self, engine: Llama, scheduler: Scheduler) -> None:
        """From now on interrupt this engine when a request asks for it."""
        self._engine, self._scheduler = engine, scheduler

    def take(self, wait_s: float | None) -> list[tuple[Request, float]]:
        """All that has arrived, after waiting for one at most so many seconds (None = until one comes)."""
        taken = []
        with contextlib.suppress(queue.Empty):
            if wait_s != 0:
                taken.append(self._queue.get(timeout=wait_s))
        while not self._queue.empty():
            taken.append(self._queue.get())
        return taken

    def _read(self) -> None:
        splitter: Splitter[Request] = Splitter(Request)
        try:
            while data := os.read(self._source, _READ_BYTES):
                for request in splitter.feed(data):
                    self._queue.put((request, time.monotonic()))
                    self._interrupt(request)
        except (OSError, FrameError) as error:
            print(f"understudy engine: {error}", file=sys.stderr)
        # The client is gone or cannot be understood: nobody is left to answer.
        self._queue.put((Shutdown(), time.monotonic()))
        self._interrupt(Shutdown())
        time.sleep(EXIT_GRACE_S)
        os._exit(1)

    def _interrupt(self, request: Request) -> None:
        engine, scheduler = self._engine, self._scheduler
        if engine is None or scheduler is None:
            return
        urgent = isinstance(request, Shutdown) or (
            scheduler.interruptible
            and (
                (isinstance(request, Generate) and request.priority == "interactive")
                or (isinstance(request, Cancel) and request.id == scheduler.prompt_of)
            )
        )
        if urgent:
            engine.abort()


class Outbox:
    """Answers to the client. Collected during a step and written at once: a step of 16 rows is one system call."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._pending = bytearray()
        self._spoke = time.monotonic()

    def put(self, response: Response) -> None:
        self._pending += pack(response)

    def flush(self, busy: bool = False) -> None:
        """Write what was put; while busy and with nothing to say for a second, that we are alive."""
        if busy and not self._pending and time.monotonic() - self._spoke >= ALIVE_S:
            self.put(Alive())
        if self._pending:
            self._spoke = time.monotonic()
        view = memoryview(bytes(self._pending))
        self._pending.clear()
        while view:
            view = view[os.write(self._target, view) :]


def main(options_json: str) -> int:
    """Serve until told to shut down or the client goes away. Returns the exit status."""
    options = msgspec.json.decode(options_json, type=WorkerOptions)
    inbox, outbox = Inbox(os.dup(0)), Outbox(os.dup(1))
    _detach_standard_streams()
    inbox.start()
    try:
        engine = _load(options)
    except (AdapterError, EngineError) as error:
        outbox.put(Failed(0, error.message, error.next_step))
        outbox.flush()
        return 1
    try:
        outbox.put(Ready(engine.info))
        outbox.flush()
        _serve(options, engine, inbox, outbox)
    except BrokenPipeError:
        return 0
    engine.close()
    return 0


def _load(options: WorkerOptions) -> Llama:
    engine = Llama(
        Path(options.model),
        context_tokens=options.context_tokens,
        threads=options.threads,
        sequences=SEQUENCES,
        gpu_layers=options.gpu_layers,
    )
    if options.adapter is not None:
        engine.set_adapter(Path(options.adapter), options.adapter_scale)
    return engine


def _serve(options: WorkerOptions, engine: Llama, inbox: Inbox, outbox: Outbox) -> None:
    def store(adapter: Path | None, scale: float) -> Shelf | None:
        if options.state_dir is None:
            return None
        key = functools.partial(state_key, Path(options.model), adapter, scale, options.gpu_layers)
        return Shelf(Path(options.state_dir), key)

    attached = (Path(options.adapter) if options.adapter is not None else None, options.adapter_scale)
    scheduler = Scheduler(engine, outbox.put, store=store, adapter=attached)
    inbox.serve(engine, scheduler)
    pace = Pace(scheduler)
    while True:
        engine.allow()  # before the queue is read: an interrupt that comes later belongs to the next decode
        for request, received in inbox.take(pace.wait_s):
            if isinstance(request, Generate):
                scheduler.submit(request, received)
            elif isinstance(request, Cancel):
                scheduler.cancel(request.id)
            elif isinstance(request, SetAdapter):
                scheduler.set_adapter(request)
            elif isinstance(request, SetThreads):
                engine.set_threads(request.threads)
            else:
                pace.last()
                return
        pace.advance()
        outbox.flush(scheduler.busy)


class Pace:
    """What is done when: requests at once; after a short rest what the next keystroke will be glad of; after a longer
    one what the next session will.

    wait_s: how long the next request may be waited for before `advance`; None = until it comes.
    """

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._saving = False
        self.wait_s: float | None = None

    def advance(self) -> None:
        """One step of what is most urgent."""
        if self._scheduler.busy:
            self._saving = False
            self.wait_s = 0.0 if self._scheduler.step() else IDLE_S
        elif self._scheduler.idle_step():
            self.wait_s = 0.0
        elif not self._saving:
            self._saving, self.wait_s = True, SAVE_AFTER_S if self._scheduler.saves else None
        else:
            self.wait_s = 0.0 if self._scheduler.save_step() else None

    def last(self) -> None:
        """Save what there is: nobody waits for an answer any more."""
        while self._scheduler.save_step():
            pass


def _detach_standard_streams() -> None:
    """Whatever a library prints must not land between frames, and nothing may read the requests."""
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(2, 1)
