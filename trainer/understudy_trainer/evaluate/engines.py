"""An engine told in words that travel to another process: a GGUF file, or a server that speaks llama.cpp's or OpenAI's
protocol (llama-server, vLLM)."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import msgspec

from understudy.engine.client import EngineClient
from understudy.engine.remote import address
from understudy.engine.remote.engine import RemoteEngine
from understudy.models.bundled import resolve

KEY_VARIABLE = "UNDERSTUDY_REMOTE_KEY"  # of the command's own model (`--model`, `--remote`)
TEACHER_KEY_VARIABLE = "UNDERSTUDY_TEACHER_KEY"  # of whoever is asked beside it
CONTEXT_TOKENS = 8192  # one prompt and as many long rows at once as the engine has sequences


class EngineAt(msgspec.Struct, frozen=True):
    """model: name or GGUF file ("" = the one in use), or its name at `url` ("" = local). adapter: a GGUF file, None =
    none (local only). threads: 0 = physical cores. key_variable: environment variable with `url`'s key, "" = none: a
    key is for one server. The key itself is no part of what travels to other processes."""

    model: str = ""
    url: str = ""
    adapter: Path | None = None
    context_tokens: int = CONTEXT_TOKENS
    threads: int = 0
    key_variable: str = ""


def at(text: str, key_variable: str = "") -> EngineAt:
    """From one word: `http://host:port#model`, or a model's name or file."""
    if text.startswith(("http://", "https://")):
        url, _, model = text.partition("#")
        return EngineAt(model, url, key_variable=key_variable)
    return EngineAt(text)


def travels(engines: Sequence[EngineAt], sources: Sequence[str]) -> list[str]:
    """What the user should hear once before anything is sent: code of a folder that goes to a server, and text that
    goes there unencrypted. Raises RemoteRefusedError (no address)."""
    said: dict[str, None] = {}
    folders = [source for source in sources if Path(source).expanduser().is_dir()]
    for where in (address.parse(engine.url) for engine in engines if engine.url):
        said |= {f"Functions of {folder} and code for them are sent to {where.host}.": None for folder in folders}
        if where.warning:
            said[f"Tasks and code travel to {where.host} unencrypted. Use https:// if the server offers it."] = None
    return list(said)


@contextlib.asynccontextmanager
async def opened(where: EngineAt) -> AsyncIterator[EngineClient | RemoteEngine]:
    """A running engine, closed afterwards. Raises ModelError or EngineError with what to do."""
    engine: EngineClient | RemoteEngine
    if where.url:
        key = os.environ.get(where.key_variable, "") if where.key_variable else ""
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
