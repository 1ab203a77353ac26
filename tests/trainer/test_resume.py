"""A run may be killed or stopped at any moment: called again, it ends as if nothing had happened."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch

from tests.trainer.conftest import Tiny
from tests.trainer.killing import Moment, live
from tests.trainer.runs import config, losses, preferences, run_cli, write_log
from understudy.learn.store import Log
from understudy.models.adapters import AdapterRegistry
from understudy.models.gguf_header import content_sha256
from understudy_trainer.cli.common import EXIT_CANCELLED, EXIT_OK
from understudy_trainer.gate.evaluators import GateCancelled
from understudy_trainer.gate.judge import Evaluation
from understudy_trainer.run import folder, machine
from understudy_trainer.run.config import Progress
from understudy_trainer.run.folder import FolderInUseError, RunFolder
from understudy_trainer.run.stopping import Stop
from understudy_trainer.run.train import train

KILLS = int(os.environ.get("UNDERSTUDY_KILLS", "6"))
PAIRS = 60
REFERENCE = Moment("print", '"kind": "reference"', 2)
STEP = Moment("print", '"kind": "step"', 9)
SAVING = Moment("os.rename", "checkpoint.pt", 1)  # the file is written and not yet in place
SAVING_AGAIN = Moment("os.rename", "checkpoint.pt", 2)
EXPORTING = Moment("os.rename", "adapter.gguf", 1)
PROVING = Moment("subprocess.Popen", "llama_child", 1)
BEFORE_META = Moment("os.rename", "meta.json", 1)
AFTER_META = Moment("os.remove", "checkpoint.pt", 1)
COPYING = Moment("os.rename", "adapters", 1)
REGISTERING = Moment("os.rename", "adapters", 2)
NAMED = [REFERENCE, SAVING_AGAIN, BEFORE_META, REGISTERING, SAVING, EXPORTING, PROVING, AFTER_META, COPYING, STEP]


def command(model: Path, log: Path, out: Path) -> list[str]:
    options = {"--base": model, "--log": log, "--out": out, "--epochs": 2, "--batch": 4, "--max-tokens": 128}
    words = ["dpo", "--json", "--no-bf16", "--preferences-only", "--lr", "2e-3"]
    return [*words, *(str(word) for option in options.items() for word in option)]


def outcome(home: Path, model: Path) -> tuple[object, ...]:
    """What a whole run leaves: its curve, the adapter's bytes and what the registry knows."""
    meta = json.loads((home / "run" / "meta.json").read_text())
    (record,) = AdapterRegistry(home / "adapters").list(content_sha256(model))
    assert AdapterRegistry(home / "adapters").path(record).read_bytes() == (home / "run/adapter.gguf").read_bytes()
    assert not (home / "run" / "checkpoint.pt").exists()
    return meta["history"], meta["verdict"], (home / "run" / "adapter.gguf").read_bytes(), record.sha256


def intact(home: Path, log: Path) -> None:
    """Whatever was killed: every listed adapter is whole, and the event log has all it had."""
    registry = AdapterRegistry(home / "adapters")
    assert all(content_sha256(registry.path(record)) == record.sha256 for record in registry.list())
    with sqlite3.connect(log) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with Log.open(log) as opened:
        assert opened.problem is None and opened.moved_aside is None and len(list(opened.events())) == PAIRS


