"""What a trigger asserts: the ladder from proposed to delivered, and the cues that move a trigger on it or off it."""

from __future__ import annotations

import itertools

from dealx.knowledge import Knowledge
from dealx.pipes.reading import Mention, Reading

LADDER = ("proposed", "approved", "signed", "delivered")
_DONE = frozenset({"past", "perfect", "pluperfect", "present", "progressive"})
_BEGUN = frozenset(
    (
        "began begun started completed took complete finished arrived resumed underway under continue"
        " continues ended made received confirmed accepted"
    ).split()
)
_MARKED = frozenset("mark marks marked marking ceremony".split())
_BECAME = frozenset("became joined followed returned".split())
_BEGAN = frozenset("began begun started begins starts".split())
_AHEAD = frozenset("will to expected scheduled planned due should would could expects before awaiting".split())
_LATER_REACH = 10
_CUE_REACH, _TOLD_REACH = 4, 40
_REPORTED_REACH = 8
_ANNOUNCING = frozenset("announced pledged promised confirmed".split())
_CONTRACT_REACH, _UNDER_REACH = 7, 4
_BARRIERS = frozenset({";", "but", "—"})


def furthest(statuses: list[str]) -> str | None:
    """The furthest rung; `cancelled` outdoes all."""
    if "cancelled" in statuses:
        return "cancelled"
    return max(statuses, key=LADDER.index, default=None)


def by_contract(reading: Reading, noun: Mention) -> bool:
    """ "will be delivered under a 2019 contract", "in a 30 million contract": what is still to come has been contracted."""
    before = reading.keys[max(0, noun.start - _CONTRACT_REACH) : noun.start]
    named = any(a == "in" and b in {"a", "an"} for a, b in itertools.pairwise(before))
    return noun.label == "noun" and (named or "under" in before[-_UNDER_REACH:])


class Assertion:
    """Judges triggers by the cues in their clause."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def judge(self, reading: Reading, trigger: Mention, cues: list[Mention]) -> str | None:
        """The status a trigger gives its frame; None if the transfer is denied or only supposed; "" if it says nothing."""
        entry = self.knowledge.get(trigger.label, trigger.id)
        base = str(entry["status"])
        effects = self._effects(reading, trigger, cues)
        if "hypothetical" in effects:
            return None
        if "negated" in effects:
            return "" if _only_later(reading, trigger) else self._negated(trigger, base, effects)
        if "cancelled" in effects:
            return "cancelled"
        for effect in () if entry.get("settled") else effects:
            if effect == "future":
                return "" if trigger.label == "noun" and entry.get("delivery") else str(entry.get("future", base))
            if effect == "agreed":
                return "signed" if base in {"signed", "delivered"} else base
            if effect in LADDER:
                return min(str(effect), base, key=LADDER.index) if base in LADDER else str(base)
        if base == "cancelled":
            return "" if trigger.data["tense"] == "infinitive" and not effects else base
        return self._plain(reading, trigger, entry, base)

    def _done(self, reading: Reading, noun: Mention) -> bool:
        """Whether a delivery spoken of as a noun has begun: "deliveries began", "completed delivery", "delivery took place"."""
        sentence = reading.sentences[reading.sentence_at(noun.start)]
        near = reading.keys[max(sentence.start, noun.start - 5) : noun.start] + reading.keys[noun.end : noun.end + 4]
        after = reading.keys[noun.end : sentence.end]
        took_place = any(
            (a == "took" and b == "place") or (a in {"was", "were", "been"} and b == "completed")
            for a, b in itertools.pairwise(after)
        )
        begun = noun.start <= sentence.start + 1 and any(
            b == "marked" or ((a in {",", "have", "has", "had"} or a.isdecimal()) and b in _BEGAN)
            for a, b in itertools.pairwise(after)
        )
        return (
            took_place
            or begun
            or bool(_MARKED.intersection(near))
            or (bool(_BEGUN.intersection(near)) and not _AHEAD.intersection(near))
        )

    def _plain(self, reading: Reading, trigger: Mention, entry: dict[str, object], base: str) -> str:
        tense = trigger.data["tense"]
        if trigger.label == "noun" and entry.get("delivery"):
            return "delivered" if entry.get("done") or self._done(reading, trigger) else ""
        if tense == "gerund" and reading.keys[max(0, trigger.start - 1)] in _BEGAN:
            return base
        if tense == "gerund" and _goes_on(reading, trigger):
            return base
        if tense in {"infinitive", "gerund"} or (trigger.label == "verb" and tense == "modal"):
            return ""
        if tense == "present" and "subject" not in entry and not _in_headline(reading, trigger):
            return ""
        if tense == "progressive" and base in {"signed", "delivered"}:
            return str(entry.get("future", base)) if base == "delivered" else base
        return base

    @staticmethod
    def _negated(trigger: Mention, base: str, effects: list[str]) -> str | None:
        if base == "cancelled":
            return "signed"
        if "future" in effects or trigger.data["tense"] in {"infinitive", "modal", "present"}:
            return "cancelled"
        return "proposed" if trigger.data["tense"] == "perfect" and base == "signed" else None

    def _effects(self, reading: Reading, trigger: Mention, cues: list[Mention]) -> list[str]:
        """Effects of the cues whose scope holds the trigger, nearest first."""
        found = []
        for cue in cues:
            if cue.label != "cue" or (cue.start < trigger.end and cue.end > trigger.start):
                continue
            right = cue.data["direction"] == "right"
            gap = trigger.start - cue.end if right else cue.start - trigger.end
            between = reading.keys[cue.end : trigger.start] if right else reading.keys[trigger.end : cue.start]
            if 0 <= gap <= cue.data.get("reach", 8) and not _BARRIERS.intersection(between):
                found.append((gap, "future" if _reported(reading, cue) else str(cue.data["effect"])))
        return [effect for _, effect in sorted(found)]


def _reported(reading: Reading, cue: Mention) -> bool:
    """ "Oslo announced that it would donate 12 tanks": what somebody says of himself that he "would" do, he will."""
    before = reading.keys[max(0, cue.start - _REPORTED_REACH) : cue.start]
    return cue.id == "would" and before[-1:] == ["it"] and bool(_ANNOUNCING.intersection(before))


def _goes_on(reading: Reading, gerund: Mention) -> bool:
    """ "Oman turned to Spain, ordering ten boats": a gerund behind a comma goes on with what a finite verb tells as done."""
    start = max(reading.sentences[reading.sentence_at(gerund.start)].start, gerund.start - _TOLD_REACH)
    told = [m for m in reading.within("triggers", start, gerund.start) if m.label == "verb"]
    if reading.keys[gerund.start - 1] != "," or (told and told[-1].data["tense"] not in {"past", "perfect"}):
        return False
    first = told[-1].start - _CUE_REACH if told else start
    became = bool(told) or not _BECAME.isdisjoint(reading.keys[start : gerund.start])
    return became and not any(m.label == "cue" for m in reading.within("cues", first, gerund.start))


def _in_headline(reading: Reading, trigger: Mention) -> bool:
    """Headlines tell in the present tense what has happened; running text what happens as a rule or will happen."""
    return reading.sentences[reading.sentence_at(trigger.start)].headline


def _only_later(reading: Reading, trigger: Mention) -> bool:
    """ "Congress will not be notified until October": not denied, only not yet."""
    end = reading.sentences[reading.sentence_at(trigger.start)].end
    return bool({"until", "before"}.intersection(reading.keys[trigger.end : min(end, trigger.end + _LATER_REACH)]))
