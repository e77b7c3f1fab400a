"""`dealx extract`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dealx.cli.options import (
    ConfidenceOption,
    DateOption,
    EncodingOption,
    PatternsOption,
    StatusOption,
    extractor_with,
    fitting_format,
)
from dealx.output import ENDINGS, Format

if TYPE_CHECKING:
    from dealx import Extractor
    from dealx.articles import Article, Unreadable
    from dealx.cli.messages import Problems
    from dealx.records import Deal


def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT", help="Files (.txt, .md, .jsonl, or these with .gz), folders, or -, standard input."
        ),
    ],
    date: DateOption = None,
    encoding: EncodingOption = None,
    format: Annotated[
        Format | None, typer.Option(help="How to write: a table on a terminal, else json, if not given.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to a file; its ending chooses the format.")
    ] = None,
    status: StatusOption = None,
    min_confidence: ConfidenceOption = 0,
    patterns: PatternsOption = None,
) -> None:
    """Print the arms deals of articles.

    A .jsonl file holds an article a line: an object with "text" and, if you like, "id", "date", "title" and "url".
    An article without a date gets the one of --date, or else that of its dateline.

    \b
    Examples:
      dealx extract story.txt
      dealx extract stories/ more.jsonl --format csv --output deals.csv
      dealx extract story.txt --status signed | jq -r '.[].system'
      curl -s example.org/story.txt | dealx extract - --date 2017-12-29

    \b
    Exit codes:
      0  all inputs were read
      1  some inputs could not be read; the others were
      2  wrong usage, broken patterns, or an output that cannot be written
    """
    from dealx.articles import read_articles
    from dealx.cli.messages import Problems
    from dealx.cli.sink import sink
    from dealx.output import writer

    write = writer(format or fitting_format(output, ENDINGS))
    extractor = extractor_with(patterns)
    problems = Problems()
    articles = read_articles(inputs, date and date.date(), encoding)
    deals = _deals(extractor, articles, problems)
    with sink(output) as out:
        write((deal for deal in deals if _is_wanted(deal, status, min_confidence)), out)
    raise typer.Exit(1 if problems.found else 0)


def _deals(extractor: Extractor, articles: Iterable[Article | Unreadable], problems: Problems) -> Iterator[Deal]:
    from dealx.articles.article import Unreadable, why_failed

    for article in articles:
        if isinstance(article, Unreadable):
            problems.tell(article)
            continue
        try:
            yield from extractor.extract(article.text, date=article.date, source=article.source)
        except Exception as error:
            problems.tell(Unreadable(article.source, why_failed(error)))


def _is_wanted(deal: Deal, statuses: list[str] | None, min_confidence: float) -> bool:
    return deal.confidence >= min_confidence and (not statuses or deal.status in statuses)
