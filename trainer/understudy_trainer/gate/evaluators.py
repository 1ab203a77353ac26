"""What the gate measures beside preferences: FIM exact match and docstring-to-function pass rate, adapter off and on.

Each evaluator starts an engine child for itself (and a sandbox, if it runs code) and closes it again. Items go in
blocks, a block without the adapter and then the same block with it, so that whatever stops the measuring early leaves
pairs. Greedy answers come one request at a time: rows of a shared batch differ in the last bit, and then in a token.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import psutil  # type: ignore[import-untyped, unused-ignore]

from understudy.engine.client import EngineClient
from understudy.engine.errors import EngineError, RequestError
from understudy.engine.protocol import Sampling, Stop
from understudy.learn.pairs import Label, labels
from understudy.learn.split import held_out as is_held_out
from understudy.learn.store import Log
from understudy.runner.program import ProgramPool
from understudy_trainer.data.examples import Example
from understudy_trainer.errors import TrainError
from understudy_trainer.evaluate.formats import Problem, load
from understudy_trainer.evaluate.sampling import Plan, samples_of
from understudy_trainer.gate.gaps import SEED, Gap, family_gaps, own_gaps
from understudy_trainer.gate.judge import LEAST_ASKED, Evaluation, Evaluator

FIM, FUNCTIONS = "FIM exact match", "docstring to function"
ITEMS, QUICK_ITEMS = 64, 22  # ends of lines; as many of the user's own texts. Few: below `judge.LEAST_ITEMS`
PROBLEMS, QUICK_PROBLEMS = 32, 16
SAMPLES, TEMPERATURE = 4, 0.4  # of each problem
LIMIT_S, QUICK_LIMIT_S = 180.0, 45.0  # of one evaluator; the bundled model needs a tenth
BLOCK = 4  # items between two swaps; a swap costs milliseconds, an unfinished block is lost
TOLD = 16  # items between two lines of progress
CONTEXT_TOKENS = 4096
SMALL_BYTES = 256 * 1024 * 1024  # a model decoded by one thread: two on a busy machine wait ten times for each other
ROOM = 1.3  # memory an engine takes, in sizes of its file
SPARE_BYTES = 256 * 1024 * 1024  # beside it: KV cells, compute buffers, the sandbox

Item = TypeVar("Item")
Value = TypeVar("Value")


class GateCancelled(TrainError):
    """The user stopped the measuring; nothing was decided."""

    def __init__(self) -> None:
        super().__init__("The gate was stopped before it was done.", "Start the run again: it goes on at the gate.")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long one evaluator may take, whom it asks whether to stop, and whom it tells how far it is."""

    limit_s: float
    cancelled: Callable[[], bool]
    tell: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Both(Generic[Item, Value]):
    """An item with what was measured without and with the adapter."""

    item: Item
    before: Value
    after: Value


def default_evaluators(
    base_gguf: Path,
    *,
    quick: bool = False,
    run: bool = True,
    log: Log | None = None,
    held_out: Sequence[Example] = (),
    cancelled: Callable[[], bool] = lambda: False,
    tell: Callable[[str], None] = lambda text: None,
) -> Sequence[Evaluator]:
    """Evaluators to hand to `judge` (nothing is started before they are called).

    quick: fewer items, and a quarter of the time. run: False leaves out what executes code. log, held_out: the user's
    own held-out kept texts and pairs (chosen first) become FIM items beside those of the task families. cancelled:
    asked between items; a cancelled evaluator raises `GateCancelled`. tell: one line of progress.
    Raises LearnError if the log cannot be read.
    """
    bounds = Bounds(QUICK_LIMIT_S if quick else LIMIT_S, cancelled, tell)
    items = QUICK_ITEMS if quick else ITEMS
    own = own_gaps(held_out, _kept(log) if log is not None else (), items)

    def fim_exact_match(adapter: Path) -> Evaluation:
        return asyncio.run(_fim(base_gguf, adapter, own, items, bounds))

    def docstring_to_function(adapter: Path) -> Evaluation:
        problems = load(f"families:seed={SEED},count={QUICK_PROBLEMS if quick else PROBLEMS},kind=combos")
        return asyncio.run(_functions(base_gguf, adapter, problems, bounds))

    return (fim_exact_match, docstring_to_function) if run else (fim_exact_match,)


def _kept(log: Log) -> list[Label]:
    found = labels(log.events())
    return [label for label in found if label.good and label.source in ("accept", "kept") and is_held_out(label.scope)]


