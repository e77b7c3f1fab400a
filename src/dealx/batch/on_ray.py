"""A batch on a Ray cluster: Ray Data reads, shares out the work and writes; nothing is kept for a later run."""

from __future__ import annotations

import logging
import shutil
import sys
import time
from collections.abc import Iterator
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import ray
import ray.data
from ray.data import Dataset

from dealx.articles import Unreadable, parsed
from dealx.articles.files import open_file, shown
from dealx.articles.raw import read_file
from dealx.articles.read import STDIN
from dealx.batch.errors import BatchError, why
from dealx.batch.inputs import Inputs
from dealx.batch.run import Batch, Watcher
from dealx.batch.stats import Stats
from dealx.compiled import ensure_compiled
from dealx.ray import ExtractDeals, all_cpus, map_articles

ENDING = ".parquet"
GROUP = 500
"""Articles that are read at once."""

BLOCK_BYTES = 4 << 20
"""What Ray hands out at once; little enough for a single file to keep several actors busy."""

ARTICLES = pa.schema({"text": pa.string(), "id": pa.string(), "date": pa.string()})


def run_on_ray(batch: Batch, watcher: Watcher) -> Stats:
    """Extract the deals of all inputs, JSON lines, texts or Parquet, into a folder of Parquet files named as the output.

    The cluster is the one that the program is connected to or that Ray's own settings name, else a local one. All
    inputs, patterns and the output must be where every node finds them. Raises BatchError and PatternError.
    """
    if batch.output.suffix != ENDING:
        raise BatchError(f"{batch.output}: on Ray the output is a folder of Parquet files, and must end in {ENDING}")
    if batch.output.is_file():
        raise BatchError(f"{batch.output}: is a file; on Ray the output is a folder of Parquet files")
    if STDIN in batch.inputs:
        raise BatchError("-: on Ray standard input cannot be read")
    ensure_compiled(batch.patterns)
    _connect()
    stats = Stats(jobs=batch.jobs or all_cpus())
    tally = ray.remote(num_cpus=0)(_Tally).remote()
    try:
        options = {"batch": batch, "tally": tally}
        deals = map_articles(_articles(batch, tally), _ExtractCounted, options, stats.jobs)
        stats.written = _write(deals, batch.output)
    except (OSError, ray.exceptions.RayError) as error:
        raise BatchError(f"{batch.output}: the batch failed on Ray: {why(error)}") from error
    stats.done, stats.no_deal, stats.failed, stats.deals, failures = ray.get(tally.all.remote())
    for source, reason in sorted(failures.items()):
        watcher.failed(Unreadable(source, reason))
    stats.seconds = time.monotonic() - stats.began
    return stats


def _connect() -> None:
    """To the cluster, with Ray Data's bars on a terminal and without its log."""
    logging.getLogger("ray.data").setLevel(logging.WARNING)
    if not ray.is_initialized():
        ray.init(log_to_driver=False, logging_level=logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.target_max_block_size = BLOCK_BYTES
    context.enable_progress_bars = sys.stderr.isatty()


class _Tally:
    """Counts for all actors. Failures are told once for each name: articles without id share that of their file."""

    def __init__(self) -> None:
        self.done = self.no_deal = self.failed = self.deals = 0
        self.failures: dict[str, str] = {}

    def add(self, done: int, no_deal: int, failed: int, deals: int, failures: dict[str, str]) -> None:
        self.done += done
        self.no_deal += no_deal
        self.failed += failed
        self.deals += deals
        self.failures.update(failures)

    def all(self) -> tuple[int, int, int, int, dict[str, str]]:
        return self.done, self.no_deal, self.failed, self.deals, self.failures


class _ExtractCounted(ExtractDeals):
    """Tells the tally what became of its articles, and gives the deals that are wanted."""

    def __init__(self, batch: Batch, tally: Any) -> None:
        super().__init__(batch.patterns, batch.date)
        self.batch = batch
        self.tally = tally

    def __call__(self, articles: pa.Table) -> pa.Table:
        self.found: list[int] = []
        self.lost = 0
        self.failures: dict[str, str] = {}
        deals = super().__call__(articles)
        done = sum(map(bool, self.found))
        no_deal = len(self.found) - done - self.lost
        ray.get(self.tally.add.remote(done, no_deal, self.lost, sum(self.found), self.failures))
        return deals

    def records(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        records = super().records(row)
        self.found.append(len(records))
        return [record for record in records if self.batch.wants(record)]

    def failed(self, source: str, reason: str) -> None:
        self.lost += 1
        self.failures[source] = reason


def _articles(batch: Batch, tally: Any) -> Dataset:
    """All inputs as one dataset of the columns of ARTICLES."""
    tables = [name for name in batch.inputs if name.endswith(ENDING)]
    others = [name for name in batch.inputs if not name.endswith(ENDING)]
    datasets = []
    if others:
        files = list(Inputs(others, batch.include, batch.exclude, batch.output.resolve()).files())
        items = ray.data.from_items([{"path": p, "reason": r or ""} for p, r in files], override_num_blocks=len(files))
        options = {"folder": str(Path.cwd()), "encoding": batch.encoding, "tally": tally}
        datasets.append(items.map_batches(_read, fn_kwargs=options, batch_size=1))
    if tables:
        articles = ray.data.read_parquet([str(Path(name).absolute()) for name in tables], include_paths=True)
        if "text" not in articles.columns():
            raise BatchError(f"{', '.join(tables)}: no column `text`")
        datasets.append(articles.map_batches(_named, batch_format="pyarrow"))
    return datasets[0].union(*datasets[1:]) if len(datasets) > 1 else datasets[0]


def _read(file: dict[str, Any], folder: str, encoding: str | None, tally: Any) -> Iterator[pa.Table]:
    """The articles of a file, whose path begins in `folder`, in tables; the failures of reading go to the tally."""
    rows: list[dict[str, str | None]] = []
    failures: dict[str, str] = {}
    path, reason = file["path"][0], file["reason"][0]
    for item in [Unreadable(shown(path), reason)] if reason else read_file(path, encoding, partial(_open, folder)):
        article = item if isinstance(item, Unreadable) else parsed(item, encoding)
        if isinstance(article, Unreadable):
            failures[article.source] = article.reason
            continue
        date = article.date.isoformat() if article.date else None
        rows.append({"text": article.text, "id": article.source, "date": date})
        if len(rows) == GROUP:
            yield pa.Table.from_pylist(rows, ARTICLES)
            rows = []
    yield pa.Table.from_pylist(rows, ARTICLES)
    ray.get(tally.add.remote(0, 0, len(failures), 0, failures))


def _open(folder: str, path: str) -> BufferedReader:
    return open_file(str(Path(folder, path)))


def _named(articles: pa.Table) -> pa.Table:
    """The columns of ARTICLES; an article without id is known by its file."""
    rows = articles.select([n for n in ("text", "id", "date", "path") if n in articles.column_names]).to_pylist()
    for row in rows:
        path = row.pop("path")
        row["id"] = path if row.get("id") is None else str(row["id"])
        row["date"] = str(row["date"]) if row.get("date") else None
    return pa.Table.from_pylist(rows, ARTICLES)


def _write(deals: Dataset, output: Path) -> int:
    """Write the folder, which appears when it is complete, and say how many records are in it."""
    part = output.with_name(f".{output.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    try:
        deals.write_parquet(str(part.resolve()))
        written: int = sum(pq.read_metadata(file).num_rows for file in part.iterdir())
        if output.is_dir():
            shutil.rmtree(output)
        part.replace(output)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return written
