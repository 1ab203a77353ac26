"""`textDocument/codeLens` and `textDocument/codeAction`: Generate with Tests, on the functions that have tests and on
those that have no body.

A keystroke costs one reading of the document, off the event loop and once for each version of it. The workspace's test
files are read in the background, once, and then as they change (`runner.mapping.covered`).
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from understudy.context.functions import FunctionSite, functions, split_lines
from understudy.context.limits import too_big
from understudy.context.unwritten import unwritten
from understudy.lsp.workspace import Document, path_of
from understudy.runner import pythons
from understudy.runner.mapping.covered import Covered

if TYPE_CHECKING:
    from understudy.lsp.session import Session

GENERATE = "understudy.generate"
MOST_DOCUMENTS = 16  # whose lenses are kept
MOST_WORKSPACES = 8
FIRST_WAIT_S = 1.0  # a small workspace is read within this, and the first lenses have their numbers
SETTLE_S = 1.0  # after a save: a formatter or a checkout often follows

log = logging.getLogger(__name__)


class Offer(NamedTuple):
    """One function to generate. top: the line of its first decorator. tests: how many are known to reach it (None: the
    tests have not been read yet)."""

    site: FunctionSite
    top: int
    tests: int | None

    @property
    def title(self) -> str:
        if self.tests is None:
            return "Generate with Tests"
        return f"Generate with Tests · {self.tests} test{'s' * (self.tests != 1)}" if self.tests else "Generate"


class _Workspace(NamedTuple):
    root: Path
    python: Path
    deep: bool


class Lenses:
    """One per session, on its event loop."""

    def __init__(self, server: LanguageServer, session: Session) -> None:
        self._server, self._session = server, session
        self._command = ""  # of the client's own
        self._covered: OrderedDict[_Workspace, Covered] = OrderedDict()
        self._refreshing: dict[Covered, asyncio.Task[None]] = {}
        self._offers: OrderedDict[str, tuple[object, asyncio.Task[list[Offer]]]] = OrderedDict()
        self._known = 0  # how often what is known of tests became different

    def use(self, options: object) -> None:
        """The client's initialization options: `commands.generate` names a command of its own, which is given uri and
        position. Without one the server's is named, and told to apply what is verified."""
        commands = options.get("commands") if isinstance(options, Mapping) else None
        wanted = commands.get("generate") if isinstance(commands, Mapping) else None
        self._command = wanted if isinstance(wanted, str) else ""

    def command(self, document: Document, offer: Offer) -> types.Command:
        """What a click does."""
        at = document.position(offer.site.def_line, 0)
        argument: dict[str, object] = {
            "uri": document.uri,
            "position": {"line": at.line, "character": at.character},
        }
        if not self._command:
            argument["apply"] = True
        return types.Command(offer.title, self._command or GENERATE, arguments=[argument])

    async def offers(self, uri: str) -> list[Offer]:
        """The functions of a document, in order; [] where Understudy keeps out."""
        document, path = self._session.document(uri), path_of(uri)
        if path is None or path.suffix == ".pyi" or not self._session.settings.enable:
            return []
        if document.language_id not in (None, "", "python") or not self._session.rules.decide(path).allowed:
            return []
        covered = self._of(path)
        if covered.stale:
            task = self._refresh(covered)
            if not covered.ready:
                await asyncio.wait({task}, timeout=FIRST_WAIT_S)
        # the document itself: one that is opened anew begins its versions anew, one that is not open is new each time
        key = (document, document.version, covered, self._known)
        known = self._offers.get(uri)
        if known is None or known[0] != key:  # lens and code action are often asked for together
            source = document.source
            if too_big(len(source)):
                return []
            reading = asyncio.create_task(asyncio.to_thread(_offers, source, path, covered))
            self._offers[uri] = known = (key, reading)
            self._offers.move_to_end(uri)
            while len(self._offers) > MOST_DOCUMENTS:
                self._offers.popitem(last=False)
        return await asyncio.shield(known[1])

    # ---- what the tests say
    def changed(self, paths: Iterable[Path]) -> None:
        """These were saved, made or removed, in the editor or behind its back."""
        paths = list(paths)
        for workspace, covered in self._covered.items():
            inside = [path for path in paths if path.is_relative_to(workspace.root)]
            if inside:
                covered.changed(inside)
                self._refresh(covered)

    def saved(self, uri: str) -> None:
        """The editor saved a document: a tree too large to watch tells nothing."""
        if (path := path_of(uri)) is not None:
            self.changed([path])

    def stop(self) -> None:
        """End what runs in the background."""
        for covered in self._covered.values():
            covered.close()
        for task in self._refreshing.values():
            task.cancel()

    def _of(self, path: Path) -> Covered:
        root = self._session.root_of(path)
        python = self._session.settings.tests.python
        wanted = Path(python) if python else pythons.workspace_python(root)
        workspace = _Workspace(root, wanted, deep=root in self._session.roots)
        covered = self._covered.get(workspace)
        if covered is None:
            covered = self._covered[workspace] = Covered(root, wanted, deep=workspace.deep)
        self._covered.move_to_end(workspace)
        while len(self._covered) > MOST_WORKSPACES:
            self._covered.popitem(last=False)[1].close()
        return covered

    def _refresh(self, covered: Covered) -> asyncio.Task[None]:
        """The refresh under way, or a new one."""
        task = self._refreshing.get(covered)
        if task is None:
            task = self._refreshing[covered] = asyncio.create_task(self._refreshed(covered))
        return task

    async def _refreshed(self, covered: Covered) -> None:
        try:
            await self._until_fresh(covered)
        finally:
            del self._refreshing[covered]  # in the same step as the last look: what changes later begins a new one

    async def _until_fresh(self, covered: Covered) -> None:
        while covered.stale:  # more may change while it reads
            if covered.ready:
                await asyncio.sleep(SETTLE_S)
            try:
                differs = await asyncio.to_thread(covered.refresh)
            except OSError as error:  # the folder is gone, or may not be read
                log.info("the tests of %s are not counted: %s", covered.workspace, error)
                return
            if differs:
                self._known += 1
                self.again()

    def again(self) -> None:
        """Have the client ask for its lenses again: they may be others now."""
        workspace = self._server.client_capabilities.workspace
        if workspace is not None and workspace.code_lens is not None and workspace.code_lens.refresh_support:
            self._server.workspace_code_lens_refresh(None)


