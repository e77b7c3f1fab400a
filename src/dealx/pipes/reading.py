"""What has been read of an article so far: its tokens without white space, its sentences, and the mentions found.

Every component takes the `Reading` from the Doc (`reading_of`), adds its mentions, and shows them to the world as span
groups `doc.spans["dealx_..."]`. Token offsets count the tokens of the Reading; `begin` and `end` give characters.
"""

from __future__ import annotations

import datetime as dt
import itertools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from dealx.articles.dateline import dateline
from dealx.knowledge.phrases import plain

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_KEY = "dealx_reading"
ARTICLE = 5_000
"""Tokens before and after a place at which an article, however long, can still speak of the same story."""
DATE_KEY = "dealx_date"
"""Where a Doc keeps its article's date: `doc.user_data["dealx_date"]`, an ISO string."""


@dataclass(slots=True)
class Mention:
    """A stretch of tokens that means something: half-open `start`, `end`; `id` into the knowledge; `rule` that found it."""

    label: str
    start: int
    end: int
    id: str
    rule: str
    data: dict[str, Any] = field(default_factory=dict)


class LeftOut(NamedTuple):
    """Tokens that make no deal, half-open, and why; told to those who teach dealx, and read by no stage."""

    start: int
    end: int
    why: str


@dataclass(slots=True)
class Sentence:
    """Half-open token offsets; `headline` for titles; `paragraph` counts from 0."""

    start: int
    end: int
    paragraph: int
    headline: bool = False


@dataclass(slots=True)
class Reading:
    """Tokens as parallel lists, and what the components found. `breaks[i]`: line ends before token i."""

    text: str
    words: list[str]
    keys: list[str]
    begin: list[int]
    end: list[int]
    spaced: list[bool]
    breaks: list[int]
    date: dt.date | None = None
    sentences: list[Sentence] = field(default_factory=list)
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    starts: dict[str, tuple[list[Mention], list[int]]] = field(default_factory=dict)
    dated: bool = False
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def today(self) -> dt.date | None:
        """The date of the article: the one given, else that of its dateline, which is looked for when first asked."""
        if self.date is None and not self.dated:
            self.date, self.dated = dateline(self.text), True
        return self.date

    def leave_out(self, what: Mention | Sentence, why: str) -> None:
        """Notes why a mention or a sentence makes no deal."""
        self.left_out.append(LeftOut(what.start, what.end, why))

    def sentence_at(self, token: int) -> int:
        """The number of the sentence that holds a token."""
        return bisect_right(self.sentences, token, key=attrgetter("start")) - 1

    def within(self, group: str, start: int, end: int) -> list[Mention]:
        """The mentions of a group that begin in tokens start to end; groups are sorted by their start."""
        mentions, known = self.mentions[group], self.starts.get(group)
        if known is None or known[0] is not mentions:  # the group is another list than before
            known = self.starts[group] = (mentions, [m.start for m in mentions])
        first = bisect_left(known[1], start)
        return mentions[first : bisect_left(known[1], end, first)]

    def near(self, group: str, token: int, reach: int = ARTICLE) -> list[Mention]:
        """The mentions of a group around a token: in an article of usual length, all."""
        return self.within(group, token - reach, token + reach)

    def phrase(self, start: int, end: int) -> str:
        """The text of tokens start to end, line ends and runs of spaces made one space."""
        return " ".join(self.text[self.begin[start] : self.end[end - 1]].split())


def begin_reading(text: str, pieces: list[str], date: dt.date | None) -> Reading:
    """A Reading of a text cut into gaps of white space and words in turns; `date` is the article's, if known."""
    gaps, words, ends = pieces[::2], pieces[1::2], list(itertools.accumulate(map(len, pieces)))
    keys = [w.lower() for w in words] if text.isascii() else [plain(w) for w in words]
    breaks = [0 if gap == " " or not gap else gap.count("\n") for gap in gaps[:-1]]
    return Reading(text, words, keys, ends[:-1:2], ends[1::2], [gap != "" for gap in gaps[1:]], breaks, date)


class Component:
    """A spaCy component that reads: it adds its mentions to the Doc's Reading and shows them as span groups."""

    groups: tuple[str, ...] = ()

    def read(self, reading: Reading) -> None:
        """Adds what this component finds to the Reading."""
        raise NotImplementedError

    def stops(self, reading: Reading) -> bool:
        """Whether what has been found so far rules out that the article holds a deal."""
        return False

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        self.read(reading)
        for group in self.groups:
            doc.spans[f"dealx_{group}"] = spans_of(doc, reading, group)
        return doc


def reading_of(doc: Doc) -> Reading:
    """The Reading of a Doc, begun if this is the first component to ask."""
    # kept among the hooks, which spaCy does not save, so that a Doc can be serialised after any stage
    hooks: dict[str, Any] = doc.user_hooks
    reading: Reading | None = hooks.get(_KEY)
    if reading is None:
        given = doc.user_data.get(DATE_KEY)
        date = dt.date.fromisoformat(given[:10]) if given else None
        reading = hooks[_KEY] = begin_reading(doc.text, _cut(doc), date)
    return reading


def _cut(doc: Doc) -> list[str]:
    """The gaps and words of a Doc in turns; tokens of white space count as gaps."""
    text, pieces, end = doc.text, [], 0
    for token in doc:
        if not token.is_space:
            pieces += [text[end : token.idx], token.text]
            end = token.idx + len(token)
    return [*pieces, text[end:]]


def finish(doc: Doc) -> Reading:
    """Takes the Reading off the Doc, which can then be serialised."""
    reading = reading_of(doc)
    del doc.user_hooks[_KEY]
    return reading


def spans_of(doc: Doc, reading: Reading, group: str) -> list[Span]:
    """The mentions of a group as spans of the Doc; each covers all tokens that its mention touches."""
    return [_span(doc, reading, m) for m in reading.mentions[group]]


def _span(doc: Doc, reading: Reading, m: Mention) -> Span:
    from spacy.tokens import Span

    span = doc.char_span(reading.begin[m.start], reading.end[m.end - 1], alignment_mode="expand")
    if span is None:
        raise ValueError(f"the Doc's text is not the one that was read: no token at character {reading.begin[m.start]}")
    return Span(doc, span.start, span.end, label=m.label, kb_id=m.id, span_id=m.rule)
