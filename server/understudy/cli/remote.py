"""`--remote URL`: a server of the user's choice instead of the local model, for the verbs that can do with one."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import AsyncIterator

from understudy.cli.output import note
from understudy.engine.remote.engine import RemoteEngine

URL_VARIABLE, KEY_VARIABLE = "UNDERSTUDY_REMOTE", "UNDERSTUDY_REMOTE_KEY"


def add_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--remote",
        metavar="URL",
        default=os.environ.get(URL_VARIABLE, ""),
        help=f"llama-server or OpenAI-compatible server instead of the local model; --model is its name there "
        f"(default: {URL_VARIABLE}; key: {KEY_VARIABLE})",
    )


@contextlib.asynccontextmanager
async def opened(url: str, model: str, context_tokens: int = 4096) -> AsyncIterator[RemoteEngine]:
    """The server's engine. Raises EngineUnavailable with what to do. Says once if text travels unencrypted."""
    engine = await RemoteEngine.start(url, model, os.environ.get(KEY_VARIABLE, ""), context_tokens=context_tokens)
    if engine.warning:
        note(engine.warning)
    try:
        yield engine
    finally:
        await engine.close()
