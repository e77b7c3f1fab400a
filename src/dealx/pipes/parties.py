"""Mentions of parties: states by any of their names, services and ministries, organisations, companies known and unknown.

`data`: `kind` (state, company, organisation, organ), `name`, `code` (home state), `form` (name, adjective, seat, organ,
people, leader, possessive ...). An `organ` that names no state ("the Navy") is left for assembly to resolve.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from functools import partial

from dealx.knowledge import Knowledge, Phrase
from dealx.knowledge.phrases import Hit
from dealx.pipes.dates import DAY_NAMES, MONTH_NAMES
from dealx.pipes.reading import Component, Mention, Reading
from dealx.pipes.spelling import cased_alike

_TAILS = frozenset(
    (
        "inc corp corporation co company ltd limited plc llc ag sa spa gmbh ab asa as nv bv oyj se lp jsc"
        " pjsc ojsc kk pty pte srl s.p.a. s.a. l.l.c. l.p. n.v. incorporated"
    ).split()
)
_ACTING = frozenset(
    "said has have had will would is was are were may might can could got bought took chose sought spent wants plans".split()
)
_TAIL_ONLY = frozenset(
    ("inc corp corporation ltd limited plc llc ag gmbh oyj jsc pjsc pty incorporated asa co s.p.a. s.a. l.l.c.").split()
)
_OPENING_WORDS = frozenset(
    "when while as after before since if but then at yet so now also although though once".split()
)
_COMPANY_WORDS = frozenset(
    (
        "Industries Shipyard Shipyards Shipbuilding Aerospace Aviation Systems Technologies Defence Defense"
        " Helicopters Dynamics Aeronautics Armaments Ordnance Arsenal Dockyard Works"
    ).split()
)
_FIRM_NOUNS = frozenset(
    (
        "shipbuilder firm company group manufacturer maker giant contractor shipyard yard conglomerate"
        " armsmaker gunmaker dronemaker planemaker developer supplier"
    ).split()
)
_FIRM_ADJECTIVES = frozenset(
    (
        "'s defence defense arms state - owned aerospace drone missile aircraft private weapons military shipbuilding"
    ).split()
)
_FIRM_VERBS = frozenset(
    (
        "won wins has got gets will signed signs is said supplied delivers delivered bagged secured landed"
        " sold offered beat was"
    ).split()
)
_REBELS = frozenset("rebels insurgents guerrillas guerillas separatists militias mujahideen mujahedin".split())
_CALENDAR = frozenset(MONTH_NAMES + DAY_NAMES)
_AFTER_NAME = frozenset("has have had is was will would to in for of from and with by at on said that as".split())
_BETWEEN = frozenset("of the republic kingdom national royal federal land state new".split())
_ORGAN_GAP = frozenset("royal national federal imperial own new".split())


class PartyFinder(Component):
    """Marks mentions of parties as `doc.spans["dealx_parties"]`."""

    groups = ("parties",)

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def read(self, reading: Reading) -> None:
        hits = [
            m
            for hit in self.knowledge.parties.find(reading.keys, reading.spaced, partial(self._fits, reading))
            if (m := self._mention(reading, hit)) is not None
        ]
        hits = _rebels(reading, _join_organs(reading, hits))
        hits = _with_tails(reading, hits) + _unknown_companies(reading, hits) + _companies_of_states(reading, hits)
        reading.mentions["parties"] = _with_homes(reading, sorted(hits, key=lambda m: m.start))

    @staticmethod
    def _fits(reading: Reading, hit: Hit) -> bool:
        words = reading.words[hit.start : hit.end]
        return any(cased_alike(words, p.alias) for p in hit.payloads)

    def _mention(self, reading: Reading, hit: Hit) -> Mention | None:
        words = reading.words[hit.start : hit.end]
        fitting = [
            p
            for p in hit.payloads
            if cased_alike(words, p.alias) and (p.kind == "organ" or not words[0].islower() or p.alias[0].islower())
        ]
        if not fitting or _inside_word(reading, hit):
            return None
        if _is_country(hit) and (
            reading.keys[hit.start - 1 : hit.start] != ["the"] or reading.keys[hit.end : hit.end + 1] == ["'s"]
        ):
            return None
        if (
            reading.keys[hit.start] == "military"
            and hit.end == hit.start + 1
            and not _acts(reading, hit.end)
            and not _owned(reading, hit.start)
        ):
            return None
        phrase = min(fitting, key=lambda p: (not self._exists(p, reading.today), p.ambiguous, p.kind == "organ"))
        if phrase.ambiguous and not self._plain_context(reading, hit, phrase):
            return None
        return Mention(
            "party", hit.start, hit.end, phrase.id, f"{phrase.kind}-{phrase.form}", self._data(reading, hit, phrase)
        )

    def _exists(self, phrase: Phrase, today: dt.date | None) -> bool:
        """Whether a state existed at the article's date: "Moscow" of 1987 is the Soviet Union's, not Russia's."""
        if phrase.kind != "state" or today is None:
            return True
        entry = self.knowledge.get("state", phrase.id)
        return int(entry.get("since", 0)) <= today.year <= int(entry.get("until", 9999))

    def _data(self, reading: Reading, hit: Hit, phrase: Phrase) -> dict[str, object]:
        if phrase.kind == "organ":
            capital = reading.words[hit.start][0].isupper()
            return {"kind": "organ", "name": None, "code": None, "form": phrase.form, "capital": capital}
        entry = self.knowledge.get(phrase.kind, phrase.id)
        if phrase.kind == "state":
            return {"kind": "state", "name": entry["name"], "code": entry.get("code", phrase.id), "form": phrase.form}
        said = reading.phrase(hit.start, hit.end)
        short = said.isupper() and (_is_acronym(said, entry["name"]) or len(said) < 4 or len(said.split()) > 1)
        name = said if phrase.kind == "company" and not short else entry["name"]
        return {"kind": phrase.kind, "name": name, "code": entry.get("country"), "form": "name"}

    def _names_state(self, key: str) -> bool:
        node = self.knowledge.parties.root.get(key, {})
        return any(p.kind == "state" for p in node.get("", ()))

    def _may_hold(self, reading: Reading, at: int) -> bool:
        """Whether a word may be a town before the name of its state: "Atlanta, Georgia", but not "In May, Georgia ..."."""
        word = reading.words[at]
        return word[0].isupper() and reading.keys[at] not in _CALENDAR and not self._names_state(reading.keys[at])

    def _plain_context(self, reading: Reading, hit: Hit, phrase: Phrase) -> bool:
        """Whether an ambiguous name stands where a party stands: not after a first name, nor in "Atlanta, Georgia"."""
        before = reading.words[hit.start - 1] if hit.start else ""
        after = reading.words[hit.end] if hit.end < len(reading.words) else ""
        if phrase.kind == "company":
            return (
                after.lower() in _TAILS
                or after in _COMPANY_WORDS
                or after in {"'s", "<"}
                or (phrase.alias.isupper() and reading.words[hit.start].isupper())
            )
        if (before == "," and self._may_hold(reading, hit.start - 2)) or (
            before[:1].isupper()
            and hit.start > 1
            and before.lower() not in _OPENING_WORDS | {"the", "to", "for", "from", "with", "by", "and", "in", "of"}
        ):
            return False
        return not (after[:1].isupper() and after.lower() not in {"and"}) and after not in {"Tech"}


