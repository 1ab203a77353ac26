"""`understudy.trainingData` and `understudy.fineTune`: what would be learnt from, then the training in its own process.

While it trains, `understudy/training` tells every step. Whether a good adapter is used at once is the caller's choice.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec
from pygls.lsp.server import LanguageServer

from understudy.engine.protocol import ModelInfo
from understudy.errors import UnderstudyError, os_error
from understudy.learn.review import Review, review
from understudy.learn.store import Log
from understudy.lsp import gate_words, trainer_process
from understudy.lsp.adapters import choose
from understudy.lsp.arguments import first
from understudy.lsp.failure import failure, uncancel
from understudy.lsp.progress import Report, progress
from understudy.lsp.session import Session
from understudy.lsp.trainer_process import Step, Trained
from understudy.models.adapters import AdapterRecord, AdapterRegistry

NOTIFICATION = "understudy/training"
PAGE = 20  # pairs in one answer
PARTS = {"reference": (0.0, 0.1), "step": (0.1, 0.7), "measuring": (0.7, 1.0), "gate": (1.0, 1.0), "done": (1.0, 1.0)}
"""Of the whole, what each kind of progress goes from and to."""


class FineTuneError(UnderstudyError):
    """Training could not be started or did not end well; nothing was changed."""


class _Page(msgspec.Struct, frozen=True):
    """Which pairs to send."""

    offset: int = 0
    limit: int = PAGE


class _Arguments(msgspec.Struct, frozen=True, rename="camel"):
    """adopt: use the adapter at once if the gate adopts it; False leaves that to `understudy.useAdapter`."""

    method: Literal["dpo", "kto", "rrtf", "sft", "plan"] = "dpo"
    adopt: bool = True
    work_done_token: str | int | None = None


class Answer(msgspec.Struct, frozen=True):
    """adopted: it is in use now. adapter: its id in the registry, "" if there is none. gate: None if it did not get
    there. stopped: by the user."""

    adopted: bool
    message: str
    metrics: dict[str, str | int | float | bool]
    adapter: str = ""
    gate: gate_words.Words | None = None
    stopped: bool = False


class Watched(msgspec.Struct):
    """The run under way, for a window that opens in its midst. tell: sends a notification. now: the last step told.
    losses: [step, loss], in order. notes: what the trainer said of its data and this machine."""

    tell: Callable[[Step], None] = lambda step: None
    now: Step | None = None
    losses: list[tuple[int, float]] = []
    notes: list[str] = []

    def heard(self, step: Step) -> None:
        self.now = step
        if step.kind == "step":
            self.losses.append((step.step, step.loss))
        elif step.kind in ("note", "start"):
            self.notes.append(step.message)
        self.tell(step)


def register(server: LanguageServer, session: Session) -> None:
    watched = Watched(lambda step: server.protocol.notify(NOTIFICATION, msgspec.to_builtins(step)))

    @server.command("understudy.trainingData")
    async def training_data(arguments: list[object]) -> object:
        await session.ready()
        found: dict[str, object] = await _data(session, first(arguments, _Page))
        if "training" in session.activities:
            running = {"now": msgspec.to_builtins(watched.now), "losses": watched.losses, "notes": watched.notes}
            found["running"] = running
        return found

    @server.command("understudy.fineTune")
    async def fine_tune(arguments: list[object]) -> object:
        wanted = first(arguments, _Arguments)
        try:
            async with progress(server, wanted.work_done_token, "Fine-tune on my preferences") as report:
                await session.ready()  # else the wrong model might be asked for
                answer = await run(session, wanted.method, report, watched, adopt=wanted.adopt)
        except UnderstudyError as error:
            answer = Answer(False, str(error), {})
        except OSError as error:
            answer = Answer(False, str(os_error(error)), {})
        except asyncio.CancelledError:
            uncancel()
            said = (
                "Stopped. The model in use is unchanged; what was computed is kept, and the next run goes on from it."
            )
            answer = Answer(False, said, {}, stopped=True)
        return msgspec.to_builtins(answer)


async def run(session: Session, method: str, report: Report, watched: Watched, *, adopt: bool = True) -> Answer:
    """Train and judge. Raises UnderstudyError or OSError; cancelled, it ends the trainer, which keeps its work."""
    if "training" in session.activities:
        raise FineTuneError("A fine-tuning run is under way already.", "Wait for it, or cancel it.")
    with session.activities.during("training"):
        watched.now, watched.losses, watched.notes = None, [], []
        return await _run(session, method, report, watched, adopt)


async def _run(session: Session, method: str, report: Report, watched: Watched, adopt: bool) -> Answer:
    info = (await session.host.required()).engine.info
    found = await session.learning.read(lambda log: review(log.events(), info.sha256, limit=0))
    metrics: dict[str, str | int | float | bool] = {"pairs": found.total, "heldOutPairs": found.held_out}
    if needs := [*found.missing, *_obstacles(info)]:
        return Answer(False, f"Not enough to start: {' '.join(needs)}", metrics)
    result: Trained | None = None
    async with contextlib.aclosing(trainer_process.run(method, Path(info.path))) as events:
        async for event in events:
            if isinstance(event, Trained):
                result = event
            else:
                watched.heard(event)
                report(event.message, _share(event))
    if result is None:
        raise FineTuneError("The trainer ended without a result.", "See the log for what it printed.")
    metrics |= result.metrics
    used = adopt and result.adopted
    if used:
        await choose(session, info.sha256, functools.partial(_adopt, result.adapter, info.sha256))
        metrics["adapter"] = result.adapter
    return Answer(used, result.message, metrics, result.adapter, gate_words.words(result))


async def _data(session: Session, page: _Page) -> dict[str, object]:
    """A `Review` for the model in use, and whether training can start."""
    problem, info = "", None
    try:
        info = (await session.host.required()).engine.info
        if not info.path:
            info, problem = None, _REMOTE
    except UnderstudyError as error:
        problem = str(error)

    def view(log: Log) -> Review:
        return review(log.events(), info.sha256 if info else "", offset=page.offset, limit=min(page.limit, 200))

    try:
        found = await session.learning.read(view)
    except UnderstudyError as error:
        return failure(error)
    answer: dict[str, object] = msgspec.to_builtins(found)
    needs = [*found.missing, *([problem] if problem else []), *(_obstacles(info) if info else [])]
    notes = [] if session.settings.learn.enable else ["understudy.learn.enable is off: nothing new is remembered."]
    return answer | {
        "ready": not needs,
        "missing": needs,
        "notes": notes,
        "model": info.name if info else "",
        "trainerInstalled": not trainer_process.absent(),
        "running": None,
    }


_REMOTE = "A remote model cannot be trained here. Clear understudy.remote.url and try again."


def _obstacles(info: ModelInfo) -> list[str]:
    """What else has to be there."""
    found = [] if info.path else [_REMOTE]
    if packages := trainer_process.absent():
        found.append(
            f"The trainer's packages are not installed ({', '.join(packages)}). "
            "Run \"Understudy: Set Up Training\", or `pip install 'understudy[trainer]'`."
        )
    return found


def _share(step: Step) -> float:
    begin, end = PARTS.get(step.kind, (0.0, 0.0))
    return begin + (end - begin) * step.share


def _adopt(adapter_id: str, base_sha256: str, registry: AdapterRegistry) -> AdapterRecord:
    return registry.use(adapter_id, base_sha256)
