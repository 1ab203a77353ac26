"""`understudy.fineTune`: the user's preferences become an adapter, in a process of its own, and are used at once."""

from __future__ import annotations

import asyncio
import contextlib
import functools
from pathlib import Path
from typing import Literal

import msgspec
from pygls.lsp.server import LanguageServer

from understudy.errors import UnderstudyError, os_error
from understudy.learn.pairs import LEAST_HELD_OUT, Pair, pairs
from understudy.learn.store import Log
from understudy.lsp import trainer_process
from understudy.lsp.adapters import choose
from understudy.lsp.arguments import first
from understudy.lsp.progress import Report, progress
from understudy.lsp.session import Session
from understudy.lsp.trainer_process import Trained
from understudy.models.adapters import AdapterRecord, AdapterRegistry

LEAST_PAIRS = 32  # fewer teach a taste for one line (the trainer itself refuses only what it cannot compute)


class FineTuneError(UnderstudyError):
    """Training could not be started or did not end well; nothing was changed."""


class _Arguments(msgspec.Struct, frozen=True, rename="camel"):
    method: Literal["dpo", "kto", "rrtf", "sft", "plan"] = "dpo"
    work_done_token: str | int | None = None


class _Answer(msgspec.Struct, frozen=True):
    adopted: bool
    message: str
    metrics: dict[str, str | int | float | bool]


def register(server: LanguageServer, session: Session) -> None:
    @server.command("understudy.fineTune")
    async def fine_tune(arguments: list[object]) -> object:
        wanted = first(arguments, _Arguments)
        try:
            async with progress(server, wanted.work_done_token, "Fine-tune on my preferences") as report:
                answer = await _fine_tune(session, wanted.method, report)
        except UnderstudyError as error:
            answer = _Answer(False, str(error), {})
        except OSError as error:
            answer = _Answer(False, str(os_error(error)), {})
        except asyncio.CancelledError:
            current = asyncio.current_task()
            if current is not None:
                current.uncancel()
            answer = _Answer(False, "Stopped. The model in use is unchanged.", {})
        return msgspec.to_builtins(answer)


async def _fine_tune(session: Session, method: str, report: Report) -> _Answer:
    if "training" in session.activities:
        raise FineTuneError("A fine-tuning run is under way already.", "Wait for it, or cancel it.")
    with session.activities.during("training"):
        return await _run(session, method, report)


async def _run(session: Session, method: str, report: Report) -> _Answer:
    found = await session.learning.read(_pairs)
    held_out = sum(pair.held_out for pair in found)
    functions = len({pair.scope for pair in found if pair.held_out})
    metrics: dict[str, str | int | float | bool] = {"pairs": len(found), "heldOutPairs": held_out}
    if len(found) - held_out < LEAST_PAIRS or functions < LEAST_HELD_OUT:
        return _Answer(False, _too_few(len(found) - held_out, functions), metrics)
    served = await session.host.required()
    info = served.engine.info
    if not info.path:
        raise FineTuneError("A remote model cannot be trained here.", "Clear understudy.remote.url and try again.")
    result: Trained | None = None
    async with contextlib.aclosing(trainer_process.run(method, Path(info.path))) as events:
        async for event in events:
            if isinstance(event, Trained):
                result = event
            else:
                report(event.message, event.share)
    if result is None:
        raise FineTuneError("The trainer ended without a result.", "See the log for what it printed.")
    metrics |= result.metrics
    if not result.adopted:
        return _Answer(False, result.message, metrics)
    await choose(session, info.sha256, functools.partial(_adopt, result.adapter, info.sha256))
    return _Answer(True, result.message, metrics | {"adapter": result.adapter})


def _adopt(adapter_id: str, base_sha256: str, registry: AdapterRegistry) -> AdapterRecord:
    return registry.use(adapter_id, base_sha256)


def _pairs(log: Log) -> list[Pair]:
    return pairs(log.events())


def _too_few(training: int, functions: int) -> str:
    return (
        f"There are {training} preference pairs to learn from, and pairs of {functions} functions to judge by; "
        f"{LEAST_PAIRS} and {LEAST_HELD_OUT} are needed. They come from accepting and dismissing suggestions, "
        "and from Generate with Tests."
    )
