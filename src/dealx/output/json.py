"""A JSON array, written record by record, one on a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from dealx.records import Deal


def write(deals: Iterable[Deal], out: TextIO) -> None:
    """Write the array; it is closed, and so valid, even if the deals break off."""
    between = "\n"
    out.write("[")
    try:
        for deal in deals:
            out.write(between + json.dumps(deal.to_json(), ensure_ascii=False))
            between = ",\n"
    finally:
        out.write("]\n" if between == "\n" else "\n]\n")
