"""The fork server as it is on macOS, with the calls that only Linux has taken away: a real server, real programs."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.runner.processes import grown, settled
from understudy.runner import levels
from understudy.runner.supervisor import Outcome, Zygote

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="taking away needs something to take")
BUSY = "while True: pass"

WITHOUT_LINUX = (
    "import os, sys\n"
    "for name in ('pidfd_open', 'sched_setscheduler', 'unshare', 'setns'): vars(os).pop(name, None)\n"
    "sys.platform = 'darwin'\n"
    "sys.argv = sys.argv[1:]\n"
    "import runpy; runpy.run_path(sys.argv[0], run_name='__main__')\n"
)


class Portable:
    """A fork server as on macOS, without the outer layer."""

    def __init__(self, folder: Path) -> None:
        self.layout = levels.Layout(folder, ())

    async def __aenter__(self) -> Portable:
        self.layout.prepare()
        config = json.dumps(levels.child_config("mac", self.layout))
        argv = [sys.executable, "-c", WITHOUT_LINUX, str(levels.INSIDE / "plain.py"), config]
        self.zygote = await Zygote.start(argv, self.layout.environment(Path(sys.executable)))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.zygote.close()
        assert await settled(str(self.layout.run_dir), 0) == 0

    async def run(self, source: str, timeout_s: float = 20.0) -> Outcome:
        request: dict[str, Any] = {"source": source, "timeout": timeout_s, "memory_mb": 512}
        return await self.zygote.run(request)


async def test_portable_fork_server_runs_and_stops_programs(tmp_path: Path) -> None:
    async with Portable(tmp_path) as server:
        done = await server.run("print(1)")
        assert (done.code, done.stdout, done.first("done")) == (0, "1\n", {"done": 1})
        assert (await server.run("1 / 0")).first("done") is None
        assert (await server.run(BUSY, 0.3)).why == "timeout"
        assert (await server.run("import os; os.closerange(0, 99)\nwhile True: pass", 0.3)).why == "timeout"
        assert (await server.run("while True: print('x' * 10000)")).why == "output"
        many = "import os\nfor i in range(500): open(os.environ['TMPDIR'] + f'/{i}', 'wb').write(b'x' * (1 << 20))"
        full = await server.run(many + "\nimport time; time.sleep(20)")
        assert full.why == "disk"
        assert (await server.run("import os; os.kill(os.getpid(), 9)")).code == 128 + signal.SIGKILL
        both = await asyncio.gather(server.run(BUSY, 0.5), server.run("print(2)"))
        assert [one.why for one in both] == ["timeout", ""]
        assert not list(server.layout.scratch.iterdir())


async def test_portable_children_die_with_their_server(tmp_path: Path) -> None:
    async with Portable(tmp_path) as server:
        mark = str(tmp_path)
        task = asyncio.create_task(server.run(BUSY, 60))
        assert len(await grown(mark, 1)) == 2
        await asyncio.sleep(0.2)
        os.kill(server.zygote.process.pid, signal.SIGKILL)  # alone, not its group
        assert await settled(mark, 0) == 0
        with pytest.raises(Exception, match="sandbox ended"):
            await task


async def test_portable_cancel(tmp_path: Path) -> None:
    async with Portable(tmp_path) as server:
        task = asyncio.create_task(server.run(BUSY, 60))
        await grown(str(tmp_path), 1)
        task.cancel()
        assert await settled(str(tmp_path), 1) == 1
        assert (await server.run("print(3)")).stdout == "3\n"
