"""Which files Understudy may read at all: for completing, for context and for the learning log alike.

In: a path. Out: a `Decision`. Secrets are refused by name; then `.understudyignore` (of the root) decides, and where it
says nothing `.gitignore` (of every folder on the way) does, as git reads it. An ignore file that cannot be read or
parsed blocks everything below its folder: it may have named the very file we would otherwise open.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path, PurePath

from pathspec import GitIgnoreSpec

from understudy import secrets

IGNORE_FILES = (".gitignore",)
OWN_IGNORE_FILE = ".understudyignore"
RECHECK_S = 2.0  # an allowed file stays so this long unasked: nobody types for long into a file just ignored
MOST_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Decision:
    """allowed, or the reason (one sentence for the user) why not. broken: an ignore file is unusable."""

    allowed: bool
    reason: str = ""
    broken: bool = False


ALLOWED = Decision(True)


class IgnoreRules:
    """The rules of the open roots.

    A yes is remembered for `RECHECK_S` or until `invalidate`; a no is worked out anew each time, so that a repaired
    ignore file is believed at once. An ignore file is parsed again only when its time or size changed. Safe to use
    from several threads.
    """

    def __init__(self, roots: tuple[Path, ...], clock: Callable[[], float] = time.monotonic) -> None:
        self.roots = roots
        self._clock = clock
        self._specs: dict[Path, tuple[tuple[int, int], GitIgnoreSpec | str]] = {}
        self._allowed: dict[Path, float] = {}  # path -> until when

    def decide(self, path: Path | None) -> Decision:
        """May `path` be read? None is a document that is not on disk (untitled): allowed. Never raises."""
        if path is None:
            return ALLOWED
        now, remembered = self._clock(), self._allowed
        if remembered.get(path, now) > now:
            return ALLOWED
        decision = self._decide_anew(path)
        if decision.allowed:
            if len(remembered) >= MOST_REMEMBERED:
                remembered.clear()
            remembered[path] = now + RECHECK_S  # into the dict we began with: `invalidate` may have replaced it
        return decision

    def invalidate(self, paths: Collection[Path]) -> None:
        """These files were created, changed, moved or deleted."""
        if any(path.name in IGNORE_FILES or path.name == OWN_IGNORE_FILE for path in paths):
            self._allowed = {}
            self._specs = {}
            return
        for path in paths:
            self._allowed.pop(path, None)

    def _decide_anew(self, path: Path) -> Decision:
        try:
            real = path.resolve()
            lost = real.is_symlink()  # what Python 3.13 leaves of a loop of links
        except (OSError, RuntimeError, ValueError):  # no permission, a loop before 3.13, a NUL in the name
            lost = True
        if lost:
            return Decision(False, f"{path.name!r} leads nowhere, so Understudy does not read it.")
        # The name the user sees decides, and so does the real one behind a link.
        for candidate in {path, real}:
            decision = self._decide(candidate)
            if not decision.allowed:
                return decision
        return ALLOWED

    def _decide(self, path: Path) -> Decision:
        root = max((r for r in self.roots if path.is_relative_to(r)), key=lambda r: len(r.parts), default=None)
        relative = path.relative_to(root) if root else PurePath(*path.parts[-2:]) if path.is_absolute() else path
        if secrets.looks_secret(relative):
            return Decision(False, f"{path.name} looks like a file of secrets, so Understudy does not read it.")
        if root is None:
            return ALLOWED
        return self._by_files(root, path)

    def _by_files(self, root: Path, path: Path) -> Decision:
        folders = [folder for folder in reversed(path.parents) if folder.is_relative_to(root)]
        own = self._spec(root / OWN_IGNORE_FILE)
        if isinstance(own, str):
            return Decision(False, own, broken=True)
        specs: list[tuple[Path, GitIgnoreSpec]] = []
        for place in (folder / name for folder in folders for name in IGNORE_FILES):
            spec = self._spec(place)
            if isinstance(spec, str):
                return Decision(False, spec, broken=True)
            if spec is not None:
                specs.append((place, spec))
        said = own.check_file(path.relative_to(root).as_posix()).include if own else None
        if said is not None:
            return Decision(False, f"{path.name} is ignored by {OWN_IGNORE_FILE}.") if said else ALLOWED
        # git: nothing below an ignored folder can be included again
        if any(_git_ignores(specs, level, "/") for level in folders[1:]) or _git_ignores(specs, path):
            return Decision(False, f"{path.name} is ignored by .gitignore.")
        return ALLOWED

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


def _git_ignores(specs: list[tuple[Path, GitIgnoreSpec]], path: Path, end: str = "") -> bool:
    """The last file above `path` that says something decides. end: "/" marks a folder."""
    ignored = False
    for place, spec in specs:
        if place.parent in path.parents:
            said = spec.check_file(path.relative_to(place.parent).as_posix() + end).include
            ignored = ignored if said is None else said
    return ignored


def _broken(place: Path, why: str) -> str:
    first = why.splitlines()[0][:160] if why else "unreadable"
    return f"{place} cannot be used ({first}), so Understudy reads no file of this folder until it is repaired."
