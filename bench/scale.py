"""`dealx batch` with one and two workers, and its memory over few and many articles."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.articles import Article, write_many
from bench.clock import Run, dealx, watch

SPEED_ARTICLES = 20_000
FEW, MANY = 10_000, 100_000


def table(articles: Sequence[Article]) -> Iterator[str]:
    """A section on batches made of these articles."""
    with tempfile.TemporaryDirectory() as folder:
        batch = _Batch(articles, Path(folder))
        batch.run(100, 1)  # compiles the patterns
        one, two = batch.run(SPEED_ARTICLES, 1), batch.run(SPEED_ARTICLES, 2)
        few, many = batch.run(FEW, 1), batch.run(MANY, 1)
    yield "## Batches\n"
    yield "`dealx batch` of the articles above over and over, start included; memory is that of all its processes together.\n"
    yield "| articles | workers | seconds | articles per second | memory (MB) |"
    yield "| ---: | ---: | ---: | ---: | ---: |"
    for number, jobs, run in ((SPEED_ARTICLES, 1, one), (SPEED_ARTICLES, 2, two), (FEW, 1, few), (MANY, 1, many)):
        yield f"| {number:,} | {jobs} | {run.seconds:.1f} | {number / run.seconds:,.0f} | {run.memory:.0f} |"
    yield ""
    yield "| | ratio | wanted |"
    yield "| --- | ---: | ---: |"
    yield f"| speed of two workers / one | {one.seconds / two.seconds:.2f} | at least 1.7 |"
    yield f"| memory of {MANY:,} articles / {FEW:,} | {many.memory / max(few.memory, 1):.2f} | at most 1.15 |"


class _Batch:
    def __init__(self, articles: Sequence[Article], folder: Path) -> None:
        self.articles = articles
        self.folder = folder

    def run(self, number: int, jobs: int) -> Run:
        """A batch from nothing; its inputs are kept for the next one."""
        inputs, output = self.folder / f"{number}.jsonl", self.folder / f"{number}-{jobs}.deals.jsonl"
        if not inputs.exists():
            write_many(self.articles, number, inputs)
        stats = self.folder / "stats.json"
        options = ("--jobs", str(jobs), "--fresh", "--stats", str(stats))
        environment = {"XDG_CACHE_HOME": str(self.folder / "cache")}
        run = watch(dealx("batch", str(inputs), "--output", str(output), *options), environment)
        numbers = json.loads(stats.read_text(encoding="utf-8"))
        if numbers["articles"] != number or numbers["failed"]:
            raise SystemExit(f"bench: dealx batch read {numbers} of {number} articles")
        return run
