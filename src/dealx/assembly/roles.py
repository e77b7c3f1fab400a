"""Who is who: gives each party of a clause the role that its place beside the triggers says.

A party's place is the preposition that governs it ("from Italy", "to the navy"), or the subject, the object right after
an active verb, a possessive ("Poland's purchase"), or an adjunct before a noun ("Navy contract", "Czech order"). The
trigger entries say which role each place means; passive verbs are turned round.
"""

from __future__ import annotations

from dataclasses import replace

from dealx.assembly.arrivals import arrival
from dealx.assembly.clauses import Clause
from dealx.assembly.frames import Roles, Slot, slot_of
from dealx.assembly.headings import heading, labelled, supplies
from dealx.assembly.places import (
    AUXILIARIES,
    coordinated,
    governors_of,
    is_place,
    is_reduced,
    is_speaker,
    names_home,
    only_skipped,
    qualifies_noun,
    right_before,
)
from dealx.assembly.pronouns import pronoun_object, pronoun_owner, silent_owner
from dealx.knowledge import Entry, Knowledge
from dealx.pipes.reading import Mention, Reading

_FUNCTION = AUXILIARIES | frozenset(
    (
        "and but or also then which who that whose while after before when as if because although though to"
        " not yet still with in on of the a an its their under than more last this year week month day earlier"
        " later at by from for however meanwhile"
    ).split()
)
_ROLE_NOUNS = frozenset(
    (
        "company firm manufacturer ministry government group maker contractor shipyard yard kingdom unit"
        " division subsidiary country nation service agency shipbuilder"
    ).split()
)
_FEELINGS = frozenset(
    "reaction reactions criticism pressure objection objections opposition protest protests warning warnings threats".split()
)
_FROM_REACH = 8
_LICENCE = "licence"
_GOODS = frozenset("they it these those both all".split())
_PRONOUNS = frozenset("it they he she we".split())


