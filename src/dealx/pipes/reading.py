"""What has been read of an article so far: its tokens without white space, its sentences, and the mentions found.

Every component takes the `Reading` from the Doc (`reading_of`), adds its mentions, and shows them to the world as span
groups `doc.spans["dealx_..."]`. Token offsets count the tokens of the Reading; `begin` and `end` give characters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc, Span

from dealx.knowledge.phrases import plain

_KEY = "dealx_reading"


@dataclass(slots=True)
class Mention:
    """A stretch of tokens that means something: half-open `start`, `end`; `id` into the knowledge; `rule` that found it."""

    label: str
    start: int
    end: int
    id: str
    rule: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Sentence:
    """Half-open token offsets; `headline` for titles; `paragraph` counts from 0."""

    start: int
    end: int
    paragraph: int
    headline: bool = False


@dataclass(slots=True)
class Reading:
    """Tokens as parallel lists, and what the components found. `breaks[i]`: line ends before token i.

    `shown`: whether mentions are also put into the Doc as span groups, for users of the spaCy pipeline.
    """

    text: str
    words: list[str]
    keys: list[str]
    begin: list[int]
    end: list[int]
    spaced: list[bool]
    breaks: list[int]
    shown: bool = True
    sentences: list[Sentence] = field(default_factory=list)
    mentions: dict[str, list[Mention]] = field(default_factory=dict)

    def phrase(self, start: int, end: int) -> str:
        """The text of tokens start to end, line ends and runs of spaces made one space."""
        return " ".join(self.text[self.begin[start] : self.end[end - 1]].split())


def begin_hidden(doc: Doc) -> Reading:
    """Begins the Reading of a Doc that nobody else will look at: its mentions are not shown as spans."""
    reading = doc.user_data[_KEY] = _begin(doc)
    reading.shown = False
    return reading


def reading_of(doc: Doc) -> Reading:
    """The Reading of a Doc, begun if this is the first component to ask."""
    reading = doc.user_data.get(_KEY)
    if reading is None:
        reading = doc.user_data[_KEY] = _begin(doc)
    return reading  # type: ignore[no-any-return]


def finish(doc: Doc) -> Reading:
    """Takes the Reading off the Doc, which can then be serialised."""
    reading = reading_of(doc)
    del doc.user_data[_KEY]
    return reading


def publish(doc: Doc, group: str, mentions: Iterable[Mention]) -> None:
    """Keeps mentions in the Reading and shows them as `doc.spans["dealx_<group>"]`."""
    reading = reading_of(doc)
    reading.mentions[group] = list(mentions)
    if not reading.shown:
        return
    spans = []
    for m in reading.mentions[group]:
        span = doc.char_span(reading.begin[m.start], reading.end[m.end - 1], alignment_mode="expand")
        spans.append(Span(doc, span.start, span.end, label=m.label, kb_id=m.id, span_id=m.rule))
    doc.spans[f"dealx_{group}"] = spans


def _begin(doc: Doc) -> Reading:
    text = doc.text
    words, begin = [], []
    for token in doc:
        word = token.text
        if not word.isspace():
            words.append(word)
            begin.append(token.idx)
    end = [b + len(w) for b, w in zip(begin, words, strict=True)]
    gaps = [text[e:b] for e, b in zip(end, [*begin[1:], len(text)], strict=True)]
    breaks = [text.count("\n", 0, begin[0]) if begin else 0, *(gap.count("\n") for gap in gaps[:-1])]
    return Reading(text, words, [plain(w) for w in words], begin, end, [bool(g) for g in gaps], breaks)
