"""Triggers: verbs and nouns of transfer, with voice and tense told from the words around them.

`data`: `form` (base, s, ed, past, part, ing, noun), `voice` (active, passive, nominal), `tense` (past, perfect,
pluperfect, present, infinitive, gerund, modal, nominal).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from dealx.knowledge import Knowledge, Phrase
from dealx.knowledge.phrases import Hit
from dealx.pipes.dates import year_of
from dealx.pipes.instruments import INSTRUMENT
from dealx.pipes.reading import Component, Mention, Reading

_BE = frozenset("is are was were be been being am 're get gets got getting".split())
_HAVE = frozenset("has have had having 've 'd".split())
_MODAL = frozenset("will would shall may might could can should must cannot 'll".split())
_BEFORE_VERB = _MODAL | frozenset(
    (
        "to not also it they he she which who that we i both jointly recently already now then formally"
        " finally officially quietly and n't never have has had does did do today once"
    ).split()
)
_BEFORE_NOUN = frozenset(
    (
        "the a an its their his her our this that these those new first second third latest another such any no some"
        " of in under for with on 's by from previous current original major big largest multi billion million dlr"
        ' dollar euro export 1 2 3 follow - "'
    ).split()
)
_AFTER_VERB = frozenset(
    (
        "the a an its their his her our some up at more another additional new used one two three four five"
        " six seven eight nine ten dozens at about between"
    ).split()
)
_PREPOSITIONS = frozenset(
    ("by to from for under in on at between last with as since during earlier this through via within . , ; )").split()
)
_DEAL_NOUNS = frozenset(
    "contract deal order agreement contracts accord letter pact those one ones batch option acquisition purchase sale tender".split()
)
_SECOND_HAND = frozenset("second - hand secondhand used new".split())
_JOINED_REACH = 14
_GOODS_REACH = 6


class TriggerFinder(Component):
    """Marks `doc.spans["dealx_triggers"]`."""

    groups = ("triggers",)

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def read(self, reading: Reading) -> None:
        ends = {m.end: m for m in reading.mentions["parties"]}
        equipment_ends = {m.end for m in reading.mentions["equipment"]}
        inside = {i for m in reading.mentions["equipment"] if m.data["designated"] for i in range(m.start, m.end)}
        inside |= {i for group in ("parties", "money") for m in reading.mentions[group] for i in range(m.start, m.end)}
        found = []
        for hit in self.knowledge.triggers.find(reading.keys, reading.spaced):
            if hit.start not in inside and (m := self._trigger(reading, hit, ends, equipment_ends)) is not None:
                found.append(m)
        reading.mentions["triggers"] = found

    def _trigger(
        self, reading: Reading, hit: Hit, ends: dict[int, Mention], equipment_ends: set[int]
    ) -> Mention | None:
        phrase = self._choose(reading, hit, ends, equipment_ends)
        if phrase is None:
            return None
        entry = self.knowledge.get(phrase.kind, phrase.id)
        if _inside_phrase(reading, hit.start, entry.get("not_in", ())):
            return None
        if phrase.kind == "noun":
            return Mention(
                "noun",
                hit.start,
                hit.end,
                phrase.id,
                f"noun-{phrase.id}",
                {"form": "noun", "voice": "nominal", "tense": "nominal"},
            )
        if entry.get("goods_before") and not _after_goods(reading, hit, equipment_ends):
            return None
        around = _loose(reading, hit.start - 4, hit.start) if phrase.form in {"ed", "part"} else []
        if set(entry.get("not_with", ())).intersection(around + reading.keys[hit.end : hit.end + 3]):
            return None
        if hit.start > 1 and reading.words[hit.start - 1] == "-" and not reading.spaced[hit.start - 1]:
            return None
        voice, tense = _voice(reading, hit, phrase.form, equipment_ends)
        if (entry.get("participle_only") and voice != "passive") or (
            entry.get("past_only") and phrase.form in {"base", "s"} and tense != "infinitive" and tense != "modal"
        ):
            return None
        barred = entry.get("not_before", ())
        if barred != "party" and reading.keys[hit.end : hit.end + 1] and reading.keys[hit.end] in barred:
            return None
        if barred == "party" and voice == "active" and _commands(reading, hit):
            return None
        return Mention(
            "verb",
            hit.start,
            hit.end,
            phrase.id,
            f"verb-{phrase.id}",
            {"form": phrase.form, "voice": voice, "tense": tense},
        )

    def _choose(self, reading: Reading, hit: Hit, ends: dict[int, Mention], equipment_ends: set[int]) -> Phrase | None:
        hyphened = "-" in reading.words[hit.start : hit.end]  # "a set-up", "the hand-over" are nouns
        verbs: list[Phrase] = [
            p
            for p in hit.payloads
            if p.kind == "verb"
            and not (hyphened and "-" not in p.alias)
            and not (p.form == "base" and reading.keys[hit.end - 1].endswith("s") and not p.alias.endswith("s"))
        ]
        if len(verbs) > 1 and (_BE | _HAVE).intersection(reading.keys[max(0, hit.start - 2) : hit.start]):
            verbs.sort(key=lambda p: p.form in {"base", "s"})  # "have been set up"
        nouns: list[Phrase] = [p for p in hit.payloads if p.kind == "noun"]
        if (
            verbs
            and verbs[0].form in {"base", "s"}
            and not self._verb_like(reading, hit, verbs[0].form, ends, equipment_ends)
        ):
            verbs = [p for p in verbs if p.form not in {"base", "s"}]  # "have been set up", "was let"
        if verbs and verbs[0].form in {"ed", "past", "part", "ing"}:
            return verbs[0]
        return next(iter([*verbs, *nouns]), None)

    @staticmethod
    def _verb_like(reading: Reading, hit: Hit, form: str, ends: dict[int, Mention], equipment_ends: set[int]) -> bool:
        before = reading.keys[hit.start - 1] if hit.start else ""
        after = reading.words[hit.end] if hit.end < len(reading.words) else ""
        party = ends.get(hit.start)
        nominal = any(p.kind == "noun" for p in hit.payloads)
        if before == "to" and after and INSTRUMENT.match(reading.text, reading.begin[hit.end]):
            return False
        if (before in _BEFORE_NOUN and before not in _BEFORE_VERB) or hit.start in equipment_ends or before.isdecimal():
            return False
        if form == "s" and before == "to":
            return False
        if form == "s" and party is not None and party.data["form"] != "adjective":
            return (
                after.lower() in _AFTER_VERB
                or after[:1].isdecimal()
                or after[:1].isupper()
                or after.lower() not in _PREPOSITIONS | ({"contract", "order"} if nominal else set())
            )
        if (
            form == "base"
            and (_MODAL | {"to"}).intersection(reading.keys[max(0, hit.start - 3) : hit.start])
            and before not in _BEFORE_NOUN
        ):
            return True
        if before in _BEFORE_VERB:
            return not (before == "that" and after.lower() in _PREPOSITIONS)
        if form == "s":
            return before in {">", ")"} or (before.isalpha() and after.lower() in _AFTER_VERB)
        if party is not None and party.data["form"] != "adjective":
            return reading.keys[party.start - 1 : party.start] in (
                ["and"],
                [","],
                ["&"],
            ) and after.lower() not in _PREPOSITIONS | {"contract", "order"}
        return before.endswith("s") and after.lower() in _AFTER_VERB


def _inside_phrase(reading: Reading, at: int, phrases: Iterable[str]) -> bool:
    """Whether token `at` stands within one of the phrases: the order in "in order to"."""
    return any(
        reading.keys[at - before : at - before + len(words)] == words
        for words in (phrase.split() for phrase in phrases)
        for before in range(min(len(words), at + 1))
    )


def _after_goods(reading: Reading, hit: Hit, equipment_ends: set[int]) -> bool:
    """ "All 11 of the gunships have gone": whether only auxiliaries stand between goods and a verb."""
    i = hit.start
    while i and (reading.keys[i - 1] in _HAVE | _MODAL | _BE or reading.keys[i - 1].endswith("ly")):
        i -= 1
    return i in equipment_ends


def _voice(reading: Reading, hit: Hit, form: str, equipment_ends: set[int]) -> tuple[str, str]:
    left = reading.keys[max(0, hit.start - 4) : hit.start]
    if form == "ing":
        return "active", "progressive" if any(w in _BE for w in left[-2:]) else "gerund"
    if form in {"base", "s"}:
        if "to" in left[-2:] or (
            form == "base"
            and left[-1:] in (["and"], ["or"])
            and "to" in reading.keys[max(0, hit.start - 9) : hit.start]
        ):
            return "active", "infinitive"
        return "active", "modal" if any(w in _MODAL for w in left[-3:]) else "present"
    if form != "past" and any(w in _BE for w in left) and _no_noun_between(left, _BE):
        return "passive", _passive_tense(left)
    if any(w in _HAVE for w in left[-3:]):
        return "active", "pluperfect" if "had" in left[-3:] else "perfect"
    if form in {"ed", "part"} and _reduced(reading, hit, equipment_ends):
        return "passive", "past"
    if form in {"ed", "part"} and _goes_on(reading, hit):
        return "passive", "past"
    return "active", "past"


def _no_noun_between(left: list[str], aux: frozenset[str]) -> bool:
    last = max(i for i, w in enumerate(left) if w in aux)
    return all(
        w.endswith("ly")
        or w
        in {
            "also",
            "now",
            "not",
            "already",
            "first",
            "being",
            "been",
            "to",
            "be",
            "then",
            "recently",
            "just",
            "since",
            "yet",
            "n't",
            "never",
            "jointly",
            "initially",
        }
        for w in left[last + 1 :]
    )


def _passive_tense(left: list[str]) -> str:
    if any(w in _MODAL for w in left):
        return "modal"
    if "to" in left and "be" in left:
        return "infinitive"
    if "had" in left:
        return "pluperfect"
    return "perfect" if "has" in left or "have" in left else "past"


def _reduced(reading: Reading, hit: Hit, equipment_ends: set[int]) -> bool:
    """ "systems ordered from China", "missiles supplied by Iran": a participle after its noun, with no object of its own."""
    end = hit.end
    while end < len(reading.keys) and reading.keys[end] in _SECOND_HAND:
        end += 1
    after = reading.keys[end] if end < len(reading.keys) else "."
    before = reading.keys[hit.start - 1] if hit.start else ""
    if after == "by":
        return True
    if before == "," and (after == "from" or year_of(after)):  # "12 jets, ordered from Italy", "ordered 1987"
        return True
    near_equipment = any(hit.start - k in equipment_ends for k in range(3))
    named = reading.keys[hit.start - 2] if before == "," and hit.start > 1 else before
    return (near_equipment or named in _DEAL_NOUNS) and (after in _PREPOSITIONS or after[:1].isdecimal())


def _goes_on(reading: Reading, hit: Hit) -> bool:
    """ "were built by Navantia and handed over in 2012": a participle joined to a passive verb before it, with no object."""
    after = reading.keys[hit.end] if hit.end < len(reading.keys) else "."
    left = reading.keys[max(0, hit.start - _JOINED_REACH) : hit.start]
    if left[-1:] != ["and"] or after not in _PREPOSITIONS:
        return False
    if "." in left:
        del left[: len(left) - left[::-1].index(".")]
    return any(a in _BE and b.endswith(("ed", "en", "ilt", "ade", "old", "aid")) for a, b in itertools.pairwise(left))


def _loose(reading: Reading, start: int, end: int) -> list[str]:
    """The words of a stretch that are no part of goods: "attack" in "attack helicopters were ordered" is none."""
    goods = {i for m in reading.within("equipment", start - _GOODS_REACH, end) for i in range(m.start, m.end)}
    return [reading.keys[i] for i in range(max(0, start), end) if i not in goods]


def _commands(reading: Reading, hit: Hit) -> bool:
    """ "orders its military to ...": an order given to people, not to a supplier."""
    window = range(hit.end, min(hit.end + 4, len(reading.words)))
    starts = {m.start for m in reading.within("parties", hit.end, hit.end + 4)}
    people = {"troops", "soldiers", "officials", "him", "her", "them", "all", "police"}
    return any(i in starts or reading.keys[i] in people for i in window) and "to" in reading.keys[hit.end : hit.end + 8]
