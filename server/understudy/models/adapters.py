"""Which LoRA adapters there are, which one is in use for each base model, and one step back.

Each adapter is a folder `adapters/<id>/` with `adapter.gguf` and `meta.json`; `registry.json` holds only choices and
can be lost. Adapters and bases are known by the SHA-256 of their content.

A process may be killed anywhere: `meta.json` is written last and deleted first, so that a folder without it is not
there, and each file is renamed into place. What is left of an adapter that never was is swept up later.
"""

from __future__ import annotations

import builtins
import contextlib
import re
import shutil
import time
from pathlib import Path

import msgspec

from understudy.files import read_json, replacing, write_atomically
from understudy.models.errors import AdapterError
from understudy.models.gguf_header import content_sha256, read_header
from understudy.models.lineage import Lineage
from understudy.paths import data_dir

KEEP = 3  # adapters of one base; one command goes back, so older ones are out of reach
ORPHAN_S = 3600.0  # a folder without meta.json may be one that another process writes now

_ID = re.compile(r"[0-9a-f]{16}")
_LIST = "See `understudy adapters list`."

Meta = dict[str, str | int | float | bool]


class AdapterRecord(msgspec.Struct, frozen=True):
    """id: first 16 hex digits of sha256. created: Unix seconds. meta: what the trainer says beside its lineage (all
    that older Understudys wrote)."""

    id: str
    sha256: str
    base_sha256: str
    created: float
    meta: Meta
    lineage: Lineage = msgspec.field(default_factory=Lineage)


class _Choice(msgspec.Struct, frozen=True):
    """In use for one base, and what was before; None = the base alone."""

    current: str | None = None
    previous: str | None = None


class AdapterRegistry:
    """Adapters under `folder` (the user's data directory unless given)."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or data_dir() / "adapters"
        self._choices_file = self.folder / "registry.json"

    def register(
        self, gguf_path: Path, base_sha256: str, meta: Meta | None = None, *, lineage: Lineage | None = None
    ) -> AdapterRecord:
        """Copy an adapter in, not yet used, and drop the oldest beyond KEEP. Raises AdapterError or ModelError.

        The same content registered again keeps the lineage it has, unless a new one is given.
        """
        if read_header(gguf_path).kind != "adapter":
            raise AdapterError(f"{gguf_path.name} is a model, not an adapter.", "Export the adapter again.")
        sha256 = content_sha256(gguf_path)
        final = self.folder / sha256[:16]
        known = self._read(final)
        origin = lineage or (known.lineage if known else Lineage())
        record = AdapterRecord(sha256[:16], sha256, base_sha256, time.time(), meta or {}, origin)
        if known is None:
            shutil.rmtree(final, ignore_errors=True)  # left by a crash between the copy and its meta.json
            with replacing(final / "adapter.gguf") as part:
                shutil.copyfile(gguf_path, part)
        write_atomically(_meta(final), msgspec.json.encode(record))  # last: a folder without it is not there
        self._prune(base_sha256)
        self.sweep()
        return record

    def list(self, base_sha256: str | None = None) -> tuple[AdapterRecord, ...]:
        """All adapters (of one base), newest first."""
        records = [record for folder in self._folders() if (record := self._read(folder)) is not None]
        chosen = [record for record in records if base_sha256 in (None, record.base_sha256)]
        return tuple(sorted(chosen, key=lambda record: (record.created, record.id), reverse=True))

    def find(self, adapter_id: str) -> AdapterRecord:
        """The adapter with this id, or the only one whose id begins so. Raises AdapterError."""
        found = [record for record in self.list() if adapter_id and record.id.startswith(adapter_id)]
        exact = [record for record in found if record.id == adapter_id] or found
        if len(exact) > 1:
            raise AdapterError(f"{len(exact)} adapters begin with {adapter_id}.", f"Give more of the id. {_LIST}")
        if not exact:
            raise AdapterError(f"There is no adapter {adapter_id}.", _LIST)
        return exact[0]

    def path(self, record: AdapterRecord) -> Path:
        """Its GGUF file."""
        return self.folder / record.id / "adapter.gguf"

    def current(self, base_sha256: str) -> AdapterRecord | None:
        """The adapter in use for a base model, None = the base alone."""
        choice = self._choices().get(base_sha256, _Choice())
        record = self._read(self.folder / choice.current) if choice.current else None
        return record if record is not None and record.base_sha256 == base_sha256 else None

    def use(self, adapter_id: str, base_sha256: str) -> AdapterRecord:
        """Use an adapter for the base it was trained on. Raises AdapterError for another base or an unknown id."""
        record = self.find(adapter_id)
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

    def remove(self, adapter_id: str) -> AdapterRecord | None:
        """Delete an adapter; one in use gives way to what was in use before it. Returns what its base has in use now.
        Raises AdapterError for an unknown id."""
        record = self.find(adapter_id)
        choices = self._choices()
        choice = choices.get(record.base_sha256, _Choice())
        if record.id in (choice.current, choice.previous):
            left = [one for one in (choice.current, choice.previous) if one != record.id]
            choices[record.base_sha256] = _Choice(left[0] if left else None)
            write_atomically(self._choices_file, msgspec.json.encode(choices))
        self._delete(record)
        return self.current(record.base_sha256)

    def sweep(self, older_than_s: float = ORPHAN_S) -> builtins.list[Path]:
        """Delete what killed processes left: adapters without meta.json, and parts of files. Returns what went.

        A meta.json that cannot be read stays with its adapter: a newer Understudy may have written it.
        """
        gone: builtins.list[Path] = []
        left = [folder for folder in self._folders() if _ID.fullmatch(folder.name) and not _meta(folder).exists()]
        parts = list(self.folder.glob(".*.part")) + list(self.folder.glob("*/.*.part"))
        for path in left + parts:
            with contextlib.suppress(OSError):
                if path.lstat().st_mtime <= time.time() - older_than_s:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
                    gone.append(path)
        return gone

    def _folders(self) -> builtins.list[Path]:
        try:
            return [path for path in self.folder.iterdir() if path.is_dir()]
        except OSError:
            return []

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
        record = read_json(_meta(folder), AdapterRecord)
        whole = record is not None and record.id == folder.name and (folder / "adapter.gguf").is_file()
        return record if whole else None

    def _prune(self, base_sha256: str) -> None:
        choice = self._choices().get(base_sha256, _Choice())
        for record in self.list(base_sha256)[KEEP:]:
            if record.id not in (choice.current, choice.previous):
                with contextlib.suppress(OSError):
                    self._delete(record)

    def _delete(self, record: AdapterRecord) -> None:
        _meta(self.folder / record.id).unlink()  # first, so that a half removed one is not listed
        shutil.rmtree(self.folder / record.id)


def _meta(folder: Path) -> Path:
    return folder / "meta.json"
