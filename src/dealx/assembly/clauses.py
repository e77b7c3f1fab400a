"""Cuts sentences into clauses: stretches with triggers of their own, so that roles and figures bind within them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from dealx.pipes.dates import year_of
from dealx.pipes.reading import Mention, Reading, Sentence

_SPLITTERS = frozenset(
    ("while whereas after before when because although though until despite unless but following if").split()
)
_RELATIVE = frozenset("which who whose where".split())
_SAYING = frozenset(
    (
        "said says say announced announces confirmed reported told saying announcing added stated according revealed"
    ).split()
)
_BEFORE_WHICH = frozenset("for of to with from in under by".split())
_MAY_OPEN = _SPLITTERS | _RELATIVE | {";", "and", ",", "as", "with"}
_MAY_CLOSE = _SAYING | {";", "|", "—", "-", ":"}
_GROUPS = ("triggers", "equipment", "parties", "money", "dates", "counts", "cues")
_GOES_ON = frozenset("and or for from to by with in on at of under as which who plus the a an its their both".split())
_FINITE = frozenset("is are was were has have had will would may might could can said says".split())


@dataclass(slots=True)
class Clause:
    """Half-open tokens; what stands in them; `opener`: the word that began the clause, in lower case;
    `predicate`: whether it only says something of the subject before it."""

    start: int
    end: int
    sentence: int
    opener: str = ""
    predicate: bool = False
    triggers: list[Mention] = field(default_factory=list)
    equipment: list[Mention] = field(default_factory=list)
    parties: list[Mention] = field(default_factory=list)
    money: list[Mention] = field(default_factory=list)
    dates: list[Mention] = field(default_factory=list)
    counts: list[Mention] = field(default_factory=list)
    cues: list[Mention] = field(default_factory=list)


def clauses_of(reading: Reading, index: int) -> list[Clause]:
    """The clauses of sentence `index`, with their mentions, those without a say of their own joined to their neighbours."""
    sentence = reading.sentences[index]
    cuts = [sentence.start]
    pairs = itertools.pairwise(reading.keys[sentence.start : sentence.end])
    for i, (before, key) in enumerate(pairs, sentence.start + 1):
        if (key in _MAY_OPEN or before in _MAY_CLOSE) and _cut(reading, sentence, i) and not _inside_name(reading, i):
            cuts.append(i)
    clauses = [
        Clause(a, b, index, _opener(reading, a, b)) for a, b in zip(cuts, [*cuts[1:], sentence.end], strict=True)
    ]
    for clause in clauses:
        clause.predicate = reading.keys[clause.start] == "," and _closes_description(reading, sentence, clause.start)
    for group in _GROUPS:
        if reading.within(group, sentence.start, sentence.end):
            for clause in clauses:
                setattr(clause, group, reading.within(group, clause.start, clause.end))
    return _joined(clauses)


def _inside_name(reading: Reading, i: int) -> bool:
    return any(
        m.start < i < m.end for group in ("parties", "equipment") for m in reading.within(group, max(0, i - 8), i)
    )


def _opener(reading: Reading, start: int, end: int) -> str:
    """The word that begins a clause, behind a comma or bracket, and behind the preposition of "for which"."""
    if _of_which(reading, start):
        return reading.keys[start + 2]
    return reading.keys[start] if reading.keys[start] not in {",", "("} else reading.keys[min(start + 1, end - 1)]


def _of_which(reading: Reading, comma: int) -> bool:
    """ ", for which Riyadh will foot the bill": a relative clause that opens with a preposition."""
    after = reading.keys[comma + 1 : comma + 3]
    return (
        reading.keys[comma] == "," and len(after) == 2 and after[0] in _BEFORE_WHICH and after[1] in {"which", "whom"}
    )


def _cut(reading: Reading, sentence: Sentence, i: int) -> bool:
    key, before = reading.keys[i], reading.keys[i - 1]
    if (
        before in {";", "|"}
        or key == ";"
        or before == "—"
        or (before == "-" and reading.spaced[i - 1] and i > 1 and reading.spaced[i - 2])
    ):
        return True
    if (
        (before == ":" and not _heads_goods(reading, sentence, i))
        or (key in _SPLITTERS and _predicate_near(reading, sentence, i + 1))
        or (key in _RELATIVE and before == ",")
        or (key == "," and _of_which(reading, i))
    ):
        return True
    if before in _SAYING or (key == "," and _closes_description(reading, sentence, i)):
        return True
    if key in {"and", ","} and not _joins_names(reading, i) and _new_predicate(reading, sentence, i + 1):
        return True
    return (key == "as" and before == ",") or (
        key == "with" and before == "," and _verb_near(reading, i + 1, sentence.end, 8)
    )


def _heads_goods(reading: Reading, sentence: Sentence, i: int) -> bool:
    """ "Order: six boats": a noun of transfer that stands as a label before its goods."""
    return any(
        m.label == "noun" and m.end == i - 1 for m in reading.within("triggers", sentence.start, sentence.start + 1)
    )


def _joins_names(reading: Reading, i: int) -> bool:
    """ "Latvia and Estonia will buy", "Between 1999 and 2001": the conjunction joins two names or years, and opens no clause."""
    if reading.keys[i] != "and":
        return False
    if year_of(reading.words[i - 1]) and i + 1 < len(reading.words) and year_of(reading.words[i + 1]):
        return True
    return any(m.end == i for m in reading.within("parties", i - 8, i)) and bool(
        reading.within("parties", i + 1, i + 3)
    )


def _new_predicate(reading: Reading, sentence: Sentence, i: int) -> bool:
    """Whether a finite trigger or auxiliary follows within a few tokens, so that "and" or a comma opens a clause."""
    if _party_intends(reading, sentence, i):
        return True
    verbs = {m.start: m for m in reading.within("triggers", i, min(i + 5, sentence.end)) if m.label == "verb"}
    for j in range(i, min(i + 5, sentence.end)):
        if reading.keys[j] in _FINITE:
            return True
        verb = verbs.get(j)
        if verb is not None:
            if j == i and _describes(reading, sentence, verb):
                return False
            return (verb.data["tense"] not in {"gerund"} and verb.data["voice"] == "active") or j == i
        if reading.keys[j] in {",", ".", ";", "and", "or", "(", "of", "for", "with", "in", "to", "that", "which"}:
            return False
    return False


def _party_intends(reading: Reading, sentence: Sentence, i: int) -> bool:
    """ "In a deal signed in May, Oman agreed to buy two boats": a party and what it agrees, plans or refuses to do."""
    party = next(iter(reading.within("parties", i, min(i + 3, sentence.end))), None)
    if party is None or party.data["form"] == "adjective":
        return False
    return any(
        m.label == "cue" and m.start == party.end
        for m in reading.within("cues", party.end, min(party.end + 3, sentence.end))
    )


def _describes(reading: Reading, sentence: Sentence, verb: Mention) -> bool:
    """ "The contract, signed on Thursday, is worth 100 million": a participle that only describes what stands before it."""
    i = verb.start
    return (
        verb.data["voice"] == "passive"
        and reading.keys[i - 1] == ","
        and (
            any(m.label == "noun" and m.end == i - 1 for m in reading.within("triggers", sentence.start, i))
            or _describes_goods(reading, sentence, verb)
        )
    )


def _describes_goods(reading: Reading, sentence: Sentence, verb: Mention) -> bool:
    return any(m.end == verb.start - 1 for m in reading.within("equipment", sentence.start, verb.start))


def _closes_description(reading: Reading, sentence: Sentence, i: int) -> bool:
    """Whether the comma at i ends such a participle's phrase, and the predicate of the sentence follows."""
    for verb in reading.within("triggers", max(sentence.start, i - 16), i):
        if (
            verb.label == "verb"
            and verb.data["voice"] == "passive"
            and reading.keys[verb.start - 1] == ","
            and _describes_goods(reading, sentence, verb)
            and "," not in reading.keys[verb.start : i]
        ):
            after = reading.words[i + 1] if i + 1 < sentence.end else "."
            return after.islower() and after not in _GOES_ON
    return False


