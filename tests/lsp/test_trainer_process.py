"""The trainer's process: its lines become events, its failures errors, and it never outlives its reader."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

import psutil
import pytest

from understudy.lsp import trainer_process
from understudy.lsp.trainer_process import Gate, Step, Trained, TrainerError
from understudy.models.lineage import Figure


def fake(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(trainer_process, "command", lambda method, model: [sys.executable, "-I", "-c", program])


def run() -> AsyncGenerator[Step | Trained, None]:
    return trainer_process.run("dpo", Path("m.gguf"))


@pytest.mark.parametrize(("adopted", "status"), [(True, 0), (False, trainer_process.REFUSED)])
async def test_lines_become_events_and_chatter_is_skipped(
    monkeypatch: pytest.MonkeyPatch, adopted: bool, status: int
) -> None:
    figures = {"held_out": 9, "accuracy_after": 0.7}
    margin = {"before": 0.1, "after": 0.3, "low": 0.1, "high": 0.4, "n": 9}
    gate = {"judged": True, "held_out": 9, "figures": {"margin": margin}, "changed": 1, "asked": 4, "notes": ["few"]}
    lines = [
        "loading weights: 100%",
        "[1, 2]",
        json.dumps({"loading": "weights"}),
        json.dumps({"kind": "step", "step": 1, "steps": 2, "loss": 0.5, "margin": 0.1, "seconds": 2.5}),
        json.dumps({"kind": "measuring", "message": "FIM exact match: 16 of 64"}),
        json.dumps({"kind": "gate", "step": 2, "steps": 2, "message": "gate: adopt: because"}),
        json.dumps({"kind": "done", "step": 2, "steps": 2, "message": "done: /a.gguf"}),
        json.dumps(
            {"kind": "result", "adopted": adopted, "message": "because", "id": "a1", "metrics": figures, "gate": gate}
        ),
    ]
    fake(monkeypatch, f"import sys; print({chr(10).join(lines)!r}); sys.exit({status})")
    events = [event async for event in run()]
    assert events[0] == Step("step 1 of 2", 0.5, "step", 1, 2, 0.5, 0.1, 2.5)
    assert isinstance(events[1], Step) and (events[1].kind, events[1].share) == ("measuring", 0.0)
    assert events[-1] == Trained(
        adopted, "because", "a1", figures, Gate(True, 9, {"margin": Figure(0.1, 0.3, 0.1, 0.4, 9)}, 1, 4, ("few",))
    )


@pytest.mark.parametrize(
    ("program", "said"),
    [
        (
            "import sys; sys.stderr.write('error: 3.1 GB are needed.\\nnext: Add --quantized-base.\\n'); sys.exit(2)",
            "3.1 GB are needed. Add --quantized-base.",
        ),
        ("import sys; sys.exit('no module named torch')", "no module named torch"),
        (
            "import sys; sys.stderr.write('error: few pairs\\nnext: accept more\\n'); sys.exit(2)",
            "few pairs accept more",
        ),
        ("import sys; sys.exit(130)", "exit status 130"),
        ("import sys; sys.exit(1)", "exit status 1"),
        ("pass", "exit status 0"),
    ],
)
async def test_failures_say_what_happened(monkeypatch: pytest.MonkeyPatch, program: str, said: str) -> None:
    fake(monkeypatch, program)
    with pytest.raises(TrainerError, match=said):
        async for _ in run():
            pass


CHILD = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])
print('{"kind": "note", "message": "%d"}' % child.pid, flush=True)
"""


async def gone(pid: int) -> None:
    for _ in range(100):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == "zombie":
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the trainer's child is still there")


async def test_leaving_early_ends_the_child_and_its_children(monkeypatch: pytest.MonkeyPatch) -> None:
    fake(monkeypatch, f"{CHILD}time.sleep(60)")
    async with contextlib.aclosing(run()) as events:
        first = await anext(events)
        assert isinstance(first, Step)
    await gone(int(first.message))


async def test_one_that_dies_by_itself_leaves_no_children_and_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fake(monkeypatch, f"{CHILD}import os; os.kill(os.getpid(), 9)")
    said: list[Step | Trained] = []
    with pytest.raises(TrainerError):
        async for event in run():
            said.append(event)
    assert isinstance(said[0], Step)
    await gone(int(said[0].message))


async def test_a_cancel_while_it_is_started_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    fake(monkeypatch, "import time; time.sleep(61)")
    task = asyncio.ensure_future(anext(run()))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 10)
    assert not [p for p in psutil.Process().children() if "time.sleep(61)" in " ".join(p.cmdline())]


def test_command_imports_nothing_of_the_workspace() -> None:
    command = trainer_process.command("dpo", Path("m.gguf"))
    assert command[1] == "-I"
    assert command[-5:] == ["train", "dpo", "--json", "--base", "m.gguf"]


@pytest.mark.slow
async def test_real_trainer_answers_in_its_own_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The real command line, on a file that is no model: a typed error, nothing raised in the child."""
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path))
    (tmp_path / "m.gguf").write_bytes(b"no model")
    with pytest.raises(TrainerError) as error:
        async for _ in trainer_process.run("dpo", tmp_path / "m.gguf"):
            pass
    assert error.value.next_step and "Traceback" not in str(error.value)
