"""Values of the generate room: what is asked, what was tried, what came out.

Everything that reaches a user as a verdict is built here or in `summary`; nothing here runs anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from understudy.context.functions import FunctionSite
from understudy.engine.protocol import Engine
from understudy.errors import UnderstudyError
from understudy.runner.types import Excluded, FunctionRef, Observation, TestSelection, Verdict
from understudy.settings import PolicyChoice

Source = Literal["direct", "plan"]
Stage = Literal["sampling", "testing", "comparing", "done"]
Goal = Literal["pass", "faster"]


class GenerateError(UnderstudyError):
    """A request that cannot be started: no such function, or no budget."""


@dataclass(frozen=True, slots=True)
class Request:
    """One "Generate with Tests".

    file: absolute path; text: the file as it stands in the editor (it need not be saved).
    qualname, or line (0-based, the innermost function holding it), names the function; qualname wins.
    budget_s: seconds of wall time for everything. n: how many samples at most; fewer where no test decides
    (`policies.FIRST`). With goal "faster", or when an earlier outcome is continued, samples are drawn as long as there
    is time, and n bounds only those of one turn.
    python: interpreter of the workspace's tests ("" = the workspace's own); the caller starts the runner with it.
    adapter: content hash of the adapter the engine uses, for the log only.
    keep_plan: a candidate's plan stands as comments above its code.
    goal: "pass" stops at the first confirmed pass; "faster" spends the budget on more passers and times them.
    """

    file: Path
    text: str
    qualname: str | None = None
    line: int | None = None
    budget_s: float = 10.0
    n: int = 512
    policy: PolicyChoice = "auto"
    python: str = ""
    adapter: str = ""
    keep_plan: bool = False
    goal: Goal = "pass"


@dataclass(frozen=True, slots=True)
class TriedCandidate:
    """One distinct body. text: the body, indented for its place. plan: the steps it was written under.
    file_text: the whole file with the body in place. rank, confirm: what the tests said (None = not asked).
    mean_logprob: natural log per token (eq. 7 of 2404.00725, negated).
    seconds: time inside the function over the tests, min over interleaved rounds (None = not timed).
    weak: score on evidence nobody vouches for (`Evidence`); 0 without.
    likely: the ranker's probability that it is right (`generate.ranker`); None where no ranker applies."""

    text: str
    plan: tuple[str, ...]
    file_text: str
    mean_logprob: float
    source: Source
    rank: Verdict | None = None
    confirm: Verdict | None = None
    seconds: float | None = None
    weak: float = 0.0
    likely: float | None = None

    @property
    def verdict(self) -> Verdict | None:
        """The most trusted verdict: the confirming run's where there was one."""
        return self.confirm or self.rank

    @property
    def verified(self) -> bool:
        """Whether a fresh process ran every test and all passed."""
        return self.confirm is not None and self.confirm.status == "passed"

    @property
    def refuted(self) -> bool:
        """Whether it was tested and did not pass: then it is never proposed."""
        return self.verdict is not None and self.verdict.status != "passed"


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing the function could do on a question's input. candidates: indices into `Outcome.candidates`."""

    text: str
    candidates: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """An input on which the leading groups of candidates differ, to be decided by the user in one click.

    call: source of the call, "f([])". answers: at least two, the best-ranked candidate's first."""

    call: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stood in for trusted tests. calls: probe inputs that were run. groups: sizes of the groups of candidates
    that behave alike on all of them, largest first, without those that never returned a value. asserts: self-written
    tests that told candidates apart (0 = not used). rule: what ordered the candidates. examples: how many docstring
    examples hold for the best, of how many; (0, 0) where they told no candidates apart. said: what the user answered,
    (call, text of the answer) each; it goes before all the rest."""

    calls: int
    groups: tuple[int, ...]
    asserts: int
    rule: str
    question: Question | None = None
    examples: tuple[int, int] = (0, 0)
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out. candidates: best first. chosen: index of the proposal (None = nothing worth proposing).
    verified: the proposal passed every test of `tests` in a confirming run. sampled: rows the engine finished,
    repeats and unparsable ones included. new_text: the file with the proposal, None if there is none.
    reason: why nothing was verified ("" when tests ran). next_step: what the user can do about that.
    tested_by: sandbox level, "" if no test ran. sandbox: level and exact command, for the user to read.
    excluded: tests that reach the function and say nothing about it. evidence: what ranked without trusted tests.
    speedup: how many times faster the proposal is than `faster_than`, "your code" where that passes its tests, else
    "the first that passed" (None and "" = not timed, or below 10 %). proof: digest of the files the verdicts rest on
    (`proof.fingerprint`; "" = not known). cancelled: the user stopped the run before it was over.
    Of a continued outcome, elapsed_s and sampled add up."""

    site: FunctionSite
    tests: tuple[str, ...]
    candidates: tuple[TriedCandidate, ...]
    chosen: int | None
    verified: bool
    summary: str
    elapsed_s: float
    new_text: str | None
    tested_by: str = ""
    reason: str = ""
    next_step: str = ""
    sampled: int = 0
    sandbox: str = ""
    excluded: tuple[Excluded, ...] = ()
    evidence: Evidence | None = None
    speedup: float | None = None
    faster_than: str = ""
    proof: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """One line for a status display. tried: different candidates; passed: those of them that passed every test
    so far; confirmed: those of these that a fresh process confirmed; best: the best verdict so far. elapsed_s: of this
    run, without an outcome it continues."""

    stage: Stage
    sampled: int
    tried: int
    passed: int
    best: Verdict | None
    elapsed_s: float
    confirmed: int = 0


OnProgress = Callable[[Progress], None]


class Sampler(Engine, Protocol):
    """An engine that can make room for tests."""

    def set_threads(self, threads: int, /) -> None: ...


class TestSession(Protocol):
    """What the loop needs of one open session of the runner."""

    @property
    def tests(self) -> tuple[str, ...]: ...

    @property
    def excluded(self) -> tuple[Excluded, ...]: ...

    async def rank(self, text: str, /) -> Verdict: ...

    async def confirm(self, text: str, /) -> Verdict: ...

    async def time(self, texts: Sequence[str], /, *, budget_s: float) -> tuple[float | None, ...]:
        """Seconds inside the function over all tests, min over interleaved rounds; None = could not be timed."""
        ...


class Probes(Protocol):
    """Calls of one function under several candidates, sandboxed, without any test."""

    async def observe(self, texts: Sequence[str], calls: Sequence[str], /) -> list[list[Observation]]:
        """Per file text, per call (source of an expression in the module's namespace)."""
        ...

    async def check(self, texts: Sequence[str], asserts: Sequence[str], /) -> list[list[bool]]:
        """Per file text, per assert statement: whether it held."""
        ...


class TestRunner(Protocol):
    """What the loop needs of `runner.runner.Runner`."""

    @property
    def level(self) -> str: ...

    @property
    def workers(self) -> int:
        """How many candidates may be tested at the same time."""
        ...

    def describe(self) -> str: ...

    async def find_tests(self, ref: FunctionRef, text: str, /) -> TestSelection: ...

    def session(
        self, ref: FunctionRef, selection: TestSelection, original_text: str, /
    ) -> AbstractAsyncContextManager[TestSession]: ...

    def probes(self, ref: FunctionRef, original_text: str, /) -> AbstractAsyncContextManager[Probes]: ...
