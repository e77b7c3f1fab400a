"""Years said or meant: "in 2017", "5 October 2018", "last Friday" against the article's date, "fiscal 2025", "two years later".

`data`: `year`, `rule` as the kind (`year`, `month`, `relative`, `fiscal`, `anaphoric`), and `month` where said.
"""

from __future__ import annotations

import datetime as dt
import itertools

from dealx.pipes.reading import Component, Mention, Reading

MONTH_NAMES = "january february march april may june july august september october november december".split()
DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = {m: i for i, m in enumerate(MONTH_NAMES, 1)}
_MONTHS |= {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)} | {
    "sept": 9,
    "christmas": 12,
}
_DAYS = frozenset(DAY_NAMES)
_NUMBERS = {w: i for i, w in enumerate("one two three four five six seven eight nine ten".split(), 1)} | {"a": 1}
_UNITS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_SMALL = {w: i for i, w in enumerate("a two three four five six seven eight nine ten eleven twelve".split(), 1)}
_SMALL |= {"one": 1, "an": 1}
_OPENERS = (
    frozenset(_MONTHS)
    | _DAYS
    | frozenset("fy fiscal last previous a next this today yesterday tonight ago that same following".split())
    | frozenset(_NUMBERS)
)
_TELLING = frozenset({"year", "month", "anaphoric"})
_ANAPHORA_REACH = 80
_NOT_AFTER = frozenset("block mk mark type project page no no. lot phase version mod model uss unit".split())


class DateFinder(Component):
    """Marks `doc.spans["dealx_dates"]`."""

    groups = ("dates",)

    def read(self, reading: Reading) -> None:
        reading.mentions["dates"] = find_dates(reading, reading.today)


def find_dates(reading: Reading, today: dt.date | None) -> list[Mention]:
    """Mentions of dates in order."""
    taken = {
        i for group in ("equipment", "money", "counts") for m in reading.mentions[group] for i in range(m.start, m.end)
    }
    found: list[Mention] = []
    for i in [i for i, key in enumerate(reading.keys) if key in _OPENERS or key[0].isdecimal()]:
        free = i not in taken and (not found or i >= found[-1].end)
        mention = _date_at(reading, i, today, found) if free else None
        if mention is not None:
            found.append(mention)
    return found


def _date_at(reading: Reading, i: int, today: dt.date | None, before: list[Mention]) -> Mention | None:
    return (
        _fiscal(reading, i)
        or _anaphoric(reading, i, before)
        or _month(reading, i, today)
        or _year(reading, i)
        or (_relative(reading, i, today) if today else None)
    )


def _mention(start: int, end: int, year: int, rule: str, month: int | None = None) -> Mention:
    return Mention("date", start, end, str(year), f"date-{rule}", {"year": year, "month": month, "kind": rule})


def year_of(word: str) -> int | None:
    """The year a token says, if it can be one (1940 to 2069)."""
    return int(word) if len(word) == 4 and word.isdecimal() and 1940 <= int(word) < 2070 else None


def _year(reading: Reading, i: int) -> Mention | None:
    year = year_of(reading.words[i])
    if reading.keys[i + 1 : i + 2] == ["s"] and not reading.spaced[i]:
        return None
    if year is None or (
        i
        and (
            (not reading.spaced[i - 1] and reading.words[i - 1] not in {"(", "-", "/"})
            or reading.keys[i - 1] in _NOT_AFTER
        )
    ):
        return None
    return _mention(i, i + 1, year, "year")


def _fiscal(reading: Reading, i: int) -> Mention | None:
    if reading.keys[i] not in {"fy", "fiscal"}:
        return None
    j = i + 2 if reading.keys[i + 1 : i + 2] == ["year"] else i + 1
    word = reading.words[j] if j < len(reading.words) else ""
    year = year_of(word) or (
        2000 + int(word) if len(word) == 2 and word.isdecimal() and reading.keys[i] == "fy" else None
    )
    return _mention(i, j + 1, year, "fiscal") if year else None


