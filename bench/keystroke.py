"""A keystroke to its first token: what a user waits for while typing, in a prompt of about a thousand tokens.

    python -m bench.keystroke [--quick]

One character at a time is typed at places of a real file; every arm answers every keystroke, in turns, and is warm (the
first request at a place is not counted). All arms get the same text, GGUF and threads, and stream; the clock stops at
the first event the client sees. Arms:
  spm             ours, suffix first: a keystroke appends to the prompt
  psm             ours, prefix first: the suffix's cells are moved along
  infill          llama-server /infill --cache-reuse 64 with llama.vscode's request
  infill spm      the same server told to put the suffix first (llama.vscode cannot ask for that; reported only)
  high level      Llama.create_completion with the ids of psm, and with those of spm (reported only)
Bar: spm / infill and psm / infill at most 0.15.
"""

from __future__ import annotations

import asyncio
import contextlib
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import llama_cpp

from bench.command import Model, arguments
from bench.interleave import Arm, describe, interleave
from bench.llama_server import LlamaServer
from bench.material import Place, places, source
from bench.report import Metric, compared, finish
from understudy.engine.client import EngineClient
from understudy.engine.protocol import Done
from understudy.prompts.fim import fim

Pair = tuple[str, str, float | None]
PAIRS: tuple[Pair, ...] = (
    ("spm", "infill", 0.15),
    ("psm", "infill", 0.15),
    ("spm", "infill spm", None),
    ("spm", "high level psm", None),
    ("spm", "high level spm", None),
)
"""ours, baseline, bar."""
KEYS, REHEARSAL_KEYS = 12, 3  # keystrokes a place
LLAMA_VSCODE = {
    "top_k": 40,
    "top_p": 0.99,
    "samplers": ["top_k", "top_p", "infill"],
    "cache_prompt": True,
    "id_slot": 0,
}
PREFIX_LINES, SUFFIX_LINES = 256, 64  # llama.vscode's window


@dataclass
class Spent:
    """Prompt tokens an arm evaluated at each counted keystroke."""

    evaluated: dict[str, list[int]] = field(default_factory=dict)

    def add(self, arm: str, tokens: int) -> None:
        self.evaluated.setdefault(arm, []).append(tokens)


REST_S = 2.0  # after an arm's turn: what it still does by itself is not done beside the next one

Ask = Callable[[Place, int], Awaitable[float]]
"""Seconds to the first token at a place with so many characters typed."""


def typed(ask: Ask, where: list[Place], keys: int, figures: list[float]) -> Arm:
    """An arm that types on at one place a round, key after key as its answers come; the first request only warms.

    Not one key a round: our engine computes moved cells anew while nobody types, and would do so beside other arms.
    """

    async def step(round_: int) -> float:
        place, before = where[round_], len(figures)
        await ask(place, 0)
        for count in range(1, keys + 1):
            figures.append(await ask(place, count))
        await asyncio.sleep(REST_S)
        return statistics.median(figures[before:])

    return step


def ours(client: EngineClient, order: Literal["psm", "spm"], spent: Spent) -> Ask:
    async def ask(place: Place, typed: int) -> float:
        prompt = fim(place.prefix + place.typed[:typed], place.suffix, client.info.special, order)
        first = None
        started = time.perf_counter()
        async for event in client.stream(prompt, max_tokens=1, document="bench"):
            first = first or time.perf_counter()
            if isinstance(event, Done) and typed:
                spent.add(order, event.prompt_tokens)
        assert first is not None
        return first - started

    return ask


def infill(server: LlamaServer, name: str, spent: Spent) -> Ask:
    async def ask(place: Place, typed: int) -> float:
        request = LLAMA_VSCODE | {
            "input_prefix": "".join(place.prefix.splitlines(keepends=True)[-PREFIX_LINES:]),
            "input_suffix": "".join(place.suffix.splitlines(keepends=True)[: SUFFIX_LINES + 1]),
            "prompt": place.typed[:typed],
            "n_predict": 1,
        }
        first, last = None, {}
        started = time.perf_counter()
        for event in server.events("/infill", request):
            first, last = first or time.perf_counter(), event
        assert first is not None
        if typed:
            spent.add(name, int(last["timings"]["prompt_n"]))
        return first - started

    return ask


