"""What a worker does: raw articles in, plain results out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dealx import Extractor
from dealx.articles import Article, Raw, dateline, parse
from dealx.articles.article import why_failed


class Result(NamedTuple):
    """What came of an article; it depends on its content only, not on where it stands.

    `reason` says why it failed, and then stands alone; `id`, `title` and `url` are those of its JSON line; `date` is the one it was read
    with; `records` is a JSON array of its deals without their source, None if there are none.
    """

    reason: str | None = None
    id: str | None = None
    date: str | None = None
    title: str | None = None
    url: str | None = None
    deals: int = 0
    records: str | None = None


class Work:
    """Extracts articles. Building it takes a while; it can then be called for any number of chunks."""

    def __init__(self, patterns: Sequence[Path], date: dt.date | None, encoding: str | None) -> None:
        self.extractor = Extractor(patterns)
        self.date = date
        self.encoding = encoding

    def __call__(self, contents: Sequence[str | bytes]) -> list[Result]:
        """A result for each raw content, in their order; an article that fails never stops the others."""
        return [self._result(content) for content in contents]

    def _result(self, content: str | bytes) -> Result:
        try:
            article = parse(Raw("", None, content), self.encoding)
        except ValueError as error:
            return Result(str(error))
        try:
            return self._extracted(article)
        except Exception as error:
            return Result(why_failed(error))

    def _extracted(self, article: Article) -> Result:
        date = article.date or self.date
        deals = self.extractor.extract(article.text, date=date)
        if deals:
            date = date or dateline(article.text)
        return Result(
            id=article.source or None,
            date=date.isoformat() if date else None,
            title=article.title,
            url=article.url,
            deals=len(deals),
            records=json.dumps([deal.to_json() for deal in deals], ensure_ascii=False) if deals else None,
        )