def _anaphoric(reading: Reading, i: int, before: list[Mention]) -> Mention | None:
    """ "a year later", "that year", "in May of the same year": counted from the year told last."""
    near = itertools.takewhile(lambda m: i - m.end <= _ANAPHORA_REACH, reversed(before))
    told = next((m for m in near if m.data["kind"] in _TELLING), None)
    if told is None:
        return None
    base, month = told.data["year"], _MONTHS.get(reading.keys[i])
    at = i + 2 if month and reading.keys[i + 1 : i + 2] == ["of"] else i
    at += reading.keys[at : at + 1] == ["the"]
    pair = reading.keys[at : at + 2]
    if pair in (["that", "year"], ["same", "year"], ["following", "year"]):
        return _mention(i, at + 2, base + (pair[0] == "following"), "anaphoric", month)
    number = _NUMBERS.get(reading.keys[i])
    after = reading.keys[i + 1 : i + 3]
    if number and after[:1] in (["year"], ["years"]) and after[1:] in (["later"], ["earlier"], ["before"]):
        return _mention(i, i + 3, base + (number if after[1] == "later" else -number), "anaphoric")
    return None


def _month(reading: Reading, i: int, today: dt.date | None) -> Mention | None:
    month = _MONTHS.get(reading.keys[i])
    if (
        month is None
        or not reading.words[i][0].isupper()
        or (reading.keys[i] in {"may", "march"} and not _month_like(reading, i))
    ):
        return None
    for j in range(i + 1, min(i + 6, len(reading.words))):
        year = year_of(reading.words[j])
        if year is not None:
            return _mention(i, j + 1, year, "month", month)
        if not (reading.words[j].isdecimal() or reading.words[j] in {",", ".", "of", "th", "st", "nd", "rd", "-"}):
            break
    if today is None:
        return None
    year = today.year if month <= today.month else today.year - 1
    if reading.keys[i - 1 : i] == ["next"]:
        year = today.year + (month <= today.month)
    return _mention(i, i + 1, year, "month-only", month)


def _month_like(reading: Reading, i: int) -> bool:
    before = reading.keys[i - 1] if i else ""
    after = reading.words[i + 1] if i + 1 < len(reading.words) else ""
    return (
        before
        in {
            "in",
            "since",
            "by",
            "until",
            "last",
            "this",
            "next",
            "of",
            "from",
            "and",
            "to",
            "late",
            "early",
            "mid",
            "-",
        }
        or before.isdecimal()
        or after[:1].isdecimal()
    )


def _relative(reading: Reading, i: int, today: dt.date) -> Mention | None:
    pair = tuple(reading.keys[i : i + 2])
    if pair in {("last", "year"), ("previous", "year")} or tuple(reading.keys[i : i + 3]) == ("a", "year", "ago"):
        return _mention(i, i + 2, today.year - 1, "relative")
    if pair == ("next", "year"):
        return _mention(i, i + 2, today.year + 1, "relative")
    if pair == ("this", "year"):
        return _mention(i, i + 2, today.year, "relative")
    if pair in {("last", "month"), ("previous", "month")}:
        return _mention(i, i + 2, (today.replace(day=1) - dt.timedelta(days=1)).year, "relative")
    if pair in {("last", "week"), ("this", "week"), ("this", "month"), ("this", "morning")} or (
        pair[0] == "last" and pair[1:] and pair[1] in _DAYS
    ):
        return _mention(i, i + 2, (today - dt.timedelta(days=6)).year, "recent")
    if reading.keys[i] == "ago":
        return _ago(reading, i, today)
    if reading.keys[i] in {"today", "yesterday", "tonight"} or (
        reading.keys[i] in _DAYS and reading.words[i][0].isupper()
    ):
        return _mention(i, i + 1, (today - dt.timedelta(days=1)).year, "recent")
    return None


def _ago(reading: Reading, i: int, today: dt.date) -> Mention | None:
    """ "three months ago": counted back from the article's date."""
    if i < 2:
        return None
    days = _UNITS.get(reading.keys[i - 1].removesuffix("s"))
    number = _SMALL.get(reading.keys[i - 2]) or (
        int(reading.words[i - 2]) if reading.words[i - 2].isdecimal() and len(reading.words[i - 2]) < 4 else None
    )
    if days is None or number is None:
        return None
    return _mention(i - 2, i + 1, (today - dt.timedelta(days=round(number * days))).year, "relative")
