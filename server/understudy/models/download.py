"""Fetch one file over HTTP: resumed where it was cut, checked, and in place only when whole. Blocking; run in a thread.

A part lies beside the target as `NAME.part`, with the server's validator in `NAME.part.tag`, so that a part of an older
version is never continued.
"""

from __future__ import annotations

import http.client
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from understudy.files import file_sha256, sync_folder
from understudy.models.errors import ModelError

ATTEMPTS = 5  # that bring nothing, in a row
RETRY_S = 0.5  # doubles with each
TIMEOUT_S = 30.0
_CHUNK = 1 << 18

Progress = Callable[[int, int | None], None]
"""Bytes so far, and in all (None if the server does not say)."""


class Cancelled(ModelError):
    """The user stopped the download; what has arrived is kept for the next time."""


def pull(
    url: str,
    dest: Path,
    sha256: str | None = None,
    progress: Progress = lambda done, total: None,
    cancel: threading.Event | None = None,
    retry_s: float = RETRY_S,
) -> str:
    """Download `url` to `dest` and return its SHA-256 (hex). Raises ModelError; `dest` is then as it was."""
    if not url.startswith(("https://", "http://")):
        raise ModelError(f"{url} is not a web address.", "Use an https:// address.")
    dest.parent.mkdir(parents=True, exist_ok=True)
    part = dest.with_name(dest.name + ".part")
    failures = 0
    while True:
        before = _size(part)
        try:
            _fetch(url, part, progress, cancel)
            break
        except (OSError, http.client.HTTPException) as error:
            if isinstance(error, urllib.error.HTTPError) and error.code == 416 and before:
                part.unlink()  # longer than what the server has now
            elif isinstance(error, urllib.error.HTTPError) and error.code < 500:
                raise ModelError(f"The server answered {error.code} for {url}.", "Check the address.") from error
            failures = 0 if _size(part) > before else failures + 1
            if failures >= ATTEMPTS:
                raise ModelError(
                    f"The download stopped: {getattr(error, 'reason', error)}.",
                    "Check the network and repeat the command; it continues where it stopped.",
                ) from error
            _wait(retry_s * 2**failures, cancel)
    actual = file_sha256(part)
    if sha256 is not None and actual != sha256.lower():
        part.unlink()
        raise ModelError(f"{dest.name} arrived damaged: its checksum is wrong.", "Repeat the command.")
    part.replace(dest)
    sync_folder(dest.parent)
    _tag_file(part).unlink(missing_ok=True)
    return actual


def _fetch(url: str, part: Path, progress: Progress, cancel: threading.Event | None) -> None:
    """One connection. Appends to `part`; raises OSError or HTTPException if the connection ends early."""
    tag_file = _tag_file(part)
    tag = tag_file.read_text() if tag_file.is_file() else ""
    done = _size(part) if tag else 0
    request = urllib.request.Request(url, headers={"User-Agent": "understudy", "Accept-Encoding": "identity"})
    if done:
        request.add_header("Range", f"bytes={done}-")
        request.add_header("If-Range", tag)
    with urllib.request.urlopen(request, timeout=TIMEOUT_S) as response:
        resumed = response.status == 206
        done = done if resumed else 0
        tag_file.write_text(response.headers.get("ETag") or response.headers.get("Last-Modified") or "")
        length = response.headers.get("Content-Length")
        total = done + int(length) if length is not None else None
        with part.open("ab" if resumed else "wb") as file:
            progress(done, total)
            while data := response.read1(_CHUNK):
                if cancel is not None and cancel.is_set():
                    raise _cancelled()
                file.write(data)
                done += len(data)
                progress(done, total)
        if total is not None and done < total:
            raise ConnectionError("the connection was cut")


def _wait(seconds: float, cancel: threading.Event | None) -> None:
    if cancel is None:
        time.sleep(seconds)
    elif cancel.wait(seconds):
        raise _cancelled()


def _cancelled() -> Cancelled:
    return Cancelled("The download was stopped.", "Repeat the command; it continues where it stopped.")


def _tag_file(part: Path) -> Path:
    return part.with_name(part.name + ".tag")


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
