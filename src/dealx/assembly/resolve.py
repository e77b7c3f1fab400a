"""Across clauses: facts told in sentences of their own, parties said once for several clauses."""

from __future__ import annotations

from dealx.assembly.buyers import for_each_buyer
from dealx.assembly.frames import Frame, Item, Slot
from dealx.assembly.goods import add_to_same_goods, can_be, count_in, give_orphans
from dealx.assembly.organs import name_organ
from dealx.assembly.sharing import agree, share_parties, share_years
from dealx.assembly.telling import join_package, refer_back, tell
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Reading

_HEAD_LENGTH = 9


def resolve(knowledge: Knowledge, reading: Reading, frames: list[Frame]) -> list[Frame]:
    """Frames with equipment, completed from those without and from each other."""
    for frame in frames:
        for slot in (frame.buyer, frame.seller, *frame.unplaced):
            if slot is not None and slot.kind == "organ":
                name_organ(knowledge, reading, frame, slot)
    for frame in frames:
        frame.buyer, frame.seller = _named(frame.buyer), _named(frame.seller)
    _head_paragraphs(knowledge, reading, frames)
    for index in range(len(frames)):
        refer_back(knowledge, reading, frames, index)
    share_parties(frames)
    _approve_notified(knowledge, frames)
    for index, frame in enumerate(frames):
        if frame.orphans:
            give_orphans(reading, frames, index)
        if not frame.items and (frame.triggers or frame.money is not None):
            tell(knowledge, reading, frames, index)
        elif frame.of_deal and not frame.triggers and any(i.counts for i in frame.items):
            join_package(reading, frames, index)
        elif frame.items and not frame.triggers:
            add_to_same_goods(knowledge, reading, frames, index)
        elif frame.items and frame.of_deal and frame.buyer is None and frame.seller is None:
            tell(knowledge, reading, frames, index)
    share_years(frames)
    return [part for f in frames if f.items and f.triggers for part in for_each_buyer(reading, f)]


def _head_paragraphs(knowledge: Knowledge, reading: Reading, frames: list[Frame]) -> None:
    """ "Barak MX. The yard sold the kingdom three batteries": a system that heads a paragraph is what its sentences deal in."""
    head: Frame | None = None
    for frame in frames:
        if _is_head(reading, frame):
            head = frame
        elif (
            head is not None
            and reading.sentences[frame.sentence].paragraph != reading.sentences[head.sentence].paragraph
        ):
            head = None
        elif head is not None and frame.triggers and not frame.items:
            item = Item(head.items[0].mention)
            if not all(can_be(reading, item.mention, c) for c in frame.orphans):
                continue
            _settle(knowledge, frame, item)
            if frame.buyer is not None and frame.seller is not None:
                frame.items = [item]
                count_in(frame, item)
                frame.orphans = []


def _settle(knowledge: Knowledge, frame: Frame, item: Item) -> None:
    """ "X signed with Y": of the two sides, the home state of the goods sells."""
    homes = knowledge.homes(item.mention.data["systems"])
    sides = [s for s in frame.unplaced if s.name]
    sellers, buyers = [s for s in sides if s.code in homes], [s for s in sides if s.code not in homes]
    if frame.buyer is None and frame.seller is None and len(sellers) == len(buyers) == 1:
        frame.buyer, frame.seller = buyers[0], sellers[0]


def _is_head(reading: Reading, frame: Frame) -> bool:
    sentence = reading.sentences[frame.sentence]
    begins = reading.breaks[sentence.start] > 0 or sentence.start == 0
    return (
        begins
        and not frame.triggers
        and len(frame.items) == 1
        and frame.items[0].designated
        and not frame.items[0].counts
        and sentence.end - sentence.start <= _HEAD_LENGTH
        and reading.words[sentence.end - 1] in {".", ":"}
    )


def _named(slot: Slot | None) -> Slot | None:
    return slot if slot is not None and slot.name else None


def _approve_notified(knowledge: Knowledge, frames: list[Frame]) -> None:
    """What a state has asked for is approved, where the article tells of the notified sale itself."""
    notified = [
        f
        for f in frames
        if f.status == "approved" and any(knowledge.get(t.label, t.id).get("implies_seller") for t in f.triggers)
    ]
    for frame in frames:
        if notified and frame.status == "proposed" and frame.items and agree(frame, notified[0]):
            frame.status, frame.status_trigger, frame.strong = "approved", notified[0].status_trigger, True
            frame.money = frame.money or notified[0].money
            frame.seller = frame.seller or notified[0].seller
            frame.triggers = frame.triggers + notified[0].triggers
