"""CSV with all keys of the record; what is nested stands in its cell as JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import Any, TextIO

from dealx.records import Deal


def write(deals: Iterable[Deal], out: TextIO) -> None:
    """Write a header, also for no deals, and a row for each deal."""
    write_records((deal.to_json() for deal in deals), out)


def write_records(records: Iterable[dict[str, Any]], out: TextIO) -> None:
    """Write deals that are plain JSON values already."""
    rows = csv.DictWriter(out, fieldnames=list(Deal.model_fields), lineterminator="\n")
    rows.writeheader()
    rows.writerows({key: _cell(value) for key, value in record.items()} for record in records)


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
