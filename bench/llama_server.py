"""The real llama-server (`scripts/setup.sh server`) as a baseline: one process, and connections that stay open.

The client is as quick as a client can be (kept connections, no Nagle, no delayed acknowledgement), so that what is
measured is the server.
"""

from __future__ import annotations

import http.client
import json
import os
import select
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

START_S = 120.0
QUICKACK = getattr(socket, "TCP_QUICKACK", socket.TCP_NODELAY)
# --cache-ram 0: copies of earlier prompts in memory cost it time, and no program here asks for one again
QUIET = ("--no-webui", "--no-slots", "--threads-http", "10", "--cache-ram", "0")


def binary() -> Path:
    """Where the set-up puts it. Raises FileNotFoundError with the command that makes it."""
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    path = root / "understudy-dev" / "llama-server" / "llama-server"
    if not path.is_file():
        raise FileNotFoundError("llama-server is not built; run scripts/setup.sh server")
    return path


class LlamaServer:
    """A context manager. options: command-line arguments beside model, port and threads."""

    def __init__(self, model: Path, *, threads: int, context: int, options: tuple[str, ...] = ()) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        count = str(threads)
        self._command = [str(binary()), "-m", str(model), "--host", "127.0.0.1", "--port", str(self.port)]
        self._command += ["-t", count, "-tb", count, "-c", str(context), *QUIET, *options]
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 (closed in __exit__)
        self._process: subprocess.Popen[bytes] | None = None
        self._connections = threading.local()

    def __enter__(self) -> LlamaServer:
        environment = os.environ | {"LD_LIBRARY_PATH": str(binary().parent), "GGML_NO_BACKTRACE": "1"}
        # as our own engine is started: the baseline must not lose for want of one variable
        environment["GOMP_SPINCOUNT"] = "10000"
        self._process = subprocess.Popen(self._command, env=environment, stdout=self._log, stderr=self._log)
        try:
            self._wait()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._log.close()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """The whole answer. Each thread has a connection of its own."""
        answer = json.loads(self._send(path, body).read())
        assert isinstance(answer, dict | list)
        return answer if isinstance(answer, dict) else {"answers": answer}

    def events(self, path: str, body: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The answer as it is written (server-sent events); read it to the end."""
        response = self._send(path, body | {"stream": True})
        while line := response.readline():
            self._acknowledge()
            if line.startswith(b"data: {"):
                yield json.loads(line[6:])
        self._connect()  # the server ends a connection after a stream; the next request finds one open

    def _send(self, path: str, body: dict[str, Any]) -> http.client.HTTPResponse:
        connection = self._connection()
        connection.request("POST", path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        self._acknowledge()
        response = connection.getresponse()
        if response.status != 200:
            raise RuntimeError(f"llama-server says {response.status}: {response.read()[:500]!r}")
        return response

    def _connection(self) -> http.client.HTTPConnection:
        """The open connection of this thread; the server drops one after 5 s without a request, or 100 of them."""
        known = getattr(self._connections, "it", None)
        if not isinstance(known, http.client.HTTPConnection) or known.sock is None:
            return self._connect()
        dropped = bool(select.select([known.sock], [], [], 0)[0])
        return self._connect() if dropped else known

    def _connect(self) -> http.client.HTTPConnection:
        old = getattr(self._connections, "it", None)
        if isinstance(old, http.client.HTTPConnection):
            old.close()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        connection.connect()
        self._connections.it = connection
        return connection

    def _acknowledge(self) -> None:
        connection = getattr(self._connections, "it", None)
        if isinstance(connection, http.client.HTTPConnection) and connection.sock is not None:
            connection.sock.setsockopt(socket.IPPROTO_TCP, QUICKACK, 1)

    def _wait(self) -> None:
        assert self._process is not None
        end = time.monotonic() + START_S
        while time.monotonic() < end:
            if self._process.poll() is not None:
                raise RuntimeError(f"llama-server ended with {self._process.returncode}:\n{self._tail()}")
            probe = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            try:
                probe.request("GET", "/health")
                if probe.getresponse().status == 200:
                    return
            except OSError:
                pass
            finally:
                probe.close()
            time.sleep(0.05)
        raise RuntimeError(f"llama-server did not become ready:\n{self._tail()}")

    def _tail(self) -> str:
        self._log.seek(0)
        return self._log.read()[-2000:].decode("utf-8", "replace")
