"""The Python API: an `Extractor` that reads articles, and the spaCy pipeline behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dealx.articles.dateline import dateline
from dealx.assembly import assemble
from dealx.knowledge import Knowledge, load_knowledge
from dealx.pipes.amounts import AmountFinder
from dealx.pipes.context import ContextFinder
from dealx.pipes.dates import DATE_KEY, DateFinder, article_date
from dealx.pipes.equipment import EquipmentFinder
from dealx.pipes.gate import Gate
from dealx.pipes.parties import PartyFinder
from dealx.pipes.reading import begin_hidden, finish
from dealx.pipes.sentences import Sentences
from dealx.pipes.tokenizer import build_tokenizer, use_tokenizer
from dealx.pipes.triggers import TriggerFinder
from dealx.records import Deal

STAGES = ("dealx_sentences", "dealx_parties", "dealx_equipment", "dealx_amounts", "dealx_dates", "dealx_triggers", "dealx_context", "dealx_deals")


def load(patterns: Sequence[Path | str] = ()) -> Language:
    """A spaCy pipeline with dealx's tokeniser and all its stages. Raises PatternError for a broken pattern folder."""
    nlp = spacy.blank("en")
    use_tokenizer(nlp)
    for stage in STAGES:
        nlp.add_pipe(stage, config={} if stage == "dealx_sentences" else {"patterns": [str(p) for p in patterns]})
    return nlp


class Extractor:
    """Reads articles into deals. Build it once; it can be pickled and used by many workers."""

    def __init__(self, patterns: Sequence[Path | str] = ()) -> None:
        self.knowledge: Knowledge = load_knowledge([Path(p) for p in patterns])
        self.nlp = spacy.blank("en")
        self.tokenizer = build_tokenizer(self.nlp.vocab)
        self.gate = Gate(self.knowledge)
        self.stages = [
            Sentences(),
            PartyFinder(self.knowledge),
            EquipmentFinder(self.knowledge),
            AmountFinder(self.knowledge),
            DateFinder(),
            TriggerFinder(self.knowledge),
            ContextFinder(self.knowledge),
        ]

    def read(self, text: str, date: dt.date | str | None = None) -> Doc:
        """The Doc of an article with all mentions marked in `doc.spans`."""
        return self._run(self.tokenizer(text), text, date)

    def _run(self, doc: Doc, text: str, date: dt.date | str | None) -> Doc:
        date = date or dateline(text)
        if date is not None:
            doc.user_data[DATE_KEY] = str(date)[:10]
        for stage in self.stages:
            doc = stage(doc)
        return doc

    def extract(self, text: str, *, date: dt.date | str | None = None, source: str | None = None) -> list[Deal]:
        """The deals of an article in order of appearance; offsets in the evidence count characters of `text`."""
        if not self.gate.passes(text):
            return []
        doc = self.tokenizer(text)
        begin_hidden(doc)
        doc = self._run(doc, text, date)
        return assemble(self.knowledge, finish(doc), text, article_date(doc), source)


