"""Fork server: waits for requests, forks and confines one child per request, watches it, reports how it ended.

In: JSON lines {"op": "run", "id", "timeout", "memory_mb", "files", …} or {"op": "cancel", "id"} on stdin.
Out: {"ev": "record", "id", …} for each record a child wrote with its nonce, and {"ev": "end", "id", "why", "code",
"wall", "cpu", "stdout", "stderr"}. Seconds and bytes. It holds no secret and trusts nothing a child says.
"""

# os.path throughout: this runs in every fork, and pathlib is slow to load
# ruff: noqa: PTH102, PTH118, PTH120, PTH123

from __future__ import annotations

import contextlib
import gc
import importlib.util
import json
import os
import selectors
import shutil
import signal
import time
from typing import TYPE_CHECKING, Any, Callable  # noqa: UP035 - the workspace's Python may be 3.9

if TYPE_CHECKING:
    from understudy.runner.inside import child as confined
    from understudy.runner.inside import confine
else:  # by path, under a name no workspace has: this folder must not be on sys.path
    _spec = importlib.util.spec_from_file_location("_understudy_child", os.path.dirname(__file__) + "/child.py")
    confined = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(confined)
    confine = confined.confine

OUTPUT_CAP = 1 << 20  # a child that prints more is killed: 10 GB of print must not fill anything
KEPT_OUTPUT = 64 << 10  # ProgramResult's cap
SCRATCH_CAP = 64 << 20
WATCH_S = 0.05  # how often memory is looked at: shared mappings escape RLIMIT_DATA

Json = dict[str, Any]
Put = Callable[[Json], None]


class Child:
    """One running request."""

    def __init__(self, request: Json, pid: int, records: int, out: int, err: int, nonce: str, scratch: str) -> None:
        self.id, self.pid, self.nonce, self.scratch = request["id"], pid, nonce, scratch
        self.records = records
        self.pidfd = os.pidfd_open(pid)
        self.texts = {out: b"", err: b""}
        self.out, self.err = out, err
        self.open = {records, out, err, self.pidfd}
        self.buffer = b""
        self.printed = 0
        self.init = 0  # pid of the namespace's first process
        self.why = ""
        self.began = time.monotonic()
        self.deadline = self.began + float(request["timeout"])
        self.memory = int(request["memory_mb"]) << 20
        self.killed_at = 0.0

    def kill(self, why: str) -> None:
        self.why = self.why or why
        self.killed_at = self.killed_at or time.monotonic()
        # the namespace's init first: its parent then reaps it; the other way round leaves a zombie
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(self.init or self.pid, signal.SIGKILL)

    def watch(self, now: float) -> None:
        if self.killed_at:
            if now > self.killed_at + 1:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.pid, signal.SIGKILL)
        elif now > self.deadline:
            self.kill("timeout")
        elif _resident(self.init or self.pid) > self.memory:
            self.kill("memory")
        elif self.scratch and _tree_bytes(self.scratch) > SCRATCH_CAP:
            self.kill("disk")


def _resident(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/statm", "rb") as handle:
            return int(handle.read().split()[1]) * 4096
    except (OSError, IndexError):
        return 0


def _tree_bytes(path: str) -> int:
    total = 0
    for folder, _, names in os.walk(path):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(folder, name)).st_size
    return total


