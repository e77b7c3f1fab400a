"""Across clauses: facts told in sentences of their own, parties said once for several clauses."""

from __future__ import annotations

import itertools
from dataclasses import replace

from dealx.assembly.buyers import for_each_buyer
from dealx.assembly.frames import Frame, Item, Slot
from dealx.assembly.merge import same_system
from dealx.assembly.organs import name_organ
from dealx.assembly.status import LADDER
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Mention, Reading

_REACH = 4
_HEAD_LENGTH = 9
_AIR = frozenset({"combat_aircraft", "aircraft"})
_SEA = frozenset({"warship", "vessel"})
_LAND = frozenset({"armoured_vehicle", "tank", "vehicle", "artillery"})
_NOUNS = {
    "aircraft": _AIR | {"drone", "helicopter"},
    "jet": _AIR,
    "plane": _AIR,
    "ship": _SEA,
    "vessel": _SEA,
    "boat": _SEA | {"submarine"},
    "vehicle": _LAND,
    "gun": frozenset({"artillery"}),
    "system": frozenset({"air_defence", "artillery", "missile", "launcher", "sensor", "electronic"}),
}
_ANOTHER = frozenset({"same", "second", "another", "further", "third", "additional"})
LAUNCHED = frozenset({"air_defence", "artillery", "missile", "launcher"})


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
        _refer_back(knowledge, reading, frames, index)
    _share(frames)
    _approve_notified(knowledge, frames)
    for index, frame in enumerate(frames):
        if frame.orphans:
            _give_orphans(reading, frames, index)
        if not frame.items and (frame.triggers or frame.money is not None):
            _tell(reading, frames, index)
        elif frame.items and not frame.triggers:
            _add_to_same_goods(knowledge, reading, frames, index)
        elif frame.items and frame.of_deal and frame.buyer is None and frame.seller is None:
            _tell(reading, frames, index)
    _share_years(frames)
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
            if not all(_can_be(reading, item.mention, c) for c in frame.orphans):
                continue
            _settle(knowledge, frame, item)
            if frame.buyer is not None and frame.seller is not None:
                frame.items = [item]
                _count_in(frame, item)
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


def _share_years(frames: list[Frame]) -> None:
    """ "In September 2009 came a credit line, from which Venezuela ordered 92 tanks": the year ahead holds for the sentence."""
    for before, frame in itertools.pairwise(frames):
        if (
            frame.year is None
            and frame.items
            and before.sentence == frame.sentence
            and not before.items
            and before.year is not None
            and not before.deliveries
        ):
            frame.year = before.year


def _approve_notified(knowledge: Knowledge, frames: list[Frame]) -> None:
    """What a state has asked for is approved, where the article tells of the notified sale itself."""
    notified = [
        f
        for f in frames
        if f.status == "approved" and any(knowledge.get(t.label, t.id).get("implies_seller") for t in f.triggers)
    ]
    for frame in frames:
        if notified and frame.status == "proposed" and frame.items and _agree(frame, notified[0]):
            frame.status, frame.status_trigger, frame.strong = "approved", notified[0].status_trigger, True
            frame.money = frame.money or notified[0].money
            frame.seller = frame.seller or notified[0].seller
            frame.triggers = frame.triggers + notified[0].triggers


def _refer_back(knowledge: Knowledge, reading: Reading, frames: list[Frame], index: int) -> None:
    """ "The tanks were delivered": a class noun with "the" means the system named before; its clause tells of that deal."""
    frame = frames[index]
    if not frame.items or any(i.designated or not _definite(reading, i.mention) for i in frame.items):
        return
    for other in reversed(frames[max(0, index - 10) : index]):
        named = next((i for i in other.items if same_system(knowledge, i.mention, frame.items[0].mention)), None)
        if named is None or not other.triggers:
            continue
        if _ANOTHER.intersection(reading.keys[frame.start : frame.items[0].mention.start]):
            frame.items = [Item(named.mention, dict(frame.items[0].counts))]
        else:
            frame.items, frame.refers, frame.target, frame.target_item = [], True, other, named
        return


def _definite(reading: Reading, m: Mention) -> bool:
    before = reading.keys[max(0, m.start - 4) : m.start]
    return "the" in before or "these" in before or "those" in before


