"""Published packages with their own tests, and functions of theirs to write anew.

`scripts/setup.sh packages` unpacks them (pinned, hashes checked) beside an environment that holds pytest alone. Their
files are only read: a blanked function is what the editor shows, not what is on disk.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from understudy.context.functions import FunctionSite, find_function, split_lines, with_body


class PackagesAbsent(Exception):
    """The packages were not fetched yet."""


@dataclass(frozen=True, slots=True)
class Package:
    """name: as published. tests: its test files (relative) that an outside judge runs. slow: node ids among them that
    take a third of a second and more and touch none of `FUNCTIONS`."""

    name: str
    version: str
    tests: tuple[str, ...]
    slow: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """Where it is unpacked. Raises PackagesAbsent."""
        found = home() / f"{self.name}-{self.version}"
        if not (home() / ".setup").is_file() or not found.is_dir():
            raise PackagesAbsent(f"There is no {self.name} {self.version}. Run: scripts/setup.sh packages")
        return found


@dataclass(frozen=True, slots=True)
class Function:
    """One function to be written anew. file: relative to the package's folder."""

    package: Package
    file: str
    qualname: str

    @property
    def path(self) -> Path:
        return self.package.folder / self.file

    @property
    def text(self) -> str:
        """The file as published."""
        return _read(self.path)

    @property
    def blanked(self) -> str:
        return blank(self.text, self.qualname)

    @property
    def body(self) -> str:
        """The published body, indented, without signature and docstring."""
        return body(self.text, self.qualname)

    def __str__(self) -> str:
        return f"{self.package.name} {self.qualname}"


TOOLZ = Package(
    "toolz",
    "1.2.0",
    tuple(f"toolz/tests/test_{name}.py" for name in ("itertoolz", "dicttoolz", "functoolz", "curried")),
)
MORE_ITERTOOLS = Package(
    "more_itertools",
    "11.2.1",
    ("tests/test_more.py",),
    tuple(
        f"tests/test_more.py::{name}"
        for name in (
            "TestSerialize::test_concurrent_calls", "TestConcurrentTee::test_concurrent_consumers",
            "DiscreteFourierTransformTests::test_roundtrip", "ExtractTests::test_all_orderings",
            "TestRandomOrderedRange::test_lcg_mitigation", "TestSynchronized::test_concurrent_calls",
        )
    ),
)  # fmt: skip
BOLTONS = Package("boltons", "26.2.0", ("tests/test_strutils.py",))

FUNCTIONS = (
    Function(TOOLZ, "toolz/itertoolz.py", "groupby"),
    Function(TOOLZ, "toolz/itertoolz.py", "partition_all"),
    Function(TOOLZ, "toolz/itertoolz.py", "reduceby"),
    Function(TOOLZ, "toolz/dicttoolz.py", "merge_with"),
    Function(TOOLZ, "toolz/dicttoolz.py", "get_in"),
    Function(MORE_ITERTOOLS, "more_itertools/more.py", "chunked"),
    Function(MORE_ITERTOOLS, "more_itertools/more.py", "windowed"),
    Function(MORE_ITERTOOLS, "more_itertools/more.py", "first"),
    Function(MORE_ITERTOOLS, "more_itertools/more.py", "split_at"),
    Function(MORE_ITERTOOLS, "more_itertools/more.py", "peekable.peek"),
)
"""Ten that their packages' tests call by name: plain functions, generators, a method, one with a closure."""

MEASURED = (FUNCTIONS[0], FUNCTIONS[5], Function(BOLTONS, "boltons/strutils.py", "human_readable_list"))
"""One of each package, for the cost of a verdict: plain functions, so that both tiers are open to them."""


def home() -> Path:
    """Where `scripts/setup.sh packages` puts them."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "understudy-dev" / "packages"


def python() -> Path:
    """An interpreter with pytest and nothing else, as a small project has it. Raises PackagesAbsent."""
    found = home() / "venv" / "bin" / "python"
    if not found.exists():
        raise PackagesAbsent(f"There is no interpreter at {found}. Run: scripts/setup.sh packages")
    return found


def site_of(text: str, qualname: str) -> FunctionSite:
    """Where the function stands. Raises KeyError."""
    site = find_function(text, qualname=qualname)
    if site is None:
        raise KeyError(qualname)
    return site


def blank(text: str, qualname: str) -> str:
    """`text` with `...` for the function's body; decorators, signature and docstring stay."""
    return with_body(text, site_of(text, qualname), "")


def body(text: str, qualname: str) -> str:
    """The function's body below the docstring, as it stands."""
    site = site_of(text, qualname)
    return "".join(split_lines(text)[site.body_line : site.end_line])


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a package, to compare before and after."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()


@cache
def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")
