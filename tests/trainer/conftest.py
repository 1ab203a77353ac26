from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
import torch

from tests.trainer.tiny import make_model
from understudy_trainer.export.model import export_model


class Tiny(NamedTuple):
    """hf: checkpoint folder. f32: the same weights as GGUF."""

    hf: Path
    f32: Path


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    folder = tmp_path_factory.mktemp("tiny")
    make_model(folder / "hf")
    export_model(
        folder / "hf", folder / "tiny.f32.gguf", dtype="f32", name="tiny", extra={"understudy.fim_order": "spm"}
    )
    return Tiny(folder / "hf", folder / "tiny.f32.gguf")
