"""Every fault of the catalogue at every level that holds here: it meets the class it must, nothing is changed, nothing
is left, and the next good candidate passes in the same server. The levels run side by side.

UNDERSTUDY_FAULT_NAMES and _LEVELS ("a|b") choose a part; UNDERSTUDY_FAULT_TABLE names a file for what was seen.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import hashlib
import os
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.runner.catalogue import FAULTS, Fault
from tests.runner.conftest import CALC, GOOD_BODY, TESTS, make, open_session, with_body
from understudy.runner import Runner, Session, Verdict, gate, levels, selftest
from understudy.runner.supervisor import Zygote

GOOD = GOOD_BODY.removeprefix("return ")
MEMORY_MB = 256  # a quarter of the usual: to fill it takes time
BRIEF_S, PATIENT_S = 0.8, 30.0  # the second for what ends by itself, on however busy a machine
SETTLE_S = 3.0
AT_ONCE = 4
NAMES = os.environ.get("UNDERSTUDY_FAULT_NAMES", "|".join(FAULTS)).split("|")
LEVELS = os.environ.get("UNDERSTUDY_FAULT_LEVELS", "L3|L2|L1").split("|")
FILES = {
    "calc.py": CALC,
    "tests/test_calc.py": TESTS,
    ".env": "TOKEN=1",
    "deep/er/.env.local": "TOKEN=2",
    "deep/server.pem": "TOKEN=3",
    ".git/config": "TOKEN=4",
}
_gated: contextvars.ContextVar[bool] = contextvars.ContextVar("gated", default=True)


@dataclass
class Seen:
    """What one fault met. good: the verdict on a right candidate afterwards. left: what it left behind."""

    verdicts: list[Verdict] = field(default_factory=list)
    good: Verdict | None = None
    left: list[str] = field(default_factory=list)


class World:
    """One level's home, workspace and listeners, and what must not change of them."""

    def __init__(self, root: Path, level: levels.Level) -> None:
        self.level, self.root = level, root
        self.home = make(root / "home", {".ssh/id_rsa": "secret key", "notes.txt": "mine"})
        self.ws = make(root / "ws", FILES)
        self.accepted: list[str] = []
        self.drop = f"understudy-drop-{os.getpid()}-{level}"
        self.marks = (str(self.ws),)
        self.fields: dict[str, object] = {}

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        unix = self.ws / "sock"
        with (
            socket.create_server(("127.0.0.1", 0)) as tcp,
            socket.socket(socket.AF_UNIX) as path_socket,
            socket.socket(socket.AF_UNIX) as abstract,
        ):
            path_socket.bind(str(unix))
            port = tcp.getsockname()[1]
            abstract.bind(f"\0understudy-{port}")
            for name, listener in (("tcp", tcp), ("unix", path_socket), ("abstract", abstract)):
                listener.listen()
                threading.Thread(target=self._accept, args=(listener, name), daemon=True).start()
            self.fields = {"home": self.home, "port": port, "unix": unix, "ws": self.ws, "drop": self.drop}
            yield

    def _accept(self, listener: socket.socket, name: str) -> None:
        with contextlib.suppress(OSError):
            listener.accept()
            self.accepted.append(name)

    def text(self, fault: Fault) -> str:
        body = fault.body.format(good=GOOD, **self.fields)
        return with_body(GOOD_BODY, top=body) if fault.top else with_body(body)

    def state(self) -> dict[str, object]:
        """Names, contents and metadata of all that is planted, and what was dropped elsewhere."""
        found: dict[str, object] = {}
        for path in sorted(self.root.rglob("*")):
            facts = path.lstat()
            digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
            found[str(path)] = (facts.st_mode, facts.st_uid, facts.st_mtime_ns, digest, os.listxattr(path))
        for folder in ("/tmp", "/dev/shm", "/var/tmp", "."):
            found[folder] = (Path(folder) / self.drop).exists()
        return found

    def processes(self) -> set[int]:
        """All whose command line names this world (forks keep it), and their zombies."""
        found = set()
        zombies = []
        for process in psutil.process_iter(["cmdline", "ppid", "status"]):
            if process.info["status"] == psutil.STATUS_ZOMBIE:
                zombies.append((process.pid, process.info["ppid"]))
            elif any(mark in part for part in process.info["cmdline"] or () for mark in self.marks):
                found.add(process.pid)
        return found | {pid for pid, parent in zombies if parent in found}


def meets(verdict: Verdict) -> str:
    """The class of a verdict, finer than its status."""
    words = {"printed too much": "output", "too much memory": "memory", "too many files": "disk"}
    return next((kind for text, kind in words.items() if text in verdict.detail), verdict.status)


