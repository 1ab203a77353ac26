"""What a long run has finished so far: one line a key, appended and flushed, read again after a kill.

A line that a kill or a full disk cut short is no line: its key counts as not done, and the next line starts anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from understudy.errors import os_error
from understudy_trainer.errors import TrainError
from understudy_trainer.evaluate.formats import Problem


def key(problem: Problem, what: str = "") -> str:
    """A problem's key: another one where its text changed since."""
    text = "\0".join([problem.prompt, problem.setup, problem.tests, problem.canonical])
    return f"{problem.id} {what} {hashlib.sha256(text.encode()).hexdigest()[:16]}"


class Journal:
    """A mapping from keys to JSON values on disk. settings: what the values depend on besides their key; values
    written under other settings are not seen."""

    def __init__(self, file: Path, settings: object = None) -> None:
        self.file = file
        self._settings = json.loads(json.dumps(settings))
        self._values: dict[str, Any] = {}
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            data = file.read_bytes() if file.exists() else b""
        except OSError as error:
            raise os_error(error) from error
        self._torn = bool(data) and not data.endswith(b"\n")
        for line in data.split(b"\n"):
            self._read(line)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __len__(self) -> int:
        return len(self._values)

    def add(self, key: str, value: Any) -> None:
        """Keep a finished value. Raises TrainError if it cannot be written; what was kept before stays."""
        line = json.dumps({"key": key, "settings": self._settings, "value": value}) + "\n"
        try:
            descriptor = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "ab") as out:
                out.write((b"\n" if self._torn else b"") + line.encode())
        except OSError as error:
            raise TrainError(
                f"{self.file} cannot be written: {error.strerror}.", "Make room and start again; nothing is lost."
            ) from error
        self._torn = False
        self._values[key] = json.loads(line)["value"]

    def remove(self) -> None:
        """The run is whole and its result written: the file is not needed any more."""
        self.file.unlink(missing_ok=True)
        self._values.clear()

    def _read(self, line: bytes) -> None:
        try:
            entry = json.loads(line)
            if entry["settings"] == self._settings:
                self._values[str(entry["key"])] = entry["value"]
        except (ValueError, KeyError, TypeError):
            return
