"""Runs in a child of `probe`: one JSON line a fact, in the order of how likely they are to be the last.

Drivers and native libraries may end this process or hold it up at any point; what was printed before stands.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from understudy.models import hardware
from understudy.models.hardware import Gpu, Reference

PROMPT, TOKENS = 512, 48
ROUNDS = 3
READ_BYTES = 256 << 20  # beyond the caches of most machines
_GPU_TYPES = (1, 2)  # GGML_BACKEND_DEVICE_TYPE_GPU, …_IGPU


def main(model: str, threads: int) -> int:
    """Print lines of fields of `Hardware`. Returns the exit status."""
    tell = _teller()
    tell(**msgspec.to_builtins(hardware.system()) | {"threads": threads})
    by_driver = hardware.nvidia()
    if by_driver:
        tell(gpus=msgspec.to_builtins(by_driver))
    build, gpus = devices()
    tell(gpuBuild=build)
    if gpus:
        tell(gpus=msgspec.to_builtins(gpus))
    tell(reference=msgspec.to_builtins(measure(Path(model))))
    tell(memoryBytesPerSecond=read_speed(threads))
    return 0


def devices() -> tuple[bool, tuple[Gpu, ...]]:
    """Whether this llama.cpp can use a GPU, and those it sees."""
    import llama_cpp as L
    from llama_cpp._ctypes_extensions import load_shared_library
    from llama_cpp._ggml import libggml, libggml_base_path

    L.llama_backend_init()
    base = load_shared_library("ggml-base", libggml_base_path)  # Windows looks into the named library only
    size_t, pointer, text = ctypes.c_size_t, ctypes.c_void_p, ctypes.c_char_p
    count = _function(libggml, "ggml_backend_dev_count", size_t)
    get = _function(libggml, "ggml_backend_dev_get", pointer, size_t)
    kind = _function(base, "ggml_backend_dev_type", ctypes.c_int, pointer)
    name = _function(base, "ggml_backend_dev_name", text, pointer)
    description = _function(base, "ggml_backend_dev_description", text, pointer)
    memory = _function(base, "ggml_backend_dev_memory", None, pointer, pointer, pointer)
    found = []
    for index in range(count()):
        device = get(index)
        if kind(device) not in _GPU_TYPES:
            continue
        free, total = size_t(), size_t()
        memory(device, ctypes.byref(free), ctypes.byref(total))
        words = (description(device) or name(device) or b"GPU").decode("utf-8", "replace")
        found.append(Gpu(words, int(total.value), int(free.value)))
    return bool(L.llama_supports_gpu_offload()), tuple(found)


def measure(model: Path, threads: int = 1) -> Reference:
    """How fast a model reads a prompt and writes one row on the processor: the best of a few rounds."""
    from understudy.engine.llama import Llama

    engine = Llama(model, context_tokens=PROMPT + TOKENS, threads=threads, sequences=1)
    tokens = np.random.default_rng(0).integers(0, engine.vocabulary.size, PROMPT + TOKENS).astype(np.int32)
    reading, writing = [], []
    for _ in range(ROUNDS):
        engine.clear()
        wanted = np.zeros(PROMPT, np.bool_)
        wanted[-1] = True
        reading.append(_seconds(partial(engine.decode, tokens[:PROMPT], np.zeros(PROMPT, np.int32), wanted)))
        steps = [
            _seconds(partial(engine.decode, tokens[at : at + 1], np.zeros(1, np.int32), np.ones(1, np.bool_)))
            for at in range(PROMPT, PROMPT + TOKENS)
        ]
        writing.append(float(np.median(steps)))
    engine.close()
    return Reference(model.stat().st_size, 1 / min(writing), PROMPT / min(reading))


def read_speed(threads: int) -> float:
    """Bytes a second that so many threads read from memory, the best of a few rounds."""
    parts: list[NDArray[np.float32]] = [np.full(READ_BYTES // 4 // threads, 1, np.float32) for _ in range(threads)]
    with ThreadPoolExecutor(threads) as pool:
        best = min(_seconds(lambda: list(pool.map(np.max, parts))) for _ in range(ROUNDS))
    return sum(part.nbytes for part in parts) / best


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _function(library: Any, name: str, result: Any, *arguments: Any) -> Any:
    function = getattr(library, name)
    function.restype, function.argtypes = result, list(arguments)
    return function


def _teller() -> Callable[..., None]:
    """Lines go to the real stdout; what libraries print goes to stderr."""
    import os

    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def tell(**facts: object) -> None:
        out.write(msgspec.json.encode(facts).decode() + "\n")
        out.flush()

    return tell


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
