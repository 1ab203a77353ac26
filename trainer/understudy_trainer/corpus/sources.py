"""Where natural Python comes from: the standard library and the permissively licensed distributions installed here.

Nothing is fetched. A distribution whose licence is not known to be permissive is refused and named in the report;
inside accepted ones, folders of other people's code, tests, and files that are tables or generated are passed over.
"""

from __future__ import annotations

import platform
import re
import sysconfig
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import Distribution, distributions
from pathlib import Path

from understudy_trainer.corpus import licences

OWN = "understudy"
STANDARD_LIBRARY = "Python standard library"
MAX_FILE = 200_000  # bytes; larger files are tables or generated
MAX_LINE, MAX_MEAN_LINE = 200, 70  # characters; beyond: minified, or data
MAX_FOREIGN = 0.05  # share of characters outside ASCII
HEAD = 1_500  # characters of a file in which its licence and its origin are told
_FOREIGN = frozenset(
    "_vendor _vendored vendor vendored _vendored_packages third_party thirdparty thirdparty_files extern externals "
    "node_modules _bundled __pycache__".split()
)
_INSTALLED = frozenset(("site-packages", "dist-packages"))
_TESTS = frozenset("test tests testing _testing testdata conftest.py".split())
_TABLES = frozenset("idlelib lib2to3 turtledemo encodings pydoc_data msilib".split())
_GENERATED = re.compile(
    r"(?:auto(?:matically)?[- ]?generated|generated (?:by|from|file|automatically|using|with)|do not edit|don't edit)",
    re.IGNORECASE,
)
_LICENCE_FILE = re.compile(r"(?:licen[sc]e|copying)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """name: with the version, as pieces carry it. licence: SPDX. files: paths, sorted."""

    name: str
    licence: str
    files: tuple[Path, ...]


@dataclass(slots=True)
class Passed:
    """What was not read: distributions refused with their licence, files by reason."""

    refused: dict[str, str] = field(default_factory=dict)
    files: Counter[str] = field(default_factory=Counter)


def found(passed: Passed, paths: list[str] | None = None) -> Iterator[Source]:
    """The standard library, then every accepted distribution by name. paths: as sys.path, where to look for them (None:
    the running environment); the standard library is left out if given."""
    if paths is None:
        root = Path(sysconfig.get_paths()["stdlib"])
        inside = ((path, path.relative_to(root).parts) for path in root.rglob("*.py"))
        files = _kept(((path, parts) for path, parts in inside if not _INSTALLED.intersection(parts)), passed)
        yield Source(f"{STANDARD_LIBRARY} {platform.python_version()}", "PSF-2.0", files)
    seen = set[str]()
    look = distributions() if paths is None else distributions(path=paths)
    for distribution in sorted(look, key=lambda d: str(d.metadata["Name"]).lower()):
        name = str(distribution.metadata["Name"])
        if name.lower() in seen or name == OWN:
            continue
        seen.add(name.lower())
        licence = licences.of(distribution)
        if licences.accepted(licence):
            yield Source(f"{name} {distribution.version}", licence, _kept(_files(distribution), passed))
        else:
            passed.refused[f"{name} {distribution.version}"] = licence


def read(path: Path, passed: Passed) -> str | None:
    """A file's text if it is code somebody wrote by hand, else None and the reason counted."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return passed.files.update(["unreadable"])
    if reason := _unfit(text, path.name):
        return passed.files.update([reason])
    return text


def _unfit(text: str, name: str) -> str:
    lines = text.split("\n")
    head = text[:HEAD]
    if not text.strip():
        return "empty"
    if licences.COPYLEFT.search(head):
        return "licence in the file"
    if name.endswith(("_pb2.py", "_pb2_grpc.py")) or _GENERATED.search("\n".join(_comments(head))):
        return "generated"
    if sum(map(len, lines)) / len(lines) > MAX_MEAN_LINE or max(map(len, lines)) > 10 * MAX_LINE:
        return "long lines"
    if sum(ord(c) > 127 for c in text) > MAX_FOREIGN * len(text):
        return "not ASCII"
    return ""


def _comments(head: str) -> Iterator[str]:
    """Comment lines and the module's docstring, roughly: what stands before the code."""
    for line in head.split("\n"):
        if re.match(r"(?:import|from|def|class|@)\b", line):
            return
        yield line


def _files(distribution: Distribution) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for file in distribution.files or ():
        if file.suffix == ".py":
            yield Path(str(file.locate())), file.parts


def _kept(files: Iterable[tuple[Path, tuple[str, ...]]], passed: Passed) -> tuple[Path, ...]:
    kept = list[Path]()
    copyleft = dict[Path, bool]()
    for path, inside in files:
        reason = _passed_over(path, inside) or ("licence of the folder" if _beneath(path, inside, copyleft) else "")
        if reason:
            passed.files[reason] += 1
        else:
            kept.append(path)
    return tuple(sorted(kept))


def _passed_over(path: Path, inside: tuple[str, ...]) -> str:
    parts = set(inside)
    if parts & _FOREIGN:
        return "vendored"
    if parts & _TESTS or path.name.startswith("test_") or path.name.endswith("_test.py"):
        return "tests"
    if parts & _TABLES:
        return "tables"
    try:
        return "too large" if path.stat().st_size > MAX_FILE else ""
    except OSError:
        return "unreadable"


def _beneath(path: Path, inside: tuple[str, ...], known: dict[Path, bool]) -> bool:
    """Whether a folder of the distribution around the file holds a licence that is not permissive."""
    return any(_copyleft(folder, known) for folder in list(path.parents)[: len(inside) - 1])


def _copyleft(folder: Path, known: dict[Path, bool]) -> bool:
    if folder not in known:
        texts = (file for file in folder.iterdir() if _LICENCE_FILE.match(file.name) and file.is_file())
        known[folder] = any(licences.COPYLEFT.search(_head(file)) for file in texts if file.suffix != ".py")
    return known[folder]


def _head(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")[:HEAD]
    except OSError:
        return ""
