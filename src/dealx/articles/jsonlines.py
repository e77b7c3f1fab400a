"""Articles as JSON lines: one object a line, with `text` and perhaps `id`, `date`, `title`, `url`."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from io import BufferedReader
from typing import Any

from dealx.articles.article import Article, Unreadable
from dealx.articles.encoding import UndecodableError, checked_line, text_lines

SIGN_OF_UTF16 = "\0"
"""In a line that is not UTF-8 it means that no other line is either."""


def read_json_lines(stream: BufferedReader, name: str, encoding: str | None) -> Iterator[Article | Unreadable]:
    """An article, or what is wrong, for each line that is not blank."""
    empty = True
    for number, line in enumerate(text_lines(stream, encoding), start=1):
        place = f"{name}:{number}"
        if not line.strip():
            continue
        empty = False
        try:
            yield _article(checked_line(line, encoding), place)
        except ValueError as error:
            yield Unreadable(place, str(error))
            if isinstance(error, UndecodableError) and SIGN_OF_UTF16 in line:
                return
    if empty:
        yield Unreadable(name, "empty, no article in it")


def _article(line: str, place: str) -> Article:
    fields = _object(line)
    text = _string(fields, "text")
    if text is None or not text.strip():
        raise ValueError("no `text`, or an empty one")
    source = fields.get("id")
    return Article(
        text=text,
        source=place if source is None else str(source),
        date=_date(_string(fields, "date")),
        title=_string(fields, "title"),
        url=_string(fields, "url"),
    )


def _object(line: str) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"bad JSON: {error}") from None
    if not isinstance(fields, dict):
        raise ValueError("bad JSON line: an object with `text` is expected")
    return fields


def _string(fields: dict[str, Any], key: str) -> str | None:
    value = fields.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(f"`{key}` is not a string")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError(f"`{key}` holds half a character (a lone surrogate)")
    return value


def _date(value: str | None) -> date | None:
    if not value:
        return None
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        raise ValueError(f"`date` {value!r} is not YYYY-MM-DD") from None
