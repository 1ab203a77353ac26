"""A replayed typing session: real files, one seeded typist, our completer and llama.vscode's policy over llama-server.

    python -m bench.typing_session [--minutes 5] [--quick]

Both arms serve the same GGUF with the same threads; passages alternate, and who goes first alternates too. The typist
(`bench.typist`) types at 40-60 words a minute with pauses before lines and blocks, and takes a suggestion with one key,
300 ms after it appeared, if its first line is what the file says. Time is real; --minutes is of unaided typing in each
arm. llama-server runs with the suffix first, as this model was trained, and with a batch that leaves its context room.
Neither arm sees other files: these lie finished on the disk, and a passage's own text would be among them.
The last line gives totals: share of characters completed, requests, items shown, share of them that were right,
milliseconds from key to item (p50, p95), CPU seconds a minute (server process, its children, and the client's work).
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped, unused-ignore]

from bench.editor import Document, Tally, Token, type_passage
from bench.llama_server import LlamaServer
from bench.llama_vscode import LlamaVscode
from bench.passages import ROOT, passages
from bench.report import Metric, finish
from bench.typist import Passage, acceptable
from understudy.complete.completer import Completer
from understudy.complete.types import Ask, Options, Served
from understudy.engine.client import EngineClient
from understudy.engine.launch import decode_threads
from understudy.engine.protocol import Delta, Done, Finished, ModelInfo
from understudy.learn.events import SHOWN_AFTER_S
from understudy.lsp.tracking import REJECTED_AFTER_S
from understudy.models.bundled import resolve
from understudy.settings import EngineSettings

REST_S = 0.5  # between arms
SEED = 1
SERVER_CONTEXT, SERVER_BATCH = 1024, 768  # /infill gives the prefix 3/4 of a batch and the suffix 1/4
MOST_UNSETTLED_S = 2.0
REHEARSAL_CHARACTERS = 80


class Counted:
    """An engine that counts what it is asked. warming: requests that only evaluate a prompt."""

    def __init__(self, engine: EngineClient) -> None:
        self._engine = engine
        self.requests = self.warming = self._running = 0
        self.idle = asyncio.Event()
        self.idle.set()

    @property
    def info(self) -> ModelInfo:
        return self._engine.info

    async def stream(self, prompt: Any, **how: Any) -> AsyncIterator[Delta | Finished | Done]:
        self.requests += 1
        self.warming += how.get("max_tokens") == 0
        self._running += 1
        self.idle.clear()
        try:
            async with contextlib.aclosing(self._engine.stream(prompt, **how)) as events:
                async for event in events:
                    yield event
        finally:
            self._running -= 1
            if not self._running:
                self.idle.set()


class Ours:
    """The completer behind `editor.Assistant`, as `understudy.lsp` drives it, with the settings' defaults."""

    def __init__(self, engine: Counted, options: Options) -> None:
        self._engine, self._options = engine, options
        self.outcomes: Counter[str] = Counter()  # of answers: shown, cached, or the reason for nothing

        async def serve() -> Served:
            return Served(engine)

        self._completer = Completer(serve, lambda before, text: False)

    async def complete(self, document: Document, token: Token) -> str:
        asked = asyncio.create_task(self._completer.complete(place(document), self._options))
        token.then(asked.cancel)
        try:
            reply = await asked
        except asyncio.CancelledError:
            self.outcomes["cancelled"] += 1
            return ""
        if reply.error is not None:
            raise reply.error
        self.outcomes[reply.reason or ("from the cache" if reply.cached else "written")] += 1
        return reply.suggestion.text if reply.suggestion else ""

    def judged(self, taken: bool, visible_s: float) -> None:
        """As `understudy.lsp.tracking` sees it: at once, or ten seconds after it appeared if there was time to read."""
        if taken:
            self._completer.judged(True)
        elif visible_s >= SHOWN_AFTER_S:
            loop = asyncio.get_running_loop()
            loop.call_later(max(0.0, REJECTED_AFTER_S - visible_s), self._completer.judged, False)

    async def settle(self) -> None:
        """What is written ahead ends by itself; it is this passage's work, not the next one's."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._engine.idle.wait(), MOST_UNSETTLED_S)


def place(document: Document) -> Ask:
    """What an editor's request says."""
    lines = (document.before + document.after).splitlines(keepends=True) or [""]
    number = document.before.count("\n")
    if number == len(lines):
        lines.append("")
    index = len(document.before) - (document.before.rfind("\n") + 1)
    path = ROOT / document.name
    return Ask(path.as_uri(), path, "python", lines, number, index)


