"""A verb that is stopped ends what it started, keeps what is finished and says how to go on."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from understudy_trainer.cli.common import EXIT_CANCELLED, until_stopped


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_cancels_and_what_is_open_is_closed(
    number: signal.Signals, capsys: pytest.CaptureFixture[str]
) -> None:
    closed: list[bool] = []

    async def work() -> int:
        try:
            os.kill(os.getpid(), number)
            await asyncio.sleep(60)
        finally:
            closed.append(True)
        return 0

    assert until_stopped(work) == EXIT_CANCELLED and closed == [True]
    assert "the same command goes on from here" in capsys.readouterr().err


def test_what_ends_by_itself_has_its_own_status(capsys: pytest.CaptureFixture[str]) -> None:
    async def work() -> int:
        return 1

    assert until_stopped(work) == 1 and not capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_distill_says_how_to_go_on(tmp_path: Path) -> None:
    words = ["distill", "training:seed=0,count=40", "--teacher", "own", "--out", str(tmp_path / "plans.jsonl")]
    few = ["--model", "understudy-tiny", "--plans", "1", "--samples", "1", "--threads", "1", "--at-once", "1"]
    process = subprocess.Popen(
        [sys.executable, "-m", "understudy.cli.main", "train", *words, *few],
        env=os.environ | {"UNDERSTUDY_HOME": str(tmp_path / "home")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()  # one problem is done
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=60)
    assert process.returncode == EXIT_CANCELLED and "the same command goes on" in said, said
    assert (tmp_path / "plans.jsonl.partial").exists() and not (tmp_path / "plans.jsonl").exists()
