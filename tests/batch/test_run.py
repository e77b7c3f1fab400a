"""A batch as a whole, with its worker processes."""

import errno
import gzip
import json
import os
import random
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus import article, run, write_lines
from dealx import Extractor
from dealx.articles import Article, raw, read_articles
from dealx.batch import Batch, BatchError, Stats, run_batch
from dealx.batch.errors import GO_ON
from dealx.batch.journal import Journal
from dealx.batch.outputs import WRITERS, Found
from workers import DeadlyWork

OUTPUT = Path("deals.jsonl")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def disk_is_full() -> sqlite3.Error:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


def records() -> list[dict[str, Any]]:
    return [json.loads(line) for line in OUTPUT.read_text().splitlines()]


def counts(stats: Stats) -> tuple[int, int, int, int]:
    return stats.done, stats.no_deal, stats.failed, stats.reused


def test_the_records_are_those_of_the_extractor() -> None:
    write_lines("news.jsonl", map(article, range(250)))
    Path("b.txt").write_text(article(300)["text"])
    stats, failures = run("news.jsonl", "b.txt", jobs=2)
    extractor = Extractor()
    articles = [a for a in read_articles(["b.txt", "news.jsonl"]) if isinstance(a, Article)]
    assert records() == [
        deal.to_json() for a in articles for deal in extractor.extract(a.text, date=a.date, source=a.source)
    ]
    assert (counts(stats), failures, len(records())) == ((85, 166, 0, 0), [], stats.written)


def test_any_number_of_workers_and_any_order_give_the_same_bytes() -> None:
    Path("d").mkdir()
    for part in range(6):
        write_lines(f"d/{part}.jsonl", map(article, range(part * 40, part * 40 + 40)))
    names = [str(path) for path in sorted(Path("d").iterdir())]
    run("d", output="1.sqlite", jobs=1)
    run(*random.sample(names, 6), output="2.sqlite", jobs=2)
    run(*random.sample(names, 6), "d", names[0], output="3.sqlite", jobs=3)
    assert Path("1.sqlite").read_bytes() == Path("2.sqlite").read_bytes() == Path("3.sqlite").read_bytes()


def test_only_what_is_new_or_changed_is_extracted_again() -> None:
    lines = [article(n) for n in range(30)]
    write_lines("news.jsonl", lines)
    assert counts(run("news.jsonl")[0]) == (10, 20, 0, 0)
    first = OUTPUT.read_bytes()
    OUTPUT.unlink()
    assert counts(run("news.jsonl")[0]) == (10, 20, 0, 30)
    assert OUTPUT.read_bytes() == first
    lines[3]["text"] += " More is to come."
    write_lines("news.jsonl", [article(33), *lines])
    assert counts(run("news.jsonl")[0]) == (11, 20, 0, 29)
    assert [record["source"] for record in records()][:3] == ["n-33", "n-0", "n-3"]
    assert counts(run("news.jsonl", fresh=True)[0]) == (11, 20, 0, 0)


def test_a_file_that_moves_keeps_its_deals_and_gets_its_new_name() -> None:
    Path("a.txt").write_text(article(0)["text"])
    run("a.txt")
    Path("a.txt").rename("b.txt")
    assert counts(run("b.txt")[0]) == (1, 0, 0, 1)
    assert [record["source"] for record in records()] == ["b.txt"]


@pytest.mark.parametrize("change", [{"date": date(2021, 1, 1)}, {"encoding": "cp1252"}, {"patterns": [Path("mine")]}])
def test_options_that_change_results_extract_all_again(change: dict[str, Any]) -> None:
    Path("mine/systems").mkdir(parents=True)
    Path("mine/systems/more.jsonl").write_text('{"id": "x-9", "name": "Sandgrouse", "class": "armed-drone"}')
    Path("a.txt").write_text(article(0)["text"])
    run("a.txt")
    assert run("a.txt", statuses=["signed"], min_confidence=0.5, jobs=2)[0].reused == 1
    assert run("a.txt", **change)[0].reused == 0


