"""Whole outputs of a batch, made of what a journal holds."""

import csv
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dealx.batch import BatchError
from dealx.batch.journal import Entry
from dealx.batch.outputs import write_output, writer_for
from dealx.records import Deal


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def entries(turkey: Deal, poland: Deal) -> list[Entry]:
    """An article with two deals, one without, and one that failed."""
    records = [deal.model_copy(update={"source": None}).to_json() for deal in (turkey, poland)]
    found = json.dumps(records, ensure_ascii=False)
    return [
        Entry(1, "news.jsonl", 3, None, "x-1", "2017-12-29", "Türkei", "http://example.org", found),
        Entry(2, "news.jsonl", 4, None, None, None, None, None, None),
        Entry(3, "story.txt", None, "empty, no article in it", None, None, None, None, None),
    ]


@pytest.fixture
def expected(turkey: Deal, poland: Deal) -> list[dict[str, Any]]:
    return [deal.model_copy(update={"source": "x-1"}).to_json() for deal in (turkey, poland)]


def write(name: str, entries: list[Entry], is_wanted: Callable[[dict[str, Any]], bool] = bool) -> int:
    output = Path(name)
    return write_output(writer_for(output), output, entries, is_wanted)


def test_json_lines(entries: list[Entry], expected: list[dict[str, Any]]) -> None:
    assert write("deals.jsonl", entries) == 2
    assert [json.loads(line) for line in Path("deals.jsonl").read_text().splitlines()] == expected


def test_csv(entries: list[Entry], expected: list[dict[str, Any]]) -> None:
    write("deals.csv", entries)
    [first, second] = csv.DictReader(Path("deals.csv").read_text().splitlines())
    assert list(first) == list(expected[0])
    assert (first["source"], first["missiles"], json.loads(first["bounds"])) == ("x-1", "192", {"missiles": "at_least"})
    assert (second["unit"], second["seller"]) == ("fighter [bold]jet", "")


def test_parquet_has_types_and_maps(entries: list[Entry], expected: list[dict[str, Any]]) -> None:
    import pyarrow.parquet as pq

    write("deals.parquet", entries)
    table = pq.read_table("deals.parquet")
    types = dict(zip(table.schema.names, map(str, table.schema.types), strict=True))
    assert list(types) == list(expected[0])
    assert (types["value"], types["buyer"], types["confidence"]) == ("int64", "string", "double")
    assert (types["bounds"], types["inferred"]) == ("map<string, string ('bounds')>", "list<element: string>")
    rows = table.to_pylist()
    assert [row | {key: dict(row[key]) for key in ("bounds", "evidence")} for row in rows] == expected


def test_parquet_without_pyarrow(entries: list[Entry], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealx.batch.outputs.find_spec", lambda name: None)
    with pytest.raises(BatchError, match=r"writing Parquet needs pyarrow: pip install 'dealx\[parquet\]'"):
        write("deals.parquet", entries)


@pytest.mark.parametrize("name", ["deals.sqlite", "deals.db"])
def test_sqlite_tables(entries: list[Entry], expected: list[dict[str, Any]], name: str) -> None:
    write(name, entries)
    db = sqlite3.connect(name)
    db.row_factory = sqlite3.Row
    assert [tuple(row) for row in db.execute("SELECT * FROM articles")] == [
        (1, "x-1", "news.jsonl", 3, "2017-12-29", "Türkei", "http://example.org", "done", None),
        (2, "news.jsonl:4", "news.jsonl", 4, None, None, None, "no deal", None),
        (3, "story.txt", "story.txt", None, None, None, None, "failed", "empty, no article in it"),
    ]
    deals = [dict(row) for row in db.execute("SELECT * FROM deals ORDER BY id")]
    for number, (deal, record) in enumerate(zip(deals, expected, strict=True), start=1):
        assert (deal.pop("id"), deal.pop("article_id")) == (number, 1)
        evidence: dict[str, list[dict[str, Any]]] = {}
        for row in db.execute("SELECT * FROM evidence WHERE deal_id = ? ORDER BY id", (number,)):
            piece = {key: row[key] for key in ("start", "end", "text", "rule")}
            evidence.setdefault(row["field"], []).append(piece)
        plain = deal | {key: json.loads(deal[key]) for key in ("bounds", "inferred")} | {"evidence": evidence}
        assert plain == record
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("name", ["deals.jsonl", "deals.csv", "deals.parquet", "deals.sqlite"])
def test_no_articles_at_all(name: str) -> None:
    assert write(name, []) == 0
    assert Path(name).exists()


def test_only_wanted_records_are_written(entries: list[Entry]) -> None:
    assert write("deals.jsonl", entries, lambda record: record["status"] == "signed") == 1
    write("deals.sqlite", entries, lambda record: False)
    db = sqlite3.connect("deals.sqlite")
    assert [db.execute(f"SELECT count(*) FROM {t}").fetchone() for t in ("articles", "deals")] == [(3,), (0,)]
