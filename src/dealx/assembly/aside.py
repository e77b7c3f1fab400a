"""Goods that a clause names beside what it transfers: replaced, compared, used, served, or doing something themselves."""

from __future__ import annotations

from dealx.assembly.clauses import Clause
from dealx.assembly.frames import Item
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Mention, Reading

_ASIDE = frozenset(
    (
        "replace replaces replacing replaced succeed supersede alongside like beat beating beats rival versus"
        " instead except besides alone exchange destroyed operates fly flies flying operate fielding shot fired"
        " downed armed compatible similar carried fitted based place"
    ).split()
)
_SERVICES = frozenset(
    (
        "training maintenance repair repairs upkeep sustainment servicing overhaul crew crews pilots hangar"
        " hangars classroom instruction courseware modernization programme program"
    ).split()
)
_FUNCTION = frozenset(
    "and or to with from by in at on for of as that which is are was were will would has have".split()
)
_DOINGS = frozenset(
    (
        "test tests testing activity activities flight flights launch launches strike strikes attack attacks pilot"
        " business division operations maker manufacturer factory plant subsidiary treaty threat threats drill drills"
        " exercise exercises raid raids sortie sorties barrage fire"
    ).split()
)
_USES = frozenset("use deployment launch launches firing test tests testing loss downing crash violation".split())
_PLAIN_OBJECT = frozenset("buy purchase acquire order sell deliver send take get receive give reach".split())
_ASIDE_REACH = 4
_REPLACE = frozenset("replace replaces replacing".split())
_REPLACE_REACH = 10
_ACCESSORIES = frozenset("equipment parts components spares tooling hardware supplies".split())
_PART_OF = frozenset("for on of aboard".split())


def is_aside(reading: Reading, clause: Clause, m: Mention) -> bool:
    """Whether a mention stands beside the transfer: replaced, beaten, carried, compared, only used or served."""
    if _equips_unit(reading, clause, m):
        return False
    first = max(clause.start, m.start - _ASIDE_REACH)
    before = reading.keys[first : m.start]
    named = {i for p in clause.parties for i in range(p.start, p.end)}
    if (
        any(key in _ASIDE and i not in named for i, key in enumerate(before, first))
        or before[-2:] == ["such", "as"]
        or (("rather" in before or "other" in before) and "than" in before)
        or _replaced(reading, clause, m)
        or _converted(reading, m)
        or _accessory(reading, m)
        or _in_service(reading, m)
        or _platform(reading, clause, m)
        or _preferred_to(reading, clause, m)
        or reading.keys[m.end : m.end + 2] == ["-", "type"]
    ):
        return True
    if not m.data["designated"] and not m.data["counted"] and "included" in reading.keys[m.end : m.end + 1]:
        return True
    return (
        _beyond(reading, clause, m)
        or _service(reading, m)
        or _doing(reading, m)
        or _apposition(reading, clause, m, before)
    )


def _replaced(reading: Reading, clause: Clause, m: Mention) -> bool:
    """ "to replace all 77 of Japan's Mitsubishi-made F-1 planes": old goods, however they are described."""
    before = reading.keys[max(clause.start, m.start - _REPLACE_REACH) : m.start]
    at = max((i for i, k in enumerate(before) if k in _REPLACE), default=None)
    return at is not None and "," not in before[at:] and not {"with", "by"}.intersection(before[at:])


def _preferred_to(reading: Reading, clause: Clause, m: Mention) -> bool:
    """ "chosen SAMP/T over the American Patriot": the goods that were not taken."""
    named = [o for o in clause.equipment if o.data["designated"] and o.end <= m.start]
    return bool(named) and reading.keys[named[-1].end : named[-1].end + 1] == ["over"]


def _accessory(reading: Reading, m: Mention) -> bool:
    """ "equipment for the F110 engine and the F-14A": what is bought is for the goods, not the goods."""
    if m.data["counted"]:
        return False
    listed = {i for o in reading.within("equipment", m.start - 9, m.start) for i in range(o.start, o.end)}
    at = m.start - 1
    while at > 0 and (at in listed or reading.keys[at] in {"the", "its", "their", "and", ","}):
        at -= 1
    return reading.keys[at] == "for" and reading.keys[at - 1] in _ACCESSORIES


def _in_service(reading: Reading, m: Mention) -> bool:
    """ "has in service five frigates", "its fleet of 36 bombers": what a force has already."""
    before = reading.keys[max(0, m.start - 6) : m.start]
    if any(before[i : i + 3] in (["has", "a", "fleet"], ["have", "a", "fleet"]) for i in range(len(before))):
        return True
    return any(
        after in (["service"], ["fleet"]) and k in {"in", "its", "their", "our", "existing", "current"}
        for k, after in ((k, before[i + 1 : i + 2]) for i, k in enumerate(before))
    ) and not {"with", "into"}.intersection(before)


def _platform(reading: Reading, clause: Clause, m: Mention) -> bool:
    """ "For its new frigates, Oman ordered 12 radars": what the goods named behind are to stand on."""
    if reading.keys[clause.start] != "for" or m.data["counted"] or not any(t.start >= m.end for t in clause.triggers):
        return False
    owned = not {"its", "their"}.isdisjoint(reading.keys[clause.start : m.start])
    return owned and any(o.start >= m.end for o in clause.equipment)


