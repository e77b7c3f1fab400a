"""What a clause transfers: its equipment with counts; parts, launchers and missiles go to the system they belong to."""

from __future__ import annotations

import itertools

from dealx.assembly.aside import is_aside, is_subject, stands_before_subject
from dealx.assembly.clauses import Clause
from dealx.assembly.frames import Item, slot_of
from dealx.assembly.goods import OLD
from dealx.assembly.hierarchy import count_parts
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Mention, Reading

COMPONENTS = frozenset({"batteries", "launchers", "missiles"})
_CALLED = (["called"], ["dubbed"], ["named"], ["known"], ["designated"])
_CONSISTS = frozenset("consists comprises contains includes".split())
_MADE = frozenset("made built designed produced manufactured supplied developed".split())
_ORIGINS = (["origin"], ["manufacture"], ["make"], ["design"], ["construction"], ["production"])
_PART_OF = frozenset("for on of aboard".split())
_SOME = frozenset("first last remaining other next final initial".split())
_PARTS = frozenset("missile air_defence munition sensor electronic engine launcher artillery small_arms".split())
_MOUNTED = frozenset("go fitted installed mounted arm equip".split())
_MORE = frozenset("more additional another further second third new follow extra next other remaining".split())
_CAPACITY = frozenset(
    (
        "carries carry carrying holds hold fires fire already existing operates remaining fields shot stock"
        " stocks produced manufactured worldwide ever fired tested"
    ).split()
)


def items_of(
    knowledge: Knowledge, reading: Reading, clause: Clause, equipment: list[Mention]
) -> tuple[list[Item], list[Mention]]:
    """The lines of a clause, in order, and the counts of launchers and the like that belong to none of them.

    `equipment` is the article's list that counts point into.
    """
    items = [Item(m) for m in clause.equipment if not _ambiguous(reading, m) and not _aside(reading, clause, m)]
    items = [i for i in items if not _does_something(knowledge, reading, clause, i, items)]
    for item in items:
        _origin(reading, clause, item)
        item.more = bool(_MORE.intersection(reading.keys[max(0, item.mention.start - 5) : item.mention.start]))
    _count(clause, items)
    items = _name(reading, items)
    _distribute(reading, items)
    kept = _fold_components(reading, clause.equipment, [i for i in items if not _part_of_other(reading, items, i)])
    count_parts(reading, kept)
    used = {id(count) for item in kept for _, _, count in item.counts.values()}
    bare = [] if any(i.designated for i in kept) else [i for i in kept if _is_component(i.mention) and i.counts]
    if bare and any(_is_component(equipment[c.data["target"]]) and id(c) not in used for c in clause.counts):
        kept = [i for i in kept if i not in bare]
        used = set()
    new = [c for c in clause.counts if id(c) not in used and not _known_already(reading, clause, c)]
    orphans = [c for c in new if _is_component(equipment[c.data["target"]])]
    orphans += [
        c
        for c in new
        if not kept
        and (c.data["partitive"] or equipment[c.data["target"]].data["vague"])
        and c not in orphans
        and not _SOME.intersection(reading.keys[max(0, c.start - 2) : c.start])
    ]
    return kept, [c for c in orphans if not _capacity(reading, clause, c)]


def _capacity(reading: Reading, clause: Clause, count: Mention) -> bool:
    """ "A launcher holds six rockets", "four missiles ready to fire": what weapons carry and armies have."""
    end = clause.end if clause.triggers else reading.sentences[clause.sentence].end
    around = reading.keys[clause.start : end]
    if {"ready", "fire"}.issubset(around):
        return {"ready", "fire"}.issubset(reading.keys[count.end : count.end + 5])
    return bool(_CAPACITY.intersection(around)) or around[-1:] == ["?"] or _in_general(reading, clause)


def _in_general(reading: Reading, clause: Clause) -> bool:
    """ "In Israeli service a battery consists of a radar and six launchers": what a unit is, not what is bought."""
    made = next((i for i in range(clause.start, clause.end) if reading.keys[i] in _CONSISTS), None)
    units = [m for m in clause.equipment if m.data["vague"] and made is not None and m.end <= made]
    return bool(units) and reading.keys[units[0].start - 1] in {"a", "an", "each", "every", "one"}


def _ambiguous(reading: Reading, m: Mention) -> bool:
    if m.data["ambiguous"]:
        reading.leave_out(m, "it may be something else: no class noun, number or full name tells that it is a weapon")
    return bool(m.data["ambiguous"])