def test_filters_choose_records_of_the_output_only() -> None:
    write_lines("news.jsonl", map(article, range(6)))
    assert run("news.jsonl", statuses=["cancelled"])[0].written == 0
    assert run("news.jsonl", min_confidence=1)[0].written == 0
    stats, _ = run("news.jsonl", statuses=["signed"], min_confidence=0.1)
    assert (stats.written, stats.deals, stats.reused) == (2, 2, 6)


def test_every_bad_article_is_told_and_the_rest_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "LONGEST", 1000)
    Path("d").mkdir()
    Path("d/a.txt").write_text(article(0)["text"])
    Path("d/b.txt").write_bytes(b"\x89PNG\0\0\0")
    Path("d/c.txt").write_text(" \n")
    Path("d/d.jsonl.gz").write_bytes(b"no gzip")
    Path("d/e.md").write_bytes("Türkiye bought".encode("cp1252"))
    Path("d/f.jsonl").write_text(f'{{"text"\n{json.dumps(article(3))}\n{"x" * 2000}\n[1]\n')
    Path("d/g.txt").write_text("x" * 1001)
    Path("d/h.txt").symlink_to("nowhere")
    Path("none").mkdir()
    stats, failures = run("d", "none", "d/h.txt", "d/a.pdf")
    assert failures == [
        "d/a.pdf: no such file or folder",
        "d/b.txt: not text but binary data",
        "d/c.txt: empty, no article in it",
        "d/d.jsonl.gz: damaged .gz file: Not a gzipped file (b'no')",
        "d/e.md: not UTF-8; it looks like cp1252: give --encoding cp1252",
        "d/f.jsonl:1: bad JSON: Expecting ':' delimiter: line 2 column 1 (char 8)",
        f"d/f.jsonl:3: {raw.TOO_LONG}",
        "d/f.jsonl:4: bad JSON line: an object with `text` is expected",
        f"d/g.txt: {raw.TOO_LONG}",
        "d/h.txt: no such file or folder",
        "none: no articles in this folder (.txt, .md, .jsonl, each also with .gz)",
    ]
    assert (counts(stats), [record["source"] for record in records()]) == ((2, 0, 11, 0), ["d/a.txt", "n-3"])


def test_an_article_that_kills_its_worker_is_named_and_the_rest_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealx.batch.run.Work", DeadlyWork)
    lines = [article(n) for n in range(300)]
    lines[150]["text"] += " The killer of workers."
    write_lines("news.jsonl", lines)
    stats, failures = run("news.jsonl", output="deals.sqlite", jobs=2)
    reason = "the worker that read it was killed (SIGKILL), perhaps for want of memory"
    assert (counts(stats), failures) == ((99, 200, 1, 0), [f"news.jsonl:151: {reason}"])
    with closing(sqlite3.connect("deals.sqlite")) as db:
        assert db.execute("SELECT line, status, reason FROM articles WHERE status = 'failed'").fetchall() == [
            (151, "failed", reason)
        ]


def test_failed_articles_are_tried_again() -> None:
    Path("a.txt").write_text(" ")
    assert counts(run("a.txt")[0]) == (0, 0, 1, 0)
    assert counts(run("a.txt")[0]) == (0, 0, 1, 0)


def test_a_hopeless_run_is_stopped_and_can_go_on() -> None:
    OUTPUT.write_text("as before")
    write_lines("news.jsonl", [*map(article, range(400)), {"id": "a"}, {"id": "b"}, {"id": "c"}])
    with pytest.raises(BatchError, match="stopped after 3 failures; what is done is kept"):
        run("news.jsonl", max_failures=2)
    assert OUTPUT.read_text() == "as before"
    stats, failures = run("news.jsonl", max_failures=3)
    assert (stats.failed, len(failures)) == (3, 3)
    assert stats.reused > 0


