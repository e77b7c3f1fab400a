"""CSV with all keys of the record; what is nested stands in its cell as JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import Any, TextIO

from dealx.records import Deal


def write(deals: Iterable[Deal], out: TextIO) -> None:
    """Write a header, also for no deals, and a row for each deal."""
    rows = csv.DictWriter(out, fieldnames=list(Deal.model_fields), lineterminator="\n")
    rows.writeheader()
    rows.writerows({key: _cell(value) for key, value in deal.to_json().items()} for deal in deals)


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
