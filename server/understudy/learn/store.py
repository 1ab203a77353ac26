"""The event log: one SQLite file, appended from the editor's hot path, so writing never raises.

A write that fails returns False and leaves one plain sentence in `Log.problem` (None again after the next success).
A corrupt file is moved aside, never deleted, and a new one is begun.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Self, TypeVar

from understudy.errors import UnderstudyError
from understudy.learn.errors import LearnError, explain, is_corrupt
from understudy.learn.events import Event, Excluded, Imported, Outcome, Shown, Tested
from understudy.learn.packing import UNREADABLE, packed, unpacked
from understudy.learn.schema import NewerSchemaError, migrate
from understudy.paths import data_dir

FILE_NAME = "learn.sqlite"
BUSY_S = 1.0  # another process writes for milliseconds; longer would be felt in the editor
MAX_BYTES = 256 * 1024 * 1024  # about a year of heavy use, compressed
DAY_S = 86_400

T = TypeVar("T")


class Log:
    """Open with `Log.open()`. Safe to use from several threads; several processes may share the file."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self.path = path
        self.problem: UnderstudyError | None = None
        self.moved_aside: Path | None = None
        self._clock = clock
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None

    @classmethod
    def open(cls, path: Path | None = None, clock: Callable[[], float] = time.time) -> Self:
        """The user's log, or the one at `path`. Never raises: look at `problem`."""
        try:
            chosen = path or data_dir() / FILE_NAME
        except OSError as error:
            log = cls(Path(error.filename or os.devnull) / FILE_NAME, clock)  # no place to write, until there is one
            log.problem = explain(error, log.path)
            return log
        log = cls(chosen, clock)
        log._attempt(lambda connection: None)
        return log

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.close()
                self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- writing ------------------------------------------------------------------------------------------------

    def shown(self, item: Shown) -> bool:
        return self._append(item, "shown")

    def accepted(self, item_id: str) -> bool:
        return self._append(Outcome(item_id, "accepted", at=self._clock()), "accepted")

    def dismissed(self, item_id: str) -> bool:
        return self._append(Outcome(item_id, "dismissed", at=self._clock()), "dismissed")

    def kept(self, item_id: str, after_s: float, text: str) -> bool:
        """text: what stands where the item was accepted, `after_s` seconds later ("" = deleted)."""
        return self._append(Outcome(item_id, "kept", after_s, text, self._clock()), "kept")

    def tested(self, batch: Tested) -> bool:
        return self._append(batch, "tested")

    def hid(self, reason: str) -> bool:
        """A suggestion was kept back. Counted by day; nothing is said about it."""
        return self.execute(
            "INSERT INTO hidden (day, reason, count) VALUES (?, ?, 1) "
            "ON CONFLICT (day, reason) DO UPDATE SET count = count + 1",
            (int(self._clock() // DAY_S), reason),
        )

    def retain(self, days: float, max_bytes: int = MAX_BYTES) -> bool:
        """Drop what is older than `days`, and the oldest tenth again and again while the file is above `max_bytes`.

        What was imported has no age; `purge` deletes it. Nor has what the user deleted: it stays deleted.
        """

        def drop(connection: sqlite3.Connection) -> None:
            with connection:
                connection.execute(
                    "DELETE FROM events WHERE at < ? AND kind NOT IN ('imported', 'excluded')",
                    (self._clock() - days * DAY_S,),
                )
                connection.execute("DELETE FROM hidden WHERE day < ?", (int(self._clock() // DAY_S - days),))
            while _used_bytes(connection) > max_bytes:
                with connection:
                    gone = connection.execute(
                        "DELETE FROM events WHERE seq IN (SELECT seq FROM events WHERE kind != 'excluded' "
                        "ORDER BY seq LIMIT (SELECT 1 + COUNT(*) / 10 FROM events))"
                    ).rowcount
                if not gone:
                    break
            connection.execute("PRAGMA incremental_vacuum")

        return self._attempt(drop)

    # -- for people who wait: these raise LearnError ---------------------------------------------------------------

    def hidden(self, since: float = 0.0) -> dict[str, int]:
        """How many suggestions were kept back, by reason. Raises LearnError."""
        rows = self.query(
            "SELECT reason, SUM(count) FROM hidden WHERE day >= ? GROUP BY reason ORDER BY reason", (since // DAY_S,)
        )
        return {str(reason): int(count) for reason, count in rows}

    def events(self, since: float = 0.0) -> Iterator[Event]:
        """Every event from `since` (seconds since the epoch) on, oldest first, and every deletion of a pair. Raises
        LearnError."""
        after = 0
        while rows := self.query(
            "SELECT seq, body FROM events WHERE seq > ? AND (at >= ? OR kind = 'excluded') ORDER BY seq LIMIT 500",
            (after, since),
        ):
            for seq, body in rows:
                after = int(seq)
                with contextlib.suppress(*UNREADABLE):  # one bad row does not hide the others
                    yield unpacked(body)

    def add(self, lines: Iterable[Imported]) -> int:
        """Append imported lines, all or none; those that are there already stay as they are. Returns how many are new.
        Raises LearnError."""
        return self._required(lambda connection: _add_new(connection, "imported", lines))

    def exclude(self, pair_ids: Iterable[str]) -> int:
        """Delete pairs: nothing is learnt from them. Returns how many were not deleted before. Raises LearnError."""
        gone = [Excluded(pair_id, self._clock()) for pair_id in pair_ids]
        return self._required(lambda connection: _add_new(connection, "excluded", gone))

    def include(self, pair_ids: Iterable[str]) -> int:
        """Take back `exclude`. Returns how many were deleted. Raises LearnError."""
        wanted = [(pair_id,) for pair_id in pair_ids]

        def delete(connection: sqlite3.Connection) -> int:
            with connection:
                return connection.executemany(
                    "DELETE FROM events WHERE kind = 'excluded' AND item = ?", wanted
                ).rowcount

        return self._required(delete)

    def imported(self) -> set[str]:
        """The ids of all imported lines. Raises LearnError."""
        return {str(item) for (item,) in self.query("SELECT item FROM events WHERE kind = 'imported'")}

    def purge(self, *, imported_only: bool = False) -> int:
        """Delete every event, rejection and count, overwrite their pages, and delete files moved aside; or only what
        was imported. Returns the number of events. Raises LearnError."""
        which = "events WHERE kind = 'imported'" if imported_only else "events"

        def clear(connection: sqlite3.Connection) -> int:
            with connection:
                count = connection.execute(f"DELETE FROM {which}").rowcount
                if not imported_only:
                    connection.execute("DELETE FROM rejections")
                    connection.execute("DELETE FROM hidden")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return count

        count = self._required(clear)
        if imported_only:
            return count
        for left in self.path.parent.glob(f"{self.path.name}.corrupt-*"):
            left.unlink(missing_ok=True)
        return count

    def query(self, sql: str, arguments: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """Rows of a SELECT. Raises LearnError."""
        return self._required(lambda connection: connection.execute(sql, arguments).fetchall())

    def execute(self, sql: str, arguments: tuple[object, ...] = ()) -> bool:
        """One statement in its own transaction; False and `problem` if it failed."""

        def run(connection: sqlite3.Connection) -> None:
            with connection:
                connection.execute(sql, arguments)

        return self._attempt(run)

    # -- inside -----------------------------------------------------------------------------------------------------

    def _append(self, event: Event, kind: str) -> bool:
        def insert(connection: sqlite3.Connection) -> None:
            with connection:
                connection.execute(
                    "INSERT INTO events (at, kind, item, body) VALUES (?, ?, ?, ?)",
                    (event.at, kind, event.id, packed(event)),
                )

        return self._attempt(insert)

    def _attempt(self, action: Callable[[sqlite3.Connection], object]) -> bool:
        try:
            self._run(action)
        except Exception as error:  # the editor must never see an exception from here
            self.problem = explain(error, self.path)
            return False
        self.problem = None
        return True

    def _required(self, action: Callable[[sqlite3.Connection], T]) -> T:
        try:
            return self._run(action)
        except (sqlite3.Error, OSError, NewerSchemaError) as error:
            problem = explain(error, self.path)
            raise LearnError(problem.message, problem.next_step) from error

    def _run(self, action: Callable[[sqlite3.Connection], T]) -> T:
        with self._lock:
            try:
                return action(self._connected())
            except sqlite3.DatabaseError as error:
                self.close()
                if not is_corrupt(error):
                    raise
                self._move_aside()
                return action(self._connected())

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))  # source text: for the owner only
            connection = sqlite3.connect(self.path, timeout=BUSY_S, check_same_thread=False)
            try:
                migrate(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _move_aside(self) -> None:
        stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime(self._clock()))
        self.moved_aside = self.path.with_name(f"{self.path.name}.corrupt-{stamp}-{os.getpid()}")
        for suffix in ("", "-wal", "-shm"):
            part = self.path.with_name(self.path.name + suffix)
            if part.exists():
                part.rename(self.moved_aside.with_name(self.moved_aside.name + suffix))


def _add_new(connection: sqlite3.Connection, kind: str, events: Iterable[Imported | Excluded]) -> int:
    """Append what is not there yet, all or none; how many that were."""
    rows = [(event.at, kind, event.id, packed(event)) for event in events]
    before = connection.total_changes
    with connection:
        connection.executemany("INSERT OR IGNORE INTO events (at, kind, item, body) VALUES (?, ?, ?, ?)", rows)
    return connection.total_changes - before


def _used_bytes(connection: sqlite3.Connection) -> int:
    pages, free, size = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size
