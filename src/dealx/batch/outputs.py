"""From the journal to the output, which appears only when it is complete."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from dealx.batch.errors import GO_ON, BatchError, why
from dealx.batch.journal import Entry

if TYPE_CHECKING:
    from dealx.output.sqlite import ArticleRow

Record = dict[str, Any]
Found = tuple[Entry, list[Record]]
Write = Callable[[Iterable[Found], Path], None]


def writer_for(output: Path) -> Write:
    """What writes a file of this ending. Raises BatchError if nothing does, or if a library for it is missing."""
    if output.suffix not in WRITERS:
        raise BatchError(
            f"{output}: no form of output has the ending {output.suffix!r}; take one of {', '.join(WRITERS)}"
        )
    if output.suffix == ".parquet" and find_spec("pyarrow") is None:
        raise BatchError(f"{output}: writing Parquet needs pyarrow: pip install 'dealx[parquet]'")
    return WRITERS[output.suffix]


def write_output(write: Write, output: Path, entries: Iterable[Entry], is_wanted: Callable[[Record], bool]) -> int:
    """Write the wanted deals of all articles, and say how many there are. Raises BatchError if that is not possible."""
    name, output = output, output.resolve()
    written = 0

    def found() -> Iterator[Found]:
        nonlocal written
        for entry in entries:
            records = [record for record in _records(entry) if is_wanted(record)]
            written += len(records)
            yield entry, records

    part = output.with_name(f".{output.name}.part")
    try:
        write(found(), part)
        _replace(part, output)
    except (OSError, sqlite3.Error) as error:
        raise BatchError(f"{name}: cannot be written: {why(error)}; {GO_ON}") from error
    finally:
        part.unlink(missing_ok=True)
    return written


def _records(entry: Entry) -> list[Record]:
    records: list[Record] = json.loads(entry.records) if entry.records else []
    for record in records:
        record["source"] = entry.source
    return records


def _replace(part: Path, output: Path) -> None:
    """Puts the finished file in its place, so that not even a power cut leaves half of it there."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(output)
    folder = os.open(output.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _write_text(write_records: Callable[[Iterable[Record], TextIO], None], found: Iterable[Found], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        write_records(_all_records(found), out)


def _write_jsonl(found: Iterable[Found], path: Path) -> None:
    from dealx.output.jsonl import write_records

    _write_text(write_records, found, path)


def _write_csv(found: Iterable[Found], path: Path) -> None:
    from dealx.output.csv import write_records

    _write_text(write_records, found, path)


def _write_parquet(found: Iterable[Found], path: Path) -> None:
    from dealx.output.parquet import write_records

    write_records(_all_records(found), path)


def _write_sqlite(found: Iterable[Found], path: Path) -> None:
    from dealx.output.sqlite import write_articles

    write_articles(((_article_row(entry), records) for entry, records in found), path)


def _article_row(entry: Entry) -> ArticleRow:
    from dealx.output.sqlite import ArticleRow

    status = "failed" if entry.reason is not None else "done" if entry.records else "no deal"
    return ArticleRow(
        entry.number,
        entry.source,
        entry.file,
        entry.line,
        entry.date,
        entry.title,
        entry.url,
        status,
        entry.reason,
    )


def _all_records(found: Iterable[Found]) -> Iterator[Record]:
    return (record for _, records in found for record in records)


WRITERS: dict[str, Write] = {
    ".jsonl": _write_jsonl,
    ".csv": _write_csv,
    ".parquet": _write_parquet,
    ".sqlite": _write_sqlite,
    ".db": _write_sqlite,
}
"""The form of output that a file's ending asks for."""
