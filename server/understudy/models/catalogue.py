"""Models worth pulling, as a table. Nothing here touches the network; `download` does, when the user asks.

Sizes are approximate. Checksums are None where we could not read them ourselves: then only the download's length and
its GGUF structure are checked, and the hash of what arrived is shown.
"""

from __future__ import annotations

from typing import Literal

import msgspec

UNVERIFIED = "Its checksum is not known to us: length and structure are checked, the content is not."


class CatalogueModel(msgspec.Struct, frozen=True):
    """name: what the user types. file: its name on disk. size_bytes: about. sha256: hex, None = not known to us."""

    name: str
    file: str
    url: str
    sha256: str | None
    size_bytes: int
    licence: str
    fim_order: Literal["psm", "spm"]
    note: str = UNVERIFIED


_HUB = "https://huggingface.co"

CATALOGUE: tuple[CatalogueModel, ...] = (
    CatalogueModel(
        name="qwen2.5-coder-0.5b",
        file="qwen2.5-coder-0.5b-q8_0.gguf",
        url=f"{_HUB}/ggml-org/Qwen2.5-Coder-0.5B-Q8_0-GGUF/resolve/main/qwen2.5-coder-0.5b-q8_0.gguf",
        sha256=None,
        size_bytes=531_000_000,
        licence="Apache-2.0",
        fim_order="psm",
    ),
    CatalogueModel(
        name="qwen2.5-coder-1.5b",
        file="qwen2.5-coder-1.5b-q8_0.gguf",
        url=f"{_HUB}/ggml-org/Qwen2.5-Coder-1.5B-Q8_0-GGUF/resolve/main/qwen2.5-coder-1.5b-q8_0.gguf",
        sha256=None,
        size_bytes=1_650_000_000,
        licence="Apache-2.0",
        fim_order="psm",
    ),
    CatalogueModel(
        name="qwen2.5-coder-3b",
        file="qwen2.5-coder-3b-q8_0.gguf",
        url=f"{_HUB}/ggml-org/Qwen2.5-Coder-3B-Q8_0-GGUF/resolve/main/qwen2.5-coder-3b-q8_0.gguf",
        sha256=None,
        size_bytes=3_290_000_000,
        licence="Qwen Research (non-commercial)",
        fim_order="psm",
    ),
)


def find(name: str) -> CatalogueModel | None:
    """The catalogue's model of this name, in any letter case."""
    return next((model for model in CATALOGUE if model.name == name.strip().lower()), None)
