"""What the pipeline knows: entries, and the phrases that stand for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from dealx.knowledge.phrases import PhraseTable

Entry = dict[str, Any]


class Phrase(NamedTuple):
    """What is filed under a phrase: the entry it belongs to and how it names it."""

    kind: str
    id: str
    form: str
    alias: str
    ambiguous: bool = False


@dataclass
class Knowledge:
    """All entries by kind and id, and the phrase tables made of them."""

    entries: dict[str, dict[str, Entry]]
    equipment: PhraseTable = field(default_factory=PhraseTable)
    parties: PhraseTable = field(default_factory=PhraseTable)
    triggers: PhraseTable = field(default_factory=PhraseTable)
    context: PhraseTable = field(default_factory=PhraseTable)
    makes: Counter[str] = field(default_factory=Counter)
    """How many of the systems each state makes, by its code."""
    kin: dict[str, list[str]] = field(default_factory=dict)
    """The codes of the former states that a state succeeds, or of those that succeed a former one, by its code."""

    def get(self, kind: str, id_: str) -> Entry:
        """The entry of that kind and id. Raises KeyError."""
        return self.entries[kind][id_]

    def homes(self, systems: Iterable[str]) -> set[str]:
        """The codes of the states where the systems of these ids are made."""
        countries = (self.entries["system"][id_].get("country", ()) for id_ in systems)
        return {code for country in countries for code in ([country] if isinstance(country, str) else country)}

    def with_kin(self, codes: set[str]) -> set[str]:
        """Codes of states with those of the former states that they succeed, and of the states that succeed them."""
        return codes | {kin for code in codes for kin in self.kin.get(code, ())}
