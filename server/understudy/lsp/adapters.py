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


async def swap(session: Session, record: AdapterRecord | None) -> None:
    """Use an adapter in the running engine and forget what the last one wrote. Raises UnderstudyError."""
    await session.host.use_adapter(record)
    session.completer.clear()


async def _switch(
    session: Session, choose: Callable[[AdapterRegistry, str], AdapterRecord | None]
) -> dict[str, object]:
    """Choose in the registry, swap in the engine; if that fails, the registry goes back too."""
    await session.ready()
    try:
        served = await session.host.required()
        base = served.engine.info.sha256
        registry = await asyncio.to_thread(AdapterRegistry)
        record = await asyncio.to_thread(choose, registry, base)
        try:
            await swap(session, record)
        except UnderstudyError:
            await asyncio.to_thread(registry.back, base)
            raise
    except (UnderstudyError, OSError) as error:
        known = os_error(error) if isinstance(error, OSError) else error
        session.notices.once("adapter", str(known))
        return {"adapter": _id(session), "error": {"message": known.message, "nextStep": known.next_step}}
    return {"adapter": _id(session)}


def _id(session: Session) -> str:
    return session.host.adapter.id if session.host.adapter else ""
