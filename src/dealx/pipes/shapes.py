"""Names of weapons that no list holds, known by their shape or by the capitals before a class noun."""

from __future__ import annotations

import re

from dealx.pipes.dates import DAY_NAMES, MONTH_NAMES, year_of
from dealx.pipes.numbers import NUMBER_WORDS
from dealx.pipes.parties import names_side
from dealx.pipes.reading import Mention, Reading
from dealx.pipes.spelling import with_suffix

NOT_NAMES = frozenset(
    (
        "The A An New Its Their His Her Our This These That Those First Second Third Last Next More Other All"
        " Several Some Many Both Each Two Three Four Five Six Seven Eight Nine Ten"
        " In On At For From By With And Or But As To Of If When While After Before"
        " Under Over Lot Lots President Minister General Colonel Major Captain Admiral Defence Defense"
        " Ministry Government State Air Army Navy Naval Force Royal National Federal Mr Mrs Ms Dr He She It"
        " They We You I Mk Mark Block Type No Also However Meanwhile Used Old Light Heavy Main Advanced Modern"
        " Global Foreign Military World Inc Corp Ltd Co Plc Group Party Act Bill Treaty What How Why Where Who"
        " Today Yesterday Fiscal FY Additional Integrated Procurement European Western Eastern Northern Southern Asian"
        " African American Arab Islamic Kurdish Soviet Latin Mediterranean Allied Nato"
    ).split()
).union(map(str.capitalize, MONTH_NAMES + DAY_NAMES))
COUNTED = "counted-name"
"""The rule that finds names which nothing but a number gives away."""
BEHIND_NAME = frozenset("from to in for by under and were was have had are at on between with as".split())
"""What may follow a name that no noun follows."""
_BEFORE_OTHER_NUMBERS = frozenset("$ € £ ¥ . - / : at in since by of".split())
_JOINTS = frozenset("- / ' 's".split())
_FEW_DIGITS = 5
_LONGEST_NAME, _LONG_WORD = 3, 4
_VARIANTS = frozenset({"block", "increment"})
_ROMAN = re.compile(r"^[IVX]+[A-Z]?$")
_SHAPE_HEAD = re.compile(r"^[A-Z][A-Za-z]{0,4}$")


def by_shape(reading: Reading, known: set[int]) -> list[Mention]:
    """Designations that no list holds: a short capital word joined to a number (`Xr-12`, `KZ-90M`)."""
    found, words, end = [], reading.words, 0
    for i in [i for i, spaced in enumerate(reading.spaced[:-1]) if not spaced]:
        if i < end:
            continue
        j = i + 2 if words[i + 1] == "-" else i + 1
        if (
            i not in known
            and j < len(words)
            and j not in known
            and words[j][0].isdecimal()
            and "," not in words[j]
            and not any(reading.spaced[i:j])
            and _SHAPE_HEAD.match(words[i])
            and "." not in words[j]
            and (i == 0 or reading.spaced[i - 1] or words[i - 1] in {"(", '"', "/"})
        ):
            end = with_suffix(reading, j + 1)
            start = i - 2 if i > 1 and words[i - 1] == "/" and words[i - 2] == "AN" else i
            found.append(Mention("shape", start, end, "", "shape", {"ambiguous": True}))
    return found


def by_count(reading: Reading, known: set[int]) -> list[Mention]:
    """Names that nothing but a number and two states give away: "Malta bought *four Ouistreham* from France".

    `known` are the tokens of parties and of equipment of the lists.
    """
    sides: dict[int, set[str]] = {}
    for party in reading.mentions["parties"]:
        if names_side(party):
            sides.setdefault(reading.sentence_at(party.start), set()).add(party.id)
    found = []
    for index in [i for i, states in sides.items() if len(states) > 1 and not reading.sentences[i].headline]:
        sentence = reading.sentences[index]
        for i in range(sentence.start + 1, sentence.end):
            if not (reading.words[i][0].isupper() and _few(reading, i - 1)):
                continue
            end = _name_end(reading, i, sentence.end, known)
            if i < end < sentence.end and _ends_name(reading, end):
                found.append(Mention("shape", i, end, "", COUNTED, {"ambiguous": True}))
    return found


def _few(reading: Reading, i: int) -> bool:
    """Whether token i is a number of goods, no year, sum or measure."""
    word = reading.words[i]
    if i and (reading.words[i - 1][0].isupper() or reading.words[i - 1] in _BEFORE_OTHER_NUMBERS):
        return False
    digits = word.replace(",", "")
    if digits.isdecimal():
        return len(digits) < _FEW_DIGITS and year_of(word) is None
    return word.lower() in NUMBER_WORDS


def _name_end(reading: Reading, start: int, limit: int, known: set[int]) -> int:
    """End of the capitalised words from `start` that could be the name of goods; `start` if there are none."""
    i = start
    while i < min(limit, start + _LONGEST_NAME) and i not in known and _could_name(reading.words[i]):
        i += 1
    names = reading.words[start:i]
    if names and max(map(len, names)) < _LONG_WORD:
        return start
    plural = bool(names) and names[-1].endswith("s") and names[-1][-2:-1] not in {"s", "u", "i", "o"}
    return start if plural or (names and i < limit and i in known) else i


def _could_name(word: str) -> bool:
    return word[0].isupper() and word.isalpha() and len(word) > 2 and word not in NOT_NAMES


def _ends_name(reading: Reading, i: int) -> bool:
    """Whether token i, which follows a name, is a preposition, an auxiliary or a mark, and no dash that joins it to more."""
    word = reading.words[i]
    return word in BEHIND_NAME or not (word[0].isalnum() or (word in _JOINTS and not reading.spaced[i - 1]))


def by_variant(reading: Reading, known: set[int]) -> list[Mention]:
    """Variants written behind a name: `Block IIA`, `Increment 1`; they are none without it."""
    found = []
    for i in [i for i, key in enumerate(reading.keys[:-1]) if key in _VARIANTS and i not in known]:
        number = reading.words[i + 1]
        if reading.words[i][0].isupper() and reading.spaced[i] and (number[0].isdecimal() or _ROMAN.match(number)):
            found.append(Mention("variant", i, with_suffix(reading, i + 2), "", "variant", {"ambiguous": True}))
    return found


def by_class_suffix(reading: Reading, known: set[int]) -> list[Mention]:
    """Ship classes: `Hunter-class`, `Hunter class`."""
    found = []
    for i in [i for i, key in enumerate(reading.keys) if key == "class" and 0 < i < len(reading.keys) - 1]:
        if i in known:
            continue
        at = i - 2 if reading.words[i - 1] == "-" else i - 1
        if (
            at >= 0
            and at not in known
            and reading.words[at][0].isupper()
            and reading.words[at] not in NOT_NAMES
            and (len(reading.words[at]) > 2 or (reading.words[i - 1] == "-" and reading.words[at].isupper()))
        ):
            start = at
            while (
                start
                and reading.words[start - 1][0].isupper()
                and reading.words[start - 1] not in NOT_NAMES
                and start - 1 not in known
                and reading.words[start - 1].isalpha()
                and at - start < 2
            ):
                start -= 1
            found.append(Mention("shape", start, i + 1, "", "class-suffix", {"ambiguous": True}))
    return found


def starts_sentence(reading: Reading, i: int) -> bool:
    """Whether token i is the first of its sentence."""
    return reading.sentences[reading.sentence_at(i)].start == i


def in_title_case(reading: Reading, i: int) -> bool:
    """Whether token i stands in a line where capitals mean nothing: a headline."""
    return reading.sentences[reading.sentence_at(i)].headline
