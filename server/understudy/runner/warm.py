"""The warm part of a session: its fork servers, and what the positive control found. Costs a second to make, so
`shelf` keeps a few while nothing they rest on changed.

In: a `Target` and the servers' `Spec`. Out: which tests decide, which do not and why, and servers to run candidates.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from understudy.runner import control, gate, pytest_config
from understudy.runner.servers import Servers, Spec, Tier
from understudy.runner.supervisor import Outcome, ended
from understudy.runner.target import Candidate, Target
from understudy.runner.types import Excluded, RunnerError

CONTROL_S = 20.0  # time for the control: .pyc files are made then, and the tests are not chosen yet
GRACE_S = 0.5  # how long opening waits for the original's run after the control's, which is as long as a rule

Stamp = tuple[int, int] | None  # mtime in ns and size; None: no such file


class Warm:
    """tests: the node ids that decide. swappable: whether the rank tier shows what a candidate does.
    usual: names that differ after an honest run, per tier. users: sessions that hold it."""

    def __init__(self, target: Target, spec: Spec, timeout_s: float) -> None:
        self.target, self.timeout_s = target, timeout_s
        self.servers = Servers(spec)
        self.tests: tuple[str, ...] = ()
        self.swappable = True
        self.usual: dict[Tier, frozenset[str]] = {}
        self.users = 0
        self.loading_s = 0.0  # of a fresh import, as the original took it
        self._excluded: dict[str, str] = {}
        self._unsteady: dict[str, set[str]] = {}  # test -> texts that two runs did not agree on
        self._poisoned: dict[Tier, Outcome] = {}
        self._originals: dict[Tier, asyncio.Task[Outcome]] = {}
        self._settling: asyncio.Task[None] | None = None
        self._settled = False
        self._known = asyncio.Event()  # which tests decide
        self._stamps: dict[str, Stamp] = {}
        self._hidden: frozenset[tuple[str, int]] = frozenset()

    @property
    def excluded(self) -> tuple[Excluded, ...]:
        return tuple(Excluded(test, why) for test, why in self._excluded.items())

    def unsteady_for(self, text: str, tests: Iterable[str]) -> set[str]:
        """A candidate did not agree with itself on these tests. Those on which another one did not, either."""
        tests = set(tests)
        for test in tests:
            self._unsteady.setdefault(test, set()).add(text)
        return {test for test in tests if len(self._unsteady[test]) > 1}

    def exclude(self, why: Mapping[str, str]) -> None:
        """From now on these tests decide nothing."""
        self._excluded |= why
        self.tests = tuple(test for test in self.tests if test not in why)

    # ---- the positive control
    async def open(self) -> None:
        """Start the servers; keep the tests that fail when the target only raises. Raises RunnerError."""
        began = time.time_ns()
        hidden = asyncio.ensure_future(asyncio.to_thread(self._secrets))
        await self.servers.open()
        ready = self.servers.ready
        collected = [str(item) for item in ready.get("items", ())]
        if not collected:
            errors = ready.get("errors") or ["the selected tests were not found"]
            raise self.servers.collection_error(str(errors[0]))
        # a use at import is seen by a fresh import alone, and so are the tests that decide through it
        self.swappable = not (self.target.place.is_class or self.target.place.used_at_import)
        await self._control(self.main, collected)
        if not self.tests and self.swappable:  # the swap cannot be seen: used at import, wrapped or replaced
            self.swappable = False
            await self._control("confirm", collected)
        if not self.tests:
            name = self.target.ref.qualname
            raise RunnerError(
                f"No selected test reaches {name}.", "Check that the tests import it from this workspace."
            )
        self._stamps = await asyncio.to_thread(self._stamp, began)
        self._hidden = await hidden

    async def _control(self, tier: Tier, collected: list[str]) -> None:
        poison = self.target.poison(tier)
        run = asyncio.create_task(self.servers.send(tier, poison.request(tier, collected, CONTROL_S)))
        try:
            original = self._original(tier, collected)  # beside it, on the other core
            outcome = await run
            self.tests = control.reaching(outcome, collected)
            if not self.tests:
                return
            self._poisoned[tier] = outcome
            self._excluded = control.unrelated(outcome, collected)
            self._expect(tier, outcome)
            self._known.set()
            await asyncio.wait({original}, timeout=max(GRACE_S, 2 * outcome.wall_s))
        finally:
            run.cancel()

    def _original(self, tier: Tier, tests: Iterable[str]) -> asyncio.Task[Outcome]:
        """The original's run, at most one per tier: what differs after it is no tampering."""
        task = self._originals.get(tier)
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = self._originals[tier] = asyncio.create_task(self._run_original(tier, list(tests)))
        return task

    async def _run_original(self, tier: Tier, tests: list[str]) -> Outcome:
        outcome = await self._send(self.target.original(), tier, tests, 2 * self.timeout_s + 2)
        self._expect(tier, outcome)
        if tier == "confirm":
            self.loading_s = control.loading_s(outcome)
        await self._known.wait()
        if tier == self.main:
            self.exclude(control.slow(outcome, self.tests, self.timeout_s / 2))
        return outcome

    def _expect(self, tier: Tier, outcome: Outcome) -> None:
        self.usual[tier] = self.usual.get(tier, frozenset()) | control.tampered(outcome)

    @property
    def main(self) -> Tier:
        """The tier that candidates meet first."""
        return "rank" if self.swappable else "confirm"

    async def baseline(self, tier: Tier) -> None:
        """Return when the original has been run at `tier`."""
        await asyncio.shield(self._original(tier, self.tests))

    # ---- in the background: what the first confirming run needs, and which tests are flaky
    def resume(self) -> None:
        if not self._settled and (self._settling is None or self._settling.done()):
            self._settling = asyncio.create_task(self._settle())

    async def pause(self) -> None:
        """Stop what runs in the background; nothing of it goes on."""
        await ended(task for task in (self._settling, *self._originals.values()) if task)

    async def settled(self) -> None:
        """Return when flaky tests are known, as far as two runs can tell; gives up after `timeout_s`."""
        self.resume()
        if self._settling is not None:
            await asyncio.wait({self._settling}, timeout=self.timeout_s)

    async def _settle(self) -> None:
        try:
            await self.baseline("confirm")
            tier = self.main
            await self.baseline(tier)
            poisoned = await self._send(self.target.poison(tier), tier, self.tests, CONTROL_S)
            flaky = control.unsteady(self._poisoned[tier], poisoned, self.tests) if tier in self._poisoned else set()
            if not gate.chance(self.target.place.node):  # or the original itself may differ from run to run
                original = await self._send(self.target.original(), tier, self.tests, 2 * self.timeout_s + 2)
                flaky |= control.unsteady(self._originals[tier].result(), original, self.tests)
            self.exclude(dict.fromkeys(sorted(flaky), control.FLAKY))
            self._settled = True
        except RunnerError:
            return  # a server died twice: the next run that needs it says so

    async def _send(self, candidate: Candidate, tier: Tier, tests: Iterable[str], timeout_s: float) -> Outcome:
        return await self.servers.send(tier, candidate.request(tier, list(tests), timeout_s))

    # ---- being kept
    def serves(self, target: Target) -> bool:
        """Whether this is still what a new one for `target` would be. Looks at files."""
        same = self.target.same_around(target) and all(stamp(path) == s for path, s in self._stamps.items())
        return same and self._secrets() == self._hidden

    def _secrets(self) -> frozenset[tuple[str, int]]:
        """Paths and inodes of what is covered: a file that is written anew, or renamed over one, lies bare."""
        found = self.servers.spec.layout.hidden()
        return frozenset((str(path), _inode(path)) for path in (*found.files, *found.folders))

    def rests_on(self, paths: Collection[str]) -> bool:
        return any(path in self._stamps for path in paths)

    def _stamp(self, began_ns: int) -> dict[str, Stamp]:
        """What the servers loaded. A file written since they started counts as changed."""
        stamps = {path: stamp(path) for path in self._rests_on()}
        return {path: (-1, -1) if s and s[0] >= began_ns else s for path, s in stamps.items()}

    def _rests_on(self) -> set[str]:
        ready, layout = self.servers.ready, self.servers.spec.layout
        workspace = layout.workspace or Path("/")
        own = {str(path) for name in pytest_config.SECTIONS for path in [workspace / name]}
        for nodeid in self.servers.spec.nodeids:
            file = workspace / nodeid.split("::")[0]
            own.add(str(file))
            for folder in file.parents:
                own |= {str(folder / "conftest.py"), str(folder / "__init__.py")}
                if folder == workspace:
                    break
        own |= {str(path) for key in ("loaded", "sites") for path in ready.get(key, ())}
        return {path for path in own - {str(self.target.ref.file)} if not path.startswith(str(layout.run_dir))}

    async def close(self) -> None:
        closing = asyncio.create_task(self.servers.close())  # first: what runs in there ends with it
        await self.pause()
        await closing


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def stamp(path: str) -> Stamp:
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