def _aside(reading: Reading, clause: Clause, m: Mention) -> bool:
    aside = is_aside(reading, clause, m)
    if aside:
        reading.leave_out(m, "it stands beside what is transferred: replaced, compared, used or served")
    return aside


def _does_something(knowledge: Knowledge, reading: Reading, clause: Clause, item: Item, items: list[Item]) -> bool:
    acts = stands_before_subject(reading, clause, item, items) or is_subject(knowledge, reading, clause, item)
    if acts:
        reading.leave_out(item.mention, "it does something itself, and is not what it is done to")
    return acts


def _known_already(reading: Reading, clause: Clause, count: Mention) -> bool:
    """ "right for one of the two missiles": a number of things that the reader is taken to know."""
    goods = reading.mentions["equipment"][count.data["target"]]
    if OLD.intersection(reading.keys[count.end : goods.start]):  # "the army's four older launchers"
        return True
    of_known = reading.keys[count.end : count.end + 2] == ["of", "the"]
    return not clause.triggers and (of_known or reading.keys[count.start - 1 : count.start] == ["the"])


def _is_component(m: Mention) -> bool:
    return not m.data["designated"] and m.data["counted_as"] in COMPONENTS


def _origin(reading: Reading, clause: Clause, item: Item) -> None:
    """ "Russian S-400", "French-made jets": state of origin; "Boeing's Apache", "Dassault Rafale": maker.

    The state may be told behind the goods: "12 jets of Dutch origin", "four boats built in Spain".
    """
    for party in clause.parties:
        if _made_there(reading, item, party):
            item.origin = slot_of(party, "origin")
        gap = reading.keys[party.end : item.mention.start]
        if (
            party.start >= item.mention.start
            or len(gap) > 5
            or {"by", "to", "from", "for", ",", "with", "in", "of", "and", "has", "will"}.intersection(gap)
        ):
            continue
        slot = slot_of(party, "origin")
        made = _MADE.intersection(gap)
        if party.data["kind"] == "company" and (not gap or gap[0] in {"'s", "-"} or made):
            item.maker = slot
        elif (
            party.data["kind"] == "state"
            and party.data["form"] != "organ"
            and (party.data["form"] == "adjective" or made or gap[:1] == ["'s"])
        ):
            item.origin = slot


def _made_there(reading: Reading, item: Item, party: Mention) -> bool:
    if party.data["kind"] != "state" or party.start < item.mention.end:
        return False
    gap = reading.keys[item.mention.end : party.start]
    if party.data["form"] == "adjective":
        return gap == ["of"] and reading.keys[party.end : party.end + 1] in _ORIGINS
    return len(gap) in {2, 3} and gap[0] in _MADE and gap[1] == "in" and gap[2:] in ([], ["the"])


def _count(clause: Clause, items: list[Item]) -> None:
    for item in items:
        for count in clause.counts:
            if count.data["target"] == item.mention.data["index"]:
                field = str(count.data["field"])
                if count.data["whole"] or field not in item.counts:
                    item.counts[field] = (count.data["value"], count.data["bound"], count)


def _name(reading: Reading, items: list[Item]) -> list[Item]:
    """ "84 interceptor missiles called the PAC-3 MSE": the number is that of the name."""
    named: list[Item] = []
    for item in items:
        last = named[-1] if named else item
        gap = [k for k in reading.keys[last.mention.end : item.mention.start] if k not in {",", "the", "as"}]
        if gap in _CALLED and last.counts and not item.counts and item.designated and not last.designated:
            item.counts, item.origin = last.counts, item.origin or last.origin
            named.pop()
        named.append(item)
    return named


def _distribute(reading: Reading, items: list[Item]) -> None:
    """ "three batteries, each of four launchers": the second number is multiplied by the first."""
    for before, item in itertools.pairwise(items):
        for field, (value, bound, mention) in list(item.counts.items()):
            units = next(iter(before.counts.values()), None)
            if mention.data["per"] and units is not None:
                item.counts[field] = (value * units[0], bound, mention)


def _part_of_other(reading: Reading, items: list[Item], item: Item) -> bool:
    """ "97 engines for Sea Hawk and Super Cobra helicopters": what the engines are for, not what is sold."""
    for other in items:
        gap = reading.keys[other.mention.end : item.mention.start]
        if other is item or other.mention.end > item.mention.start or len(gap) > 5 or not gap:
            continue
        if (gap[0] in _PART_OF and not item.counts) or _MOUNTED.intersection(gap):
            return not (item.designated and other.mention.data["vague"] and not _counted_list(reading, items, other))
        if (
            {"and", ","}.issuperset(gap)
            and not item.counts
            and item.designated
            and _part_of_other(reading, items, other)
        ):
            return True
    return False


