"""The trainer's process: its lines become events, its failures errors, and it never outlives its reader."""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path

import psutil
import pytest

from understudy.lsp import trainer_process
from understudy.lsp.trainer_process import Step, Trained, TrainerError


def fake(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(trainer_process, "command", lambda method, model: [sys.executable, "-I", "-c", program])


async def test_lines_become_events_and_chatter_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    fake(
        monkeypatch,
        """if 1:
        print('loading weights: 100%')
        print('{"message": "step 1/2", "share": 0.5}')
        print('[1, 2]')
        print('{"adopted": true, "message": "better", "adapter": "/a.gguf", "metrics": {"accuracy": 0.7}}')
    """,
    )
    events = [event async for event in trainer_process.run("dpo", Path("m.gguf"))]
    assert events == [Step("step 1/2", 0.5), Trained(True, "better", "/a.gguf", "", {"accuracy": 0.7})]


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import sys; sys.exit('no module named torch')", None),
        ("import sys; sys.stderr.write('no torch\\n'); sys.exit(3)", "no torch"),
        ('print(\'{"error": "no GPU", "next_step": "use the CPU"}\')', "no GPU"),
    ],
)
async def test_failures_say_what_happened(monkeypatch: pytest.MonkeyPatch, program: str, said: str | None) -> None:
    fake(monkeypatch, program)
    if said is None:  # exit status 1 is the gate's no; without a result the command says so itself
        assert [event async for event in trainer_process.run("dpo", Path("m.gguf"))] == []
        return
    with pytest.raises(TrainerError, match=said):
        async for _ in trainer_process.run("dpo", Path("m.gguf")):
            pass


async def test_leaving_early_ends_the_child_and_its_children(monkeypatch: pytest.MonkeyPatch) -> None:
    fake(
        monkeypatch,
        """if 1:
        import subprocess, sys, time
        child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])
        print('{"message": "%d", "share": 0}' % child.pid, flush=True)
        time.sleep(60)
    """,
    )
    async with contextlib.aclosing(trainer_process.run("dpo", Path("m.gguf"))) as events:
        first = await anext(events)
        assert isinstance(first, Step)
    for _ in range(50):
        if not psutil.pid_exists(int(first.message)) or psutil.Process(int(first.message)).status() == "zombie":
            return
        time.sleep(0.05)
    raise AssertionError("the trainer's child is still there")


def test_command_imports_nothing_of_the_workspace() -> None:
    command = trainer_process.command("dpo", Path("m.gguf"))
    assert command[1] == "-I" and command[-5:] == ["train", "dpo", "--json", "--model", "m.gguf"]
