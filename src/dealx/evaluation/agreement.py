"""When a found value counts as the labelled one: names spelt another way, designations with more or fewer words, rounded sums.

The tables of names here belong to the measure, not to the knowledge of `patterns/`: what a user teaches the extractor
must not move the yardstick.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from dealx.knowledge.fields import listed

Record = Mapping[str, Any]

PARTIES = ("buyer", "seller")
COUNTS = ("batteries", "launchers", "missiles", "units")
FIELDS = (*PARTIES, "system", *COUNTS, "value", "year", "status")
"""The fields that are measured, in the order of the report."""

ROUNDING = 0.005
"""How far a sum of money may lie from the labelled one, as a part of it."""

_OTHER_NAMES = {
    "united states": "usa, us, united states of america, america",
    "united kingdom": "uk, britain, great britain",
    "united arab emirates": "uae",
    "turkey": "türkiye, turkiye",
    "south korea": "republic of korea, korea south",
    "czech republic": "czechia",
    "soviet union": "ussr",
    "russia": "russian federation",
    "netherlands": "holland",
    "vietnam": "viet nam",
    "west germany": "federal republic of germany",
    "china": "people s republic of china, prc",
    "taiwan": "republic of china",
    "cote d ivoire": "ivory coast",
    "myanmar": "burma",
    "syria": "syrian arab republic",
    "iran": "iran islamic republic of",
    "north macedonia": "macedonia",
}
_STATES = {other: name for name, others in _OTHER_NAMES.items() for other in others.split(", ")}
_LEGAL_FORMS = frozenset(
    "inc corp corporation co company ltd limited plc llc ag sa spa gmbh ab group the se nv".split()
)
_BEFORE_NUMBER = re.compile(r"(?<=[A-Za-z])[-\s](?=\d)")
_NO_WORD = re.compile(r"[^\w]+")


def is_given(record: Record, field: str) -> bool:
    """Whether a record says anything of a field."""
    return record.get(field) not in (None, [], "")


def agrees(field: str, labelled: Record, found: Record) -> bool:
    """Whether the found record has a right value in a field that the label gives."""
    value = found.get(field)
    if value is None:
        return False
    right = listed(labelled[field])
    if field in PARTIES:
        return same_party(right, value)
    if field == "system":
        return same_system(right, value)
    if field == "value":
        return _same_currency(labelled, found) and same_number(right, value, ROUNDING)
    if field == "status":
        return str(value).casefold() in {str(status).casefold() for status in right}
    return same_number(right, value)


def same_party(right: Iterable[Any], found: Any) -> bool:
    """Whether two names mean one party: legal forms of companies and other names of states are the same."""
    return _party(found) in set(map(_party, right))


def _party(name: Any) -> str:
    words = _words(name)
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        del words[-1]
    while len(words) > 1 and words[0] == "the":
        del words[0]
    plain = " ".join(words)
    return _STATES.get(plain, plain)


def same_system(right: Iterable[Any], found: Any) -> bool:
    """Whether a name is a right one, or has all its words and more, or fewer, with the same designation or head noun."""
    words = _designation(found)
    return any(_same_designation(_designation(name), words) for name in right)


def _same_designation(right: list[str], found: list[str]) -> bool:
    if right == found:
        return True
    fewer, more = (right, found) if len(right) < len(found) else (found, right)
    if not fewer or not set(fewer) <= set(more):
        return False
    numbered = {word for word in right if any(map(str.isdigit, word))}
    if numbered:
        return not numbered.isdisjoint(found)
    return right[-1] == found[-1] or (len(right) == 1 and right[0] in found)


def _designation(name: Any) -> list[str]:
    """The words of a system's name in the singular; "S-400", "S 400" and "S400" are one word."""
    return [_singular(word) for word in _words(_BEFORE_NUMBER.sub("", str(name)))]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _words(text: Any) -> list[str]:
    return _NO_WORD.sub(" ", str(text).casefold().replace("&", " and ")).split()


def same_number(right: Iterable[Any], found: Any, tolerance: float = 0) -> bool:
    """Whether a number is a right one, give or take a part of it."""
    try:
        number = float(found)
    except (TypeError, ValueError):
        return False
    return any(abs(number - float(one)) <= tolerance * abs(float(one)) for one in right)


def _same_currency(labelled: Record, found: Record) -> bool:
    return not labelled.get("currency") or found.get("currency") in listed(labelled["currency"])
