"""The cheap first look: an article without a word of weapons and a word of transfer cannot hold a deal."""

from __future__ import annotations

import re

from dealx.knowledge import Knowledge
from dealx.knowledge.phrases import PhraseTable, plain
from dealx.pipes.tokenizer import fold

_WORD = re.compile(r"[^\W\d_]+")


class Gate:
    """Decides on raw text whether the pipeline need run at all; it passes every article that could yield a record."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.equipment = _openers(knowledge.equipment)
        self.triggers = _openers(knowledge.triggers)

    def passes(self, text: str) -> bool:
        """Whether the text holds a word that begins an equipment phrase or looks like a designation, and one of a trigger."""
        words = {plain(w) for w in _WORD.findall(fold(text))}
        return not self.triggers.isdisjoint(words) and not self.equipment.isdisjoint(words)


def _openers(table: PhraseTable) -> frozenset[str]:
    return frozenset(form for key in table.root for form in (key, key + "s", key + "es", key[:-1] + "ies"))