async def _fim(base: Path, adapter: Path, own: Sequence[Gap], count: int, bounds: Bounds) -> Evaluation:
    """Greedy answers that are exactly the missing text. changed: of the user's own texts if there are enough."""
    if note := _no_room(base):
        return Evaluation(FIM, (), (), note=note)
    async with _engine(base) as engine:
        gaps = [*family_gaps(engine.info, count), *own]
        if not gaps:
            return Evaluation(FIM, (), (), note="this model cannot infill, and there are no held-out kept texts")
        gaps = _mixed(gaps)

        async def answer(gap: Gap) -> str:
            found = await engine.generate(
                gap.prompt,
                max_tokens=gap.most_tokens,
                sampling=Sampling(temperature=0.0),
                stop=Stop(single_line=gap.one_line, repetition=True),
            )
            return found[0].text

        both, note = await _paired(engine, adapter, gaps, answer, FIM, bounds)
    mine = [one for one in both if one.item.own]
    asked = mine if len(mine) >= LEAST_ASKED else both
    return Evaluation(
        FIM,
        tuple(float(one.item.matches(one.before)) for one in both),
        tuple(float(one.item.matches(one.after)) for one in both),
        tuple(one.before != one.after for one in asked),
        note,
    )


async def _functions(base: Path, adapter: Path, problems: Sequence[Problem], bounds: Bounds) -> Evaluation:
    """The share of samples that pass, per problem; the same seeds on both sides."""
    if note := _no_room(base):
        return Evaluation(FUNCTIONS, (), (), note=note)
    how = Plan(SAMPLES, TEMPERATURE)
    async with _engine(base) as engine, ProgramPool() as pool:

        async def pass_rate(problem: Problem) -> float:
            samples = await samples_of(problem, how, engine, pool)
            return sum(sample.passed for sample in samples) / max(1, len(samples))

        both, note = await _paired(engine, adapter, problems, pass_rate, FUNCTIONS, bounds)
    return Evaluation(FUNCTIONS, tuple(one.before for one in both), tuple(one.after for one in both), note=note)


async def _paired(
    engine: EngineClient,
    adapter: Path,
    items: Sequence[Item],
    measure: Callable[[Item], Awaitable[Value]],
    name: str,
    bounds: Bounds,
) -> tuple[list[Both[Item, Value]], str]:
    """Items measured on both sides, and why not all were. An item the engine cannot take is left out."""
    started = time.monotonic()
    done: list[Both[Item, Value]] = []
    refused = 0

    async def side(path: Path | None, block: Sequence[Item]) -> list[Value | None]:
        await engine.set_adapter(path)
        found: list[Value | None] = []
        for item in block:
            if bounds.cancelled():
                raise GateCancelled
            try:
                found.append(await measure(item))
            except RequestError:  # a prompt longer than the context
                found.append(None)
        return found

    for begin in range(0, len(items), BLOCK):
        if time.monotonic() - started > bounds.limit_s:
            return done, f"{len(done)} of {len(items)} items in {bounds.limit_s:.0f} s"
        block = items[begin : begin + BLOCK]
        for item, before, after in zip(block, await side(None, block), await side(adapter, block), strict=True):
            if before is None or after is None:
                refused += 1
            else:
                done.append(Both(item, before, after))
        at = begin + len(block)
        if at == len(items) or at % TOLD < BLOCK:
            bounds.tell(f"{name}: {at} of {len(items)}")
    return done, f"{refused} prompts did not fit" if refused else ""


@contextlib.asynccontextmanager
async def _engine(base: Path) -> AsyncIterator[EngineClient]:
    """An engine of our own; the one that serves the editor is never touched. Raises TrainError."""
    try:
        engine = await EngineClient.start(base, context_tokens=CONTEXT_TOKENS, threads=_threads(base))
    except EngineError as error:
        raise TrainError(f"The gate could not load the model: {error.message}", error.next_step) from error
    try:
        yield engine
    finally:
        await engine.close()


def _threads(base: Path) -> int:
    return 1 if base.stat().st_size < SMALL_BYTES else max(1, (psutil.cpu_count(logical=False) or 2) // 2)


def _no_room(base: Path) -> str:
    """Why the model does not fit beside what is in memory already, "" if it does."""
    needed = int(ROOM * base.stat().st_size) + SPARE_BYTES
    free = psutil.virtual_memory().available
    return f"needs {needed >> 20} MB of memory, {free >> 20} MB are free" if free < needed else ""


def _mixed(gaps: Sequence[Gap]) -> list[Gap]:
    """The user's own and the families' in turn, so that a limit cuts both alike."""
    own, other = [g for g in gaps if g.own], [g for g in gaps if not g.own]
    ranked = [(i / len(group), gap) for group in (own, other) for i, gap in enumerate(group)]
    return [gap for _, gap in sorted(ranked, key=lambda one: one[0])]
