"""From what the user names, files, folders and `-`, to articles; a bad one never stops the others."""

import codecs
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from dealx.articles.article import Article, Raw, Unreadable
from dealx.articles.dateline import dateline
from dealx.articles.files import EXPECTED, find_files
from dealx.articles.parse import parsed
from dealx.articles.raw import RawItems, read_file, read_json_lines, read_text

STDIN = "-"
STDIN_DESCRIPTOR = 0
BLANKS_AND_MARKS = b" \t\r\n\0" + codecs.BOM_UTF8 + codecs.BOM_UTF16_LE

NO_SUCH = "no such file or folder"
NONE_IN_FOLDER = f"no articles in this folder ({EXPECTED})"


def read_articles(
    inputs: Iterable[str], date: date | None = None, encoding: str | None = None
) -> Iterator[Article | Unreadable]:
    """The articles of all inputs in order, and an `Unreadable` for whatever could not be read.

    An article's date is its own (`date` of a JSON line), else the one given here, else that of its dateline.
    """
    for name in inputs:
        for item in _read_input(name, encoding):
            article = parsed(item, encoding) if isinstance(item, Raw) else item
            yield _dated(article, date) if isinstance(article, Article) else article


def _dated(article: Article, given: date | None) -> Article:
    return replace(article, date=article.date or given or dateline(article.text))


def _read_input(name: str, encoding: str | None) -> RawItems:
    if name == STDIN:
        yield from read_stdin(encoding)
    elif os.path.isdir(name):  # noqa: PTH112  of any name; Path.is_dir raises for one that is too long
        yield from _read_folder(name, encoding)
    elif not os.path.exists(name):  # noqa: PTH110
        yield Unreadable(name, NO_SUCH)
    else:
        yield from read_file(name, encoding)


def _read_folder(folder: str, encoding: str | None) -> RawItems:
    files = sorted(find_files(folder), key=str)
    if not files:
        yield Unreadable(folder, NONE_IN_FOLDER)
    for file in files:
        if isinstance(file, Unreadable):
            yield file
        else:
            yield from read_file(file, encoding)


def read_stdin(encoding: str | None) -> RawItems:
    """Standard input is JSON lines if it begins with a brace, else one article."""
    with open(STDIN_DESCRIPTOR, "rb", closefd=False) as stream:
        begins_with_brace = stream.peek(64).lstrip(BLANKS_AND_MARKS).startswith(b"{")
        read = read_json_lines if begins_with_brace else read_text
        yield from read(stream, STDIN, encoding)
