"""What a person calls a model or an adapter, by content hash: the log knows hashes only."""

from __future__ import annotations

import contextlib
import time

from understudy.models.adapters import AdapterRecord, AdapterRegistry
from understudy.models.bundled import BUNDLED_NAME, bundled_path
from understudy.models.errors import ModelError
from understudy.models.gguf_header import content_sha256


def names(registry: AdapterRegistry) -> dict[str, str]:
    """Of the bundled model, of every adapter there is, and of the models these were made for."""
    found: dict[str, str] = {}
    with contextlib.suppress(ModelError, OSError):  # an installation without it has other models to name
        found[content_sha256(bundled_path())] = BUNDLED_NAME
    for record in registry.list():
        found[record.sha256] = adapter_name(record)
        if record.lineage.base_name:
            found.setdefault(record.base_sha256, record.lineage.base_name)
    return found


def adapter_name(record: AdapterRecord) -> str:
    """ "dpo of 2026-11-20 (01234567)"."""
    method = record.lineage.method or str(record.meta.get("method", "")) or "adapter"
    return f"{method} of {time.strftime('%Y-%m-%d', time.localtime(record.created))} ({record.id[:8]})"
