"""`understudy.adapters`, `useAdapter`, `adapterBack`, `adapterOff`, `discardAdapter`: what was learnt, on and off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import msgspec
from pygls.lsp.server import LanguageServer

from understudy.errors import UnderstudyError
from understudy.lsp import gate_words
from understudy.lsp.arguments import first
from understudy.lsp.failure import failure
from understudy.lsp.session import Session
from understudy.models.adapters import AdapterRecord, AdapterRegistry
from understudy.models.names import adapter_name


class _Use(msgspec.Struct, frozen=True):
    id: str


class Listed(msgspec.Struct, frozen=True, rename="camel"):
    """One adapter of the model in use. created: Unix seconds. examples: it was trained on, by `sources`; held_out:
    pairs it was judged by. figures: the gate's."""

    id: str
    name: str
    created: float
    method: str
    examples: int
    sources: dict[str, int]
    held_out: int
    figures: tuple[gate_words.Row, ...]
    in_use: bool


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

    @server.command("understudy.discardAdapter")
    async def discard_adapter(arguments: list[object]) -> dict[str, object]:
        wanted = first(arguments, _Use)
        await session.ready()
        try:
            await _discard(session, wanted.id)
        except (UnderstudyError, OSError) as error:
            return _cannot(session, error)
        return {"adapter": _id(session)}

    @server.command("understudy.adapters")
    async def adapters(arguments: list[object]) -> dict[str, object]:
        await session.ready()
        try:
            base = (await session.host.required()).engine.info.sha256
            found = await asyncio.to_thread(listed, AdapterRegistry(), base)
        except (UnderstudyError, OSError) as error:
            return _cannot(session, error)
        return {"adapters": msgspec.to_builtins(found)}


def listed(registry: AdapterRegistry, base: str) -> list[Listed]:
    """The adapters of a base model, newest first."""
    now = registry.current(base)
    return [
        Listed(
            record.id,
            adapter_name(record),
            record.created,
            record.lineage.method,
            record.lineage.examples,
            record.lineage.sources,
            record.lineage.held_out,
            gate_words.rows(record.lineage.figures),
            now is not None and now.id == record.id,
        )
        for record in registry.list(base)
    ]


async def choose(
    session: Session, base: str, pick: Callable[[AdapterRegistry], AdapterRecord | None]
) -> AdapterRecord | None:
    """Choose in the registry for the model `base`, swap in the engine and forget what the last adapter wrote.

    If the engine does not take it, the registry goes back too. If it runs another model by now (the user changed it
    meanwhile), the choice waits until `base` is loaded. A cancel leaves nothing half done: engine, registry and what is
    written in the log say the same. Raises UnderstudyError or OSError.
    """
    return await asyncio.shield(_choose(session, base, pick))


async def _choose(
    session: Session, base: str, pick: Callable[[AdapterRegistry], AdapterRecord | None]
) -> AdapterRecord | None:
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
        return _cannot(session, error)
    return {"adapter": _id(session)}


async def _discard(session: Session, adapter_id: str) -> None:
    """Delete an adapter. One in use steps back first, so that none is deleted under the engine."""
    registry = await asyncio.to_thread(AdapterRegistry)
    record = await asyncio.to_thread(registry.find, adapter_id)
    base = record.base_sha256
    now = await asyncio.to_thread(registry.current, base)
    if now is not None and now.id == record.id:
        await choose(session, base, lambda chosen: chosen.back(base))
    await asyncio.to_thread(registry.remove, record.id)


def _cannot(session: Session, error: UnderstudyError | OSError) -> dict[str, object]:
    return {"adapter": _id(session)} | failure(error)


def _id(session: Session) -> str:
    return session.host.adapter.id if session.host.adapter else ""
