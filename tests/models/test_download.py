"""Downloads against a local server that cuts connections, changes its file, or answers badly."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from understudy.models.download import ATTEMPTS, Cancelled, pull
from understudy.models.errors import ModelError

CONTENT = bytes(range(256)) * 4000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Server(ThreadingHTTPServer):
    """cut_after: bytes after which each connection is closed. ranges: what was asked for, in order."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content, self.tag = CONTENT, '"one"'
        self.cut_after: int | None = None
        self.status: int | None = None
        self.supports_ranges = True
        self.ranges: list[str | None] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/model.gguf"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        wanted = self.headers.get("Range")
        server.ranges.append(wanted)
        if server.status is not None:
            self.send_error(server.status)
            return
        fresh = self.headers.get("If-Range") == server.tag
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and fresh and server.supports_ranges else 0
        body = server.content[start:]
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", server.tag)
        self.end_headers()
        self.wfile.write(body if server.cut_after is None else body[: server.cut_after])

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def test_a_file_arrives_whole_with_progress(server: Server, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    found = pull(server.url, tmp_path / "sub" / "model.gguf", SHA256, lambda done, total: seen.append((done, total)))
    assert found == SHA256
    assert (tmp_path / "sub" / "model.gguf").read_bytes() == CONTENT
    assert seen[0] == (0, len(CONTENT)) and seen[-1] == (len(CONTENT), len(CONTENT))
    assert [path.name for path in (tmp_path / "sub").iterdir()] == ["model.gguf"]


def test_a_cut_connection_is_resumed_where_it_stopped(server: Server, tmp_path: Path) -> None:
    server.cut_after = 300_000
    assert pull(server.url, tmp_path / "model.gguf", SHA256, retry_s=0) == SHA256
    assert server.ranges == [None, "bytes=300000-", "bytes=600000-", "bytes=900000-"]


def test_a_server_without_ranges_starts_over(server: Server, tmp_path: Path) -> None:
    dest = tmp_path / "model.gguf"
    server.cut_after, server.supports_ranges = 300_000, False
    with pytest.raises(ModelError):
        pull(server.url, dest, SHA256, retry_s=0)
    server.cut_after = None
    assert pull(server.url, dest, SHA256, retry_s=0) == SHA256


def test_a_part_of_an_older_version_is_not_continued(server: Server, tmp_path: Path) -> None:
    dest = tmp_path / "model.gguf"
    cancel = threading.Event()
    with pytest.raises(Cancelled):
        pull(server.url, dest, progress=lambda done, _: cancel.set() if done > 100_000 else None, cancel=cancel)
    assert not dest.exists()
    server.content, server.tag = CONTENT[::-1], '"two"'
    pull(server.url, dest, hashlib.sha256(CONTENT[::-1]).hexdigest())
    assert dest.read_bytes() == CONTENT[::-1]


def test_a_stopped_download_continues_next_time(server: Server, tmp_path: Path) -> None:
    dest = tmp_path / "model.gguf"
    cancel = threading.Event()
    with pytest.raises(Cancelled) as caught:
        pull(server.url, dest, progress=lambda done, _: cancel.set() if done > 100_000 else None, cancel=cancel)
    assert "continues" in caught.value.next_step
    pull(server.url, dest, SHA256)
    assert server.ranges[-1] is not None


def test_a_wrong_checksum_keeps_the_old_file_and_no_part(server: Server, tmp_path: Path) -> None:
    dest = tmp_path / "model.gguf"
    dest.write_bytes(b"old")
    with pytest.raises(ModelError, match="checksum"):
        pull(server.url, dest, "0" * 64)
    assert dest.read_bytes() == b"old"
    assert not (tmp_path / "model.gguf.part").exists()


def test_a_missing_file_fails_at_once(server: Server, tmp_path: Path) -> None:
    server.status = 404
    with pytest.raises(ModelError, match="404"):
        pull(server.url, tmp_path / "model.gguf")
    assert len(server.ranges) == 1


def test_a_server_that_keeps_failing_is_given_up(server: Server, tmp_path: Path) -> None:
    server.status = 503
    with pytest.raises(ModelError) as caught:
        pull(server.url, tmp_path / "model.gguf", retry_s=0)
    assert len(server.ranges) == ATTEMPTS
    assert caught.value.next_step


def test_a_local_path_is_no_address(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        pull("file:///etc/passwd", tmp_path / "model.gguf")
