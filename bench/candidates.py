"""Eight candidates of 24 tokens after a fresh 512-token prompt: the wall time of "Generate with Tests" before any test.

    python -m bench.candidates [--quick]

Every arm gets a prompt of its own in every round (nothing is cached), the same GGUF, threads and sampling. Arms:
  batch       ours: one request, eight rows that share the prompt's cells
  n_cmpl      llama-server, one request with n_cmpl 8
  high level  eight Llama.create_completion, one after the other (the prompt is evaluated once)
  parallel    eight llama-server requests at once
A row may end early at an end-of-text token (ours and the high level cannot be told to go on), so what is compared is
seconds a token; the tokens are printed. Bars: batch / n_cmpl 1.0, batch / high level 0.55, batch / parallel 0.25.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import llama_cpp

from bench.command import Model, arguments
from bench.interleave import Arm, describe, interleave
from bench.llama_server import LlamaServer
from bench.material import fresh_prompt, source
from bench.report import Metric, compared, finish
from understudy.engine.client import EngineClient
from understudy.engine.protocol import Sampling
from understudy.prompts.types import Prompt

ROWS, TOKENS, PROMPT = 8, 24, 512
TEMPERATURE, TOP_K, TOP_P = 0.8, 40, 0.95
BARS: dict[str, float | None] = {"n_cmpl": 1.0, "high level": 0.55, "parallel": 0.25}
SERVER_SAMPLING = {
    "temperature": TEMPERATURE, "top_k": TOP_K, "top_p": TOP_P, "min_p": 0.0,
    "samplers": ["top_k", "top_p", "temperature"], "n_predict": TOKENS, "ignore_eos": True, "cache_prompt": True,
}  # fmt: skip

Sample = Callable[[list[int], int], Awaitable[int]]
"""(prompt, seed) -> tokens written."""


def batch(client: EngineClient) -> Sample:
    async def sample(prompt: list[int], seed: int) -> int:
        pieces: Prompt = [*prompt]
        sampling = Sampling(TEMPERATURE, TOP_K, TOP_P, seed)
        rows = await client.generate(pieces, n=ROWS, max_tokens=TOKENS, sampling=sampling)
        return sum(len(row.tokens) for row in rows)

    return sample


def n_cmpl(server: LlamaServer) -> Sample:
    async def sample(prompt: list[int], seed: int) -> int:
        body = SERVER_SAMPLING | {"prompt": prompt, "seed": seed, "n_cmpl": ROWS}
        answers = server.post("/completion", body)["answers"]
        return sum(int(answer["tokens_predicted"]) for answer in answers)

    return sample


def parallel(server: LlamaServer, pool: ThreadPoolExecutor) -> Sample:
    def one(prompt: list[int], seed: int) -> int:
        answer = server.post("/completion", SERVER_SAMPLING | {"prompt": prompt, "seed": seed})
        return int(answer["tokens_predicted"])

    async def sample(prompt: list[int], seed: int) -> int:
        return sum(pool.map(one, [prompt] * ROWS, range(seed, seed + ROWS)))

    return sample


def high_level(model: llama_cpp.Llama) -> Sample:
    async def sample(prompt: list[int], seed: int) -> int:
        written = 0
        for row in range(ROWS):
            answer = model.create_completion(
                prompt, max_tokens=TOKENS, temperature=TEMPERATURE, top_k=TOP_K, top_p=TOP_P, min_p=0.0,
                repeat_penalty=1.0, seed=seed + row,
            )  # fmt: skip
            assert isinstance(answer, dict)
            written += answer["usage"]["completion_tokens"]
        return written

    return sample


async def measure(model: Model, *, rounds: int, threads: int, bars: Mapping[str, float | None] = BARS) -> list[Metric]:
    """Ours and the baselines that `bars` names, on one model."""
    async with contextlib.AsyncExitStack() as stack:
        client = await EngineClient.start(model.path, threads=threads, context_tokens=4096)
        stack.push_async_callback(client.close)
        options = ("-np", str(ROWS), "--kv-unified")

        def server() -> LlamaServer:
            """One an arm: what one leaves in its slots must not help or hinder the other."""
            return stack.enter_context(LlamaServer(model.path, threads=threads, context=8192, options=options))

        pool = stack.enter_context(ThreadPoolExecutor(ROWS))
        level = llama_cpp.Llama(str(model.path), n_ctx=1024, n_threads=threads, n_threads_batch=threads, verbose=False)
        ids = level.tokenize(source().encode(), add_bos=False, special=False)
        make: dict[str, Callable[[], Sample]] = {
            "n_cmpl": lambda: n_cmpl(server()),
            "high level": lambda: high_level(level),
            "parallel": lambda: parallel(server(), pool),
        }
        arms = {"batch": batch(client)} | {name: make[name]() for name in make if name in bars}
        written: dict[str, int] = dict.fromkeys(arms, 0)

        def timed(number: int, name: str) -> Arm:
            async def arm(round_: int) -> float:
                prompt = fresh_prompt(ids, PROMPT, round_ * len(arms) + number)
                started = time.perf_counter()
                tokens = await arms[name](prompt, 1000 * round_)
                seconds = time.perf_counter() - started
                written[name] += tokens
                return seconds / tokens

            return arm

        for sample in arms.values():
            await sample(list(ids[-PROMPT:]), 0)  # first requests fault pages in
        taken = await interleave({name: timed(number, name) for number, name in enumerate(arms)}, rounds)
        level.close()
    print(f"{model.name}: {ROWS} x {TOKENS} tokens after {PROMPT}, {rounds} rounds, {threads} threads; ms a token")
    for name, figures in taken.items():
        print(describe(name, figures) + f"   {written[name]} of {rounds * ROWS * TOKENS} tokens")
    return [compared(f"{model.name} ms a token", taken, "batch", baseline, bar) for baseline, bar in bars.items()]


def main() -> None:
    options = arguments(__doc__, rounds=6)
    found: list[Metric] = []
    for model in options.models:
        found += asyncio.run(measure(model, rounds=options.rounds, threads=options.threads))
    finish("candidates", found, options.rounds)


if __name__ == "__main__":
    main()
