"""The tables of the run database, and how an older file becomes one of today's format.

A file's format is its ``user_version``, and its ``application_id`` says that it is ours. `MIGRATIONS` has one script
for each format, which makes it from the one before: a new file passes through all of them, an old one through those
it lacks. So a script is never changed once a version with it has been given away; a new one is added.
No statement has a semicolon within it. Tables are not ``STRICT``: older systems' SQLite does not know that.
"""

from __future__ import annotations

APPLICATION = 0x4C53494D  # "LSIM"

FIRST = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    pinned INTEGER NOT NULL DEFAULT 0,
    created REAL NOT NULL,
    title TEXT NOT NULL,
    task TEXT NOT NULL,
    learner TEXT NOT NULL,
    strategy TEXT NOT NULL,
    seed INTEGER NOT NULL,
    state TEXT NOT NULL,
    message TEXT,
    planned INTEGER NOT NULL,
    iterations INTEGER NOT NULL DEFAULT 0,
    seconds REAL NOT NULL DEFAULT 0,
    gradient_evaluations INTEGER NOT NULL DEFAULT 0,
    loss REAL,
    accuracy REAL,
    session TEXT,
    offered INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE experiments (
    run INTEGER PRIMARY KEY REFERENCES runs(id) ON DELETE CASCADE,
    document TEXT NOT NULL
);
CREATE TABLE tags (
    run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (run, tag)
) WITHOUT ROWID;
CREATE TABLE steps (
    run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL,
    columns BLOB NOT NULL,
    PRIMARY KEY (run, first)
);
CREATE TABLE events (
    run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    after INTEGER NOT NULL,
    kind TEXT NOT NULL,
    document TEXT NOT NULL,
    arrays BLOB,
    PRIMARY KEY (run, position)
);
CREATE TABLE checkpoints (
    run INTEGER PRIMARY KEY REFERENCES runs(id) ON DELETE CASCADE,
    iteration INTEGER NOT NULL,
    position INTEGER NOT NULL,
    data BLOB NOT NULL
);
CREATE TABLE drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session TEXT NOT NULL UNIQUE,
    saved REAL NOT NULL,
    document TEXT NOT NULL,
    closed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX runs_by_session ON runs(session) WHERE session IS NOT NULL;
CREATE INDEX runs_interrupted ON runs(id) WHERE state = 'interrupted';
"""

# What a strategy had learned at its evaluations, and grids of runs.
SECOND = """
CREATE TABLE states (
    run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    iteration INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (run, iteration)
);
CREATE TABLE sweeps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    created REAL NOT NULL,
    title TEXT NOT NULL,
    document TEXT NOT NULL
);
CREATE TABLE cells (
    sweep INTEGER NOT NULL REFERENCES sweeps(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    run INTEGER REFERENCES runs(id) ON DELETE SET NULL,
    state TEXT NOT NULL,
    message TEXT,
    PRIMARY KEY (sweep, position)
);
CREATE INDEX cells_by_run ON cells(run) WHERE run IS NOT NULL;
"""

MIGRATIONS = (FIRST, SECOND)
