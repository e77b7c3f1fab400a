"""Whether goods are what a trigger moves, or only stand in one sentence with it."""

from __future__ import annotations

from dealx.assembly.merge import Draft
from dealx.assembly.places import AUXILIARIES
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Mention, Reading

_BARRIERS = frozenset(
    (
        "that which who whose where when while after before because if whether is are was were be been has have had"
        " will would could may can must should said says but as over against under about past around into across"
        " through during near like without away up out . ; : ?"
        " budget bill funding money parts components"
    ).split()
)
_MEASURES = frozenset(
    (
        "dozens scores hundreds thousands number pair couple dozen lot batch fleet stock stocks stockpile package"
        " squadron series set type version variant shipment delivery quantity consignment half some all more most each"
        " one any total consisting part purchase family range mix tranche worth rounds first second third last"
        " production"
    ).split()
)
_LEADING = frozenset("to in on at with from by".split())
_GROUPS = ("parties", "money", "dates", "counts", "equipment", "triggers")
_LEFT = AUXILIARIES | frozenset("that which , ( ) they it yet still just both all".split())
_HOLDING = frozenset("includes include including covers cover comprises comprise contains contain".split())
_LOTS = frozenset("lot batch tranche phase".split())
_MAKING = frozenset("assemble build codevelop develop make manufacture operate produce supply use".split())
_ADJUNCT_REACH = 2
_MAKING_REACH = 14


def is_linked(knowledge: Knowledge, reading: Reading, draft: Draft) -> bool:
    """Whether some trigger of the draft has one of its names for object, or, told apart from it, both parties are known."""
    together = False
    names: dict[int, dict[int, Mention]] = {}
    for name in draft.names:
        names.setdefault(reading.sentence_at(name.start), {})[name.start] = name
    for frame in {id(f): f for f in draft.frames}.values():
        for trigger in frame.triggers:
            for name in names.get(reading.sentence_at(trigger.start), {}).values():
                together = True
                if _counts(knowledge, frame.triggers, trigger) and _moves(knowledge, reading, trigger, name):
                    return True
    return not together and draft.buyer is not None and draft.seller is not None


def _counts(knowledge: Knowledge, triggers: list[Mention], trigger: Mention) -> bool:
    """A trigger that is not weak; a weak one only after such a one: "was selected to build"."""
    if trigger.label == "noun" or not knowledge.get(trigger.label, trigger.id).get("weak"):
        return True
    return any(
        0 <= trigger.start - t.end <= _MAKING_REACH and not knowledge.get(t.label, t.id).get("weak") for t in triggers
    )


def _moves(knowledge: Knowledge, reading: Reading, trigger: Mention, name: Mention) -> bool:
    entry = knowledge.get(trigger.label, trigger.id)
    if name.start >= trigger.end:
        passed = trigger.data["voice"] == "passive" and "indirect" not in entry
        return not passed and _reaches(reading, trigger, name)
    if trigger.label == "noun":
        gap = reading.keys[name.end : trigger.start]
        return len(gap) <= _ADJUNCT_REACH and "," not in gap
    covered = _covered(reading, name.end, trigger.start)
    return all(
        i in covered or reading.keys[i] in _LEFT or reading.keys[i].endswith("ly")
        for i in range(name.end, trigger.start)
    ) and (trigger.data["voice"] == "passive" or bool(covered) or "subject" not in entry)


def _reaches(reading: Reading, trigger: Mention, name: Mention) -> bool:
    """Whether nothing between a trigger and the goods after it begins another phrase or clause."""
    start, end = trigger.end, name.start
    if trigger.label == "noun":
        start = max((i + 1 for i in range(start, end) if reading.keys[i] in _HOLDING), default=start)
    covered = _covered(reading, start, end)
    return all(i in covered or _goes_on(reading, trigger, i, end, covered) for i in range(start, end))


def _goes_on(reading: Reading, trigger: Mention, i: int, end: int, covered: set[int]) -> bool:
    """Whether the phrase after a trigger goes on at token i."""
    key, before = reading.keys[i], reading.keys[i - 1]
    if before == "-":
        return True
    if key == "and" and before == ",":
        return bool(reading.within("equipment", trigger.end, i))
    if key == "of" and i > trigger.end and i - 1 not in covered:
        return before in _MEASURES or reading.keys[i - 2] in _LOTS
    if key not in _LEADING:
        return key not in _BARRIERS or reading.words[i + 1][0].isdecimal()
    after = range(i + 1, end)
    if covered.union(j for j in after if reading.keys[j] in {"the", "a", "an", "its"}).issuperset(after):
        return key == "with" or trigger.label == "noun"
    named = covered.intersection(after[:3]) or reading.words[i + 1][0].isupper()
    return bool(named) or (key == "to" and reading.keys[i + 1] in _MAKING)


def _covered(reading: Reading, start: int, end: int) -> set[int]:
    """The tokens that belong to a party, a sum, a date, a count, other goods or another trigger."""
    return {
        i for group in _GROUPS for m in reading.within(group, start - 8, end) for i in range(m.start, m.end) if i < end
    }
