"""A server that says exactly what a test wants, byte for byte, and remembers what it was asked."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

Reply = Callable[["Asked", asyncio.StreamWriter], Awaitable[None]]
MODELS = {
    "object": "list",
    "data": [{"id": "acme-coder", "object": "model", "owned_by": "vllm", "max_model_len": 2048}],
}


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class StandIn:
    """routes: path -> reply; others are 404. left: clients that closed their connection during a reply."""

    routes: dict[str, Reply] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    left: asyncio.Event = field(default_factory=asyncio.Event)
    url: str = ""

    def to(self, path: str) -> list[Asked]:
        return [asked for asked in self.asked if asked.path == path]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            method, path, _ = head[0].split(" ")
            headers = {line.split(":")[0].lower(): line.split(":", 1)[1].strip() for line in head[1:] if line}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            asked = Asked(method, path, headers, json.loads(body) if body else None)
            self.asked.append(asked)
            replying = asyncio.create_task(self.routes.get(path, raw(404))(asked, writer))
            gone = asyncio.create_task(reader.read())
            await asyncio.wait({replying, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not replying.done():
                self.left.set()
            for task in (replying, gone):
                task.cancel()
        writer.close()


@contextlib.asynccontextmanager
async def running(stand_in: StandIn, port: int = 0) -> AsyncIterator[StandIn]:
    server = await asyncio.start_server(stand_in.serve, "127.0.0.1", port)
    stand_in.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield stand_in
    finally:
        server.close()


def raw(status: int, body: bytes = b"", kind: str = "application/json", **headers: str) -> Reply:
    async def reply(asked: Asked, writer: asyncio.StreamWriter) -> None:
        more = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        writer.write(f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n{more}Connection: close\r\n\r\n".encode() + body)
        await writer.drain()

    return reply


def says(value: object, status: int = 200) -> Reply:
    return raw(status, json.dumps(value).encode())


def stream(*parts: bytes | float | asyncio.Event, kind: str = "text/event-stream") -> Reply:
    """Bytes as they are, each as one packet; a number pauses that long; an event is waited for."""

    async def reply(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await raw(200, b"", kind)(asked, writer)
        for part in parts:
            if isinstance(part, bytes):
                writer.write(part)
                await writer.drain()
                await asyncio.sleep(0.005)
            else:
                await (asyncio.sleep(part) if isinstance(part, float) else part.wait())

    return reply


def event(value: object) -> bytes:
    return b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n"


def chunk(text: str, row: int = 0, finish: str | None = None, logprob: float | None = None) -> bytes:
    told = None if logprob is None else {"tokens": [text], "token_logprobs": [logprob]}
    return event({"choices": [{"index": row, "text": text, "logprobs": told, "finish_reason": finish}]})


DONE = b"data: [DONE]\n\n"


def writes(*texts: str) -> Reply:
    """A model that cannot decide: each row is the next of `texts`, round and round."""
    turn = itertools.cycle(texts)

    async def reply(asked: Asked, writer: asyncio.StreamWriter) -> None:
        rows = range(int(asked.body.get("n") or 1))
        await stream(*(chunk(next(turn), row, "stop") for row in rows), DONE)(asked, writer)

    return reply


@contextlib.contextmanager
def in_thread(stand_in: StandIn) -> Iterator[StandIn]:
    """For code under test that runs an event loop of its own."""
    ready, end = threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with running(stand_in):
            ready.set()
            await end.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    ready.wait()
    try:
        yield stand_in
    finally:
        loop.call_soon_threadsafe(end.set)
        thread.join()
        loop.close()
