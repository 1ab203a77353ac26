"""An engine told in words that travel to another process: a GGUF file, or a server that speaks llama.cpp's or OpenAI's
protocol (llama-server, vLLM)."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec

from understudy.engine.client import EngineClient
from understudy.engine.remote.engine import RemoteEngine
from understudy.models.bundled import resolve

KEY_VARIABLE = "UNDERSTUDY_REMOTE_KEY"  # the command's own (`--remote`); never part of what travels
CONTEXT_TOKENS = 8192  # one prompt and as many long rows at once as the engine has sequences


class EngineAt(msgspec.Struct, frozen=True):
    """model: name or GGUF file ("" = the one in use), or its name at `url` ("" = local). adapter: a GGUF file, None =
    none (local only). threads: 0 = physical cores."""

    model: str = ""
    url: str = ""
    adapter: Path | None = None
    context_tokens: int = CONTEXT_TOKENS
    threads: int = 0


def at(text: str) -> EngineAt:
    """From one word: `http://host:port#model`, or a model's name or file."""
    if text.startswith(("http://", "https://")):
        url, _, model = text.partition("#")
        return EngineAt(model, url)
    return EngineAt(text)


@contextlib.asynccontextmanager
async def opened(where: EngineAt) -> AsyncIterator[EngineClient | RemoteEngine]:
    """A running engine, closed afterwards. Raises ModelError or EngineError with what to do."""
    engine: EngineClient | RemoteEngine
    if where.url:
        key = os.environ.get(KEY_VARIABLE, "")
        engine = await RemoteEngine.start(where.url, where.model, key, context_tokens=where.context_tokens)
    else:
        path = await asyncio.to_thread(resolve, where.model)
        engine = await EngineClient.start(
            path, adapter=where.adapter, context_tokens=where.context_tokens, threads=where.threads
        )
    try:
        yield engine
    finally:
        await engine.close()
