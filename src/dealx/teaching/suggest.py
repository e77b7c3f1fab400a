"""Names in articles that look like those of weapons and that no entry covers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from dealx.articles import Article
from dealx.extractor import Extractor
from dealx.knowledge import Entry, Knowledge
from dealx.knowledge.phrases import plain
from dealx.knowledge.relations import filed_as
from dealx.pipes.gate import NO_WEAPON
from dealx.pipes.numbers import find_numbers
from dealx.pipes.reading import Mention, Reading, Sentence
from dealx.pipes.setting import why_set_aside
from dealx.pipes.shapes import NOT_NAMES
from dealx.pipes.spelling import has_digit, singular
from dealx.pipes.tokenizer import fold

_ENDS = frozenset("from for to in and by at under worth with on as , . ; : ) ( -".split())
_LONGEST = 3
_VERB_REACH = 4
_EXAMPLE_LENGTH = 200


class Sighting(NamedTuple):
    """A name in an article: its class if a class noun is beside it, and whether the words around speak for a weapon."""

    name: str
    class_id: str | None
    supported: bool
    sentence: str


@dataclass
class Suggestion:
    """A name that no entry covers: how it is spelled, how often it was seen where, and as what."""

    spellings: Counter[str] = field(default_factory=Counter)
    sources: set[str] = field(default_factory=set)
    classes: Counter[str] = field(default_factory=Counter)
    supported: int = 0
    example: str = ""
    example_source: str = ""

    @property
    def name(self) -> str:
        """The most frequent spelling."""
        return self.spellings.most_common(1)[0][0]

    @property
    def times(self) -> int:
        """How often the name was seen."""
        return self.spellings.total()

    def add(self, sighting: Sighting, source: str) -> None:
        """Counts a sighting; the first one that speaks for a weapon becomes the example."""
        self.spellings[sighting.name] += 1
        self.sources.add(source)
        self.supported += sighting.supported
        if sighting.class_id is not None:
            self.classes[sighting.class_id] += 1
        if sighting.supported and not self.example:
            self.example, self.example_source = sighting.sentence, source


def suggestions(extractor: Extractor, articles: Iterable[Article]) -> list[Suggestion]:
    """What to teach, most frequent first; names for which no sentence speaks are left out."""
    found: dict[str, Suggestion] = {}
    for article in articles:
        for sighting in sightings(extractor, article):
            found.setdefault(filed_as(sighting.name), Suggestion()).add(sighting, article.source)
    told = [suggestion for suggestion in found.values() if suggestion.supported]
    return sorted(told, key=lambda s: (-len(s.sources), -s.times, s.name))


def sightings(extractor: Extractor, article: Article) -> Iterator[Sighting]:
    """The names in one article, if it speaks of arms and transfers."""
    if extractor.gate.lacks(fold(article.text)) not in {None, NO_WEAPON}:
        return
    reading = extractor.read(article.text, article.date)
    if why_set_aside(reading) is not None:
        return
    for m in reading.mentions["equipment"]:
        if m.data["designated"] and not m.data["systems"]:
            yield from _unlisted(extractor.knowledge, reading, m)
    for sentence in reading.sentences:
        if not sentence.headline:
            yield from _counted(reading, sentence)


def _unlisted(knowledge: Knowledge, reading: Reading, m: Mention) -> Iterator[Sighting]:
    """A name known by its shape, or by the class noun behind it."""
    sentence = reading.sentences[reading.sentence_at(m.start)]
    start = max((p.end for p in reading.within("parties", m.start, m.end)), default=m.start)
    end = _before_class(knowledge, reading, m)
    while end - 1 > start and reading.words[end - 1].islower() and reading.spaced[end - 2]:
        end -= 1
    if end > start and not (sentence.headline and not has_digit(reading.phrase(start, end))):
        moved = bool(reading.within("triggers", sentence.start, sentence.end))
        speaking = (moved, bool(m.data["counted"]), bool(m.data["armed"]))
        class_id = m.data["classes"][-1] if m.data["classes"] else None
        yield _sighting(reading, start, end, class_id, sum(speaking) > 1)


def _before_class(knowledge: Knowledge, reading: Reading, m: Mention) -> int:
    """The end of the name: where its class noun begins."""
    for i in range(m.start, m.end):
        hit = knowledge.equipment.at(reading.keys, reading.spaced, i)
        if hit is not None and any(phrase.kind == "class" for phrase in hit.payloads):
            return i
    return m.end


def _counted(reading: Reading, sentence: Sentence) -> Iterator[Sighting]:
    """ "ordered 12 Sandgrouse from Brazil": a name without class noun that is counted right after a verb of transfer."""
    verbs = [t.end for t in reading.within("triggers", sentence.start, sentence.end) if t.label == "verb"]
    groups = ("parties", "equipment", "money", "dates")
    taken = {i for g in groups for m in reading.within(g, sentence.start, sentence.end) for i in range(m.start, m.end)}
    for number in find_numbers(reading, sentence.start, sentence.end) if verbs else ():
        start = end = number.end
        while end < min(sentence.end, start + _LONGEST) and end not in taken and _is_name(reading.words[end]):
            end += 1
        after = reading.keys[end] if end < len(reading.keys) else "."
        near = any(0 <= number.start - verb <= _VERB_REACH for verb in verbs) and reading.spaced[start - 1]
        if near and end > start and number.start not in taken and after in _ENDS and end not in taken:
            yield _sighting(reading, start, end, None, True)


def _is_name(word: str) -> bool:
    return word[0].isupper() and len(word) > 2 and word not in NOT_NAMES


def _sighting(reading: Reading, start: int, end: int, class_id: str | None, supported: bool) -> Sighting:
    sentence = reading.sentences[reading.sentence_at(start)]
    words = reading.phrase(sentence.start, sentence.end)
    name = reading.phrase(start, end)
    return Sighting(
        name if has_digit(name) else singular(name),
        class_id,
        supported,
        words if len(words) <= _EXAMPLE_LENGTH else _around(words, name),
    )


def _around(words: str, name: str) -> str:
    """A long sentence cut to what stands around a name."""
    at = max(0, words.find(name) - _EXAMPLE_LENGTH // 2)
    return ("…" if at else "") + words[at : at + _EXAMPLE_LENGTH] + "…"


def entry_for(suggestion: Suggestion, knowledge: Knowledge) -> Entry:
    """An entry to begin with, with the class that it was mostly called; a plain word is ambiguous until somebody knows better."""
    entry: Entry = {"id": _new_id(suggestion.name, knowledge), "name": suggestion.name}
    if suggestion.classes:
        entry["class"] = suggestion.classes.most_common(1)[0][0]
        category = knowledge.get("class", entry["class"]).get("category")
        entry |= {"category": category} if category else {}
    if suggestion.name.isalpha():
        entry["ambiguous"] = [suggestion.name]
    return entry


def _new_id(name: str, knowledge: Knowledge) -> str:
    own = re.sub(r"[^a-z0-9]+", "-", plain(name)).strip("-") or "new"
    known = knowledge.entries["system"]
    return (
        own if own not in known else next(f"{own}-{n}" for n in range(2, len(known) + 3) if f"{own}-{n}" not in known)
    )
