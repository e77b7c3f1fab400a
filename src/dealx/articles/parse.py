"""From a raw article to an article: decoding, and the fields of a JSON line."""

import json
from datetime import date, datetime
from typing import Any

from dealx.articles.article import Article, Raw, Unreadable
from dealx.articles.encoding import checked_line, decode, is_undecoded
from dealx.articles.raw import EMPTY


def parse(raw: Raw, encoding: str | None = None) -> Article:
    """The article, with the date of its JSON line if it has one. Raises ValueError, which says what is wrong with it."""
    if isinstance(raw.content, str):
        return _json_article(checked_line(raw.content, encoding), raw.place)
    text = decode(raw.content, encoding)
    if not text.strip():
        raise ValueError(EMPTY)
    return Article(text, raw.place)


def parsed(raw: Raw, encoding: str | None = None) -> Article | Unreadable:
    """The article, or what is wrong with it."""
    try:
        return parse(raw, encoding)
    except ValueError as error:
        return Unreadable(raw.place, str(error))


def _json_article(line: str, place: str) -> Article:
    fields = _object(line)
    text = _string(fields, "text")
    if text is None or not text.strip():
        raise ValueError("no `text`, or an empty one")
    source = fields.get("id")
    return Article(
        text=text,
        source=place if source is None else _whole("id", str(source)),
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
    return _whole(key, value)


def _whole(key: str, value: str) -> str:
    if is_undecoded(value):
        raise ValueError(f"`{key}` holds half a character (a lone surrogate)")
    return value


def _date(value: str | None) -> date | None:
    if not value:
        return None
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        raise ValueError(f"`date` {value!r} is not YYYY-MM-DD") from None
