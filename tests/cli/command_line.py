"""What the command's tests share: a stub with its tests, and how the command is started."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
CALC = 'def clamp(x, low, high):\n    """Return x limited to the interval from low to high."""\n    ...\n'
TESTS = (
    "from calc import clamp\n\n\ndef test_inside():\n    assert clamp(3, 1, 5) == 3\n\n\n"
    "def test_above():\n    assert clamp(9, 1, 5) == 5\n"
)
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(home: Path) -> dict[str, str]:
    return os.environ | {"UNDERSTUDY_HOME": str(home), "PYTHONPATH": f"{ROOT / 'server'}{os.pathsep}{ROOT / 'trainer'}"}


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "understudy.cli.main", *words]
