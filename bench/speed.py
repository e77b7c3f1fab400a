"""Articles per second in one process, beside what spaCy takes to tokenise the same texts."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from bench.articles import Article, characters
from bench.clock import seconds

WARM_PASSES = 3


def table(sets: Sequence[tuple[str, Sequence[Article], float]]) -> Iterator[str]:
    """A section on each set of articles: its description, the articles, and the wanted ratio."""
    yield "## Speed in one process\n"
    yield 'Articles per second. "Cold" is the first pass of a new pipeline, "warm" the median of the three after it.\n'
    yield '| articles | characters (million) | pass | `spacy.blank("en")` tokenises | dealx extracts | dealx / spaCy | wanted |'
    yield "| --- | ---: | --- | ---: | ---: | ---: | ---: |"
    for description, articles, wanted in sets:
        for name, spacy, dealx in _measure(articles):
            yield (
                f"| {len(articles):,} {description} | {characters(articles)} | {name} | {len(articles) / spacy:,.0f} "
                f"| {len(articles) / dealx:,.0f} | {spacy / dealx:.2f} | {wanted} |"
            )


def _measure(articles: Sequence[Article]) -> Iterator[tuple[str, float, float]]:
    """Seconds of both programs over the same texts; their passes take turns, so that a busy machine slows both."""
    import spacy

    from dealx import Extractor

    nlp, extractor = spacy.blank("en"), Extractor()

    def tokenise() -> None:
        for article in articles:
            nlp(article.text)

    def extract() -> None:
        for article in articles:
            extractor.extract(article.text, date=article.date)

    cold, *warm = [(seconds(tokenise), seconds(extract)) for _ in range(1 + WARM_PASSES)]
    yield "cold", *cold
    yield "warm", statistics.median(s for s, _ in warm), statistics.median(d for _, d in warm)
