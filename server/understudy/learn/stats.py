"""Counts a user can read: what was offered, what stayed, what the tests proved."""

from __future__ import annotations

from collections import Counter

import msgspec

from understudy.learn import filter as accept_filter
from understudy.learn.events import Excluded, Imported, Tested
from understudy.learn.pairs import labels, rankings, sifted
from understudy.learn.report import report
from understudy.learn.split import file_of
from understudy.learn.store import Log


class Stats(msgspec.Struct, frozen=True):
    """shown ... candidates: event counts. kept_30s / kept_5min: accepted items of which something stood there at that
    time, out of `looked_30s` / `looked_5min`. statuses: candidates by verdict. pairs: by source. dropped: pairs left
    out, by reason (`noise.Reason`). pair_files: files that pairs come from; held_out_files: those with a held-out one.
    imported: lines of imported files, by shape. hidden: what was kept back, by reason. filter_on: does a filter of the
    user's own decide what is shown; filter_judged: decisions it has to learn from; filter_auc: how well it tells them
    apart (see `learn.filter`; 0 = too few). first_at, last_at: seconds since the epoch (0 = empty log). size_bytes: of
    the file."""

    shown: int
    accepted: int
    dismissed: int
    kept_30s: int
    looked_30s: int
    kept_5min: int
    looked_5min: int
    batches: int
    candidates: int
    statuses: dict[str, int]
    pairs: dict[str, int]
    dropped: dict[str, int]
    pair_files: int
    held_out_pairs: int
    held_out_files: int
    imported: dict[str, int]
    rankings: int
    labels: int
    hidden: dict[str, int]
    filter_on: bool
    filter_judged: int
    filter_auc: float
    first_at: float
    last_at: float
    size_bytes: int

    @property
    def accept_rate(self) -> float:
        """Accepted per shown, 0 for an empty log."""
        return self.accepted / self.shown if self.shown else 0.0

    @property
    def kept_rate(self) -> float:
        """Of the accepted items looked at after five minutes, the share that still stood."""
        return self.kept_5min / self.looked_5min if self.looked_5min else 0.0


def stats(log: Log, since: float = 0.0) -> Stats:
    """Everything from `since` (seconds since the epoch) on; what became of a suggestion that is older is not counted.
    Raises LearnError."""
    events = list(log.events(since))
    happened = [event.at for event in events if not isinstance(event, Excluded)]
    seen = report(events, 0.0).total
    batches = [event for event in events if isinstance(event, Tested)]
    statuses = Counter(candidate.status for batch in batches for candidate in batch.candidates)
    result = sifted(events)
    found = result.pairs
    trained = accept_filter.train(accept_filter.judged(log))
    return Stats(
        shown=seen.shown,
        accepted=seen.accepted.count,
        dismissed=seen.dismissed,
        kept_30s=seen.kept_30s.count,
        looked_30s=seen.kept_30s.total,
        kept_5min=seen.kept_5min.count,
        looked_5min=seen.kept_5min.total,
        batches=len(batches),
        candidates=statuses.total(),
        statuses={str(status): count for status, count in statuses.items()},
        pairs=dict(Counter(pair.source for pair in found)),
        dropped={str(reason): count for reason, count in result.dropped.most_common()},
        pair_files=len({file_of(pair.scope) for pair in found}),
        held_out_pairs=sum(pair.held_out for pair in found),
        held_out_files=len({file_of(pair.scope) for pair in found if pair.held_out}),
        imported=dict(Counter(event.shape for event in events if isinstance(event, Imported))),
        rankings=len(rankings(events)),
        labels=len(labels(events)),
        hidden=log.hidden(since),
        filter_on=trained.on,
        filter_judged=trained.judged,
        filter_auc=trained.auc,
        first_at=happened[0] if happened else 0.0,
        last_at=happened[-1] if happened else 0.0,
        size_bytes=log.path.stat().st_size if log.path.exists() else 0,
    )