class ForkServer:
    """`serve` blocks; it returns (request, put) only in a forked, confined child."""

    def __init__(self, config: Json) -> None:
        self.config = config
        self.requests, self.events = os.dup(0), os.dup(1)
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0)
        os.dup2(2, 1)  # what the workspace prints while it is loaded goes to the log
        os.close(null)
        self.children: dict[int, Child] = {}
        self.selector: selectors.BaseSelector
        self.count = 0

    def emit(self, event: Json) -> None:
        data = (json.dumps(event) + "\n").encode()
        while data:
            data = data[os.write(self.events, data) :]

    def serve(self, ready: Json) -> tuple[Json, Put]:
        gc.collect()
        gc.freeze()  # forks keep sharing what is loaded
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.requests, selectors.EVENT_READ)
        self.emit({"ev": "ready", **ready})
        buffer = b""
        while True:
            for key, _ in self.selector.select(WATCH_S if self.children else None):
                if key.fd == self.requests:
                    chunk = os.read(self.requests, 1 << 20)
                    if not chunk:
                        self.leave()
                    *lines, buffer = (buffer + chunk).split(b"\n")
                    for line in lines:
                        become = self.handle(json.loads(line))
                        if become:
                            return become
                elif key.data and key.fd in key.data.open:
                    self.read(key.data, key.fd)
            now = time.monotonic()
            for child in list(self.children.values()):
                child.watch(now)
                self.reap(child)

    def leave(self) -> None:
        for child in self.children.values():
            child.kill("closed")
        end = time.monotonic() + 1
        while self.children and time.monotonic() < end:
            for child in list(self.children.values()):
                self.reap(child)
            time.sleep(0.002)
        os._exit(0)

    def handle(self, request: Json) -> tuple[Json, Put] | None:
        if request["op"] == "cancel":
            for child in self.children.values():
                if child.id == request["id"]:
                    child.kill("cancelled")
            return None
        self.count += 1
        nonce = os.urandom(12).hex()
        scratch = ""
        if not self.config["namespaces"]:
            scratch = f"{self.config['scratch']}/{os.getpid()}-{self.count}"
            os.mkdir(scratch, 0o700)
        pipes = [os.pipe() for _ in range(3)]
        pid = os.fork()
        if pid == 0:
            return self.become_child(request, pipes, nonce, scratch)
        for _, write in pipes:
            os.close(write)
        child = Child(request, pid, pipes[0][0], pipes[1][0], pipes[2][0], nonce, scratch)
        self.children[pid] = child
        for fd in child.open:
            self.selector.register(fd, selectors.EVENT_READ, child)
        return None

    def read(self, child: Child, fd: int) -> None:
        if fd == child.pidfd:
            return
        chunk = os.read(fd, 65536)
        if not chunk:
            # the child may have closed it and live on: only the pidfd says that it ended
            self.selector.unregister(fd)
            child.open.discard(fd)
            os.close(fd)
        elif fd == child.records:
            self.take(child, chunk)
        else:
            child.printed += len(chunk)
            child.texts[fd] += chunk[: KEPT_OUTPUT - len(child.texts[fd])]
        if child.printed > OUTPUT_CAP and not child.why:
            child.kill("output")

    def take(self, child: Child, chunk: bytes) -> None:
        if len(child.buffer) + len(chunk) > 8 * OUTPUT_CAP:
            child.kill("output")
            return
        *lines, child.buffer = (child.buffer + chunk).split(b"\n")
        for line in lines:
            try:
                record = json.loads(line)
            except ValueError:
                continue
            if not isinstance(record, dict) or record.pop("nonce", None) != child.nonce:
                continue
            if "init" in record:
                child.init = child.init or int(record["init"])
            else:
                self.emit({"ev": "record", "id": child.id, **record})

    def reap(self, child: Child) -> None:
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        if not pid:
            return
        del self.children[child.pid]
        for fd in list(child.open):
            self.selector.unregister(fd)
            if fd != child.pidfd:
                os.set_blocking(fd, False)
                with contextlib.suppress(BlockingIOError):
                    while chunk := os.read(fd, 65536):
                        if fd == child.records:
                            self.take(child, chunk)
                        else:
                            child.texts[fd] += chunk[: KEPT_OUTPUT - len(child.texts[fd])]
            os.close(fd)
        if child.scratch:
            shutil.rmtree(child.scratch, ignore_errors=True)
        code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)
        texts = [child.texts[fd].decode("utf-8", "replace") for fd in (child.out, child.err)]
        wall, cpu = time.monotonic() - child.began, usage.ru_utime + usage.ru_stime
        self.emit(
            {"ev": "end", "id": child.id, "why": child.why, "code": code, "wall": wall, "cpu": cpu}
            | {"stdout": texts[0], "stderr": texts[1]}
        )

    def become_child(self, request: Json, pipes: list[tuple[int, int]], nonce: str, scratch: str) -> tuple[Json, Put]:
        confine.die_with_parent()
        os.setsid()
        self.selector.close()
        for other in self.children.values():
            for fd in other.open:
                os.close(fd)
        self.children = {}
        for fd in (self.requests, self.events, *(read for read, _ in pipes)):
            os.close(fd)
        records = pipes[0][1]
        for target, (_, write) in zip((1, 2), pipes[1:]):  # noqa: B905 - 3.9
            os.dup2(write, target)
            os.close(write)
        dumps, write_fd = json.dumps, os.write  # bound now: the candidate may patch the modules later

        def put(record: Json) -> None:
            data = (dumps({**record, "nonce": nonce}) + "\n").encode()
            while data:
                data = data[write_fd(records, data) :]

        try:
            confined.confine_child(self.config, request, scratch, put)
        except OSError as error:
            put({"refused": str(error)})
            os._exit(96)
        return request, put
