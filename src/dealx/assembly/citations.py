"""The words of the article that each field of a record rests on."""

from __future__ import annotations

from itertools import combinations
from math import prod
from typing import Any

from dealx.articles.dateline import find_dateline
from dealx.pipes.numbers import bound_words
from dealx.pipes.reading import Mention, Reading

Piece = dict[str, Any]

_BY_TODAY = frozenset({"recent", "relative", "month-only"})
"""Kinds of dates whose year only the article's own date tells."""
_FACTOR_REACH = 500


class Citations:
    """Gathers the evidence of one record; `fields` is in the form of the contract, offsets count characters."""

    def __init__(self, reading: Reading, article: str) -> None:
        self.reading = reading
        self.article = article
        self.fields: dict[str, list[Piece]] = {}

    def add(self, field: str, mention: Mention, rule: str | None = None) -> None:
        """Cite the words of a mention, by its own rule or another one."""
        self._cite(field, mention.start, mention.end, rule or mention.rule)

    def repeat(self, field: str, source: str, rule: str) -> None:
        """Cite for a field that follows from another one what that other one rests on."""
        self.fields[field] = [piece | {"rule": rule} for piece in self.fields[source]]

    def add_number(self, field: str, mention: Mention, bound: str | None) -> None:
        """Cite a number, and before it the words that say it is not exact."""
        self.add(field, mention)
        begin = bound_words(self.reading, mention.start)[1]
        if bound and begin < mention.start:
            self._cite(field, begin, mention.start, f"bound-{bound}")

    def add_factors(self, field: str, value: int, mention: Mention) -> None:
        """Cite what a number told of each was multiplied by: "four" in "four batteries, each of three launchers"."""
        told = mention.data["value"]
        near = self.reading.near("counts", mention.start, _FACTOR_REACH)
        others = [c for c in near if c is not mention and c.data["value"] > 1]
        ways = (way for size in (1, 2) for way in combinations(others, size))
        fitting = [way for way in ways if told * prod(c.data["value"] for c in way) == value]
        nearest = min(fitting, key=lambda way: sum(abs(c.start - mention.start) for c in way), default=())
        for factor in nearest:
            self.add(field, factor, "count-of-wholes")

    def add_year(self, mention: Mention) -> None:
        """Cite a date; one such as "last Friday" rests on the article's date too."""
        self.add("year", mention)
        if mention.data.get("kind") in _BY_TODAY:
            self.add_today("year")

    def add_today(self, field: str) -> bool:
        """Cite the article's date; whether the article itself says it."""
        found = find_dateline(self.article)
        if found is None or found.date != self.reading.today:
            return False
        piece = {"start": found.start, "end": found.end, "text": self.article[found.start : found.end]}
        self.fields.setdefault(field, []).append(piece | {"rule": "article-date"})
        return True

    def _cite(self, field: str, start: int, end: int, rule: str) -> None:
        first, behind = self.reading.begin[start], self.reading.end[end - 1]
        piece = {"start": first, "end": behind, "text": self.article[first:behind], "rule": rule}
        self.fields.setdefault(field, []).append(piece)
