"""The date that an article itself gives at its head."""

import re
from datetime import date
from typing import NamedTuple

HEAD_LINES = 5
HEAD_WIDTH = 200
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = (
    r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    r"(?:(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)"
    rf"|(?P<d2>\d\d?)(?:st|nd|rd|th)?\s+{_MONTH.format('m2')},?\s+(?P<y2>\d{{4}})"
    rf"|{_MONTH.format('m3')}\s+(?P<d3>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<y3>\d{{4}}))"
)
_LABEL = r"(?:(?:date|published|posted|issued|released|updated)(?:\s+on)?\s*:?\s*|contracts\s+for\s+)"
_TIME = r"(?:(?:T|,?\s+(?:at\s+)?)\d\d?[:.]\d\d[\d:.+-]*(?:\s*(?:[ap]\.?m\.?|\(?[A-Z]{1,4}\)?)){0,2})?"
_AGENCY = r"\([^()]{2,40}\)"
_DASH = r"(?:-{1,2}|[–—])"

_DATE_LINE = re.compile(rf"{_LABEL}?[\"']?{_DATE}{_TIME}[\"']?$", re.IGNORECASE)
_DATELINE = re.compile(
    rf"(?P<place>[^\d()]{{2,60}}?)[,\s]+(?:{_AGENCY}[,\s]*)?(?:{_DASH}\s*)?{_DATE}{_TIME}\s*(?:{_AGENCY}\s*)?(?:{_DASH}|[:/]|$)",
    re.IGNORECASE,
)
_AGENCY_LINE = re.compile(rf"{_DATE}\s*{_AGENCY}\s*{_DASH}", re.IGNORECASE)


class Dateline(NamedTuple):
    """A date, and where its words stand in the text, half-open."""

    date: date
    start: int
    end: int


def dateline(text: str) -> date | None:
    """The date in a date line or dateline among the first lines of an article; never one without a year."""
    found = find_dateline(text)
    return found.date if found else None


def find_dateline(text: str) -> Dateline | None:
    """That date with its place."""
    at, seen = 0, 0
    for raw in text[: HEAD_LINES * 1000].splitlines(keepends=True):
        line = raw.strip(" \t\r\n\f\v*_#>|")
        if line and (found := _date_of_line(line[:HEAD_WIDTH])):
            begin = at + raw.index(line)
            return Dateline(found.date, begin + found.start, begin + found.end)
        at += len(raw)
        seen += bool(line)
        if seen == HEAD_LINES:
            break
    return None


def _date_of_line(line: str) -> Dateline | None:
    match = _DATE_LINE.match(line) or _AGENCY_LINE.match(line) or _DATELINE.match(line)
    if match is None or not _is_place(match.groupdict().get("place")):
        return None
    groups = [next(name for name in (f"{part}{n}" for n in "123") if match[name]) for part in "ymd"]
    year, month, day = (match[name] for name in groups)
    try:
        found = date(int(year), _month(month), int(day))
    except ValueError:
        return None
    return Dateline(found, min(map(match.start, groups)), max(map(match.end, groups)))


def _month(written: str) -> int:
    return int(written) if written.isdigit() else MONTHS.index(written[:3].lower()) + 1


def _is_place(words: str | None) -> bool:
    """Whether the words before a date name a place as datelines do: `MOSCOW`, `ABU DHABI, United Arab Emirates`."""
    if words is None:
        return True
    names = words.replace(",", " ").replace("-", " ").split()
    return bool(names) and names[0].isupper() and all(name[0].isupper() for name in names)
