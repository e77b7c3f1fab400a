"""Parties told as a register does: "Peru (1999): 12 tanks ordered from Poland", "supplier Poland, recipient Peru"."""

from __future__ import annotations

from dataclasses import replace

from dealx.assembly.clauses import Clause
from dealx.assembly.frames import Roles, Slot
from dealx.assembly.places import is_reduced
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Mention, Reading

BUYER_LABELS = frozenset("buyer customer recipient client purchaser importer".split())
SELLER_LABELS = frozenset("supplier seller vendor exporter".split())
_OPENS_LABEL = frozenset({",", ";", ".", ":", "("})


def labelled(reading: Reading, clause: Clause, party: Mention) -> str | None:
    """The role of a party that its label tells: "*supplier* Poland", "*recipient*: Peru"."""
    at = party.start - (2 if reading.keys[party.start - 1 : party.start] == [":"] else 1)
    if at < clause.start or not (at == clause.start or reading.keys[at - 1] in _OPENS_LABEL):
        return None
    label = reading.keys[at]
    return "buyer" if label in BUYER_LABELS else "seller" if label in SELLER_LABELS else None


def heading(knowledge: Knowledge, reading: Reading, clause: Clause, carried: Slot | None, roles: Roles) -> None:
    """Makes the party before a colon the buyer of the goods after it, if no other party is."""
    verb = next((t for t in clause.triggers if t.label == "verb"), None)
    if verb is None or carried is None or roles.subject is not None or "buyer" in roles.slots:
        return
    entry = knowledge.get("verb", verb.id)
    buys = "buyer" in {entry.get("subject"), entry.get("to")}
    if reading.keys[clause.start - 1 : clause.start] == [":"] and buys and is_reduced(reading, verb):
        roles.add("buyer", replace(carried, rule="heading"))
