"""Tables of deals in running text: a header row that names buyer, number, price, year, then a row for each deal.

Rows are lines with `|` or tab between cells, or, where a page's layout was lost, one cell a line. The system is that of
the row, else the one that the article names most before the table.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from dealx.assembly.frames import Frame, Item, slot_of
from dealx.assembly.headings import BUYER_LABELS, SELLER_LABELS
from dealx.pipes.numbers import parse_digits
from dealx.pipes.reading import Mention, Reading
from dealx.pipes.spelling import has_digit

_ROLES = {
    "buyer": BUYER_LABELS | {"country", "operator"},
    "seller": SELLER_LABELS | {"maker", "manufacturer", "source"},
    "system": frozenset("item system type equipment weapon designation model".split()),
    "units": frozenset(
        "number quantity units qty aircraft ordered jets tanks guns ships vehicles systems helicopters".split()
    ),
    "money": frozenset("price value cost worth amount".split()),
    "year": frozenset("contract year signed date order agreed".split()),
    "status": frozenset("status state delivered delivery remarks note".split()),
}
_SIDES = _ROLES["buyer"] | _ROLES["seller"]
_COLUMN = {word: role for role, words in _ROLES.items() for word in words}
_DELIVERED = re.compile(r"\b(?:delivered|in part|partly|yes|in service|under way|received)\b", re.I)
_PENDING = re.compile(r"\b(?:due|not yet|none|no)\b", re.I)
_SPLIT = re.compile(r"\s{0,9}(?:\||\t| {3,})\s{0,9}")


@dataclass(slots=True)
class _Cell:
    start: int
    end: int
    text: str


def table_frames(reading: Reading) -> list[Frame]:
    """A frame for each row of each table that can be read."""
    if _SIDES.isdisjoint(reading.keys):
        return []
    frames: list[Frame] = []
    columns: list[str | None] | None = None
    told = _Told(reading)
    for row in _rows(reading.text):
        header = _columns(row)
        if header is not None:
            columns = header
            told.read_up_to(row[0].start)
        elif columns is not None and len(row) == len(columns):
            frame = _row_frame(reading, columns, row, told)
            if frame is not None:
                frames.append(frame)
        else:
            columns = None
    return frames


class _Told:
    """What the text before a table names; it is read forward once, whatever the number of tables."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.read = 0
        self.states: dict[str, Mention] = {}
        self.systems: dict[str, Mention] = {}
        self.times: Counter[str] = Counter()

    def read_up_to(self, character: int) -> None:
        """Takes in the mentions before a character that is not before the last one given."""
        end = bisect_left(self.reading.begin, character)
        for m in self.reading.within("parties", self.read, end):
            if m.data["kind"] == "state":
                self.states[m.data["name"]] = m
        for m in self.reading.within("equipment", self.read, end):
            if m.data["designated"] and not m.data["ambiguous"]:
                self.times[m.id] += 1
                if m.id not in self.systems or (
                    has_digit(m.data["name"]) and not has_digit(self.systems[m.id].data["name"])
                ):
                    self.systems[m.id] = m
        self.read = end

    def state(self) -> Mention | None:
        """The one state that is named: "Contracts of the Peruvian ministry"."""
        return next(iter(self.states.values())) if len(self.states) == 1 else None

    def system(self) -> Mention | None:
        """The system that is named most."""
        return max(
            self.systems.values(),
            key=lambda m: (self.times[m.id], has_digit(m.data["name"]), -m.start),
            default=None,
        )


def _rows(text: str) -> list[list[_Cell]]:
    """The lines of the text as cells; runs of short single-cell lines are left as they are."""
    rows, at = [], 0
    for line in text.split("\n"):
        if "|" not in line and "\t" not in line and "   " not in line:
            said = line.strip()
            rows.append([_Cell(text.find(said, at), at + len(line.rstrip()), said)] if said else [])
            at += len(line) + 1
            continue
        cells, pos = [], at
        for piece in _SPLIT.split(line):
            start = text.find(piece, pos) if piece else pos
            if piece.strip():
                cells.append(_Cell(start, start + len(piece), piece.strip()))
            pos = start + len(piece)
        rows.append(cells)
        at += len(line) + 1
    return _stacked(rows)


