"""How names are spelled: capitals, plurals, and what is written on to a designation."""

from __future__ import annotations

import re
from functools import lru_cache

from dealx.knowledge.phrases import JOINERS, pieces
from dealx.pipes.reading import Reading

AT_LENGTH = 4
_DIGIT = re.compile(r"\d")


def cased_alike(words: list[str], alias: str) -> bool:
    """Whether the words are spelled as the alias; capitals may stand for small letters, small ones for capitals only in designations.

    A name written out at length ("high mobility artillery rocket system") is known in any letters, if it is not a mere
    description of range ("long-range anti-ship missile").
    """
    if alias.islower() or " ".join(words) == alias:
        return True
    have = [w for w in words if w not in JOINERS]
    if len(have) >= AT_LENGTH and "range" not in have and all(len(w) > 2 for w in have):
        return True
    digits = has_digit(alias)
    for got, need in zip(have, _parts(alias), strict=False):
        if need.islower() or got == need or need.isdecimal():
            continue
        if need.isupper() and len(need) > 1:
            if got.upper() != need and got not in {need + "s", need + "'s"}:
                return False
            if got.upper() == need and not got.isupper() and not digits and (len(need) < 4 or not got[0].isupper()):
                return False
        elif not (got[:1].isupper() or digits) or (got == "s" and need == "S"):
            return False  # "F-15s" are F-15, not F-15S
    return True


@lru_cache(maxsize=4096)
def _parts(alias: str) -> list[str]:
    return [p for p in pieces(alias) if p not in JOINERS]


def singular(name: str) -> str:
    """The name without a plural ending on its last word."""
    if name.endswith("ies") and len(name) > 5:
        return name[:-3] + "y"
    if name.endswith(("xes", "nches", "rches", "tches", "shes", "sses")):
        return name[:-2]
    if re.search(r"\d-?s$", name) or (name.endswith("s") and not name.endswith(("ss", "us", "is", "ics"))):
        return name[:-1].rstrip("'")
    return name


def has_digit(text: str) -> bool:
    """Whether there is a digit in a text."""
    return _DIGIT.search(text) is not None


def with_suffix(reading: Reading, end: int) -> int:
    """Takes in what is written on to a designation: the rest of `S-300PMU-2`, `F-16C/D`, but not `-class` or `-armed`."""
    words = reading.words
    while end < len(words) and not reading.spaced[end - 1]:
        word = words[end]
        if word.isalnum() and (word[0].isdecimal() or word.isupper() or (len(word) <= 3 and word != "s")):
            end += 1
        elif word in "-/" and end + 1 < len(words) and not reading.spaced[end] and _suffix_like(words[end + 1]):
            end += 2
        else:
            break
    return end


def _suffix_like(word: str) -> bool:
    return word[0].isdecimal() or (word.isupper() and len(word) <= 4)