def _share(frames: list[Frame]) -> None:
    """A clause without one of the parties takes it from the nearest clause before it that has both and does not disagree."""
    for index, frame in enumerate(frames):
        if not frame.triggers or (frame.buyer is not None and frame.seller is not None):
            continue
        for other in reversed(frames[max(0, index - 5) : index]):
            if frame.sentence - other.sentence > _REACH or not _agree(frame, other):
                continue
            silent = frame.buyer is None and frame.seller is None
            if (
                silent
                or not frame.items
                or not other.items
                or _same_goods(frame, other)
                or frame.refers
                or other.sentence == frame.sentence
            ):
                frame.buyer = frame.buyer or _inherited(other.buyer, frame.seller)
                frame.seller = frame.seller or _inherited(other.seller, frame.buyer)
                break


def _inherited(slot: Slot | None, other: Slot | None) -> Slot | None:
    if slot is None or (other is not None and slot.name == other.name):
        return None
    return replace(slot, rule="carried", inferred=True)


def _agree(one: Frame, other: Frame) -> bool:
    pairs = ((one.buyer, other.buyer), (one.seller, other.seller))
    crossed = {s.name for s in (one.buyer,) if s} & {s.name for s in (other.seller,) if s} or {
        s.name for s in (one.seller,) if s
    } & {s.name for s in (other.buyer,) if s}
    apart = one.sentence == other.sentence and (one.status == "cancelled") != (other.status == "cancelled")
    return (
        not crossed
        and not apart
        and all(a is None or b is None or a.name == b.name or a.code == b.code for a, b in pairs)
    )


def _same_goods(one: Frame, other: Frame) -> bool:
    return any(a.same_goods(b) for a in one.items for b in other.items)


def _tell(reading: Reading, frames: list[Frame], index: int) -> None:
    """A clause without equipment adds its price, year and status to the deal it speaks of."""
    frame = frames[index]
    target = _spoken_of(frames, index)
    if target is None:
        _go_on(frames, index)
        return
    if _again(reading, frame, target):
        frame.items = [Item(target.items[0].mention, more=True)]
        frame.buyer, frame.seller = _inherited(target.buyer, None), _inherited(target.seller, None)
        return
    if frame.target_item is not None and len(target.items) > 1:
        frame.target_item.money = frame.target_item.money or frame.money
    elif target.money is None and frame.money is not None:
        target.money = frame.money
    if target.year is None and frame.year is not None:
        target.year = frame.year
    if frame.status == "cancelled" or (not target.strong and frame.strong) or _further(frame, target):
        target.status, target.status_trigger, target.strong = frame.status or target.status, frame.status_trigger, True
    target.buyer = target.buyer or _inherited(frame.buyer, target.seller)
    target.seller = target.seller or _inherited(frame.seller, target.buyer)
    target.deliveries = target.deliveries or frame.deliveries


def _again(reading: Reading, frame: Frame, target: Frame) -> bool:
    """ "The sides are discussing new deliveries of the systems": more of what was bought before is another deal."""
    between = reading.keys[frame.start : reading.sentences[frame.sentence].end]
    return (
        frame.status == "proposed"
        and frame.strong
        and frame.refers
        and all(slot is None or slot.inferred for slot in (frame.buyer, frame.seller))
        and target.status in {"signed", "delivered"}
        and bool((_ANOTHER | {"new"}).intersection(between))
    )


def _go_on(frames: list[Frame], index: int) -> None:
    """ "tore up the contract for two carriers; Paris has sold both ships to Egypt": the same goods in another deal."""
    frame = frames[index]
    if (
        not (frame.vague and frame.strong and frame.buyer and frame.seller)
        or frame.buyer.inferred
        or frame.seller.inferred
    ):
        return
    for other in reversed(frames[max(0, index - 4) : index]):
        if other.items and frame.sentence - other.sentence <= 2:
            frame.items = [Item(i.mention, dict(i.counts)) for i in other.items]
            return


