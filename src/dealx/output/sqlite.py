"""An SQLite database of three tables: `articles`, their `deals`, and the `evidence` for the fields of these."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple, get_args

from dealx.records import BoundedField, Deal

_INTEGERS = get_args(BoundedField)
_NESTED = ("bounds", "inferred")
_KEYS = [name for name in Deal.model_fields if name != "evidence"]
_INDEXED = {
    "articles": ("source", "status"),
    "deals": ("article_id", "buyer", "seller", "system", "category", "status", "year", "deal"),
    "evidence": ("deal_id", "rule"),
}

ARTICLES = """
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER,
    date TEXT,
    title TEXT,
    url TEXT,
    status TEXT NOT NULL CHECK (status IN ('done', 'no deal', 'failed')),
    reason TEXT
)
"""
DEALS = """
CREATE TABLE deals (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    {columns}
)
"""
EVIDENCE = """
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    deal_id INTEGER NOT NULL REFERENCES deals(id),
    field TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    rule TEXT NOT NULL
)
"""


class ArticleRow(NamedTuple):
    """An article of the table `articles`. `source` is its name in its deals; `reason` says why it failed."""

    id: int
    source: str
    file: str
    line: int | None
    date: str | None
    title: str | None
    url: str | None
    status: str
    reason: str | None


def write_articles(articles: Iterable[tuple[ArticleRow, list[dict[str, Any]]]], path: Path) -> None:
    """Write articles and their deals, which are plain JSON values, to a new file. Raises sqlite3.Error.

    The same articles give the same bytes.
    """
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        for statement in (ARTICLES, DEALS.format(columns=",\n    ".join(map(_column, _KEYS))), EVIDENCE):
            db.execute(statement)
        for article, records in articles:
            db.execute(_insertion(len(article), "articles"), article)
            for record in records:
                _write_deal(db, article.id, record)
        for table, columns in _INDEXED.items():
            for column in columns:
                db.execute(f"CREATE INDEX {table}_{column} ON {table}({column})")
        db.execute("COMMIT")


def _column(key: str) -> str:
    kind = "INTEGER" if key in _INTEGERS else "REAL" if key == "confidence" else "TEXT"
    return f"{key} {kind}{' NOT NULL' if key in ('system', 'confidence') else ''}"


def _write_deal(db: sqlite3.Connection, article: int, record: dict[str, Any]) -> None:
    plain = record | {key: json.dumps(record[key], ensure_ascii=False) for key in _NESTED}
    row = (None, article, *(plain[key] for key in _KEYS))
    deal = db.execute(_insertion(len(row), "deals"), row).lastrowid
    rows = (
        (None, deal, field, e["start"], e["end"], e["text"], e["rule"])
        for field, pieces in record["evidence"].items()
        for e in pieces
    )
    db.executemany(_insertion(7, "evidence"), rows)


def _insertion(columns: int, table: str) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"
