"""Adapters of the bundled model: one that does nothing, one that ruins it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import gguf
import numpy as np
import pytest

from understudy.models.bundled import bundled_path

RANK = 4


class Adapters(NamedTuple):
    """base: the bundled model. none: B = 0. ruin: large random deltas."""

    base: Path
    none: Path
    ruin: Path


@pytest.fixture(scope="session")
def adapters(tmp_path_factory: pytest.TempPathFactory) -> Adapters:
    folder = tmp_path_factory.mktemp("adapters")
    return Adapters(bundled_path(), _write(folder / "none.gguf", 0.0), _write(folder / "ruin.gguf", 2.0))


def _write(path: Path, scale: float) -> Path:
    random = np.random.default_rng(0)
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_type(gguf.GGUFType.ADAPTER)
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", float(RANK))
    for tensor in gguf.GGUFReader(bundled_path()).tensors:
        if ".attn_q." in tensor.name or ".ffn_up." in tensor.name:
            inner, out = (int(size) for size in tensor.shape)
            writer.add_tensor(f"{tensor.name}.lora_a", random.standard_normal((RANK, inner)).astype(np.float32))
            delta = (scale * random.standard_normal((out, RANK))).astype(np.float32)
            writer.add_tensor(f"{tensor.name}.lora_b", delta)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
