"""Parties told as a register does: "Peru (1999): 12 tanks ordered from Poland", "supplier Poland, recipient Peru"."""

from __future__ import annotations

from dataclasses import replace

from dealx.assembly.clauses import Clause
from dealx.assembly.frames import Frame, Roles, Slot
from dealx.assembly.places import is_reduced
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Mention, Reading

BUYER_LABELS = frozenset("buyer customer recipient client purchaser importer".split())
SELLER_LABELS = frozenset("supplier seller vendor exporter".split())
_LABELS = BUYER_LABELS | SELLER_LABELS
_YEAR_LABELS = frozenset({"year", "date"})
_LABEL_REACH = 4
_OPENS_LABEL = frozenset({",", ";", ".", ":", "("})


def labelled(reading: Reading, clause: Clause, party: Mention) -> str | None:
    """The role of a party that its label tells: "*supplier* Poland", "*recipient*: Peru"."""
    at = party.start - (2 if reading.keys[party.start - 1 : party.start] == [":"] else 1)
    first = reading.sentences[clause.sentence].start
    if at < first or not (at == first or reading.keys[at - 1] in _OPENS_LABEL):
        return None
    label = reading.keys[at]
    return "buyer" if label in BUYER_LABELS else "seller" if label in SELLER_LABELS else None


def supplies(reading: Reading, party: Mention) -> bool:
    """ "made Spain one of the suppliers to Chile": whether a party stands behind "supplier to"."""
    before = [k for k in reading.keys[max(0, party.start - 3) : party.start] if k != "the"]
    return before[-1:] == ["to"] and before[-2:-1] != [] and before[-2].removesuffix("s") in SELLER_LABELS


def heading(knowledge: Knowledge, reading: Reading, clause: Clause, carried: Slot | None, roles: Roles) -> None:
    """Makes the party before a colon the buyer of the goods after it, if no other party is."""
    verb = next((t for t in clause.triggers if t.label == "verb"), None)
    if verb is None or carried is None or roles.subject is not None or "buyer" in roles.slots:
        return
    entry = knowledge.get("verb", verb.id)
    buys = "buyer" in {entry.get("subject"), entry.get("to")}
    if reading.keys[clause.start - 1 : clause.start] == [":"] and buys and is_reduced(reading, verb):
        roles.add("buyer", replace(carried, rule="heading"))


def join_labels(reading: Reading, frames: list[Frame]) -> None:
    """ "Order: six boats. Supplier: Spain. Recipient: Peru. Year of order: 1975.": all belong to the goods told before them."""
    if _LABELS.isdisjoint(reading.keys):
        return
    for index, frame in enumerate(frames):
        buyer, seller = _labelled(frame.buyer), _labelled(frame.seller)
        year = frame.year if reading.keys[frame.start] in _YEAR_LABELS else None
        goods = (f for f in reversed(frames[:index]) if f.items and frame.sentence - f.sentence <= _LABEL_REACH)
        target = next(goods, None) if not frame.items and (buyer or seller or year) else None
        if target is not None:
            target.buyer, target.seller = target.buyer or buyer, target.seller or seller
            target.year = target.year or year


def _labelled(slot: Slot | None) -> Slot | None:
    return slot if slot is not None and slot.rule == "role-label" else None
