"""A hub on this machine, as far as downloads go: what huggingface.co answers to the same requests, and its failures.

`/api/models/OWNER/NAME/revision/REV` lists a repository; `/OWNER/NAME/resolve/REV/FILE` names commit, checksum and
size of a file and sends to where it lies: a storage host of its own (another name of this machine), by links that can
run out. Run as a program it serves one file until it is killed: `python hub_server.py OWNER/NAME FILE`.
"""

from __future__ import annotations

import hashlib
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass
class Repository:
    """files: content by path. commit: what `main` is now, and the only one there is."""

    files: dict[str, bytes]
    commit: str = "c" * 40

    def revision(self, name: str) -> bool:
        return name in ("main", self.commit)


@dataclass
class Hub:
    """What is served, and what goes wrong.

    cut_after: bytes after which every transfer breaks off. slow_s: how long a whole transfer takes. served: what the
    storage sends instead of a file's content. status: of every answer to `resolve`. link_uses: how often a link to the
    storage works. skips: bytes that the storage leaves out where it is asked to go on. portal: all answers are a page
    to log in to a network. says_checksum, lists_checksum: whether `resolve` and the listing name it. requests:
    (method, path, headers) in order.
    """

    repositories: dict[str, Repository] = field(default_factory=dict)
    cut_after: int | None = None
    slow_s: float = 0.0
    served: bytes | None = None
    status: int | None = None
    link_uses: int | None = None
    says_checksum: bool = True
    lists_checksum: bool = True
    supports_ranges: bool = True
    skips: int = 0
    xet: bool = True
    portal: bool = False
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    url: str = ""
    port: int = 0
    uses: dict[str, int] = field(default_factory=dict)

    def paths(self, method: str) -> list[str]:
        return [path for asked, path, _ in self.requests if asked == method]

    @property
    def ranges(self) -> list[str]:
        """Of the requests to the storage."""
        return [headers.get("range", "") for _, path, headers in self.requests if path.startswith("/storage/")]


@contextmanager
def serving(hub: Hub, port: int = 0) -> Iterator[Hub]:
    """`hub.url` answers inside."""

    class Bound(_Handler):
        pass

    Bound.hub = hub
    with ThreadingHTTPServer(("127.0.0.1", port), Bound) as server:
        hub.port = server.server_address[1]
        hub.url = f"http://127.0.0.1:{hub.port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield hub
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    hub: Hub

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.hub.requests.append((self.command, path, headers))
        words = path.strip("/").split("/")
        if self.hub.portal:
            self._send(200, {"Content-Type": "text/html", "Content-Length": "6", "ETag": '"1"'}, b"log in")
            return
        if words[:2] == ["api", "models"]:
            self._listing("/".join(words[2:4]), words[5] if len(words) > 5 else "main")
        elif words[0] == "storage":
            self._content(words[1], "/".join(words[2:4]), "/".join(words[4:]))
        elif len(words) > 4 and words[2] == "resolve":
            self._resolve("/".join(words[:2]), words[3], "/".join(words[4:]))
        else:
            self._refuse(404, "")

    def _listing(self, name: str, revision: str) -> None:
        repository = self.hub.repositories.get(name)
        if repository is None:
            self._refuse(401, "RepoNotFound")
            return
        if not repository.revision(revision):
            self._refuse(404, "RevisionNotFound")
            return
        siblings = []
        for path, content in repository.files.items():
            lfs = {"sha256": _sha256(content), "size": len(content), "pointerSize": 134}
            kept = {"lfs": lfs} if self.hub.lists_checksum else {}
            siblings.append({"rfilename": path, "size": len(content), "blobId": "b" * 40} | kept)
        value = {"id": name, "modelId": name, "sha": repository.commit, "private": False, "siblings": siblings}
        data = json.dumps(value | {"tags": [], "downloads": 0, "likes": 0}).encode()
        self._send(200, {"Content-Type": "application/json", "Content-Length": str(len(data))}, data)

    def _resolve(self, name: str, revision: str, file: str) -> None:
        repository = self.hub.repositories.get(name)
        if self.hub.status is not None:
            self._refuse(self.hub.status, "")
        elif repository is None:
            self._refuse(401, "RepoNotFound")
        elif not repository.revision(revision):
            self._refuse(404, "RevisionNotFound")
        elif file not in repository.files:
            self._refuse(404, "EntryNotFound")
        else:
            link = str(len(self.hub.uses))
            self.hub.uses[link] = 0
            content = repository.files[file]
            said = {"X-Linked-Etag": f'"{_sha256(content)}"'} if self.hub.says_checksum else {"ETag": '"abc"'}
            if self.hub.xet:
                said |= {"X-Xet-Hash": "f" * 64, "X-Xet-Refresh-Route": f"{self.hub.url}/api/xet"}
            said |= {"X-Linked-Size": str(len(content)), "X-Repo-Commit": repository.commit, "Content-Length": "0"}
            where = f"http://localhost:{self.hub.port}/storage/{link}/{name}/{file}"  # another host, as of a CDN
            self._send(302, said | {"Location": where}, b"")

    def _content(self, link: str, name: str, file: str) -> None:
        hub = self.hub
        hub.uses[link] = hub.uses.get(link, 0) + 1
        if hub.link_uses is not None and hub.uses[link] > hub.link_uses:
            self._refuse(403, "")
            return
        content = hub.served if hub.served is not None else hub.repositories[name].files[file]
        wanted = self.headers.get("Range", "")
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and hub.supports_ranges else 0
        if start and start >= len(content):
            self._refuse(416, "")
            return
        start += self.hub.skips if start else 0
        data = content[start:]
        headers = {"Content-Length": str(len(data)), "ETag": f'"{_sha256(content)[:16]}"'}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        sent = data if hub.cut_after is None else data[: hub.cut_after]
        self._send(206 if start else 200, headers, sent)

    def _refuse(self, status: int, code: str) -> None:
        self._send(status, {"Content-Length": "0"} | ({"X-Error-Code": code} if code else {}), b"")

    def _send(self, status: int, headers: dict[str, str], data: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        step = max(1, len(data) // 20) if self.hub.slow_s else len(data) or 1
        pause = threading.Event()
        try:
            for start in range(0, len(data), step):
                self.wfile.write(data[start : start + step])
                pause.wait(self.hub.slow_s / 20)
        except OSError:
            self.close_connection = True  # the client went away

    def log_message(self, format: str, *args: object) -> None:
        pass


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def main(name: str, file: str) -> None:
    """Serve until killed; the address is the first line of output."""
    content = Path(file).read_bytes()
    with serving(Hub({name: Repository({Path(file).name: content})}, slow_s=2.0)) as hub:
        print(hub.url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
