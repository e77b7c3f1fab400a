"""Whether a trigger tells of a transfer in its clause, or of something else."""

from __future__ import annotations

from dealx.assembly.clauses import Clause
from dealx.assembly.frames import Roles
from dealx.assembly.prices import price_of
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Mention, Reading
from dealx.pipes.shapes import COUNTED

_GOODS_BEFORE = frozenset("all both they these".split())
_STANDS_FOR_GOODS = _GOODS_BEFORE | frozenset(
    "those it which that first second third last rest remainder half others batch shipment delivery consignment".split()
)
_FOR_REACH = 9
_DEAL_REACH, _GOODS_REACH, _ORDER_REACH = 12, 3, 24
_POSTED = frozenset(
    (
        "guard patrol deter exercise exercises drill drills deployment deployed reinforce evacuate enforce policing"
        " mission troops soldiers battlegroup escort assist home border borders"
    ).split()
)


class Fitness:
    """Tells which triggers of a clause count."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def has_its_deal(self, reading: Reading, clause: Clause, trigger: Mention) -> bool:
        """Whether a verb that tells of a transfer only with a deal beside it has one; asked before roles are read."""
        needs = self.knowledge.get(trigger.label, trigger.id).get("needs")
        if needs != "deal" or _has_deal(reading, clause, trigger):
            return True
        reading.leave_out(trigger, "it needs a deal beside it")
        return False

    def counts(self, reading: Reading, clause: Clause, trigger: Mention, roles: Roles) -> bool:
        """Whether a trigger tells of a transfer, given the roles of its clause; says why if it does not."""
        fits = self._fits(reading, clause, trigger, roles)
        if not fits:
            needs = self.knowledge.get(trigger.label, trigger.id).get("needs")
            reading.leave_out(trigger, f"it needs a {needs} beside it" if needs else "it tells of something else here")
        return fits

    def _fits(self, reading: Reading, clause: Clause, trigger: Mention, roles: Roles) -> bool:
        """Paying is a trigger only for a price, not damages or fines; sending only if somebody is sent to; blocking only a transfer."""
        entry = self.knowledge.get(trigger.label, trigger.id)
        needs = entry.get("needs")
        if entry.get("posts") and _posted(reading, clause):
            return False
        if trigger.label == "verb" and entry.get("subject") == "buyer" and _takeover(clause, trigger):
            return False
        if entry.get("subject") == "seller" and self._done_by_deal(reading, clause, trigger):
            return False
        if needs == "recipient":
            return "buyer" in roles.slots and not all(m.rule == COUNTED for m in clause.equipment)
        if needs == "transfer":
            return any(t is not trigger and t.id != trigger.id for t in clause.triggers)
        if entry.get("done"):
            return reading.keys[clause.start] in _GOODS_BEFORE and not any(
                e.data["designated"] for e in clause.equipment
            )
        if needs == "reference":
            return not clause.equipment or not any(e.data["designated"] for e in clause.equipment)
        arrives = trigger.label == "verb" and "subject" not in entry
        if arrives and not _goods_move(reading, clause, trigger):
            return False
        if arrives and clause.opener in {"which", "that"}:
            return any(
                0 <= clause.start - m.end <= 2 for m in reading.within("equipment", clause.start - 9, clause.start)
            )
        if needs == "goods":
            return _for_goods(reading, clause, trigger)
        return needs != "price" or not clause.money or price_of(clause) is not None

    def _done_by_deal(self, reading: Reading, clause: Clause, verb: Mention) -> bool:
        """ "The contract also provides parts": what a deal provides for is not yet supplied."""
        deals = [
            t
            for t in clause.triggers
            if t.label == "noun" and t.end <= verb.start and self.knowledge.get("noun", t.id).get("deal")
        ]
        between = reading.keys[deals[-1].end : verb.start] if deals else ["-"]
        return verb.label == "verb" and verb.data["voice"] == "active" and set(between) <= {"also", "will", "further"}


def _posted(reading: Reading, clause: Clause) -> bool:
    """Whether a clause tells of forces that go somewhere themselves: "20 tanks and 400 troops to Latvia", "to escort tankers"."""
    parties = (p for p in clause.parties if p.data["kind"] != "organ")
    named = {i for m in (*clause.equipment, *parties) for i in range(m.start, m.end)}
    return any(reading.keys[i] in _POSTED and i not in named for i in range(clause.start, clause.end))


def _has_deal(reading: Reading, clause: Clause, verb: Mention) -> bool:
    """ "won a contract", "secured 30 million": a deal or a sum beside a verb whose own object is no goods ("won 12 jets").

    A participle behind a comma speaks of the deal before it: "an order for 48 guns, placed in 2023".
    """
    first = clause.start if verb.data["voice"] == "passive" else max(clause.start, verb.end - _DEAL_REACH)
    if reading.keys[verb.start - 1] == ",":
        first = max(reading.sentences[clause.sentence].start, verb.start - _ORDER_REACH)
    nouns = [t for t in reading.within("triggers", first, clause.end) if t.label == "noun" and t.start >= first]
    object_ = [m for m in clause.equipment if 0 <= m.start - verb.end <= _GOODS_REACH]
    if object_ and nouns and nouns[0].start > object_[0].end + _GOODS_REACH:
        return False
    return bool(nouns) or any(0 <= m.start - verb.end <= 3 for m in clause.money)


def _goods_move(reading: Reading, clause: Clause, verb: Mention) -> bool:
    """ "All six have arrived", not "Inflation reached 290 per cent": what arrives is goods, or a word that stands for them."""
    before = reading.keys[clause.start : verb.start]
    named = any(m.start < verb.start for m in (*clause.equipment, *clause.cues, *clause.counts))
    return named or bool(_STANDS_FOR_GOODS.intersection(before))


def _for_goods(reading: Reading, clause: Clause, verb: Mention) -> bool:
    """ "came back in 2010 for 38 reload missiles": counted goods after "for" behind the verb."""
    counts = [c for c in clause.counts if verb.end < c.start <= verb.end + _FOR_REACH]
    return any("for" in reading.keys[verb.end : c.start][-2:] for c in counts)


def _takeover(clause: Clause, verb: Mention) -> bool:
    """ "agreed to buy Expal of Spain, a maker of shells": what is bought is a company, not its goods."""
    bought = next((p for p in clause.parties if p.data["kind"] == "company" and p.start == verb.end), None)
    return (
        bought is not None
        and verb.data["voice"] == "active"
        and not any(0 <= m.start - bought.end <= 2 for m in clause.equipment)
    )
