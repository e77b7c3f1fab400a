"""The two sides of a frame: which of the parties that a clause names buys, and which sells."""

from __future__ import annotations

from dataclasses import replace

from dealx.assembly.frames import Frame, Item, Roles, Slot
from dealx.knowledge import Knowledge

_INDUSTRY, _NO_INDUSTRY, _FAR_MORE = 30, 12, 4
"""How many known systems a state with an arms industry makes at least, one without at most, and how many times those of one
with far less."""


def fill_roles(knowledge: Knowledge, frame: Frame, roles: Roles) -> None:
    """Puts the parties of a clause into the slots of its frame."""
    buyers, sellers = roles.slots.get("buyer", []), roles.slots.get("seller", [])
    recipient = _recipient(buyers)
    if recipient is not None:
        buyers, sellers = [recipient], sellers or [b for b in buyers if b.rule == "subject"]
    licensor = _licensor(knowledge, frame, sellers, roles)
    if licensor is not None:
        buyers, sellers = sellers, [licensor]
    frame.buyer = buyers[0] if buyers else None
    frame.buyers, frame.sellers = _joint(buyers), _joint(sellers)
    frame.seller = next((s for s in sellers if frame.buyer is None or s.name != frame.buyer.name), None)
    if frame.buyer is None and frame.seller is not None and "approver" in roles.slots:
        frame.buyer = roles.slots["approver"][0]
    if (
        frame.seller is None
        and "approver" in roles.slots
        and (frame.buyer is None or roles.slots["approver"][0].code != frame.buyer.code)
    ):
        frame.seller = roles.slots["approver"][0]
    makers = roles.slots.get("maker", [])
    frame.maker = makers[0] if makers else None
    frame.unplaced = [s for s in roles.open if s.name or s.kind == "organ"]
    if roles.speaker is not None:
        frame.unplaced.append(roles.speaker)
    _settle_open(knowledge, frame, roles)
    frame.buyer = frame.buyer or _owner_of_goods(knowledge, frame)
    if frame.seller is not None and not frame.sellers:
        frame.sellers = _joint([frame.seller, *(s for s in roles.open if s.rule == frame.seller.rule)])
    for item, buyer in _by_turns(frame.items, buyers):
        item.buyer = buyer
    for item, seller in _by_turns(frame.items, sellers):
        item.seller = seller


def _by_turns(items: list[Item], slots: list[Slot]) -> list[tuple[Item, Slot]]:
    """ "180 tanks from Hyundai and 212 howitzers from Hanwha": goods and parties that alternate belong together."""
    slots = [s for s in slots if s.name]
    pairs = list(zip(items, slots, strict=False))
    if len(items) < 2 or len(items) != len(slots) or len({s.name for s in slots}) != len(slots):
        return []
    starts = [i for item, slot in pairs for i in (item.mention.start, slot.mention.start)]
    swapped = [i for item, slot in pairs for i in (slot.mention.start, item.mention.start)]
    return pairs if starts == sorted(starts) or swapped == sorted(swapped) else []


def _licensor(knowledge: Knowledge, frame: Frame, sellers: list[Slot], roles: Roles) -> Slot | None:
    """ "has given approval for Egypt to produce the tank": who may build under licence receives from who approves."""
    entries = [knowledge.get(t.label, t.id) for t in frame.triggers]
    if not sellers or sellers[0].rule != "subject-of-infinitive" or not any(e.get("making") for e in entries):
        return None
    approves = roles.subject if any(e.get("by") == "approver" for e in entries) else None
    licensor = next(iter(roles.slots.get("approver", [])), approves)
    return licensor if licensor is not None and licensor.code != sellers[0].code else None


def _owner_of_goods(knowledge: Knowledge, frame: Frame) -> Slot | None:
    """ "Qatar's missiles were bought from MBDA": who has what was bought has bought it."""
    bought = any(
        t.label == "verb" and t.data["voice"] == "passive" and knowledge.get("verb", t.id).get("subject") == "buyer"
        for t in frame.triggers
    )
    owners = [i.origin for i in frame.items if i.origin is not None and i.origin.mention.data["form"] == "name"]
    return owners[0] if bought and owners and frame.seller is not None and frame.seller.name != owners[0].name else None


def _settle_open(knowledge: Knowledge, frame: Frame, roles: Roles) -> None:
    """Sides of a signing: those that its verbs and nouns leave open, and the subject of a deal."""
    sides = [s for s in roles.open if s.name]
    subject, placed = (
        roles.subject,
        {s.name for slots in roles.slots.values() for s in slots} | {s.name for s in sides},
    )
    if (
        subject is not None
        and subject.name
        and subject.name not in placed
        and (
            _deal_noun(knowledge, frame) or (frame.items and any(t.data["voice"] == "passive" for t in frame.triggers))
        )
    ):
        sides.insert(0, subject)
    sides += [s for s in roles.beside if s.name and s.name not in placed]
    organ = next((s for s in roles.open if s.kind == "organ"), None)
    settle_sides(knowledge, frame, frame.items, [s for s in sides if organ is None or s.kind == "company"])
    if organ is not None and frame.buyer is None and frame.seller is not None and frame.seller.kind == "company":
        frame.buyer = organ


