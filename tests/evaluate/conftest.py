from __future__ import annotations

import importlib.util
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from understudy.runner.program import ProgramPool
from understudy.runner.types import ConfinementError


@pytest.fixture
def any_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Path]:
    """A model file: the bundled one, or a tiny random one where that is not built yet."""
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    return lambda: model_in(tmp_path)


@pytest.fixture
async def pool() -> AsyncIterator[ProgramPool]:
    try:
        async with ProgramPool() as made:
            yield made
    except ConfinementError as error:
        pytest.skip(str(error))


def model_in(folder: Path) -> Path:
    from understudy.models.bundled import resolve
    from understudy.models.errors import ModelError

    try:
        return resolve("")
    except ModelError:
        source = Path(__file__).parents[1] / "engine" / "tiny.py"
        spec = importlib.util.spec_from_file_location("engine_tiny", source)
        assert spec and spec.loader
        tiny = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(tiny)
        made: Path = tiny.make_model(folder / "tiny.gguf")
        return made
