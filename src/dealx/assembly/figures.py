"""Dates and bare counts of a clause, and which of them its frame takes."""

from __future__ import annotations

from dealx.assembly.clauses import Clause
from dealx.assembly.dealings import receives_deal
from dealx.assembly.frames import Frame, Item
from dealx.knowledge import Knowledge
from dealx.pipes.numbers import Number, find_numbers
from dealx.pipes.reading import Mention, Reading

_COMPARED = 16
_CLEFT_REACH = 6
_BARE_AFTER = frozenset(", . ; in from for at under more and by last this on".split())
_SCENE = frozenset("before after since until following".split())
_SUPERLATIVES = frozenset("largest biggest first most highest costliest greatest worst lowest".split())
_DELIVERY_WORDS = frozenset(
    (
        "by until till through starting beginning begin begins start starts delivered deliveries delivery"
        " completed operational service arrive"
    ).split()
)


def fill_dates(knowledge: Knowledge, reading: Reading, clause: Clause, frame: Frame, this_year: int) -> None:
    """Puts the dates of a clause into its frame: the year of the deal, and years of delivery."""
    for date in clause.dates:
        if not clause.triggers and reading.keys[date.start - 1 : date.start] == ["since"]:
            continue
        if _compares(reading, clause, date) or _sets_the_scene(reading, clause, date):
            continue
        if date.data["year"] > this_year or _is_delivery(knowledge, reading, clause, date):
            frame.deliveries.append(date)
        elif date.data["kind"] != "fiscal" and (frame.year is None or _nearer(frame, date)):
            frame.year = date


def _compares(reading: Reading, clause: Clause, date: Mention) -> bool:
    """ "the largest sale since 1945": a date that only measures how rare a deal is."""
    before = reading.keys[max(clause.start, date.start - _COMPARED) : date.start]
    return before[-1:] == ["since"] and bool(_SUPERLATIVES.intersection(before))


def _sets_the_scene(reading: Reading, clause: Clause, date: Mention) -> bool:
    """ "Well before the coup of 2020, Bamako bought ...": a date ahead of the clause that only says what came first."""
    opening = {i for i in range(clause.start, min(clause.start + 3, date.start)) if reading.keys[i] in _SCENE}
    before_deal = all(t.start >= date.end for t in clause.triggers)
    return bool(opening) and before_deal and reading.keys[date.end : date.end + 1] == [","]


def _is_delivery(knowledge: Knowledge, reading: Reading, clause: Clause, date: Mention) -> bool:
    named = max((p.end for p in clause.parties if p.end <= date.start), default=clause.start)
    before = reading.keys[max(clause.start, date.start - 4, named) : date.start]
    if {"dates", "dated", "dating"}.intersection(before[-2:]):
        return False
    if _DELIVERY_WORDS.intersection(before) or before[-1:] in (["from"], ["between"]):
        return True
    if before[-2:] in (["last", "in"], ["first", "in"], ["latest", "in"]):
        return True
    left = [t for t in clause.triggers if t.end <= date.start]
    near = left[-1] if left else next((t for t in clause.triggers), None)
    if near is None:
        return False
    after = reading.keys[date.end : date.end + 1]
    if after and any(t.start == date.end for t in clause.triggers if t.label == "noun"):
        return False
    if receives_deal(knowledge, clause, near) or _cleft_deal(knowledge, reading, clause):
        return False
    entry = knowledge.get(near.label, near.id)
    others = any(t is not near and t.label == "verb" for t in clause.triggers)
    return bool(entry.get("delivery")) or (others and entry["status"] == "cancelled")


def _cleft_deal(knowledge: Knowledge, reading: Reading, clause: Clause) -> bool:
    """ "What parliament got, in 2004, was a lease": what is received stands behind the clause, and is a deal."""
    behind = reading.within("triggers", clause.end, clause.end + _CLEFT_REACH)
    deals = (t for t in behind if t.label == "noun" and not knowledge.get("noun", t.id).get("delivery"))
    return reading.keys[clause.start] == "what" and any(deals)


def _nearer(frame: Frame, date: Mention) -> bool:
    """Whether a date stands nearer to the trigger that gives the status than the one kept so far."""
    if frame.status_trigger is None or frame.year is None:
        return False
    at = frame.status_trigger.start
    return abs(date.start - at) < abs(frame.year.start - at)


def bare_count(reading: Reading, clause: Clause, items: list[Item]) -> tuple[Mention, Mention] | None:
    """ "Hanoi has signed for twelve": the goods named last, and how many of them the clause's verb moves.

    The goods may be the clause's only ones: "chose the M-984 vehicle and plans to buy 15".
    """
    for trigger in clause.triggers:
        number = _number_behind(reading, clause, trigger)
        if number is None:
            continue
        goods = _uncounted(items, trigger) if clause.equipment else _named_before(reading, clause)
        if goods is not None:
            data = {"value": int(number.value), "bound": number.bound, "per": False, "partitive": True}
            return goods, Mention("count", number.start, number.end, "", "count-bare", data)
    return None


def _number_behind(reading: Reading, clause: Clause, trigger: Mention) -> Number | None:
    """The whole number right behind an active verb, or behind a noun and "for", that nothing else follows."""
    start = trigger.end
    if trigger.label == "noun":
        if reading.keys[start : start + 1] != ["for"]:
            return None
        start += 1
    elif trigger.data["voice"] != "active":
        return None
    numbers = find_numbers(reading, start, min(clause.end, start + 2))
    number = numbers[0] if numbers and numbers[0].start == start else None
    if number is None or number.value != int(number.value) or _is_date(clause, number.start):
        return None
    return number if (reading.keys[number.end : number.end + 1] or ["."])[0] in _BARE_AFTER else None


def _uncounted(items: list[Item], trigger: Mention) -> Mention | None:
    only = items[0] if len(items) == 1 and items[0].designated and not items[0].counts else None
    return only.mention if only is not None and only.mention.end <= trigger.start else None


def _is_date(clause: Clause, i: int) -> bool:
    return any(m.start <= i < m.end for m in (*clause.dates, *clause.money))


def _named_before(reading: Reading, clause: Clause) -> Mention | None:
    """The one system named before a clause, in its sentence or the one before."""
    first = reading.sentences[max(0, clause.sentence - 1)].start
    named = [m for m in reading.within("equipment", first, clause.start) if m.data["designated"]]
    return named[-1] if named and not named[-1].data["ambiguous"] else None
