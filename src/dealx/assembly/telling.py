"""Clauses without goods of their own: which deal they speak of, and what they tell of it."""

from __future__ import annotations

from dealx.assembly.frames import Frame, Item, Slot
from dealx.assembly.goods import count_in, definite, is_old, stands_for
from dealx.assembly.merge import same_system
from dealx.assembly.prices import is_of_several, tells_price
from dealx.assembly.sharing import agree, inherited
from dealx.assembly.sides import settle_sides
from dealx.assembly.status import LADDER, by_contract
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Reading

_FOR_REACH = 6
_IT = frozenset("it they this these".split())
_HOLDS = frozenset(
    "includes include covers cover comprises comprise takes contains involves provides consists spans".split()
)
_WORTH_REACH = 6
_WORTHS = frozenset("value cost price bill".split())
_DEAL_REACH = 6
_DEAL_WINDOW = 14
_SAID_BEFORE = frozenset("pair lot them these those both it two three four all batch second first system which".split())
_ANOTHER = frozenset({"same", "second", "another", "further", "third", "additional"})


def refer_back(knowledge: Knowledge, reading: Reading, frames: list[Frame], index: int) -> None:
    """ "The tanks were delivered": a class noun with "the" means the system named before; its clause tells of that deal."""
    frame = frames[index]
    nouns = [i.mention for i in frame.items] or frame.nouns
    if not nouns or any(m.data["designated"] or not definite(reading, m) for m in nouns):
        return
    for other in reversed(frames[max(0, index - 10) : index]):
        named = [
            i
            for i in other.items
            if same_system(knowledge, i.mention, nouns[0]) or stands_for(nouns[0], i.mention.data["category"])
        ]
        if not named or not other.triggers:
            continue
        again = _ANOTHER.intersection(reading.keys[frame.start : nouns[0].start]) or not agree(frame, other)
        if again and (frame.items or (frame.triggers and frame.buyer is not None)):
            item = Item(named[0].mention, dict(frame.items[0].counts) if frame.items else {})
            frame.items = [item]
            count_in(frame, item)
        else:
            if frame.items and frame.triggers:
                named[0].counts = frame.items[0].counts | named[0].counts
            frame.items, frame.refers, frame.target, frame.target_items = [], True, other, named
        return
    if frame.triggers and frame.items:
        _name_class(knowledge, frames, index)


def _name_class(knowledge: Knowledge, frames: list[Frame], index: int) -> None:
    """ "The Guard kept its Mi-35Ps there. All 11 of the gunships have gone to Serbia": the system that a class noun means."""
    item = frames[index].items[0]
    for other in reversed(frames[max(0, index - 6) : index]):
        named = [i for i in other.items if i.designated]
        if len(named) == 1 and (
            same_system(knowledge, named[0].mention, item.mention)
            or stands_for(item.mention, named[0].mention.data["category"])
        ):
            item.mention = named[0].mention
        if named:
            return


def tell(knowledge: Knowledge, reading: Reading, frames: list[Frame], index: int) -> None:
    """A clause without equipment adds its price, year and status to the deal it speaks of."""
    frame = frames[index]
    if any(is_old(reading, m) for m in frame.nouns):
        return
    target = _spoken_of(reading, frames, index)
    if target is None or _of_other_goods(reading, frame, target) or is_of_several(reading, frame):
        _go_on(frames, index)
        return
    counterpart = _counterpart(frame, target)
    if counterpart is not None:
        target.buyer, target.seller = target.buyer or counterpart, target.seller or counterpart
    elif frame.buyer is None and frame.seller is None:
        settle_sides(knowledge, frame, target.items, [s for s in frame.unplaced if s.name])
    if _again(reading, frame, target):
        frame.items = [Item(target.items[0].mention, more=True)]
        frame.buyer, frame.seller = inherited(target.buyer, None), inherited(target.seller, None)
        return
    if frame.of_deal and frame.strong and not target.triggers and _is_line(target) and not _is_dealt(frames, target):
        _promote(knowledge, frame, target)
    price = frame.money if tells_price(knowledge, reading, frame, target) else None
    told = frame.target_items if 0 < len(frame.target_items) < len(target.items) else []
    lines: list[Item] | list[Frame] = told or [target, *_all_of(reading, frames, index, target)]
    for line in lines:
        line.money = line.money or price
        if target.year is None and frame.status != "cancelled":
            line.year = line.year or frame.year
        status = line.status or target.status
        if (
            frame.status == "cancelled"
            or (not target.strong and frame.strong)
            or _further(reading, frame, status, target.sentence)
        ):
            if not (status == "delivered" and frame.status == "signed"):
                line.status, line.status_trigger = frame.status or status, frame.status_trigger
            target.strong = True
    if not frame.other_goods or frame.sentence == target.sentence:
        target.buyer = target.buyer or inherited(frame.buyer, target.seller)
        target.seller = target.seller or inherited(frame.seller, target.buyer)
    target.deliveries = target.deliveries or frame.deliveries


