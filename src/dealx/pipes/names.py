"""The phrases of the equipment lists that an article holds, where spelling and neighbours do not speak against them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from dealx.knowledge import Knowledge, Phrase
from dealx.knowledge.phrases import Hit
from dealx.pipes.dates import year_of
from dealx.pipes.designations import COUNTING
from dealx.pipes.reading import Reading
from dealx.pipes.shapes import in_title_case, starts_sentence
from dealx.pipes.spelling import cased_alike, has_digit

_LONGEST_NAME = 8
"""Words in capitals that a name may have before its noun."""


def equipment_phrases(knowledge: Knowledge, reading: Reading) -> Iterator[tuple[Hit, list[Phrase]]]:
    """Each phrase found, from left to right, with the entries it may name, the likeliest first. Needs the sentences."""
    for hit in knowledge.equipment.find(reading.keys, reading.spaced, partial(_fits, reading)):
        phrases = _fitting(knowledge, reading, hit)
        if phrases:
            yield hit, phrases


def possible_phrases(knowledge: Knowledge, reading: Reading) -> Iterator[tuple[Hit, Phrase]]:
    """All that `equipment_phrases` can give once the sentences are known, and perhaps more."""
    for hit in knowledge.equipment.find(reading.keys, reading.spaced, partial(_fits, reading)):
        if not _is_apart(reading, hit):
            yield from ((hit, p) for p in hit.payloads if p.kind == "class" or not _plain_word(reading, hit, p))


def _fits(reading: Reading, hit: Hit) -> bool:
    words = reading.words[hit.start : hit.end]
    return any(cased_alike(words, p.alias) for p in hit.payloads)


def _fitting(knowledge: Knowledge, reading: Reading, hit: Hit) -> list[Phrase]:
    if _is_apart(reading, hit):
        return []
    words = reading.words[hit.start : hit.end]
    fitting = [
        p
        for p in hit.payloads
        if cased_alike(words, p.alias) and not _plain_word(reading, hit, p) and not _other(knowledge, reading, hit, p)
    ]
    return sorted(fitting, key=lambda p: (p.ambiguous, p.kind == "class"))


def _is_apart(reading: Reading, hit: Hit) -> bool:
    """Whether the words are the end of a longer one, or an article or pronoun with a number: "a 10"."""
    if hit.start and not reading.spaced[hit.start - 1] and reading.words[hit.start - 1][-1].isalnum():
        return True
    words = reading.words[hit.start : hit.end]
    return (
        len(words) > 1
        and words[0].lower() in {"a", "i", "an"}
        and reading.spaced[hit.start]
        and words[1][0].isdecimal()
    )


def _plain_word(reading: Reading, hit: Hit, phrase: Phrase) -> bool:
    """Whether the spelling speaks against the phrase: "at 10" is no AT-10, "Shell" inside a sentence no shell."""
    first = reading.words[hit.start]
    if reading.keys[max(0, hit.start - 2) : hit.start] == ["anti", "-"]:
        return True
    if phrase.kind == "system":
        return has_digit(phrase.alias) and _not_designating(reading, hit, phrase.alias)
    capital = first[0].isupper() and not first.isupper() and phrase.alias[0].islower()
    return (
        capital
        and hit.end - hit.start == 1
        and not _counted_name(reading, hit.start)
        and not in_title_case(reading, hit.start)
        and not starts_sentence(reading, hit.start)
    )


def _counted_name(reading: Reading, i: int) -> bool:
    """ "four Coastal Defence Squadrons": a number before a name in capitals that ends with the noun."""
    first = max(0, i - _LONGEST_NAME)
    while i > first and reading.words[i - 1][0].isupper() and reading.spaced[i - 1]:
        i -= 1
    before = reading.words[i - 1] if i else ""
    return before.lower() in COUNTING or (before.isdecimal() and not year_of(before))


def _not_designating(reading: Reading, hit: Hit, alias: str) -> bool:
    """ "at 10", "At 6:58" and the "p/2" of a web address: letters too small to be those of a designation before its number.

    Neither is a number that counts another name: "3 RM-70" is no "3RM".
    """
    first = reading.words[hit.start]
    if first.isdecimal() and reading.spaced[hit.start] and alias[len(first) : len(first) + 1] != " ":
        return True
    if first.islower():
        return not alias[0].islower() and (reading.spaced[hit.start] or reading.words[hit.start + 1] in {"/", "."})
    small = len(first) > 1 and first[1:].islower() and alias[: len(first)].isupper()
    return small and reading.spaced[hit.start]


def _other(knowledge: Knowledge, reading: Reading, hit: Hit, phrase: Phrase) -> bool:
    """Whether a class noun of one word is something else after or before such a word: "think tank", "shell company"."""
    if phrase.kind != "class" or hit.end - hit.start > 1:
        return False
    entry = knowledge.entries["class"][phrase.id]
    before = hit.start - 2 if reading.keys[hit.start - 1] == "-" else hit.start - 1
    return (before >= 0 and reading.keys[before] in entry.get("not_after", ())) or (
        hit.end < len(reading.keys) and reading.keys[hit.end] in entry.get("not_before", ())
    )