def _stacked(rows: list[list[_Cell]]) -> list[list[_Cell]]:
    """One cell a line: the header words that follow each other make a row, and so do the lines after, in its width."""
    found, i = [], 0
    while i < len(rows):
        width = 0
        while i + width < len(rows) and len(rows[i + width]) == 1 and _role(rows[i + width][0].text) is not None:
            width += 1
        if width < 3:
            found.append(rows[i])
            i += 1
            continue
        while i + width <= len(rows) and all(len(r) == 1 and len(r[0].text) < 40 for r in rows[i : i + width]):
            found.append([r[0] for r in rows[i : i + width]])
            i += width
    return found


def _role(header: str) -> str | None:
    words = header.lower().split()
    return next((_COLUMN[w] for w in words if w in _COLUMN), None) if 0 < len(words) <= 4 else None


def _columns(row: list[_Cell]) -> list[str | None] | None:
    roles = [_role(c.text) for c in row]
    known = [r for r in roles if r is not None]
    return roles if len(row) >= 3 and {"buyer", "seller"} & set(known) and len(set(known)) >= 3 else None


def _row_frame(reading: Reading, columns: list[str | None], cells: list[_Cell], told: _Told) -> Frame | None:
    by_role = {role: cell for role, cell in zip(columns, cells, strict=True) if role is not None}
    buyer = _inside(reading, "parties", by_role["buyer"]) if "buyer" in by_role else told.state()
    seller = _inside(reading, "parties", by_role["seller"]) if "seller" in by_role else None
    system = _inside_row(reading, cells) or told.system()
    if buyer is None or buyer.data["kind"] != "state" or system is None:
        return None
    at = system if "buyer" not in by_role else buyer
    frame = Frame(reading.sentence_at(at.start), at.start, strong=True)
    frame.buyer = slot_of(buyer, "table-row")
    frame.seller = slot_of(seller, "table-row") if seller is not None and seller.data["name"] else None
    item = Item(system)
    count = _number(reading, by_role.get("units"))
    if count is not None:
        item.counts[str(system.data["counted_as"])] = (count.data["value"], None, count)
    frame.items = [item]
    frame.money = _inside(reading, "money", by_role["money"]) if "money" in by_role else None
    frame.year = _inside(reading, "dates", by_role["year"]) if "year" in by_role else None
    status = by_role.get("status")
    done = status is not None and _DELIVERED.search(status.text) and not _PENDING.search(status.text)
    frame.status = "delivered" if done else "signed"
    frame.status_trigger = _tokens(reading, status) if status is not None else system
    return frame


def _inside(reading: Reading, group: str, cell: _Cell) -> Mention | None:
    start, end = _tokens_of(reading, cell)
    return next(iter(reading.within(group, start, end)), None)


def _inside_row(reading: Reading, cells: list[_Cell]) -> Mention | None:
    found = (_inside(reading, "equipment", c) for c in cells)
    return next(
        (
            m
            for m in found
            if m is not None
            and m.data["designated"]
            and not m.data["ambiguous"]
            and m.start > 0
            and m.data["name"].upper() != m.data["name"].lower()
        ),
        None,
    )


def _number(reading: Reading, cell: _Cell | None) -> Mention | None:
    mention = _tokens(reading, cell) if cell is not None else None
    value = (
        parse_digits(reading.words[mention.start])
        if mention is not None and reading.words[mention.start][0].isdecimal()
        else None
    )
    if mention is None or not value:
        return None
    return Mention("count", mention.start, mention.start + 1, "", "table-cell", {"value": int(value)})


def _tokens(reading: Reading, cell: _Cell) -> Mention | None:
    start, end = _tokens_of(reading, cell)
    return Mention("cell", start, end, "", "table-cell") if end > start else None


def _tokens_of(reading: Reading, cell: _Cell) -> tuple[int, int]:
    return bisect_left(reading.begin, cell.start), bisect_left(reading.begin, cell.end)
