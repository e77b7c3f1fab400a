"""Reads labelled articles and extracted records; whatever is wrong with a file is told with its line."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from dealx.articles.encoding import UndecodableError, decode
from dealx.articles.read import STDIN

Text = str | list[str] | None
Number = int | float | list[int | float] | None
M = TypeVar("M", bound=BaseModel)


class LabelError(ValueError):
    """A file of labelled articles or of records that cannot be used; the message begins with its name."""


@dataclass(frozen=True)
class Labelled:
    """An article with the deals that are in it, as plain records; in those a list means that any item is right."""

    id: str
    text: str
    date: str | None
    genre: str | None
    deals: list[dict[str, Any]]


class _Deal(BaseModel):
    buyer: Text = None
    seller: Text = None
    system: Text = None
    batteries: Number = None
    launchers: Number = None
    missiles: Number = None
    units: Number = None
    value: Number = None
    year: Number = None
    status: Text = None
    currency: Text = None
    open: list[str] = []
    optional: bool = False


class _Article(BaseModel):
    id: str | int
    text: str
    date: date | datetime | Literal[""] | None = None
    genre: str | None = None
    style: str | None = None
    deals: list[_Deal]


class _Evidence(BaseModel):
    start: int
    text: str
    rule: str


class _Found(BaseModel):
    source: str | int
    inferred: list[str] = []
    evidence: dict[str, list[_Evidence]] = {}


def read_labelled(name: str) -> list[Labelled]:
    """The labelled articles of a JSON-lines file, or of standard input for `-`. Raises LabelError."""
    articles: dict[str, Labelled] = {}
    for place, row in _rows(_content(name), name):
        article = _labelled(place, row)
        if article.id in articles:
            raise LabelError(f"{place}: the id {article.id!r} stands on an earlier line too")
        articles[article.id] = article
    if not articles:
        raise LabelError(f"{name}: empty, no labelled article in it")
    return list(articles.values())


def _labelled(place: str, row: Any) -> Labelled:
    article = _checked(_Article, place, row)
    if not article.text.strip():
        raise LabelError(f"{place}: `text` is empty")
    return Labelled(
        id=str(article.id),
        text=article.text,
        date=article.date.isoformat()[:10] if article.date else None,
        genre=article.genre or article.style,
        deals=row["deals"],
    )


def read_found(name: str) -> dict[str, list[dict[str, Any]]]:
    """The records of a JSON array or JSON-lines file, or of standard input for `-`, by their source. Raises LabelError."""
    content = _content(name)
    rows = _array(content, name) if content.lstrip().startswith("[") else _rows(content, name)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for place, row in rows:
        found[str(_checked(_Found, place, row).source)].append(row)
    return dict(found)


def _content(name: str) -> str:
    try:
        return decode(sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes(), None)
    except OSError as error:
        raise LabelError(f"{name}: cannot be read: {error.strerror}") from None
    except UndecodableError as error:
        raise LabelError(f"{name}: {error}") from None


def _rows(content: str, name: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            place = f"{name}:{number}"
            try:
                yield place, json.loads(line)
            except (ValueError, RecursionError) as error:
                raise LabelError(f"{place}: bad JSON: {error}") from None


def _array(content: str, name: str) -> Iterator[tuple[str, Any]]:
    try:
        rows = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise LabelError(f"{name}: bad JSON: {error}") from None
    return ((f"{name}: record {number}", row) for number, row in enumerate(rows, start=1))


def _checked(model: type[M], place: str, row: Any) -> M:
    try:
        return model.model_validate(row)
    except ValidationError as error:
        raise LabelError(f"{place}: {_complaint(error)}") from None


def _complaint(error: ValidationError) -> str:
    """The first thing wrong, in terms of the file: "`deals`, item 2, `units`: a number is expected"."""
    first = error.errors()[0]
    where = ", ".join(f"item {part + 1}" if isinstance(part, int) else f"`{part}`" for part in _path(first["loc"]))
    if first["type"] == "missing":
        return f"no {where}"
    return f"{where}: {first['msg'].lower()}" if where else "an object is expected"


def _path(loc: tuple[int | str, ...]) -> list[int | str]:
    """The place of an error in the file, without the alternatives of its type ("list[str]") that pydantic adds."""
    models: tuple[type[BaseModel], ...] = (_Article, _Deal, _Found, _Evidence)
    names = {name for model in models for name in model.model_fields}
    return [part for part in loc if isinstance(part, int) or part in names]
