"""The few numbers an editor always shows. Counted from the log once, at a start; the session adds its own."""

from __future__ import annotations

import contextlib
import zlib
from dataclasses import dataclass, fields

import msgspec

from understudy.learn.events import KEPT_AFTER_S, Outcome
from understudy.learn.packing import UNREADABLE
from understudy.learn.store import Log

_OUTCOME: msgspec.json.Decoder[Outcome] = msgspec.json.Decoder(Outcome)


@dataclass(slots=True)
class Counts:
    """Suggestions. kept_30s: of the `looked_30s` accepted ones looked at after 30 s, those of which something stood
    there; kept_5min, looked_5min: the same after five minutes."""

    shown: int = 0
    accepted: int = 0
    kept_30s: int = 0
    looked_30s: int = 0
    kept_5min: int = 0
    looked_5min: int = 0

    def add(self, other: Counts) -> None:
        for name in (field.name for field in fields(self)):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def counts(log: Log) -> Counts:
    """Everything the log still has. Raises LearnError.

    `learn.report` counts the same way, and much besides; this reads no prompt, so that a long log costs a start little.
    """
    (shown,) = log.query("SELECT COUNT(*) FROM events WHERE kind = 'shown'")[0]
    (accepted,) = log.query("SELECT COUNT(DISTINCT item) FROM events WHERE kind = 'accepted'")[0]
    looks: tuple[dict[str, bool], ...] = ({}, {})
    for (body,) in log.query("SELECT body FROM events WHERE kind = 'kept' ORDER BY seq"):
        with contextlib.suppress(*UNREADABLE):  # one bad row does not hide the others
            outcome = _OUTCOME.decode(zlib.decompress(body))
            for after_s, look in zip(KEPT_AFTER_S, looks, strict=True):
                if outcome.after_s >= after_s:
                    look.setdefault(outcome.id, bool(outcome.text.strip()))
    short, long = looks
    return Counts(shown, accepted, sum(short.values()), len(short), sum(long.values()), len(long))
