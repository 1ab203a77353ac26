"""Tables of the log and the steps from one version to the next (`PRAGMA user_version`)."""

from __future__ import annotations

import sqlite3

from understudy.errors import UnderstudyError


class NewerSchemaError(UnderstudyError):
    """The file was written by a newer Understudy; it is left as it is."""


STEPS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE events (seq INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, kind TEXT NOT NULL, "
        "item TEXT NOT NULL, body BLOB NOT NULL)",
        "CREATE INDEX events_at ON events (at)",
        "CREATE INDEX events_kind ON events (kind)",
        "CREATE TRIGGER events_append_only BEFORE UPDATE ON events "
        "BEGIN SELECT RAISE(ABORT, 'events are never edited'); END",
        "CREATE TABLE rejections (key BLOB PRIMARY KEY, count INTEGER NOT NULL, at REAL NOT NULL) WITHOUT ROWID",
    ),
    (  # also from here on, `Shown` may carry features; events without them stay as they are
        "CREATE TABLE hidden (day INTEGER NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL, "
        "PRIMARY KEY (day, reason)) WITHOUT ROWID",
    ),
    (  # from here on there are `Imported` events; a line that is imported again is the same event
        "CREATE UNIQUE INDEX events_imported ON events (item) WHERE kind = 'imported'",
    ),
    (  # from here on there are `Excluded` events; an older Understudy would learn from what the user deleted
        "CREATE UNIQUE INDEX events_excluded ON events (item) WHERE kind = 'excluded'",
    ),
)
"""STEPS[v] takes version v to v + 1. Never edit a step that was released; add one."""

VERSION = len(STEPS)


def migrate(connection: sqlite3.Connection) -> None:
    """Set the connection up and bring the file to VERSION, all steps in one transaction."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise NewerSchemaError(
            "The learning log was written by a newer Understudy, so nothing is learned.", "Update Understudy."
        )
    if version == 0:
        connection.execute("PRAGMA auto_vacuum=INCREMENTAL")  # only takes effect before the first table
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")  # a power cut may lose the last events, never the file
    connection.execute("PRAGMA secure_delete=ON")  # purged source text must not stay in free pages
    connection.execute("PRAGMA journal_size_limit=4194304")
    if version == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])  # another process may have been first
        for step in STEPS[version:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version={VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
