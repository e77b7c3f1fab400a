"""Across clauses: facts told in sentences of their own, parties said once for several clauses."""

from __future__ import annotations

from dealx.assembly.frames import Frame, Slot
from dealx.assembly.goods import add_to_same_goods, add_up, give_orphans
from dealx.assembly.headings import join_labels
from dealx.assembly.organs import main_buyer, most_named, name_organ
from dealx.assembly.shares import shares_of
from dealx.assembly.sharing import agree, share_parties, share_years
from dealx.assembly.sides import settle_sides
from dealx.assembly.telling import holds_goods, join_package, refer_back, tell
from dealx.assembly.topics import deal_in_topics
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Reading


def resolve(knowledge: Knowledge, reading: Reading, frames: list[Frame]) -> list[Frame]:
    """Frames with equipment, completed from those without and from each other."""
    _name_organs(knowledge, reading, frames)
    deal_in_topics(knowledge, reading, frames)
    for index in range(len(frames)):
        refer_back(knowledge, reading, frames, index)
    join_labels(reading, frames)
    share_parties(frames)
    _doubt_makers(frames)
    _approve_notified(knowledge, frames)
    for index, frame in enumerate(frames):
        if frame.orphans:
            give_orphans(knowledge, reading, frames, index)
        if not frame.items and (frame.triggers or frame.money is not None):
            tell(knowledge, reading, frames, index)
        elif (
            not frame.triggers and any(i.counts for i in frame.items) and (frame.of_deal or holds_goods(reading, frame))
        ):
            join_package(reading, frames, index)
        elif frame.items and not frame.triggers and not add_up(reading, frames, index):
            add_to_same_goods(knowledge, reading, frames, index)
        elif frame.items and frame.of_deal and frame.buyer is None and frame.seller is None:
            tell(knowledge, reading, frames, index)
    share_years(knowledge, frames)
    for frame in frames:
        if frame.items and not frame.triggers:
            reading.leave_out(frame.items[0].mention, "no verb or noun of transfer speaks of it")
    return [part for f in frames if f.items and f.triggers for part in shares_of(reading, f)]


def _doubt_makers(frames: list[Frame]) -> None:
    """ "The missiles would be contracted by Raytheon": a company that would only supply gives way to the state that sells."""
    by_states = [f for f in frames if f.seller is not None and f.seller.kind == "state"]
    for frame in frames:
        modal = bool(frame.triggers) and all(t.data["tense"] == "modal" for t in frame.triggers)
        if modal and frame.seller is not None and frame.seller.kind == "company":
            frame.seller = None if any(f.shares_goods(frame) for f in by_states) else frame.seller


def _name_organs(knowledge: Knowledge, reading: Reading, frames: list[Frame]) -> None:
    """Services and ministries become their states, and take their sides."""
    buyer = main_buyer(frames)
    other = most_named(reading, frames) if buyer is None else None
    for frame in frames:
        for slot in (frame.buyer, frame.seller, *frame.unplaced):
            if slot is not None and slot.kind == "organ":
                name_organ(
                    knowledge, reading, frame, slot, buyer if slot.mention.data.get("capital") else buyer or other
                )
    for frame in frames:
        frame.buyer, frame.seller = _named(frame.buyer), _named(frame.seller)
        if frame.buyer and frame.seller and frame.seller.inferred and frame.buyer.name == frame.seller.name:
            frame.seller = None  # "the government approved the purchase": the buyer's own
        if any(s.inferred for s in frame.unplaced):
            settle_sides(knowledge, frame, frame.items, [s for s in frame.unplaced if s.name])


def _named(slot: Slot | None) -> Slot | None:
    return slot if slot is not None and slot.name else None


def _approve_notified(knowledge: Knowledge, frames: list[Frame]) -> None:
    """What a state has asked for is approved, where the article tells of the notified sale itself."""
    notified = [
        f
        for f in frames
        if f.status == "approved" and any(knowledge.get(t.label, t.id).get("implies_seller") for t in f.triggers)
    ]
    prices = {id(f.money): f.money for f in frames if f.money is not None}
    for frame in frames:
        if notified and frame.status == "approved" and frame.items and len(prices) == 1 and agree(frame, notified[0]):
            frame.money = frame.money or next(iter(prices.values()))  # a notice has one price
        if notified and frame.status == "proposed" and frame.items and agree(frame, notified[0]):
            frame.status, frame.status_trigger, frame.strong = "approved", notified[0].status_trigger, True
            frame.money = frame.money or notified[0].money
            frame.seller = frame.seller or notified[0].seller
            frame.triggers = frame.triggers + notified[0].triggers
