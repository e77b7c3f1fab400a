"""Goods of one clause that go to several parties, or come from several: a frame for each share."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from dealx.assembly.frames import Frame, Item, Slot, slot_of
from dealx.assembly.places import only_skipped
from dealx.pipes.numbers import Number, find_numbers
from dealx.pipes.reading import Mention, Reading

_TO = frozenset({"to", "for"})
_FROM = frozenset({"from", "with"})
_LINKS = frozenset(
    "of them these those are is were was will would go goes going went be destined meant more and".split()
)
_LINK_REACH = 6
_ENDS = frozenset({",", ".", ";", "and", ")", "-", "—"})
_BARE_AFTER = _ENDS | _LINKS | _TO | _FROM


class Share(NamedTuple):
    """A number of the goods and the party that it goes to or comes from."""

    number: Number
    party: Mention
    role: str


def shares_of(reading: Reading, frame: Frame) -> list[Frame]:
    """The frames of a frame: one for each share that its sentence or the next one tells, or for each of several parties."""
    told = _told(reading, frame)
    if told:
        return _divided(frame, told)
    for role, slots in (("buyer", frame.buyers), ("seller", frame.sellers)):
        if slots:
            return _for_each(reading, frame, role, slots)
    return [frame]


def _told(reading: Reading, frame: Frame) -> list[Share]:
    """ "12 to Ukraine and eight to Moldova", "and Latvia one", "Five of them are for the Netherlands"."""
    if len(frame.items) != 1 or len(frame.items[0].counts) != 1:
        return []
    count = next(iter(frame.items[0].counts.values()))[2]
    sentence = reading.sentences[frame.sentence]
    found = _pairs(reading, frame, max(count.end, frame.items[0].mention.end), sentence.end)
    if not found and frame.sentence + 1 < len(reading.sentences):
        following = reading.sentences[frame.sentence + 1]
        opening = find_numbers(reading, following.start, min(following.end, following.start + 3))
        if (
            opening
            and opening[0].start == following.start
            and reading.keys[opening[0].end : opening[0].end + 1] == ["of"]
        ):
            found = _pairs(reading, frame, following.start, following.end)
    return found


def _pairs(reading: Reading, frame: Frame, start: int, end: int) -> list[Share]:
    parties = [p for p in reading.within("parties", start, end) if p.data["name"] and p.data["form"] != "adjective"]
    taken = {c.start for c in reading.within("counts", start, end) if not c.data["partitive"]}
    taken |= {i for d in reading.within("dates", start, end) for i in range(d.start, d.end)}
    numbers = [
        n
        for n in find_numbers(reading, start, end)
        if n.start not in taken
        and n.value == int(n.value)
        and (reading.keys[n.end : n.end + 1] or ["."])[0] in _BARE_AFTER
    ]
    found: list[Share] = []
    for number in numbers:
        share = _after(reading, number, parties) or _before(reading, frame, number, parties)
        if share is not None:
            found.append(share)
    return found


def _after(reading: Reading, number: Number, parties: list[Mention]) -> Share | None:
    """ "eight to Moldova", "four are for Austria"."""
    i = number.end
    last = min(number.end + _LINK_REACH, len(reading.keys) - 1)
    while i < last and reading.keys[i] in _LINKS:
        i += 1
    link = reading.keys[i] if i <= last else ""
    role = "buyer" if link in _TO else "seller" if link in _FROM else None
    party = next((p for p in parties if p.start > i), None) if role is not None else None
    if role is None or party is None or not only_skipped(reading, i + 1, party.start):
        return None
    return Share(number, party, role)


def _before(reading: Reading, frame: Frame, number: Number, parties: list[Mention]) -> Share | None:
    """ "Estonia ordered six launchers and Latvia eight": the party has the role of the one before the first number."""
    party = next((p for p in parties if p.end == number.start), None)
    if party is None or reading.keys[party.start - 1] not in {"and", ",", ";", "while"}:
        return None
    if number.end < len(reading.keys) and reading.keys[number.end] not in _ENDS:
        return None
    first = frame.items[0].mention.start
    sides = [(s.mention.start, role) for role, s in (("buyer", frame.buyer), ("seller", frame.seller)) if s is not None]
    earlier = [side for side in sides if side[0] < first]
    return Share(number, party, max(earlier)[1]) if earlier else None


def _divided(frame: Frame, told: list[Share]) -> list[Frame]:
    """Shares that add up to the number of the frame divide it; others stand beside it."""
    field, (total, bound, mention) = next(iter(frame.items[0].counts.items()))
    whole = sum(int(s.number.value) for s in told) == total and len(told) > 1
    parts = [_part(frame, s, field, bound if not whole else None, mention, whole) for s in told]
    return parts if whole else [frame, *parts]


def _part(frame: Frame, share: Share, field: str, bound: str | None, count: Mention, whole: bool) -> Frame:
    number = Mention("count", share.number.start, share.number.end, "", "count-share", count.data)
    item = frame.items[0]
    part = Item(item.mention, {field: (int(share.number.value), share.number.bound, number)}, item.origin, item.maker)
    slot = slot_of(share.party, "role-share")
    made = replace(frame, items=[part], buyers=[], sellers=[], money=frame.money if whole else None)
    if share.role == "buyer":
        return replace(made, buyer=slot)
    return replace(made, seller=slot)


def _for_each(reading: Reading, frame: Frame, role: str, slots: list[Slot]) -> list[Frame]:
    """One frame for each of several parties, with the count that "respectively" gives each, or that is said of "each".

    What is bought together, for one number or one price, is one deal.
    """
    words = reading.keys[frame.start : reading.sentences[frame.sentence].end]
    shares: list[Number | None] = [None] * len(slots)
    if "respectively" in words:
        shares = [*_listed(reading, frame)]
    together = frame.money is not None or any(i.counts for i in frame.items)
    if len(shares) != len(slots) or ("respectively" not in words and "each" not in words and together):
        return [frame]
    return [_copy(frame, role, slot, share) for slot, share in zip(slots, shares, strict=True)]


def _listed(reading: Reading, frame: Frame) -> list[Number]:
    """The numbers listed before the goods: "two and three batteries respectively"."""
    first = frame.items[0].mention
    return find_numbers(reading, max(frame.start, first.start - 9), first.start)


def _copy(frame: Frame, role: str, slot: Slot, share: Number | None) -> Frame:
    items = [replace(i, counts=dict(i.counts)) for i in frame.items]
    if share is not None:
        for field, (_, bound, count) in items[0].counts.items():
            own = Mention("count", share.start, share.end, "", "count-share", count.data)
            items[0].counts[field] = (int(share.value), bound, own)
    made = replace(frame, items=items, buyers=[], sellers=[])
    return replace(made, buyer=slot) if role == "buyer" else replace(made, seller=slot)
