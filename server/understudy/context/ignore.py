"""Which files Understudy may read at all: for completing, for context and for the learning log alike.

In: a path. Out: a `Decision`. Secrets are refused by name; then `.gitignore` (of every folder on the way) and
`.understudyignore` (of the root) decide. An ignore file that cannot be read or parsed blocks everything below its
root: it may have named the very file we would otherwise open.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath

from pathspec import GitIgnoreSpec

SECRET_PATTERNS: tuple[str, ...] = (
    ".env", ".env.*", "*.env", ".envrc", "!.env.example", "!.env.sample", "!.env.template",
    "*.pem", "*.key", "*.pfx", "*.p12", "*.p8", "*.crt", "*.cer", "*.der", "*.jks", "*.keystore", "*.truststore",
    "id_rsa*", "id_dsa*", "id_ecdsa*", "id_ed25519*", "*.ppk", "*.gpg", "*.asc", "*.kdbx", "*.agekey",
    ".ssh/", ".aws/", ".azure/", ".gnupg/", ".kube/", ".gcp/", ".docker/config.json",
    ".netrc", "_netrc", ".pgpass", ".my.cnf", ".npmrc", ".pypirc", ".git-credentials", ".htpasswd", ".dockercfg",
    "secrets.*", "secret.*", "*.secret", "*.secrets", "*_secret.*", "*_secrets.*", "secrets/", ".secrets/",
    "credentials", "credentials.*", "*credentials.json", "service-account*.json", "*.tfstate", "*.tfstate.*",
    "*.tfvars", "*.ovpn", "*.sqlite", "*.sqlite3", "*.db",
)  # fmt: skip
"""Gitignore patterns (the union of what Continue, Zed and the reports in peers.md §3.12 name)."""

IGNORE_FILES = (".gitignore",)
OWN_IGNORE_FILE = ".understudyignore"
_SECRETS = GitIgnoreSpec.from_lines(SECRET_PATTERNS)


@dataclass(frozen=True, slots=True)
class Decision:
    """allowed, or the reason (one sentence for the user) why not. broken: an ignore file is unusable."""

    allowed: bool
    reason: str = ""
    broken: bool = False


ALLOWED = Decision(True)


class IgnoreRules:
    """The rules of the open roots. `decide` re-reads an ignore file only when its time or size changed."""

    def __init__(self, roots: tuple[Path, ...]) -> None:
        self.roots = roots
        self._specs: dict[Path, tuple[tuple[int, int], GitIgnoreSpec | str]] = {}

    def decide(self, path: Path | None) -> Decision:
        """May `path` be read? None is a document that is not on disk (untitled): allowed."""
        if path is None:
            return ALLOWED
        # Not resolved: the name the user sees decides, and so does the real one behind a link.
        for candidate in {path, path.resolve()}:
            decision = self._decide(candidate)
            if not decision.allowed:
                return decision
        return ALLOWED

    def _decide(self, path: Path) -> Decision:
        root = max((r for r in self.roots if path.is_relative_to(r)), key=lambda r: len(r.parts), default=None)
        relative = path.relative_to(root) if root else PurePath(*path.parts[-2:]) if path.is_absolute() else path
        if _SECRETS.match_file(relative.as_posix()):
            return Decision(False, f"{path.name} looks like a file of secrets, so Understudy does not read it.")
        if root is None:
            return ALLOWED
        return self._by_files(root, path)

    def _by_files(self, root: Path, path: Path) -> Decision:
        folder, folders = path.parent, []
        while folder.is_relative_to(root):
            folders.append(folder)
            folder = folder.parent
        places = [f / name for f in reversed(folders) for name in IGNORE_FILES] + [root / OWN_IGNORE_FILE]
        ignored = ""
        for place in places:
            spec = self._spec(place)
            if isinstance(spec, str):
                return Decision(False, spec, broken=True)
            if spec is None:
                continue
            verdict = spec.check_file(path.relative_to(place.parent).as_posix()).include
            if verdict is not None:  # git: the last file that says something decides; an inner one may re-include
                ignored = place.name if verdict else ""
            if verdict and place.name == OWN_IGNORE_FILE:
                break
        return Decision(False, f"{path.name} is ignored by {ignored}.") if ignored else ALLOWED

    def _spec(self, place: Path) -> GitIgnoreSpec | str | None:
        """The parsed ignore file, None if there is none, or a sentence on what is wrong with it."""
        try:
            stat = place.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            return _broken(place, str(error))
        stamp = (stat.st_mtime_ns, stat.st_size)
        known = self._specs.get(place)
        if known and known[0] == stamp:
            return known[1]
        try:
            parsed: GitIgnoreSpec | str = GitIgnoreSpec.from_lines(place.read_text(encoding="utf-8-sig").split("\n"))
        except (OSError, ValueError) as error:  # pathspec's errors and UnicodeDecodeError are ValueErrors
            parsed = _broken(place, str(error))
        self._specs[place] = (stamp, parsed)
        return parsed


def _broken(place: Path, why: str) -> str:
    first = why.splitlines()[0][:160] if why else "unreadable"
    return f"{place} cannot be used ({first}), so Understudy reads no file of this folder until it is repaired."
