"""How it has been going: what was offered, what stayed, what passed, by adapter and base and by week.

A view of the events. Every share says out of how many; what is too young to be looked at is in neither number.
`page` shows it.
"""

from __future__ import annotations

import datetime
import difflib
import math
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from understudy.learn.events import KEPT_AFTER_S, Event, Outcome, Shown, Tested, cursor_text
from understudy.learn.split import scope_of

TYPING_PER_MINUTE = 200  # characters: 40 words of five, a practised typist who also thinks
MOST_WEEKS = 26  # half a year, which is also how long the log remembers by default
LEAST_COMMON = 3  # characters in a row; shorter stretches are common to any two texts
LONG_TEXT = 500  # characters; longer ones are compared line by line, since a diff by characters is quadratic
Z95 = 1.959964

_SHORT, _LONG = KEPT_AFTER_S


class Share(msgspec.Struct, frozen=True):
    """count of total."""

    count: int = 0
    total: int = 0

    @property
    def share(self) -> float:
        """0..1, 0 of nothing."""
        return self.count / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval; (0, 1) of nothing."""
        if not self.total:
            return 0.0, 1.0
        n, p = self.total, self.share
        middle = (p + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
        half = Z95 * math.sqrt(p * (1 - p) / n + Z95**2 / (4 * n * n)) / (1 + Z95**2 / n)
        return max(0.0, middle - half), min(1.0, middle + half)


class Figures(msgspec.Struct, frozen=True):
    """shown: suggestions on screen. accepted: of those. dismissed: a count. kept_30s, kept_5min: of the accepted that
    were looked at after that time, those of which something stood. characters: accepted ones that stood after five
    minutes, without indentation. first_runs: functions whose first Generate with Tests confirmed a candidate that
    passes every test, of those that tests ran for. untested: first runs that no test decided. first_at, last_at:
    seconds since the epoch, 0 = never."""

    shown: int = 0
    accepted: Share = Share()
    dismissed: int = 0
    kept_30s: Share = Share()
    kept_5min: Share = Share()
    characters: int = 0
    first_runs: Share = Share()
    untested: int = 0
    first_at: float = 0.0
    last_at: float = 0.0

    @property
    def minutes_saved(self) -> float:
        """What typing these characters would have taken."""
        return self.characters / TYPING_PER_MINUTE


class Served(msgspec.Struct, frozen=True):
    """Figures of one model with one adapter ("" = alone); both by content hash."""

    base: str
    adapter: str
    figures: Figures


class Week(msgspec.Struct, frozen=True):
    """start: its Monday, as 2026-11-16. adapters: content hashes of those in use, "" = the base alone."""

    start: str
    figures: Figures
    adapters: tuple[str, ...] = ()


class Report(msgspec.Struct, frozen=True):
    """total: of all. served: by base and adapter, the last in use first. weeks: oldest first, those without anything in
    between too, the last MOST_WEEKS. made_at: seconds since the epoch."""

    total: Figures
    served: tuple[Served, ...]
    weeks: tuple[Week, ...]
    made_at: float


def report(events: Iterable[Event], now: float) -> Report:
    """Figures of the events. now: seconds since the epoch; weeks are those of this machine's time zone."""
    whole = _Tally()
    served: dict[tuple[str, str], _Tally] = defaultdict(_Tally)
    weeks: dict[datetime.date, _Tally] = defaultdict(_Tally)
    used: dict[datetime.date, set[str]] = defaultdict(set)
    shown: dict[str, Shown] = {}
    tried: set[str] = set()  # functions that had their first run
    for event in events:
        if isinstance(event, Outcome):
            about = shown.get(event.id)
            if about is not None:  # else it is older than the log remembers
                for tally in (whole, served[_key(about)], weeks[_monday(about.at)]):
                    tally.outcome(event, about)
        elif isinstance(event, Shown | Tested):
            for tally in (whole, served[_key(event)], weeks[_monday(event.at)]):
                tally.saw(event.at)
                if isinstance(event, Shown):
                    tally.shown.add(event.id)
            used[_monday(event.at)].add(event.adapter)
            if isinstance(event, Shown):
                shown[event.id] = event
                continue
            function = scope_of(event.file, cursor_text(event.prompt))
            if function not in tried:
                tried.add(function)
                for tally in (whole, served[_key(event)], weeks[_monday(event.at)]):
                    tally.runs.append(_decided(event))
    rows = sorted(
        (Served(*key, tally.figures()) for key, tally in served.items()),
        key=lambda one: one.figures.last_at,
        reverse=True,
    )
    every = [Week(str(day), weeks[day].figures(), tuple(sorted(used[day]))) for day in _mondays(list(weeks))]
    return Report(whole.figures(), tuple(rows), tuple(every), now)


