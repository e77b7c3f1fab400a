"""Who is who: gives each party of a clause the role that its place beside the triggers says.

A party's place is the preposition that governs it ("from Italy", "to the navy"), or the subject, the object right after
an active verb, a possessive ("Poland's purchase"), or an adjunct before a noun ("Navy contract", "Czech order"). The
trigger entries say which role each place means; passive verbs are turned round.
"""

from __future__ import annotations

from dealx.assembly.arrivals import arrival
from dealx.assembly.clauses import Clause
from dealx.assembly.dealings import deal_goes, receives_deal
from dealx.assembly.frames import Roles, Slot, slot_of
from dealx.assembly.headings import heading, labelled, supplies
from dealx.assembly.places import (
    governors_of,
    is_place,
    names_home,
    only_skipped,
)
from dealx.assembly.pronouns import pronoun_object, pronoun_owner, silent_owner
from dealx.assembly.subjects import SubjectFinder, agent_role
from dealx.knowledge import Entry, Knowledge
from dealx.pipes.reading import Mention, Reading

_FEELINGS = frozenset(
    "reaction reactions criticism pressure objection objections opposition protest protests warning warnings threats".split()
)
_FROM_REACH = 8


class RoleFinder:
    """Reads the roles of a clause."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.subjects = SubjectFinder(knowledge)

    def read(self, reading: Reading, clause: Clause, carried: Slot | None) -> Roles:
        """Roles in one clause; `carried` is the subject of the clause before, for pronouns and left-out subjects."""
        roles = Roles()
        if not clause.parties and not clause.triggers:
            return roles
        governors = governors_of(reading, clause)
        verbs = [t for t in clause.triggers if t.label == "verb"]
        self.subjects.read(reading, clause, governors, verbs, carried, roles)
        for party, governor in zip(clause.parties, governors, strict=True):
            if party.data["kind"] == "organ" and party.data["form"] not in {"government", "service", "agency"}:
                continue
            if (
                party.data["kind"] == "organ"
                and "-" in reading.keys[party.end : party.end + 1] + reading.keys[party.start - 1 : party.start]
            ):
                continue
            if any(names_home(reading, party, other) for other in clause.parties):
                continue
            if any(v.start == party.end + 1 and v.data["tense"] == "infinitive" for v in verbs) and governor == "for":
                continue
            label = labelled(reading, clause, party)
            if label is not None:
                roles.add(label, slot_of(party, "role-label"))
            elif roles.subject is None or party is not roles.subject.mention:
                self._place(reading, clause, party, governor, roles)
        pronoun_object(self.knowledge, reading, clause, carried, roles)
        pronoun_owner(self.knowledge, reading, clause, carried, roles)
        silent_owner(self.knowledge, reading, clause, roles)
        arrival(reading, clause, roles)
        heading(self.knowledge, reading, clause, carried, roles)
        return roles

    def _place(self, reading: Reading, clause: Clause, party: Mention, governor: str, roles: Roles) -> None:
        rule = governor or "object"
        role = (
            self._by_preposition(reading, clause, party, governor) if governor else self._bare(reading, clause, party)
        )
        if role is not None:
            roles.add(role, slot_of(party, f"role-{rule}"))

    def _by_preposition(self, reading: Reading, clause: Clause, party: Mention, governor: str) -> str | None:
        if is_place(reading, party):
            return None
        if governor == "to" and supplies(reading, party):
            return "buyer"
        if governor == "benefit":
            return "buyer" if clause.triggers and party.data["kind"] != "company" else None
        before = [t for t in clause.triggers if t.end <= party.start]
        nouns = [t.start for t in before if t.label == "noun" and "by" in self.knowledge.get("noun", t.id)]
        passive = [
            t
            for t in before
            if governor == "by" and t.data["voice"] == "passive" and (not nouns or nouns[-1] < t.start)
        ]
        for trigger in (*reversed(passive), *reversed(before)):
            role = self._role_at(reading, clause, trigger, governor, party)
            if role is not None:
                return role
        after = [
            t for t in clause.triggers if t.start >= party.end and t.label == "verb" and governor in {"for", "from"}
        ]
        if after and governor == "for" and not before:
            return "buyer" if party.data["kind"] != "company" else None
        if after and not before and any(m.end in {party.start - 1, party.start - 2} for m in clause.equipment):
            return self._source_role(after[0])
        return None

    def _source_role(self, verb: Mention) -> str | None:
        """ "12 tanks from France were delivered to Mali": who supplies the goods of a passive verb."""
        entry = self.knowledge.get("verb", verb.id)
        supplies = "seller" in {entry.get("subject"), entry.get("from")} and verb.data["voice"] == "passive"
        return "seller" if supplies else None

    def _role_at(self, reading: Reading, clause: Clause, trigger: Mention, governor: str, party: Mention) -> str | None:
        entry = self.knowledge.get(trigger.label, trigger.id)
        if trigger.label == "verb" and governor == "by" and trigger.data["voice"] == "passive":
            own = entry.get("indirect") == "seller" and party.data["kind"] == "company"
            return "seller" if own else self._signs(clause, trigger) or agent_role(reading, clause, entry)
        if governor == "from" and _of_feeling(reading, party):
            return None
        if governor == "for" and party.data["kind"] == "company":
            return None
        if governor in {"from", "by"} and receives_deal(self.knowledge, clause, trigger):
            return "buyer"
        if governor == "to" and deal_goes(self.knowledge, clause, trigger):
            return str(entry["deal_to"])
        role = entry.get(governor)
        if governor == "to" and entry.get("deal") and trigger.label == "noun" and party.start - trigger.end > 5:
            return None
        if role == "either" and reading.keys[trigger.start - 1] == "on":  # "on order from Finland"
            return "seller"
        if role == "either":
            return self._either(clause, party)
        return role if role != "system" else None

    def _signs(self, clause: Clause, verb: Mention) -> str | None:
        """ "A lease on two frigates was signed by Egypt": who signs has the side that the noun gives to whom it is "by"."""
        first = clause.triggers[0]
        if first.label != "noun" or self.knowledge.get("verb", verb.id).get("subject") != "party":
            return None
        role = self.knowledge.get("noun", first.id).get("by")
        return str(role) if role in {"buyer", "seller"} else None

    def _either(self, clause: Clause, party: Mention) -> str:
        """ "An order from X": X places it where somebody wins it, fills it where somebody places it."""
        for trigger in clause.triggers:
            entry = self.knowledge.get(trigger.label, trigger.id)
            if trigger.label == "verb" and (entry.get("from") == "buyer" or "deal_subject" in entry):
                return "buyer"
        if party.data["kind"] != "company" and any(
            p.data["kind"] == "company" and p.start < party.start for p in clause.parties
        ):
            return "buyer"
        return "seller" if party.data["kind"] == "company" else "either"

    def _bare(self, reading: Reading, clause: Clause, party: Mention) -> str | None:
        if party.data["kind"] == "company" and any(m.start == party.end for m in clause.equipment):
            return None
        for trigger in clause.triggers:
            entry = self.knowledge.get(trigger.label, trigger.id)
            if (
                trigger.label == "verb"
                and trigger.data["voice"] == "active"
                and 0 <= party.start - trigger.end <= 2
                and "indirect" in entry
                and only_skipped(reading, trigger.end, party.start)
            ) or ("indirect" in entry and _second_object(reading, clause, trigger, party)):
                return str(entry["indirect"])
        if (
            reading.keys[party.start - 1 : party.start] == ["("]
            and reading.keys[party.end : party.end + 1] in (["["], [")"], [","])
            and "sales" in reading.keys[max(0, party.start - 4) : party.start]
        ):
            return "buyer"
        if self._gets_delivered(reading, clause, party):
            return "buyer"
        noun = next((t for t in clause.triggers if t.label == "noun" and t.start >= party.end), None)
        if noun is None or noun.start - party.end > 9:
            return None
        entry = self.knowledge.get("noun", noun.id)
        between = reading.keys[party.end : noun.start]
        if {
            "by",
            "to",
            "from",
            "with",
            "for",
            "of",
            "that",
            ",",
            "said",
            "has",
            "have",
            "will",
            "is",
            "are",
        }.intersection(between):
            return None
        if between[:1] == ["'s"]:
            return entry.get("possessive")
        if any(v.start >= party.end and v.start < noun.start for v in clause.triggers if v.label == "verb"):
            return None
        return self._adjunct_role(party, entry)

    def _gets_delivered(self, reading: Reading, clause: Clause, party: Mention) -> bool:
        """ "Mali's 12 tanks were delivered from France": goods of somebody that are delivered to nobody else."""
        verb = next((t for t in clause.triggers if t.start >= party.end and t.data["voice"] == "passive"), None)
        if verb is None or verb.label != "verb" or reading.keys[party.end : party.end + 1] != ["'s"]:
            return False
        ours = any(party.end < m.start <= party.end + 4 and m.end <= verb.start for m in clause.equipment)
        delivered = self.knowledge.get("verb", verb.id).get("delivery", False)
        return bool(ours and delivered) and "to" not in reading.keys[verb.end : clause.end]

    @staticmethod
    def _adjunct_role(party: Mention, entry: Entry) -> str | None:
        if party.data["form"] == "adjective":
            return entry.get("adjective")
        if party.data["kind"] == "company":
            return "seller"
        return "buyer" if entry.get("deal") else entry.get("adjunct", entry.get("adjective"))


def _second_object(reading: Reading, clause: Clause, verb: Mention, party: Mention) -> bool:
    """ "sold Mali 12 helicopters and Armenia six fighters": a party that gets a number of its own like the one before it."""
    first = any(p.start < party.start and 0 <= p.start - verb.end <= 2 for p in clause.parties)
    return (
        first
        and verb.label == "verb"
        and reading.keys[party.start - 1] == "and"
        and any(c.start == party.end for c in clause.counts)
    )


def _of_feeling(reading: Reading, party: Mention) -> bool:
    """ "a negative reaction from the United States and NATO": what comes from there is no goods."""
    before = reading.keys[max(0, party.start - _FROM_REACH) : party.start]
    at = max((i for i, k in enumerate(before) if k == "from"), default=0)
    return at > 0 and before[at - 1] in _FEELINGS
