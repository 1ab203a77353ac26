"""The test runners of the open folders: one per folder and interpreter, kept, so that the next Generate starts warm.

Nothing here decides whether tests may run: features ask `Session.trusted` first, and losing trust stops them all.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types

from understudy.generate import closing, runners
from understudy.lsp.notices import Notices
from understudy.runner.runner import Runner
from understudy.runner.types import RunnerError

MOST_RUNNERS = 3
SETTLING_S = 2.0  # for what a run left behind at the end of its budget

log = logging.getLogger(__name__)


class _Key(NamedTuple):
    root: Path
    python: str
    timeout_s: float


class Runners:
    """notices: where the first use is announced, with the sandbox's level and command."""

    def __init__(self, notices: Notices) -> None:
        self._notices = notices
        self._kept: OrderedDict[_Key, Runner] = OrderedDict()
        self._users: dict[_Key, int] = {}
        self._starting = asyncio.Lock()
        self._stops = 0

    @contextlib.asynccontextmanager
    async def at(
        self, root: Path, *, python: str, timeout_s: float, mapped: bool
    ) -> AsyncIterator[tuple[Runner | None, RunnerError | None]]:
        """The runner of a folder, or None and why there is none. It stays when the context ends; mapped: it then learns
        in the background which tests enter which functions."""
        key = _Key(root, python, timeout_s)
        self._users[key] = self._users.get(key, 0) + 1
        try:
            try:
                runner = await self._get(key)
            except RunnerError as error:  # not kept: what is missing may be installed before the next try
                yield None, error
                return
            runner.pause()  # the user waits: what it does in the background can wait longer
            yield runner, None
        finally:
            self._users[key] -= 1
            if not self._users[key]:
                del self._users[key]
                if mapped and (kept := self._kept.get(key)) is not None:
                    kept.resume()
            await self._trim()

    def changed(self, paths: frozenset[Path]) -> None:
        """These files changed, saved in the editor or behind its back."""
        for key, runner in self._kept.items():
            inside = [path for path in paths if path.is_relative_to(key.root)]
            if inside:
                runner.changed(inside)

    async def stop(self) -> None:
        """Close all; what uses one just now, or is about to, loses it. Safe to call twice."""
        self._stops += 1
        kept, self._kept = list(self._kept.values()), OrderedDict()
        await closing.settled(SETTLING_S)
        await asyncio.gather(*(runner.close() for runner in kept), return_exceptions=True)

    async def _get(self, key: _Key) -> Runner:
        async with self._starting:
            runner = self._kept.get(key)
            if runner is None:
                stops = self._stops
                runner = await runners.start(key.root, python=key.python, timeout_s=key.timeout_s)
                if stops != self._stops:
                    await runner.close()
                    raise RunnerError("The test runners were stopped.", "Trust the workspace and try again.")
                self._kept[key] = runner
                self._introduce(runner)
            self._kept.move_to_end(key)
            return runner

    def _introduce(self, runner: Runner) -> None:
        log.info("tests run in sandbox %s", runner.describe())
        self._notices.first_time(
            f"sandbox-{runner.level}",
            f"Your tests now run on candidates, in sandbox {runner.level}: the workspace is read-only, there is no"
            " network. The exact command is in the log and under each result.",
            types.MessageType.Info,
        )

    async def _trim(self) -> None:
        """Let go of the idle ones that are too many, or that other settings have taken the place of."""
        idle = [key for key in self._kept if key not in self._users]
        newest = {key.root: key for key in self._kept}
        gone = {key for key in idle if newest[key.root] != key} | set(idle[: max(0, len(self._kept) - MOST_RUNNERS)])
        for runner in [self._kept.pop(key) for key in gone]:
            await runner.close()
