"""Which LoRA adapters there are, which one is in use for each base model, and one step back.

Each adapter is a folder `adapters/<id>/` with `adapter.gguf` and `meta.json`; `registry.json` holds only choices and
can be lost. Adapters and bases are known by the SHA-256 of their content.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from pathlib import Path

import msgspec

from understudy.files import read_json, write_atomically
from understudy.models.errors import AdapterError
from understudy.models.gguf_header import content_sha256, read_header
from understudy.paths import data_dir

KEEP = 3  # adapters of one base; one command goes back, so older ones are out of reach

_LIST = "See `understudy adapters list`."


class AdapterRecord(msgspec.Struct, frozen=True):
    """id: first 16 hex digits of sha256. created: Unix seconds. meta: what the trainer says (figures, method)."""

    id: str
    sha256: str
    base_sha256: str
    created: float
    meta: dict[str, str | int | float | bool]


class _Choice(msgspec.Struct, frozen=True):
    """In use for one base, and what was before; None = the base alone."""

    current: str | None = None
    previous: str | None = None


class AdapterRegistry:
    """Adapters under `folder` (the user's data directory unless given)."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or data_dir() / "adapters"
        self._choices_file = self.folder / "registry.json"

    def register(self, gguf_path: Path, base_sha256: str, meta: dict[str, str | int | float | bool]) -> AdapterRecord:
        """Copy an adapter in, not yet used, and drop the oldest beyond KEEP. Raises AdapterError or ModelError."""
        if read_header(gguf_path).kind != "adapter":
            raise AdapterError(f"{gguf_path.name} is a model, not an adapter.", "Export the adapter again.")
        sha256 = content_sha256(gguf_path)
        record = AdapterRecord(sha256[:16], sha256, base_sha256, time.time(), meta)
        final = self.folder / record.id
        if self._read(final) is None:
            shutil.rmtree(final, ignore_errors=True)  # left by a crash between the copy and its meta.json
            write_atomically(final / "adapter.gguf", gguf_path.read_bytes())
        write_atomically(final / "meta.json", msgspec.json.encode(record))  # last: a folder without it is not there
        self._prune(base_sha256)
        return record

    def list(self, base_sha256: str | None = None) -> tuple[AdapterRecord, ...]:
        """All adapters (of one base), newest first."""
        folders = self.folder.iterdir() if self.folder.is_dir() else iter(())
        records = [record for folder in folders if (record := self._read(folder)) is not None]
        chosen = [record for record in records if base_sha256 in (None, record.base_sha256)]
        return tuple(sorted(chosen, key=lambda record: (record.created, record.id), reverse=True))

    def path(self, record: AdapterRecord) -> Path:
        """Its GGUF file."""
        return self.folder / record.id / "adapter.gguf"

    def current(self, base_sha256: str) -> AdapterRecord | None:
        """The adapter in use for a base model, None = the base alone."""
        choice = self._choices().get(base_sha256, _Choice())
        return self._read(self.folder / choice.current) if choice.current else None

    def use(self, adapter_id: str, base_sha256: str) -> AdapterRecord:
        """Use an adapter for the base it was trained on. Raises AdapterError for another base or an unknown id."""
        record = next((record for record in self.list() if record.id == adapter_id), None)
        if record is None:
            raise AdapterError(f"There is no adapter {adapter_id}.", _LIST)
        if record.base_sha256 != base_sha256:
            raise AdapterError(
                f"Adapter {adapter_id} was trained on another base model ({record.base_sha256[:12]}).",
                f"Switch to that model, or train one for this model. {_LIST}",
            )
        self._choose(base_sha256, record.id)
        return record

    def off(self, base_sha256: str) -> None:
        """Use the base model alone."""
        self._choose(base_sha256, None)

    def back(self, base_sha256: str) -> AdapterRecord | None:
        """Undo the last `use` or `off`; again undoes that. Returns what is in use now."""
        self._choose(base_sha256, self._choices().get(base_sha256, _Choice()).previous)
        return self.current(base_sha256)

    def _choose(self, base_sha256: str, adapter_id: str | None) -> None:
        choices = self._choices()
        old = choices.get(base_sha256, _Choice())
        if old.current != adapter_id:
            choices[base_sha256] = _Choice(adapter_id, old.current)
            write_atomically(self._choices_file, msgspec.json.encode(choices))

    def _choices(self) -> dict[str, _Choice]:
        """What is in use by base. A lost file means: each base alone, which is always safe to serve."""
        choices = read_json(self._choices_file, dict[str, _Choice])
        return choices if choices is not None else {}

    def _read(self, folder: Path) -> AdapterRecord | None:
        record = read_json(folder / "meta.json", AdapterRecord)
        whole = record is not None and record.id == folder.name and (folder / "adapter.gguf").is_file()
        return record if whole else None

    def _prune(self, base_sha256: str) -> None:
        choice = self._choices().get(base_sha256, _Choice())
        for record in self.list(base_sha256)[KEEP:]:
            if record.id not in (choice.current, choice.previous):
                with contextlib.suppress(OSError):
                    (self.folder / record.id / "meta.json").unlink()  # first, so that a half removed one is not listed
                    shutil.rmtree(self.folder / record.id)
