"""Decoding while test workers are busy, against the same engine with the machine to itself.

    python -m bench.contention [--quick]

Milliseconds a step of eight rows (24 tokens after a prompt that is in the cache already, again and again for a second
and more), in alternating idle and busy phases. Load: two processes, either bare Python loops or pytest over
examples/textkit without end. Arms:
  policy   set_threads(1) while the tests run, as `generate.desk` does
  all      every thread, as if nothing were known of the tests (reported only)
Baseline of both: all threads, idle. Bar: policy / idle at most 2.5.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.command import Model, arguments
from bench.interleave import Arm, describe, interleave
from bench.material import source
from bench.report import Metric, compared, finish
from understudy.engine.client import EngineClient
from understudy.engine.protocol import Done, Finished, Sampling
from understudy.generate.cores import TESTING_THREADS

BAR = 2.5
WORKERS, ROWS, TOKENS = 2, 8, 24
PHASE_S, REHEARSAL_PHASE_S = 1.5, 0.2  # of decoding: many of the scheduler's time slices
CHARACTERS = 900  # of the prompt: long enough to be a prompt, short enough for a thousand tokens' context
WARM_UP_S = 1.0  # pytest's own start, so that the phase sees tests and not imports alone
LOOP = "while True: sum(i * i for i in range(10_000))"
TESTS = Path(__file__).parents[1] / "examples" / "textkit"
PYTEST = """
import subprocess, sys
command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
while True:
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
"""
LOADS = {"loops": LOOP, "pytest": PYTEST}


@contextlib.contextmanager
def busy(program: str, folder: Path) -> Iterator[None]:
    """WORKERS processes that run `program` in `folder`, ended with their children at the end."""
    workers = [
        subprocess.Popen([sys.executable, "-B", "-c", program], cwd=folder, start_new_session=True)
        for _ in range(WORKERS)
    ]
    try:
        time.sleep(WARM_UP_S)
        yield
    finally:
        for worker in workers:
            os.killpg(worker.pid, 9)
            worker.wait()


async def step_seconds(client: EngineClient, text: str, seed: int, least_s: float) -> float:
    """Seconds a decode step of ROWS rows, over at least `least_s` of them; the prompt's evaluation is not in it."""
    spent, steps = 0.0, 0
    while spent < least_s or not steps:
        sampling = Sampling(temperature=0.8, seed=seed + steps)
        longest = 0
        async for event in client.stream([text], n=ROWS, max_tokens=TOKENS, sampling=sampling, priority="batch"):
            if isinstance(event, Done):
                spent += event.total_s - event.first_token_s
            elif isinstance(event, Finished):
                longest = max(longest, len(event.candidate.tokens))
        steps += longest - 1
    return spent / steps


async def measure(model: Model, *, rounds: int, threads: int, phase_s: float) -> list[Metric]:
    text = source()
    async with contextlib.AsyncExitStack() as stack:
        client = await EngineClient.start(model.path, threads=threads, context_tokens=min(model.context, 2048))
        stack.push_async_callback(client.close)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        shutil.copytree(TESTS, folder / "textkit")

        def phase(load: str | None, count: int) -> Arm:
            async def arm(round_: int) -> float:
                prompt = text[1000 * (round_ % 8) :][:CHARACTERS]
                client.set_threads(count)
                context = busy(LOADS[load], folder / "textkit") if load else contextlib.nullcontext()
                with context:
                    await step_seconds(client, prompt, 0, 0.0)  # the prompt, and the threads' change
                    return await step_seconds(client, prompt, round_, phase_s)

            return arm

        arms = {"idle": phase(None, threads)}
        for load in LOADS:
            arms[f"{load}, policy"] = phase(load, TESTING_THREADS)
            arms[f"{load}, all"] = phase(load, threads)
        taken = await interleave(arms, rounds)
    print(f"{model.name}: {ROWS} rows, {rounds} rounds, {WORKERS} workers, {threads} threads; ms a step")
    for name, figures in taken.items():
        print(describe(name, figures))
    label = f"{model.name} ms a step"
    busy_arms = [name for name in arms if name != "idle"]
    return [compared(label, taken, name, "idle", BAR if name.endswith("policy") else None) for name in busy_arms]


def main() -> None:
    options = arguments(__doc__, rounds=6)
    phase_s = REHEARSAL_PHASE_S if options.quick else PHASE_S
    found: list[Metric] = []
    for model in options.models:
        found += asyncio.run(measure(model, rounds=options.rounds, threads=options.threads, phase_s=phase_s))
    finish("contention", found, options.rounds)


if __name__ == "__main__":
    main()
