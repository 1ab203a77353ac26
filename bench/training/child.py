"""One side in a process of its own: `python -m bench.training.child SIDE VARIANT SHAPE FOLDER DEVICE METHOD RATE`.

Lines in, JSON lines out. It says `{"idle_mb", "reference_s"}` when it is ready, answers "step" with
`{"cpu_s", "wall_s", "loss"}` and "end" with `{"peak_mb", "device_mb"}`. idle_mb: resident, libraries imported and
model loaded; peak_mb: the most resident from there on.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import torch

from bench.training.shapes import SHAPES


def main() -> None:
    side, variant, shape, folder, device, method, rate = sys.argv[1:]
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # libraries print where they like
    torch.set_num_threads(1)

    def answer(**values: Any) -> None:
        answers.write(json.dumps(values) + "\n")
        answers.flush()

    arm: Any
    if side == "ours":
        from bench.training.ours import Ours

        arm = Ours(Path(folder), SHAPES[shape], variant, device)
    elif side == "plain":
        from bench.training.plain import Plain

        arm = Plain(Path(folder), SHAPES[shape], variant, device)
    else:
        from bench.training.theirs import Theirs

        arm = Theirs(Path(folder), SHAPES[shape], variant, device)
    gc.collect()
    _forget_peak()
    idle = _memory_mb("VmRSS")
    reference = arm.prepare(method, float(rate))
    if device == "cuda":
        torch.cuda.reset_peak_memory_stats()
    answer(idle_mb=idle, reference_s=reference)

    def step(once: Any) -> None:
        if sys.stdin.readline().strip() != "step":
            raise StopIteration
        cpu, wall = time.process_time(), time.perf_counter()
        loss = once()
        if device == "cuda":
            torch.cuda.synchronize()
        answer(cpu_s=time.process_time() - cpu, wall_s=time.perf_counter() - wall, loss=loss)

    arm.run(step)
    on_device = torch.cuda.max_memory_allocated() / 2**20 if device == "cuda" else 0.0
    answer(peak_mb=_memory_mb("VmHWM"), device_mb=on_device)
    os._exit(0)  # TRL's loop still waits in its thread


def _memory_mb(name: str) -> float:
    """VmRSS (now) or VmHWM (the most) of this process, Linux."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    return 0.0


def _forget_peak() -> None:
    """What loading took for a moment is no step's memory."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


if __name__ == "__main__":
    main()
