"""Parties that no clause of the deal says: a seller from the article's words on the system's origin or maker, a buyer from its service."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from dealx.assembly.frames import Slot, slot_of
from dealx.assembly.merge import REMEMBERED, Draft
from dealx.knowledge import Knowledge
from dealx.pipes.instruments import INSTRUMENT
from dealx.pipes.reading import ARTICLE, Mention, Reading

_OWN = frozenset({"its", "their"})
_OWN_REACH = 3
_UNITED_STATES = "USA"


def infer_parties(knowledge: Knowledge, reading: Reading, drafts: list[Draft]) -> None:
    """Fills missing sellers and buyers in place; each inferred slot points at the words it was inferred from."""
    for draft in drafts:
        if draft.seller is None:
            draft.seller = (
                _implied(knowledge, draft)
                or _owner(reading, draft)
                or _origin_in_article(knowledge, reading, draft)
                or _maker_in_article(knowledge, reading, draft)
            )
        if draft.buyer is None and draft.seller is not None and draft.seller.kind == "company":
            draft.buyer = _contracting_service(knowledge, reading, draft) or _contract_number(knowledge, reading, draft)
    for index, draft in enumerate(drafts):
        if draft.buyer is None and draft.seller is not None:
            around = drafts[max(0, index - REMEMBERED) : index + REMEMBERED]
            draft.buyer = _buyer_of_article(reading, around, draft)


def _implied(knowledge: Knowledge, draft: Draft) -> Slot | None:
    """A "Foreign Military Sale" is by its name one of the United States."""
    for frame in draft.frames:
        for trigger in frame.triggers:
            code = knowledge.get(trigger.label, trigger.id).get("implies_seller")
            if code:
                name = knowledge.get("state", code)["name"]
                return Slot(name, "state", code, trigger, "seller-implied", True) if _free(draft, name) else None
    return None


def _free(draft: Draft, name: str) -> bool:
    return draft.buyer is None or draft.buyer.name != name


def _owner(reading: Reading, draft: Draft) -> Slot | None:
    """ "Norway retired its F-16s in 2022. Thirty-two of them were sold to Romania": who had the goods that are sold on."""
    for name in draft.names:
        if not _OWN.intersection(reading.keys[max(0, name.start - _OWN_REACH) : name.start]):
            continue
        sentence = reading.sentences[reading.sentence_at(name.start)]
        before = [
            m
            for m in reading.within("parties", sentence.start, name.start)
            if m.data["name"] and m.data["form"] != "adjective"
        ]
        if before and before[0].data["kind"] == "state" and _free(draft, before[0].data["name"]):
            return slot_of(before[0], "seller-owner", inferred=True)
    return None


def _origin_in_article(knowledge: Knowledge, reading: Reading, draft: Draft) -> Slot | None:
    """The home state of the system, if the article speaks of that state, by an adjective first."""
    countries = knowledge.homes(draft.item.mention.data["systems"])
    states = [
        m
        for m in reading.near("parties", draft.item.mention.start)
        if m.data["kind"] == "state" and m.data["code"] in countries and _free(draft, m.data["name"])
    ]
    if len({m.data["code"] for m in states}) != 1:
        return None
    best = min(states, key=lambda m: (m.data["form"] != "adjective", abs(m.start - draft.item.mention.start)))
    return slot_of(best, "seller-home-of-system", inferred=True)


def _maker_in_article(knowledge: Knowledge, reading: Reading, draft: Draft) -> Slot | None:
    makers = {knowledge.entries["system"].get(id_, {}).get("maker") for id_ in draft.item.mention.data["systems"]} - {
        None
    }
    makers |= {knowledge.entries["company"].get(str(m), {}).get("parent") for m in makers} - {None}
    named = [
        m
        for m in reading.near("parties", draft.item.mention.start)
        if m.data["kind"] == "company" and m.id in makers and _free(draft, m.data["name"])
    ]
    return slot_of(named[0], "seller-maker-of-system", inferred=True) if named else None


def _contracting_service(knowledge: Knowledge, reading: Reading, draft: Draft) -> Slot | None:
    """A company is awarded a contract and only "the Navy" or "Army Contracting Command" tells by whom: its own state."""
    seller = draft.seller
    if seller is None or not any(
        t.id in {"award", "contract-noun", "receive", "win", "get"} for f in draft.frames for t in f.triggers
    ):
        return None
    services = [m for m in reading.near("parties", draft.item.mention.start) if _is_service(m, seller.code)]
    entry = knowledge.entries["state"].get(str(seller.code)) if seller.code else None
    if not services or entry is None:
        return None
    return Slot(entry["name"], "state", seller.code, services[0], "buyer-own-service", True)


def _contract_number(knowledge: Knowledge, reading: Reading, draft: Draft) -> Slot | None:
    """A contract with a number of the United States is theirs."""
    at = draft.item.mention.start
    first, last = max(0, at - ARTICLE), min(at + ARTICLE, len(reading.words)) - 1
    found = INSTRUMENT.search(reading.text, reading.begin[first], reading.end[last])
    if found is None:
        return None
    start, end = bisect_left(reading.begin, found.start()), bisect_left(reading.begin, found.end())
    number = Mention("party", start, max(end, start + 1), _UNITED_STATES, "contract-number")
    name = knowledge.get("state", _UNITED_STATES)["name"]
    return Slot(name, "state", _UNITED_STATES, number, "buyer-contract-number", True)


def _is_service(m: Mention, home: str | None) -> bool:
    """A service that names no state, or one of the seller's own state."""
    if m.data["kind"] == "organ":
        return m.data["form"] in {"service", "government"} and bool(m.data.get("capital"))
    return bool(m.data["kind"] == "state" and m.data["form"] == "organ" and m.data["code"] == home)


def _buyer_of_article(reading: Reading, drafts: list[Draft], draft: Draft) -> Slot | None:
    """The one state that buys in this article, else the one whose services it speaks of.

    Only a service beside the goods counts, or one at the head of the article, which it issued.
    """
    seller = draft.seller
    buyers = {
        d.buyer.name: d.buyer
        for d in drafts
        if d.buyer is not None and seller is not None and d.buyer.name != seller.name and d.buyer.code != seller.code
    }
    if len(buyers) == 1:
        return replace(next(iter(buyers.values())), rule="buyer-of-article", inferred=True)
    if buyers or seller is None:
        return None
    served = {
        m.data["name"]: m
        for m in reading.near("parties", draft.item.mention.start)
        if m.data["kind"] == "state"
        and m.data["form"] == "organ"
        and m.data["code"] != seller.code
        and _concerned(reading, m, draft)
    }
    return slot_of(next(iter(served.values())), "buyer-own-service", inferred=True) if len(served) == 1 else None


def _concerned(reading: Reading, service: Mention, draft: Draft) -> bool:
    sentence = reading.sentence_at(service.start)
    return reading.sentences[sentence].headline or sentence == reading.sentence_at(draft.item.mention.start)
