"""A Markdown table of what people ask for first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from dealx.output import cells

if TYPE_CHECKING:
    from dealx.records import Deal

SPECIAL = re.compile(r"([\\|*_`<>\[\]])")


def write(deals: Iterable[Deal], out: TextIO) -> None:
    """Write the table, or a sentence where there is nothing to put in it."""
    rows = cells.rows(deals)
    if not rows:
        out.write(cells.NONE_FOUND + "\n")
        return
    out.write(_line(rows[0]) + _line("---" for _ in rows[0]))
    out.writelines(_line(SPECIAL.sub(r"\\\1", ", ".join(cell)) for cell in row.values()) for row in rows)
    if cells.is_marked(rows):
        out.write("\n" + SPECIAL.sub(r"\\\1", cells.LEGEND) + "\n")


def _line(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |\n"
