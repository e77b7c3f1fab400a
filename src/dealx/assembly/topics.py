"""What a passage deals in: a system that heads a paragraph, or that was named before "the contract"."""

from __future__ import annotations

from dealx.assembly.frames import Frame, Item
from dealx.assembly.goods import can_be, count_in
from dealx.assembly.sides import settle_sides
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Mention, Reading

_HEAD_LENGTH = 9
_REACH = 4
_CLEFTS = (["that", "is", "what"], ["this", "is", "what"], ["that", "was", "what"], ["these", "are", "what"])
_THEM = frozenset("all both they these".split())


def deal_in_topics(knowledge: Knowledge, reading: Reading, frames: list[Frame]) -> None:
    """Gives the goods to frames that tell of a deal without naming them.

    "Barak MX. The yard sold the kingdom three batteries": a system that heads a paragraph is what its sentences deal in.
    "The Polonez rolled past. The contract was signed by Baku with Minsk": so is, with less trust, the one named last.
    "On the lot stood two Sipers and 21 radars. All had been ordered in 2021": so is a list that was only told of.
    """
    head: Frame | None = None
    last: Frame | None = None
    for index, frame in enumerate(frames):
        if index and frame.triggers and not frame.items:
            _deal_in_list(reading, frames[index - 1], frame)
        if _is_head(reading, frame):
            head = frame
        elif head is not None and _paragraph(reading, frame) != _paragraph(reading, head):
            head = None
        elif head is not None and frame.triggers:
            _deal_in(knowledge, reading, frame, head)
        elif last is not None and frame.of_deal and not frame.items and frame.sentence - last.sentence <= _REACH:
            _deal_of(knowledge, reading, frame, last)
        if any(i.designated for i in frame.items):
            last = frame
            if head is not None and frame.triggers and not frame.shares_goods(head):
                head = None


def _deal_in_list(reading: Reading, before: Frame, frame: Frame) -> None:
    if before.triggers or not before.items or not all(i.counts for i in before.items):
        return
    words = reading.keys[frame.start : frame.start + 3]
    cleft = frame.sentence == before.sentence and words in _CLEFTS
    passive = any(t.data["voice"] == "passive" for t in frame.triggers)
    if cleft or (frame.sentence - before.sentence == 1 and words[0] in _THEM and passive):
        frame.items, frame.money = before.items, frame.money or before.money


def _deal_in(knowledge: Knowledge, reading: Reading, frame: Frame, head: Frame) -> None:
    system = head.items[0].mention
    if not all(can_be(reading, system, c) for c in frame.orphans):
        return
    frame.orphans += [c for c in _loose(reading, frame) if can_be(reading, system, c)]
    if frame.items and not frame.orphans:
        return
    item = Item(system)
    settle_sides(knowledge, frame, [item], frame.unplaced)
    sides = {slot.name for slot in (frame.buyer, frame.seller) if slot is not None}
    if head.subject is not None and head.subject.name not in sides:
        return
    counted = bool(frame.orphans)
    if (frame.buyer and frame.seller) or (
        counted and (frame.status == "delivered" or (frame.strong and (frame.buyer or frame.seller)))
    ):
        _take(frame, item)
        frame.strong = frame.strong or counted


def _deal_of(knowledge: Knowledge, reading: Reading, frame: Frame, last: Frame) -> None:
    """The system named last, where it comes from the home of the one side and the other is named too."""
    item = Item(next(i.mention for i in reversed(last.items) if i.designated))
    if last.triggers or not all(can_be(reading, item.mention, c) for c in frame.orphans):
        return
    settle_sides(knowledge, frame, [item], frame.unplaced)
    if frame.buyer and frame.seller and frame.seller.code in knowledge.homes(item.mention.data["systems"]):
        _take(frame, item)


def _take(frame: Frame, item: Item) -> None:
    frame.items = [item, *frame.items]
    count_in(frame, item)
    frame.orphans = []


def _loose(reading: Reading, frame: Frame) -> list[Mention]:
    """Counts of general nouns in the clause of a frame that are none of its items': "three systems and eight radars"."""
    equipment = reading.mentions["equipment"]
    used = {id(m) for i in frame.items for _, _, m in i.counts.values()} | {id(m) for m in frame.orphans}
    counts = reading.within("counts", frame.start, reading.sentences[frame.sentence].end)
    return [c for c in counts if equipment[c.data["target"]].data["vague"] and id(c) not in used]


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


def _paragraph(reading: Reading, frame: Frame) -> int:
    return reading.sentences[frame.sentence].paragraph
