"""`understudy.useAdapter`, `understudy.adapterBack`, `understudy.adapterOff`: what the user learnt, on and off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import msgspec
from pygls.lsp.server import LanguageServer

from understudy.errors import UnderstudyError, os_error
from understudy.lsp.arguments import first
from understudy.lsp.session import Session
from understudy.models.adapters import AdapterRecord, AdapterRegistry


class _Use(msgspec.Struct, frozen=True):
    id: str


def register(server: LanguageServer, session: Session) -> None:
    @server.command("understudy.useAdapter")
    async def use_adapter(arguments: list[object]) -> dict[str, object]:
        wanted = first(arguments, _Use)
        return await _switch(session, lambda registry, base: registry.use(wanted.id, base))

    @server.command("understudy.adapterBack")
    async def adapter_back(arguments: list[object]) -> dict[str, object]:
        return await _switch(session, lambda registry, base: registry.back(base))

    @server.command("understudy.adapterOff")
    async def adapter_off(arguments: list[object]) -> dict[str, object]:
        return await _switch(session, lambda registry, base: registry.off(base))


async def choose(
    session: Session, base: str, pick: Callable[[AdapterRegistry], AdapterRecord | None]
) -> AdapterRecord | None:
    """Choose in the registry for the model `base`, swap in the engine and forget what the last adapter wrote.

    If the engine does not take it, the registry goes back too. If it runs another model by now (the user changed it
    meanwhile), the choice waits until `base` is loaded. Raises UnderstudyError or OSError.
    """
    registry = await asyncio.to_thread(AdapterRegistry)
    before = await asyncio.to_thread(registry.current, base)
    record = await asyncio.to_thread(pick, registry)
    try:
        served = await session.host.required()
        if served.engine.info.sha256 == base:
            await session.host.use_adapter(record)
            session.completer.clear()
    except UnderstudyError:
        await asyncio.to_thread(_restore, registry, base, before)
        raise
    return record


def _restore(registry: AdapterRegistry, base: str, before: AdapterRecord | None) -> None:
    if before is None:
        registry.off(base)
    else:
        registry.use(before.id, base)


async def _switch(session: Session, pick: Callable[[AdapterRegistry, str], AdapterRecord | None]) -> dict[str, object]:
    """The answer to a command that chooses another adapter for the model that runs."""
    await session.ready()
    try:
        served = await session.host.required()
        base = served.engine.info.sha256
        await choose(session, base, lambda registry: pick(registry, base))
    except (UnderstudyError, OSError) as error:
        known = os_error(error) if isinstance(error, OSError) else error
        session.notices.once("adapter", str(known))
        return {"adapter": _id(session), "error": {"message": known.message, "nextStep": known.next_step}}
    return {"adapter": _id(session)}


def _id(session: Session) -> str:
    return session.host.adapter.id if session.host.adapter else ""
