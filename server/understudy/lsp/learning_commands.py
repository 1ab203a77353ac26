"""`understudy.dropPair`, `understudy.restorePair`, `understudy.report`: the user's own data, in the user's hands."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import msgspec
from pygls.lsp.server import LanguageServer

from understudy.errors import UnderstudyError
from understudy.learn.page import page
from understudy.learn.report import Report, report
from understudy.learn.review import find
from understudy.learn.store import Log
from understudy.lsp.arguments import first
from understudy.lsp.failure import failure
from understudy.lsp.session import Session
from understudy.models.adapters import AdapterRegistry
from understudy.models.names import names


class _Pair(msgspec.Struct, frozen=True):
    id: str


def register(server: LanguageServer, session: Session) -> None:
    @server.command("understudy.dropPair")
    async def drop_pair(arguments: list[object]) -> object:
        wanted = first(arguments, _Pair)
        return await _counted(session, lambda log: log.exclude(pair.id for pair in find(log.events(), [wanted.id])))

    @server.command("understudy.restorePair")
    async def restore_pair(arguments: list[object]) -> object:
        wanted = first(arguments, _Pair)
        return await _counted(session, lambda log: log.include([wanted.id]))

    @server.command("understudy.report")
    async def show_report(arguments: list[object]) -> object:
        try:
            found = await session.learning.read(_report)
            known = await asyncio.to_thread(lambda: names(AdapterRegistry()))
        except (UnderstudyError, OSError) as error:
            return failure(error)
        served = session.host.served
        if served is not None and served.engine.info.sha256:  # a model of the user's own, that no adapter was made for
            known.setdefault(served.engine.info.sha256, served.engine.info.name)
        return {"html": page(found, known)}


def _report(log: Log) -> Report:
    return report(log.events(), time.time())


async def _counted(session: Session, change: Callable[[Log], int]) -> object:
    """How many pairs were deleted or restored, or why none could be."""
    try:
        return {"changed": await session.learning.read(change)}
    except (UnderstudyError, OSError) as error:
        return failure(error)
