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
        """Before the adapter is written: meta.json never stands beside an adapter it does not describe."""
        self._meta.unlink(missing_ok=True)

    def finish(self, meta: dict[str, Any]) -> None:
        """Write meta.json, which makes the run done, and drop what was kept to resume it."""
        with replacing(self._meta) as part:
            part.write_text(json.dumps({**meta, "adapter_sha256": file_sha256(self.adapter)}, indent=1), "utf-8")
        self.checkpoint.unlink(missing_ok=True)


def fingerprint(config: Config, base_gguf: Path, examples: Sequence[Example], held_out: Sequence[Example]) -> str:
    """Of all that decides the adapter and its verdict; not of how fast or in how much memory it is computed."""
    stable = asdict(replace(config, micro_tokens=None, threads=0, checkpoint_every=0, share_gpu=False))
    data = [[asdict(example) for example in part] for part in (examples, held_out)]
    text = json.dumps([stable, content_sha256(base_gguf), data], sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _lock(descriptor: int) -> bool:
    if os.name == "nt":
        import msvcrt

        with contextlib.suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            return True
        return False
    import fcntl

    with contextlib.suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False
