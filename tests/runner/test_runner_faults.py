"""What a candidate may try, in the sandbox: nothing passes, nothing is changed, nothing is left, and the next good
candidate passes. The list is sandbox.md's."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
import pytest_asyncio

from tests.runner.conftest import CALC, GOOD_BODY, TESTS, contents, make, open_session, with_body
from understudy.runner import Runner, Session, gate, levels

pytestmark = pytest.mark.asyncio(loop_scope="module")

# name: body of average(); {home}, {port}, {unix}, {ws} are filled in. All compute the right answer at the end.
RUNAWAY = {
    "infinite loop": "while True: pass",
    "sleep": "import time; time.sleep(60)",
    "deadlock": "import threading; l = threading.Lock(); l.acquire(); l.acquire()",
    "ignores SIGTERM": "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: pass",
    "swallows everything": "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "memory": "x = []\nwhile True: x.append(bytearray(10_000_000))",
    "shared memory": "import mmap\nk = [mmap.mmap(-1, 1 << 26) for _ in range(30)]\nfor m in k: m[:] = bytes(1 << 26)",
    "recursion": "import sys; sys.setrecursionlimit(10**9)\ndef f(): return f()\nf()",
    "huge output": "while True: print('x' * 100_000)",
    "segfault": "import ctypes; ctypes.string_at(0)",
    "abort": "import os; os.abort()",
    "exits with 0": "import os; os._exit(0)",
    "kills itself": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
}
CHEATS = {
    "sys.exit": "raise SystemExit(0)",
    "keyboard interrupt": "raise KeyboardInterrupt",
    "skip": "import pytest; pytest.skip('later')",
    "xfail": "import pytest; pytest.xfail('later')",
    "pytest.exit": "import pytest; pytest.exit('done', 0)",
    "answers equal to anything": "class E:\n    def __eq__(self, o): return True\nraise TypeError",
    "patches TestReport": (
        "import _pytest.reports as r\nr.TestReport.failed = property(lambda s: False)\n"
        "r.TestReport.passed = property(lambda s: True)\nraise ValueError"
    ),
    "patches runtest": "import _pytest.python as p\np.Function.runtest = lambda s: None\nraise ValueError",
    "patches call_runtest_hook": (
        "import _pytest.runner as r\nold = r.CallInfo.from_call.__func__\n"
        "def fake(cls, f, when, reraise=None): return old(cls, lambda: None, when, reraise)\n"
        "r.CallInfo.from_call = classmethod(fake)\nraise ValueError"
    ),
    "patches builtins": "import builtins; builtins.sum = lambda v: 6\nreturn {good}",
    "patches pytest.raises": (
        "import pytest, contextlib\npytest.raises = lambda *a, **k: contextlib.suppress(BaseException)\nreturn {good}"
    ),
    "patches json": "import json; json.loads = lambda s: 1\nreturn {good}",
    "forges records": (
        "import os, json\nfor fd in range(64):\n    try: os.write(fd, (json.dumps({{'done': 3,"
        " 'canary': ['failed'] * 2, 'tampered': [], 'imported': True}}) + '\\n').encode())\n    except OSError: pass\n"
        "os._exit(0)"
    ),
    "reads the caller's frame": "import sys\nreturn sys._getframe(1).f_locals.get('expected', {good})",
    "walks gc": "import gc\ngc.get_objects()\nreturn {good}",
}
ESCAPES = {
    "fork bomb": "import os\nwhile True: os.fork()",
    "subprocess": "import subprocess; subprocess.run(['/bin/true'], check=True)\nreturn {good}",
    "daemon": (
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0: time.sleep(30)\n    os._exit(0)\n"
        "return {good}"
    ),
    "execs": "import os; os.execv('/bin/true', ['true'])",
    "multiprocessing": "import multiprocessing as m\np = m.Process(target=print); p.start(); p.join()\nreturn {good}",
    "kills its parent": "import os; os.kill(os.getppid(), 9)\nos.kill(-1, 9)\nraise ValueError",
    "reads ssh key": "open('{home}/.ssh/id_rsa').read()\nreturn {good}",
    "removes home": "import shutil; shutil.rmtree('{home}')\nreturn {good}",
    "writes conftest": "open('{ws}/conftest.py', 'w').write('')\nreturn {good}",
    "writes its own source": "open('{ws}/calc.py', 'a').write('#')\nreturn {good}",
    "writes a pyc": "import os; os.makedirs('{ws}/__pycache__')\nreturn {good}",
    "deletes the tests": "import os; os.remove('{ws}/tests/test_calc.py')\nreturn {good}",
    "renames the tests": "import os; os.rename('{ws}/tests', '{ws}/gone')\nreturn {good}",
    "touches mode bits": "import os; os.chmod('{ws}/calc.py', 0)\nraise ValueError",
    "writes /tmp": "open('{home}/../dropped', 'w').write('x')\nreturn {good}",
    "writes /dev/shm": "open('/dev/shm/understudy-x', 'w').write('x')\nreturn {good}",
    "reads the token": "import os; assert os.environ['MY_SECRET_TOKEN']\nreturn {good}",
    "reads a parent's environ": (
        "import os\nfor p in os.listdir('/proc'):\n    if p.isdigit() and int(p) != os.getpid():\n"
        "        assert b'MY_SECRET_TOKEN' in open(f'/proc/{{p}}/environ', 'rb').read()\n        return {good}\n"
        "raise ValueError"
    ),
    "loopback": "import socket; socket.create_connection(('127.0.0.1', {port}), 1)\nreturn {good}",
    "udp": "import socket as s; s.socket(s.AF_INET, s.SOCK_DGRAM).sendto(b'x', ('10.1.2.3', 9))\nreturn {good}",
    "unix socket": "import socket; socket.socket(socket.AF_UNIX).connect('{unix}')\nreturn {good}",
    "abstract socket": "import socket; socket.socket(socket.AF_UNIX).connect('\\0understudy-{port}')\nreturn {good}",
    "memfd": "import os; os.memfd_create('x')\nreturn {good}",
    "many files": (
        "import os\nfor i in range(400):\n    open(os.environ['TMPDIR'] + f'/{{i}}', 'wb').write(b'x' * (1 << 20))\n"
        "return {good}"
    ),
    "unshares": "import ctypes, os\nif ctypes.CDLL(None).unshare(0x10000000): raise OSError\nreturn {good}",
    "raises its limits": (
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY,) * 2)\nreturn {good}"
    ),
    "ptraces": "import ctypes\nif ctypes.CDLL(None).ptrace(16, 1, 0, 0): raise OSError\nreturn {good}",
    "reads the server's memory": "import os; open(f'/proc/{{os.getppid()}}/mem', 'rb').read(1)\nreturn {good}",
}
FAULTS = RUNAWAY | CHEATS | ESCAPES
TOP_LEVEL = {
    "sys.exit at import": "raise SystemExit(0)",
    "os._exit at import": "import os; os._exit(0)",
    "deletes at import": "import os; os.remove(__file__)",
    "pytest.exit at import": "import pytest; pytest.exit('x', 0)",
    "skips the module": "import pytest; pytest.skip('x', allow_module_level=True)",
    "hangs at import": "while True: pass",
}


class World:
    """Everything outside that must not change, and the session inside it."""

    def __init__(self, root: Path, session: Session) -> None:
        self.root, self.session = root, session
        self.fields: dict[str, object] = {}
        self.before = contents(root)
        self.accepted: list[str] = []

    def text(self, body: str) -> str:
        return with_body(body.format(good=GOOD_BODY.removeprefix("return "), **self.fields))


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["L3", "L2", "L1"])
async def world(
    request: pytest.FixtureRequest, reports: dict, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    level: levels.Level = request.param
    if not reports[level].ok:
        pytest.skip(f"{level} does not hold here: {reports[level]}")
    root = tmp_path_factory.mktemp("world")
    home = make(root / "home", {".ssh/id_rsa": "secret key", "notes.txt": "mine"})
    ws = make(root / "ws", {"calc.py": CALC, "tests/test_calc.py": TESTS, ".env": "TOKEN=1"})
    os.environ["MY_SECRET_TOKEN"] = "hush"
    unix = ws / "sock"
    with (
        socket.create_server(("127.0.0.1", 0)) as tcp,
        socket.socket(socket.AF_UNIX) as path_socket,
        socket.socket(socket.AF_UNIX) as abstract,
    ):
        path_socket.bind(str(unix))
        port = tcp.getsockname()[1]
        abstract.bind(f"\0understudy-{port}")
        listeners = {"tcp": tcp, "unix": path_socket, "abstract": abstract}
        async with await Runner.start(ws, level=level, timeout_s=0.8) as runner:
            session = await open_session(runner)
            async with session:
                with patient(session):  # both servers are up then
                    assert (await session.confirm(with_body(GOOD_BODY))).status == "passed"
                w = World(root, session)
                w.fields = {"home": home, "port": port, "unix": unix, "ws": ws}
                for name, listener in listeners.items():
                    listener.listen()
                    threading.Thread(target=_accept, args=(listener, name, w.accepted), daemon=True).start()
                yield w
    del os.environ["MY_SECRET_TOKEN"]


def _accept(listener: socket.socket, name: str, accepted: list[str]) -> None:
    try:
        listener.accept()
        accepted.append(name)
    except OSError:
        pass


def _tree() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}


@contextmanager
def patient(session: Session) -> Iterator[None]:
    """Time enough for honest code on a busy machine; the faults get 0.8 s."""
    usual, session._timeout_s = session._timeout_s, 15.0
    yield
    session._timeout_s = usual


async def _unharmed(world: World, processes: set[int]) -> None:
    with patient(world.session):
        good = await world.session.rank(with_body(GOOD_BODY))
    assert good.status == "passed", good
    assert contents(world.root) == world.before
    assert not world.accepted
    assert not os.path.exists("/dev/shm/understudy-x")  # noqa: ASYNC240, PTH110
    assert len(_tree()) <= len(processes)


# Runaways and cheats meet the same code at every level; what differs by level is what can be reached.
BELOW_L3 = set(ESCAPES) | {"infinite loop", "shared memory", "huge output", "segfault"}


@pytest.mark.parametrize("name", FAULTS)
async def test_fault_is_contained_and_never_passes(world: World, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    below = world.session._level != "L3"
    if below and name not in BELOW_L3:
        return
    text = world.text(FAULTS[name])
    processes = _tree()
    verdicts = [await world.session.confirm(text)]
    if not below and name not in ("reads the caller's frame", "walks gc"):  # only the gate sees these
        with monkeypatch.context() as patch:
            patch.setattr(gate, "flags", lambda *_: {})  # the sandbox must hold without the gate
            verdicts.append(await world.session.rank(text))
    assert all(v.status != "passed" for v in verdicts), verdicts
    await _unharmed(world, processes)


@pytest.mark.parametrize("name", TOP_LEVEL)
async def test_fault_at_import_never_passes(world: World, name: str) -> None:
    processes = _tree()
    verdict = await world.session.confirm(with_body(GOOD_BODY, top=TOP_LEVEL[name]))
    assert verdict.status != "passed", verdict
    await _unharmed(world, processes)


async def test_harmless_oddities_still_pass(world: World) -> None:
    thread = "import threading, time\nthreading.Thread(target=time.sleep, args=(30,)).start()\n" + GOOD_BODY
    with patient(world.session):
        assert (await world.session.confirm(with_body(thread))).status == "passed"
    scratch = "import tempfile\nwith tempfile.TemporaryFile() as f: f.write(b'x')\n" + GOOD_BODY
    with patient(world.session):
        assert (await world.session.confirm(with_body(scratch))).status == "passed"


async def test_secrets_of_the_workspace_are_covered(world: World) -> None:
    body = f"assert 'TOKEN' in open('{world.fields['ws']}/.env').read()\n{GOOD_BODY}"
    with patient(world.session):
        assert (await world.session.confirm(with_body(body))).status == "failed"


async def test_the_world_is_what_it_was(world: World) -> None:
    assert contents(world.root) == world.before
    assert not world.accepted
