"""dealx in a Ray Data program; needs `dealx[ray]` on every node of the cluster.

import ray
from dealx.ray import extract_deals

articles = ray.data.read_parquet("s3://news/2024/")
extract_deals(articles).write_parquet("s3://deals/2024/")
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import ray
import ray.data
from ray.data import Dataset

from dealx import Extractor
from dealx.articles.article import why_failed
from dealx.output.parquet import table

BATCH = 100
"""Articles that an actor is given at once."""

COLUMNS = ("text", "id", "date")


class ExtractDeals:
    """For `Dataset.map_batches`, as an actor that loads the extractor once: a table of articles in, one of deals out.

    Articles have the columns `text` and, if there are any, `id`, which becomes the `source` of the records, and `date`,
    a date or a string that begins with YYYY-MM-DD. Deals have the columns of `dealx.output.parquet.SCHEMA`.
    """

    def __init__(self, patterns: Sequence[Path | str] = (), date: dt.date | None = None) -> None:
        self.extractor = Extractor(patterns)
        self.date = date

    def __call__(self, articles: pa.Table) -> pa.Table:
        names = [name for name in COLUMNS if name in articles.column_names]
        return table(record for row in articles.select(names).to_pylist() for record in self.records(row))

    def records(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        """The deals of one article as plain JSON values."""
        source = None if row.get("id") is None else str(row["id"])
        try:
            deals = self.extractor.extract(_text(row), date=_day(row) or self.date, source=source)
        except Exception as error:
            reason = str(error) if isinstance(error, UnfitError) else why_failed(error)
            self.failed(source or "an article without id", reason)
            return []
        return [deal.to_json() for deal in deals]

    def failed(self, source: str, reason: str) -> None:
        """Called for an article that cannot be extracted; the others go on."""
        logging.getLogger(__name__).warning("%s: %s", source, reason)


def extract_deals(
    articles: Dataset, *, patterns: Sequence[Path | str] = (), date: dt.date | None = None, actors: int | None = None
) -> Dataset:
    """The deals of a dataset of articles, whose columns `ExtractDeals` describes, one a row, in no order.

    `patterns` are folders of patterns that every node can read, `date` is that of articles without one, `actors` is the
    number of processes, by default the CPUs of the cluster. Ray hands out whole blocks: see to it that there are several
    for each actor, with `Dataset.repartition` for example.
    """
    return map_articles(articles, ExtractDeals, {"patterns": patterns, "date": date}, actors)


def map_articles(
    articles: Dataset, extract: type[ExtractDeals], options: dict[str, Any], actors: int | None
) -> Dataset:
    """The same with a class of one's own, which is built with `options`."""
    return articles.map_batches(
        extract,
        fn_constructor_kwargs=options,
        batch_format="pyarrow",
        batch_size=BATCH,
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=actors or all_cpus()),
    )


def all_cpus() -> int:
    """How many CPUs the cluster has."""
    return max(1, int(ray.cluster_resources().get("CPU", 1)))


class UnfitError(ValueError):
    """A row that is no article."""


def _text(row: dict[str, Any]) -> str:
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise UnfitError("no `text`, or an empty one")
    return text


def _day(row: dict[str, Any]) -> dt.date | None:
    date = row.get("date")
    try:
        return dt.date.fromisoformat(str(date)[:10]) if date else None
    except ValueError:
        raise UnfitError(f"`date` {date!r} is not YYYY-MM-DD") from None
