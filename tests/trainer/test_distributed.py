"""Several processes on one run: one curve however many there are, together when stopped, clear when one is lost."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import LoraConfig, get_peft_model
from torch.distributed.tensor import DTensor

from tests.trainer.conftest import Tiny
from tests.trainer.killing import NEVER, Moment, live, start
from tests.trainer.runs import config, losses, of_method, preferences, run_cli, write_jsonl
from understudy.models.adapters import AdapterRegistry
from understudy_trainer.cli.common import EXIT_CANCELLED, EXIT_OK, EXIT_REFUSED
from understudy_trainer.data.examples import Method
from understudy_trainer.errors import TrainError
from understudy_trainer.methods import step
from understudy_trainer.model.load import load_base
from understudy_trainer.model.shape import read_shape
from understudy_trainer.run import distributed, machine, sharding
from understudy_trainer.run.config import Config
from understudy_trainer.run.distributed import ProcessLostError
from understudy_trainer.run.memory import Setting, needed_bytes
from understudy_trainer.run.probe import Memory, SystemProbe
from understudy_trainer.run.stopping import Stop
from understudy_trainer.run.train import train

LOST = 3  # exit status of `join` when its partner has ended
BACKWARD = "tests.backward"  # an audit event, for moments
GIB = 1 << 30
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


def join(model: Path, out: Path, settings: Config, odd: str = "", count: int = 12) -> int:
    """What the command does, on the taste of `runs`. odd: how the second process differs: "slim" (cannot take two rows
    at a time), "small" (has less memory), "busy" (a GPU, and in use), "data" or "settings"."""
    stop = Stop.on_signals()
    real = step.Runner.backward

    def backward(runner: Any, *values: Any, **named: Any) -> Any:
        sys.audit(BACKWARD, "")
        return real(runner, *values, **named)

    odd = odd if os.environ["RANK"] == "1" else ""
    examples = of_method(settings.objective.method, count + (odd == "data"))
    settings = replace(settings, epochs=settings.epochs + (odd == "settings"))
    try:
        with distributed.joined() as group, pytest.MonkeyPatch.context() as patch:
            patch.setattr(step.Runner, "backward", backward)
            if odd == "slim":
                _limit_memory()
            if odd in ("small", "busy"):
                patch.setattr(machine, "SystemProbe", lambda: _Small(model) if odd == "small" else _Busy())
            train(model, examples, out, settings, group=group, stop=stop)
    except ProcessLostError:
        return LOST
    except TrainError as error:
        (out / f"refused-{os.environ['RANK']}").write_text(f"{type(error).__name__}: {error.message}")
        return EXIT_REFUSED
    return EXIT_CANCELLED if stop.asked else EXIT_OK


def _limit_memory() -> None:
    real = step.sequence_logps

    def limited(model: Any, batch: Any, *rest: Any) -> Any:
        if batch.ids.shape[1] > 60:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return real(model, batch, *rest)

    step.sequence_logps = limited


class _Small(SystemProbe):
    """Free memory for two processes with passes of 400 tokens."""

    def __init__(self, model: Path) -> None:
        super().__init__()
        self._shape = read_shape(model)

    def memory(self, device: torch.device) -> Memory:
        both = 2 * needed_bytes(self._shape, Setting("cpu", False, False, False, 4), 400)
        return Memory(machine.RESERVE_CPU + self._shape.file_bytes + both, GIB)


class _Busy(SystemProbe):
    def memory(self, device: torch.device) -> Memory:
        raise machine.DeviceBusyError("The GPU is used by blender.", "Wait.")


def spread(model: Path, out: Path) -> int:
    """Whether this process is left with half of the layers' weights, of their whole number before."""
    with distributed.joined() as group:
        wrapped = get_peft_model(load_base(model, torch.device("cpu")).model, LoraConfig(target_modules=["q_proj"]))
        trained = [parameter for parameter in wrapped.parameters() if parameter.requires_grad]
        layers = wrapped.get_base_model().model.layers
        frozen = [parameter for parameter in layers.parameters() if not parameter.requires_grad]
        whole = sum(parameter.numel() for parameter in frozen)
        sharding.shard(wrapped, trained, group)
        held = sum(p.to_local().numel() for p in layers.parameters() if isinstance(p, DTensor))
        return EXIT_OK if 2 * held == whole else EXIT_REFUSED


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
    assert together(join, tiny.f32, tmp_path, config(), "slim", home=tmp_path) == [EXIT_OK, EXIT_OK]
    assert curve(tmp_path) == pytest.approx(alone, abs=SAME)


def test_all_train_on_what_the_first_has_read(tiny: Tiny, tmp_path: Path, alone: list[float]) -> None:
    """A log that grows between two processes' reading it gives them different data."""
    assert together(join, tiny.f32, tmp_path, config(), "data", home=tmp_path) == [EXIT_OK, EXIT_OK]
    assert curve(tmp_path) == pytest.approx(alone, abs=SAME)


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ("settings", ["TrainError: Process 1 was started with another", "TrainError: Process 1 was started"]),
        ("busy", ["TrainError: Process 1: The GPU is used by blender", "DeviceBusyError: The GPU is used"]),
    ],
)
def test_what_one_process_cannot_do_all_refuse(tiny: Tiny, tmp_path: Path, odd: str, said: list[str]) -> None:
    assert together(join, tiny.f32, tmp_path, config(), odd, home=tmp_path) == [EXIT_REFUSED] * 2
    for rank, text in enumerate(said):
        assert (tmp_path / f"refused-{rank}").read_text().startswith(text)


def test_the_least_memory_decides_for_all(tiny: Tiny, tmp_path: Path) -> None:
    stopped = (Moment(BACKWARD, count=2, signal=signal.SIGTERM), NEVER)
    statuses = together(join, tiny.f32, tmp_path, config(), "small", home=tmp_path, moments=stopped)
    assert statuses == [EXIT_CANCELLED] * 2
    assert torch.load(tmp_path / "checkpoint.pt", weights_only=True)["micro_tokens"] < machine.MOST_TOKENS


def test_why_a_process_was_lost_is_told() -> None:
    with pytest.raises(ProcessLostError, match=r"has ended \(Connection reset by peer\)\."), distributed._partners():
        raise RuntimeError("Connection reset by peer\nstack of the library")


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


@pytest.mark.parametrize("method", ["dpo", "kto"])
def test_spread_layers_with_uneven_shares(tiny: Tiny, tmp_path: Path, method: Method) -> None:
    """11 examples: a process more in the reference pass than the other, and repeated ones in every third step."""
    settings = config(method, shard=True, epochs=1)
    assert together(join, tiny.f32, tmp_path, settings, "", 11, home=tmp_path) == [EXIT_OK, EXIT_OK]
    settings = config(method, epochs=1)
    whole = losses(train(tiny.f32, of_method(method, 11), tmp_path / "one", settings).history)
    assert len(curve(tmp_path)) == 3 and curve(tmp_path)[:2] == pytest.approx(whole[:2], abs=SAME)


def test_spread_layers_leave_each_process_its_share(tiny: Tiny, tmp_path: Path) -> None:
    assert together(spread, tiny.f32, tmp_path, home=tmp_path) == [EXIT_OK, EXIT_OK]
