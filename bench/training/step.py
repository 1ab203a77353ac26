"""One preference step against TRL's DPOTrainer: time, memory, and the same losses.

    python -m bench.training.step [--quick] [--device cuda] [--rounds N]

A random 30.9 M Qwen2 model, LoRA r = 16 on seven linears, two pairs a step of a 512-token prompt and responses of 128
(all of one length, so that TRL pads nothing), DPO, bf16, one thread, AdamW with clipping. Every arm is a process that
stays and is told to do one step when its turn comes. Arms:
  ours           base and residual stream in bf16, reference precomputed
  checkpointing  the same, layers computed again in backward
  TRL best       base in bf16, no checkpointing, reference precomputed: its quickest here
  TRL default    f32 base, bf16 autocast, checkpointing, reference in every step
Time: CPU seconds of a step (wall on a GPU). Memory: most resident, less the same process with libraries imported and
the model loaded, each side's own. The reference pass is charged apart. First, losses on the same ids and the same
adapter in f32: DPO, DPO + NLL, KTO. On a GPU a 0.5 B shape is used, and the share of the card's bf16 peak reported.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.interleave import Arm, describe, interleave
from bench.report import Metric, compared, finish
from bench.training.shapes import SHAPES, Shape, make

TIME_BAR, MEMORY_BAR = 0.33, 0.5
LOSS_TOLERANCE = 1e-4  # of DPO's and KTO's f32 losses, ~0.7 and ~0.5
ARMS = {
    "ours": ("ours", "bf16"),
    "checkpointing": ("ours", "checkpointing"),
    "TRL best": ("theirs", "best"),
    "TRL default": ("theirs", "default"),
}
MORE_ARMS = {"TRL f32 base": ("theirs", "precomputed"), "TRL smallest": ("theirs", "smallest")}
WARM_UP_STEPS = 2
# Dense bf16 peak of one card in TFLOP/s, from the makers' data sheets; --peak for others
PEAKS = {"H200": 989, "H100 PCIe": 756, "H100": 989, "A100": 312, "L40S": 362, "L4": 121, "4090": 165, "3090": 71}


class Child:
    """A side in its own process. idle_mb, reference_s: what it said when it was ready."""

    def __init__(
        self, side: str, variant: str, shape: str, folder: Path, device: str, method: str, rate: float
    ) -> None:
        cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "understudy-dev" / "trl"
        paths = [str(Path(__file__).parents[2]), *([str(cache)] if side == "theirs" else [])]
        environment = {
            **os.environ,
            "OMP_NUM_THREADS": "1",
            "PYTHONPATH": os.pathsep.join(paths),
            "HF_HUB_OFFLINE": "1",
        }
        command = ["-m", "bench.training.child", side, variant, shape, str(folder), device, method, str(rate)]
        self._log = tempfile.TemporaryFile("w+")  # noqa: SIM115 (closed in `end`)
        self._process = subprocess.Popen(
            [sys.executable, *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env=environment,
        )
        ready = self._read()
        self.idle_mb, self.reference_s = ready["idle_mb"], ready["reference_s"]

    def step(self) -> dict[str, float]:
        """cpu_s, wall_s, loss."""
        return self._ask("step")

    def end(self) -> dict[str, float]:
        """peak_mb, device_mb."""
        found = self._ask("end")
        self._process.wait(30)
        self._log.close()
        return found

    def kill(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def _ask(self, what: str) -> dict[str, float]:
        assert self._process.stdin is not None
        self._process.stdin.write(what + "\n")
        self._process.stdin.flush()
        return self._read()

    def _read(self) -> dict[str, float]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self._log.seek(0)
            raise SystemExit("A side ended early:\n" + self._log.read()[-3000:])
        found: dict[str, float] = json.loads(line)
        return found


@contextlib.contextmanager
def children(
    arms: dict[str, tuple[str, str]], shape: str, folder: Path, device: str, method: str = "dpo", rate: float = 1e-4
) -> Iterator[dict[str, Child]]:
    started: dict[str, Child] = {}
    try:
        for name, (side, variant) in arms.items():
            started[name] = Child(side, variant, shape, folder, device, method, rate)
        yield started
    finally:
        for child in started.values():
            child.kill()


def same_losses(shape: str, folder: Path, device: str) -> list[Metric]:
    """The first step's loss of both sides, f32. The ratio is the difference against LOSS_TOLERANCE."""
    found = []
    for method in ("dpo", "dpo+nll", "kto"):
        sides = {"ours": ("ours", "f32"), "TRL": ("theirs", "f32")}
        with children(sides, shape, folder, device, method, rate=0.0) as pair:
            ours, theirs = (child.step()["loss"] for child in pair.values())
            print(f"  {method:8} ours {ours:.6f}  TRL {theirs:.6f}")
            found.append(
                Metric(
                    f"{method} loss, difference / {LOSS_TOLERANCE:g}",
                    ours,
                    theirs,
                    abs(ours - theirs) / LOSS_TOLERANCE,
                    1.0,
                )
            )
    return found


