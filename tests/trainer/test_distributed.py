"""Several processes on one run: one curve however many there are, together when stopped, clear when one is lost."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.trainer.conftest import Tiny
from tests.trainer.killing import NEVER, Moment, live, start
from tests.trainer.runs import config, losses, of_method, preferences, run_cli, write_jsonl
from understudy.models.adapters import AdapterRegistry
from understudy_trainer.cli.common import EXIT_CANCELLED, EXIT_OK
from understudy_trainer.data.examples import Method
from understudy_trainer.errors import TrainError
from understudy_trainer.methods import step
from understudy_trainer.run import distributed
from understudy_trainer.run.config import Config
from understudy_trainer.run.distributed import ProcessLostError
from understudy_trainer.run.stopping import Stop
from understudy_trainer.run.train import train

LOST = 3  # exit status of `join` when its partner has ended
BACKWARD = "tests.backward"  # an audit event, for moments
SAME = 1e-5  # f32 sums in another order


def together(
    work: Callable[..., int], *arguments: Any, home: Path, moments: tuple[Moment, Moment] = (NEVER, NEVER)
) -> list[int]:
    """Exit statuses of two processes that do `work` as one group, as a launcher would start them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    processes = [
        start(
            work,
            *arguments,
            moment=moment,
            home=home,
            RANK=str(rank),
            LOCAL_RANK=str(rank),
            WORLD_SIZE="2",
            MASTER_ADDR="127.0.0.1",
            MASTER_PORT=port,
        )
        for rank, moment in enumerate(moments)
    ]
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]


def join(model: Path, out: Path, settings: Config, short_of_memory: int = -1) -> int:
    """What the command does, on the taste of `runs`. short_of_memory: the rank that cannot take two rows at a time."""
    stop = Stop.on_signals()
    real = step.Runner.backward

    def backward(runner: Any, *values: Any, **named: Any) -> Any:
        sys.audit(BACKWARD, "")
        return real(runner, *values, **named)

    examples = of_method(settings.objective.method)
    try:
        with distributed.joined() as group, pytest.MonkeyPatch.context() as patch:
            patch.setattr(step.Runner, "backward", backward)
            if group.rank == short_of_memory:
                _limit_memory()
            train(model, examples, out, settings, group=group, stop=stop)
    except ProcessLostError:
        return LOST
    return EXIT_CANCELLED if stop.asked else EXIT_OK


def _limit_memory() -> None:
    real = step.sequence_logps

    def limited(model: Any, batch: Any, *rest: Any) -> Any:
        if batch.ids.shape[1] > 60:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return real(model, batch, *rest)

    step.sequence_logps = limited


def curve(out: Path) -> list[float]:
    return losses(json.loads((out / "meta.json").read_text())["history"])


@pytest.fixture(scope="module")
def alone(tiny: Tiny, tmp_path_factory: pytest.TempPathFactory) -> list[float]:
    """The losses of one process."""
    return losses(train(tiny.f32, preferences(), tmp_path_factory.mktemp("alone"), config()).history)


def test_accelerate_launch_gives_the_curve_of_one_process(tiny: Tiny, tmp_path: Path) -> None:
    """The real launcher and command line."""
    data = write_jsonl(tmp_path / "d.jsonl", preferences(60))
    words = [
        "dpo",
        "--base",
        str(tiny.f32),
        "--data",
        str(data),
        "--lr",
        "2e-3",
        "--epochs",
        "1",
        "--json",
        "--preferences-only",
        "--no-bf16",
    ]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "OMP_NUM_THREADS": "1",
        "UNDERSTUDY_HOME": str(tmp_path),
    }
    launch = ["accelerate.commands.launch", "--multi_gpu", "--num_processes", "2", "--num_machines", "1"]
    launch += ["--mixed_precision", "no", "--dynamo_backend", "no", "-m", "understudy.cli.main", "train"]
    done = subprocess.run(
        [sys.executable, "-m", *launch, *words, "--out", str(tmp_path / "two")],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    printed = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert [line["kind"] for line in printed].count("start") == 1 and printed[-1]["kind"] == "result"
    assert json.loads((tmp_path / "two" / "meta.json").read_text())["processes"] == 2
    assert len(AdapterRegistry(tmp_path / "adapters").list()) == 1
    assert live(run_cli, *words, "--out", str(tmp_path / "one"), home=tmp_path) == EXIT_OK
    assert curve(tmp_path / "two") == pytest.approx(curve(tmp_path / "one"), abs=SAME)


@pytest.mark.parametrize("method", ["dpo", "kto"])
def test_uneven_shares_give_the_curve_of_one_process(tiny: Tiny, tmp_path: Path, method: Method) -> None:
    """A last step with one example leaves a process without any; KTO's reference point is the whole step's."""
    settings = config(method, batch=11, epochs=2)
    whole = losses(train(tiny.f32, of_method(method), tmp_path / "one", settings).history)
    assert together(join, tiny.f32, tmp_path / "two", settings, home=tmp_path) == [EXIT_OK, EXIT_OK]
    assert curve(tmp_path / "two") == pytest.approx(whole, abs=SAME)


def test_memory_short_in_one_process_does_not_part_them(tiny: Tiny, tmp_path: Path, alone: list[float]) -> None:
    assert together(join, tiny.f32, tmp_path, config(), 1, home=tmp_path) == [EXIT_OK, EXIT_OK]
    assert curve(tmp_path) == pytest.approx(alone, abs=SAME)


@pytest.mark.parametrize("rank", [0, 1])
def test_sigterm_to_one_stops_both_and_one_process_alone_goes_on(
    tiny: Tiny, tmp_path: Path, alone: list[float], rank: int
) -> None:
    asked = Moment(BACKWARD, count=4, signal=signal.SIGTERM)
    moments = (asked, NEVER) if rank == 0 else (NEVER, asked)
    assert together(join, tiny.f32, tmp_path, config(), home=tmp_path, moments=moments) == [EXIT_CANCELLED] * 2
    assert (tmp_path / "checkpoint.pt").exists()
    assert losses(train(tiny.f32, preferences(), tmp_path, config()).history) == pytest.approx(alone, abs=SAME)


def test_a_killed_process_is_named_and_nothing_is_lost(tiny: Tiny, tmp_path: Path, alone: list[float]) -> None:
    died = (NEVER, Moment(BACKWARD, count=3))
    assert together(join, tiny.f32, tmp_path, config(), home=tmp_path, moments=died) == [LOST, -signal.SIGKILL]
    saved = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    assert 0 < saved["step"] < 9
    assert losses(train(tiny.f32, preferences(), tmp_path, config()).history) == pytest.approx(alone, abs=SAME)


def test_spread_layers_give_the_same_curve(tiny: Tiny, tmp_path: Path) -> None:
    settings = config(shard=True)
    assert together(join, tiny.f32, tmp_path, settings, home=tmp_path) == [EXIT_OK, EXIT_OK]
    whole = losses(train(tiny.f32, preferences(), tmp_path / "one", config()).history)
    assert curve(tmp_path) == pytest.approx(whole, abs=SAME)
    with pytest.raises(TrainError, match="accelerate launch"):
        train(tiny.f32, preferences(), tmp_path / "alone", settings)
