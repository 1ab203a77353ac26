"""What became of the suggestions the user saw, and which two of them were about the same place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from understudy.learn.events import KEPT_AFTER_S, SHOWN_AFTER_S, Event, Outcome, Shown, cursor_index

SAME_PLACE_S = 120.0  # a dismissal and an acceptance further apart are about different things
MAX_TYPED = 80  # characters typed between the two; more is another line of thought
REMEMBERED = 20  # dismissals an acceptance is compared with


class Fate(msgspec.Struct):
    """What became of one shown item. accepted, dismissed: when. final: what stood there at the last look; None = never
    looked. good: was it kept; None = the user said nothing."""

    accepted: float | None = None
    dismissed: float | None = None
    final: str | None = None
    good: bool | None = None


def fates(events: Iterable[Event]) -> dict[str, Fate]:
    """By id of the shown item."""
    shown_at: dict[str, float] = {}
    found: dict[str, Fate] = {}
    for event in events:
        if isinstance(event, Shown):
            shown_at[event.id] = event.at
            found[event.id] = Fate()
        elif isinstance(event, Outcome) and (fate := found.get(event.id)) is not None:
            if event.kind == "accepted":
                fate.accepted, fate.good = event.at, True
            elif event.kind == "dismissed" and event.at - shown_at[event.id] >= SHOWN_AFTER_S:
                fate.dismissed = event.at
                fate.good = False if fate.accepted is None else fate.good
            elif event.kind == "kept" and event.after_s >= KEPT_AFTER_S[0]:
                fate.final = event.text
                fate.good = bool(event.text.strip())
    return found


def kept(log: Iterable[Event]) -> Iterator[tuple[Shown, str, list[tuple[Shown, str]]]]:
    """Every item that was accepted and still stands: with the text that stands there, and the items dismissed just
    before at the same place, each with what the user typed from there to here."""
    log = list(log)
    known = fates(log)
    dismissed: list[Shown] = []
    for event in log:
        if not isinstance(event, Shown):
            continue
        fate = known[event.id]
        if fate.accepted is not None and fate.good:
            near = [d for d in dismissed if event.at - d.at <= SAME_PLACE_S and d.file == event.file]
            before = [(d, typed) for d in near if (typed := typed_between(d, event)) is not None]
            yield event, event.text if fate.final is None else fate.final, before
        elif fate.dismissed is not None:
            dismissed.append(event)
            del dismissed[:-REMEMBERED]


def typed_between(earlier: Shown, later: Shown) -> str | None:
    """What the user typed from `earlier`'s cursor to `later`'s; None if the prompts differ in anything else."""
    index = cursor_index(later.prompt, later.cursor_piece)
    if index is None or index != cursor_index(earlier.prompt, earlier.cursor_piece):
        return None
    before, after = earlier.prompt[index], later.prompt[index]
    rest_equal = (
        earlier.prompt[:index] == later.prompt[:index] and earlier.prompt[index + 1 :] == later.prompt[index + 1 :]
    )
    if not isinstance(before, str) or not isinstance(after, str) or not rest_equal or not after.startswith(before):
        return None
    typed = after[len(before) :]
    return typed if len(typed) <= MAX_TYPED else None
