"""Work spread over a Ray cluster: one actor a worker. A worker that dies is replaced and its item done again.

Every node needs this package, and the files an opening names (a model) under the same paths. Ray's usage statistics
are switched off for whatever is started here.
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections import Counter, deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from typing import Any, Generic

from understudy.errors import UnderstudyError
from understudy_trainer.scale.spread import Opening, R, T, gathered

DEATHS = 3  # an item that takes so many workers with it is not tried again
CONNECT_S = 5.0
FOLLOW = ("UNDERSTUDY_HOME", "UNDERSTUDY_REMOTE_KEY", "UNDERSTUDY_TEACHER_KEY")  # for the workers


class ScaleError(UnderstudyError):
    """The cluster cannot be used, or items could not be done on it."""


async def over_ray(
    items: Sequence[T], opening: Opening[T, R], *, workers: int = 2, address: str = ""
) -> AsyncGenerator[tuple[int, R], None]:
    """On `workers` Ray actors of one CPU each. address: HOST:PORT of a running cluster ("auto": this machine's), "" =
    one that is started here and ended with it.

    An exception of the work ends all, as `here`. Raises ScaleError: no Ray, no cluster, or (after everything else was
    yielded) items whose workers died DEATHS times.
    """
    ray = _start(address, workers)
    waiting = deque(enumerate(items))
    deaths: Counter[int] = Counter()
    lost: list[int] = []
    actor = ray.remote(num_cpus=1, max_restarts=0)(_Worker)

    async def worker(tell: Callable[[tuple[int, R]], None]) -> None:
        handle = actor.remote(opening)
        try:
            while waiting:
                index, item = waiting.popleft()
                try:
                    tell((index, await handle.do.remote(item)))
                except ray.exceptions.RayActorError:  # the process or its machine is gone
                    handle = actor.remote(opening)
                    deaths[index] += 1
                    if deaths[index] < DEATHS:
                        waiting.appendleft((index, item))
                    else:
                        lost.append(index)
                except ray.exceptions.RayTaskError as error:
                    raise error.cause if isinstance(error.cause, UnderstudyError) else error from None
        finally:
            with contextlib.suppress(ray.exceptions.RayError):
                await handle.close.remote()
            ray.kill(handle)

    try:
        async with contextlib.aclosing(gathered([worker] * min(workers, len(items)))) as found:
            async for result in found:
                yield result
    finally:
        if not address:
            ray.shutdown()
    if lost:
        raise ScaleError(
            f"{len(lost)} of {len(items)} items took {DEATHS} workers with them (first: number {lost[0]}).",
            "Everything else is done; look at Ray's worker logs, give workers more memory, and start again.",
        )


class _Worker(Generic[T, R]):
    """Lives in a process of Ray's."""

    def __init__(self, opening: Opening[T, R]) -> None:
        self._opening = opening
        self._stack = AsyncExitStack()
        self._work: Callable[[T], Awaitable[R]] | None = None

    async def do(self, item: T) -> R:
        if self._work is None:
            self._work = await self._stack.enter_async_context(self._opening())
        return await self._work(item)

    async def close(self) -> None:
        await self._stack.aclose()


def _start(address: str, workers: int) -> Any:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    try:
        import ray
    except ImportError:
        raise ScaleError("Ray is not installed.", "pip install 'understudy[ray]'") from None
    environment = {"env_vars": {name: os.environ[name] for name in FOLLOW if name in os.environ}}
    options: dict[str, Any] = {"runtime_env": environment, "log_to_driver": False, "logging_level": "error"}
    if address:
        options |= {"address": address}
    else:
        options |= {"num_cpus": workers, "include_dashboard": False, "_node_ip_address": "127.0.0.1"}
    if address not in ("", "auto"):
        _require_listening(address)  # Ray itself would try for minutes
    try:
        ray.init(**options)
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        raise ScaleError(f"Ray cannot be used: {error}", "Check the address with `ray status`.") from error
    return ray


def _require_listening(address: str) -> None:
    host, _, port = address.removeprefix("ray://").rpartition(":")
    try:
        socket.create_connection((host, int(port)), CONNECT_S).close()
    except (OSError, ValueError, OverflowError) as error:
        raise ScaleError(f"Nothing listens at {address} ({error}).", "Check the address with `ray status`.") from error