def test_kill_9_at_any_moment_and_again_gives_what_an_uninterrupted_run_gives(tiny: Tiny, tmp_path: Path) -> None:
    log = write_log(tmp_path / "learn.sqlite", PAIRS)
    whole = tmp_path / "whole"
    assert live(run_cli, *command(tiny.f32, log, whole / "run"), home=whole) == EXIT_OK
    expected = outcome(whole, tiny.f32)

    def killed_at(moments: Iterable[Moment], home: Path) -> int:
        """How often it was killed before it ended, as the whole one did."""
        words, kills = command(tiny.f32, log, home / "run"), 0
        for moment in moments:
            status = live(run_cli, *words, moment=moment, home=home)
            assert status in (-signal.SIGKILL, EXIT_OK), (home / "errors.txt").read_text()
            kills += status == -signal.SIGKILL
            intact(home, log)
        assert live(run_cli, *words, home=home) == EXIT_OK, (home / "errors.txt").read_text()
        assert outcome(home, tiny.f32) == expected, moments
        return kills

    named = NAMED[: max(4, KILLS // 2)]
    for number, moment in enumerate(named):
        assert killed_at([moment], tmp_path / str(number)) == 1, moment
    seconds = json.loads((whole / "run" / "meta.json").read_text())["seconds"]
    chance, killed = random.Random(20), len(named)
    for number in range(KILLS):  # the rest by the clock, which may be too late now and then
        if killed < KILLS:
            clock = [Moment(seconds=chance.uniform(0.05, 0.8 * seconds)) for _ in range(min(3, KILLS - killed))]
            killed += killed_at(clock, tmp_path / f"clock{number}")
    print(f"{killed} kills; every run ended like the whole one")
    assert killed >= max(4, KILLS // 2)


@pytest.mark.parametrize("name", ["REFERENCE", "STEP", "PROVING"])
def test_sigterm_saves_and_the_next_run_goes_on(tiny: Tiny, tmp_path: Path, name: str) -> None:
    log = write_log(tmp_path / "learn.sqlite", PAIRS)
    words = command(tiny.f32, log, tmp_path / "run")
    named: Moment = globals()[name]
    moment = Moment(named.event, named.part, named.count, signal=signal.SIGTERM)
    assert live(run_cli, *words, moment=moment, home=tmp_path) == EXIT_CANCELLED
    assert (tmp_path / "run" / "checkpoint.pt").exists() and not (tmp_path / "run" / "meta.json").exists()
    assert live(run_cli, *words, home=tmp_path) == EXIT_OK
    meta = json.loads((tmp_path / "run" / "meta.json").read_text())
    assert len(meta["history"]) == meta["steps"] > 20


def test_a_stopped_run_resumes_on_the_same_curve_without_a_second_reference(tiny: Tiny, tmp_path: Path) -> None:
    whole = train(tiny.f32, preferences(), tmp_path / "whole", config()).history
    stop, seen = Stop(), list[Progress]()

    def sink(progress: Progress) -> None:
        seen.append(progress)
        if progress.step == 5:
            stop.ask()

    first = train(tiny.f32, preferences(), tmp_path / "cut", config(), sink=sink, stop=stop)
    assert first.adapter is None and first.steps == 5 and seen[-1].kind == "cancelled"
    again: list[Progress] = []
    second = train(tiny.f32, preferences(), tmp_path / "cut", config(), sink=again.append)
    assert second.adapter is not None and second.history == whole
    assert [p.kind for p in seen].count("reference") == 1 and "reference" not in [p.kind for p in again]


def test_a_stop_while_the_gate_measures_is_at_once_and_loses_nothing(tiny: Tiny, tmp_path: Path) -> None:
    stop, closed = Stop(), list[str]()

    def slow(adapter: Path) -> Evaluation:
        stop.ask()
        closed.append("its engine")
        raise GateCancelled

    def never(adapter: Path) -> Evaluation:
        raise AssertionError

    pairs = preferences(18)
    arguments = (tiny.f32, pairs[:12], tmp_path, config())
    assert train(*arguments, held_out=pairs[12:], evaluators=[slow, never], stop=stop).adapter is None and closed
    seen: list[Progress] = []
    done = train(*arguments, held_out=pairs[12:], sink=seen.append)
    assert done.verdict is not None and [p.kind for p in seen] == ["start", "gate", "done"]


def test_a_finished_run_called_again_says_so_and_trains_nothing(tiny: Tiny, tmp_path: Path) -> None:
    pairs = preferences(18)
    arguments = (tiny.f32, pairs[:12], tmp_path, config(epochs=1))
    first = train(*arguments, held_out=pairs[12:])
    seen: list[Progress] = []
    assert train(*arguments, held_out=pairs[12:], sink=seen.append) == first
    assert [p.kind for p in seen] == ["done"] and "before" in seen[0].message
    (tmp_path / "adapter.gguf").write_bytes(b"of another run")  # what meta.json does not describe is no result
    assert train(*arguments, held_out=pairs[12:], sink=seen.append) == first
    assert "step" in [p.kind for p in seen]


def test_a_second_run_in_the_same_folder_is_refused_and_a_dead_ones_lock_is_not(tiny: Tiny, tmp_path: Path) -> None:
    with (
        RunFolder(tmp_path).claimed(),
        pytest.raises(FolderInUseError, match=f"process {os.getpid()}") as refusal,
    ):
        train(tiny.f32, preferences(), tmp_path, config(epochs=1))
    assert "--out" in refusal.value.next_step
    (tmp_path / "run.lock").write_text("1")  # a process that lives, but holds no lock
    assert train(tiny.f32, preferences(), tmp_path, config(epochs=1)).adapter is not None


def stopped_at(step: int, *arguments: Any, **named: Any) -> None:
    """A run that was asked to stop at this step and left its checkpoint."""
    stop = Stop()
    train(*arguments, **named, sink=lambda p: stop.ask() if (p.kind, p.step) == ("step", step) else None, stop=stop)
    assert stop.asked


def notes(seen: list[Progress]) -> list[str]:
    return [progress.message for progress in seen if progress.kind == "note"]


def began_at(seen: list[Progress]) -> int:
    return next(progress.step for progress in seen if progress.kind == "start")


def test_damaged_checkpoint_or_other_data_begins_anew_and_says_so(tiny: Tiny, tmp_path: Path) -> None:
    (tmp_path / "checkpoint.pt").write_bytes(b"garbage")
    seen: list[Progress] = []
    assert train(tiny.f32, preferences(), tmp_path, config(epochs=1), sink=seen.append).adapter is not None
    assert notes(seen) == ["the checkpoint cannot be read: beginning anew"]
    stopped_at(2, tiny.f32, preferences(), tmp_path, config())
    seen.clear()
    train(tiny.f32, preferences(8), tmp_path, config(epochs=1), sink=seen.append)
    assert began_at(seen) == 0 and notes(seen) == ["the data or settings changed since step 2: beginning anew"]


def test_the_flags_of_a_refusal_do_not_discard_the_run(tiny: Tiny, tmp_path: Path) -> None:
    whole = train(tiny.f32, preferences(), tmp_path / "whole", config()).history
    stopped_at(4, tiny.f32, preferences(), tmp_path, config(micro_tokens=400))
    less = config(micro_tokens=64, device="cpu", packed=True, gradient_checkpointing=True, share_gpu=True)
    seen: list[Progress] = []
    found = train(tiny.f32, preferences(), tmp_path, less, sink=seen.append).history
    assert began_at(seen) == 4 and notes(seen) == ["going on with 64 tokens at a time instead of 400"]
    assert losses(found) == pytest.approx(losses(whole), abs=1e-4)


def test_passes_are_no_larger_than_what_fits_now_nor_than_what_did(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tokens() -> int:
        return int(torch.load(tmp_path / "checkpoint.pt", weights_only=True)["micro_tokens"])

    real, found = machine.resources, {"now": 300}

    def limited(*values: Any, **named: Any) -> Any:
        return replace(real(*values, **named), micro_tokens=found["now"])

    monkeypatch.setattr(machine, "resources", limited)
    for step, now, want in ((1, 300, 300), (2, 200, 200), (3, 500, 200)):
        found["now"] = now
        stopped_at(step, tiny.f32, preferences(), tmp_path, config())
        assert tokens() == want


def test_a_run_goes_on_in_the_number_format_it_began_in(tiny: Tiny, tmp_path: Path) -> None:
    fast = machine.has_bf16_cpu()
    stopped_at(1, tiny.f32, preferences(), tmp_path, config(bf16=None))
    saved = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    assert saved["bf16"] is fast
    torch.save({**saved, "bf16": not fast}, tmp_path / "checkpoint.pt")  # as of another device
    stopped_at(2, tiny.f32, preferences(), tmp_path, config(bf16=None))
    assert torch.load(tmp_path / "checkpoint.pt", weights_only=True)["bf16"] is not fast


def test_killed_before_the_export_no_old_adapter_stands_beside_the_new_files(tiny: Tiny, tmp_path: Path) -> None:
    words = command(tiny.f32, write_log(tmp_path / "learn.sqlite", 20), tmp_path / "run")
    assert live(run_cli, *words, home=tmp_path) == EXIT_OK
    old = (tmp_path / "run" / "peft" / "adapter_model.safetensors").read_bytes()
    assert live(run_cli, *words, "--seed", "1", moment=EXPORTING, home=tmp_path) == -signal.SIGKILL
    assert (tmp_path / "run" / "peft" / "adapter_model.safetensors").read_bytes() != old
    assert not (tmp_path / "run" / "adapter.gguf").exists()


def test_a_lock_on_windows_is_of_one_byte_whatever_the_file_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """msvcrt locks from where the file stands; what it locks nobody else can read, and the refusal reads the number."""
    locked: list[int] = []
    fake = SimpleNamespace(LK_NBLCK=2, locking=lambda file, mode, size: locked.append(os.lseek(file, 0, os.SEEK_CUR)))
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    for text in ("", "12345"):
        (tmp_path / "run.lock").write_text(text)
        with (tmp_path / "run.lock").open("a+") as file:
            assert folder._lock_byte(file.fileno())
    assert locked == [folder.LOCKED_BYTE] * 2 and folder.LOCKED_BYTE > 100
