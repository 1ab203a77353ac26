"""Which names a test wants that are not there, and everything it takes to generate them.

In: a test file, as it stands in the editor. Out: a `Wanted`. By reading alone: no code of the workspace is imported
or run, nothing is written, names of the standard library and of installed packages are left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from understudy.context.functions import find_class, find_function
from understudy.context.ignore import IgnoreRules
from understudy.context.limits import too_big
from understudy.generate.wanted.members import Members
from understudy.generate.wanted.places import Places
from understudy.generate.wanted.plan import Plan
from understudy.generate.wanted.reading import Reading
from understudy.generate.wanted.sources import Sources
from understudy.generate.wanted.stub import with_stubs
from understudy.generate.wanted.types import Target, Wanted
from understudy.generate.wanted.uses import Key, Uses, uses_in
from understudy.runner.testmap import test_files
from understudy.syntax import parsed

MOST_TEST_FILES = 40  # besides the one asked about, that also name what is wanted
MOST_NAMES = 40


def find_wanted(
    workspace: Path,
    test_file: Path,
    test_text: str,
    *,
    line: int | None = None,
    qualname: str | None = None,
    texts: Mapping[Path, str] | None = None,
    python: Path | None = None,
    rules: IgnoreRules | None = None,
) -> Wanted | None:
    """What the tests of `test_file` want that does not exist; None if nothing is absent, or nobody can tell.

    line (0-based) or qualname (`test_name`, `TestClass.test_name` or `TestClass::test_name`): the test at the cursor,
    whose names come first. texts: other files as they stand in the editor, by absolute path. python: of the tests
    (None = the workspace's own). rules: what may be read. Never raises for what is on disk.
    """
    root, file = workspace.resolve(), test_file.resolve()
    if root not in file.parents or too_big(len(test_text)) or parsed(test_text) is None:
        return None
    sources = Sources(root, {path.resolve(): text for path, text in (texts or {}).items()} | {file: test_text}, rules)
    search = _Search(root, sources, Members(sources, Places(root, python)))
    try:
        return search.wanted(file, line, qualname)
    except RecursionError:  # an expression nested too deeply to be read
        return None


@dataclass(slots=True)
class _Search:
    """uses: of all test files that were read. imported: a test file's node id -> absent names that it imports."""

    root: Path
    sources: Sources
    members: Members
    uses: Uses = field(default_factory=Uses)
    imported: dict[str, set[Key]] = field(default_factory=dict)

    def wanted(self, file: Path, line: int | None, qualname: str | None) -> Wanted | None:
        reading = self.reading(file)
        uses = uses_in(reading) if reading is not None else Uses()
        keys = _ordered(reading, uses, line, qualname) if reading is not None else []
        if reading is None or not keys:
            return None
        self.add_other_tests(file, reading, uses, keys)
        return _wanted(self, keys)

    def reading(self, file: Path) -> Reading | None:
        tree = self.sources.tree(file)
        if tree is None:
            return None
        outer: tuple[Reading, ...] = ()
        for folder in reversed([f for f in file.parents if f == self.root or self.root in f.parents]):
            conftest = folder / "conftest.py"
            around = self.sources.tree(conftest) if conftest != file and self.sources.exists(conftest) else None
            if around is not None:
                outer = (Reading(conftest, around, self.members, "", outer), *outer)
        return Reading(file, tree, self.members, self._nodeid(file), outer)

    def _nodeid(self, file: Path) -> str:
        return file.relative_to(self.root).as_posix()

    def add_other_tests(self, file: Path, own: Reading, uses: Uses, keys: list[Key]) -> None:
        """Take in what the other test files say of the same names."""
        self._add(file, own, uses)
        words = {key[1].rpartition(".")[2] for key in keys}
        count = 0
        for other in test_files(self.root):
            text = self.sources.text(other) if other != file else None
            if text is None or not any(word in text for word in words):
                continue
            count += 1
            reading = self.reading(other) if count <= MOST_TEST_FILES else None
            if reading is not None:
                self._add(other, reading, uses_in(reading))

    def _add(self, file: Path, reading: Reading, uses: Uses) -> None:
        for key, found in uses.by_name.items():
            self.uses.by_name.setdefault(key, []).extend(found)
        self.uses.needed.update(uses.needed)
        lines = [each.import_lines for each in (reading, *reading.outer)]
        self.imported[self._nodeid(file)] = {key for each in lines for key in each if key[1]}


def _ordered(reading: Reading, uses: Uses, line: int | None, qualname: str | None) -> list[Key]:
    """The absent names, those that the test at the cursor uses first, each group in order of appearance."""
    asked = [nodeid for nodeid in uses.lines if qualname and _is_called(nodeid, qualname)]
    if line is not None and not asked:
        asked = [nodeid for nodeid, (first, last) in uses.lines.items() if first <= line <= last]
    near = set().union(*(uses.needed[nodeid] for nodeid in asked))
    at_cursor = [key for key, where in reading.import_lines.items() if where == line]
    every = dict.fromkeys((*uses.by_name, *(key for key in reading.import_lines if key[1])))
    appearance = list(every)
    return sorted(every, key=lambda key: (key not in near, key not in at_cursor, appearance.index(key)))[:MOST_NAMES]


def _is_called(nodeid: str, qualname: str) -> bool:
    names, wanted = nodeid.split("::")[1:], qualname.replace("::", ".").split("[")[0].split(".")
    return names == wanted or names[: len(wanted)] == wanted


def _wanted(search: _Search, keys: list[Key]) -> Wanted:
    files = dict.fromkeys(key[0] for key in keys)
    plans = {file: Plan(file, [key[1] for key in keys if key[0] == file], search.uses.by_name) for file in files}
    stubbed = {(file, name) for file, plan in plans.items() for name in plan.written}
    targets = []
    beyond = [f"{file.name}: {name}" for file, plan in plans.items() for name in plan.beyond]
    for file, name in keys:
        plan = plans[file]
        if (kind := plan.kind(name)) is None:
            continue
        old = search.sources.text(file) or ""
        if search.sources.text(file) is None and search.sources.exists(file):
            continue  # it may not be read
        tests, held_up = _tests(search, (file, name), plan, stubbed)
        text = with_stubs(old, plan.top(), plan.members())
        find = find_class if kind == "class" else find_function
        if find(old, qualname=name) is not None or find(text, qualname=name) is None:
            beyond.append(f"{file.name}: {name}")  # its class stands there twice, or has no room
            continue
        targets.append(Target(kind, file, name, text, old, search.sources.exists(file), tests, held_up))
    targets.sort(key=lambda target: not target.tests)  # stable: what can be proved comes first
    return Wanted(tuple(targets), tuple(dict.fromkeys(beyond)))


def _tests(search: _Search, key: Key, plan: Plan, stubbed: set[Key]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tests that judge one name, and those that have to wait for others. What stands in other files is absent
    as long as this file is generated; an import of it keeps a whole test file from being read."""
    own = {key} | {(key[0], inner) for inner in plan.inside(key[1])}
    using = [nodeid for nodeid, needed in search.uses.needed.items() if needed & own]
    here = {each for each in stubbed if each[0] == key[0]}
    runs = [nodeid for nodeid in using if search.imported.get(nodeid.split("::")[0], set()) <= here]
    ready = own | {(key[0], name) for name in (key[1].rpartition(".")[0], *plan.ready)}
    alone = [nodeid for nodeid in runs if search.uses.needed[nodeid] <= ready]
    chosen = alone or runs
    return tuple(chosen), tuple(nodeid for nodeid in using if nodeid not in chosen)
