"""Context cues: the words that make a transfer planned, denied, refused or past, and those that set a sentence aside."""

from __future__ import annotations

from typing import Any

from dealx.knowledge import Knowledge
from dealx.pipes.reading import Component, Mention, Reading


class ContextFinder(Component):
    """Marks `doc.spans["dealx_cues"]`: cues, discards and references, each with its entry's id."""

    groups = ("cues",)

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def read(self, reading: Reading) -> None:
        found = []
        for hit in self.knowledge.context.find(reading.keys, reading.spaced):
            for phrase in hit.payloads:
                if phrase.kind != "sense" and not _is_month(reading.words[hit.start]):
                    entry = self.knowledge.get(phrase.kind, phrase.id)
                    data: dict[str, Any] = {
                        k: entry[k] for k in ("effect", "direction", "reach", "scope", "refers") if k in entry
                    }
                    found.append(Mention(phrase.kind, hit.start, hit.end, phrase.id, phrase.alias, data))
        reading.mentions["cues"] = found


def _is_month(word: str) -> bool:
    return word == "May"
