"""`understudy.models`, `understudy.pullModel`, `understudy.useModel`: what could run here, and getting and picking it.

Nothing is downloaded that the user did not ask for by name. Picking is the client's: it writes `understudy.model`; for
one that has no settings of its own the choice is remembered, as `understudy models use` does.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Any
from urllib.parse import urlsplit

import msgspec
from lsprotocol import types
from pygls.lsp.server import LanguageServer

from understudy.engine.probe import probe
from understudy.errors import UnderstudyError
from understudy.lsp import pull_process
from understudy.lsp.arguments import first
from understudy.lsp.failure import failure, uncancel
from understudy.lsp.progress import progress
from understudy.lsp.pull_process import Pulled
from understudy.lsp.session import Session
from understudy.models import advice, installed
from understudy.models.bundled import BUNDLED_NAME, bundled_path, resolve
from understudy.models.catalogue import find
from understudy.models.choice import choose_model
from understudy.models.errors import ModelError
from understudy.models.gguf_header import read_model
from understudy.models.hardware import Hardware

STOPPED = ModelError("Stopped.", "The model in use stays; try again.")  # said, never raised
CUT = ModelError("The download was stopped.", "Start it again; it continues where it stopped.")
PROBED_FOR_S = 600.0  # memory comes and goes; the rest does not


class _Pull(msgspec.Struct, frozen=True, rename="camel"):
    """name: of the list, or owner/repository/file.gguf."""

    name: str
    work_done_token: str | int | None = None


class _Use(msgspec.Struct, frozen=True):
    """name: as in `understudy.model`. path: a GGUF file anywhere. remember: for all windows and commands that name no
    model themselves; those that have one loaded take it when they load the next time."""

    name: str = ""
    path: str = ""
    remember: bool = False


class _Machine:
    """The probe's answer, asked for once and kept for a while; one probe at a time."""

    def __init__(self) -> None:
        self._known: tuple[float, Hardware] | None = None
        self._asking = asyncio.Lock()

    async def hardware(self, threads: int) -> Hardware:
        async with self._asking:
            now = asyncio.get_running_loop().time()
            if self._known is not None and now - self._known[0] < PROBED_FOR_S:
                return self._known[1]
            try:
                found = await probe(bundled_path(), threads=threads)
            except UnderstudyError as error:  # this installation has no bundled model to measure
                return Hardware(problem=str(error))
            if not found.problem:
                self._known = (now, found)
            return found


def register(server: LanguageServer, session: Session) -> None:
    machine, pulling = _Machine(), asyncio.Lock()

    @server.command("understudy.models")
    async def models(arguments: list[object]) -> object:
        return await _answered(_models(session, machine))

    @server.command("understudy.pullModel")
    async def pull_model(arguments: list[object]) -> object:
        wanted = first(arguments, _Pull)
        return await _answered(_pull(server, session, wanted, pulling), CUT)

    @server.command("understudy.useModel")
    async def use_model(arguments: list[object]) -> object:
        return await _answered(_use(session, first(arguments, _Use)))


async def _models(session: Session, machine: _Machine) -> dict[str, object]:
    await session.ready()
    settings = session.settings
    hardware = await machine.hardware(settings.engine.threads)
    found = await asyncio.to_thread(installed.entries, settings.model)
    advised = advice.advise(found, hardware, settings.engine.gpu_layers)
    rows = [
        {
            "name": entry.name,
            "path": str(entry.path) if entry.path else None,
            "sizeBytes": entry.size_bytes,
            "licence": entry.licence,
            "installed": entry.installed,
            "inUse": entry.in_use,
        }
        | msgspec.to_builtins(advised.verdicts[entry.name])
        for entry in found
    ]
    facts = msgspec.to_builtins(hardware)
    gpu = max(hardware.gpus, key=lambda gpu: gpu.total_bytes, default=None)
    features = hardware.features
    facts |= {"gpu": gpu.name if gpu else None, "gpuBytes": gpu.total_bytes if gpu and gpu.total_bytes else None}
    facts |= {"avx2": None if features is None else "AVX2" in features}
    return {
        "hardware": facts,
        "recommended": advised.recommended,
        "models": rows,
        "gpuLayers": settings.engine.gpu_layers,
        "hub": _host(settings.models.hub),
        "remote": session.host.remote,
    }


async def _pull(server: LanguageServer, session: Session, wanted: _Pull, pulling: asyncio.Lock) -> dict[str, object]:
    result: Pulled | None = None
    async with progress(server, wanted.work_done_token, f"Download {wanted.name}") as report:
        await session.ready()
        hub = session.settings.models.hub
        await asyncio.to_thread(_endpoint, hub)  # a wrong one is no process's argument
        if pulling.locked():
            raise ModelError("A model is being downloaded already.", "Wait for it, or cancel it.")
        async with pulling, contextlib.aclosing(pull_process.run(wanted.name, hub)) as events:
            report("asking the hub", 0.0)
            async for event in events:
                if isinstance(event, Pulled):
                    result = event
                else:
                    report(event.message, event.share)
    assert result is not None  # the generator raises otherwise
    answer: dict[str, object] = msgspec.to_builtins(result)
    return answer


async def _use(session: Session, wanted: _Use) -> dict[str, object]:
    await session.ready()
    text = wanted.path or wanted.name or BUNDLED_NAME
    path = await asyncio.to_thread(resolve, text)
    await asyncio.to_thread(read_model, path)
    listed = text.lower() == BUNDLED_NAME or find(text) is not None
    name = text.lower() if listed else str(await asyncio.to_thread(path.absolute)) if wanted.path else text
    if not wanted.remember:
        return {"model": name, "path": str(path)}
    await asyncio.to_thread(choose_model, "" if name == BUNDLED_NAME else name)
    if own := session.settings.model:
        note = f"{name} is remembered, but this editor's setting understudy.model says {own}, which goes first here."
    else:
        session.completer.clear()
        await session.host.restart()
        note = f"{name} is used from now on; other open windows take it when their engine starts anew."
    session.notices.once("model", note, types.MessageType.Info)
    return {"model": name, "path": str(path), "note": note}


def _host(hub: str) -> str:
    """For a question to the user; a wrong address is refused when it is used."""
    try:
        return urlsplit(_endpoint(hub)).hostname or hub
    except ModelError:
        return hub.rpartition("@")[2]  # before it may stand a password


def _endpoint(hub: str) -> str:
    from understudy.models.hub import endpoint  # an HTTP client: `initialize` need not wait 0.05 s for it

    return endpoint(hub)


async def _answered(work: Coroutine[Any, Any, dict[str, object]], cancelled: ModelError = STOPPED) -> dict[str, object]:
    """The answer; an error of ours, or a cancel, is an answer too. cancelled: what is said of that."""
    try:
        return await work
    except (UnderstudyError, OSError) as error:
        return failure(error)
    except asyncio.CancelledError:
        uncancel()
        return failure(cancelled) | {"cancelled": True}
