"""Declarations of the workspace's own names that a file imports: what the model cannot know and the user means.

In: a file's path and lines. Out: per imported file of the workspace, declarations. Reads source files only, under the
ignore rules, below the roots also behind links, never an installed package; runs and imports nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from understudy.context.ignore import IgnoreRules
from understudy.context.imports import Import, statements
from understudy.context.modules import SOURCES, Modules, name_of
from understudy.context.outline import Outline, outline
from understudy.prompts.types import Snippet

MOST_SOURCE_BYTES = 128 * 1024  # parsing holds the interpreter's lock: 25 ms per 100 KB, and somebody is typing
MOST_FILES = 40  # per importing file
MOST_NAMES = 120
MOST_PASSED_ON = 50  # modules asked for one name
MOST_REMEMBERED = 256  # outlines

Stamp = tuple[int, int]
"""(mtime in ns, size) of a file."""


@dataclass(frozen=True, slots=True)
class Declared:
    """name: the declaring file, relative to its root, with "/". blocks: declarations without their last line end."""

    name: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """declared: in the order of the imports. key: equal as long as the imports and all that was read are the same."""

    key: tuple[tuple[Import, ...], tuple[tuple[Path, Stamp], ...]] = ((), ())
    declared: tuple[Declared, ...] = ()


def fit(declared: Sequence[Declared], characters: int, overhead: int = 0) -> tuple[Snippet, ...]:
    """As many declarations as fit, in order, too long ones left out. overhead: characters a snippet costs besides."""
    snippets = []
    for each in declared:
        room = characters - len(each.name) - overhead
        text = ""
        for block in each.blocks:
            if len(text) + len(block) + 1 <= room:
                text += block + "\n"
        if text:
            snippets.append(Snippet(each.name, text))
            characters = room - len(text)
    return tuple(snippets)


class Declarations:
    """Finds declarations; remembers what it read by the files' time stamps. For one thread.

    secret: does a text hold something that must not go into a prompt?
    """

    def __init__(self, rules: IgnoreRules, secret: Callable[[str], bool] = lambda text: False) -> None:
        self._rules = rules
        self._secret = secret
        self._modules = Modules(rules.roots)
        self._real_roots = tuple(root.resolve() for root in rules.roots)
        self._outlines: dict[Path, tuple[Stamp, Outline | None]] = {}

    def of(self, path: Path, lines: Sequence[str], line: int, previous: Found | None = None) -> Found:
        """Declarations of what `path` imports. line: the cursor's; an import under the cursor is still being typed:
        the previous answer stays. Never raises for what is on disk."""
        said = statements(lines)
        if any(statement.first <= line <= statement.last for statement in said):
            if previous is not None:
                return previous
            said = [statement for statement in said if not statement.first <= line <= statement.last]
        imports = tuple(one for statement in said for one in statement.imports)
        self._modules.begin()
        search = _Search(self._modules, self._outline, path)
        for one in imports:
            search.add(one, lines)
        declared = tuple(
            Declared(name_of(file, self._rules.roots) or file.name, tuple(names.values()))
            for file, names in search.found.items()
            if names
        )
        return Found((imports, tuple(search.read.items())), declared)

    def _outline(self, file: Path) -> tuple[Stamp, Outline | None]:
        """A source file's stamp and outline, None if it may not or cannot be read; a broken file's is its last good."""
        try:
            stat = file.stat()
            stamp = (stat.st_mtime_ns, stat.st_size)
            if not self._may_read(file, stat.st_size):
                self._outlines.pop(file, None)
                return stamp, None
            known = self._outlines.get(file)
            if known is not None and known[0] == stamp:
                return known
            found = self._without_secrets(outline(file.read_bytes()))
        except (OSError, ValueError, RuntimeError):  # gone meanwhile, no permission, a loop of links
            return (0, 0), None
        if found is None and known is not None:
            found = known[1]
        if len(self._outlines) >= MOST_REMEMBERED:
            self._outlines.pop(next(iter(self._outlines)))
        self._outlines[file] = (stamp, found)
        return stamp, found

    def _without_secrets(self, found: Outline | None) -> Outline | None:
        if found is not None:
            kept = {name: text for name, text in found.declarations.items() if not self._secret(text)}
            found.declarations = kept
        return found

    def _may_read(self, file: Path, size: int) -> bool:
        if size > MOST_SOURCE_BYTES or not file.is_file() or not self._rules.decide(file).allowed:
            return False
        real = file.resolve()
        return any(real.is_relative_to(root) for root in self._real_roots) and "site-packages" not in real.parts


class _Search:
    """One walk through the imports of one file. found: file -> name -> declaration. read: every file looked into."""

    def __init__(self, modules: Modules, outlined: Callable[[Path], tuple[Stamp, Outline | None]], path: Path) -> None:
        self.found: dict[Path, dict[str, str]] = {}
        self.read: dict[Path, Stamp] = {}
        self._modules = modules
        self._outlined = outlined
        self._importer = path
        self._names = 0
        self._outlines: dict[Path, Outline] = {path: Outline()}  # what the file itself declares is in its own window

    def add(self, one: Import, lines: Sequence[str]) -> None:
        module = self._find(self._importer, one)
        if module is None:
            return
        if not one.names:
            self._add_used(module, one.bound, lines)
        for name in one.names:
            if name.name == "*":
                self._add_public(module)
            elif (inner := self._declare(module, [name.name])) is not None:
                self._add_used(inner, name.bound, lines)

    def _add_used(self, module: Path, bound: str, lines: Sequence[str]) -> None:
        """The attributes of a module that the file uses; all that are public while it uses none yet."""
        used = dict.fromkeys(_attributes(lines, bound))
        for dotted in used:
            self._declare(module, dotted.split("."))
        if not used:
            self._add_public(module)

    def _add_public(self, module: Path) -> None:
        """What `import *` brings."""
        seen, ahead = {self._importer}, [module]
        while ahead:
            module = ahead.pop(0)
            seen.add(module)
            outlined = self._outline_of(module)
            for name in outlined.public:
                self._declare(module, [name])
            if outlined.exported is None:
                sources = [self._find(module, star) for star in outlined.stars]
                ahead += [source for source in sources if source is not None and source not in seen]

    def _declare(self, module: Path, dotted: list[str]) -> Path | None:
        """Note the declaration of a module's attribute (of an attribute); if it is a module itself, return that."""
        for name in dotted:
            place = self._resolve(module, name, set())
            if place is None:
                return None
            module, declared = place
            if declared:
                self._note(module, declared)
                return None
        return module

    def _resolve(self, module: Path, name: str, seen: set[tuple[Path, str]]) -> tuple[Path, str] | None:
        """Where an attribute of a module stands: a file and its name there, "" if it is a module itself."""
        if (module, name) in seen or len(seen) > MOST_PASSED_ON:
            return None
        seen.add((module, name))
        outlined = self._outline_of(module)
        if name in outlined.declarations:
            return module, name
        for target, original in self._passed_on(module, outlined, name):
            place = self._resolve(target, original, seen) if original else (target, "")
            if place is not None:
                return place
        inside = self._modules.inside(module, name)
        return None if inside in (None, self._importer) else (inside, "")

    def _passed_on(self, module: Path, outlined: Outline, name: str) -> Iterator[tuple[Path, str]]:
        """Modules from which `module` may have a name, and what it is called there."""
        sources = [outlined.origins[name]] if name in outlined.origins else []
        for one, original in [*sources, *((star, name) for star in outlined.stars)]:
            source = self._find(module, one)
            if source not in (None, module, self._importer):
                yield source, original

    def _find(self, importer: Path, one: Import) -> Path | None:
        return self._modules.find(importer, one.module, one.level)

    def _note(self, file: Path, name: str) -> None:
        names = self.found.setdefault(file, {})
        if name not in names and self._names < MOST_NAMES:
            self._names += 1
            names[name] = self._outlines[file].declarations[name]

    def _outline_of(self, module: Path) -> Outline:
        if module not in self._outlines:
            found = None
            if module.suffix in SOURCES and len(self.read) < MOST_FILES:
                self.read[module], found = self._outlined(module)
            self._outlines[module] = found or Outline()
        return self._outlines[module]


def _attributes(lines: Sequence[str], bound: str) -> Iterator[str]:
    """What stands after `bound.` in a text, dotted names whole, in order."""
    used = re.compile(rf"(?<![\w.]){re.escape(bound)}\.([^\W\d]\w*(?:\.[^\W\d]\w*)*)")
    for line in lines:
        if bound in line and not line.lstrip().startswith(("import ", "from ")):
            yield from used.findall(line)
