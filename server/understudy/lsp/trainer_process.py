"""The trainer as a child: `understudy train METHOD --json`, its JSON lines in, typed events out.

The lines are those of `understudy_trainer.cli.results`: progress while it runs, and one of kind "result" at its end.

Nothing that it started outlives it, nor it the command.
"""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import AsyncGenerator
from pathlib import Path

import msgspec

from understudy import children
from understudy.errors import UnderstudyError
from understudy.models.lineage import Figure

GRACE_S = 5.0  # to write a checkpoint
REFUSED = 1  # exit status: trained, and the gate said no (a crash has it too, but leaves no result)
NEEDS = ("torch", "transformers", "peft", "safetensors", "gguf")
_NEXT_STEP = "Install it with `pip install understudy[trainer]`, or run `understudy train` in a terminal."


class TrainerError(UnderstudyError):
    """The trainer could not be started, or failed."""


class Step(msgspec.Struct, frozen=True):
    """Training goes on. kind, step of steps, loss, margin, seconds: as in the trainer's `run.config.Progress`, or kind
    "measuring" with what the gate measures. share: 0..1, of this kind."""

    message: str = ""
    share: float = 0.0
    kind: str = ""
    step: int = 0
    steps: int = 0
    loss: float = 0.0
    margin: float = 0.0
    seconds: float = 0.0


class Gate(msgspec.Struct, frozen=True):
    """What the gate measured, as in the trainer's `gate.judge.Verdict`. held_out: pairs. changed of asked: answers that
    the adapter made another text."""

    judged: bool = True
    held_out: int = 0
    figures: dict[str, Figure] = {}
    changed: int = 0
    asked: int = 0
    notes: tuple[str, ...] = ()


class Trained(msgspec.Struct, frozen=True):
    """How it ended. adopted: the gate found it better. adapter: its id in the registry, where the trainer put it ("" if
    it was refused). metrics: the gate's figures in short."""

    adopted: bool
    message: str
    adapter: str
    metrics: dict[str, str | int | float | bool]
    gate: Gate = Gate()


class _Line(Step, frozen=True):
    """One line. adopted, id, metrics, gate: of the result only."""

    adopted: bool = False
    id: str = ""
    metrics: dict[str, str | int | float | bool] = {}
    gate: Gate = Gate()


def absent() -> list[str]:
    """The packages that training needs and that are not installed. Looks, and imports none of them."""
    return [name for name in NEEDS if importlib.util.find_spec(name) is None]


def command(method: str, model: Path) -> list[str]:
    return children.command_line("train", method, "--json", "--base", str(model))


async def run(method: str, model: Path) -> AsyncGenerator[Step | Trained, None]:
    """Train in the folder of this method and model; yields steps and, last, the result. Closing the generator ends the
    child; the next run resumes. Raises TrainerError, with the trainer's own words where it refused."""
    child = children.running(
        *command(method, model),
        grace_s=GRACE_S,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=1 << 20,
    )
    result: Trained | None = None
    async with child as process:
        assert process.stdout is not None and process.stderr is not None
        noise = asyncio.create_task(_tail(process.stderr))
        try:
            async for raw in process.stdout:
                event = parse(raw)
                if isinstance(event, Trained):
                    result = event
                elif event is not None:
                    yield event
            status = await process.wait()
            if status not in (0, REFUSED) or result is None:
                raise _failure(status, await noise)
        finally:
            noise.cancel()
    yield result


def parse(raw: bytes) -> Step | Trained | None:
    """One line of the trainer; what is no line of its (a library's chatter) is skipped."""
    try:
        line = msgspec.json.decode(raw, type=_Line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    if not line.kind:
        return None
    if line.kind == "result":
        return Trained(line.adopted, line.message, line.id, line.metrics, line.gate)
    message = line.message or f"step {line.step} of {line.steps}"
    share = line.step / line.steps if line.steps else 0.0
    return Step(message, share, line.kind, line.step, line.steps, line.loss, line.margin, line.seconds)


def _failure(status: int, noise: str) -> TrainerError:
    """What the command line says on stderr ("error: …", "next: …"), else its last line."""
    said = {word: text for line in noise.splitlines() for word, _, text in [line.partition(": ")]}
    last = noise.splitlines()[-1][:300] if noise else f"exit status {status}"
    return TrainerError(said.get("error") or f"The trainer stopped: {last}.", said.get("next") or _NEXT_STEP)


async def _tail(stream: asyncio.StreamReader) -> str:
    last = ""
    while data := await stream.read(1 << 14):
        last = (last + data.decode(errors="replace"))[-2_000:]
    return last.strip()
