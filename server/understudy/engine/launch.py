"""How the worker is started: its options, its command line and its environment. Starts nothing itself."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import msgspec
import psutil  # type: ignore[import-untyped, unused-ignore]

from understudy.paths import source_roots

MAX_THREADS = 8  # beyond this decoding is bound by memory bandwidth

_BOOT = "import sys; sys.path[:0] = sys.argv[2:]; from understudy.engine.worker import main; exit(main(sys.argv[1]))"

_PASSED_ON = (
    *("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "WINDIR"),
    *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LLAMA_CPP_LIB_PATH", "CUDA_VISIBLE_DEVICES", "UNDERSTUDY_HOME"),
)

_FIXED = {
    # libgomp spins at each barrier; by default for so long that two busy test workers slow decoding 80 times.
    "GOMP_SPINCOUNT": "10000",
    # On an abort ggml starts gdb for a back trace, which holds the restart up for seconds.
    "GGML_NO_BACKTRACE": "1",
}


class WorkerOptions(msgspec.Struct, frozen=True):
    """What the worker loads. context_tokens: KV cells for all rows together. threads: at least 1.
    state_dir: folder of saved KV states (`states`), None = they are kept in memory only."""

    model: str
    context_tokens: int
    threads: int
    adapter: str | None = None
    adapter_scale: float = 1.0
    gpu_layers: int = 0
    state_dir: str | None = None


def startable(options: WorkerOptions) -> WorkerOptions:
    """The same, but for an adapter whose file was deleted since it was attached: with that no start would succeed."""
    if options.adapter is None or Path(options.adapter).exists():
        return options
    return msgspec.structs.replace(options, adapter=None)


def command(options: WorkerOptions) -> list[str]:
    """-I: a folder named `understudy` in the workspace, or PYTHONPATH, must never be imported instead of us."""
    return [sys.executable, "-I", "-c", _BOOT, msgspec.json.encode(options).decode(), *source_roots()]


def serving(model: Path) -> list[int]:
    """Process ids of the workers that have this file loaded, whichever window or command started them."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        words = process.info["cmdline"] or []
        if _BOOT in words:
            with contextlib.suppress(IndexError, msgspec.MsgspecError, OSError):
                options = msgspec.json.decode(words[words.index(_BOOT) + 1], type=WorkerOptions)
                if Path(options.model).samefile(model):
                    found.append(process.pid)
    return found


def environment() -> dict[str, str]:
    """Only what the worker needs: no tokens, keys or interpreter switches of the editor's environment."""
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ} | _FIXED


def absolute(path: Path) -> str:
    """A path the worker can open, whatever its working directory is (nothing is read from disk)."""
    return str(path.absolute())


def decode_threads(wanted: int) -> int:
    """wanted, or for 0 the physical cores this process may use, at most MAX_THREADS."""
    if wanted > 0:
        return wanted
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(MAX_THREADS, psutil.cpu_count(logical=False) or usable, usable))
