"""Context cues: the words that make a transfer planned, denied, refused or past, and those that set a sentence aside."""

from __future__ import annotations

from spacy.tokens import Doc

from dealx.knowledge import Knowledge
from dealx.pipes.reading import Mention, publish, reading_of


class ContextFinder:
    """Marks `doc.spans["dealx_cues"]`: cues, discards and references, each with its entry's id."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        found = []
        for hit in self.knowledge.context.find(reading.keys, reading.spaced):
            for phrase in hit.payloads:
                if phrase.kind != "sense" and not _is_month(reading.words[hit.start]):
                    entry = self.knowledge.get(phrase.kind, phrase.id)
                    data = {k: entry[k] for k in ("effect", "direction", "reach", "scope", "refers") if k in entry}
                    found.append(Mention(phrase.kind, hit.start, hit.end, phrase.id, phrase.alias, data))
        publish(doc, "cues", found)
        return doc


def _is_month(word: str) -> bool:
    return word == "May"