def _is_country(hit: Hit) -> bool:
    """Whether the phrase is "country", "kingdom" and the like, which stand for a state only with "the"."""
    return any(p.kind == "organ" and p.id == "country" for p in hit.payloads)


def _acts(reading: Reading, i: int) -> bool:
    """ "The Chadian military received ten tanks": a verb follows, so that "military" is a noun."""
    return i < len(reading.keys) and (reading.keys[i] in _ACTING or reading.keys[i].endswith("ed"))


def _owned(reading: Reading, i: int) -> bool:
    """Whether a noun is somebody's or "the" one, and does not qualify the word after it."""
    before, after = reading.words[i - 1 : i], reading.keys[i + 1 : i + 2]
    return (
        bool(before)
        and (before[0] in {"the", "its", "'s"} or before[0][:1].isupper())
        and bool(after)
        and (after[0] in _AFTER_NAME or not after[0].isalpha())
    )


def _is_acronym(short: str, name: str) -> bool:
    initials = "".join(w[0] for w in name.split() if w[0].isupper())
    return short.startswith(initials) or initials.startswith(short)


def _inside_word(reading: Reading, hit: Hit) -> bool:
    return bool(hit.start and not reading.spaced[hit.start - 1] and reading.words[hit.start - 1].isalnum())


def _join_organs(reading: Reading, hits: list[Mention]) -> list[Mention]:
    """ "Turkish" + "navy", "Poland's" + "ministry of defence", "government" of "Romania": one mention of the state."""
    joined: list[Mention] = []
    for m in hits:
        last = joined[-1] if joined else None
        if last is not None and _organ_of(reading, last, m):
            last.end, last.data["form"] = m.end, "organ"
        elif (
            last is not None
            and last.data["kind"] == "organ"
            and m.data["kind"] == "state"
            and _of(reading, last.end, m.start)
        ):
            joined[-1] = Mention("party", last.start, m.end, m.id, "organ-of-state", m.data | {"form": "organ"})
        elif last is not None and last.data["kind"] == m.data["kind"] == "organ" and m.start - last.end <= 1:
            last.end = m.end
        else:
            joined.append(m)
    return joined


