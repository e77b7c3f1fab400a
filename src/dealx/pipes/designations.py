"""How far a designation reaches: between its count and its class noun all words of the name are taken."""

from __future__ import annotations

from dealx.pipes.numbers import NUMBER_WORDS
from dealx.pipes.reading import Reading
from dealx.pipes.shapes import NOT_NAMES, in_title_case, starts_sentence

COUNTING = NUMBER_WORDS | {"dozen", "more"}
ARMING = frozenset({"missile", "launcher", "air_defence"})
MACHINES = frozenset({"engine", "aircraft", "helicopter"})
_VAGUE_COUNTS = frozenset({"dozens", "scores", "hundreds", "number", "batch", "first", "delivery", "shipment"})
STATES_OF_GOODS = frozenset(
    "second - hand used surplus refurbished new additional modernised modernized upgraded".split()
)
_LINKS = frozenset({"-", "/", "."})
_PARTICLES = frozenset("de da do dos del la du von ul".split())
_MARKS = frozenset({"Type", "Mk", "Mark"})
_JOINING = frozenset("a an the of for to from by with in on at and or its their is are was were has have had".split())
_LONGEST_NAME = 4
_REACH = 16
_LONGEST_TAIL = 3


def name_before(reading: Reading, start: int, numbers: bool = False) -> int:
    """Start of the words that name an unknown system before its class noun ("Raven launchers", "71M LASS radars").

    With `numbers`, a bare number behind a word may be part of the name ("Raven 4603 launchers").
    """
    taken = {i for m in reading.within("parties", start - _REACH, start) for i in range(m.start, m.end)}
    i = at = start
    for _ in range(_LONGEST_NAME):
        before, at = at, _word_start(reading, at)
        inner = (reading.words[at] in _PARTICLES and i < start) or (numbers and _is_number(reading, at, before))
        if reading.breaks[before] or not (inner or _may_name(reading, at, before, taken)):
            break
        i = i if inner else at
    if i == start or not any(reading.words[j][0].isalpha() for j in range(i, start)):
        return start
    return start if in_title_case(reading, i) or starts_sentence(reading, i) else i


def _is_number(reading: Reading, start: int, end: int) -> bool:
    return end - start == 1 and reading.words[start].isdecimal()


def counted_name_before(reading: Reading, start: int) -> tuple[int, int]:
    """The words between a count and its class noun that name an unknown system: "six *Petit Renard* light armoured cars"."""
    end = _described_from(reading, start)
    begin = name_before(reading, end, numbers=True)
    return (begin, end) if begin < end and is_counted(reading, begin) else (start, start)


def designation(reading: Reading, start: int, end: int, noun: int | None) -> tuple[int, int]:
    """The whole of a name known from `start` to `end`: from its count to its class noun, which begins at `noun`, or its calibre."""
    tail = _described_from(reading, noun) if noun is not None else end
    if end < tail <= end + _LONGEST_TAIL and name_before(reading, tail, numbers=True) <= end:
        end = tail
    end = calibre_end(reading, end)
    before = name_before(reading, start)
    return (before if is_counted(reading, before) else start), end


def calibre_end(reading: Reading, end: int) -> int:
    """The end of a name with the calibre behind it: "Pinaka *214mm*"."""
    following = reading.keys[end : end + 2]
    return end + 2 if len(following) == 2 and following[0][0].isdecimal() and following[1] == "mm" else end


def word_behind(reading: Reading, end: int, known: bool) -> int:
    """The end of a designation with the word that names it behind its number: "ten M-98 *Vihor*", "66 M-60A3 *Patton-2*".

    Behind a name that a list holds only a word with a number of its own is taken.
    """
    if end >= len(reading.words) or reading.breaks[end] or in_title_case(reading, end):
        return end
    word = reading.words[end]
    named = word.isalpha() and word[0].isupper() and not word.isupper() and word not in NOT_NAMES
    if not named or reading.within("parties", end, end + 1):
        return end
    numbered = reading.words[end + 1 : end + 2] == ["-"] and not any(reading.spaced[end : end + 2])
    if numbered and any(w[0].isdecimal() for w in reading.words[end + 2 : end + 3]):
        return end + 3
    return end if known else end + 1


def is_counted(reading: Reading, start: int) -> bool:
    """Whether a number stands right before, or "dozens of" and the like."""
    while start > 0 and reading.keys[start - 1] in STATES_OF_GOODS:
        start -= 1
    before = reading.keys[max(0, start - 2) : start]
    return bool(before) and (
        before[-1][0].isdecimal() or before[-1] in COUNTING or (before[-1] == "of" and before[0] in _VAGUE_COUNTS)
    )


def _described_from(reading: Reading, start: int) -> int:
    """Start of the small words that describe a class noun before it: "*sea search* radars"."""
    i = start
    while i > 0 and start - i < _LONGEST_TAIL:
        at = _word_start(reading, i)
        words = reading.words[at:i]
        if not all(w.islower() or w in _LINKS for w in words) or words[0] in _JOINING or words[0] in COUNTING:
            break
        i = at
    return i


def _word_start(reading: Reading, end: int) -> int:
    """Start of the run of tokens without a space that ends before token `end`, as far as a name can reach."""
    i = max(0, end - 1)
    first = max(0, end - _REACH)
    while i > first and not reading.spaced[i - 1]:
        i -= 1
    return i


def _may_name(reading: Reading, start: int, end: int, taken: set[int]) -> bool:
    """Whether a run of tokens can be part of a name: capitalised, or of digits and capitals (`53T2`), or a calibre."""
    words = reading.words[start:end]
    goes_on = start < end < len(reading.words) and not reading.spaced[end - 1]
    if end <= start or not (words[-1][0].isalnum() or (goes_on and words[-1] in _LINKS)):
        return False
    if words[0] in NOT_NAMES and not (words[0] in _MARKS and len(words) > 1):
        return False
    numbered = any(w[0].isdecimal() for w in [*words, *reading.words[end : end + goes_on]])
    if taken.intersection(range(start, end)) and not (numbered and words[0][0].isalpha()):
        return False
    if words[0][0].isdecimal():
        return len(words) > 1 and (any(w.isupper() for w in words) or words[1:] == ["mm"])
    return words[0][0].isupper() and all(w[0].isupper() or w[0].isdecimal() or w in _LINKS for w in words[1:])
