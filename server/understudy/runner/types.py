"""Values of the runner room."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Literal

import msgspec

from understudy.errors import UnderstudyError

Status = Literal["passed", "failed", "timeout", "crash", "error", "not_verified"]


class RunnerError(UnderstudyError):
    """The tests could not be run at all (no pytest, collection failed, workspace does not import)."""


class ConfinementError(RunnerError):
    """No sandbox level passed its self-test on this machine; nothing is run."""


class FunctionRef(msgspec.Struct, frozen=True):
    """file: absolute path inside the workspace. qualname: `Class.method` or `function`."""

    file: Path
    qualname: str


class TestSelection(msgspec.Struct, frozen=True):
    """nodeids: pytest node ids (relative to the workspace) that may reach the function, most specific first.
    excluded: tests that would belong to it but say nothing about candidates."""

    __test__: ClassVar[bool] = False  # pytest takes names that begin with Test for test classes
    ref: FunctionRef
    nodeids: tuple[str, ...]
    how: Literal["static", "dynamic", "given"] = "static"
    excluded: tuple[Excluded, ...] = ()


class Excluded(msgspec.Struct, frozen=True):
    """A selected test that says nothing about candidates, and why in a few words: "flaky", "slow (1.9 s)",
    "fails without reaching the function", "does not reach the function"."""

    nodeid: str
    why: str


class Observation(msgspec.Struct, frozen=True):
    """What one call did. text: the value in a canonical form (at most 2000 characters; equal text means equal value),
    or the exception's type name; "" for timeout and crash."""

    kind: Literal["value", "error", "timeout", "crash"]
    text: str = ""


class TestFailure(msgspec.Struct, frozen=True):
    __test__: ClassVar[bool] = False
    nodeid: str
    message: str  # at most 400 characters, control characters stripped; untrusted text


class Verdict(msgspec.Struct, frozen=True):
    """What the tests said of one candidate. Only `passed` means that every selected test ran and passed, the
    must-fail canary failed and nothing was tampered with; anything unknown is `not_verified`.
    wall_s, cpu_s: seconds. tier: "rank" (warm, code swapped) or "confirm" (fresh import, file bind-mounted)."""

    status: Status
    passed: int
    total: int
    tier: Literal["rank", "confirm"]
    wall_s: float
    cpu_s: float = 0.0
    failures: tuple[TestFailure, ...] = ()
    detail: str = ""


class ProgramResult(msgspec.Struct, frozen=True):
    """One standalone program in the sandbox (evaluation, probes). stdout is capped at 64 KiB."""

    status: Literal["passed", "failed", "timeout", "crash"]
    stdout: str
    stderr: str
    wall_s: float
    cpu_s: float = 0.0
