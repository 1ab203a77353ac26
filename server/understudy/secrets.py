"""Which files of a workspace hold secrets: one list for what is read into prompts and what a sandbox covers.

Gitignore patterns on the path relative to the workspace, lower case. CREDENTIALS are covered in the sandbox and never
read. PRIVATE is never read either, but tests may need it (a fixture's data base, a module named secrets.py).
"""

from __future__ import annotations

import fnmatch
import os
import re
import time
from collections import deque
from pathlib import Path, PurePath

import msgspec
from pathspec import GitIgnoreSpec

CREDENTIALS: tuple[str, ...] = (
    ".env", ".env.*", "*.env", ".envrc", "!.env.example", "!.env.sample", "!.env.template",
    "*.pem", "*.key", "*.pfx", "*.p12", "*.p8", "*.jks", "*.keystore", "*.ppk", "*.kdbx", "*.agekey", "*.ovpn",
    "id_rsa*", "id_dsa*", "id_ecdsa*", "id_ed25519*", ".ssh/", ".aws/", ".azure/", ".gnupg/", ".kube/", ".gcp/",
    ".docker/config.json", ".netrc", "_netrc", ".pgpass", ".my.cnf", ".npmrc", ".pypirc", ".git-credentials",
    ".htpasswd", ".dockercfg", "credentials", "*credentials.json", "service-account*.json", "*.tfstate",
    "*.tfstate.*", "*.tfvars", "*.secret", "*.secrets", ".secrets/",
)  # fmt: skip
PRIVATE: tuple[str, ...] = (
    "*.crt", "*.cer", "*.der", "*.truststore", "*.gpg", "*.asc", "credentials.*", "secrets.*", "secret.*",
    "*_secret.*", "*_secrets.*", "secrets/", "*.sqlite", "*.sqlite3", "*.db",
)  # fmt: skip
"""The union of what Continue, Zed and their users' reports name."""

REPOSITORY = ".git"  # its config, logs and objects hold addresses with tokens, and what was once committed
SKIPPED = {"node_modules", "__pycache__", ".venv", "venv", "site-packages", ".tox", ".nox", ".mypy_cache"}
MOST_ENTRIES = 100_000
LONGEST_S = 3.0
_ALL, _CREDENTIALS = GitIgnoreSpec.from_lines((*CREDENTIALS, *PRIVATE)), GitIgnoreSpec.from_lines(CREDENTIALS)
_PERHAPS = re.compile(  # of a name alone, quickly: GitIgnoreSpec takes some 50 µs a path
    "|".join(fnmatch.translate(p.rstrip("/").rsplit("/")[-1]) for p in CREDENTIALS if not p.startswith("!"))
)


class Found(msgspec.Struct, frozen=True):
    """Absolute real paths, none below another. complete: False when the search ended at its bounds."""

    files: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()
    complete: bool = True


def looks_secret(relative: PurePath) -> bool:
    """Of a path inside a workspace: too private to read into a prompt or a log."""
    return _ALL.match_file(relative.as_posix().lower())  # lower: .ENV is .env on many disks


def find(root: Path, *, most: int = MOST_ENTRIES, longest_s: float = LONGEST_S) -> Found:
    """Credentials anywhere in `root`, nearest first, installed packages left out. Never raises; follows a link only
    to cover what it points at inside `root`."""
    real = Path(os.path.realpath(root))
    end, seen = time.monotonic() + longest_s, 0
    files: list[Path] = []
    folders: list[Path] = []
    todo = deque([str(real)])
    while todo:
        try:
            with os.scandir(todo.popleft()) as entries:
                listed = list(entries)
        except OSError:
            continue
        for entry in listed:
            is_folder = _is_folder(entry)
            if _credential(entry, real, is_folder=is_folder):
                place = Path(os.path.realpath(entry.path))
                if real in place.parents:  # a link may lead out, where nothing is to be seen anyway
                    (folders if place.is_dir() else files).append(place)
            elif is_folder and not (entry.name in SKIPPED or _is_environment(entry)):
                todo.append(entry.path)
        seen += len(listed)
        if todo and (seen > most or time.monotonic() > end):
            return Found(tuple(dict.fromkeys(files)), tuple(dict.fromkeys(folders)), complete=False)
    return Found(tuple(dict.fromkeys(files)), tuple(dict.fromkeys(folders)))


def _credential(entry: os.DirEntry[str], root: Path, *, is_folder: bool) -> bool:
    if entry.name == REPOSITORY:
        return is_folder  # of a linked work tree it is a file that only points elsewhere
    if not _PERHAPS.match(entry.name.lower()):
        return False
    relative = os.path.relpath(entry.path, root).lower()
    return bool(_CREDENTIALS.match_file(f"{relative}/" if is_folder else relative))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_environment(entry: os.DirEntry[str]) -> bool:
    return os.path.isfile(os.path.join(entry.path, "pyvenv.cfg"))  # noqa: PTH113, PTH118 - one for each folder
