"""Goods named in several places: class nouns that stand for a system, parts counted in sentences of their own."""

from __future__ import annotations

from dealx.assembly.frames import Frame, Item
from dealx.assembly.hierarchy import count_parts
from dealx.assembly.merge import same_system
from dealx.assembly.sharing import REACH
from dealx.assembly.sides import settle_sides
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Mention, Reading

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
    "unit": _LAND | _AIR | {"sensor", "electronic", "engine", "drone", "other"},
    "system": frozenset({"air_defence", "artillery", "missile", "launcher", "sensor", "electronic"}),
}
_NOT_INSIDE = frozenset(
    "to from by with for on at in of and or , ( ) : is are was were has have had will would said".split()
)
_DEFINITE = frozenset("the these those both".split())
OLD = frozenset("older old existing present current ageing aging obsolete retired own".split())
"""Words for goods that somebody has already."""
_SUMS = frozenset("comes amounts adds covers totals includes".split())
_LAUNCHED = frozenset({"air_defence", "artillery", "missile", "launcher"})


def give_orphans(knowledge: Knowledge, reading: Reading, frames: list[Frame], index: int) -> None:
    """Launchers, batteries and missiles counted in a sentence of their own belong to the system named just before.

    They complete its deal, or, told with a trigger and a year or a price of their own, make another deal for it.
    """
    frame = frames[index]
    for other in (frames[before] for before in reversed(range(index))):
        if frame.sentence - other.sentence > REACH:
            return
        owners = [
            i
            for i in other.items or other.target_items
            if i.designated and all(can_be(reading, i.mention, c) for c in frame.orphans)
        ]
        owners = [i for i in owners if i.mention.data["counted_as"] != "missiles"] or owners
        meant = {c.data["target"] for c in frame.orphans if c.data["more"]}
        if not owners or (meant and owners[-1].mention.data["index"] not in meant):
            continue
        more = any(c.data["more"] for c in frame.orphans)
        if (frame.strong or more) and (frame.year is not None or frame.money is not None or more):
            frame.items = [Item(owners[-1].mention, more=more), *(i for i in frame.items if i.designated)]
            settle_sides(knowledge, frame, frame.items, [s for s in frame.unplaced if s.name])
            count_in(frame, frame.items[0])
            count_parts(reading, frame.items)
            frame.strong = frame.strong or (more and bool(frame.status))
        elif (other.triggers or other.target_items) and (
            frame.triggers or all(c.data["field"] != "units" for c in frame.orphans)
        ):
            count_in(frame, owners[-1])
            if not frame.triggers:
                frame.target, frame.target_items = other.target or other, [owners[-1]]
        return


def add_up(reading: Reading, frames: list[Frame], index: int) -> bool:
    """ "Belgium's order for Akeron MP, placed last year, | comes to 761 missiles": a predicate that tells the number ordered."""
    frame = frames[index]
    words = [k for k in reading.keys[frame.start : frame.start + 3] if k != ","]
    before = frames[index - 1] if index else frame
    if words[0] not in _SUMS or before.sentence != frame.sentence or not before.triggers or len(before.items) != 1:
        return False
    for item in frame.items:
        for field, count in item.counts.items():
            if not item.designated and item.mention.data["counted_as"] == field:
                before.items[0].counts.setdefault(field, count)
    return True


def add_to_same_goods(knowledge: Knowledge, reading: Reading, frames: list[Frame], index: int) -> None:
    """A clause without a trigger that names a system of a deal near by adds its price and counts to that deal."""
    frame = frames[index]
    near = [
        f
        for f in frames[max(0, index - 6) : index + 4]
        if f.triggers and f.items and abs(f.sentence - frame.sentence) <= 2 and frame.shares_goods(f)
    ]
    if not near:
        _name_goods(knowledge, reading, frames, index)
        return
    target = min(near, key=lambda f: abs(f.sentence - frame.sentence))
    target.money = target.money or frame.money
    for item in frame.items:
        for twin in (i for i in target.items if i.same_goods(item)):
            twin.counts = item.counts | twin.counts


def _name_goods(knowledge: Knowledge, reading: Reading, frames: list[Frame], index: int) -> None:
    """ "36 howitzers were handed over ... The CAESAR guns ...": what the article first called by its class is named later."""
    for item in frames[index].items:
        if not item.designated or not definite(reading, item.mention):
            continue
        for other in reversed(frames[max(0, index - 6) : index]):
            unnamed = [i for i in other.items if not i.designated and same_system(knowledge, i.mention, item.mention)]
            if other.triggers and unnamed and frames[index].sentence - other.sentence <= 3:
                unnamed[0].mention, unnamed[0].origin = item.mention, unnamed[0].origin or item.origin
                other.money = other.money or frames[index].money
                break


def definite(reading: Reading, m: Mention) -> bool:
    """Whether "the" or "these" belongs to a noun: "the 54 tanks", not "the choice fell on tanks"."""
    before = reading.keys[max(0, m.start - 4) : m.start]
    last = max((i for i, key in enumerate(before) if key in _DEFINITE), default=None)
    return last is not None and not _NOT_INSIDE.intersection(before[last + 1 :])


def is_old(reading: Reading, m: Mention) -> bool:
    """ "the four older launchers": what an army has, not what it buys."""
    return bool(OLD.intersection(reading.keys[max(0, m.start - 2) : m.start]))


def can_be(reading: Reading, system: Mention, count: Mention) -> bool:
    """Whether a bare noun ("launchers", "ships") can stand for a system or a part of it."""
    noun = reading.mentions["equipment"][count.data["target"]].data
    category = system.data["category"]
    if count.data["field"] != "units":
        return category in _LAUNCHED
    if category == "missile" and noun["name"].endswith("round"):
        return True
    return noun["category"] == category or stands_for(reading.mentions["equipment"][count.data["target"]], category)


def stands_for(noun: Mention, category: str | None) -> bool:
    """Whether a general noun ("ships", "aircraft") can mean goods of a category."""
    name = noun.data["name"]
    return not noun.data["designated"] and any(name.endswith(n) and category in kinds for n, kinds in _NOUNS.items())


def count_in(frame: Frame, owner: Item) -> None:
    """Adds the loose counts of a frame to an item; those told of each unit are multiplied by its units."""
    for count in frame.orphans:
        field, value = count.data["field"], count.data["value"]
        field = owner.mention.data["counted_as"] if field == "units" else field
        units = owner.counts.get("batteries") or owner.counts.get("units")
        if count.data["per"] and field == "missiles" and any(c.data["field"] == "launchers" for c in frame.orphans):
            continue  # of each launcher, or of each battery? nobody can tell
        if field not in owner.counts and (not count.data["per"] or units is not None):
            owner.counts[field] = (
                value * units[0] if count.data["per"] and units else value,
                count.data["bound"],
                count,
            )
