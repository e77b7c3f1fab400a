"""What a reader yields: an article, raw or parsed, or the reason why there is none."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple


class Raw(NamedTuple):
    """An article as it stands in its file: the bytes of a text file, or a line of JSON.

    `line` counts from 1; it is None for the only article of a text file.
    """

    file: str
    line: int | None
    content: str | bytes

    @property
    def place(self) -> str:
        """Where the article stands: `stories/a.txt`, `news.jsonl:12`."""
        return place_of(self.file, self.line)


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


def why_failed(error: Exception) -> str:
    """What to say, in one line, of an article whose extraction raised `error`."""
    return f"extraction failed: {' '.join(f'{type(error).__name__}: {error}'.split())}"


def place_of(file: str, line: int | None) -> str:
    """The name of a place in a file."""
    return file if line is None else f"{file}:{line}"
