"""One request of ours, top to bottom: word it, send it, tell rows apart, stop them, ask again for missing ones."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import time
from collections.abc import Callable

import msgspec

from understudy.engine.errors import RequestError
from understudy.engine.protocol import Delta, Done, Finish, Finished, Sampling, Stop
from understudy.engine.remote.answer import Row, rows
from understudy.engine.remote.dialect import Ask, Dialect, End, Piece
from understudy.engine.remote.errors import DeclinedError, RemoteDownError
from understudy.engine.remote.prompt import Gap, starts_line
from understudy.engine.remote.transport import Transport

MOST_S = 300.0  # for a request without a deadline: a server may send keep-alive signs for ever

Event = Delta | Finished | Done


class Exchange:
    """`run` may be called once. silent: the time passed without one event from the server."""

    def __init__(
        self,
        transport: Transport,
        dialect: Dialect,
        request_id: int,
        parts: Gap | str,
        n: int,
        max_tokens: int,
        sampling: Sampling,
        stop: Stop,
        deadline_s: float | None,
    ) -> None:
        """parts: of `take_apart`. Raises RequestError for what cannot be asked."""
        if n < 1 or max_tokens < 0:
            raise RequestError(f"{n} candidates of {max_tokens} tokens cannot be generated.")
        self.silent = bool(max_tokens)
        self._transport, self._dialect, self._request_id = transport, dialect, request_id
        self._ask = Ask(parts, n, max_tokens, sampling, deadline_s)
        self._rows = rows(request_id, n, max_tokens, stop, starts_line(parts))
        self._started = time.monotonic()
        self._first_s = 0.0
        self._evaluated = self._reused = 0

    async def run(self, tell: Callable[[Event], None]) -> None:
        """Tell Deltas, one Finished a row, and Done last, within the deadline. Raises EngineError."""
        most = MOST_S if self._ask.time_s is None else min(MOST_S, self._ask.time_s)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(most):
                await self._fill(tell)
        self._end_all("deadline", tell)
        total = time.monotonic() - self._started
        tell(Done(self._request_id, self._evaluated, self._reused, self._first_s, total))

    async def _fill(self, tell: Callable[[Event], None]) -> None:
        """Requests until every row has ended: a server may give fewer rows at a time than it was asked for."""
        done = 0
        if not self._ask.max_tokens and not self._dialect.warms:
            self._end_all("length", tell)
            return
        while done < len(self._rows):
            group = self._rows[done : done + self._dialect.most_rows]
            ended = await self._worded(group, self._part(done, len(group)), tell)
            if ended < len(group):
                self._dialect.most_rows = 1
            done += ended

    def _part(self, done: int, count: int) -> Ask:
        """What to ask for the rows from `done` on: row i of the whole is sampled with seed + i."""
        whole = self._ask
        sampling = msgspec.structs.replace(whole.sampling, seed=whole.sampling.seed + done)
        left = None if whole.time_s is None else whole.time_s - (time.monotonic() - self._started)
        return dataclasses.replace(whole, rows=count, sampling=sampling, time_s=left)

    async def _worded(self, group: list[Row], ask: Ask, tell: Callable[[Event], None]) -> int:
        try:
            return await self._request(group, ask, tell)
        except DeclinedError as error:
            if not self._dialect.declined(ask, error.words):
                raise
        ask = dataclasses.replace(ask, rows=min(ask.rows, self._dialect.most_rows))
        return await self._request(group[: ask.rows], ask, tell)

    async def _request(self, group: list[Row], ask: Ask, tell: Callable[[Event], None]) -> int:
        """How many rows, from the first on, have ended. Leaves, and so cancels, as soon as all have."""
        path, body = await self._dialect.request(ask)
        async with contextlib.aclosing(self._transport.events(path, body)) as events:
            async for event in events:
                self.silent = False
                for item in self._dialect.read(event):
                    self._take(item, group, tell)
                if all(row.ended for row in group):
                    return len(group)
        ended = next((number for number, row in enumerate(group) if not row.ended), len(group))
        if not ended or any(row.begun for row in group[ended:]):
            raise RemoteDownError(
                f"{self._transport.address.host} ended in the middle of an answer.", "Try again; it is asked again."
            )
        return ended

    def _end_all(self, finish: Finish, tell: Callable[[Event], None]) -> None:
        for row in self._rows:
            for event in row.end(finish):
                tell(event)

    def _take(self, item: Piece | End, group: list[Row], tell: Callable[[Event], None]) -> None:
        if item.row >= len(group):
            return
        row = group[item.row]
        if isinstance(item, Piece):
            self._first_s = self._first_s or time.monotonic() - self._started
            told = row.push(item)
        else:
            self._evaluated, self._reused = max(self._evaluated, item.evaluated), max(self._reused, item.reused)
            told = row.end(item.finish)
        for event in told:
            tell(event)
