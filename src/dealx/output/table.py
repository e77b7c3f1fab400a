"""A table for reading on a terminal; where it is too narrow, one block a deal. Nothing is cut off or wrapped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dealx.output import cells

if TYPE_CHECKING:
    from dealx.records import Deal

ENDLESS = 10_000
"""The width of an output that is no terminal."""


def write(deals: Iterable[Deal], out: TextIO) -> None:
    """Write a table, or blocks, and explain the mark if it occurs."""
    rows = cells.rows(deals)
    if not rows:
        out.write(cells.NONE_FOUND + "\n")
        return
    if not write_rows(rows, out):
        out.write("\n".join(map(_block, rows)))
    if cells.is_marked(rows):
        out.write(f"\n{cells.LEGEND}\n")


def write_rows(rows: list[cells.Row], out: TextIO) -> bool:
    """Write rows as a table, if it is not too wide for the terminal; returns whether it did."""
    console = Console(file=out, width=None if out.isatty() else ENDLESS)
    table = _table(rows)
    fits = console.measure(table, options=console.options.update(width=ENDLESS)).maximum <= console.width
    if fits:
        with console.capture() as captured:
            console.print(table)
        out.writelines(line.rstrip() + "\n" for line in captured.get().splitlines())
    return fits


def _table(rows: list[cells.Row]) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False)
    for column in rows[0]:
        table.add_column(column, no_wrap=True)
    for row in rows:
        table.add_row(
            *(Text("\n".join(cell)) for cell in row.values()), end_section=any(len(cell) > 1 for cell in row.values())
        )
    return table


def _block(row: cells.Row) -> str:
    width = max(map(len, row)) + 2
    lines = (
        f"{heading if not n else '':{width}}{line}\n" for heading, cell in row.items() for n, line in enumerate(cell)
    )
    return "".join(lines)
