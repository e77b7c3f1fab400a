"""What the pipeline sees of an article: where the labelled values stand in it, and what it marks around them."""

from __future__ import annotations

from collections.abc import Iterable

from dealx.assembly import deals_of, frames_of
from dealx.evaluation.agreement import (
    COUNTS,
    PARTIES,
    ROUNDING,
    Record,
    is_given,
    same_number,
    same_party,
    same_system,
)
from dealx.extractor import Extractor
from dealx.knowledge.fields import listed
from dealx.pipes.reading import LeftOut, Mention
from dealx.pipes.setting import why_set_aside
from dealx.pipes.tokenizer import fold

_GROUPS = ("triggers", "parties", "equipment", "counts", "money", "dates", "cues")


class Sight:
    """One article as read with the extractor's patterns."""

    def __init__(self, extractor: Extractor, text: str, date: str | None) -> None:
        self.text = text
        self.reading = extractor.read(text, date)
        deals_of(extractor.knowledge, self.reading, frames_of(extractor.knowledge, self.reading, text), text, None)
        lacking = extractor.gate.lacks(fold(text))
        self.passed_over = f"a first look finds {lacking}" if lacking else why_set_aside(self.reading)
        self.year = self.reading.today.year if self.reading.today else None

    def mentions(self, field: str, labelled: Record) -> list[Mention]:
        """The mentions that could have given the labelled value of a field."""
        if not is_given(labelled, field):
            return []
        right, marked = listed(labelled[field]), self.reading.mentions
        if field in PARTIES:
            return [m for m in marked["parties"] if same_party(right, m.data["name"])]
        if field == "system":
            return [m for m in marked["equipment"] if same_system(right, m.data["name"])]
        if field in COUNTS:
            return [m for m in marked["counts"] if same_number(right, m.data["value"])]
        if field == "value":
            return [m for m in marked["money"] if same_number(right, m.data["value"], ROUNDING)]
        return [m for m in marked["dates"] if same_number(right, m.data["year"])] if field == "year" else []

    def sentences_of(self, mentions: Iterable[Mention]) -> list[int]:
        """The sentences that hold any of the mentions, in order."""
        return sorted({self.reading.sentence_at(m.start) for m in mentions})

    def sentence_at(self, character: int) -> int:
        """The sentence that holds a character of the article."""
        begins = [self.reading.begin[s.start] for s in self.reading.sentences]
        return max(0, sum(begin <= character for begin in begins) - 1)

    def sentence(self, index: int) -> str:
        """A sentence as it stands in the article, line ends made spaces."""
        s = self.reading.sentences[index]
        return " ".join(self.text[self.reading.begin[s.start] : self.reading.end[s.end - 1]].split())

    def within(self, group: str, index: int) -> list[Mention]:
        """The mentions of a group that begin in a sentence."""
        s = self.reading.sentences[index]
        return self.reading.within(group, s.start, s.end)

    def left_out(self, index: int) -> list[LeftOut]:
        """The words of a sentence that make no deal, and why."""
        s = self.reading.sentences[index]
        return [left for left in dict.fromkeys(self.reading.left_out) if s.start <= left.start < min(s.end, left.end)]

    def words(self, left: LeftOut) -> str:
        """What was left out, and why, in a line."""
        return f"“{self.reading.phrase(left.start, left.end)}”: {left.why}"

    def rules(self, index: int) -> list[str]:
        """Every rule that marked something in a sentence, with the words that it marked."""
        marked = sorted((m for group in _GROUPS for m in self.within(group, index)), key=lambda m: m.start)
        return [f"{m.rule} “{self.reading.phrase(m.start, m.end)}”" for m in marked]
