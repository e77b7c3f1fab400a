"""Parties of a deal that pronouns or nothing stand for: "awarded it a contract", "its purchase", "spent it on an order"."""

from __future__ import annotations

import itertools
from dataclasses import replace

from dealx.assembly.clauses import Clause
from dealx.assembly.frames import Roles, Slot, slot_of
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Reading

_OWNER_REACH = 5
_MEANS = frozenset("with on through by via in into".split())
_DETERMINERS = frozenset({"a", "an"})


def pronoun_object(knowledge: Knowledge, reading: Reading, clause: Clause, carried: Slot | None, roles: Roles) -> None:
    """ "said the Navy awarded it a contract": the pronoun after a verb of awarding is the one spoken of before."""
    for trigger in clause.triggers:
        if carried is None or trigger.label != "verb" or trigger.data["voice"] != "active" or trigger.end >= clause.end:
            continue
        role = knowledge.get("verb", trigger.id).get("indirect")
        if (
            role
            and reading.keys[trigger.end] in {"it", "them", "him", "us"}
            and (roles.subject is None or roles.subject.name != carried.name)
        ):
            roles.add(str(role), replace(carried, rule="role-pronoun"))


def pronoun_owner(knowledge: Knowledge, reading: Reading, clause: Clause, carried: Slot | None, roles: Roles) -> None:
    """ "Oslo confirmed its 24-launcher purchase": the possessive pronoun is the subject, or the one spoken of before."""
    owner = roles.subject or roles.speaker or carried
    if owner is None or owner.kind == "company":
        return
    for trigger in clause.triggers:
        role = knowledge.get(trigger.label, trigger.id).get("possessive") if trigger.label == "noun" else None
        before = reading.keys[max(clause.start, trigger.start - _OWNER_REACH) : trigger.start]
        if role in {"buyer", "seller", "approver"} and role not in roles.slots and {"its", "their"} & set(before):
            blamed = _blamed(reading, clause, trigger.start)
            roles.add(role, replace(blamed or owner, rule="role-pronoun"))


def silent_owner(knowledge: Knowledge, reading: Reading, clause: Clause, roles: Roles) -> None:
    """ "Oman spent 30 million on an order for 12 jets", "has 12 jets on order": a deal brought in by a preposition is the subject's."""
    if roles.subject is None or any(t.label == "verb" for t in clause.triggers):
        return
    for trigger in clause.triggers:
        role = knowledge.get(trigger.label, trigger.id).get("possessive")
        before = reading.keys[max(clause.start, trigger.start - _OWNER_REACH) : trigger.start]
        brought = before[-1:] == ["on"] or any(a in _MEANS and b in _DETERMINERS for a, b in itertools.pairwise(before))
        if role is not None and role not in roles.slots and brought and roles.subject.mention.end <= trigger.start:
            roles.add(str(role), replace(roles.subject, rule="role-owner"))
            return


def _blamed(reading: Reading, clause: Clause, end: int) -> Slot | None:
    """ "sanctions on Turkey over its purchase": after "over" the pronoun is the party named right before, not the subject."""
    for i in range(max(clause.start, end - _OWNER_REACH), end):
        if reading.keys[i] in {"its", "their"} and reading.keys[i - 1] == "over":
            named = [p for p in clause.parties if p.end <= i and p.data["kind"] == "state"]
            return slot_of(named[-1], "role-pronoun") if named else None
    return None
