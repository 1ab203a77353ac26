"""One run's folder: who works in it, what it resumes from and what it left.

adapter.gguf     for the engine        peft/          PEFT's own files
meta.json        lineage and figures   curves.png     loss and margin over steps
checkpoint.pt    until the run is done run.lock       the process that works here
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import msgspec

from understudy.files import file_sha256, replacing
from understudy.models.gguf_header import content_sha256
from understudy_trainer.data.examples import Example
from understudy_trainer.errors import TrainError
from understudy_trainer.gate.judge import Verdict
from understudy_trainer.run.config import Config, Result

LOCKED_BYTE = 1 << 20


class FolderInUseError(TrainError):
    """Another run is at work in the same folder."""


class RunFolder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.adapter = path / "adapter.gguf"
        self.peft = path / "peft"
        self.checkpoint = path / "checkpoint.pt"
        self.curves = path / "curves.png"
        self._meta = path / "meta.json"

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Work here alone. The system frees the lock of a process that died. Raises FolderInUseError."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "run.lock").open("a+", encoding="utf-8") as file:
            if not _lock(file.fileno()):
                file.seek(0)
                raise FolderInUseError(
                    f"A run is under way in {self.path} (process {file.read().strip() or 'unknown'}).",
                    "Wait for it, or name another folder with --out.",
                )
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            for left in self.path.glob(".*.part"):  # of a process that was killed while it wrote
                left.unlink(missing_ok=True)
            yield

    def finished(self, fingerprint: str) -> Result | None:
        """What this very run left when it was done, None if it is not done."""
        try:
            meta = json.loads(self._meta.read_text(encoding="utf-8"))
            if (meta["fingerprint"], meta["adapter_sha256"]) != (fingerprint, file_sha256(self.adapter)):
                return None
            verdict = msgspec.convert(meta["verdict"], Verdict | None)
            return Result(self.adapter, meta["steps"], tuple(meta["history"]), verdict)
        except (OSError, ValueError, KeyError, TypeError):  # none, damaged, or written by another version
            return None

    def forget_result(self) -> None:
        """Before anything is written: meta.json and peft/ never stand beside an adapter that is not theirs."""
        self._meta.unlink(missing_ok=True)
        self.adapter.unlink(missing_ok=True)

    def finish(self, meta: dict[str, Any]) -> None:
        """Write meta.json, which makes the run done, and drop what was kept to resume it."""
        with replacing(self._meta) as part:
            part.write_text(json.dumps({**meta, "adapter_sha256": file_sha256(self.adapter)}, indent=1), "utf-8")
        self.checkpoint.unlink(missing_ok=True)


_ANYWHERE: dict[str, Any] = {
    "device": "",
    "threads": 0,
    "micro_tokens": None,
    "packed": None,
    "gradient_checkpointing": None,
    "share_gpu": False,
    "shard": False,
    "checkpoint_every": 0,
}


def fingerprint(config: Config, base_gguf: Path, examples: Sequence[Example], held_out: Sequence[Example]) -> str:
    """Of all that decides the adapter and its verdict; not of where, how fast or in how much memory it is computed, so
    that the flags a refusal proposes do not discard the run. bf16 belongs to it: it rounds every product."""
    stable = asdict(replace(config, **_ANYWHERE))
    data = [[asdict(example) for example in part] for part in (examples, held_out)]
    text = json.dumps([stable, content_sha256(base_gguf), data], sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _lock(descriptor: int) -> bool:
    if os.name == "nt":
        return _lock_byte(descriptor)
    import fcntl

    with contextlib.suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _lock_byte(descriptor: int) -> bool:
    """On Windows a lock is of bytes from where the file stands, and nobody else can read them: one behind the text."""
    import msvcrt

    os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
    with contextlib.suppress(OSError):
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        return True
    return False
