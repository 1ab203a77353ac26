"""Models from a Hugging Face hub or a mirror of it, through the hub's own client. For a process of its own, which may
be killed at any time: `understudy models pull`.

The client library answers what a file is (commit, checksum, size, where it lies now); the bytes are fetched by
`download`, since the library throws a stopped download away. Nothing is sent but the requests themselves: no telemetry,
no token, no count of installed packages. Its second protocol (xet) stays off: mirrors do not speak it.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx2
import msgspec

import understudy
from understudy.models import download
from understudy.models.bundled import means_listed
from understudy.models.catalogue import CATALOGUE, CatalogueModel
from understudy.models.download import Check, Progress
from understudy.models.errors import ModelError
from understudy.paths import data_dir

DEFAULT = "https://huggingface.co"
METADATA_S = 20.0
SWITCHES = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "HF_HUB_DISABLE_XET": "1",
}
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FILE_NAME = re.compile(r'[^.\\/:*?"<>|\x00-\x1f][^\\/:*?"<>|\x00-\x1f]*')  # on any system; a listing may hold others
_PART_OF_SEVERAL = re.compile(r"-\d{5}-of-\d{5}\.gguf$")
_MIRROR = "set understudy.models.hub to a mirror, or fetch the file elsewhere and use `understudy models add FILE`."

T = TypeVar("T")


class Source(msgspec.Struct, frozen=True):
    """One file of a hub. file: path in the repository. sha256: what it must be, None = what the hub says."""

    repository: str
    file: str
    revision: str = "main"
    sha256: str | None = None

    @property
    def name(self) -> str:
        """Its name on disk."""
        return self.file.rpartition("/")[2]


class Found(msgspec.Struct, frozen=True):
    """What the hub says of a source. sha256: None if it does not say."""

    url: str
    sha256: str | None
    size_bytes: int | None


class Fetched(msgspec.Struct, frozen=True):
    """sha256: of what arrived. verified: it is what the catalogue or the hub says it should be."""

    path: Path
    sha256: str
    verified: bool


def endpoint(setting: str = "") -> str:
    """The hub to ask: the setting, else $HF_ENDPOINT, else huggingface.co.

    Raises ModelError for no web address, and for one with a user's name or password: it would be shown and logged.
    """
    chosen = setting.strip() or os.environ.get("HF_ENDPOINT", "").strip() or DEFAULT
    try:
        parts = urlsplit(chosen)
        good = parts.scheme in ("https", "http") and bool(parts.hostname) and not parts.query and not parts.fragment
    except ValueError:
        good = False
    if "@" in chosen:  # not shown, whatever it is
        raise ModelError(
            "The hub's address holds a user's name or password, which Understudy does not keep safe.",
            "Write it without what stands before the @ (understudy.models.hub, or $HF_ENDPOINT). From a hub that asks "
            "for them, fetch the file yourself and use `understudy models add FILE`.",
        )
    if not good:
        raise ModelError(
            f"The hub's address {chosen} is no web address.", "Set understudy.models.hub to one such as https://host."
        )
    return chosen.rstrip("/")


def source_of(model: CatalogueModel) -> Source:
    return Source(model.repository, model.file, model.revision, model.sha256)


def parse(text: str, hub: str) -> Source:
    """The file that `owner/repository/file.gguf` names; of `owner/repository`, its only one. Raises ModelError."""
    words = [word for word in text.strip().split("/") if word]
    if len(words) < 2 or any(word in (".", "..") or "\\" in word for word in words):
        names = ", ".join(model.name for model in CATALOGUE)
        raise ModelError(
            f"There is no model {text} in the list.", f"Use one of {names}, or owner/repository/file.gguf."
        )
    repository, file = "/".join(words[:2]), "/".join(words[2:])
    source = Source(repository, file or _only_gguf(repository, hub))
    if not _FILE_NAME.fullmatch(source.name):
        raise ModelError(f"{source.name!r} cannot be a file's name here.", "Pick another model.")
    if not source.name.lower().endswith(".gguf"):
        raise ModelError(f"{source.name} is not a GGUF file.", f"Name one: {repository}/file.gguf.")
    if _PART_OF_SEVERAL.search(source.name.lower()):
        raise ModelError(f"{source.name} is one part of several.", "Pick a model that is one file.")
    return _pinned(source)


def locate(source: Source, hub: str) -> Found:
    """Ask the hub what the file is and where it lies now. Raises ModelError."""
    library, host = _library(hub), _host(hub)

    def ask(revision: str) -> Any:
        url = library.hf_hub_url(source.repository, source.file, revision=revision, endpoint=hub)
        return library.get_hf_file_metadata(url, token=False, timeout=METADATA_S, endpoint=hub, **_who())

    def ask_at_all() -> Any:
        try:
            return ask(source.revision)
        except library.errors.RevisionNotFoundError:
            if source.sha256 is None:
                raise
            return ask("main")  # a mirror may keep the newest commit only; the checksum says whether it is the same

    said = _asking(ask_at_all, source.repository, hub)
    if said.commit_hash is None:  # a page to log in to a network, say
        raise ModelError(f"{host} does not answer like a hub.", f"Check its address and the network, or {_MIRROR}")
    tag = str(said.etag or "").lower()
    sha256 = tag if _SHA256.fullmatch(tag) else _listed_sha256(source, hub)
    if source.sha256 is not None and sha256 not in (None, source.sha256):
        raise ModelError(
            f"{host} offers another file as {source.name}: its checksum is {(sha256 or '')[:16]}…, and should be "
            f"{source.sha256[:16]}….",
            f"Use another hub: {_MIRROR}",
        )
    return Found(str(said.location), source.sha256 or sha256, said.size)


def fetch(
    source: Source,
    dest: Path,
    hub: str,
    progress: Progress = lambda done, total: None,
    cancel: threading.Event | None = None,
    retry_s: float = download.RETRY_S,
    check: Check = lambda part: None,
) -> Fetched:
    """Download to `dest`, going on where an earlier try stopped. Raises UnderstudyError; `dest` is then as it was.

    cancel, retry_s, check: as of `download.pull`.
    """
    first = locate(source, hub)
    links = iter([first.url])

    def link() -> str:
        return next(links, "") or locate(source, hub).url

    client = _library(hub).get_session()
    try:
        sha256 = download.pull(client, link, dest, first.sha256, first.size_bytes, progress, cancel, retry_s, check)
    except httpx2.InvalidURL as error:
        raise ModelError(
            f"{_host(hub)} sends to an address that is none: {error}.", f"Try later, or {_MIRROR}"
        ) from error
    return Fetched(dest, sha256, verified=first.sha256 is not None)


def _pinned(source: Source) -> Source:
    """A listed model's own file has to be what the list says; no other may take its name. Raises ModelError."""
    stem = source.name[: -len(".gguf")]
    if not means_listed(stem):
        return source
    own = next((m for m in CATALOGUE if (m.repository, m.file) == (source.repository, source.file)), None)
    if own is not None:
        return source_of(own)
    raise ModelError(
        f"{source.name} of {source.repository} has the name of a model of the list.",
        "Pull that one by its name, or fetch this file elsewhere and use `understudy models add FILE`.",
    )


