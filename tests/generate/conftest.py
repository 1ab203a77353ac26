from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.generate.scripted import STUB
from understudy.generate.types import Request


@pytest.fixture
def request_for(tmp_path: Path) -> Callable[..., Request]:
    (tmp_path / "test_a.py").write_text("from calc import add\n")

    def make(**changes: Any) -> Request:
        return Request(**{"file": tmp_path / "calc.py", "text": STUB, "qualname": "add", **changes})

    return make