def test_folders_with_patterns_for_files() -> None:
    for name in ("a.txt", "a.md", "old/b.txt", "old/more/c.txt"):
        (Path("d") / name).parent.mkdir(parents=True, exist_ok=True)
        (Path("d") / name).write_text(article(0)["text"])
    shutil.copy("d/a.md", "plain.md")

    def sources(**options: Any) -> list[str]:
        run("d", "plain.md", **options)
        return [record["source"] for record in records()]

    assert sources() == ["d/a.md", "d/a.txt", "d/old/b.txt", "d/old/more/c.txt", "plain.md"]
    assert sources(include=["*.md"]) == ["d/a.md", "plain.md"]
    assert sources(include=["a.*", "b.*"], exclude=["*.md"]) == ["d/a.txt", "d/old/b.txt", "plain.md"]
    assert sources(exclude=["old/*"]) == ["d/a.md", "d/a.txt", "plain.md"]
    assert run("d", include=["*.pdf"])[1] == ["d: no articles in this folder that --include and --exclude leave"]


def test_the_output_is_no_input() -> None:
    write_lines("news.jsonl", map(article, range(3)))
    first, _ = run(".")
    again, failures = run(".")
    assert (first.articles, again.articles, failures) == (3, 3, [])
    named, failures = run("news.jsonl", str(OUTPUT))
    assert (named.articles, failures) == (3, [])


def test_packed_lines_and_shared_ids() -> None:
    lines = [article(0), article(3) | {"id": "n-0"}, article(1)]
    Path("news.jsonl.gz").write_bytes(gzip.compress("".join(json.dumps(line) + "\n" for line in lines).encode()))
    stats, _ = run("news.jsonl.gz")
    assert stats.repeated_ids == [("n-0", 2)]
    assert [record["source"] for record in records()] == ["n-0", "n-0"]


def test_numbers_for_machines() -> None:
    path = write_lines("news.jsonl", map(article, range(4)))
    numbers = run("news.jsonl")[0].to_json()
    assert numbers.pop("seconds") > 0
    assert numbers.pop("articles_per_second") > 0
    assert numbers == {
        "articles": 4,
        "done": 2,
        "no_deal": 2,
        "failed": 0,
        "reused": 0,
        "deals": 2,
        "written": 2,
        "bytes": path.stat().st_size,
        "repeated_ids": {},
        "jobs": 1,
    }


def test_two_runs_on_one_output_are_refused() -> None:
    Path("a.txt").write_text(article(0)["text"])
    with Journal(OUTPUT.resolve(), "", fresh=False), pytest.raises(BatchError, match="another run is writing it"):
        run("a.txt")
    assert run("a.txt")[0].done == 1


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("deals.xls", "no form of output has the ending '.xls'; take one of .jsonl, .csv, .parquet, .sqlite, .db"),
        ("none/deals.csv", "none/deals.csv: cannot be written: there is no such folder"),
        ("folder.csv", "folder.csv: cannot be written: Is a directory"),
        ("mine.csv", "mine.csv.dealx: not a journal of dealx; move it away, or choose another output"),
    ],
)
def test_outputs_that_cannot_be_written(output: str, message: str) -> None:
    Path("a.txt").write_text(article(0)["text"])
    Path("folder.csv").mkdir()
    Path("mine.csv.dealx").write_text("a file of mine that is long enough to be something else" * 20)
    with pytest.raises(BatchError) as caught:
        run_batch(Batch(inputs=["a.txt"], output=Path(output), jobs=1))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), disk_is_full()], ids=["system", "SQLite"]
)
def test_a_disk_that_is_full_at_the_end(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(found: Iterable[Found], path: Path) -> None:
        path.write_text("half of")
        raise error

    Path("a.txt").write_text(article(0)["text"])
    OUTPUT.write_text("as before")
    monkeypatch.setitem(WRITERS, ".jsonl", write)
    with pytest.raises(BatchError) as caught:
        run("a.txt")
    assert str(caught.value) == f"deals.jsonl: cannot be written: No space left on device; {GO_ON}"
    assert OUTPUT.read_text() == "as before"
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "deals.jsonl", "deals.jsonl.dealx"]