def _only_gguf(repository: str, hub: str) -> str:
    files = [name for name, _ in _listing(repository, "main", hub) if name.lower().endswith(".gguf")]
    if len(files) == 1:
        return files[0]
    shown = ", ".join(files[:8])
    what = f"holds {len(files)} GGUF files: {shown}" if files else "holds no GGUF file"
    raise ModelError(f"{repository} {what}.", f"Name one: {repository}/file.gguf.")


def _listed_sha256(source: Source, hub: str) -> str | None:
    """From the repository's listing: some mirrors drop the header that says it. None if that does not say it either."""
    try:
        listed = dict(_listing(source.repository, source.revision, hub))
    except ModelError:
        return None
    return listed.get(source.file)


def _listing(repository: str, revision: str, hub: str) -> list[tuple[str, str | None]]:
    """The repository's files with their checksums, where it has them."""
    api = _library(hub).HfApi(endpoint=hub, token=False, **_who())

    def ask() -> Any:
        return api.model_info(repository, revision=revision, files_metadata=True, timeout=METADATA_S)

    found = _asking(ask, repository, hub)
    return [(file.rfilename, file.lfs.sha256 if file.lfs else None) for file in found.siblings or []]


def _asking(ask: Callable[[], T], repository: str, hub: str) -> T:
    """What `ask` gives, its errors in our words."""
    errors, host = _library(hub).errors, _host(hub)
    try:
        return ask()
    except errors.OfflineModeIsEnabled as error:
        raise ModelError("HF_HUB_OFFLINE is set: nothing is asked of a hub.", "Unset it and try again.") from error
    except errors.GatedRepoError as error:
        raise ModelError(
            f"{repository} is given only to people who agreed to its terms.",
            "Fetch it in a browser, then use `understudy models add FILE`.",
        ) from error
    except errors.RemoteEntryNotFoundError as error:
        raise ModelError(f"{repository} at {host} has no such file.", "Check its name there.") from error
    except errors.RepositoryNotFoundError as error:
        raise ModelError(f"{host} has no repository {repository} that anybody may read.", "Check its name.") from error
    except errors.HfHubHTTPError as error:
        status = error.response.status_code
        raise ModelError(f"{host} answered {status} for {repository}.", f"Try again later, or {_MIRROR}") from error
    except httpx2.RequestError as error:
        reason = str(error) or type(error).__name__
        raise ModelError(f"{host} cannot be reached: {reason}.", f"Check the network, {_MIRROR}") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:  # an answer that is no hub's
        raise ModelError(f"{host} does not answer like a hub: {error}.", f"Check its address, or {_MIRROR}") from error


def _library(hub: str) -> Any:
    """huggingface_hub, which reads its switches when it is first imported; what it asks by itself goes to `hub` too."""
    os.environ.update(SWITCHES, HF_HOME=str(data_dir() / "hub"), HF_ENDPOINT=hub)
    import huggingface_hub
    import huggingface_hub.errors

    return huggingface_hub


def _who() -> dict[str, str]:
    return {"library_name": "understudy", "library_version": understudy.__version__}


def _host(hub: str) -> str:
    return urlsplit(hub).hostname or hub
