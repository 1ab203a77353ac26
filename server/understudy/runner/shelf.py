"""The last few warm sessions, until something changed, they idle, or all is closed."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable

from understudy.runner.target import Target
from understudy.runner.types import RunnerError
from understudy.runner.warm import Warm

KEPT = 3
IDLE_S = 300.0


class Shelf:
    """keep: how many that nobody holds. idle_s: how long one of these is kept."""

    def __init__(self, keep: int = KEPT, idle_s: float = IDLE_S) -> None:
        self._keep, self._idle_s = keep, idle_s
        self._kept: OrderedDict[Hashable, Warm] = OrderedDict()
        self._opening: dict[Hashable, asyncio.Lock] = {}
        self._timers: dict[Hashable, asyncio.TimerHandle] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._closed = False

    async def take(self, key: Hashable, target: Target, make: Callable[[], Warm]) -> Warm:
        """The kept one for `key` if it still serves `target`, else a new one; give it back. Raises RunnerError."""
        async with self._opening.setdefault(key, asyncio.Lock()):
            warm = await self._kept_for(key, target)
            if warm is None:
                warm = make()
                try:
                    await warm.open()
                    if self._closed:
                        raise RunnerError("The test runner was stopped.", "Try again.")
                except BaseException:
                    await warm.close()
                    raise
                warm.users += 1
                self._kept[key] = warm
            self._kept.move_to_end(key)
        if timer := self._timers.pop(key, None):
            timer.cancel()
        for old in [k for k, w in self._kept.items() if not w.users][: max(0, len(self._kept) - self._keep)]:
            self._forget(old)
        warm.resume()
        return warm

    async def _kept_for(self, key: Hashable, target: Target) -> Warm | None:
        """The kept one, held, if it still serves."""
        warm = self._kept.get(key)
        if warm is None:
            return None
        warm.users += 1  # while its files are looked at nobody may let go of it
        serves = False
        try:
            serves = await asyncio.to_thread(warm.serves, target) and self._kept.get(key) is warm
        finally:
            if not serves:
                await self._drop(key, warm)
        return warm if serves else None

    async def _drop(self, key: Hashable, warm: Warm) -> None:
        """It serves no more: whoever still holds it closes it."""
        if self._kept.get(key) is warm:
            del self._kept[key]
        await self.give_back(key, warm)

    async def give_back(self, key: Hashable, warm: Warm) -> None:
        warm.users -= 1
        if warm.users:
            return
        if self._kept.get(key) is not warm:  # replaced while it was held
            await warm.close()
            return
        self._timers[key] = asyncio.get_running_loop().call_later(self._idle_s, self._forget, key)
        await warm.pause()

    def _forget(self, key: Hashable) -> None:
        if timer := self._timers.pop(key, None):
            timer.cancel()
        warm = self._kept.pop(key, None)
        self._opening.pop(key, None)
        if warm is not None and not warm.users:
            task = asyncio.create_task(warm.close())
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

    def changed(self, paths: Collection[str]) -> None:
        """Let go of what rests on one of these files and is not in use."""
        for key in [key for key, warm in self._kept.items() if not warm.users and warm.rests_on(paths)]:
            self._forget(key)

    async def close(self) -> None:
        """Close all, also those in use; what is just being opened is closed then."""
        self._closed = True
        for timer in self._timers.values():
            timer.cancel()
        kept, self._kept = list(self._kept.values()), OrderedDict()
        self._timers.clear()
        await asyncio.gather(*self._closing, *(warm.close() for warm in kept))
