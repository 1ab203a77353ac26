"""Fork server: waits for requests, forks and confines one child per request, watches it, reports how it ended.

In: JSON lines {"op": "run", "id", "timeout", "memory_mb", "files", …} or {"op": "cancel", "id"} on stdin.
Out: {"ev": "record", "id", …} for each record a child wrote with its nonce, and {"ev": "end", "id", "why", "code",
"wall", "cpu", "stdout", "stderr"}. Seconds and bytes. It holds no secret and trusts nothing a child says.

"portable" in the config: no pidfd, namespaces, Landlock or PDEATHSIG; an outer layer (macOS) confines it all.
"""

# os.path throughout: this runs in every fork, and pathlib is slow to load
# ruff: noqa: PTH102, PTH120

from __future__ import annotations

import contextlib
import gc
import importlib.util
import json
import os
import selectors
import shutil
import signal
import threading
import time
from typing import TYPE_CHECKING, Any, Callable  # noqa: UP035 - the workspace's Python may be 3.9

if TYPE_CHECKING:
    from understudy.runner.inside import child as confined
    from understudy.runner.inside import confine, usage
else:  # by path, under names no workspace has: this folder must not be on sys.path

    def _load(name):
        path = f"{os.path.dirname(__file__)}/{name}.py"
        spec = importlib.util.spec_from_file_location("_understudy_" + name, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    confined, usage = _load("child"), _load("usage")
    confine = confined.confine

OUTPUT_CAP = 1 << 20  # a child that prints more is killed: 10 GB of print must not fill anything
KEPT_OUTPUT = 64 << 10  # ProgramResult's cap
SCRATCH_CAP = 64 << 20
MOST_STARVED = 2.0  # of the time a run may take, added to it on a crowded machine
WATCH_S = 0.05  # how often memory is looked at
SCRATCH_WATCH_S = 0.01  # a folder without a quota takes some 2 GB a second

Json = dict[str, Any]
Put = Callable[[Json], None]


class Child:
    """One running request. tie: held open as long as the child may live; a portable child ends when it closes."""

    def __init__(
        self, request: Json, pid: int, pipes: tuple[int, int, int], nonce: str, scratch: str, tie: int
    ) -> None:
        self.id, self.pid, self.nonce, self.scratch, self.tie = request["id"], pid, nonce, scratch, tie
        self.records, self.out, self.err = pipes
        self.pidfd = -1 if tie >= 0 else os.pidfd_open(pid)
        self.texts = {self.out: b"", self.err: b""}
        self.open = {fd for fd in (*pipes, self.pidfd) if fd >= 0}
        self.buffer = b""
        self.printed = 0
        self.init = 0  # pid of the namespace's first process
        self.why = ""
        self.began = time.monotonic()
        self.timeout = float(request["timeout"])
        self.memory = int(request["memory_mb"]) << 20
        self.looked = self.began
        self.killed_at = 0.0

    def kill(self, why: str) -> None:
        self.why = self.why or why
        self.killed_at = self.killed_at or time.monotonic()
        # the namespace's init first: its parent then reaps it; the other way round leaves a zombie
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(self.init or self.pid, signal.SIGKILL)

    def starved(self) -> float:
        """Seconds it wanted to run and the machine was busy with others: not its fault, up to a limit."""
        return min(usage.waited(self.init or self.pid), MOST_STARVED * self.timeout)

    def watch(self, now: float) -> None:
        if self.killed_at:
            if now > self.killed_at + 1:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.pid, signal.SIGKILL)
        elif now > self.began + self.timeout and now > self.began + self.timeout + self.starved():
            self.kill("timeout")
        elif self.scratch and usage.disk(self.scratch, SCRATCH_CAP) > SCRATCH_CAP:
            self.kill("disk")
        elif now > self.looked + WATCH_S:
            self.looked = now
            if usage.memory(self.init or self.pid, self.memory) > self.memory:
                self.kill("memory")


class ForkServer:
    """`serve` blocks; it returns (request, put) only in a forked, confined child."""

    def __init__(self, config: Json) -> None:
        self.config = config
        self.portable = bool(config.get("portable"))
        self.nice = int(config.get("nice", confine.NICE))
        self.lowered = confine.lower_priority(self.nice)
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
            for key, _ in self.selector.select(self.pause() if self.children else None):
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

    def pause(self) -> float:
        """Seconds to wait at most. Without a pidfd an end is noticed by looking, mostly when its pipes close."""
        return WATCH_S if self.config["namespaces"] else SCRATCH_WATCH_S

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
        self.lowered = self.lowered or confine.lower_priority(self.nice)
        pipes = [os.pipe() for _ in range(3)]
        tie = os.pipe() if self.portable else (-1, -1)
        server = os.getpid()
        pid = os.fork()
        if pid == 0:
            return self.become_child(request, pipes, tie, server, nonce, scratch)
        for write in (*(write for _, write in pipes), tie[0]):
            if write >= 0:
                os.close(write)
        child = Child(request, pid, (pipes[0][0], pipes[1][0], pipes[2][0]), nonce, scratch, tie[1])
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
        if child.tie >= 0:
            os.close(child.tie)
        if child.scratch:
            shutil.rmtree(child.scratch, ignore_errors=True)
        code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)
        texts = [child.texts[fd].decode("utf-8", "replace") for fd in (child.out, child.err)]
        wall, cpu = time.monotonic() - child.began, usage.ru_utime + usage.ru_stime
        self.emit(
            {"ev": "end", "id": child.id, "why": child.why, "code": code, "wall": wall, "cpu": cpu}
            | {"stdout": texts[0], "stderr": texts[1]}
        )

    def become_child(
        self, request: Json, pipes: list[tuple[int, int]], tie: tuple[int, int], server: int, nonce: str, scratch: str
    ) -> tuple[Json, Put]:
        if self.portable:  # stays in the server's process group, which is killed as a whole
            os.close(tie[1])
            threading.Thread(target=_end_with, args=(tie[0],), daemon=True).start()
        else:
            confine.die_with_parent(server)
            os.setpgid(0, 0)  # not a session of its own: that would be a scheduling group at full priority
        confine.lower_child_priority()
        self.selector.close()
        for other in self.children.values():
            for fd in (*other.open, other.tie):
                if fd >= 0:
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


def _end_with(tie: int) -> None:
    """The portable stand-in for PDEATHSIG: the pipe closes when the server dies."""
    os.read(tie, 1)
    os.kill(os.getpid(), signal.SIGKILL)
