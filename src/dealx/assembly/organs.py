"""Services and ministries that name no state ("the Navy"): whose they are."""

from __future__ import annotations

from collections import Counter

from dealx.assembly.frames import Frame, Slot
from dealx.knowledge import Knowledge
from dealx.pipes.parties import opens_dateline
from dealx.pipes.reading import Mention, Reading


def main_buyer(frames: list[Frame]) -> Mention | None:
    """The state that is said to buy most often in an article; None where there is no such state."""
    said = [f.buyer for f in frames if f.buyer is not None and f.buyer.kind == "state" and f.buyer.name]
    names = Counter(s.name for s in said).most_common(2)
    if not names or (len(names) > 1 and names[0][1] == names[1][1]):
        return None
    return next(s.mention for s in said if s.name == names[0][0])


def most_named(reading: Reading, frames: list[Frame]) -> Mention | None:
    """The state that an article names most of those that do not sell."""
    sellers = {f.seller.name for f in frames if f.seller is not None}
    states = [m for m in reading.mentions["parties"] if m.data["kind"] == "state" and m.data["name"] not in sellers]
    names = Counter(m.data["name"] for m in states).most_common(2)
    sure = len(names) == 1 or (len(names) > 1 and names[0][1] > names[1][1])
    return next(m for m in states if m.data["name"] == names[0][0]) if sure else None


def name_organ(knowledge: Knowledge, reading: Reading, frame: Frame, slot: Slot, buyer: Mention | None = None) -> None:
    """ "the Navy": the state whose service was named before, else the one the story is about, else the supplier's own.

    `buyer` is the state that buys in this article; a service named far above gives way to it.
    """
    states = [m for m in reading.near("parties", slot.mention.start) if m.data["kind"] == "state"]
    before = [m for m in states if m.start < slot.mention.start]
    company = next((s for s in (frame.seller, frame.subject) if s is not None and s.kind == "company" and s.code), None)
    served = [m for m in before if m.data["form"] == "organ"]
    dateline = [m for m in before if opens_dateline(reading, m)]
    found = max((*served[-1:], *dateline[-1:]), key=lambda m: m.start, default=None)
    if (
        buyer is not None
        and (company is None or not slot.mention.data.get("capital"))
        and not dateline
        and _far(reading, found or (before[-1] if before else None), slot.mention)
    ):
        found = buyer
    if slot.mention.id == "country":
        found = _most_named(_of_that_kind(knowledge, states, reading.keys[slot.mention.start]), slot.mention)
    if found is None and company is not None and slot.mention.data.get("capital"):
        entry = knowledge.entries["state"].get(str(company.code))
        if entry is not None:
            _fill(slot, entry["name"], company.code, company.mention)
            return
    others = [m for m in before if not _sells(frame, slot, m)]
    found = found or (others[-1] if others else None)
    if found is not None:
        _fill(slot, found.data["name"], found.data["code"], found)


def _sells(frame: Frame, slot: Slot, state: Mention) -> bool:
    """Whether a state sells in a deal where the service buys: "Oman signed; Belarus will build two boats for its navy"."""
    return slot is frame.buyer and frame.seller is not None and frame.seller.mention is state


def _far(reading: Reading, m: Mention | None, organ: Mention) -> bool:
    return m is None or reading.sentence_at(organ.start) - reading.sentence_at(m.start) > 2


def _fill(slot: Slot, name: str, code: str | None, pair: Mention) -> None:
    slot.name, slot.code, slot.kind, slot.inferred, slot.pair = name, code, "state", True, pair


def _of_that_kind(knowledge: Knowledge, states: list[Mention], word: str) -> list[Mention]:
    """The states that "kingdom", "emirate" or "sultanate" can mean: those that have the word in one of their names."""
    if word in {"country", "nation", "island"}:
        return states
    entries = knowledge.entries["state"]
    return [
        m for m in states if any(word in name.lower() for name in entries[m.id].get("aliases", ()) if m.id in entries)
    ]


def _most_named(states: list[Mention], near: Mention) -> Mention | None:
    """ "the kingdom", "the country": the state that the article names most, other than those right beside the words."""
    aside = {m.data["name"] for m in states if abs(m.start - near.start) <= 8}
    told = [m for m in states if m.data["form"] != "adjective" and m.data["name"] not in aside]
    names = Counter(m.data["name"] for m in told)
    return next((m for m in told if m.data["name"] == names.most_common(1)[0][0]), None) if names else None
