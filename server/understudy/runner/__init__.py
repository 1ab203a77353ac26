"""Runs the workspace's own tests on candidates in a sandbox, and says honestly what was verified.

In: a function, the file's text with a candidate in place. Out: `Verdict`s. The workspace is never written.
May import errors only; the sandboxed child (`inside/`) imports nothing of ours.
"""

from understudy.runner.program import ProgramPool, run_program, run_programs
from understudy.runner.runner import Runner
from understudy.runner.session import Session
from understudy.runner.types import (
    ConfinementError,
    Excluded,
    FunctionRef,
    Observation,
    ProgramResult,
    RunnerError,
    TestFailure,
    TestSelection,
    Verdict,
)

__all__ = [
    "ConfinementError",
    "Excluded",
    "FunctionRef",
    "Observation",
    "ProgramPool",
    "ProgramResult",
    "Runner",
    "RunnerError",
    "Session",
    "TestFailure",
    "TestSelection",
    "Verdict",
    "run_program",
    "run_programs",
]
