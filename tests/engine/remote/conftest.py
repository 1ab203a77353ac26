"""A real llama-server with the bundled model, and a server that says what a test wants."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

import tests.engine.remote.stand_in as stand_in_module
from tests.engine.remote.stand_in import MODELS, StandIn, says
from understudy.models.bundled import bundled_path


def llama_server_folder() -> Path:
    """Where `scripts/setup.sh server` puts it."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return cache / "understudy-dev" / "llama-server"


class LlamaServer:
    """One process; `url` stays the same over restarts."""

    def __init__(self, model: Path, *flags: str) -> None:
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._command = [
            str(llama_server_folder() / "llama-server"), "-m", str(model), "--host", "127.0.0.1", "--port",
            str(self.port), "-t", "1", "-tb", "1", "--no-warmup", "--slots", *flags,
        ]  # fmt: skip
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        environment = os.environ | {"LD_LIBRARY_PATH": str(llama_server_folder()), "GOMP_SPINCOUNT": "10000"}
        process = subprocess.Popen(self._command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"{self.url}/health", timeout=1):
                    return process
            except OSError:
                assert process.poll() is None, "llama-server ended"
                time.sleep(0.05)
        raise AssertionError("llama-server never became ready")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def again(self) -> None:
        self.process = self._start()


@pytest.fixture(scope="session")
def llama_server_at(request: pytest.FixtureRequest) -> Iterator[Callable[..., LlamaServer]]:
    """`llama_server_at(model, *flags)` starts one; all end with the session."""
    if not (llama_server_folder() / "llama-server").is_file():
        pytest.skip("llama-server is not built: run `scripts/setup.sh server`")
    started: list[LlamaServer] = []

    def start(model: Path, *flags: str) -> LlamaServer:
        started.append(LlamaServer(model, *flags))
        return started[-1]

    yield start
    for server in started:
        server.kill()


@pytest.fixture(scope="session")
def llama_server(llama_server_at: Callable[..., LlamaServer]) -> LlamaServer:
    """With the bundled model and two slots."""
    return llama_server_at(bundled_path(), "-np", "2", "-c", "2048")


@pytest_asyncio.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    """Lists one model; everything else is the test's."""
    async with stand_in_module.running(StandIn({"/v1/models": says(MODELS)})) as running:
        yield running


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
