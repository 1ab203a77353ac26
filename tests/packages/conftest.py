from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path

import pytest

from bench.sandbox.packages import BOLTONS, MORE_ITERTOOLS, TOOLZ, PackagesAbsent, python
from understudy.runner.selftest import choose_level
from understudy.runner.types import ConfinementError

SETUP = Path(__file__).parents[2] / "scripts" / "setup.sh"


@pytest.fixture(scope="session")
def packages() -> None:
    """The packages, fetched if need be. Skips where they cannot be had, or where nothing may be run."""
    try:
        asyncio.run(choose_level())
    except ConfinementError as error:
        pytest.skip(str(error))
    try:
        _look()
    except PackagesAbsent as absent:
        try:
            done = subprocess.run([SETUP, "packages"], capture_output=True, text=True, timeout=300)
        except subprocess.TimeoutExpired:
            pytest.skip(f"{absent} (it did not end within five minutes)")
        if done.returncode:
            pytest.skip(f"{absent} ({(done.stderr or done.stdout).strip()[-300:]})")
        _look()


def _look() -> None:
    python()
    for package in (BOLTONS, MORE_ITERTOOLS, TOOLZ):
        _ = package.folder