@dataclass
class Session:
    """One arm over all passages. requests: of it so far. serving: process id of what runs the model. cpu_s, client_s:
    CPU seconds of that process, and of this one (the client's work, and the typist's, which is little)."""

    assistant: Ours | LlamaVscode
    requests: Callable[[], int]
    serving: Callable[[], int | None]
    tallies: list[Tally] = field(default_factory=list)
    cpu_s: float = 0.0
    client_s: float = 0.0

    async def type(self, passage: Passage) -> None:
        before, client_before = cpu_s(self.serving()), cpu_s(os.getpid())
        self.tallies.append(await type_passage(passage, self.assistant, SEED))
        self.cpu_s += cpu_s(self.serving()) - before
        self.client_s += cpu_s(os.getpid()) - client_before

    def total(self, name: str) -> float:
        return float(sum(getattr(tally, name) for tally in self.tallies))

    def figures(self) -> dict[str, float]:
        latencies = sorted(ms for tally in self.tallies for ms in tally.latencies)
        minutes = self.total("seconds") / 60
        return {
            "characters completed, share": self.total("completed") / self.total("total"),
            "keys a character": self.total("keys") / self.total("total"),
            "requests a minute": self.requests() / minutes,
            "items shown": self.total("shown"),
            "items right, share of shown": self.total("matched") / max(1.0, self.total("shown")),
            "ms from key to item, p50": 1000 * percentile(latencies, 0.50),
            "ms from key to item, p95": 1000 * percentile(latencies, 0.95),
            "CPU s a minute": (self.cpu_s + self.client_s) / minutes,
            "CPU s a minute, client's part": self.client_s / minutes,
            "minutes": minutes,
        }


def cpu_s(pid: int | None) -> float:
    """CPU seconds a process and its ended children have used."""
    used = psutil.Process(pid).cpu_times() if pid is not None else None
    return used.user + used.system + used.children_user + used.children_system if used else 0.0


def percentile(ordered: list[float], share: float) -> float:
    """The value below which `share` of them lie (nearest rank); nan without any."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


async def measure(model: Path, typed: list[Passage], threads: int) -> tuple[Session, Session]:
    async with contextlib.AsyncExitStack() as stack:
        client = await EngineClient.start(model, threads=threads, context_tokens=EngineSettings().context_tokens)
        stack.push_async_callback(client.close)
        engine = Counted(client)
        batch = str(SERVER_BATCH)
        flags: tuple[str, ...] = ("-np", "1", "--cache-reuse", "64", "-b", batch, "-ub", batch)
        if client.info.fim_order == "spm":
            flags += ("--spm-infill",)
        server = stack.enter_context(LlamaServer(model, threads=threads, context=SERVER_CONTEXT, options=flags))
        policy = LlamaVscode(server)
        assistant = Ours(engine, Options())
        ours = Session(assistant, lambda: engine.requests, lambda: client.pid)
        theirs = Session(policy, lambda: policy.requests, lambda: server.pid)
        for number, passage in enumerate(typed):
            for session in (ours, theirs) if number % 2 == 0 else (theirs, ours):
                await asyncio.sleep(REST_S)
                await session.type(passage)
        print(
            f"our answers: {dict(assistant.outcomes.most_common())}; {engine.warming} requests only warmed the prompt"
        )
    return ours, theirs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5.0, help="of unaided typing, an arm (default 5)")
    parser.add_argument("--model", default="understudy-tiny", help="a name `understudy models` knows, or a GGUF file")
    parser.add_argument("--threads", type=int, default=0, help="of both arms; 0 = the product's choice")
    parser.add_argument("--items", action="store_true", help="print every item shown and what the file says there")
    parser.add_argument("--quick", action="store_true", help="rehearsal: one short passage, no meaning")
    options = parser.parse_args()
    typed = passages(60 * options.minutes)
    if options.quick:
        typed = [replace(typed[-1], text=typed[-1].text[:REHEARSAL_CHARACTERS])]
    ours, theirs = asyncio.run(measure(resolve(options.model), typed, decode_threads(options.threads)))
    if options.items:
        for name, session in (("ours", ours), ("llama.vscode", theirs)):
            for shown, truth in (item for tally in session.tallies for item in tally.items):
                print(f"{name:12} {'=' if acceptable(shown, truth) else ' '} {shown!r} | {truth!r}")
    left, right = ours.figures(), theirs.figures()
    print(
        f"{len(typed)} passages, {ours.total('total'):.0f} characters; ours / llama.vscode's policy over llama-server"
    )
    metrics = [
        Metric(name, left[name], right[name], left[name] / right[name] if right[name] else float("nan"))
        for name in left
    ]
    finish("typing", metrics, len(typed))


if __name__ == "__main__":
    main()