def register(server: LanguageServer, session: Session) -> None:
    lenses = session.lenses

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS, types.CodeLensOptions())
    async def code_lens(params: types.CodeLensParams) -> list[types.CodeLens]:
        await session.ready()
        document = session.document(params.text_document.uri)
        offers = await lenses.offers(document.uri)
        return [types.CodeLens(_range(document, offer.top), lenses.command(document, offer)) for offer in offers]

    options = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.RefactorRewrite])

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction | types.Command]:
        if not _wants_rewrites(params.context.only):
            return []
        await session.ready()
        document = session.document(params.text_document.uri)
        line, _ = document.place(params.range.start)
        offers = await lenses.offers(document.uri)
        holding = [offer for offer in offers if offer.top <= line < max(offer.site.end_line, offer.site.body_line)]
        if not holding:
            return []
        command = lenses.command(document, max(holding, key=lambda offer: offer.top))
        if not _takes_literals(server.client_capabilities):
            return [command]
        kind = types.CodeActionKind.RefactorRewrite
        return [types.CodeAction(title=f"Understudy: {command.title}", kind=kind, command=command)]


def _offers(source: str, path: Path, covered: Covered) -> list[Offer]:
    """On a thread: reads the text once."""
    if covered.is_test(path):
        return []
    sites = functions(source)
    waiting = {site.def_line for site in unwritten(source, sites)}
    names = {site.qualname for site in sites}
    outer = [site for site in sites if site.def_line in waiting or not _is_inner(site, names)]
    counts = covered.counts(path, {site.qualname for site in outer})
    lines = split_lines(source)
    return [
        Offer(site, _top(lines, site.def_line), counts.get(site.qualname, 0) if covered.ready else None)
        for site in outer
        if site.def_line in waiting or counts.get(site.qualname)
    ]


def _is_inner(site: FunctionSite, names: set[str]) -> bool:
    """Whether it stands in another function: tests reach it only through that."""
    parts = site.qualname.split(".")
    return any(".".join(parts[:most]) in names for most in range(1, len(parts)))


def _top(lines: list[str], def_line: int) -> int:
    while def_line > 0 and lines[def_line - 1].lstrip().startswith("@"):
        def_line -= 1
    return def_line


def _range(document: Document, line: int) -> types.Range:
    """All of a line; of the last one where the document has become shorter."""
    text = document.lines[min(line, len(document.lines) - 1)]
    return types.Range(document.position(line, 0), document.position(line, len(text.rstrip("\r\n"))))


def _wants_rewrites(only: Iterable[str] | None) -> bool:
    kind = types.CodeActionKind.RefactorRewrite.value
    return only is None or any(f"{kind}.".startswith(f"{wanted}.") or wanted == "" for wanted in map(_value, only))


def _value(kind: object) -> str:
    return str(getattr(kind, "value", kind))


def _takes_literals(capabilities: types.ClientCapabilities) -> bool:
    document = capabilities.text_document
    action = document.code_action if document is not None else None
    return action is not None and action.code_action_literal_support is not None
