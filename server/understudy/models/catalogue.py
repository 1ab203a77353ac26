"""Models worth pulling, as a table. Nothing here touches the network; `hub` does, when the user asks.

Each is one file at one commit of its repository, so that a later upload never changes what arrives. The checksums could
not be computed where this was written: they are those that several public projects pin for the same commit, and a
download has to agree with them whatever server it came from.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Licence = Literal["Apache-2.0", "Qwen Research (non-commercial)"]
FREE: frozenset[str] = frozenset({"Apache-2.0"})
"""Licences under which a model may be recommended without asking what it is for."""


class CatalogueModel(msgspec.Struct, frozen=True):
    """name: what the user types. file: its name in the repository and on disk. revision: commit. sha256: hex."""

    name: str
    repository: str
    revision: str
    file: str
    sha256: str
    size_bytes: int
    licence: Licence
    fim_order: Literal["psm", "spm"] = "psm"


CATALOGUE: tuple[CatalogueModel, ...] = (
    CatalogueModel(
        name="qwen2.5-coder-0.5b",
        repository="ggml-org/Qwen2.5-Coder-0.5B-Q8_0-GGUF",
        revision="5788aee90e725673490be18f553d234feaa8303d",
        file="qwen2.5-coder-0.5b-q8_0.gguf",
        sha256="d0f8cd6c49bab52a0abdbe47948518b1f4d9b1a8a2a6825099cea31cea10ac56",
        size_bytes=531_068_128,
        licence="Apache-2.0",
    ),
    CatalogueModel(
        name="qwen2.5-coder-1.5b",
        repository="ggml-org/Qwen2.5-Coder-1.5B-Q8_0-GGUF",
        revision="8be1b8a895a84beea772817caaa71eba6b6e0d07",
        file="qwen2.5-coder-1.5b-q8_0.gguf",
        sha256="29871c94d15727a6e243f79a37113d4ae625a6215b5e800bf41a23af2da32832",
        size_bytes=1_646_573_056,
        licence="Apache-2.0",
    ),
    CatalogueModel(
        name="qwen2.5-coder-3b",
        repository="ggml-org/Qwen2.5-Coder-3B-Q8_0-GGUF",
        revision="9c1de162ae417c9c3aacde97c729c4128de047d8",
        file="qwen2.5-coder-3b-q8_0.gguf",
        sha256="a522a906e299ed34db738b9626b2cd0da9e446c14674468a22fc2eae3dbd344d",
        size_bytes=3_285_476_160,
        licence="Qwen Research (non-commercial)",
    ),
    CatalogueModel(
        name="qwen2.5-coder-7b",
        repository="ggml-org/Qwen2.5-Coder-7B-Q8_0-GGUF",
        revision="bca77e0a8c88fc224882bcc404170c3ef17efacc",
        file="qwen2.5-coder-7b-q8_0.gguf",
        sha256="0ef48dc94a3c551a6736ac2601de38413dc9aa9318534b16e8baee08290a4aaf",
        size_bytes=8_098_525_600,
        licence="Apache-2.0",
    ),
)


def find(name: str) -> CatalogueModel | None:
    """The catalogue's model of this name, in any letter case."""
    return next((model for model in CATALOGUE if model.name == name.strip().lower()), None)
