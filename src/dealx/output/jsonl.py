"""JSON lines: one record a line, and nothing for no records."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from dealx.records import Deal


def write(deals: Iterable[Deal], out: TextIO) -> None:
    """Write a line for each deal."""
    write_records((deal.to_json() for deal in deals), out)


def write_records(records: Iterable[dict[str, Any]], out: TextIO) -> None:
    """Write deals that are plain JSON values already."""
    for record in records:
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
