"""The Python API: an `Extractor` that reads articles, and the spaCy pipeline behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dealx.assembly import assemble
from dealx.collector import without_collector
from dealx.compiled import compiled
from dealx.knowledge import Knowledge
from dealx.pipes.amounts import AmountFinder
from dealx.pipes.context import ContextFinder
from dealx.pipes.dates import DateFinder
from dealx.pipes.equipment import EquipmentFinder
from dealx.pipes.parties import PartyFinder
from dealx.pipes.reading import Component, Reading, begin_reading
from dealx.pipes.sentences import Sentences
from dealx.pipes.setting import names_no_goods
from dealx.pipes.tokenizer import cut, fold
from dealx.pipes.triggers import TriggerFinder
from dealx.records import Deal

if TYPE_CHECKING:
    from spacy.language import Language

STAGES = (
    "dealx_sentences",
    "dealx_context",
    "dealx_parties",
    "dealx_equipment",
    "dealx_amounts",
    "dealx_dates",
    "dealx_triggers",
    "dealx_deals",
)


def load(patterns: Sequence[Path | str] = ()) -> Language:
    """A spaCy pipeline with dealx's tokeniser and all its stages. Raises PatternError for a broken pattern folder."""
    import spacy

    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "dealx.Tokenizer.v1"}}})
    for stage in STAGES:
        nlp.add_pipe(stage, config={} if stage == "dealx_sentences" else {"patterns": [str(p) for p in patterns]})
    return nlp


def stages_of(knowledge: Knowledge) -> list[Component]:
    """All that read an article before its deals are assembled, in their order."""
    return [
        Sentences(),
        ContextFinder(knowledge),
        PartyFinder(knowledge),
        EquipmentFinder(knowledge),
        AmountFinder(knowledge),
        DateFinder(),
        TriggerFinder(knowledge),
    ]


def read_with(stages: Iterable[Component], text: str, date: dt.date | str | None = None) -> Reading:
    """A text with what these stages mark in it, one after the other."""
    reading = _begin(fold(text), date)
    for stage in stages:
        stage.read(reading)
    return reading


class Extractor:
    """Reads articles into deals. Build it once; it can be pickled and used by many workers."""

    def __init__(self, patterns: Sequence[Path | str] = ()) -> None:
        self.knowledge, self.gate = compiled([Path(p) for p in patterns])
        self.stages = stages_of(self.knowledge)

    def read(self, text: str, date: dt.date | str | None = None) -> Reading:
        """The article with all mentions marked. Without a date, the one at the head of the text is taken."""
        return read_with(self.stages, text, date)

    def extract(self, text: str, *, date: dt.date | str | None = None, source: str | None = None) -> list[Deal]:
        """The deals of an article in order of appearance; offsets in the evidence count characters of `text`."""
        folded = fold(text)
        look = self.gate.look(folded)
        if look.lacks is not None:
            return []
        with without_collector():
            reading = _begin(folded, date)
            if not look.military and names_no_goods(self.knowledge, reading):
                return []
            for stage in self.stages:
                stage.read(reading)
                if stage.stops(reading):
                    return []
            return assemble(self.knowledge, reading, text, source)


def _begin(folded: str, date: dt.date | str | None) -> Reading:
    day = dt.date.fromisoformat(date[:10]) if isinstance(date, str) else date
    return begin_reading(folded, cut(folded), day)