def _equips_unit(reading: Reading, clause: Clause, m: Mention) -> bool:
    """ "four squadrons armed with the missile": what a unit is equipped with is what it consists of."""
    units = [o for o in clause.equipment if o.end < m.start and o.data["vague"]]
    gap = [k for k in reading.keys[units[-1].end : m.start] if k not in {"the", "its", "new"}] if units else []
    return gap in (["armed", "with"], ["equipped", "with"])


def _converted(reading: Reading, m: Mention) -> bool:
    """ "the conversion of Mk 48 torpedoes into Mod 7s": what something is made from is not what is bought."""
    before = reading.keys[max(0, m.start - 6) : m.start]
    return "conversion" in before and "of" in before and "into" in reading.keys[m.end : m.end + 2]


def _beyond(reading: Reading, clause: Clause, m: Mention) -> bool:
    """ "orders preparations for rocket strikes": what a preposition puts behind the verb's own object."""
    verbs = [t for t in clause.triggers if t.label == "verb" and t.end <= m.start and t.data["voice"] == "active"]
    if (
        not verbs
        or verbs[-1].id not in _PLAIN_OBJECT
        or any(verbs[-1].end <= s.start < m.start for s in clause.money)
        or any(t.label == "noun" and verbs[-1].end <= t.start < m.start for t in clause.triggers)
    ):
        return False
    first = next(o for o in clause.equipment if o.start >= verbs[-1].end)
    gap = reading.keys[verbs[-1].end : first.start]
    estimated = any(c.data["bound"] == "about" and verbs[-1].end <= c.start < first.start for c in clause.counts)
    apart = {"for", "on", "against"} if estimated else {"for", "on", "against", "about"}
    return bool(apart.intersection(gap)) and "," not in gap


def _service(reading: Reading, m: Mention) -> bool:
    """ "C-130H aircrew training", "the upkeep of its helicopters": a service on equipment, not the equipment."""
    for key in reading.keys[m.end : m.end + 3]:
        if key in _SERVICES:
            return True
        if (
            key in _PART_OF
            or not (key.isalpha() or key == ")")
            or key in {"and", "to", "with", "from", "by", "in", "at"}
        ):
            break
    before = reading.keys[max(0, m.start - 6) : m.start]
    return any(k in _SERVICES and "of" in before[i + 1 : i + 2] for i, k in enumerate(before))


def _doing(reading: Reading, m: Mention) -> bool:
    """ "missile tests", "U-2 surveillance flights", "the use of three Apaches": what is done with goods that are one's own."""
    after = reading.keys[m.end : m.end + 2]
    if after[:1] and (
        after[0] in _DOINGS or (after[0].isalpha() and after[0] not in _FUNCTION and after[-1] in _DOINGS)
    ):
        return True
    before = reading.keys[max(0, m.start - 5) : m.start]
    return any(k in _USES and before[i + 1 : i + 2] == ["of"] for i, k in enumerate(before))


def _apposition(reading: Reading, clause: Clause, m: Mention, before: list[str]) -> bool:
    """ "the FK-3, a surface-to-air missile", "known as the KM-SAM": another name of the system just named."""
    last = max((o.end for o in clause.equipment if o.end <= m.start and o.data["designated"]), default=None)
    if last is None or any(c.data["value"] and c.end <= m.start and c.start >= last for c in clause.counts):
        return False
    gap = reading.keys[last : m.start]
    if {"known", "called", "dubbed", "codenamed", "designated", "namely"}.intersection(before):
        return True
    named = next(o for o in clause.equipment if o.end == last)
    kin = m.data["category"] == named.data["category"] or {m.data["category"], named.data["category"]} <= {
        "missile",
        "air_defence",
    }
    return not m.data["designated"] and kin and gap[:2] in ([",", "a"], [",", "an"], [",", "the"]) and len(gap) <= 5


def stands_before_subject(reading: Reading, clause: Clause, item: Item, items: list[Item]) -> bool:
    """ "Before the last of the MiG-21s bows out, the ministry ordered 97 jets": goods of a phrase ahead of the main clause."""
    verb = next(
        (
            t
            for t in clause.triggers
            if t.label == "verb" and t.data["voice"] == "active" and t.data["tense"] not in {"infinitive", "gerund"}
        ),
        None,
    )
    if (
        verb is None
        or item.counts
        or item.mention.end > verb.start
        or not any(i.mention.start >= verb.end for i in items)
    ):
        return False
    return "," in reading.keys[item.mention.end : verb.start] and any(
        item.mention.end <= p.start < verb.start for p in clause.parties
    )


def is_subject(knowledge: Knowledge, reading: Reading, clause: Clause, item: Item) -> bool:
    """ "Two Patriot units left in a convoy that blocked the road": goods that do something are not what it is done to."""
    if any(t.label == "noun" or t.data["voice"] == "passive" for t in clause.triggers):
        return False
    verbs = [t for t in clause.triggers if t.data["tense"] not in {"infinitive", "gerund"}]
    if verbs and any(
        item.mention.end < p.start < verbs[0].start and reading.keys[p.start - 2 : p.start].count("that")
        for p in clause.parties
    ):
        return False
    return bool(verbs) and item.mention.end <= verbs[0].start and "subject" in knowledge.get("verb", verbs[0].id)