class Trial:
    """All faults in one session, a few at once, those that only wait together; looked at after each lot."""

    def __init__(self, world: World, runner: Runner, session: Session, *, ranked: bool) -> None:
        self.world, self.runner, self.session, self.ranked = world, runner, session, ranked
        self.seen: dict[str, Seen] = {name: Seen() for name in FAULTS}

    async def run(self, names: list[str]) -> None:
        await self.settled()
        state, processes = self.world.state(), self.world.processes()
        alone = [name for name in names if not FAULTS[name].brief]
        few = [alone[at : at + AT_ONCE] for at in range(0, len(alone), AT_ONCE)]
        for together in (*few, [name for name in names if FAULTS[name].brief]):
            await asyncio.gather(*(self.attempt(name) for name in together))
            await self.inspect(together, state, processes)

    async def settled(self) -> None:
        self.session._timeout_s = PATIENT_S
        for _ in range(2):  # every server is up then
            assert (await self.session.confirm(with_body(GOOD_BODY))).status == "passed"
            assert (await self.session.rank(with_body(GOOD_BODY))).status == "passed"

    async def attempt(self, name: str) -> None:
        fault = FAULTS[name]
        text = self.world.text(fault)
        self.session._timeout_s = BRIEF_S if fault.brief else PATIENT_S
        # the sandbox and the rules of the verdict must hold without the gate, but where it is all there is
        _gated.set(fault.oracle or fault.meets == "passed")
        self.seen[name].verdicts.append(await self.session.confirm(text))
        if self.ranked and not fault.top:
            self.seen[name].verdicts.append(await self.session.rank(text))

    async def inspect(self, names: list[str], state: dict[str, object], processes: set[int]) -> None:
        self.session._timeout_s = PATIENT_S
        good = await self.session.rank(with_body(GOOD_BODY))
        scratch = self.runner._run_dir / "scratch"
        left: list[str] = []
        for _ in range(int(SETTLE_S / 0.05)):
            left = [f"process {pid}" for pid in self.world.processes() - processes]
            left += [f"in scratch: {entry.name}" for entry in scratch.iterdir()]
            if not left:
                break
            await asyncio.sleep(0.05)
        now = self.world.state()
        left += [f"changed {key}" for key in state.keys() | now.keys() if state.get(key) != now.get(key)]
        left += [f"reached {name}" for name in self.world.accepted]
        for name in names:
            self.seen[name].good, self.seen[name].left = good, left


async def _trials(root: Path, held: list[levels.Level]) -> dict[str, dict[str, Seen]]:
    async def one(level: levels.Level) -> dict[str, Seen]:
        world = World(root / level, level)
        with world.listening():
            async with await Runner.start(world.ws, level=level, timeout_s=PATIENT_S, workers=6) as runner:
                world.marks += (str(runner._run_dir),)
                async with await open_session(runner) as session:
                    trial = Trial(world, runner, session, ranked=level == held[0])
                    await trial.run(NAMES)
            for _ in range(int(SETTLE_S / 0.05)):
                if not world.processes():
                    break
                await asyncio.sleep(0.05)
            trial.seen["closed"] = Seen(left=[f"process {pid}" for pid in world.processes()])
            return trial.seen

    return dict(zip(held, await asyncio.gather(*map(one, held)), strict=True))


@pytest.fixture(scope="module")
def trials(
    reports: dict[str, selftest.Report], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, dict[str, Seen]]]:
    held: list[Any] = [level for level in LEVELS if reports[level].ok]
    real, run = gate.flags, Zygote.run
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "flags", lambda *args: real(*args) if _gated.get() else {})
        patch.setattr(Zygote, "run", lambda self, request: run(self, {**request, "memory_mb": MEMORY_MB}))
        patch.setenv("MY_SECRET_TOKEN", "hush")
        began = time.monotonic()
        seen = asyncio.run(_trials(tmp_path_factory.mktemp("world"), held))
        if file := os.environ.get("UNDERSTUDY_FAULT_TABLE"):
            Path(file).write_text(_table(seen, time.monotonic() - began))
        yield seen


def _table(trials: dict[str, dict[str, Seen]], seconds: float) -> str:
    lines = [f"uid {os.getuid()}, {seconds:.0f} s"]
    for level, seen in trials.items():
        ran = {name: one for name, one in seen.items() if one.verdicts}
        passed = [n for n, one in ran.items() if FAULTS[n].meets != "passed" and "passed" in map(meets, one.verdicts)]
        left = [n for n, one in ran.items() if one.left]
        lines.append(f"{level}: {len(ran)} faults, falsely passed {passed}, changed or left {left}")
        lines += [f"  {n}: {', '.join(map(meets, one.verdicts))} {one.left or ''}" for n, one in ran.items()]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", NAMES)
def test_fault(trials: dict[str, dict[str, Seen]], name: str, level: str) -> None:
    if level not in trials:
        pytest.skip(f"{level} does not hold here")
    seen, fault = trials[level][name], FAULTS[name]
    assert {meets(verdict) for verdict in seen.verdicts} <= set(fault.meets.split("|")), seen.verdicts
    assert seen.good is not None and seen.good.status == "passed"
    assert not seen.left


@pytest.mark.parametrize("level", LEVELS)
def test_closing_leaves_no_process(trials: dict[str, dict[str, Seen]], level: str) -> None:
    if level not in trials:
        pytest.skip(f"{level} does not hold here")
    assert not trials[level]["closed"].left
