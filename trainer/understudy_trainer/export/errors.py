"""Why an export is refused. A refusal here replaces a failed or silently wrong load in the engine."""

from __future__ import annotations

from understudy.errors import UnderstudyError


class ExportError(UnderstudyError):
    """The file cannot be written or does not compute what it should."""


class UnsupportedModelError(ExportError):
    """The checkpoint's architecture, rope scaling or tensors have no GGUF form here."""


class UnsupportedTokenizerError(ExportError):
    """llama.cpp has no pre-tokenizer of this kind, so it would split text differently."""


class UnsupportedAdapterError(ExportError):
    """The adapter is more than a plain low-rank delta (DoRA, full modules, bias, embeddings, PiSSA-like starts)."""


class AdapterMismatchError(ExportError):
    """The adapter does not fit the base GGUF."""


class InexactExportError(ExportError):
    """llama.cpp and transformers disagree on logits."""
