"""Find out what this machine has, in a child process that may crash or hang: then less is known, nothing is lost."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec

from understudy import children
from understudy.engine.launch import decode_threads, environment
from understudy.engine.wrong_build import wrong_build
from understudy.models.hardware import Hardware
from understudy.paths import source_roots

PROBE_S = 30.0
_BOOT = (
    "import sys; sys.path[:0] = sys.argv[3:]; from understudy.engine.probed import main; "
    "sys.exit(main(sys.argv[1], int(sys.argv[2])))"
)


def command(model: Path, threads: int) -> list[str]:
    """-I: nothing of the workspace is imported instead of us."""
    return [sys.executable, "-I", "-c", _BOOT, str(model), str(threads), *source_roots()]


async def probe(
    model: Path, *, threads: int = 0, timeout_s: float = PROBE_S, argv: list[str] | None = None
) -> Hardware:
    """The machine, with `model` (the bundled one) measured on it; what is not known is None. Never raises.

    threads: as in the settings. argv: another child, for tests.
    """
    child = children.running(  # a hanging nvidia-smi, which it started, ends with it
        *(argv or command(model, decode_threads(threads))),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        limit=1 << 20,
    )
    lines: list[bytes] = []
    problem = ""
    try:
        async with child as process, asyncio.timeout(timeout_s):
            assert process.stdout is not None
            async for line in process.stdout:
                lines.append(line)
            await process.wait()
        if process.returncode:
            known = wrong_build(process.returncode)
            problem = str(known) if known else "The probe stopped early: a driver or llama.cpp may be broken."
    except TimeoutError:
        problem = f"The probe did not answer within {timeout_s:.0f} s: a driver may hang."
    except OSError as error:
        return Hardware(problem=f"The probe could not be started: {error.strerror or error}.")
    except ValueError:  # a line beyond the limit
        problem = "The probe's answer could not be read."
    return _merged(lines, problem)


def _merged(lines: list[bytes], problem: str) -> Hardware:
    facts: dict[str, Any] = {}
    for line in lines:
        with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError, TypeError):
            facts |= msgspec.json.decode(line, type=dict[str, Any])
    try:
        return msgspec.convert(facts | {"problem": problem}, Hardware)
    except msgspec.ValidationError as error:
        return Hardware(problem=f"The probe's answer could not be read: {error}.")
