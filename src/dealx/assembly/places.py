"""Where a party stands in its clause: after which preposition, before which verb, in which list."""

from __future__ import annotations

from dealx.assembly.clauses import Clause
from dealx.pipes.reading import Mention, Reading

_PREPOSITIONS = frozenset(
    (
        "from to by with for between of in at on near under against over via through into inside across off"
        " around toward towards among alongside like than including aboard after before behind beyond"
    ).split()
)
_SKIPPED = frozenset(
    (
        "the a an its their his her our new own other neighbouring neighboring fellow both state - 's unit"
        " division subsidiary company firm group contractor maker manufacturer giant shipbuilder shipyard yard"
        " ally allies neighbour neighbor rival customer nation country then as many some unnamed an-other joint venture consortium led"
    ).split()
)
_MOVED = frozenset(
    (
        "deployed moved flown flew returned fled headed travelled traveled next related linked owing according"
        " opposed loyal prior threat threats respond response answer visit visits trip access key danger belongs"
    ).split()
)
_RELATED = frozenset("neighbour neighbor ally rival".split())
_BENEFIT = frozenset("support behalf benefit use".split())
_PLACES = [
    [noun]
    for noun in (
        "border borders coast capital city town village airport port province region island islands waters airspace"
        " soil territory sea front frontier"
    ).split()
]
AUXILIARIES = frozenset(
    (
        "has have had is are was were be been being will would could may might can also now yesterday today"
        " then first already never not recently jointly each both all"
    ).split()
)
_SAYING = frozenset("said says say announced announces confirmed reported told added stated".split())


def governors_of(reading: Reading, clause: Clause) -> list[str]:
    """For each party of the clause the preposition that governs it, "" for none; lists share their first one's."""
    found: list[str] = []
    for index, party in enumerate(clause.parties):
        own = _governor(reading, clause, party.start)
        if not own and index and coordinated(reading, clause.parties[index - 1], party):
            own = found[-1]
        found.append(own)
    return found


def _governor(reading: Reading, clause: Clause, start: int) -> str:
    for i in range(start - 1, max(clause.start, start - 7) - 1, -1):
        key = reading.keys[i]
        if key == "to" and i and reading.keys[i - 1] in _MOVED:
            return "toward"
        if key in _PREPOSITIONS:
            if key == "of" and i and reading.keys[i - 1] in _BENEFIT:
                return "benefit"
            if key == "of" and i and reading.keys[i - 1] in {"government", "republic", "kingdom"}:
                return _governor(reading, clause, i - 1)
            return key
        party = next((m for m in clause.parties if m.start <= i < m.end), None)
        if key not in _SKIPPED and (party is None or _apart(party, start)):
            return ""
    return ""


def _apart(party: Mention, start: int) -> bool:
    """ "After the fall of Kuwait Washington ...": two names side by side have nothing to do with each other."""
    return party.end == start and party.data["kind"] == "state" and party.data["form"] == "name"


def names_home(reading: Reading, party: Mention, company: Mention) -> bool:
    """ "Turkey's Roketsan", "Canberra's neighbour Wellington": a state that only says whose a party is."""
    related = company.data["kind"] == "state" and _RELATED.intersection(reading.keys[party.end : company.start])
    return (
        party.data["kind"] == "state"
        and (company.data["kind"] == "company" or bool(related))
        and party.end <= company.start <= party.end + 4
        and (party.data["form"] == "adjective" or reading.keys[party.end : party.end + 1] == ["'s"])
        and only_skipped(reading, party.end, company.start)
    )


def coordinated(reading: Reading, first: Mention, second: Mention) -> bool:
    """Whether two parties are joined by "and", "or" or a comma."""
    gap = reading.keys[first.end : second.start]
    return 0 < len(gap) <= 3 and set(gap) <= {"and", ",", "the", "or", "&"}


def right_before(reading: Reading, party: Mention, verb: Mention) -> bool:
    """Whether only auxiliaries and adverbs stand between a party and a verb."""
    gap = reading.keys[party.end : verb.start]
    return (
        party.end <= verb.start
        and len(gap) <= 4
        and party.data["form"] != "adjective"
        and all(k in AUXILIARIES or k.endswith("ly") for k in gap)
    )


def only_skipped(reading: Reading, start: int, end: int) -> bool:
    """Whether tokens start to end only introduce the name after them: articles, "its", "neighbouring", "shipbuilder"."""
    return all(k in _SKIPPED for k in reading.keys[start:end])


def qualifies_noun(reading: Reading, party: Mention, clause: Clause) -> bool:
    """ "Navy contract", "Taiwan arms sale": a name that only qualifies the noun after it."""
    after = party.end
    return any(
        t.label == "noun"
        and after <= t.start <= after + 2
        and not ({",", *AUXILIARIES}.intersection(reading.keys[after : t.start]))
        and reading.keys[after : t.start] != ["'s"]
        for t in clause.triggers
    ) and not any(t.label == "verb" and after <= t.start <= after + 1 for t in clause.triggers)


def is_place(reading: Reading, party: Mention) -> bool:
    """ "to the Russian border", "the Samoan Islands": an adjective of a state that tells where, not whom."""
    return party.data["form"] == "adjective" and reading.keys[party.end : party.end + 1] in _PLACES


def is_speaker(reading: Reading, party: Mention) -> bool:
    """Whether a verb of saying follows the party: "the Navy said"."""
    return party.end < len(reading.keys) and reading.keys[party.end] in _SAYING


def is_reduced(reading: Reading, verb: Mention) -> bool:
    """Whether a verb has no subject of its own: infinitives, gerunds, and passives without an auxiliary."""
    if verb.data["tense"] in {"gerund", "infinitive"}:
        return True
    return verb.data["voice"] == "passive" and not any(
        k in {"is", "are", "was", "were", "be", "been", "being", "get", "got", "gets"}
        for k in reading.keys[max(0, verb.start - 4) : verb.start]
    )