def _rebels(reading: Reading, hits: list[Mention]) -> list[Mention]:
    """ "Haitian rebels" are a party of their own, and not their state."""
    for m in hits:
        if (
            m.data["kind"] == "state"
            and m.data["form"] in {"name", "adjective"}
            and reading.keys[m.end : m.end + 1]
            and reading.keys[m.end] in _REBELS
        ):
            m.end, m.rule, m.id = m.end + 1, "rebels", ""
            m.data = {"kind": "organisation", "name": reading.phrase(m.start, m.end), "code": None, "form": "name"}
    return hits


def _organ_of(reading: Reading, state: Mention, organ: Mention) -> bool:
    if (
        state.data["kind"] != "state"
        or organ.data["kind"] != "organ"
        or (organ.data["form"] == "leader" and state.data["form"] == "seat")
    ):
        return False
    gap = [w.lower() for w in reading.words[state.end : organ.start]]
    return len(gap) <= 2 and all(w == "'s" or w in _ORGAN_GAP or w == "-" for w in gap)


def _of(reading: Reading, start: int, end: int) -> bool:
    gap = [w.lower() for w in reading.words[start:end]]
    return (
        bool(gap)
        and gap[0] in {"of", "for"}
        and all(w in _BETWEEN or w == "of" for w in gap[1:])
        and len(gap) <= 6
        and gap[0] == "of"
    )


def _with_tails(reading: Reading, hits: list[Mention]) -> list[Mention]:
    for m in hits:
        if m.data["kind"] == "company":
            while m.end < len(reading.words) and reading.keys[m.end] in _TAILS and reading.words[m.end][0].isupper():
                m.end += 1 + (
                    m.end + 1 < len(reading.words) and reading.words[m.end + 1] == "." and not reading.spaced[m.end]
                )
    return hits


def _unknown_companies(reading: Reading, hits: list[Mention]) -> list[Mention]:
    """Capitalised words before a legal tail: `S.P.I. Suspension and Parts Industries Ltd`, `Insitu Inc.`"""
    taken = {i for m in hits if m.data["kind"] != "organ" for i in range(m.start, m.end)}
    found = []
    for i in [i for i, key in enumerate(reading.keys) if i and key in _TAIL_ONLY]:
        if i in taken or not reading.words[i][0].isupper():
            continue
        end = i - 1 if reading.words[i - 1] == "," else i
        start = _name_start(reading, end, taken)
        known = next(
            (m for m in hits if m.data["kind"] == "company" and start < end and _runs_on(reading, m, start)), None
        )
        if known is not None:
            start = known.start
            hits.remove(known)
        if start < end:
            tail = (
                i + 2 if i + 1 < len(reading.words) and reading.words[i + 1] == "." and not reading.spaced[i] else i + 1
            )
            name = reading.phrase(start, end)
            found.append(
                Mention(
                    "party",
                    start,
                    tail,
                    "",
                    "company-tail",
                    {"kind": "company", "name": name, "code": None, "form": "name"},
                )
            )
    return found


