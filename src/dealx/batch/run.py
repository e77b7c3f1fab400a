"""A batch from beginning to end: read, extract in workers, keep in the journal, write the output."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from dealx.articles import Unreadable
from dealx.articles.article import place_of
from dealx.batch.errors import GO_ON, BatchError, why
from dealx.batch.fingerprint import fingerprint
from dealx.batch.inputs import Inputs
from dealx.batch.journal import Journal, Listed, key_of
from dealx.batch.outputs import write_output, writer_for
from dealx.batch.pool import Lost, Pool, Task
from dealx.batch.stats import Stats
from dealx.batch.work import Result, Work
from dealx.compiled import ensure_compiled

CHUNK_CHARACTERS = 60_000
CHUNK_ARTICLES = 100
"""What a worker gets at once: enough for the way there not to matter, little enough to share the work evenly."""


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What to do. `jobs` is the number of workers, by default the cores; `max_failures` the number of failures that are borne."""

    inputs: Sequence[str]
    output: Path
    date: dt.date | None = None
    encoding: str | None = None
    patterns: Sequence[Path] = ()
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    statuses: Sequence[str] = ()
    min_confidence: float = 0
    jobs: int | None = None
    max_failures: int | None = None
    fresh: bool = False

    def wants(self, record: dict[str, Any]) -> bool:
        """Whether a record belongs into the output."""
        return record["confidence"] >= self.min_confidence and (not self.statuses or record["status"] in self.statuses)


class Watcher:
    """Is told how the batch goes on. This one does nothing."""

    def failed(self, problem: Unreadable) -> None:
        """An article or an input failed."""

    def progress(self, stats: Stats) -> None:
        """Called several times a second, while articles are read and extracted."""

    def writing(self) -> None:
        """All articles are done, and the output is begun."""


def run_batch(batch: Batch, watcher: Watcher | None = None) -> Stats:
    """Extract the deals of all inputs and write them to the output, whose ending chooses the form.

    What was done stays in a journal beside the output (`deals.csv.dealx`), even if the process is killed; the next run
    goes on from there. Articles that fail are told to the watcher and counted. Raises BatchError if the batch cannot
    begin or go on, and PatternError for broken patterns; the output is then as it was before.
    """
    watcher = watcher or Watcher()
    write = writer_for(batch.output)
    ensure_compiled(batch.patterns)  # broken patterns are told before anything else happens
    stats = Stats(jobs=batch.jobs or os.cpu_count() or 1)
    digest = fingerprint(batch.patterns, batch.date, batch.encoding)
    try:
        with Journal(batch.output, digest, batch.fresh) as journal:
            _Run(batch, journal, stats, watcher).extract()
            watcher.writing()
            stats.written = write_output(write, batch.output, journal.entries(), batch.wants)
            stats.repeated_ids = journal.repeated_ids()
    except sqlite3.Error as error:
        raise BatchError(f"{batch.output}: its journal cannot be written: {why(error)}; {GO_ON}") from error
    stats.seconds = time.monotonic() - stats.began
    return stats


class _Run:
    """The extraction of one run."""

    def __init__(self, batch: Batch, journal: Journal, stats: Stats, watcher: Watcher) -> None:
        self.batch = batch
        self.journal = journal
        self.stats = stats
        self.watcher = watcher
        self.inputs = Inputs(batch.inputs, batch.include, batch.exclude, batch.output.resolve())
        stats.bytes = self.inputs.size

    def extract(self) -> None:
        """Sees to it that the journal lists all articles, and has a result or a reason for each."""
        batch = self.batch
        build = partial(Work, batch.patterns, batch.date, batch.encoding)
        with Pool(self.stats.jobs, build) as pool:
            for done in pool.run(self._chunks()):
                if done is not None:
                    self._take(*done)
                self._tell()
        self.journal.save(now=True)

    def _chunks(self) -> Iterator[list[Task]]:
        """Lists all articles, and gives those that were never done to be worked on."""
        listed: list[Listed] = []
        chunk: list[Task] = []
        characters = 0
        for number, item in enumerate(self.inputs.read(self.batch.encoding), start=1):
            if isinstance(item, Unreadable):
                listed.append(Listed(number, item.source, None, None, item.reason))
                self._fail(item)
            else:
                key = key_of(item.content)
                listed.append(Listed(number, item.file, item.line, key))
                if not self._is_done(key):
                    chunk.append(Task(number, item.file, item.line, key, item.content))
                    characters += len(item.content)
            is_full = characters >= CHUNK_CHARACTERS or len(chunk) >= CHUNK_ARTICLES
            if is_full or len(listed) >= CHUNK_ARTICLES:
                self._list(listed)
                listed = []
            if is_full:
                yield chunk
                chunk, characters = [], 0
        self._list(listed)
        if chunk:
            yield chunk

    def _is_done(self, key: bytes) -> bool:
        deals = self.journal.deals(key)
        if deals is None:
            return False
        self.stats.reused += 1
        self.stats.count(deals)
        return True

    def _list(self, articles: Sequence[Listed]) -> None:
        self.journal.add(articles)
        self._tell()

    def _tell(self) -> None:
        self.journal.save()
        self.stats.position = self.inputs.position
        self.watcher.progress(self.stats)

    def _take(self, chunk: Sequence[Task], results: Sequence[Result] | Lost) -> None:
        if isinstance(results, Lost):
            results = [Result(results.reason)] * len(chunk)
        self.journal.keep((task.key, r) for task, r in zip(chunk, results, strict=True) if r.reason is None)
        for task, result in zip(chunk, results, strict=True):
            if result.reason is None:
                self.stats.count(result.deals)
            else:
                self.journal.fail(task.number, result.reason)
                self._fail(Unreadable(place_of(task.file, task.line), result.reason))

    def _fail(self, problem: Unreadable) -> None:
        self.stats.failed += 1
        self.watcher.failed(problem)
        if self.batch.max_failures is not None and self.stats.failed > self.batch.max_failures:
            raise BatchError(f"stopped after {self.stats.failed} failures; {GO_ON}")