def settle_sides(knowledge: Knowledge, frame: Frame, items: list[Item], sides: list[Slot]) -> None:
    """Fills the open slots of a frame about `items`: the home state or maker of the system sells, who is left buys."""
    homes = _homes(knowledge, items)
    sides = [s for s in sides if s.name]
    if not any(_sells(s, homes) for s in sides):
        _by_industry(knowledge, frame, items, sides)
    for slot in sorted(sides, key=lambda s: (s.kind != "company", not _sells(s, homes))):
        if frame.seller is None and _sells(slot, homes) and (frame.buyer is None or frame.buyer.code != slot.code):
            frame.seller = slot
        elif (
            frame.seller is not None
            and frame.buyer is None
            and slot.name != frame.seller.name
            and not (slot.rule == frame.seller.rule == "role-with")
            and (slot.code != frame.seller.code or (slot.kind == "state" and frame.seller.kind == "company"))
        ):
            frame.buyer = slot
        elif frame.buyer is not None and frame.seller is None and slot.name != frame.buyer.name:
            frame.seller = slot
        elif (
            frame.buyer is None and frame.seller is None and homes and slot.code not in homes and slot.kind != "company"
        ):
            frame.buyer = slot


def _by_industry(knowledge: Knowledge, frame: Frame, items: list[Item], sides: list[Slot]) -> None:
    """Of two states that sign for goods of neither, who has far more industry sells.

    The subject buys from whom it signs with, unless that one has none at all.
    """
    states = list({s.name: s for s in sides if s.kind in {"state", "organisation"}}.values())
    if frame.buyer is not None or frame.seller is not None or len(states) != 2 or not any(i.counts for i in items):
        return
    first, second = sorted(states, key=lambda s: not s.rule.startswith("subject"))
    signs = first.rule.startswith("subject") and second.rule == "role-with"
    buyer, seller = sorted(states, key=lambda s: knowledge.makes[str(s.code)])
    more = max(_INDUSTRY, _FAR_MORE * (knowledge.makes[str(buyer.code)] + 1))
    rule = "side-by-industry"
    if signs and (knowledge.makes[str(second.code)] > _NO_INDUSTRY or knowledge.makes[str(first.code)] < more):
        buyer, seller, rule = first, second, "side-by-signing"
    elif knowledge.makes[str(seller.code)] < more:
        return
    frame.buyer, frame.seller = replace(buyer, rule=rule, inferred=True), replace(seller, rule=rule, inferred=True)


def _sells(slot: Slot, homes: set[str]) -> bool:
    return slot.kind == "company" or slot.code in homes


def _homes(knowledge: Knowledge, items: list[Item]) -> set[str]:
    """Home states of the systems, by the knowledge or by an adjective of origin."""
    homes = {str(i.origin.code) for i in items if i.origin is not None}
    for item in items:
        homes |= knowledge.homes(item.mention.data["systems"])
    return knowledge.with_kin(homes)


def _joint(buyers: list[Slot]) -> list[Slot]:
    """Several states in one place of the clause ("to Latvia, Lithuania and Estonia"): each is a buyer."""
    states = list({s.name: s for s in buyers if s.kind == "state" and s.name and s.rule == buyers[0].rule}.values())
    return states if len(states) > 1 else []


def _recipient(buyers: list[Slot]) -> Slot | None:
    """ "The Dutch are paying for 90 tanks for Ukraine": who buys for another state gives, and that state receives."""
    payers = [b for b in buyers if b.rule == "subject" and b.kind == "state"]
    others = [b for b in buyers if b.rule == "role-for" and b.kind == "state" and b.name]
    return others[0] if payers and others and all(o.code != p.code for o in others for p in payers) else None


def _deal_noun(knowledge: Knowledge, frame: Frame) -> bool:
    return bool(frame.items) and any(
        t.label == "noun" and knowledge.get("noun", t.id).get("deal") for t in frame.triggers
    )


def attribute(frames: list[Frame], speaker: Slot) -> None:
    """ "X has received a contract for radars, the Navy said": the service that tells of an award gave it."""
    for frame in reversed(frames[:-1]):
        if frame.sentence != frames[-1].sentence:
            return
        if (
            frame.triggers
            and frame.buyer is None
            and frame.seller is not None
            and frame.seller.kind == "company"
            and speaker.kind != "company"
        ):
            frame.buyer = replace(speaker, rule="role-attribution")
            return
