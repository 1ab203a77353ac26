"""Work-done progress, on a token that the client gave or we had made: begin, report, end, and its cancel button."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator, Callable

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

LEAST_INTERVAL_S = 0.1  # a status line nobody can read faster
CREATING_S = 2.0  # for the client to say that it will show one

Report = Callable[[str, float], None]
"""(message, done share 0..1)"""


async def own_token(server: LanguageServer) -> str | None:
    """A token for progress that no client asked for; None where the client shows none."""
    window = server.client_capabilities.window
    if window is None or not window.work_done_progress:
        return None
    token = uuid.uuid4().hex
    try:
        await asyncio.wait_for(server.work_done_progress.create_async(token), CREATING_S)
    except (TimeoutError, JsonRpcException):
        return None
    return token


@contextlib.asynccontextmanager
async def progress(server: LanguageServer, token: str | int | None, title: str) -> AsyncIterator[Report]:
    """Report under `title`; a cancel by the client cancels the task that entered. Without a token nothing is sent."""
    if token is None:
        yield lambda message, share: None
        return
    work, loop, task = server.work_done_progress, asyncio.get_running_loop(), asyncio.current_task()
    last = 0.0

    def report(message: str, share: float) -> None:
        nonlocal last
        if loop.time() - last >= LEAST_INTERVAL_S:
            last = loop.time()
            percentage = max(0, min(100, round(share * 100)))
            work.report(token, types.WorkDoneProgressReport(message=message, percentage=percentage, cancellable=True))

    work.begin(token, types.WorkDoneProgressBegin(title=title, cancellable=True, percentage=0))
    asked = work.tokens[token]
    asked.add_done_callback(lambda future: task.cancel() if future.cancelled() and task else None)
    end = "done"
    try:
        yield report
    except BaseException:
        end = "stopped"
        raise
    finally:
        work.tokens.pop(token, None)
        work.end(token, types.WorkDoneProgressEnd(message=end))
