"""Deals that move where goods could: "received a contract for radars", "the order went to Saab"."""

from __future__ import annotations

from dealx.assembly.clauses import Clause
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Mention


def receives_deal(knowledge: Knowledge, clause: Clause, verb: Mention) -> bool:
    """Whether what is received is a deal ("received a contract for radars"), not the equipment itself."""
    if verb.label != "verb" or "deal_subject" not in knowledge.get("verb", verb.id):
        return False
    if knowledge.get("verb", verb.id).get("deal_voice", verb.data["voice"]) != verb.data["voice"]:
        return False
    if any(0 <= m.data["begin"] - verb.end <= 2 for m in clause.money):
        return True
    nouns = [
        t
        for t in clause.triggers
        if t.label == "noun"
        and t.start >= verb.end
        and (knowledge.get("noun", t.id).get("deal") or knowledge.get("noun", t.id).get("contract"))
    ]
    goods = [m for m in clause.equipment if m.start >= verb.end and m.data["designated"]]
    return bool(nouns) and nouns[0].start - verb.end <= 14 and (not goods or nouns[0].start < goods[0].start + 6)


def deal_goes(knowledge: Knowledge, clause: Clause, verb: Mention) -> bool:
    """ "The order for six jets went to Saab": whether a deal goes to somebody, not the goods it is for."""
    first = next(iter(clause.triggers), verb)
    if "deal_to" not in knowledge.get(verb.label, verb.id) or first.label != "noun":
        return False
    entry = knowledge.get("noun", first.id)
    return bool(entry.get("deal") or entry.get("contract")) and all(m.start >= first.end for m in clause.equipment)
