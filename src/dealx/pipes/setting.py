"""Whether an article speaks of arms at all: without that, its purchases are none of ours."""

from __future__ import annotations

import re

from dealx.knowledge import Entry, Knowledge
from dealx.knowledge.phrases import Hit
from dealx.pipes.dates import MONTH_NAMES
from dealx.pipes.designations import ARMING, COUNTING, MACHINES, STATES_OF_GOODS, is_counted
from dealx.pipes.names import possible_phrases
from dealx.pipes.parties import names_side
from dealx.pipes.reading import Mention, Reading
from dealx.pipes.shapes import BEHIND_NAME
from dealx.vocabulary import CIVIL_TOO

_GOODS = ARMING | MACHINES

_NOUN_REACH = 8


_NUMBER = "|".join(sorted(COUNTING))
_STATE = "|".join(sorted(word for word in STATES_OF_GOODS if word.isalpha()))
_BEHIND = "|".join(sorted(BEHIND_NAME))
_MONTH = "|".join(sorted(map(str.capitalize, MONTH_NAMES)))
_NAME = rf"(?:(?![a-z]|(?:{_MONTH})\b)[^\W\d_]{{3,}}(?:\s+|(?=\W))){{1,3}}(?:(?:{_BEHIND})\b|[^\w\s])"
_CALIBRE = r"(?:\d+(?:\.\d+)?\s?(?:mm|cm)\s+)?"
COUNTED_NAME = re.compile(
    rf"\b(?:\d+|(?i:{_NUMBER}))(?:[\s-]+(?i:{_STATE}))*\s+{_CALIBRE}(?:[A-Z][A-Za-z]{{0,4}}-?\d|{_NAME})"
)
"""A number and a designation or a capitalised name, such as an article may hold that names no weapon known."""


def can_be_goods(entry: Entry) -> bool:
    """Whether a class noun, alone or with a name that no list holds, can be the goods of a deal."""
    return bool(entry.get("standalone", True)) or entry.get("category") in _GOODS


def names_no_goods(knowledge: Knowledge, reading: Reading) -> bool:
    """A first look at the words, before anything is marked: an article without a military word holds no deal then."""
    if COUNTED_NAME.search(reading.text):
        return False
    phrases = list(possible_phrases(knowledge, reading))
    nouns = [hit.start for hit, phrase in phrases if phrase.kind == "class"]
    return not any(
        can_be_goods(knowledge.entries["class"][phrase.id])
        if phrase.kind == "class"
        else not phrase.ambiguous or _may_be_sure(reading, hit, nouns)
        for hit, phrase in phrases
    )


def _may_be_sure(reading: Reading, hit: Hit, nouns: list[int]) -> bool:
    """Whether what stands beside a name with other meanings may tell that it is a weapon's: a number, a maker, a class noun."""
    before, after = reading.words[hit.start - 1 : hit.start], reading.keys[hit.end : hit.end + 1]
    return (
        after == ["from"]
        or not reading.spaced[hit.end - 1]
        or bool(before and (before[0] == "'s" or before[0][0].isupper()))
        or is_counted(reading, hit.start)
        or any(-_NOUN_REACH <= noun - hit.start <= _NOUN_REACH for noun in nouns)
    )


def will_be_set_aside(reading: Reading) -> bool:
    """A second look, once parties and equipment are marked: True only for an article that `is_set_aside` in the end."""
    return not has_military_word(reading) and not any(
        (m.data["systems"] and m.data["category"] not in CIVIL_TOO) or beside_states(reading, m)
        for m in reading.mentions["equipment"]
    )


def is_set_aside(reading: Reading) -> bool:
    """Whether an article, with cues, equipment and counts marked, is not about arms, or by its own words no news of a deal."""
    return why_set_aside(reading) is not None


def why_set_aside(reading: Reading) -> str | None:
    """Why an article is set aside, in words, if it is."""
    discards = [m for m in reading.mentions["cues"] if m.label == "discard" and m.data["scope"] == "article"]
    if len(discards) >= 2:
        words = ", ".join(dict.fromkeys(reading.phrase(m.start, m.end) for m in discards))
        return f'the article is about something else: "{words}"'
    if has_military_word(reading):
        return None
    if any(_unmistakable(m) or _between_states(reading, m) for m in reading.mentions["equipment"]):
        return None
    return "no word of the military world, no weapon named beyond doubt, no goods counted beside two states"


def has_military_word(reading: Reading) -> bool:
    """Whether an article, with its cues marked, has a word of the military world."""
    return any(m.label == "setting" for m in reading.mentions["cues"])


def _unmistakable(m: Mention) -> bool:
    """A system named at length ("Su-30MKI"), or a weapon's name with a class or a number beside it, speaks of arms by itself."""
    if m.data["ambiguous"] or not m.data["systems"] or m.data["category"] in CIVIL_TOO:
        return False
    if m.data["armed"] or m.data["counted"]:
        return True
    return len(m.data["name"]) > 3 and (" " in m.data["name"] or any(c.isdecimal() for c in m.data["name"]))


def _between_states(reading: Reading, m: Mention) -> bool:
    """Whether goods are counted, described, or come from their home, where two states are: "Malta ordered 20 turbofans from Italy"."""
    engine = bool(m.data["classes"]) and m.data["category"] == "engine"
    described = m.data["designated"] and (m.data["armed"] or engine)
    return (m.data["counted"] or described or m.data["from_home"]) and beside_states(reading, m)


def beside_states(reading: Reading, m: Mention) -> bool:
    """Whether two states, alliances or armed groups stand in the sentence of goods that may be arms."""
    if not (m.data["designated"] or m.data["armed"]):
        return False
    sentence = reading.sentences[reading.sentence_at(m.start)]
    return len({p.id for p in reading.within("parties", sentence.start, sentence.end) if names_side(p)}) > 1
