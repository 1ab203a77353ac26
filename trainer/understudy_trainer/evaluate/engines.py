"""An engine told in words that travel to another process: a GGUF file, or a server that speaks llama.cpp's or OpenAI's
protocol (llama-server, vLLM)."""

from __future__ import annotations

import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec

from understudy.engine.client import EngineClient
from understudy.engine.remote.engine import RemoteEngine

KEY_VARIABLE = "UNDERSTUDY_REMOTE_KEY"  # never part of what travels
CONTEXT_TOKENS = 8192  # one prompt and as many long rows at once as the engine has sequences


class EngineAt(msgspec.Struct, frozen=True):
    """model: a GGUF file, or the model's name at `url`. adapter: a GGUF file, "" = none (local only)."""

    model: str = ""
    adapter: str = ""
    url: str = ""
    context_tokens: int = CONTEXT_TOKENS


@contextlib.asynccontextmanager
async def opened(where: EngineAt) -> AsyncIterator[EngineClient | RemoteEngine]:
    """A running engine, closed afterwards. Raises EngineUnavailable with what to do."""
    engine: EngineClient | RemoteEngine
    if where.url:
        key = os.environ.get(KEY_VARIABLE, "")
        engine = await RemoteEngine.start(where.url, where.model, key, context_tokens=where.context_tokens)
    else:
        adapter = Path(where.adapter) if where.adapter else None
        engine = await EngineClient.start(Path(where.model), adapter=adapter, context_tokens=where.context_tokens)
    try:
        yield engine
    finally:
        await engine.close()
