"""Write a file the way a careful editor does: whole or not at all, same line ends, same encoding, same mode."""

from __future__ import annotations

import codecs
from pathlib import Path

from understudy.errors import UnderstudyError
from understudy.files import replacing


class ApplyError(UnderstudyError):
    """The proposal could not be written; the file is as it was."""


def write_atomically(path: Path, old: str, new: str) -> None:
    """Replace the content of `path` by `new` if it still is `old`; a byte order mark is kept.

    Raises ApplyError if the file changed meanwhile or cannot be written. A symbolic link stays one.
    """
    target = path.resolve()
    try:
        raw = target.read_bytes()
        mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
        if raw.removeprefix(mark).decode("utf-8", "replace") != old:
            raise ApplyError(f"{path} changed while candidates were tested; it was left alone.", "Run it again.")
        with replacing(target) as part:
            part.touch(0o600)  # as private as the original may be, until it has the original's mode
            part.write_bytes(mark + new.encode("utf-8"))
            part.chmod(target.stat().st_mode & 0o7777)
    except OSError as error:
        raise ApplyError(
            f"{path} cannot be written: {error.strerror}.", "Make the file and its folder writable."
        ) from None
