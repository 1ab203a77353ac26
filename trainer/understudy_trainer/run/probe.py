"""What this machine has and who is using it. Everything that looks at the machine stands here, so that a plan can be
tested for machines that are not at hand."""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psutil  # type: ignore[import-untyped, unused-ignore]
import torch

from understudy_trainer.errors import TrainError

NVIDIA_SMI_S = 10.0  # a driver that hangs must not hang the trainer
OURS = ("understudy.engine.worker", "understudy.cli.main serve", "understudy serve")  # in a command line
MIB = 1 << 20
M_MMAP_THRESHOLD = -3  # malloc.h


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes. free: what a new allocation could get now."""

    free: int
    total: int


@dataclass(frozen=True, slots=True)
class User:
    """A process on the GPU. bytes: 0 where the driver does not say. ours: the trainer itself or the served model."""

    pid: int
    name: str
    bytes: int = 0
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """users: compute processes, () where they cannot be listed. listed: whether they could be. percent: of the time the
    GPU was computing just now, None = unknown."""

    users: tuple[User, ...] = ()
    listed: bool = False
    percent: int | None = None


class Probe(Protocol):
    """The questions a plan asks."""

    def found(self) -> str:
        """The device to train on when nobody said: "cuda", "mps" or "cpu"."""

    def has(self, device: torch.device) -> bool: ...

    def memory(self, device: torch.device) -> Memory: ...

    def use(self, device: torch.device) -> Use: ...

    def fast_bf16(self, device: torch.device) -> bool: ...

    def on_battery(self) -> bool: ...

    def spare_memory(self) -> None:
        """Give freed memory back at once, at some cost in time."""


class SystemProbe:
    """This machine. run: a command to its output, None if it is missing or fails."""

    def __init__(self, run: Callable[[Sequence[str]], str | None] | None = None) -> None:
        self._run = run or _output

    def found(self) -> str:
        if torch.cuda.is_available():
            return "cuda"
        return "mps" if torch.backends.mps.is_available() else "cpu"

    def has(self, device: torch.device) -> bool:
        if device.type == "cuda":
            return torch.cuda.is_available() and (device.index or 0) < torch.cuda.device_count()
        return device.type == "cpu" or (device.type == "mps" and torch.backends.mps.is_available())

    def memory(self, device: torch.device) -> Memory:
        if device.type == "cuda":
            try:
                free, total = torch.cuda.mem_get_info(device)
            except RuntimeError as error:  # no room even for a context, or an exclusive process holds the GPU
                raise TrainError(
                    f"The GPU does not answer: {str(error).splitlines()[0]}", "Use --device cpu, or wait."
                ) from error
            return Memory(free, total)
        system = psutil.virtual_memory()
        free = system.available
        limit = cgroup_free()
        if limit is not None:
            free = min(free, limit)
        if device.type == "mps":
            most = torch.mps.recommended_max_memory()
            return Memory(min(free, most - torch.mps.driver_allocated_memory()), most)
        return Memory(free, system.total)

    def use(self, device: torch.device) -> Use:
        if device.type != "cuda":
            return Use()
        which = _uuid(device)
        percent = _percent(self._run(_QUERY_GPU + which))
        apps = self._run(_QUERY_APPS + which)
        return Use(() if apps is None else parse_users(apps), apps is not None, percent)

    def fast_bf16(self, device: torch.device) -> bool:
        if device.type == "cuda":
            return torch.cuda.get_device_capability(device) >= (8, 0)  # earlier ones emulate it
        return device.type == "cpu" and has_bf16_cpu()

    def on_battery(self) -> bool:
        try:
            battery = psutil.sensors_battery()
        except (AttributeError, OSError, RuntimeError, ValueError):  # psutil lacks it on some systems
            return False
        return battery is not None and battery.power_plugged is False

    def spare_memory(self) -> None:
        """glibc keeps freed tensors for itself: a step with checkpointing that needs 105 MiB held 407 (n = 1). Mapped
        and unmapped one by one, it takes a fifth to a third longer."""
        with contextlib.suppress(OSError, AttributeError, TypeError):  # another C library
            ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, MIB)


_QUERY_APPS = ["nvidia-smi", "--query-compute-apps=pid,process_name,used_gpu_memory", "--format=csv,noheader,nounits"]
_QUERY_GPU = ["nvidia-smi", "--query-gpu=utilization.gpu", "--format=csv,noheader,nounits"]


def parse_users(text: str) -> tuple[User, ...]:
    """nvidia-smi's `pid, process_name, used_gpu_memory` lines. A name may hold commas; the memory may be [N/A]."""
    users = []
    for line in text.splitlines():
        first, _, rest = line.partition(",")
        name, _, mib = rest.rpartition(",")
        if first.strip().isdigit():
            pid, used = int(first), mib.strip()
            users.append(User(pid, name.strip(), int(used) * MIB if used.isdigit() else 0, _is_ours(pid)))
    return tuple(users)


def _percent(text: str | None) -> int | None:
    first = (text or "").strip().splitlines()[:1]
    return int(first[0]) if first and first[0].strip().isdigit() else None


def _is_ours(pid: int) -> bool:
    """The trainer, or the engine that serves completions: they are planned for."""
    if pid == os.getpid():
        return True
    with contextlib.suppress(psutil.Error, OSError):
        return any(mark in " ".join(psutil.Process(pid).cmdline()) for mark in OURS)
    return False


def _uuid(device: torch.device) -> list[str]:
    """nvidia-smi counts all GPUs, torch only those of CUDA_VISIBLE_DEVICES: ask by identity."""
    with contextlib.suppress(RuntimeError, AssertionError, AttributeError):
        return [f"--id=GPU-{torch.cuda.get_device_properties(device).uuid}"]
    return []


def _output(command: Sequence[str]) -> str | None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=NVIDIA_SMI_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def cgroup_free(root: Path = Path("/sys/fs/cgroup"), membership: Path = Path("/proc/self/cgroup")) -> int | None:
    """Bytes until a container's or a unit's memory limit (the least along the way up), None without one.

    Version 2 (`memory.max`) and 1 (`memory.limit_in_bytes`). Cached files count as free: the kernel drops them first.
    """
    try:
        lines = membership.read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    free: list[int] = []
    for line in lines:
        number, _, rest = line.partition(":")
        controllers, _, path = rest.partition(":")
        if number == "0":
            top, names = root, ("memory.max", "memory.current", "inactive_file")
        elif "memory" in controllers.split(","):
            top, names = root / "memory", ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
        else:
            continue
        folder = top / path.strip("/")
        for place in (folder, *folder.parents):
            left = _left(place, names)
            if left is not None:
                free.append(left)
            if place == top:
                break
    return min(free, default=None)


def _left(folder: Path, names: tuple[str, str, str]) -> int | None:
    try:
        limit, used = ((folder / name).read_text(encoding="utf-8").strip() for name in names[:2])
        statistics = (folder / "memory.stat").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    if not limit.isdigit() or not used.isdigit() or int(limit) >= 1 << 60:  # "max", or version 1's way to say so
        return None
    cached = next((int(line.split()[1]) for line in statistics if line.startswith(f"{names[2]} ")), 0)
    return max(0, int(limit) - int(used) + cached)


def has_bf16_cpu() -> bool:
    """Whether matrix products in bf16 are fast here (4-5 times f32 with AVX512-BF16 or AMX, slower without)."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags
