"""The grammatical subject of a clause, and the roles that verbs give to their subjects."""

from __future__ import annotations

from dataclasses import replace

from dealx.assembly.clauses import Clause
from dealx.assembly.dealings import receives_deal
from dealx.assembly.frames import Roles, Slot, slot_of
from dealx.assembly.places import (
    AUXILIARIES,
    coordinated,
    governors_of,
    is_reduced,
    is_speaker,
    qualifies_noun,
    right_before,
)
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
_LICENCE = "licence"
_GOODS = frozenset("they it these those both all".split())
_PRONOUNS = frozenset("it they he she we".split())


class SubjectFinder:
    """Reads the subjects of a clause."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def read(
        self,
        reading: Reading,
        clause: Clause,
        governors: list[str],
        verbs: list[Mention],
        carried: Slot | None,
        roles: Roles,
    ) -> None:
        """Sets the subject and the speaker of a clause, and adds the roles that its verbs give to their subjects."""
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
        return agent_role(reading, clause, entry)


def agent_role(reading: Reading, clause: Clause, entry: Entry) -> str | None:
    """The role of who does what a verb says; "leased" has another one where it says to whom, "built" with a licence."""
    if entry.get("making") and any(t.id == _LICENCE for t in clause.triggers):
        return "buyer"
    turned = "subject_to" in entry and "to" in governors_of(reading, clause)
    return entry["subject_to"] if turned else entry.get("subject")


def _chooses_to(gap: list[str]) -> bool:
    """ "on the back of Armenia choosing to buy the system": a gerund of will between a party and what it does."""
    return len(gap) == 2 and gap[0].endswith("ing") and gap[1] == "to"


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