def _counted_list(reading: Reading, items: list[Item], last: Item) -> bool:
    """ "810 engines and spare parts": whether a thing or one joined to it before has a number."""
    before = next((i for i in items if reading.keys[i.mention.end : last.mention.start] == ["and"]), None)
    return bool(last.counts) or (before is not None and bool(before.counts))


def _fold_components(reading: Reading, clause_equipment: list[Mention], items: list[Item]) -> list[Item]:
    """Bare launchers, batteries and missiles become counts of the named system beside them."""
    mains = [i for i in items if i.designated] or [
        i for i in items if i.mention.data["category"] == "air_defence" and not i.mention.data["vague"]
    ]
    folded: list[Item] = []
    for item in items:
        field = str(item.mention.data["counted_as"])
        owner = (
            _owner(reading, mains, item)
            if not item.designated and item not in mains and item.counts and (field in COMPONENTS or _is_unit(item))
            else None
        )
        twin = next((m for m in folded if _named_twice(m, item)), None)
        if owner is not None and field not in owner.counts:
            owner.counts[field] = item.counts[field]
        elif twin is not None:
            for field_, count in item.counts.items():
                twin.counts.setdefault(field_, count)
        elif (
            not item.mention.data["vague"]
            or _is_part(reading, item, clause_equipment)
            or _contracted(reading, item, items)
        ):
            folded.append(item)
    return folded


def _is_unit(item: Item) -> bool:
    """A noun that counts units of an air-defence system: battalion, regiment, fire unit."""
    return bool(item.mention.data["vague"]) and item.mention.data["category"] == "air_defence"


def _named_twice(one: Item, other: Item) -> bool:
    """Whether two designations mean one line; parts, and variants that have counts of their own, are lines of their own."""
    return (
        one.designated
        and other.designated
        and one.same_goods(other)
        and one.mention.data["part"] == other.mention.data["part"]
        and not (one.counts and other.counts and one.name.lower() != other.name.lower())
    )


def _contracted(reading: Reading, item: Item, items: list[Item]) -> bool:
    """ "a contract for two missile guidance units": the one thing a contract is for, if its noun is a weapon part's."""
    m = item.mention
    specific = (
        m.data["category"] in _PARTS
        and (" " in m.data["name"] or bool(item.counts))
        and m.data["counted_as"] == "units"
    )
    return (
        specific
        and len([i for i in items if not i.mention.data["vague"]]) == 0
        and "for" in reading.keys[max(0, m.start - 4) : m.start]
    )


def _is_part(reading: Reading, item: Item, equipment: list[Mention]) -> bool:
    """ "97 engines for the Sea Hawk": a noun too vague by itself is a weapon's part beside a named weapon."""
    after = [m for m in equipment if m.data["designated"] and 0 < m.start - item.mention.end <= 4]
    return bool(item.counts) and bool(after) and reading.keys[item.mention.end] in _PART_OF


def _made_of(reading: Reading, item: Item, system: Item) -> bool:
    """ "three missile batteries of the shore-based systems of the BrahMos"."""
    gap = reading.keys[item.mention.end : system.mention.start]
    return gap[:1] == ["of"] and not {",", "and", "with", "for", "to"}.intersection(gap)


def _owner(reading: Reading, mains: list[Item], item: Item) -> Item | None:
    """The last fitting system before the bare noun; one after it only if it is no missile with a count of its own."""
    fitting = [
        m for m in mains if m.mention.data["category"] in {"air_defence", "artillery", "missile", "launcher", None}
    ]
    before = [m for m in fitting if m.mention.start < item.mention.start]
    shot = [m for m in before if m.mention.data["counted_as"] == "missiles" and m.counts]
    if len(shot) > 1 and item.mention.data["counted_as"] == "launchers":
        return None  # launchers for which of the missiles?
    after = [
        m
        for m in fitting
        if m.mention.start > item.mention.start
        and (
            m.mention.data["counted_as"] != "missiles"
            or (_is_unit(item) and not m.counts)
            or _made_of(reading, item, m)
        )
    ]
    return before[-1] if before else after[0] if after else None
