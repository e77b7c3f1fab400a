"""Reading files, folders and JSON lines; standard input is tested with the command line."""

import gzip
import json
import os
from datetime import date
from pathlib import Path

import pytest

from dealx.articles import Article, Unreadable, raw, read_articles

DAY = date(2017, 12, 29)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, content: str | bytes) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def read(*inputs: str, date: date | None = None, encoding: str | None = None) -> list[Article | Unreadable]:
    return list(read_articles(inputs, date, encoding))


def test_a_file_is_one_article_with_its_text_as_given() -> None:
    write("a.txt", "One\r\n\r\n two \n")
    assert read("a.txt") == [Article("One\r\n\r\n two \n", "a.txt")]


def test_a_byte_order_mark_is_no_text() -> None:
    write("a.md", b"\xef\xbb\xbfOne")
    write("b.jsonl", b'\xef\xbb\xbf{"text": "Two"}')
    assert read("a.md", "b.jsonl") == [Article("One", "a.md"), Article("Two", "b.jsonl:1")]


def test_a_folder_is_read_to_its_depth_in_order() -> None:
    for name in ("d/b.txt", "d/a/z.MD", "d/c.jsonl", "d/picture.png"):
        write(name, json.dumps({"text": name}) if name.endswith("jsonl") else name)
    assert [item.source for item in read("d")] == ["d/a/z.MD", "d/b.txt", "d/c.jsonl:1"]


def test_json_lines_with_all_fields_and_with_few() -> None:
    full = {"id": "x-1", "text": "One", "date": "2017-12-29", "title": "T", "url": "http://example.org", "more": 1}
    write("a.jsonl", f'{json.dumps(full)}\n\n{{"text": "Two"}}\n{{"text": "Three", "id": 7, "date": null}}')
    assert read("a.jsonl") == [
        Article("One", "x-1", DAY, "T", "http://example.org"),
        Article("Two", "a.jsonl:3"),
        Article("Three", "7"),
    ]


def test_own_date_then_given_date_then_dateline() -> None:
    write("a.jsonl", '{"text": "2011-11-11", "date": "2017-12-29T08:00:00Z"}\n{"text": "2011-11-11"}')
    assert [item.date for item in read("a.jsonl", date=date(2020, 1, 1)) if isinstance(item, Article)] == [
        DAY,
        date(2020, 1, 1),
    ]
    assert [item.date for item in read("a.jsonl") if isinstance(item, Article)] == [DAY, date(2011, 11, 11)]


def test_every_problem_is_told_and_the_rest_is_read() -> None:
    Path("none").mkdir()
    write("empty.txt", " \n")
    write("empty.jsonl", "\n")
    write("paper.pdf", "%PDF")
    write("good.txt", "Good")
    assert [str(item) for item in read("no.txt", "none", "empty.txt", "empty.jsonl", "paper.pdf", "good.txt")] == [
        "no.txt: no such file or folder",
        "none: no articles in this folder (.txt, .md, .jsonl, each also with .gz)",
        "empty.txt: empty, no article in it",
        "empty.jsonl: empty, no article in it",
        "paper.pdf: unsupported ending '.pdf'; one of .txt, .md, .jsonl, each also with .gz is expected",
        str(Article("Good", "good.txt")),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "One" "date"}', "bad JSON: Expecting ',' delimiter: line 1 column 16 (char 15)"),
        ("[" * 100_000, "bad JSON: maximum recursion depth exceeded while decoding a JSON array from a unicode string"),
        ("[1]", "bad JSON line: an object with `text` is expected"),
        ('{"id": "x"}', "no `text`, or an empty one"),
        ('{"text": " "}', "no `text`, or an empty one"),
        ('{"text": 5}', "`text` is not a string"),
        ('{"text": "a\\ud800b"}', "`text` holds half a character (a lone surrogate)"),
        ('{"text": "a", "id": "\\ud800"}', "`id` holds half a character (a lone surrogate)"),
        ('{"text": "a", "date": "yesterday"}', "`date` 'yesterday' is not YYYY-MM-DD"),
    ],
    ids=range(9),
)
def test_a_bad_line_is_told_with_its_number(line: str, reason: str) -> None:
    write("a.jsonl", f'{{"text": "One"}}\n{line}\n{{"text": "Three"}}\n')
    assert read("a.jsonl") == [
        Article("One", "a.jsonl:1"),
        Unreadable("a.jsonl:2", reason),
        Article("Three", "a.jsonl:3"),
    ]


