"""The probe on this machine, and with children and drivers that crash, hang and babble."""

from __future__ import annotations

import contextlib
import os
import platform
import sys
import time
from pathlib import Path

import psutil
import pytest

import tests.engine.tiny as tiny
from understudy.engine.probe import probe
from understudy.models import hardware
from understudy.models.hardware import Gpu, parse_nvidia

FLAGS = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
FACTS = '{"cores": 4, "ramBytes": 1000}'


def child(code: str) -> list[str]:
    return [sys.executable, "-I", "-c", code]


def _is_gone(process: psutil.Process) -> bool:
    """A killed process takes a moment, and may stay as a zombie where nobody reaps orphans."""
    with contextlib.suppress(psutil.TimeoutExpired):
        process.wait(5)
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


async def test_this_machine_is_known_and_the_model_measured(tmp_path: Path) -> None:
    found = await probe(tiny.make_model(tmp_path / "tiny.gguf"), threads=1, timeout_s=120)
    assert found.problem == ""
    assert found.cores == psutil.cpu_count(logical=False)
    assert found.ram_bytes and found.ram_bytes <= psutil.virtual_memory().total
    assert found.features is not None and found.gpu_build is not None
    if FLAGS and platform.machine() == "x86_64":
        assert ("AVX2" in found.features) == (" avx2 " in FLAGS)
    assert found.reference is not None and found.reference.size_bytes == (tmp_path / "tiny.gguf").stat().st_size
    assert found.reference.tokens_per_second > 0 and found.reference.prompt_tokens_per_second > 0


async def test_a_damaged_model_costs_only_its_speed(tmp_path: Path) -> None:
    (tmp_path / "bad.gguf").write_bytes(b"GGUFxxxx")
    found = await probe(tmp_path / "bad.gguf", threads=1, timeout_s=120)
    assert found.cores and found.gpu_build is not None
    assert found.reference is None and "stopped early" in found.problem


async def test_a_crash_keeps_what_was_known_before(tmp_path: Path) -> None:
    argv = child(f"import os; print('{FACTS}', flush=True); os.abort()")
    found = await probe(tmp_path / "m.gguf", argv=argv)
    assert (found.cores, found.ram_bytes) == (4, 1000)
    assert found.gpu_build is None and found.features is None and found.problem


async def test_an_illegal_instruction_names_the_wrong_build(tmp_path: Path) -> None:
    argv = child("import os, signal; os.kill(os.getpid(), signal.SIGILL)")
    found = await probe(tmp_path / "m.gguf", argv=argv)
    assert found.cores is None and "another processor" in found.problem


async def test_a_hang_ends_with_everything_the_probe_started(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    code = (
        f"import subprocess, sys, time; print('{FACTS}', flush=True); "
        "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); "
        f"open({str(pid_file)!r}, 'w').write(str(p.pid)); time.sleep(600)"
    )
    started = time.monotonic()
    found = await probe(tmp_path / "m.gguf", argv=child(code), timeout_s=2)
    assert found.cores == 4 and "did not answer" in found.problem
    assert time.monotonic() - started < 30
    with contextlib.suppress(psutil.NoSuchProcess):
        assert _is_gone(psutil.Process(int(pid_file.read_text())))


@pytest.mark.parametrize("said", ["no JSON at all", '{"cores": "many"}', "[1, 2]", '{"gpus": [{}]}', "x" * (2 << 20)])
async def test_an_answer_that_makes_no_sense_is_a_machine_not_known(tmp_path: Path, said: str) -> None:
    script = tmp_path / "child.py"
    script.write_text(f"print({said!r})")
    found = await probe(tmp_path / "m.gguf", argv=[sys.executable, str(script)])
    assert found.cores is None and found.gpus == ()


async def test_a_probe_that_cannot_start_is_a_machine_not_known(tmp_path: Path) -> None:
    found = await probe(tmp_path / "m.gguf", argv=[str(tmp_path / "no-such-program")])
    assert found.cores is None and "could not be started" in found.problem


def test_what_nvidias_tool_says_is_read() -> None:
    text = "NVIDIA H100 80GB HBM3, 81559, 80000\nNVIDIA GB10, [N/A], [N/A]\nan error without commas\n"
    assert parse_nvidia(text) == (
        Gpu("NVIDIA H100 80GB HBM3", 81559 << 20, 80000 << 20, "nvidia-smi"),
        Gpu("NVIDIA GB10", 0, 0, "nvidia-smi"),
    )


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
@pytest.mark.parametrize(
    ("script", "count"),
    [("echo 'A, 100, 50'", 1), ("echo 'A, 100, 50'; exit 9", 0), ("sleep 60", 0), ("kill -9 $$", 0)],
)
def test_a_driver_that_fails_or_hangs_means_no_gpu(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, count: int
) -> None:
    tool = tmp_path / "nvidia-smi"
    tool.write_text(f"#!/bin/sh\n{script}\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(hardware, "NVIDIA_S", 0.5)
    assert len(hardware.nvidia()) == count
