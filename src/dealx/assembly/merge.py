"""From frames to drafts: one draft for each system in each deal; mentions of one deal become one, different deals stay apart."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace

from dealx.assembly.frames import Frame, Item, Slot
from dealx.assembly.status import furthest
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Mention

_ROUNDING = 1.1
GENERIC = frozenset({"arms", "military-equipment"})
REMEMBERED = 200
"""Records that are looked at for another telling of a deal; in a longer list a deal is told once."""


@dataclass(slots=True)
class Draft:
    """A record in the making."""

    item: Item
    frame: Frame
    buyer: Slot | None
    seller: Slot | None
    status: str
    status_trigger: Mention | None
    money: Mention | None
    year: Mention | None
    deliveries: list[Mention]
    names: list[Mention] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    more: bool = False


def drafts_of(knowledge: Knowledge, frames: list[Frame]) -> list[Draft]:
    """The drafts of an article in order of appearance."""
    drafts: list[Draft] = []
    for frame in frames:
        for item in frame.items:
            draft = _draft(frame, item)
            last = itertools.islice(reversed(drafts), REMEMBERED)
            twin = next((d for d in last if _same_deal(knowledge, d, draft)), None)
            if twin is None:
                drafts.append(draft)
            else:
                _merge(twin, draft)
    return drafts


def _draft(frame: Frame, item: Item) -> Draft:
    return Draft(
        item=item,
        frame=frame,
        buyer=item.buyer or frame.buyer,
        seller=item.seller or frame.seller or _stand_in(frame, item),
        status=item.status or frame.status,
        status_trigger=item.status_trigger or frame.status_trigger,
        money=item.money or frame.money,
        year=item.year or frame.year,
        deliveries=frame.deliveries,
        names=[item.mention],
        frames=[frame],
        more=item.more,
    )


def _stand_in(frame: Frame, item: Item) -> Slot | None:
    """The state of origin, else the maker named beside the system, where nobody is said to sell."""
    for slot in (item.origin, item.maker):
        if slot is not None and slot.name and (frame.buyer is None or slot.name != frame.buyer.name):
            return replace(slot, rule="seller-from-origin", inferred=True)
    return None


def same_system(knowledge: Knowledge, one: Mention, other: Mention) -> bool:
    """Whether two mentions of equipment can mean one system: the same designation, its family, or a class noun that fits it."""
    a, b = one.data, other.data
    if a["part"] != b["part"] and any(d["part"] and not d["designated"] for d in (a, b)):
        return False
    if a["systems"] and b["systems"]:
        one_of = set(a["systems"]) & _families(knowledge, b["systems"])
        return bool(one_of or set(b["systems"]) & _families(knowledge, a["systems"]))
    if a["name"].lower() == b["name"].lower():
        return True
    short, long_ = sorted((set(a["name"].lower().split()), set(b["name"].lower().split())), key=len)
    if a["designated"] and b["designated"]:
        return short <= long_
    if not a["designated"] and not b["designated"]:
        return bool(a["classes"][-1:] == b["classes"][-1:]) or _head(a["name"]) == _head(b["name"])
    return a["category"] is not None and a["category"] == b["category"]


def _head(name: str) -> str:
    return name.split()[-1].lower()


def _families(knowledge: Knowledge, ids: list[str]) -> set[str]:
    found = set(ids)
    for id_ in ids:
        family = knowledge.entries["system"].get(id_, {}).get("family")
        if family:
            found.add(family)
    return found


def _same_deal(knowledge: Knowledge, old: Draft, new: Draft) -> bool:
    if not same_system(knowledge, old.item.mention, new.item.mention) or (
        old.frame is new.frame and old.item.designated and new.item.designated and old.item.name != new.item.name
    ):
        return False
    if not _same_party(old.buyer, new.buyer) or not _same_party(old.seller, new.seller) or _crossed(old, new):
        return False
    if _years_differ(old, new) or _counts_differ(old, new) or _lines_differ(old.item, new.item):
        return False
    if _prices_differ(old, new):
        return False
    return not (new.more and new.status == "proposed" and old.status in {"signed", "delivered"})


def _same_party(a: Slot | None, b: Slot | None) -> bool:
    return (
        a is None
        or b is None
        or a.name == b.name
        or (a.kind == b.kind == "company" and bool(a.mention.id) and a.mention.id == b.mention.id)
        or (a.kind != b.kind and a.code is not None and a.code == b.code)
        or (a.inferred and b.inferred and a.code == b.code)
    )


def _crossed(old: Draft, new: Draft) -> bool:
    return bool(
        (old.buyer and new.seller and old.buyer.name == new.seller.name)
        or (old.seller and new.buyer and old.seller.name == new.buyer.name)
    )


def _years_differ(old: Draft, new: Draft) -> bool:
    return old.year is not None and new.year is not None and old.year.data["year"] != new.year.data["year"]


def _counts_differ(old: Draft, new: Draft) -> bool:
    """Different numbers make different deals, unless one is a part delivered of the other."""
    for field_, (value, _, _) in new.item.counts.items():
        if field_ in old.item.counts and old.item.counts[field_][0] != value:
            part = min((old, new), key=lambda d: d.item.counts[field_][0])
            if part.status != "delivered" or (part is old and not old.frame.headline and old.year is not None):
                return True
    return False


def _prices_differ(old: Draft, new: Draft) -> bool:
    """Whether two prices, other than in round figures, part what only one of the two says who buys."""
    a, b = old.money, new.money
    if (old.buyer is None) == (new.buyer is None):
        return False
    if a is None or b is None or a is b or not a.data["currency"] or a.data["currency"] != b.data["currency"]:
        return False
    low, high = sorted((a.data["value"], b.data["value"]))
    return bool(high > _ROUNDING * low)


def _lines_differ(one: Item, other: Item) -> bool:
    """ "four Patriot Configuration-3+ units" and "51 PAC-3 MSE missiles": kin, but counted apart under names of their own."""
    short, long_ = sorted((one.name.lower(), other.name.lower()), key=len)
    apart = bool(one.counts) and bool(other.counts) and not set(one.counts) & set(other.counts)
    return apart and one.designated and other.designated and short not in long_


def _merge(old: Draft, new: Draft) -> None:
    headline = old.frame.headline and not new.frame.headline and new.item.designated and bool(new.item.counts)
    if _better_name(new.item, old.item) or (headline and not _better_name(old.item, new.item)):
        old.item, old_item = new.item, old.item
        for field_, count in old_item.counts.items():
            if field_ not in old.item.counts or count[0] > old.item.counts[field_][0]:
                old.item.counts[field_] = count
        old.item.origin = old.item.origin or old_item.origin
        old.item.maker = old.item.maker or old_item.maker
    else:
        for field_, count in new.item.counts.items():
            if field_ not in old.item.counts or count[0] > old.item.counts[field_][0]:
                old.item.counts[field_] = count
    old.buyer, old.seller = _better(old.buyer, new.buyer), _better(old.seller, new.seller)
    old.money, old.year = old.money or new.money, old.year or new.year
    old.deliveries = old.deliveries or new.deliveries
    status = furthest([s for s in (old.status, new.status) if s])
    if old.frame.ruling and new.frame.nominal and status != "cancelled":
        status = old.status
    if status != old.status and status is not None:
        old.status, old.status_trigger = status, new.status_trigger
    old.names += new.names
    old.frames += new.frames


def _better_name(new: Item, old: Item) -> bool:
    if new.designated != old.designated:
        return new.designated
    return len(new.name) > len(old.name) and (not old.designated or old.name.lower() in new.name.lower())


def _better(a: Slot | None, b: Slot | None) -> Slot | None:
    """Said outranks inferred, a state outranks the company of that state."""
    if a is None or b is None:
        return a or b
    if a.inferred != b.inferred:
        return b if a.inferred else a
    return b if a.kind == "company" and b.kind == "state" and a.code == b.code else a


def is_generic(draft: Draft) -> bool:
    """Whether the system is no more than "arms" or "equipment"."""
    return not draft.item.designated and bool(GENERIC.intersection(draft.item.mention.data["classes"]))