class RoleFinder:
    """Reads the roles of a clause."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def read(self, reading: Reading, clause: Clause, carried: Slot | None) -> Roles:
        """Roles in one clause; `carried` is the subject of the clause before, for pronouns and left-out subjects."""
        roles = Roles()
        if not clause.parties and not clause.triggers:
            return roles
        governors = governors_of(reading, clause)
        verbs = [t for t in clause.triggers if t.label == "verb"]
        self._subject(reading, clause, governors, verbs, carried, roles)
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

    # subjects

    def _subject(
        self,
        reading: Reading,
        clause: Clause,
        governors: list[str],
        verbs: list[Mention],
        carried: Slot | None,
        roles: Roles,
    ) -> None:
        first = verbs[0] if verbs else None
        party = self._subject_party(reading, clause, governors, first)
        if party is not None and is_speaker(reading, party):
            roles.speaker = slot_of(party, "speaker")
            party = None if first is None or first.start > party.end + 1 else party
        roles.subject = slot_of(party, "subject") if party is not None else None
        if (
            first is None
            and roles.subject is None
            and roles.speaker is None
            and carried is not None
            and reading.keys[clause.start - 1 : clause.start]
            in (["announced"], ["announces"], ["announcing"], ["confirmed"])
        ):
            roles.subject = replace(carried, rule="subject-carried")
        if (
            first is not None
            and roles.subject is None
            and carried is not None
            and self._left_out(reading, clause, first)
            and not self._goods_passed_on(reading, clause, first)
        ):
            roles.subject = replace(carried, rule="subject-carried")
        if party is not None:
            roles.beside = [
                slot_of(p, "subject")
                for p, q in zip(clause.parties[1:], clause.parties, strict=False)
                if q is party and coordinated(reading, q, p)
            ]
        self._finite_subjects(reading, clause, governors, verbs, roles)
        self._implied_subjects(reading, clause, governors, verbs, roles)

    def _finite_subjects(
        self, reading: Reading, clause: Clause, governors: list[str], verbs: list[Mention], roles: Roles
    ) -> None:
        """Each finite verb gives its role to the party right before it, else to the subject of the clause."""
        for verb in verbs:
            if is_reduced(reading, verb):
                continue
            own = next(
                (p for p, g in zip(clause.parties, governors, strict=True) if not g and right_before(reading, p, verb)),
                None,
            )
            subject = slot_of(own, "subject") if own is not None else roles.subject
            role = self._subject_role(reading, clause, verb)
            if subject is not None and role is not None and (own is not None or (not roles.slots and not roles.open)):
                for slot in (*_with_fellows(reading, clause, subject), subject):
                    roles.add(role, slot)

    def _implied_subjects(
        self, reading: Reading, clause: Clause, governors: list[str], verbs: list[Mention], roles: Roles
    ) -> None:
        """ "asked Germany to supply", "agreed to buy": an infinitive's subject stands before it, or is that of the clause."""
        for verb in verbs:
            if verb.data["tense"] not in {"infinitive", "gerund"}:
                continue
            role = self._subject_role(reading, clause, verb)
            own = next(
                (
                    p
                    for p, g in zip(clause.parties, governors, strict=True)
                    if (g in {"", "for"} and reading.keys[p.end : verb.start] == ["to"])
                    or _chooses_to(reading.keys[p.end : verb.start])
                ),
                None,
            )
            if role is not None and own is not None:
                roles.add(role, slot_of(own, "subject-of-infinitive"))
            elif role is not None and roles.subject is not None and not roles.slots and not roles.open:
                roles.add(role, roles.subject)
            elif (
                roles.subject is not None and verb.data["tense"] == "infinitive" and self._signs_to(clause, roles, role)
            ):
                roles.open.remove(roles.subject)
                roles.add(str(role), roles.subject)

    def _signs_to(self, clause: Clause, roles: Roles, role: str | None) -> bool:
        """ "signed an agreement with Belgium to buy 20 tanks", "to supply 20": whether the subject does it, not the other side."""
        if roles.subject not in roles.open or role not in {"buyer", "seller"}:
            return False
        homes = self.knowledge.with_kin({h for m in clause.equipment for h in self.knowledge.homes(m.data["systems"])})
        others = [s for s in roles.open if s is not roles.subject]
        return role == "buyer" or all(s.kind != "company" and s.code not in homes for s in others)

    def _subject_party(
        self, reading: Reading, clause: Clause, governors: list[str], first: Mention | None
    ) -> Mention | None:
        limit = first.start if first is not None else clause.end
        for party, governor in zip(clause.parties, governors, strict=True):
            if party.start >= limit:
                return None
            owner = party.end < len(reading.keys) and reading.keys[party.end] == "'s"
            if (
                governor
                or party.data["form"] in {"adjective"}
                or owner
                or (party.data["kind"] == "organ" and party.data["form"] == "leader")
                or any(m.start == party.end and _is_maker(party, m) for m in clause.equipment)
            ):
                continue
            if first is not None and qualifies_noun(reading, party, clause):
                continue
            return party
        return None

    @staticmethod
    def _left_out(reading: Reading, clause: Clause, first: Mention) -> bool:
        """Whether the clause's subject is a pronoun, a relative word, or missing."""
        head = reading.keys[clause.start : first.start]
        dated = {reading.keys[i] for d in clause.dates for i in range(d.start, d.end)}
        content = [k for k in head if k[0].isalpha() and k not in _FUNCTION and k not in dated and not k.endswith("ly")]
        if head[:1] == ["the"] and not content:  # "The first will be delivered": of the goods
            return False
        if reading.keys[clause.start] == "," and all(
            reading.words[i][0].isupper() for i in range(clause.start, first.start) if reading.keys[i] in content
        ):
            return True
        return (
            not content
            or content[0] in _PRONOUNS
            or bool(_ROLE_NOUNS.intersection(content))
            or ("that" in head and content[-1] in _PRONOUNS)
        )

    def _goods_passed_on(self, reading: Reading, clause: Clause, verb: Mention) -> bool:
        """ "They were delivered in 1986": the goods, not the party spoken of before."""
        return (
            verb.data["voice"] == "passive"
            and str(self.knowledge.get("verb", verb.id)["status"]) == "delivered"
            and bool(_GOODS.intersection(reading.keys[clause.start : verb.start]))
            and not any(m.start >= verb.end for m in clause.equipment)
        )

    def _subject_role(self, reading: Reading, clause: Clause, verb: Mention) -> str | None:
        entry = self.knowledge.get("verb", verb.id)
        if receives_deal(self.knowledge, clause, verb):
            return str(entry["deal_subject"])
        if verb.data["voice"] == "passive":
            return entry.get("indirect")
        return self._agent_role(reading, clause, entry)

    @staticmethod
    def _agent_role(reading: Reading, clause: Clause, entry: Entry) -> str | None:
        """The role of who does what a verb says; "leased" has another one where it says to whom, "built" with a licence."""
        if entry.get("making") and any(t.id == _LICENCE for t in clause.triggers):
            return "buyer"
        turned = "subject_to" in entry and "to" in governors_of(reading, clause)
        return entry["subject_to"] if turned else entry.get("subject")

    # other places

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
            return "seller" if own else self._signs(clause, trigger) or self._agent_role(reading, clause, entry)
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


def _chooses_to(gap: list[str]) -> bool:
    """ "on the back of Armenia choosing to buy the system": a gerund of will between a party and what it does."""
    return len(gap) == 2 and gap[0].endswith("ing") and gap[1] == "to"


def _of_feeling(reading: Reading, party: Mention) -> bool:
    """ "a negative reaction from the United States and NATO": what comes from there is no goods."""
    before = reading.keys[max(0, party.start - _FROM_REACH) : party.start]
    at = max((i for i, k in enumerate(before) if k == "from"), default=0)
    return at > 0 and before[at - 1] in _FEELINGS


def _with_fellows(reading: Reading, clause: Clause, subject: Slot) -> list[Slot]:
    """The parties joined by "and" before the last one of a subject: "Latvia and Estonia will buy"."""
    fellows: list[Slot] = []
    last = subject.mention
    for party in reversed(clause.parties):
        if party.end <= last.start and coordinated(reading, party, last):
            fellows.insert(0, slot_of(party, subject.rule))
            last = party
    return fellows


def _is_maker(party: Mention, goods: Mention) -> bool:
    """ "15 Terma Scanter radars": a name right before goods only tells whose they are."""
    return not goods.data["designated"] or party.data["kind"] == "company"


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
