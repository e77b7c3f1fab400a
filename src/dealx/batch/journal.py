"""The journal of a batch: an SQLite file beside the output that keeps what was done, whatever happens.

`results` holds what came of an article, by a digest of its content, from this run and earlier ones. `listing` holds the
articles of this run in the order of the inputs. Together they are the output.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, Self

from dealx.articles.article import place_of
from dealx.batch.errors import BatchError
from dealx.batch.work import Result

ENDING = ".dealx"
MARK = 0x6465616C
"""SQLite's `application_id` of a journal."""

SAVE_AFTER = 1.0
"""Seconds of work that a kill may cost."""

NOT_OURS = "not a journal of dealx; move it away, or choose another output"

SCHEMA = """
DROP TABLE IF EXISTS run;
DROP TABLE IF EXISTS results;
DROP TABLE IF EXISTS listing;
CREATE TABLE run (fingerprint TEXT);
CREATE TABLE results (
    key BLOB PRIMARY KEY, id TEXT, date TEXT, title TEXT, url TEXT, deals INTEGER, records TEXT
);
CREATE TABLE listing (
    number INTEGER PRIMARY KEY, file TEXT, line INTEGER, key BLOB, reason TEXT
);
"""
ENTRIES = """
SELECT number, file, line, reason, id, date, title, url, records
FROM listing LEFT JOIN results USING (key) ORDER BY number
"""
REPEATED_IDS = """
SELECT id, count(*) FROM listing JOIN results USING (key) WHERE id IS NOT NULL
GROUP BY id HAVING count(*) > 1 ORDER BY id
"""


class Listed(NamedTuple):
    """An article or unreadable input of this run: its number counts from 1, `key` is None if it could not be read."""

    number: int
    file: str
    line: int | None
    key: bytes | None
    reason: str | None = None


class Entry(NamedTuple):
    """What the journal knows of an article of this run. `records` is a JSON array; `reason` says why it failed."""

    number: int
    file: str
    line: int | None
    reason: str | None
    id: str | None
    date: str | None
    title: str | None
    url: str | None
    records: str | None

    @property
    def source(self) -> str:
        """The article's name in its records."""
        return place_of(self.file, self.line) if self.id is None else self.id


def key_of(content: str | bytes) -> bytes:
    """The digest of a raw article; lines of JSON and text files never share one."""
    if isinstance(content, str):
        return blake2b(content.encode("utf-8", "surrogateescape"), digest_size=16, person=b"line").digest()
    return blake2b(content, digest_size=16, person=b"file").digest()


class Journal:
    """The open journal of one output. While it is open, no other process can open it; the system sees to that.

    Results of another `fingerprint` are thrown away, and so are all if `fresh`. Errors of SQLite are passed on.
    """

    def __init__(self, output: Path, fingerprint: str, fresh: bool) -> None:
        place = output.resolve()
        self.path = place.with_name(place.name + ENDING)
        if not place.parent.is_dir():
            raise BatchError(f"{output}: cannot be written: there is no such folder")
        self._db = sqlite3.connect(self.path, timeout=0, isolation_level=None)
        self._reading = self._db.cursor()
        try:
            self._begin(output, fingerprint, fresh)
        except BaseException:
            self._db.close()
            raise

    def _begin(self, output: Path, fingerprint: str, fresh: bool) -> None:
        try:
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise BatchError(f"{output}: another run is writing it; wait for its end, or stop it") from None
            if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
                raise BatchError(f"{self.path}: {NOT_OURS}") from None
            raise
        if fresh or not self._is_of(fingerprint):
            for statement in SCHEMA.split(";"):
                self._db.execute(statement)
            self._db.execute("INSERT INTO run VALUES (?)", (fingerprint,))
            self._db.execute(f"PRAGMA application_id = {MARK}")
        self._db.execute("DELETE FROM listing")
        self._saved = time.monotonic()

    def _is_of(self, fingerprint: str) -> bool:
        [mark] = self._db.execute("PRAGMA application_id").fetchone()
        [tables] = self._db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if tables == 0:
            return False
        if mark != MARK:
            raise BatchError(f"{self.path}: {NOT_OURS}")
        kept = self._db.execute("SELECT fingerprint FROM run").fetchone()
        return bool(kept == (fingerprint,))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._reading.close()  # else the file would stay locked
        try:
            if self._db.in_transaction:
                self._db.execute("COMMIT")
        except sqlite3.Error:
            if exception[0] is None:
                raise
        finally:
            self._db.close()

    def deals(self, key: bytes) -> int | None:
        """How many deals an article of this content has; None if it was never done."""
        for (deals,) in self._db.execute("SELECT deals FROM results WHERE key = ?", (key,)):
            return int(deals)
        return None

    def add(self, rows: Sequence[Listed]) -> None:
        """Adds articles to the list of this run."""
        self._db.executemany("INSERT INTO listing VALUES (?, ?, ?, ?, ?)", rows)

    def keep(self, results: Iterable[tuple[bytes, Result]]) -> None:
        """Adds results of articles that did not fail, by the digest of their content."""
        rows = ((key, r.id, r.date, r.title, r.url, r.deals, r.records) for key, r in results)
        self._db.executemany("INSERT OR IGNORE INTO results VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def fail(self, number: int, reason: str) -> None:
        """Notes why an article of the list failed; that is known of this run only, the next one tries again."""
        self._db.execute("UPDATE listing SET reason = ? WHERE number = ?", (reason, number))

    def save(self, now: bool = False) -> None:
        """Makes sure of what was done, if some time has passed since the last time, or `now`."""
        if now or time.monotonic() - self._saved > SAVE_AFTER:
            self._db.execute("COMMIT")
            self._db.execute("BEGIN")
            self._saved = time.monotonic()

    def entries(self) -> Iterator[Entry]:
        """The articles of this run in order."""
        return map(Entry._make, self._reading.execute(ENTRIES))

    def repeated_ids(self) -> list[tuple[str, int]]:
        """Ids that several articles of this run share, and how many do."""
        return self._db.execute(REPEATED_IDS).fetchall()
