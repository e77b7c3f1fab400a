"""Parquet, with a column for each key of the record; needs pyarrow, which comes with `dealx[parquet]`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, get_args

import pyarrow as pa
import pyarrow.parquet as pq

from dealx.records import BoundedField, Deal

GROUP = 5_000
"""Records in a row group, which is all that memory holds at once."""

_EVIDENCE = pa.struct({"start": pa.int64(), "end": pa.int64(), "text": pa.string(), "rule": pa.string()})
_NUMBERS = dict.fromkeys(get_args(BoundedField), pa.int64())
_TYPES = _NUMBERS | {
    "confidence": pa.float64(),
    "bounds": pa.map_(pa.string(), pa.string()),
    "inferred": pa.list_(pa.string()),
    "evidence": pa.map_(pa.string(), pa.list_(_EVIDENCE)),
}
SCHEMA = pa.schema([(name, _TYPES.get(name, pa.string())) for name in Deal.model_fields])
"""Names and order as in the record; `bounds` and `evidence` are maps, `inferred` is a list."""


def write_records(records: Iterable[dict[str, Any]], path: Path) -> None:
    """Write deals that are plain JSON values to a new file. Raises OSError."""
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for group in _groups(iter(records)):
            writer.write_table(table(group))


def table(records: Iterable[dict[str, Any]]) -> pa.Table:
    """Deals that are plain JSON values as an Arrow table."""
    rows = [record | {key: list(record[key].items()) for key in ("bounds", "evidence")} for record in records]
    return pa.Table.from_pylist(rows, SCHEMA)


def _groups(records: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while group := list(islice(records, GROUP)):
        yield group
