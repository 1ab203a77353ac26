"""CTranslate2 int8 beside llama.cpp's q8_0: the same trained weights, problems, gaps and judge.

    pip install ctranslate2
    python -m bench.ctranslate2_rival runs/v2/model server/understudy/models/bundled/understudy-tiny.gguf

Speed and memory in rounds that take turns, each in a process of its own, one thread; then samples in the sandbox. Both
sample at top-k 40, top-p .95, but draw with generators of their own: pass rates differ by luck too.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped, unused-ignore]
from tokenizers import Tokenizer

from bench.interleave import paired
from bench.report import Metric, finish, shown
from understudy.engine.client import EngineClient
from understudy.engine.protocol import Candidate, ModelInfo, Sampling, Stop
from understudy.engine.rows import starts_line
from understudy.engine.stops import Transcript
from understudy.prompts.special import EOS, LITERALS
from understudy.prompts.types import Prompt
from understudy.runner.program import ProgramPool
from understudy_trainer.evaluate.formats import Problem, load
from understudy_trainer.evaluate.metrics import Interval
from understudy_trainer.evaluate.sampling import Engine, Plan
from understudy_trainer.evaluate.suite import evaluate, exact_match
from understudy_trainer.export.llama_process import Timed, llama_timed
from understudy_trainer.pretrain import tokenizer

PROMPT, DECODED, ROUNDS, SAMPLES = 256, 64, 7, 8
COMBOS = "families:seed=7,count=100,kind=combos"


class Rival:
    """What an evaluation needs of an engine, by CTranslate2's generator."""

    def __init__(self, folder: Path, vocabulary: Tokenizer, info: ModelInfo) -> None:
        self.info = info
        self._vocabulary, self._generator = vocabulary, opened(folder)

    async def generate(
        self,
        prompt: Prompt,
        *,
        n: int,
        max_tokens: int,
        sampling: Sampling,
        stop: Stop,
        **_: Any,
    ) -> list[Candidate]:
        tokens = [self._vocabulary.id_to_token(i) for i in tokenizer.encode(self._vocabulary, prompt)]
        greedy = sampling.temperature == 0
        answers = self._generator.generate_batch(
            [tokens] * n,
            include_prompt_in_result=False,
            max_length=max_tokens,
            end_token=LITERALS[EOS],
            sampling_topk=1 if greedy else sampling.top_k,
            sampling_topp=1 if greedy else sampling.top_p,
            sampling_temperature=1 if greedy else sampling.temperature,
        )
        return [self._candidate(i, answer.sequences_ids[0], prompt, stop) for i, answer in enumerate(answers)]

    def _candidate(self, index: int, ids: list[int], prompt: Prompt, stop: Stop) -> Candidate:
        """Text is cut where our engine cuts it."""
        transcript = Transcript(stop, starts_line(prompt, self.info.special))
        for token in ids:
            if not transcript.stopped:
                transcript.push(self._vocabulary.decode([token], skip_special_tokens=False).encode())
        return Candidate(index, transcript.text, ids, [0.0] * len(ids), "stop")


def opened(folder: Path) -> Any:
    import ctranslate2

    return ctranslate2.Generator(str(folder), device="cpu", compute_type="int8", inter_threads=1, intra_threads=1)


def converted(model: Path, folder: Path) -> Path:
    """The Hugging Face folder `model` in CTranslate2's int8."""
    from ctranslate2.converters import TransformersConverter

    TransformersConverter(str(model)).convert(str(folder), quantization="int8")
    facts = json.loads((folder / "config.json").read_text())
    known = {name: LITERALS[EOS] if value is None else value for name, value in facts.items()}  # it reads no null
    (folder / "config.json").write_text(json.dumps(known))
    return folder


def rival_timed(folder: Path, tokens: list[str]) -> Timed:
    """As `llama_timed`, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return Timed(**pool.apply(_rival_timed, (folder, tokens)))


def _rival_timed(folder: Path, tokens: list[str]) -> dict[str, Any]:
    import ctranslate2  # noqa: F401  (its own memory is not the model's)

    memory = psutil.Process().memory_info
    before = memory().rss
    generator = opened(folder)

    def took(count: int) -> float:
        started = time.perf_counter()
        generator.generate_batch([tokens], max_length=count, min_length=count, include_prompt_in_result=False)
        return 1000 * (time.perf_counter() - started)

    took(1)
    first = took(1)
    each = (took(1 + DECODED) - first) / DECODED
    return {"prompt_ms": first, "token_ms": [each], "memory_bytes": memory().rss - before}


def speeds(folder: Path, gguf: Path, vocabulary: Tokenizer, problems: Sequence[Problem]) -> list[Metric]:
    texts = (tokenizer.encode(vocabulary, [problem.source(problem.canonical)]) for problem in problems)
    ids = list(chain.from_iterable(texts))[:PROMPT]
    tokens = [str(vocabulary.id_to_token(i)) for i in ids]
    ours, rival = list[Timed](), list[Timed]()
    for _ in range(ROUNDS):
        ours.append(llama_timed(gguf, ids, DECODED, 1))
        rival.append(rival_timed(folder, tokens))

    def metric(name: str, figure: Callable[[Timed], float]) -> Metric:
        left, right = ([figure(timed) for timed in side] for side in (ours, rival))
        return Metric(name, statistics.median(left), statistics.median(right), paired(left, right).median)

    return [
        metric("ms a token", lambda timed: statistics.median(timed.token_ms)),
        metric("ms a token read", lambda timed: timed.prompt_ms / len(ids)),
        metric("memory MB", lambda timed: timed.memory_bytes / 1e6),
    ]


async def rates(engine: Engine, problems: list[Problem], gaps: list[Problem]) -> dict[str, Interval]:
    async with ProgramPool() as pool:
        written = await evaluate(problems, Plan(SAMPLES, 0.8), "none", engine, pool)
    names = ("pass@1", f"pass@{SAMPLES}")
    return {name: written.metrics[name] for name in names} | {"exact match": await exact_match(gaps, engine)}


async def both_rates(folder: Path, gguf: Path, vocabulary: Tokenizer, problems: list[Problem]) -> list[Metric]:
    engine = await EngineClient.start(gguf, context_tokens=8192, threads=1)
    gaps = load(f"{COMBOS},infill=end")
    ours = await rates(engine, problems, gaps)
    theirs = await rates(Rival(folder, vocabulary, engine.info), problems, gaps)
    await engine.close()
    for name, value in ours.items():
        print(f"{name:12} llama.cpp {shown(value)}   CTranslate2 {shown(theirs[name])}")
    return [Metric(name, v.value, theirs[name].value, _ratio(v, theirs[name])) for name, v in ours.items()]


def _ratio(ours: Interval, theirs: Interval) -> float:
    return ours.value / theirs.value if theirs.value else float("nan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="Hugging Face folder of the trained model")
    parser.add_argument("gguf", type=Path, help="the same model for llama.cpp")
    args = parser.parse_args()
    problems, vocabulary = load(COMBOS), tokenizer.load(args.model)
    with tempfile.TemporaryDirectory() as room:
        folder = converted(args.model, Path(room) / "int8")
        size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
        metrics = [Metric("file MB", args.gguf.stat().st_size / 1e6, size, args.gguf.stat().st_size / 1e6 / size)]
        metrics += speeds(folder, args.gguf, vocabulary, problems)
        metrics += asyncio.run(both_rates(folder, args.gguf, vocabulary, problems))
    finish("ctranslate2", metrics, ROUNDS)


if __name__ == "__main__":
    main()
