"""A data directory of the test's own, and small GGUF files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import gguf
import numpy as np
import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "home"
    monkeypatch.setenv("UNDERSTUDY_HOME", str(path))
    return path


@pytest.fixture
def make_gguf(tmp_path: Path) -> Callable[..., Path]:
    def make(name: str = "file.gguf", kind: str = gguf.GGUFType.MODEL, seed: int = 0) -> Path:
        path = tmp_path / name
        writer = gguf.GGUFWriter(path, "llama")
        writer.add_type(kind)
        writer.add_name("made")
        writer.add_context_length(512)
        writer.add_float32("some.number", 0.5)
        writer.add_bool("some.flag", True)
        writer.add_token_list(["a", "b", "é"])
        writer.add_array("some.numbers", [1, 2, 3])
        writer.add_tensor("weight", np.random.default_rng(seed).random((8, 16), np.float32))
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        return path

    return make
