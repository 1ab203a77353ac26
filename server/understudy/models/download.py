"""Fetch one file over HTTP: resumed where it was cut, checked, and in place only when whole. Blocking.

A part lies beside the target as `NAME.part`. `NAME.part.tag` says what it is a part of: the content's checksum where
that is known, else the server's validator, so that a part of another version is never continued.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
from filelock import FileLock, Timeout

import understudy
from understudy.errors import UnderstudyError, os_error
from understudy.files import file_sha256, sync_folder
from understudy.models.errors import ModelError

ATTEMPTS = 5  # that bring nothing, in a row
RETRY_S = 0.5  # doubles with each
TIMEOUT_S = 30.0
_PASSING = frozenset({408, 425, 429})  # besides every 5xx: the server may answer better in a moment
_EXPIRED = frozenset({401, 403, 410})  # a signed link that was good a while ago
_TLS = "CERTIFICATE_VERIFY_FAILED"

Progress = Callable[[int, int | None], None]
"""Bytes so far, and in all (None if the server does not say)."""
Check = Callable[[Path], object]
"""Raises ModelError for a whole file that is not what is wanted."""


class Cancelled(ModelError):
    """The user stopped the download; what has arrived is kept for the next time."""


class _Refused(Exception):
    def __init__(self, status: int) -> None:
        self.status = status


def pull(
    client: httpx2.Client,
    link: Callable[[], str],
    dest: Path,
    sha256: str | None = None,
    size: int | None = None,
    progress: Progress = lambda done, total: None,
    cancel: threading.Event | None = None,
    retry_s: float = RETRY_S,
    check: Check = lambda part: None,
) -> str:
    """Download to `dest` and return its SHA-256 (hex). Raises UnderstudyError; `dest` is then as it was.

    link: the address to read from, asked before each connection, since signed ones run out; what it raises passes
    through. sha256, size: what has to arrive, where it is known. check: of what arrived, before anybody can find it.
    """
    dest.parent.mkdir(parents=True, exist_ok=True)
    part = _part(dest)
    with _alone(part):
        _check_room(part, size)
        failures = 0
        while True:
            before = _size(part)
            try:
                _fetch(client, link(), part, sha256, size, progress, cancel)
                break
            except (httpx2.RequestError, _Refused) as error:
                if isinstance(error, _Refused):
                    _give_up_or_go_on(error.status, part, before)
                failures = 0 if _size(part) > before else failures + 1
                if failures >= ATTEMPTS:
                    raise _stopped(error) from error
                _wait(retry_s * 2**failures, cancel)
            except OSError as error:
                raise _disk(error, part) from error
        return _put_in_place(part, dest, sha256, check)


def arrived(dest: Path) -> int:
    """Bytes of a file that are here, whole or in part."""
    return _size(dest) + _size(_part(dest))


def discard(dest: Path) -> int:
    """Delete a file, and what has arrived of it. Returns how many bytes. Raises UnderstudyError while more arrives."""
    part = _part(dest)
    with _alone(part):
        size = arrived(dest)
        for path in (dest, part, _tag_file(part)):
            path.unlink(missing_ok=True)
    return size


def _fetch(
    client: httpx2.Client,
    url: str,
    part: Path,
    sha256: str | None,
    size: int | None,
    progress: Progress,
    cancel: threading.Event | None,
) -> None:
    """One connection. Appends to `part`; raises RequestError if it ends early, _Refused for a status of 400 or more."""
    tag_file = _tag_file(part)
    tag = tag_file.read_text() if tag_file.is_file() else ""
    done = _size(part) if tag and sha256 in (None, tag) else 0
    if done and done == size:
        return  # an earlier process was ended before it could check and rename it
    headers = {"Accept-Encoding": "identity", "User-Agent": f"understudy/{understudy.__version__}"}
    if done:
        headers["Range"] = f"bytes={done}-"
        if sha256 is None:
            headers["If-Range"] = tag
    with client.stream("GET", url, headers=headers, timeout=TIMEOUT_S, follow_redirects=True) as response:
        if response.status_code >= 400:
            raise _Refused(response.status_code)
        resumed = response.status_code == 206
        if resumed and not response.headers.get("Content-Range", "").startswith(f"bytes {done}-"):
            tag_file.unlink(missing_ok=True)  # begin anew: a gap in the file would show in a known checksum alone
            raise httpx2.RemoteProtocolError("the server went on at another place than asked")
        done = done if resumed else 0
        tag_file.write_text(sha256 or response.headers.get("ETag") or response.headers.get("Last-Modified") or "")
        length = response.headers.get("Content-Length")
        total = done + int(length) if length is not None and length.isdigit() else None
        with part.open("ab" if resumed else "wb", buffering=0) as file:  # a kill must not cost what has arrived
            progress(done, total)
            for data in response.iter_raw():
                if cancel is not None and cancel.is_set():
                    raise _cancelled()
                rest = memoryview(data)
                while rest:
                    rest = rest[file.write(rest) :]
                done += len(data)
                progress(done, total)
        whole = total if total is not None else size
        if whole is not None and done < whole:
            raise httpx2.RemoteProtocolError("the connection was cut")


def _give_up_or_go_on(status: int, part: Path, before: int) -> None:
    """Raise ModelError for a refusal that will not pass."""
    if status == 416 and before:
        part.unlink()  # longer than what the server has
    elif status < 500 and status not in _PASSING and not (status in _EXPIRED and before):
        raise ModelError(f"The server answered {status} to the download.", "Try another server, or try later.")


def _put_in_place(part: Path, dest: Path, sha256: str | None, check: Check) -> str:
    actual = file_sha256(part)
    try:
        if sha256 is not None and actual != sha256.lower():
            raise ModelError(
                f"{dest.name} is not what it should be: its checksum is wrong. It was thrown away.",
                "Repeat the download; if it fails again, the server holds another file: use another one.",
            )
        check(part)
    except ModelError:
        part.unlink()
        _tag_file(part).unlink(missing_ok=True)
        raise
    try:
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(dest)
        sync_folder(dest.parent)
    except OSError as error:
        raise os_error(error) from error
    _tag_file(part).unlink(missing_ok=True)
    return actual


@contextlib.contextmanager
def _alone(part: Path) -> Iterator[None]:
    """Two processes that append to one part would spoil it."""
    lock = FileLock(part.with_name(f".{part.name}.lock"))  # stays: to delete it would let a third process in
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise ModelError(
            f"{part.name.removesuffix('.part')} is being downloaded already, by another window or command.",
            "Wait for it, or stop it there; nothing that has arrived is lost.",
        ) from None
    except OSError as error:
        raise os_error(error) from error
    try:
        yield
    finally:
        lock.release()


def _check_room(part: Path, size: int | None) -> None:
    free = shutil.disk_usage(part.parent).free
    missing = (size or 0) - _size(part) - free
    if missing > 0:
        raise ModelError(
            f"The disk of {part.parent} has {free / 1e9:.1f} GB free, and {(missing + free) / 1e9:.1f} GB are needed.",
            "Free some space, or set UNDERSTUDY_HOME to a folder on another disk.",
        )


def _stopped(error: Exception) -> ModelError:
    if isinstance(error, _Refused):
        reason = f"the server answered {error.status}"
    elif _TLS in str(error):
        reason = "the server's certificate is not trusted here (set SSL_CERT_FILE to your organisation's)"
    else:
        reason = str(error) or type(error).__name__
    return ModelError(
        f"The download stopped: {reason}.", "Check the network and start it again; it continues where it stopped."
    )


def _disk(error: OSError, part: Path) -> UnderstudyError:
    if error.errno != errno.ENOSPC:
        return os_error(error)
    return ModelError(
        f"The disk is full; {_size(part) / 1e9:.1f} GB have arrived and are kept.",
        "Free some space and start the download again; it continues where it stopped.",
    )


def _wait(seconds: float, cancel: threading.Event | None) -> None:
    if cancel is None:
        time.sleep(seconds)
    elif cancel.wait(seconds):
        raise _cancelled()


def _cancelled() -> Cancelled:
    return Cancelled("The download was stopped.", "Start it again; it continues where it stopped.")


def _part(dest: Path) -> Path:
    return dest.with_name(dest.name + ".part")


def _tag_file(part: Path) -> Path:
    return part.with_name(part.name + ".tag")


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
