"""What a reader yields: an article, or the reason why there is none."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Article:
    """One article, with its text exactly as given."""

    text: str
    source: str
    date: datetime.date | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Unreadable:
    """An input that holds no article, and why, in one line."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"