def _counterpart(frame: Frame, target: Frame) -> Slot | None:
    """ "Oman decided to buy 20 boats and signed with Serbia": with one side told before, who it signs with is the other."""
    known = {slot.name for slot in (target.buyer, target.seller) if slot is not None}
    others = {s.name: s for s in frame.unplaced if s.rule == "role-with" and s.name and s.name not in known}
    return next(iter(others.values())) if len(known) == len(others) == 1 and frame.sentence == target.sentence else None


def _all_of(reading: Reading, frames: list[Frame], index: int, target: Frame) -> list[Frame]:
    """ "It bought 12 in 2008 and came back for 38. All have been delivered": the other deals of the sentence before."""
    frame = frames[index]
    if not frame.delivered or reading.keys[frame.start] not in {"all", "both"} or frame.sentence == target.sentence:
        return []
    return [f for f in frames if f.sentence == target.sentence and f is not target and f.items and f.triggers]


def holds_goods(reading: Reading, frame: Frame) -> bool:
    """ "It takes in seven batteries": whether a sentence only lists what the deal before it holds."""
    first = reading.sentences[frame.sentence].start
    return reading.keys[first] in _IT and bool(_HOLDS.intersection(reading.keys[first + 1 : first + 2]))


def _announced_before(frames: list[Frame], index: int) -> Frame | None:
    """A deal told without its goods in the sentence before."""
    frame = frames[index]
    near = [f for f in frames[max(0, index - 4) : index] if f.triggers and frame.sentence - f.sentence <= 1]
    return near[-1] if near and not near[-1].items and near[-1].buyer and near[-1].seller else None


def join_package(reading: Reading, frames: list[Frame], index: int) -> None:
    """ "The package would also comprise 120 Sparrow and 40 Harpoon missiles": goods that a sentence of their own adds to a deal."""
    frame = frames[index]
    target = _announced_before(frames, index) or _spoken_of(reading, frames, index)
    if target is None or not target.triggers or frame.shares_goods(target):
        return
    frame.triggers, frame.strong = target.triggers, target.strong
    frame.buyer, frame.seller = inherited(target.buyer, None), inherited(target.seller, None)
    frame.status, frame.status_trigger = target.status, target.status_trigger
    frame.year, frame.money = frame.year or target.year, frame.money or target.money


def _spoken_of(reading: Reading, frames: list[Frame], index: int) -> Frame | None:
    frame = frames[index]
    if frame.target is not None:
        return frame.target
    topic = _topic(reading, frames, index)
    if topic is not None:
        frame.target, frame.target_items = topic.target, topic.target_items
        return frame.target
    beside = [f for f in frames[max(0, index - 2) : index + 3] if f.sentence == frame.sentence and f is not frame]
    pointed = next((f for f in beside if f.target is not None), None)
    if pointed is not None and (not frame.triggers or frame.start > pointed.start):
        frame.target_items = pointed.target_items
        return pointed.target
    told = [f for f in beside if f.items and f.start > frame.start and agree(frame, f)]
    if told and all(f.start >= frame.start for f in beside):
        return told[0]
    near = [
        f for f in frames[max(0, index - 4) : index] if f.items and frame.sentence - f.sentence <= 2 and agree(frame, f)
    ]
    if (frame.of_deal and frame.money is not None) or (
        (frame.of_deal or frame.delivered) and not any(f.triggers for f in near)
    ):
        near = (
            [f for f in near if f.triggers]
            or [
                f
                for f in frames[max(0, index - _DEAL_WINDOW) : index]
                if f.items and f.triggers and frame.sentence - f.sentence <= _DEAL_REACH and agree(frame, f)
            ]
            or near
        )
    if near:
        return near[-1]
    paragraph = reading.sentences[frame.sentence].paragraph
    after = [
        f
        for f in frames[index + 1 : index + 4]
        if f.items
        and f.sentence - frame.sentence <= 2
        and reading.sentences[f.sentence].paragraph == paragraph
        and agree(frame, f)
    ]
    return after[0] if after else None


