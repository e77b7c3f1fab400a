"""From what the user names, files, folders and `-`, to articles; a bad one never stops the others."""

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from io import BufferedReader
from pathlib import Path

from dealx.articles.article import Article, Unreadable
from dealx.articles.dateline import dateline
from dealx.articles.encoding import UndecodableError, decode
from dealx.articles.jsonlines import read_json_lines

STDIN = "-"
STDIN_DESCRIPTOR = 0
BLANKS_AND_MARKS = b" \t\r\n\0" + codecs.BOM_UTF8 + codecs.BOM_UTF16_LE
TEXT_ENDINGS = (".txt", ".md")
JSON_LINES_ENDING = ".jsonl"
ENDINGS = (*TEXT_ENDINGS, JSON_LINES_ENDING)

Items = Iterator[Article | Unreadable]


def read_articles(inputs: Iterable[str], date: date | None = None, encoding: str | None = None) -> Items:
    """The articles of all inputs in order, and an `Unreadable` for whatever could not be read.

    An article's date is its own (`date` of a JSON line), else the one given here, else that of its dateline.
    """
    for name in inputs:
        for item in _read_input(name, encoding):
            yield _dated(item, date) if isinstance(item, Article) else item


def _dated(article: Article, given: date | None) -> Article:
    return replace(article, date=article.date or given or dateline(article.text))


def _read_input(name: str, encoding: str | None) -> Items:
    path = Path(name)
    if name == STDIN:
        yield from _read_stdin(encoding)
    elif path.is_dir():
        yield from _read_folder(path, encoding)
    elif not path.exists():
        yield Unreadable(name, "no such file or folder")
    else:
        yield from _read_file(path, encoding)


def _read_folder(folder: Path, encoding: str | None) -> Items:
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS and path.is_file())
    if not files:
        yield Unreadable(str(folder), f"no articles in this folder ({', '.join(ENDINGS)})")
    for path in files:
        yield from _read_file(path, encoding)


def _read_file(path: Path, encoding: str | None) -> Items:
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        yield Unreadable(str(path), f"unsupported ending {ending!r}; one of {', '.join(ENDINGS)} is expected")
        return
    read = read_json_lines if ending == JSON_LINES_ENDING else _read_text
    try:
        with path.open("rb") as stream:
            yield from read(stream, str(path), encoding)
    except OSError as error:
        yield Unreadable(str(path), error.strerror or str(error))


def _read_stdin(encoding: str | None) -> Items:
    """Standard input is JSON lines if it begins with a brace, else one article."""
    with open(STDIN_DESCRIPTOR, "rb", closefd=False) as stream:
        begins_with_brace = stream.peek(64).lstrip(BLANKS_AND_MARKS).startswith(b"{")
        read = read_json_lines if begins_with_brace else _read_text
        yield from read(stream, STDIN, encoding)


def _read_text(stream: BufferedReader, name: str, encoding: str | None) -> Items:
    try:
        text = decode(stream.read(), encoding)
    except UndecodableError as error:
        yield Unreadable(name, str(error))
        return
    yield Article(text, name) if text.strip() else Unreadable(name, "empty, no article in it")
