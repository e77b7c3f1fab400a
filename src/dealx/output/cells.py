"""A deal in words for people: what the cells of a table say. A cell is a list of lines, each to be kept whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dealx.records import Deal

Row = dict[str, list[str]]

LEGEND = "* not said in the deal's own sentences"
NONE_FOUND = "No deals found."

BOUNDS = {"at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}
COUNTS = {"batteries": "battery", "launchers": "launcher", "missiles": "missile"}
SCALES = ((10**12, "tn"), (10**9, "bn"), (10**6, "mn"))
DECIMALS = 3


def rows(deals: Iterable[Deal]) -> list[Row]:
    """A row for each deal, without the columns that are empty in all of them, and without a source common to all."""
    full = [_row(deal) for deal in deals]
    used = {column for row in full for column, cell in row.items() if cell}
    if len({tuple(row["Source"]) for row in full}) == 1:
        used.discard("Source")
    return [{column: cell for column, cell in row.items() if column in used} for row in full]


def is_marked(deals: Iterable[Row]) -> bool:
    """Whether any cell bears the mark that the legend explains."""
    return any(line.endswith("*") for row in deals for cell in row.values() for line in cell)


def amount(value: int) -> str:
    """A sum with all its digits: `2.5 bn`, `42.735 mn`, `1,234,567`."""
    for size, name in SCALES:
        whole, rest = divmod(value, size)
        decimals = f"{rest:0{len(str(size)) - 1}d}".rstrip("0")
        if whole and len(decimals) <= DECIMALS:
            return f"{whole:,}{'.' if decimals else ''}{decimals} {name}"
    return f"{value:,}"


def _row(deal: Deal) -> Row:
    return {
        "Buyer": _name(deal, "buyer"),
        "Seller": _name(deal, "seller"),
        "System": _name(deal, "system"),
        "Number": _numbers(deal),
        "Value": _value(deal),
        "Year": _number(deal, "year"),
        "Status": _name(deal, "status"),
        "Delivery": _delivery(deal),
        "Maker": _name(deal, "maker"),
        "Confidence": [f"{deal.confidence:.2f}"],
        "Source": _name(deal, "source"),
    }


def _name(deal: Deal, field: str) -> list[str]:
    value = getattr(deal, field)
    return [] if value is None else [_printable(value) + _mark(deal, field)]


def _number(deal: Deal, field: str) -> list[str]:
    value = getattr(deal, field)
    return [] if value is None else [_bound(deal, field) + str(value) + _mark(deal, field)]


def _numbers(deal: Deal) -> list[str]:
    return [line for field in (*COUNTS, "units") for line in _count(deal, field)]


def _count(deal: Deal, field: str) -> list[str]:
    number = getattr(deal, field)
    if number is None:
        return []
    counted = COUNTS[field] if number == 1 and field in COUNTS else field
    what = f" × {_printable(deal.unit)}" if field == "units" and deal.unit else f" {counted}"
    return [f"{_bound(deal, field)}{number:,}{what}{_mark(deal, field)}"]


def _value(deal: Deal) -> list[str]:
    if deal.value is None:
        return []
    sum_of_money = _bound(deal, "value") + amount(deal.value)
    scope = " in all" if deal.value_scope == "deal" else ""
    return [f"{sum_of_money} {deal.currency or '(currency not said)'}{scope}{_mark(deal, 'value')}"]


def _delivery(deal: Deal) -> list[str]:
    start, end = ("".join(_number(deal, field)) for field in ("delivery_start", "delivery_end"))
    if not end or start == end:
        return [start] if start else []
    return [f"{start}–{end}"]


def _bound(deal: Deal, field: str) -> str:
    return next((BOUNDS[bound] for name, bound in deal.bounds.items() if name == field), "")


def _mark(deal: Deal, field: str) -> str:
    return "*" if field in deal.inferred else ""


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)
