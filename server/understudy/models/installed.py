"""Which models there are on this machine and which could be: the bundled one, the catalogue, files that were added."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from understudy.files import file_sha256, sync_folder
from understudy.models.bundled import BUNDLED_NAME, bundled_path, means_listed, models_dir
from understudy.models.catalogue import CATALOGUE, FREE, find
from understudy.models.choice import chosen_model
from understudy.models.errors import ModelError
from understudy.models.gguf_header import read_model

ORPHAN_S = 86_400.0  # a copy that was not written to for so long is nobody's
_CHUNK = 1 << 22


class Entry(msgspec.Struct, frozen=True):
    """One model. name: what `understudy.model` takes. path: None = not on this machine. size_bytes: 0 = not known.
    licence: "" = not known to us. recommendable: we may advise it."""

    name: str
    path: Path | None
    size_bytes: int
    licence: str
    in_use: bool
    recommendable: bool = False

    @property
    def installed(self) -> bool:
        return self.path is not None


class Added(msgspec.Struct, frozen=True):
    """A file that was taken in. known: it is, bit for bit, a model of the catalogue."""

    name: str
    path: Path
    sha256: str
    known: bool


def entries(setting: str = "") -> list[Entry]:
    """The bundled model first, the catalogue by size, then other files. setting: `understudy.model`."""
    used = setting.strip() or chosen_model() or BUNDLED_NAME
    found = [_entry(BUNDLED_NAME, _bundled(), "Apache-2.0", used, recommendable=True)]
    for model in CATALOGUE:
        path = models_dir() / model.file
        free = model.licence in FREE
        found.append(_entry(model.name, path, model.licence, used, recommendable=free, size=model.size_bytes))
    listed = {model.file for model in CATALOGUE}
    others = sorted(path for path in models_dir().glob("*.gguf") if path.name not in listed)
    found += [_entry(path.stem, path, "", used) for path in others]
    if not any(entry.in_use for entry in found):
        found.append(_entry(used, Path(used).expanduser(), "", used))
    return found


def add(source: Path, progress: Callable[[int, int], None] = lambda done, total: None) -> Added:
    """Copy a GGUF file among the models, checked. Raises ModelError or OSError; nothing is left behind then.

    A file that is a model of the catalogue gets its name, so that one can be carried to a machine without a network.
    """
    header = read_model(source)
    folder = models_dir()
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    if header.size_bytes > free:
        raise ModelError(
            f"The disk of {folder} has {free / 1e9:.1f} GB free, and {header.size_bytes / 1e9:.1f} GB are needed.",
            "Free some space, or use the file where it is: `understudy models use FILE`.",
        )
    for left in folder.glob(".*.incoming"):  # of a copy that was killed
        if time.time() - left.stat().st_mtime > ORPHAN_S:
            left.unlink(missing_ok=True)
    part = folder / f".{source.stem}.{os.getpid()}.incoming"
    try:
        sha256 = _copy(source, part, header.size_bytes, progress)
        model = next((model for model in CATALOGUE if model.sha256 == sha256), None)
        final = folder / model.file if model else free_name(folder, source.stem, sha256)
        part.replace(final)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(folder)
    return Added(model.name if model else final.stem, final, sha256, model is not None)


def own_file(name: str) -> Path:
    """Where a pulled or added model lies, if it is here. Raises ModelError for what is none of these."""
    stem = name.strip().removesuffix(".gguf")
    if stem.lower() == BUNDLED_NAME:
        raise ModelError(f"{BUNDLED_NAME} is a part of Understudy.", "Only pulled and added models can be removed.")
    listed = find(stem)
    path = models_dir() / (listed.file if listed else f"{stem}.gguf")
    if not stem or path.parent != models_dir():
        raise ModelError(
            f"{name} is none of the pulled and added models.",
            "See `understudy models list`; a file elsewhere is yours to delete.",
        )
    return path


def _copy(source: Path, target: Path, size: int, progress: Callable[[int, int], None]) -> str:
    digest, done = hashlib.sha256(), 0
    with source.open("rb") as old, target.open("wb") as new:
        while data := old.read(_CHUNK):
            new.write(data)
            digest.update(data)
            done += len(data)
            progress(done, size)
        new.flush()
        os.fsync(new.fileno())
    return digest.hexdigest()


def free_name(folder: Path, stem: str, sha256: str) -> Path:
    """Where a file of this content belongs: at its own name, unless that means another model; then with the beginning
    of its checksum."""
    plain = folder / f"{stem}.gguf"
    if means_listed(stem) or (plain.exists() and file_sha256(plain) != sha256):
        return folder / f"{stem}-{sha256[:8]}.gguf"
    return plain


def _entry(
    name: str, path: Path | None, licence: str, used: str, *, recommendable: bool = False, size: int = 0
) -> Entry:
    here = path if path is not None and path.is_file() else None
    known = here.stat().st_size if here else size
    in_use = name.lower() == used.lower() or (here is not None and here == Path(used).expanduser())
    return Entry(name, here, known, licence, in_use, recommendable)


def _bundled() -> Path | None:
    try:
        return bundled_path()
    except ModelError:
        return None