def _predicate_near(reading: Reading, sentence: Sentence, i: int) -> bool:
    """Whether a verb follows before the next comma, so that the conjunction opens a clause and not a phrase."""
    verbs = {m.start for m in reading.within("triggers", i, min(i + 14, sentence.end)) if m.label == "verb"}
    for j in range(i, min(i + 14, sentence.end)):
        if reading.keys[j] in _FINITE or j in verbs:
            return True
        if reading.keys[j] in {",", ".", ";"} and j > i:
            return False
    return False


def _verb_near(reading: Reading, start: int, end: int, reach: int) -> bool:
    return any(m.label == "verb" for m in reading.within("triggers", start, min(start + reach, end)))


def _joined(clauses: list[Clause]) -> list[Clause]:
    """Equipment without a trigger goes on with the clause before it (a list); so does what holds neither."""
    joined: list[Clause] = []
    for clause in clauses:
        if (
            joined
            and not clause.triggers
            and clause.opener not in _RELATIVE
            and not clause.predicate
            and (
                (clause.equipment and joined[-1].triggers)
                or (not clause.equipment and (not clause.parties or (joined[-1].equipment and not joined[-1].triggers)))
            )
        ):
            _absorb(joined[-1], clause)
        elif (
            len(joined) > 1
            and joined[-1].opener in _RELATIVE
            and not joined[-1].triggers
            and _parted(joined[-2], clause)
        ):
            _absorb(joined[-2], clause)
        elif joined and _parted(joined[-1], clause):
            _absorb(joined[-1], clause)
        else:
            joined.append(clause)
    return joined


def _parted(subject: Clause, predicate: Clause) -> bool:
    """ "The newest case, three sets of NASAMS, | was cleared in May": a subject with goods and its predicate."""
    verbal = any(t.label == "verb" and t.data["voice"] == "active" for t in subject.triggers)
    if verbal or not subject.equipment or not predicate.triggers or predicate.equipment:
        return False
    if subject.triggers and not (predicate.opener in _FINITE and not predicate.parties[:1]):
        return predicate.opener in {"was", "were", "is", "are", "has", "have"}
    return predicate.opener in _FINITE or (
        any(t.start - predicate.start <= 2 for t in predicate.triggers)
        and predicate.opener not in _RELATIVE | _SPLITTERS
    )


def _absorb(clause: Clause, more: Clause) -> None:
    clause.end = more.end
    for group in _GROUPS:
        getattr(clause, group).extend(getattr(more, group))