def _give_orphans(reading: Reading, frames: list[Frame], index: int) -> None:
    """Launchers, batteries and missiles counted in a sentence of their own belong to the system named just before.

    They complete its deal, or, told with a trigger and a year or a price of their own, make another deal for it.
    """
    frame = frames[index]
    for other in reversed(frames[max(0, index - 6) : index]):
        owners = [i for i in other.items if i.designated and all(_can_be(reading, i.mention, c) for c in frame.orphans)]
        if not owners or frame.sentence - other.sentence > _REACH:
            continue
        if frame.triggers and (frame.year is not None or frame.money is not None):
            frame.items = [Item(owners[-1].mention), *(i for i in frame.items if i.designated)]
            _count_in(frame, frame.items[0])
        elif other.triggers:
            _count_in(frame, owners[-1])
        return


def _can_be(reading: Reading, system: Mention, count: Mention) -> bool:
    """Whether a bare noun ("launchers", "ships") can stand for a system or a part of it."""
    noun = reading.mentions["equipment"][count.data["target"]].data
    category = system.data["category"]
    if count.data["field"] != "units":
        return category in LAUNCHED
    if category == "missile" and noun["name"].endswith("round"):
        return True
    return noun["category"] == category or any(
        noun["name"].endswith(n) and category in kinds for n, kinds in _NOUNS.items()
    )


def _count_in(frame: Frame, owner: Item) -> None:
    for count in frame.orphans:
        field, value = count.data["field"], count.data["value"]
        field = owner.mention.data["counted_as"] if field == "units" else field
        units = owner.counts.get("batteries") or owner.counts.get("units")
        if field not in owner.counts and (not count.data["per"] or units is not None):
            owner.counts[field] = (
                value * units[0] if count.data["per"] and units else value,
                count.data["bound"],
                count,
            )


def _add_to_same_goods(knowledge: Knowledge, reading: Reading, frames: list[Frame], index: int) -> None:
    """A clause without a trigger that names a system of a deal near by adds its price and counts to that deal."""
    frame = frames[index]
    near = [
        f
        for f in frames[max(0, index - 6) : index + 4]
        if f.triggers and f.items and abs(f.sentence - frame.sentence) <= 2 and _same_goods(frame, f)
    ]
    if not near:
        _name_goods(knowledge, reading, frames, index)
        return
    target = min(near, key=lambda f: abs(f.sentence - frame.sentence))
    target.money = target.money or frame.money


def _name_goods(knowledge: Knowledge, reading: Reading, frames: list[Frame], index: int) -> None:
    """ "36 howitzers were handed over ... The CAESAR guns ...": what the article first called by its class is named later."""
    for item in frames[index].items:
        if not item.designated or not _definite(reading, item.mention):
            continue
        for other in reversed(frames[max(0, index - 6) : index]):
            unnamed = [i for i in other.items if not i.designated and same_system(knowledge, i.mention, item.mention)]
            if other.triggers and unnamed and frames[index].sentence - other.sentence <= 3:
                unnamed[0].mention, unnamed[0].origin = item.mention, unnamed[0].origin or item.origin
                break


def _further(frame: Frame, target: Frame) -> bool:
    """Whether a clause tells that the deal has gone on: contracts signed, goods handed over."""
    if frame.status not in LADDER or target.status not in LADDER or (frame.nominal and not frame.delivered):
        return False
    passed_on = frame.status_trigger is not None and frame.delivered
    return LADDER.index(frame.status) > LADDER.index(target.status) and (
        passed_on
        or (frame.status != "delivered" and frame.refers)
        or (frame.status != "delivered" and frame.strong and target.sentence == frame.sentence)
    )


def _spoken_of(frames: list[Frame], index: int) -> Frame | None:
    frame = frames[index]
    if frame.target is not None:
        return frame.target
    beside = [f for f in frames[max(0, index - 2) : index + 3] if f.sentence == frame.sentence and f is not frame]
    pointed = next((f for f in beside if f.target is not None), None)
    if pointed is not None and not frame.triggers:
        frame.target_item = pointed.target_item
        return pointed.target
    told = [f for f in beside if f.items and f.start > frame.start and _agree(frame, f)]
    if told and all(f.start >= frame.start for f in beside):
        return told[0]
    near = [
        f
        for f in frames[max(0, index - 4) : index]
        if f.items and frame.sentence - f.sentence <= 2 and _agree(frame, f)
    ]
    if near:
        return near[-1]
    after = [
        f for f in frames[index + 1 : index + 4] if f.items and f.sentence - frame.sentence <= 2 and _agree(frame, f)
    ]
    return after[0] if after else None