def high_level(model: llama_cpp.Llama, order: Literal["psm", "spm"], special: dict[str, int]) -> Ask:
    def ids(place: Place, typed: int) -> list[int]:
        pieces = fim(place.prefix + place.typed[:typed], place.suffix, special, order)
        return [i for piece in pieces for i in (tokens(model, piece) if isinstance(piece, str) else [piece])]

    async def ask(place: Place, typed: int) -> float:
        started = time.perf_counter()  # cutting text into tokens is part of the answer, as in the other arms
        stream = model.create_completion(ids(place, typed), max_tokens=1, temperature=0.0, stream=True)
        first = None
        for _ in stream:
            first = first or time.perf_counter()
        assert first is not None
        return first - started

    return ask


def tokens(model: llama_cpp.Llama, text: str) -> list[int]:
    return list(model.tokenize(text.encode(), add_bos=False, special=False))


ORDERS: tuple[Literal["psm", "spm"], ...] = ("spm", "psm")
SERVERS: dict[str, tuple[str, ...]] = {"infill": (), "infill spm": ("--spm-infill",)}


async def measure(model: Model, *, rounds: int, keys: int, threads: int, pairs: Sequence[Pair] = PAIRS) -> list[Metric]:
    """The arms that `pairs` names, on one model."""
    wanted = {name for pair in pairs for name in pair[:2]}
    prefix, suffix = (768, 256) if model.context > 1024 else (576, 192)
    spent = Spent()
    context = min(model.context, 2048)
    async with contextlib.AsyncExitStack() as stack:
        asked: dict[str, Ask] = {}
        special: dict[str, int] = {}
        for order in ORDERS:
            if order in wanted:
                client = await EngineClient.start(model.path, threads=threads, context_tokens=context)
                stack.push_async_callback(client.close)
                special = client.info.special
                asked[order] = ours(client, order, spent)
        flags = ("-np", "1", "--cache-reuse", "64")
        for name, extra in SERVERS.items():
            if name in wanted:
                server = LlamaServer(model.path, threads=threads, context=context, options=flags + extra)
                asked[name] = infill(stack.enter_context(server), name, spent)
        levels = [
            llama_cpp.Llama(str(model.path), n_ctx=context, n_threads=threads, n_threads_batch=threads, verbose=False)
            for _ in ORDERS
        ]
        for level, order in zip(levels, ORDERS, strict=True):
            if f"high level {order}" in wanted:
                asked[f"high level {order}"] = high_level(level, order, special)
        where = places(source(), lambda text: len(tokens(levels[0], text)), prefix, suffix, rounds)
        taken: dict[str, list[float]] = {name: [] for name in asked}
        await interleave({name: typed(ask, where, keys, taken[name]) for name, ask in asked.items()}, rounds)
        for level in levels:
            level.close()
    print(f"{model.name}: {prefix} + {suffix} tokens, {rounds} places x {keys} keystrokes, {threads} threads")
    for name, figures in taken.items():
        evaluated = spent.evaluated.get(name)
        print(
            describe(name, figures) + (f"   {statistics.median(evaluated):.0f} tokens evaluated" if evaluated else "")
        )
    label = f"{model.name} keystroke ms"
    return [compared(label, taken, name, baseline, bar) for name, baseline, bar in pairs]


def main() -> None:
    options = arguments(__doc__, rounds=6)
    keys = REHEARSAL_KEYS if options.quick else KEYS
    found: list[Metric] = []
    for model in options.models:
        found += asyncio.run(measure(model, rounds=options.rounds, keys=keys, threads=options.threads))
    finish("keystroke", found, options.rounds * keys)


if __name__ == "__main__":
    main()
