"""From the settings to a running engine: the local model in its child process, or the remote server's."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass

from understudy.engine.client import EngineClient, State
from understudy.engine.remote.engine import RemoteEngine
from understudy.engine.remote.errors import RemoteRefusedError
from understudy.models import bundled
from understudy.paths import warm_dir
from understudy.settings import EngineSettings, RemoteSettings, Settings

NO_GPU = (
    "understudy.engine.gpuLayers is set, but llama.cpp finds no GPU it can use here; the model runs on the processor. "
    "Set it to 0, or build llama.cpp for your GPU (docs/models.md)."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to load. model: "" = bundled, a catalogue name, or a path; unused while `remote.url` is set."""

    model: str = ""
    threads: int = EngineSettings().threads
    context_tokens: int = EngineSettings().context_tokens
    warm_start: bool = EngineSettings().warm_start
    gpu_layers: int = EngineSettings().gpu_layers
    shared: bool = EngineSettings().shared
    remote: RemoteSettings = RemoteSettings()  # noqa: RUF009 (frozen)

    @classmethod
    def of(cls, settings: Settings) -> Wanted:
        engine = settings.engine
        return cls(
            model=settings.model,
            threads=engine.threads,
            context_tokens=engine.context_tokens,
            warm_start=engine.warm_start,
            gpu_layers=engine.gpu_layers,
            shared=engine.shared,
            remote=settings.remote,
        )


async def start(
    wanted: Wanted, on_state: Callable[[State], None], on_adapter: Callable[[], None] = lambda: None
) -> EngineClient | RemoteEngine:
    """on_adapter: called when another window had the adapter swapped.

    Raises UnderstudyError, or OSError for a model file that cannot be read."""
    remote = wanted.remote
    if remote.url.strip():
        return await RemoteEngine.start(
            remote.url,
            remote.model,
            remote_key(remote.key_variable),
            context_tokens=wanted.context_tokens,
            patient=True,
            on_state=on_state,
        )
    path = await asyncio.to_thread(bundled.resolve, wanted.model)
    return await EngineClient.start(
        path,
        threads=wanted.threads,
        context_tokens=wanted.context_tokens,
        gpu_layers=wanted.gpu_layers,
        state_dir=warm_dir() if wanted.warm_start else None,
        on_state=on_state,
        shared=wanted.shared,
        on_adapter=on_adapter,
    )


def remote_key(variable: str) -> str:
    """The key in that environment variable, "" if none is named. Never says the name: it may be the key by mistake.

    Raises RemoteRefusedError if the variable is not set.
    """
    key = os.environ.get(variable.strip(), "") if variable.strip() else ""
    if variable.strip() and not key:
        raise RemoteRefusedError(
            "The environment variable named in understudy.remote.keyVariable is not set.",
            "Set it where the editor is started, and start the editor anew.",
        )
    return key
