"""Several buyers in one clause: a frame for each."""

from __future__ import annotations

from dataclasses import replace

from dealx.assembly.frames import Frame, Item, Slot
from dealx.pipes.numbers import find_numbers
from dealx.pipes.reading import Reading


def for_each_buyer(reading: Reading, frame: Frame) -> list[Frame]:
    """One frame for each of several buyers, with the count that "respectively" gives each, or that is said of "each".

    What is bought together, for one number or one price, is one deal.
    """
    if not frame.buyers:
        return [frame]
    words = reading.keys[frame.start : reading.sentences[frame.sentence].end]
    shares = _shares(reading, frame) if "respectively" in words else [None] * len(frame.buyers)
    if len(shares) != len(frame.buyers) or (
        "respectively" not in words
        and "each" not in words
        and (frame.money is not None or any(i.counts for i in frame.items))
    ):
        return [frame]
    return [_part(frame, buyer, share) for buyer, share in zip(frame.buyers, shares, strict=True)]


def _shares(reading: Reading, frame: Frame) -> list[int | None]:
    """The numbers listed before the goods: "two and three batteries respectively"."""
    first = frame.items[0].mention
    listed: list[int | None] = []
    for number in find_numbers(reading, max(frame.start, first.start - 9), first.start):
        listed.append(int(number.value))
    return listed


def _part(frame: Frame, buyer: Slot, share: int | None) -> Frame:
    items = [Item(i.mention, dict(i.counts), i.origin, i.maker, i.money) for i in frame.items]
    if share is not None:
        for field, (_, bound, mention) in items[0].counts.items():
            items[0].counts[field] = (share, bound, mention)
    return replace(frame, buyer=buyer, items=items, buyers=[])