def test_another_encoding_is_named_with_its_cure() -> None:
    write("a.txt", "The ministry paid €5 for \u201ccoffee\u201d \u2013 no more".encode("cp1252"))
    write(
        "a.jsonl", b'{"text": "One"}\n' + '{"text": "The Türkish ministry"}\n'.encode("cp1252") + b'{"text": "Three"}'
    )
    cure = "not UTF-8; it looks like cp1252: give --encoding cp1252"
    assert read("a.txt", "a.jsonl") == [
        Unreadable("a.txt", cure),
        Article("One", "a.jsonl:1"),
        Unreadable("a.jsonl:2", cure),
        Article("Three", "a.jsonl:3"),
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_given_encoding_is_used(encoding: str) -> None:
    write("a.txt", "Türkiye".encode(encoding))
    write("a.jsonl", '{"text": "Türkiye"}\n{"text": "Österreich"}\n'.encode(encoding))
    assert [item.text for item in read("a.txt", "a.jsonl", encoding=encoding) if isinstance(item, Article)] == [
        "Türkiye",
        "Türkiye",
        "Österreich",
    ]


def test_utf_16_is_told_once() -> None:
    write("a.jsonl", '{"text": "Türkiye"}\n{"text": "Österreich"}\n'.encode("utf-16"))
    assert read("a.jsonl") == [Unreadable("a.jsonl:1", "not UTF-8; it looks like utf_16: give --encoding utf_16")]


def test_binary_in_the_middle_hides_no_line_below() -> None:
    write("a.jsonl", b'{"text": "One"}\n\0\0\0\xff\n{"text": "Three"}\n')
    assert [getattr(item, "text", item) for item in read("a.jsonl")] == [
        "One",
        Unreadable("a.jsonl:2", "not text but binary data"),
        "Three",
    ]


def test_binary_far_below_is_told_as_such() -> None:
    write("a.txt", b"Turkey bought tanks. " * 5_000 + b"\0" + b"Chile too. " * 5_000)
    assert read("a.txt") == [Unreadable("a.txt", "not text but binary data")]


def test_a_name_too_long_is_told() -> None:
    assert read("a" * 300) == [Unreadable("a" * 300, "no such file or folder")]


def test_a_wrong_given_encoding_is_told() -> None:
    write("a.txt", "Türkiye")
    assert [str(item) for item in read("a.txt", encoding="ascii")] == [
        "a.txt: not ascii; it looks like utf_8: give --encoding utf_8"
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (bytes(range(128, 256)) * 3, "not UTF-8; no other encoding fits, is it text?"),
        (b"\x89PNG\r\n\0\0\0\rIHDR", "not text but binary data"),
        (b"\0\0\0\1\0\2", "not text but binary data"),
        ("One".encode("utf-16-le"), "not UTF-8; it looks like utf_16: give --encoding utf_16"),
    ],
    ids=["high bytes", "picture", "zeros", "UTF-16 without its mark"],
)
def test_bytes_that_are_no_text(content: bytes, reason: str) -> None:
    write("a.txt", content)
    assert read("a.txt") == [Unreadable("a.txt", reason)]


def test_packed_files_are_read_like_others() -> None:
    write("d/a.txt.gz", gzip.compress(b"One"))
    write("d/b.JSONL.GZ", gzip.compress(b'{"text": "Two"}\n') + gzip.compress(b'{"text": "Three"}'))
    write("d/c.gz", gzip.compress(b"no article"))
    expected = [Article("One", "d/a.txt.gz"), Article("Two", "d/b.JSONL.GZ:1"), Article("Three", "d/b.JSONL.GZ:2")]
    assert read("d") == expected


@pytest.mark.parametrize(
    ("damaged", "reason"),
    [
        (b"no gzip at all", "damaged .gz file: Not a gzipped file (b'no')"),
        (
            gzip.compress(b'{"text": "One"}\n')[:-9],
            "damaged .gz file: Compressed file ended before the end-of-stream marker was reached",
        ),
        (gzip.compress(b"")[:-8] + b"12345678", "damaged .gz file: CRC check failed"),
    ],
    ids=["other bytes", "cut off", "wrong checksum"],
)
def test_a_damaged_packed_file_is_told(damaged: bytes, reason: str) -> None:
    write("a.jsonl.gz", damaged)
    *_, problem = read("a.jsonl.gz")
    assert isinstance(problem, Unreadable)
    assert str(problem).startswith(f"a.jsonl.gz: {reason}")


def test_an_endless_line_is_told_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "LONGEST", 50)
    write("a.jsonl", f'{{"text": "One"}}\n{{"text": "{"x" * 170}"}}\n{{"text": "Three"}}\n')
    write("a.txt", "x" * 51)
    write("b.txt", "x" * 50)
    assert read("a.jsonl", "a.txt", "b.txt") == [
        Article("One", "a.jsonl:1"),
        Unreadable("a.jsonl:2", raw.TOO_LONG),
        Article("Three", "a.jsonl:3"),
        Unreadable("a.txt", raw.TOO_LONG),
        Article("x" * 50, "b.txt"),
    ]


def test_a_file_name_that_is_no_utf_8() -> None:
    Path("d").mkdir()
    Path(os.fsdecode(b"d/caf\xe9.txt")).write_text("One")
    assert read("d") == [Article("One", "d/caf\ufffd.txt")]