async def timed(arms: dict[str, Child], rounds: int, clock: str) -> dict[str, list[float]]:
    for child in arms.values():
        for _ in range(WARM_UP_STEPS):
            child.step()

    def arm(child: Child) -> Arm:
        async def once(round_: int) -> float:
            return child.step()[clock]

        return once

    return await interleave({name: arm(child) for name, child in arms.items()}, rounds)


def reports(
    arms: dict[str, Child], taken: dict[str, list[float]], shape: Shape, device: str, peak: float | None, quick: bool
) -> list[Metric]:
    metrics = []
    memory = {}
    for name, child in arms.items():
        ended = child.end()
        memory[name] = ended["device_mb"] if device == "cuda" else ended["peak_mb"] - child.idle_mb
        seconds = statistics.median(taken[name])
        print(describe(name, taken[name]))
        print(
            f"    {shape.pairs / seconds:.2f} pairs/s, {shape.nominal_tokens / seconds:.0f} nominal tokens/s, "
            f"memory +{memory[name]:.0f} MB over {child.idle_mb:.0f}, reference pass {child.reference_s:.2f} s"
        )
        if peak and name in ("ours", "checkpointing"):
            print(f"    {shape.step_flops / seconds / peak / 1e12:.1%} of the card's bf16 peak")
    unit = "wall ms" if device == "cuda" else "CPU ms"
    for ours in ("ours", "checkpointing"):
        for theirs in (name for name in arms if name.startswith("TRL")):
            barred = ours == "ours" and theirs == "TRL best" and device == "cpu" and not quick
            metrics.append(compared(f"step, {unit}", taken, ours, theirs, TIME_BAR if barred else None))
            ratio = memory[ours] / memory[theirs] if memory[theirs] else math.nan
            name = f"added peak MB, {ours} / {theirs}"
            metrics.append(Metric(name, memory[ours], memory[theirs], ratio, MEMORY_BAR if barred else None))
    ours_s, theirs_s = arms["ours"].reference_s, arms["TRL best"].reference_s
    metrics.append(Metric("reference pass, CPU s", ours_s, theirs_s, ours_s / theirs_s))
    return metrics


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="rehearsal: a tiny model, two rounds, no meaning")
    parser.add_argument("--rounds", type=int, default=0, help="default 12")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--all", action="store_true", help="two more settings of TRL")
    parser.add_argument("--peak", type=float, help="the card's dense bf16 peak in TFLOP/s")
    return parser.parse_args()


def card_peak(device: str) -> float | None:
    if device != "cuda":
        return None
    import torch

    name = torch.cuda.get_device_name()
    print(name)
    return next((float(peak) for key, peak in PEAKS.items() if key in name), None)


def main() -> None:
    asked = arguments()
    name = "quick" if asked.quick else "0.5b" if asked.device == "cuda" else "30m"
    shape = SHAPES[name]
    rounds = asked.rounds or (2 if asked.quick else 12)
    arms = ARMS | (MORE_ARMS if asked.all else {})
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        make(shape, folder)
        print("losses on the same ids, f32")
        metrics: Sequence[Metric] = same_losses(name, folder, asked.device)
        with children(arms, name, folder, asked.device) as started:
            clock = "wall_s" if asked.device == "cuda" else "cpu_s"
            taken = asyncio.run(timed(started, rounds, clock))
            peak: Any = asked.peak or card_peak(asked.device)
            metrics = [*metrics, *reports(started, taken, shape, asked.device, peak, asked.quick)]
    finish("training-step", metrics, rounds)


if __name__ == "__main__":
    main()
