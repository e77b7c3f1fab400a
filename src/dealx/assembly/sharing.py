"""Parties and years said once for several clauses."""

from __future__ import annotations

import itertools
from dataclasses import replace

from dealx.assembly.frames import Frame, Slot
from dealx.knowledge import Knowledge

REACH = 4


def share_parties(frames: list[Frame]) -> None:
    """A clause without one of the parties takes it from the nearest clause before it that has both and does not disagree."""
    for index, frame in enumerate(frames):
        if not frame.triggers or (frame.buyer is not None and frame.seller is not None) or _opens(frames, index):
            continue
        for other in reversed(frames[max(0, index - 5) : index]):
            if frame.sentence - other.sentence > REACH or not agree(frame, other):
                continue
            if other.other_goods and other.sentence != frame.sentence:
                continue
            silent = frame.buyer is None and frame.seller is None
            if not silent and not _has_missing(frame, other):
                continue
            if (
                silent
                or not frame.items
                or not other.items
                or frame.shares_goods(other)
                or frame.refers
                or other.sentence == frame.sentence
            ):
                frame.buyer = frame.buyer or inherited(other.buyer, frame.seller)
                frame.seller = frame.seller or inherited(other.seller, frame.buyer)
                break


def _opens(frames: list[Frame], index: int) -> bool:
    """ "In a $900 million deal, Chile will deliver 16 fighters to Oman": a phrase before a clause that says who deals in what."""
    frame, following = frames[index], frames[index + 1 : index + 2]
    return (
        frame.nominal
        and not frame.items
        and frame.buyer is None
        and frame.seller is None
        and any(f.sentence == frame.sentence and f.items and (f.buyer or f.seller) for f in following)
    )


def _has_missing(frame: Frame, other: Frame) -> bool:
    """Whether the other clause says, by itself, the party that this one leaves out."""
    missing = other.buyer if frame.buyer is None else other.seller
    return missing is not None and not missing.inferred


def inherited(slot: Slot | None, other: Slot | None) -> Slot | None:
    if slot is None or (other is not None and slot.name == other.name):
        return None
    return replace(slot, rule="carried", inferred=True)


def agree(one: Frame, other: Frame) -> bool:
    pairs = ((one.buyer, other.buyer), (one.seller, other.seller))
    crossed = {s.name for s in (one.buyer,) if s} & {s.name for s in (other.seller,) if s} or {
        s.name for s in (one.seller,) if s
    } & {s.name for s in (other.buyer,) if s}
    apart = (
        one.sentence == other.sentence
        and (one.status == "cancelled") != (other.status == "cancelled")
        and (one.status != "cancelled" or bool(one.items) or one.start < other.start)
    )
    return (
        not crossed
        and not apart
        and all(a is None or b is None or a.name == b.name or a.code == b.code for a, b in pairs)
    )


def share_years(knowledge: Knowledge, frames: list[Frame]) -> None:
    """ "In September 2009 came a credit line, from which Venezuela ordered 92 tanks": the year ahead holds for the sentence.

    Where the sentence tells of a delivery it is a year of delivery: "In 1965, Zambia took delivery of 25 helicopters".
    """
    for before, frame in itertools.pairwise(frames):
        if (
            frame.year is None
            and (frame.items or frame.triggers)
            and before.sentence == frame.sentence
            and not before.items
            and before.year is not None
            and not before.deliveries
        ):
            if _delivers(knowledge, frame):
                frame.deliveries = frame.deliveries or [before.year]
            else:
                frame.year = before.year


def _delivers(knowledge: Knowledge, frame: Frame) -> bool:
    """Whether a frame tells by a verb of its own, not by what is told of it later, that goods were delivered."""
    trigger = next((t for t in frame.triggers if t is frame.status_trigger), None)
    delivery = trigger is not None and knowledge.get(trigger.label, trigger.id).get("delivery")
    return frame.status == "delivered" and bool(delivery)
