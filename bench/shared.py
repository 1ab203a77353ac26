"""One engine for two windows against one each: what the keeper between window and worker costs, and what it saves.

    python -m bench.shared [--quick]

Time, one window at work, arms in turns, each with its prompt in the cache; the clock is the window's:
  request  from asking to the first event, one token (what a keystroke pays for the hop)
  token    a token of one row, told as it is written (a frame a token: the dearest way)
  step     a step of eight rows told of when they are whole
Memory, after each of two windows has asked for the same: resident (RSS) and proportional (PSS, where pages that
processes share count once) megabytes of all engine processes, and PSS of a single window. No bars: it is a price list.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

import psutil  # type: ignore[import-untyped, unused-ignore]

from bench.command import Model, arguments
from bench.interleave import Arm, describe, interleave
from bench.material import source
from bench.report import Metric, compared, finish
from understudy.engine.client import EngineClient
from understudy.engine.protocol import Delta, Done, Finished, Sampling

CHARACTERS = 900  # of the prompt, as in `contention`
REQUESTS, TOKENS, ROWS, ROW_TOKENS = 20, 96, 8, 24  # a figure is of so many
HOT = Sampling(temperature=0.8, seed=1)

Ask = Callable[[EngineClient, str, int], Awaitable[float]]
"""Seconds of the thing that is measured, with a client, a prompt and a seed."""


async def request(client: EngineClient, prompt: str, seed: int) -> float:
    spent = 0.0
    for _ in range(REQUESTS):
        started = time.perf_counter()
        stream = client.stream([prompt], max_tokens=1)
        async with contextlib.aclosing(stream) as events:
            await anext(events)
            spent += time.perf_counter() - started
            async for _ in events:
                pass
    return spent / REQUESTS


async def token(client: EngineClient, prompt: str, seed: int) -> float:
    spent, counted = 0.0, 0
    while counted < TOKENS:
        seed += 1000
        first, last, tokens = 0.0, 0.0, 0
        async for event in client.stream([prompt], max_tokens=TOKENS, sampling=Sampling(temperature=0.8, seed=seed)):
            if isinstance(event, Delta):
                last, tokens = time.perf_counter(), event.tokens
                first = first or last
        if tokens > 1:
            spent, counted = spent + last - first, counted + tokens - 1
    return spent / counted


async def step(client: EngineClient, prompt: str, seed: int) -> float:
    longest, started, ended = 0, time.perf_counter(), 0.0
    sampling = Sampling(temperature=0.8, seed=seed)
    stream = client.stream([prompt], n=ROWS, max_tokens=ROW_TOKENS, sampling=sampling, priority="batch", deltas=False)
    async for event in stream:
        if isinstance(event, Finished):
            longest = max(longest, len(event.candidate.tokens))
        elif isinstance(event, Done):
            ended = time.perf_counter()
    return (ended - started) / longest


ASKED: dict[str, Ask] = {"request": request, "token": token, "step": step}


@contextlib.asynccontextmanager
async def windows(model: Model, threads: int, shared: Sequence[bool]) -> AsyncIterator[list[EngineClient]]:
    """A client for each; those that share have one engine, in a home of this run."""
    clients: list[EngineClient] = []
    try:
        for share in shared:
            context = min(model.context, 2048)
            client = await EngineClient.start(model.path, threads=threads, context_tokens=context, shared=share)
            clients.append(client)
            if client.shared is not share:
                raise RuntimeError(f"The engine is not shared: {client.alone}")
        yield clients
    finally:
        for client in clients:
            await client.close()


async def times(model: Model, *, rounds: int, threads: int) -> list[Metric]:
    text = source()
    found: list[Metric] = []
    async with windows(model, threads, (False, True)) as (own, shared):
        for name, ask in ASKED.items():

            def arm(client: EngineClient, ask: Ask = ask) -> Arm:
                async def measured(round_: int) -> float:
                    prompt = text[1000 * (round_ % 8) :][:CHARACTERS]
                    await client.generate([prompt], max_tokens=1, priority="interactive")
                    await client.generate([prompt], max_tokens=1)  # each priority has its own prompt in the cache
                    return await ask(client, prompt, round_)

                return measured

            taken = await interleave({"own": arm(own), "shared": arm(shared)}, rounds)
            print(f"{model.name}: {name}, {rounds} rounds, {threads} threads")
            for kind, figures in taken.items():
                print(describe(kind, figures))
            found.append(compared(f"{model.name} ms a {name}", taken, "shared", "own", None))
    return found


async def held(model: Model, threads: int, shared: Sequence[bool]) -> tuple[float, float]:
    """Megabytes that the engine processes of these windows hold: RSS, PSS."""
    async with windows(model, threads, shared) as clients:
        for client in clients:
            await client.generate([source()[:CHARACTERS]], n=ROWS, max_tokens=ROW_TOKENS, sampling=HOT)
        pids = {pid for client in clients for pid in (client.pid, client.keeper_pid) if pid is not None}
        memory = [psutil.Process(pid).memory_full_info() for pid in pids]
        return sum(part.rss for part in memory) / 2**20, sum(part.pss for part in memory) / 2**20


async def memory(model: Model, *, threads: int) -> list[Metric]:
    own, shared = [await held(model, threads, (share, share)) for share in (False, True)]
    alone, kept = [await held(model, threads, (share,)) for share in (False, True)]
    rows = (
        ("two windows, RSS MB", shared[0], own[0]),
        ("two windows, PSS MB", shared[1], own[1]),
        ("a single window, PSS MB", kept[1], alone[1]),
    )
    return [Metric(f"{model.name} {name}", ours, base, ours / base) for name, ours, base in rows]


async def measure(model: Model, *, rounds: int, threads: int) -> list[Metric]:
    return [*await times(model, rounds=rounds, threads=threads), *await memory(model, threads=threads)]


def main() -> None:
    options = arguments(__doc__, rounds=8)
    found: list[Metric] = []
    with tempfile.TemporaryDirectory() as home:
        os.environ["UNDERSTUDY_HOME"] = home  # the user's own windows have nothing to do with it
        for model in options.models:
            found += asyncio.run(measure(model, rounds=options.rounds, threads=options.threads))
    finish("shared", found, options.rounds)


if __name__ == "__main__":
    main()
