"""The articles that are measured."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"
QUIET_CASES = tuple(sorted(CASES.glob("negatives*.jsonl")))
RICH_CASES = tuple(sorted(set(CASES.glob("*.jsonl")) - set(QUIET_CASES)))
SAMPLE = ROOT / "samples" / "s-400-turkey.txt"


class Article(NamedTuple):
    text: str
    date: str | None


def read(files: Iterable[Path]) -> list[Article]:
    """The articles of JSON lines files, plain or packed: `text`, and if known `date`."""
    return [article for file in files for article in _read(file)]


def _read(file: Path) -> Iterable[Article]:
    raw = file.read_bytes()
    text = (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8")
    objects = (json.loads(line) for line in text.split("\n") if line.strip())
    return (Article(o["text"], o.get("date")) for o in objects)


def write_many(articles: Sequence[Article], number: int, file: Path) -> None:
    """That many articles as JSON lines: those given over and over, each with a last line of its own."""
    with file.open("w", encoding="utf-8") as out:
        for i, article in enumerate(itertools.islice(itertools.cycle(articles), number)):
            line = {"id": str(i), "text": f"{article.text}\n\nCopy {i} of this text.", "date": article.date}
            out.write(json.dumps(line) + "\n")


def characters(articles: Iterable[Article]) -> str:
    """How long articles are together, for the tables."""
    return f"{sum(len(a.text) for a in articles) / 1e6:.2f}"
