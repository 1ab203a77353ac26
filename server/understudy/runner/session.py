"""One function under test: warm fork servers, the positive control, and the two tiers.

In: the editor's text and selected tests. Out: a `Verdict` per candidate text. The workspace is never written.
Opened by `Runner.session`.
"""

from __future__ import annotations

import ast
import asyncio
import itertools
import json
import re
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from understudy.runner import gate, levels, pytest_config, source
from understudy.runner.supervisor import Outcome, Zygote, ZygoteDied
from understudy.runner.types import FunctionRef, RunnerError, TestSelection, Verdict
from understudy.runner.verdict import clean, judge

Tier = Literal["rank", "confirm"]
MEMORY_MB = 1024
CONTROL_S = 20.0  # time for the baseline and the control: the original may be slow, and .pyc files are made then
_EXCEPTION = re.compile(r"[\w.]*(?:Error|Exception|Exit|Skipped|Failed)\b")
_versions = itertools.count(1)


class Session:
    """`tests`: the node ids kept by the positive control. Use as an async context manager."""

    def __init__(
        self,
        ref: FunctionRef,
        selection: TestSelection,
        original_text: str,
        *,
        level: levels.Level,
        layout: levels.Layout,
        python: Path,
        timeout_s: float,
        slots: asyncio.Semaphore,
    ) -> None:
        self.ref, self.selection, self.original = ref, selection, original_text
        self.tests: tuple[str, ...] = ()
        self._level, self._python, self._timeout_s, self._slots = level, python, timeout_s, slots
        self._layout = layout
        self._zygotes: dict[Tier, Zygote] = {}
        self._lock: dict[Tier, asyncio.Lock] = {"rank": asyncio.Lock(), "confirm": asyncio.Lock()}
        self._usual: dict[Tier, frozenset[str]] = {}
        self._preload: list[str] = []
        self._swappable = True
        self._tree, self._place = self._parse_original()

    def _parse_original(self) -> tuple[ast.Module, source.Place]:
        tree = source.parse(self.original)
        if isinstance(tree, str):
            raise RunnerError(f"{self.ref.file.name} does not parse ({tree}).", "Fix the syntax error first.")
        place = source.locate(tree, self.ref.qualname)
        if place is None:
            raise RunnerError(
                f"{self.ref.qualname} is not defined exactly once in {self.ref.file.name}.", "Pick another function."
            )
        return tree, place

    async def __aenter__(self) -> Session:
        try:
            await self._control()
        except BaseException:
            await self.close()
            raise
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        await self.close()

    async def close(self) -> None:
        zygotes, self._zygotes = list(self._zygotes.values()), {}
        await asyncio.gather(*(zygote.close() for zygote in zygotes))

    # ---- the positive control
    async def _control(self) -> None:
        """Keep the tests that reach the function: they fail when its body only raises."""
        if not self.selection.nodeids:
            raise RunnerError(f"No test names {self.ref.qualname}.", "Write one, or generate without tests.")
        server = await self._server("rank")
        collected = [str(item) for item in server.ready.get("items", ())]
        self._preload = list(server.ready.get("modules", ()))
        if not collected:
            errors = server.ready.get("errors") or ["the selected tests were not found"]
            raise self._collection_error(str(errors[0]))
        poison = source.poisoned(self.original, self._place)
        outcome = await self._send("rank", self._request("rank", poison, collected, CONTROL_S, poison=True))
        self.tests = _reaching(outcome, collected)
        if not self.tests:  # perhaps the swap cannot be seen: used at import, a wrapped or replaced function
            self._swappable = False
            outcome = await self._send("confirm", self._request("confirm", poison, collected, CONTROL_S, poison=True))
            self.tests = _reaching(outcome, collected)
        if not self.tests:
            raise RunnerError(
                f"No selected test reaches {self.ref.qualname}.", "Check that the tests import it from this workspace."
            )
        if self._place.used_at_import:
            self._swappable = False
        await self._baseline("rank" if self._swappable else "confirm")

    async def _baseline(self, tier: Tier) -> None:
        """Run the original once per tier: what differs after an honest run is no tampering; slow tests go."""
        if tier in self._usual:
            return
        limit = max(CONTROL_S, 2 * self._timeout_s)
        outcome = await self._send(tier, self._request(tier, self.original, self.tests, limit))
        done = outcome.first("done")
        self._usual[tier] = frozenset(map(str, done["tampered"])) if done else frozenset()
        slow = {r["test"] for r in outcome.records if r.get("test") and r.get("seconds", 0) > self._timeout_s / 2}
        if tier == "rank" and 0 < len(slow) < len(self.tests):
            self.tests = tuple(test for test in self.tests if test not in slow)

    # ---- candidates
    async def rank(self, candidate_text: str) -> Verdict:
        """Fast verdict: the function's code swapped in a warm process. Candidates that cannot be swapped, or that
        look at the test machinery, get the confirm tier at once (`Verdict.tier` says which it was)."""
        return await self._judge(candidate_text, "rank")

    async def confirm(self, candidate_text: str) -> Verdict:
        """The verdict that counts: fresh imports, the whole file in place of the original."""
        return await self._judge(candidate_text, "confirm")

    async def _judge(self, text: str, tier: Tier) -> Verdict:
        total = len(self.tests)
        tree = source.parse(text)
        if isinstance(tree, str):
            return Verdict("error", 0, total, tier, 0.0, detail=clean(f"syntax error: {tree}"))
        try:
            source.encoding(text)
        except RunnerError as error:
            return Verdict("error", 0, total, tier, 0.0, detail=clean(error.message))
        place = source.locate(tree, self.ref.qualname)
        if place is None:
            return Verdict("error", 0, total, tier, 0.0, detail=f"{self.ref.qualname} is not defined exactly once")
        flags = gate.flags(tree, self._tree)
        swap = self._swappable and not flags and source.only_body_differs(self.original, self._place, text, place)
        async with self._slots:
            if tier == "rank" and swap:
                outcome = await self._send("rank", self._request("rank", text, self.tests, self._timeout_s, place))
                if not outcome.first("not_eligible"):
                    return judge(outcome, self.tests, "rank", self._usual.get("rank", ()))
            await self._baseline("confirm")
            outcome = await self._send("confirm", self._request("confirm", text, self.tests, self._timeout_s))
        verdict = judge(outcome, self.tests, "confirm", self._usual["confirm"])
        oracle = sorted(name for name, kind in flags.items() if kind == "oracle")
        if verdict.status == "passed" and oracle:
            verdict = Verdict("not_verified", verdict.passed, total, "confirm", verdict.wall_s, verdict.cpu_s,
                              detail=f"looks at the tests that judge it ({', '.join(oracle[:3])})")  # fmt: skip
        return verdict

    def _request(
        self,
        tier: Tier,
        text: str,
        nodeids: Sequence[str],
        timeout_s: float,
        place: source.Place | None = None,
        *,
        poison: bool = False,
    ) -> dict[str, Any]:
        path = str(self.ref.file)
        request: dict[str, Any] = {
            "nodeids": list(nodeids),
            "path": path,
            "timeout": timeout_s,
            "memory_mb": MEMORY_MB,
            "encoding": source.encoding(text),
            "mtime": 1_000_000_000 + next(_versions),  # unique: an equal mtime and size would run a stale .pyc
        }
        if tier == "confirm":
            return request | {"files": {path: text}}
        if text is self.original:
            return request
        where = place or self._place
        return request | {
            "swap": True,
            "qualname": self.ref.qualname,
            "snippet": source.snippet(text, where),
            "future_annotations": where.future_annotations,
            "poison": poison,
        }

    # ---- fork servers
    async def _send(self, tier: Tier, request: dict[str, Any]) -> Outcome:
        try:
            return await (await self._server(tier)).run(request)
        except ZygoteDied:  # once more with a new server
            return await (await self._server(tier)).run(request)

    async def _server(self, tier: Tier) -> Zygote:
        async with self._lock[tier]:
            zygote = self._zygotes.get(tier)
            if zygote is not None and zygote.alive:
                return zygote
            if zygote is not None:
                await zygote.close()
            zygote = await self._start(tier)
            self._zygotes[tier] = zygote
            return zygote

    async def _start(self, tier: Tier, *, early: bool = False) -> Zygote:
        workspace = self._layout.workspace
        assert workspace is not None
        config = levels.child_config(self._level, self._layout) | {
            "mode": tier,
            "early": early,
            "files": list(dict.fromkeys(nodeid.split("::")[0] for nodeid in self.selection.nodeids)),
            "select": list(self.selection.nodeids),
            "options": list(pytest_config.read(workspace).options),
            "preload": self._preload if tier == "confirm" else [],
            "overlay": {str(path): str(copy) for copy, path in self._layout.base} if self._level == "L1" else {},
        }
        inner = [str(self._python), str(levels.INSIDE / "zygote.py"), json.dumps(config)]
        argv = levels.command(self._level, self._layout, inner)
        zygote = await Zygote.start(argv, self._layout.environment(self._python))
        if zygote.ready["ev"] == "failed":
            await zygote.close()
            if zygote.ready["why"] == "no-pytest":
                raise RunnerError(f"{self._python} has no pytest.", f"Install it: {self._python} -m pip install pytest")
            log = zygote.log.decode("utf-8", "replace")
            raise self._collection_error(str(zygote.ready.get("detail") or log))
        if zygote.ready.get("workspace_loaded"):
            await zygote.close()
            return await self._start(tier, early=True)
        return zygote

    def _collection_error(self, text: str) -> RunnerError:
        return RunnerError(
            f"pytest could not collect the tests: {_reason(text)}",
            f"Run `{self._python} -m pytest` in the workspace to see the whole message.",
        )


def _reaching(outcome: Outcome, collected: list[str]) -> tuple[str, ...]:
    """Of a run of the poison: the tests that reached it and failed; all that vanished if it ran at import."""
    kept = {r["test"] for r in outcome.records if r.get("reached") and r.get("test") and r.get("outcome") == "failed"}
    collect = outcome.first("collect")
    if collect and collect.get("reached"):
        kept |= set(collected) - {r["test"] for r in outcome.records if r.get("test")}
    return tuple(test for test in collected if test in kept)


def _reason(text: str) -> str:
    """The line of pytest's message that says why: the one that names the exception, else the last error line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    marked = [line.removeprefix("E").strip() for line in lines if line.startswith("E ")]
    if marked:  # of a syntax error the first ones are the place and the line
        return clean(next((line for line in marked if _EXCEPTION.match(line)), marked[0]))
    errors = [line for line in lines if "Error" in line]
    return clean((errors or lines or ["no reason given"])[-1])
