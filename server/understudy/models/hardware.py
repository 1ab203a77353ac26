"""What a machine has that decides which model it can run. Plain facts; `engine.probe` finds them out.

Everything that could not be found out is None or empty: a probe that crashed or hung is a machine not known, never an
error.
"""

from __future__ import annotations

import csv
import platform
import re
import subprocess
import sys
from pathlib import Path
from typing import Literal

import msgspec
import psutil  # type: ignore[import-untyped, unused-ignore]

NVIDIA_S = 5.0  # a broken driver lets nvidia-smi hang for ever
_CGROUP_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
_X86 = {"avx": "AVX", "avx2": "AVX2", "avx512f": "AVX-512", "avx512_vnni": "AVX-512 VNNI", "avx_vnni": "AVX-VNNI"}
_WINDOWS = {39: "AVX", 40: "AVX2", 41: "AVX-512"}  # PF_AVX…_INSTRUCTIONS_AVAILABLE


class Gpu(msgspec.Struct, frozen=True, rename="camel"):
    """total_bytes, free_bytes: 0 = not known. source: who told."""

    name: str
    total_bytes: int = 0
    free_bytes: int = 0
    source: Literal["llama.cpp", "nvidia-smi"] = "llama.cpp"


class Reference(msgspec.Struct, frozen=True, rename="camel"):
    """The bundled model, measured here on one thread: on more, so small a model mostly waits for the threads.
    prompt_tokens_per_second: while a prompt is read."""

    size_bytes: int
    tokens_per_second: float
    prompt_tokens_per_second: float


class Hardware(msgspec.Struct, frozen=True, rename="camel"):
    """cores: physical ones. ram_bytes: of the machine or the container. features: AVX2, NEON …
    gpus: those llama.cpp can use, else those the driver names. gpu_build: whether llama.cpp finds any it can use.
    threads: that the engine works with. memory_bytes_per_second: as fast as they read. problem: why something is not
    known."""

    machine: str = ""
    cores: int | None = None
    ram_bytes: int | None = None
    available_bytes: int | None = None
    features: tuple[str, ...] | None = None
    gpus: tuple[Gpu, ...] = ()
    gpu_build: bool | None = None
    threads: int | None = None
    memory_bytes_per_second: float | None = None
    reference: Reference | None = None
    problem: str = ""

    @property
    def usable_gpu(self) -> Gpu | None:
        """The one with most memory that llama.cpp can use."""
        usable = [gpu for gpu in self.gpus if self.gpu_build and gpu.source == "llama.cpp"]
        return max(usable, key=lambda gpu: gpu.total_bytes, default=None)


def system() -> Hardware:
    """What the operating system says."""
    memory = psutil.virtual_memory()
    limit = _container_limit()
    total = min(memory.total, limit) if limit else memory.total
    return Hardware(
        machine=platform.machine(),
        cores=psutil.cpu_count(logical=False) or psutil.cpu_count(),
        ram_bytes=total,
        available_bytes=min(memory.available, total),
        features=_features(),
    )


def nvidia() -> tuple[Gpu, ...]:
    """What NVIDIA's driver says; nothing if there is none or it does not answer."""
    command = ["nvidia-smi", "--query-gpu=name,memory.total,memory.free", "--format=csv,noheader,nounits"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=NVIDIA_S, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ()
    return parse_nvidia(done.stdout) if done.returncode == 0 else ()


def parse_nvidia(text: str) -> tuple[Gpu, ...]:
    """Lines of `name, total MiB, free MiB`; a figure may be "[N/A]", as on machines that share their memory."""
    rows = [[cell.strip() for cell in row] for row in csv.reader(text.splitlines()) if len(row) == 3]
    return tuple(Gpu(name, _mebibytes(total), _mebibytes(free), "nvidia-smi") for name, total, free in rows)


def _mebibytes(text: str) -> int:
    return int(text) << 20 if text.isdigit() else 0


def _container_limit() -> int | None:
    for file in _CGROUP_LIMITS:
        try:
            text = Path(file).read_text().strip()
        except OSError:
            continue
        if text.isdigit() and int(text) < 1 << 60:  # "max", or a number that means it
            return int(text)
    return None


def _features() -> tuple[str, ...] | None:
    machine = platform.machine().lower()
    if machine in ("arm64", "aarch64"):
        return ("NEON",)
    if machine not in ("x86_64", "amd64", "x86"):
        return None
    if sys.platform == "win32":
        import ctypes

        present = ctypes.windll.kernel32.IsProcessorFeaturePresent
        return tuple(name for number, name in _WINDOWS.items() if present(number))
    flags = _flags()
    return None if flags is None else tuple(name for flag, name in _X86.items() if flag in flags)


def _flags() -> set[str] | None:
    """The processor's flags, in Linux's spelling."""
    try:
        if sys.platform == "darwin":
            command = ["/usr/sbin/sysctl", "-n", "machdep.cpu.features", "machdep.cpu.leaf7_features"]
            text = subprocess.run(command, capture_output=True, text=True, timeout=NVIDIA_S).stdout
            return set(re.sub(r"1\.0", "", text).lower().split())
        found = re.search(r"^flags\s*:(.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    return set(found[1].split()) if found else None
