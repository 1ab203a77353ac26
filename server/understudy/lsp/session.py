"""What one connection owns, passed by value to every feature. Holds rooms together; decides nothing.

Made by `server.create_server`; features register themselves with it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from pygls.lsp.server import LanguageServer

from understudy.complete.completer import Completer
from understudy.complete.types import Options
from understudy.context.ignore import IgnoreRules
from understudy.lsp.cross_file import CrossFile
from understudy.lsp.engine_host import EngineHost
from understudy.lsp.learning import Learning
from understudy.lsp.lenses import Lenses
from understudy.lsp.notices import Notices
from understudy.lsp.results import Plans, Results
from understudy.lsp.runners import Runners
from understudy.lsp.snooze import Snooze
from understudy.lsp.thinking import Thinking
from understudy.lsp.tracking import Tracker
from understudy.lsp.workspace import Document
from understudy.settings import DEFAULT_LANGUAGES, Settings

Activity = Literal["generating", "training"]
SETTINGS_WAIT_S = 5.0  # a client that does not answer gets the defaults until it does


class Activities:
    """What is under way for a user who waits; more than one thing may be."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._running: list[Activity] = []
        self._on_change = on_change

    @property
    def current(self) -> Activity | Literal[""]:
        """The one begun last, "" if there is none."""
        return self._running[-1] if self._running else ""

    def __contains__(self, activity: Activity) -> bool:
        return activity in self._running

    @contextlib.contextmanager
    def during(self, activity: Activity) -> Iterator[None]:
        self._running.append(activity)
        self._on_change()
        try:
            yield
        finally:
            self._running.remove(activity)
            self._on_change()


class Session:
    """settings: what the client configured. trusted: may the workspace's tests run? roots: the open folders.
    folder_languages: `understudy.languages` where several folders are open. refused_language: of the last request, if
    it was for one that is not completed. last_ms, tokens_per_s: of the last suggestion. over: the client wants no
    more."""

    def __init__(self, server: LanguageServer) -> None:
        self.settings = Settings()
        self.trusted = True
        self.over = False
        self.roots: tuple[Path, ...] = ()
        self.folder_languages: dict[Path, dict[str, bool]] = {}
        self.refused_language = ""
        self.last_ms = 0.0
        self.tokens_per_s = 0.0
        self.announced: dict[str, object] = {}
        self.announce: Callable[[], None] = lambda: None
        self.activities = Activities(lambda: self.announce())
        self.snooze = Snooze(lambda: self.announce())
        self.thinking = Thinking(lambda: self.announce())
        self.notices = Notices(server)
        self.learning = Learning(self.notices)
        self.host = EngineHost(self.notices, lambda: self.announce())
        self.cross_file = CrossFile(self)
        self.completer = Completer(self.host.serve, self.learning.hidden, self.learning.chance, self.cross_file.related)
        self.host.on_adapter = self.completer.clear
        self.tracker = Tracker(self.learning, lambda: self.announce(), self.completer.judged)
        self.runners = Runners(self.notices)
        self.results = Results()
        self.plans = Plans()
        self.lenses = Lenses(server, self)
        self.configured = asyncio.Event()
        self._server = server

    @property
    def rules(self) -> IgnoreRules:
        """Which files may be read."""
        return self.completer.rules

    async def ready(self) -> None:
        """Return when the client's settings are known, or were waited for: a request may come before them."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.configured.wait(), SETTINGS_WAIT_S)

    def use_roots(self, roots: tuple[Path, ...]) -> None:
        self.roots = roots
        self.completer.rules = IgnoreRules(roots)
        self.cross_file.use_rules(self.completer.rules)

    async def configure(self, settings: Settings) -> None:
        """Use new settings everywhere; the engine is loaded anew only if it must be."""
        toggled = settings.enable != self.settings.enable
        if settings.languages != self.settings.languages:
            self.refused_language = ""  # perhaps it is completed now
        self.settings = settings
        if toggled:
            self.lenses.again()
        self.learning.on = settings.learn.enable
        self.learning.keep(settings.learn.retention_days)
        if settings.model != self.host.wanted.model:
            self.completer.clear()
        await self.host.configure(settings)
        self.announce()

    def document(self, uri: str) -> Document:
        """The open document, or one that reads the disk. Never raises."""
        found = self._server.workspace.get_text_document(uri)
        assert isinstance(found, Document)
        return found

    def root_of(self, path: Path) -> Path:
        """The innermost open folder that holds a file, or the file's own folder."""
        holding = [root for root in self.roots if path.is_relative_to(root)]
        return max(holding, key=lambda root: len(root.parts), default=path.parent)

    def options(self, path: Path | None = None) -> Options:
        """The completion settings for a file in the units of the complete room, and what holds just now."""
        wanted, power = self.settings.completion, self.host.power.state
        return Options(
            first_answer_s=wanted.first_answer_ms / 1000,
            debounce_s=wanted.debounce_ms / 1000,
            max_tokens=wanted.max_tokens,
            plan=self.settings.generate.policy != "direct",
            alternatives=wanted.alternatives,
            speculate_next=wanted.speculate_next and not self.host.remote,  # a server's time is not ours to spend
            hide_unsure=wanted.hide_unsure,
            cross_file=wanted.cross_file,
            gentle=power == "gentle",
            paused=power == "pause" or self.snooze.on,
            quiet=bool(self.activities.current),
            languages=self._languages(path),
        )

    def _languages(self, path: Path | None) -> frozenset[str]:
        wanted = self.settings.languages
        if path is not None and self.folder_languages:
            wanted = self.folder_languages.get(self.root_of(path), wanted)
        return frozenset(name for name, on in (DEFAULT_LANGUAGES | wanted).items() if on)
