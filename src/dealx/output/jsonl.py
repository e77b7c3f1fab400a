"""JSON lines: one record a line, and nothing for no records."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from dealx.records import Deal


def write(deals: Iterable[Deal], out: TextIO) -> None:
    """Write a line for each deal."""
    for deal in deals:
        out.write(json.dumps(deal.to_json(), ensure_ascii=False) + "\n")