def _topic(reading: Reading, frames: list[Frame], index: int) -> Frame | None:
    """ "The aircraft never came. The sale was called off": what a paragraph has been speaking of since goods were last named."""
    frame = frames[index]
    if not frame.refers:
        return None
    for other in reversed(frames[max(0, index - 6) : index]):
        if other.items or reading.sentences[other.sentence].paragraph != reading.sentences[frame.sentence].paragraph:
            return None
        if other.target is not None and agree(frame, other.target):
            return other
    return None


def _further(reading: Reading, frame: Frame, status: str, sentence: int) -> bool:
    """Whether a clause tells that a deal told in `sentence` has gone on: contracts signed, goods handed over."""
    trigger = frame.status_trigger
    contracted = (status, frame.status, sentence) == ("approved", "signed", frame.sentence)
    if contracted and trigger is not None and by_contract(reading, trigger):
        return True
    if frame.status not in LADDER or status not in LADDER or (frame.nominal and not frame.delivered):
        return False
    passed_on = trigger is not None and frame.delivered
    return LADDER.index(frame.status) > LADDER.index(status) and (
        passed_on
        or (frame.status != "delivered" and frame.refers)
        or (frame.status != "delivered" and frame.strong and sentence == frame.sentence)
    )


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


def _of_other_goods(reading: Reading, frame: Frame, target: Frame) -> bool:
    """ "The contract for the hangar doors": a deal for something that is no equipment."""
    if _worth_of_other(reading, frame):
        return True
    cue = next(
        (t for t in frame.triggers if t.label == "noun" and reading.keys[t.start - 1 : t.start] == ["the"]), None
    )
    if cue is None or reading.keys[cue.end : cue.end + 1] != ["for"]:
        return False
    named = reading.keys[cue.end + 1 : cue.end + 4]
    meant = any(
        m.data["designated"] or any(stands_for(m, i.mention.data["category"]) for i in target.items)
        for m in reading.within("equipment", cue.end, cue.end + _FOR_REACH)
    )
    return not (meant or reading.within("parties", cue.end, cue.end + 3) or _SAID_BEFORE.intersection(named))


def _worth_of_other(reading: Reading, frame: Frame) -> bool:
    """ "The total value of Norway's support": a sum of something that is neither a deal nor goods."""
    end = reading.sentences[frame.sentence].end
    for cue in reading.within("cues", frame.start, end):
        worth = reading.keys[cue.end - 1] in _WORTHS and reading.keys[cue.end : cue.end + 1] == ["of"]
        if cue.label == "reference" and worth:
            named = (cue.end + 1, min(end, cue.end + _WORTH_REACH))
            meant = [m for g in ("triggers", "equipment", "counts", "cues") for m in reading.within(g, *named)]
            return not meant and not _SAID_BEFORE.union(("a", "one")).intersection(reading.keys[slice(*named)])
    return False


def _is_dealt(frames: list[Frame], target: Frame) -> bool:
    return any(f.triggers and f.shares_goods(target) for f in frames)


def _is_line(target: Frame) -> bool:
    """Whether goods are named or numbered as an order would."""
    return any(i.designated or i.counts for i in target.items)


def _promote(knowledge: Knowledge, frame: Frame, target: Frame) -> None:
    """ "Kazakhstan's two A400Ms will be painted. The contract was signed in 2021": a deal told by reference to goods just named."""
    target.triggers, target.strong = frame.triggers, True
    target.status, target.status_trigger = frame.status, frame.status_trigger
    target.year = frame.year or target.year
    settle_sides(knowledge, frame, target.items[:1], [s for s in frame.unplaced if s.name])
    homes = knowledge.homes(target.items[0].mention.data["systems"])
    owner = target.items[0].origin
    if target.buyer is None and owner is not None and homes and owner.code not in homes:
        target.buyer, target.items[0].origin = owner, None


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
