"""The server as a process: quick to answer, and gone when its client is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil

from tests.lsp.conftest import REPOSITORY, SERVE


def message(value: object) -> bytes:
    body = json.dumps(value).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def test_server_and_its_engine_end_when_the_client_dies(tmp_path: Path, model: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", SERVE, str(REPOSITORY / "server")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"UNDERSTUDY_HOME": str(tmp_path / "home")},
    )
    assert process.stdin and process.stdout
    initialize = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": None, "capabilities": {}}}
    process.stdin.write(message(initialize))
    process.stdin.flush()
    length = 0
    while (header := process.stdout.readline().strip()) != b"":
        if header.lower().startswith(b"content-length:"):
            length = int(header.split(b":")[1])
    answer = json.loads(process.stdout.read(length))
    capabilities = answer["result"]["capabilities"]
    assert capabilities["inlineCompletionProvider"] is not None and "completionProvider" in capabilities
    assert "understudy.generate" in capabilities["executeCommandProvider"]["commands"]
    process.stdin.write(message({"jsonrpc": "2.0", "method": "initialized", "params": {}}))
    settings = {"settings": {"understudy": {"model": str(model), "engine": {"shared": False}}}}
    process.stdin.write(message({"jsonrpc": "2.0", "method": "workspace/didChangeConfiguration", "params": settings}))
    process.stdin.flush()
    server = psutil.Process(process.pid)
    children: list[psutil.Process] = []
    for _ in range(300):  # it begins with the defaults, and has another engine by then
        children = server.children(recursive=True)
        if children:
            break
        time.sleep(0.1)
    assert children, "the engine was never started"
    process.stdin.close()
    process.wait(15)
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive
