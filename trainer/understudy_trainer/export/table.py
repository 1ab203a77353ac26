"""One model in several number formats: size, speed, closeness to its source, pass rates (PanGu-Coder2's Table 4).

Stages: quantize all -> distance from the source -> decoding speed in interleaved rounds -> samples in the sandbox.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from understudy.prompts.fim import NoFimError
from understudy_trainer.evaluate.formats import Problem
from understudy_trainer.evaluate.metrics import Interval, interval, pass_at_k
from understudy_trainer.evaluate.sampling import Engine, Plan, Pool, Sample
from understudy_trainer.evaluate.suite import evaluate, exact_match
from understudy_trainer.export.errors import ExportError
from understudy_trainer.export.fidelity import Fidelity, cut_to_fit, fidelity
from understudy_trainer.export.llama_process import llama_logits, llama_timed, llama_tokenize
from understudy_trainer.export.quantize import Layout, file_type, kind_of, layout, quantize_anew

T = TypeVar("T")
DECODED = 64  # tokens a round; a round starts llama.cpp anew
PROMPT = 256  # tokens read at once
Opener = Callable[[Path], AbstractAsyncContextManager[Engine]]


@dataclass(frozen=True, slots=True)
class Pace:
    """Milliseconds a token: decoded alone, and read PROMPT at once. memory_bytes: added by model and context."""

    decode_ms: float
    prefill_ms: float
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class Row:
    """One format. pace: the best of the rounds. passes: k -> pass@k. change: k -> pass@k less the source's on the same
    problems. exact: share of gaps filled with the very text, greedy (None: the model cannot infill). source: whether it
    is the file that was given."""

    kind: str
    source: bool
    size_bytes: int
    layout: Layout
    pace: Pace
    fidelity: Fidelity
    passes: dict[int, Interval]
    change: dict[int, Interval]
    exact: Interval | None

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Wish:
    """kinds: formats. n: samples a problem. rounds: of timing."""

    kinds: Sequence[str]
    n: int = 8
    temperature: float = 0.8
    seed: int = 0
    rounds: int = 5
    threads: int = 1


async def measure(
    source: Path,
    problems: list[Problem],
    gaps: list[Problem],
    wish: Wish,
    folder: Path,
    opened: Opener,
    pool: Pool,
    tell: Callable[[str], None] = lambda text: None,
) -> AsyncIterator[Row]:
    """The source's row first, then one a format, each as soon as it is known. gaps: problems with a suffix. folder: for
    the files.

    Raises ExportError, ModelError, EngineError.
    """
    for kind in wish.kinds:
        file_type(kind)
    own = kind_of(source) or "source"
    files = {own: source}
    for kind in dict.fromkeys(kind.lower() for kind in wish.kinds):
        if kind != own:
            tell(f"quantizing to {kind}")
            files[kind] = folder / f"{kind}.gguf"
            await _finished(quantize_anew, source, files[kind], kind, threads=wish.threads)
    texts = await _finished(_texts, source, problems)
    close = await _distances(files, texts, wish, tell)
    paces = await _paces(files, list(itertools.chain(*texts))[:PROMPT], wish, tell)
    right: dict[str, list[int]] = {}
    for kind, file in files.items():
        async with opened(file) as engine:
            right[kind] = await _right(kind, problems, wish, engine, pool, tell)
            exact = await _exact(gaps, engine)
        passes, change = _passes(right[kind], right[own], wish.n)
        shape = layout(file, kind if kind != "source" else "")
        yield Row(kind, file == source, file.stat().st_size, shape, paces[kind], close[kind], passes, change, exact)


def _texts(source: Path, problems: list[Problem]) -> list[Sequence[int]]:
    """The suite's own solutions as token ids, as many as fit."""
    ids = llama_tokenize(source, [problem.source(problem.canonical) for problem in problems])
    width = llama_logits(source, [[0]])[0].shape[1]
    texts = cut_to_fit(ids, width)
    if not texts:
        raise ExportError("The suite has no text to compare formats on.", "Use another suite.")
    return texts


async def _distances(
    files: dict[str, Path], texts: list[Sequence[int]], wish: Wish, tell: Callable[[str], None]
) -> dict[str, Fidelity]:
    logits = await _finished(llama_logits, next(iter(files.values())), texts, threads=wish.threads)
    found = {}
    for kind, file in files.items():
        tell(f"distance of {kind} from the source")
        found[kind] = await _finished(fidelity, logits, file, texts, wish.threads)
    return found


async def _paces(
    files: dict[str, Path], prompt: Sequence[int], wish: Wish, tell: Callable[[str], None]
) -> dict[str, Pace]:
    """Best of the rounds, which take turns: whatever else the machine does falls on all formats alike."""
    found: dict[str, list[Pace]] = {kind: [] for kind in files}
    for number in range(wish.rounds):
        for kind, file in files.items():
            tell(f"speed, round {number + 1} of {wish.rounds}: {kind}")
            one = await _finished(llama_timed, file, prompt, DECODED, wish.threads)
            found[kind].append(Pace(median(one.token_ms), one.prompt_ms / len(prompt), one.memory_bytes))
    return {kind: _best(rounds) for kind, rounds in found.items()}


def _best(rounds: list[Pace]) -> Pace:
    return Pace(*(min(values) for values in zip(*map(astuple, rounds), strict=True)))


async def _finished(work: Callable[..., T], *values: Any, **more: Any) -> T:
    """Done in a thread. A cancel waits for it, so that nothing is written to a folder that is gone."""
    running = asyncio.ensure_future(asyncio.to_thread(work, *values, **more))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        with contextlib.suppress(Exception):
            await running
        raise


async def _right(
    kind: str, problems: list[Problem], wish: Wish, engine: Engine, pool: Pool, tell: Callable[[str], None]
) -> list[int]:
    """Right samples of every problem. Row i of a problem has the same seed in every format."""

    def show(done: int, total: int, _: list[Sample]) -> None:
        tell(f"{kind}: {done} of {total} problems")

    how = Plan(wish.n, wish.temperature, "direct", wish.seed)
    result = await evaluate(problems, how, "none", engine, pool, on_problem=show)
    return [sum(sample.passed for sample in samples) for samples in result.samples]


async def _exact(gaps: list[Problem], engine: Engine) -> Interval | None:
    try:
        return await exact_match(gaps, engine)
    except NoFimError:
        return None


def _passes(right: list[int], base: list[int], n: int) -> tuple[dict[int, Interval], dict[int, Interval]]:
    passes, change = {}, {}
    for k in dict.fromkeys((1, n)):
        here, there = ([pass_at_k(n, c, k) for c in counts] for counts in (right, base))
        passes[k] = interval(here)
        change[k] = interval([a - b for a, b in zip(here, there, strict=True)])
    return passes, change
