"""One tiny random model and adapter for the session, and a driver that steps the scheduler by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

import tests.engine.tiny as tiny
from tests.engine.driver import Driver
from understudy.engine.client import EngineClient
from understudy.engine.llama import Llama
from understudy.engine.scheduler import SEQUENCES


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.make_model(tmp_path_factory.mktemp("models") / "tiny.gguf")


@pytest.fixture(scope="session")
def tiny_adapter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.make_adapter(tmp_path_factory.mktemp("adapters") / "adapter.gguf")


@pytest.fixture(scope="session")
def loaded(tiny_model: Path) -> Iterator[Llama]:
    engine = Llama(tiny_model, context_tokens=1024, threads=1, sequences=SEQUENCES)
    yield engine
    engine.close()


@pytest.fixture
def driver(loaded: Llama) -> Driver:
    loaded.clear()
    loaded.allow()
    return Driver(loaded)


@pytest_asyncio.fixture
async def client(tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[EngineClient]:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    engine = await EngineClient.start(tiny_model, threads=1, context_tokens=1024)
    yield engine
    await engine.close()
