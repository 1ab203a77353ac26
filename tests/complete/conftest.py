"""A real engine on a model whose greedy text is known, with a record of what it was asked."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

import tests.lsp.bigram_model as bigram_model
from understudy.engine.client import EngineClient
from understudy.engine.protocol import Delta, Done, Finished, ModelInfo


class Recorded:
    """The real client; requests: what each `stream` was given."""

    def __init__(self, client: EngineClient) -> None:
        self.client = client
        self.requests: list[dict[str, Any]] = []

    @property
    def info(self) -> ModelInfo:
        return self.client.info

    def stream(self, prompt: Any, **how: Any) -> AsyncIterator[Delta | Finished | Done]:
        self.requests.append({"prompt": prompt, **how})
        return self.client.stream(prompt, **how)

    def of(self, priority: str) -> list[dict[str, Any]]:
        return [request for request in self.requests if request["priority"] == priority]

    @contextmanager
    def held(self) -> Iterator[None]:
        """The engine's process stands still: what is asked meanwhile is answered afterwards."""
        pid = self.client.pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGCONT)


@pytest.fixture(scope="session")
def branching_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bigram_model.make_model(tmp_path_factory.mktemp("model") / "bigram.gguf", branches=True)


@pytest_asyncio.fixture
async def engine(branching_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Recorded]:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    client = await EngineClient.start(branching_model, threads=1, context_tokens=1024)
    yield Recorded(client)
    await client.close()