def _runs_on(reading: Reading, company: Mention, start: int) -> bool:
    """Whether a name goes on at token `start`: "General Dynamics - OTS Inc."."""
    return company.end == start or (company.end == start - 1 and reading.words[company.end] in {"-", "—"})


def _companies_of_states(reading: Reading, hits: list[Mention]) -> list[Mention]:
    """The companies of "Spain's Escribano won", "the Finnish firm Sisu": a state's name, a name, a firm noun or verb."""
    taken = {i for m in hits for i in range(m.start, m.end)}
    found = []
    for state in (m for m in hits if m.data["kind"] == "state" and m.data["form"] in {"name", "adjective"}):
        i, noun = state.end, False
        while i < len(reading.keys) and (reading.keys[i] in _FIRM_NOUNS or reading.keys[i] in _FIRM_ADJECTIVES):
            noun = noun or reading.keys[i] in _FIRM_NOUNS
            i += 1
        end = i
        while (
            end < len(reading.words)
            and end - i < 4
            and reading.words[end][0].isupper()
            and end not in taken
            and reading.spaced[end - 1]
        ):
            end += 1
        verb = end < len(reading.keys) and reading.keys[end] in _FIRM_VERBS and reading.keys[state.end] == "'s"
        if end > i and (noun or verb) and reading.words[i].isalpha():
            data = {"kind": "company", "name": reading.phrase(i, end), "code": state.data["code"], "form": "name"}
            found.append(Mention("party", i, end, "", "company-of-state", data))
    return found


def _with_homes(reading: Reading, hits: list[Mention]) -> list[Mention]:
    """Companies joined with the states that say where they are at home: "the French shipbuilder Naval Group"."""
    homes = set()
    for state, company in itertools.pairwise(hits):
        between = reading.keys[state.end : company.start]
        if (
            state.data["kind"] == "state"
            and state.data["form"] in {"name", "adjective"}
            and company.data["kind"] == "company"
            and _FIRM_NOUNS.intersection(between)
            and all(w in _FIRM_NOUNS or w in _FIRM_ADJECTIVES for w in between)
        ):
            homes.add(id(state))
            company.start = state.start
            company.data["code"] = company.data["code"] or state.data["code"]
    return [m for m in hits if id(m) not in homes]


def _name_start(reading: Reading, end: int, taken: set[int]) -> int:
    start = end
    while start > 0 and end - start < 8:
        word = reading.words[start - 1]
        if start - 1 in taken or reading.breaks[start] >= 2 or word in {"The", "But", "And", "In", "Meanwhile"}:
            break
        if not (
            word[0].isupper()
            or word in {"&", "-", ".", "'"}
            or (word in {"and", "of"} and start - 2 >= 0 and reading.words[start - 2][0].isupper() and start < end)
        ):
            break
        if word == "." and len(reading.words[start - 2]) > 2:
            break
        start -= 1
    while start < end and not re.match(r"\w", reading.words[start]):
        start += 1
    return start


def names_side(party: Mention) -> bool:
    """Whether a party is a state, an alliance or an armed group that is named, not only meant by "the country" or a leader."""
    return party.data["kind"] in {"state", "organisation"} and party.data["form"] in {"name", "adjective", "organ"}


def opens_dateline(reading: Reading, m: Mention) -> bool:
    """A capital that begins a paragraph and is marked off: "BELGRADE, 11 April -", "BRASÍLIA."."""
    at = reading.sentence_at(m.start)
    mark = reading.words[m.end] if m.end < len(reading.words) else ""
    return (
        m.data["form"] == "seat"
        and m.start - reading.sentences[at].start <= 1
        and mark in {",", ".", ":", "-", "—", "(", "/", "|"}
    )