class _Tally:
    """Counts that grow. runs: of each first run, True or False, None = no test decided."""

    def __init__(self) -> None:
        self.shown: set[str] = set()
        self.accepted: set[str] = set()
        self.dismissed: set[str] = set()
        self.short: dict[str, bool] = {}
        self.long: dict[str, bool] = {}
        self.characters = 0
        self.runs: list[bool | None] = []
        self.first_at = self.last_at = 0.0

    def saw(self, at: float) -> None:
        self.first_at = min(self.first_at or at, at)
        self.last_at = max(self.last_at, at)

    def outcome(self, event: Outcome, about: Shown) -> None:
        if event.kind == "accepted":
            self.accepted.add(event.id)
        elif event.kind == "dismissed":
            self.dismissed.add(event.id)
        else:
            stands = bool(event.text.strip())
            if event.after_s >= _SHORT:
                self.short.setdefault(event.id, stands)
            if event.after_s >= _LONG and event.id not in self.long:
                self.long[event.id] = stands
                self.characters += standing(about.text, event.text)

    def figures(self) -> Figures:
        decided = [run for run in self.runs if run is not None]
        return Figures(
            len(self.shown),
            Share(len(self.accepted & self.shown), len(self.shown)),
            len(self.dismissed - self.accepted),
            Share(sum(self.short.values()), len(self.short)),
            Share(sum(self.long.values()), len(self.long)),
            self.characters,
            Share(sum(decided), len(decided)),
            len(self.runs) - len(decided),
            self.first_at,
            self.last_at,
        )


def standing(offered: str, now: str) -> int:
    """Characters of what was offered that stand there now, in order, without indentation: editors type that."""
    if offered == now:
        return _typed(offered)
    if max(len(offered), len(now)) > LONG_TEXT:
        before, after = offered.split("\n"), now.split("\n")
        lines = difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
        return sum(_typed("\n".join(before[block.a : block.a + block.size])) for block in lines)
    characters = difflib.SequenceMatcher(None, offered, now, autojunk=False).get_matching_blocks()
    common = (offered[block.a : block.a + block.size] for block in characters if block.size >= LEAST_COMMON)
    return sum(map(_typed, common))


def _typed(text: str) -> int:
    return sum(len(line.strip()) for line in text.split("\n"))


def _decided(event: Tested) -> bool | None:
    """Whether a candidate passed every test; None if no test ran."""
    if not any(candidate.total for candidate in event.candidates):
        return None
    return any(candidate.status == "passed" for candidate in event.candidates)


def _key(event: Shown | Tested) -> tuple[str, str]:
    return event.model_sha, event.adapter


def _monday(at: float) -> datetime.date:
    day = datetime.datetime.fromtimestamp(at).date()
    return day - datetime.timedelta(days=day.weekday())


def _mondays(known: list[datetime.date]) -> list[datetime.date]:
    if not known:
        return []
    first, last = min(known), max(known)
    first = max(first, last - datetime.timedelta(weeks=MOST_WEEKS - 1))
    return [first + datetime.timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]
