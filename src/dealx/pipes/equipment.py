"""Mentions of equipment: known systems, designations by shape, and class nouns, joined into one mention per noun phrase.

"AN/TWQ-1 Avenger surface-to-air missile systems" is one mention: the designation names it, the last class noun says
what it is counted as. `data`: `name` (as a record shows it), `designated`, `systems` (ids), `classes` (ids),
`counted_as`, `vague` (a noun too civil or general to be a weapon by itself), `part` (the noun of a part of it, "modification
kit"), `ambiguous`, `from_home` (told to come from the state that makes it).
"""

from __future__ import annotations

import itertools
from typing import Any

from dealx.knowledge import Knowledge
from dealx.pipes.designations import (
    ARMING,
    MACHINES,
    counted_name_before,
    designation,
    is_counted,
    name_before,
    word_behind,
)
from dealx.pipes.names import equipment_phrases
from dealx.pipes.namesakes import settle_namesakes
from dealx.pipes.reading import Component, Mention, Reading
from dealx.pipes.setting import will_be_set_aside
from dealx.pipes.shapes import by_class_suffix, by_count, by_shape, by_variant
from dealx.pipes.spelling import has_digit, singular, with_suffix

_STOP = frozenset(
    (
        "a an the of for to from by with in on at and or but as that which who is are was were be been has"
        " have had will would its their his her our this these those it they than into over under after before"
        " while when each per via plus worth about between against not no also said says , . ; : ! ? ( ) \" '"
        " 's = < > | • — % $ & including include includes"
    ).split()
)
_OF_GAP = frozenset({"the", "its", "new", "more", "their", "improved", "first", "second", "batch", "of"})
_OF_TYPE = (["of", "the", "type"], ["of", "type"], ["of", "the", "model"])
_UNITS = frozenset({"regiment", "squadron", "battalion", "fire-unit", "set", "division"})
_MODIFIER_REACH = 5
_GENERIC = frozenset({"arms", "military-equipment"})
_NOT_SHAPES = frozenset(
    (
        "G I A1 E COVID Covid FY Q H MH NH SR US EU UN P W No Rs CO UTF ISO RFC MP PM DM SEK NOK USD EUR AUD"
        " Apt Flight Route Highway Section Article Resolution"
    ).split()
)


class EquipmentFinder(Component):
    """Marks mentions of equipment as `doc.spans["dealx_equipment"]`."""

    groups = (
        "equipment",
        "parties",
    )

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.not_shapes = _NOT_SHAPES | {
            s.strip("$.") for e in knowledge.entries["currency"].values() for s in (e["id"], *e["symbols"])
        }

    def read(self, reading: Reading) -> None:
        parts = self._parts(reading)
        mentions = [
            m for group in self._noun_phrases(reading, parts) if (m := self._mention(reading, group)) is not None
        ]
        mentions = [m for m in _outermost(mentions) if not self._is_party(reading, m)]
        settle_namesakes(self.knowledge, reading, mentions)
        for index, m in enumerate(mentions):
            m.data["index"], m.data["counted"] = index, False
        reading.mentions["equipment"] = mentions
        inside = {i for m in mentions if m.data["systems"] and not m.data["ambiguous"] for i in range(m.start, m.end)}
        reading.mentions["parties"] = [
            p for p in reading.mentions["parties"] if not inside.issuperset(range(p.start, p.end))
        ]
        reading.mentions["cues"] = [c for c in reading.mentions["cues"] if not _is_in_name(reading, c, inside)]

    def stops(self, reading: Reading) -> bool:
        """Whether the article will be set aside, whatever numbers it holds."""
        return will_be_set_aside(reading)

    # finding the parts of noun phrases

    def _parts(self, reading: Reading) -> list[Mention]:
        parts = []
        companies = {
            i for m in reading.mentions["parties"] if m.data["kind"] == "company" for i in range(m.start, m.end)
        }
        longer = [m for m in reading.mentions["parties"] if m.data["kind"] == "state" and m.end - m.start > 1]
        states = {i for m in longer for i in range(m.start, m.end)}
        for hit, phrases in equipment_phrases(self.knowledge, reading):
            phrase = phrases[0]
            if phrase.kind == "class" and companies.issuperset(range(hit.start, hit.end)):
                continue
            if phrase.ambiguous and states.issuperset(range(hit.start, hit.end)):
                continue
            end = with_suffix(reading, hit.end) if phrase.kind == "system" or has_digit(phrase.alias) else hit.end
            parts.append(
                Mention(
                    phrase.kind,
                    hit.start,
                    end,
                    phrase.id,
                    phrase.alias,
                    {
                        "ambiguous": phrase.ambiguous and end == hit.end,
                        "ids": [p.id for p in phrases if p.kind == phrase.kind],
                        "likely": sum((p.kind, p.ambiguous) == (phrase.kind, phrase.ambiguous) for p in phrases),
                    },
                )
            )
        known = {i for p in parts for i in range(p.start, p.end)}
        parts += [p for p in by_shape(reading, known | companies) if reading.words[p.start] not in self.not_shapes]
        parts += by_class_suffix(reading, known) + by_variant(reading, known)
        named = {i for m in (*reading.mentions["parties"], *parts) for i in range(m.start, m.end)}
        parts += by_count(reading, named)
        return sorted(parts, key=lambda p: p.start)

    # joining parts

    def _noun_phrases(self, reading: Reading, parts: list[Mention]) -> list[list[Mention]]:
        groups: list[list[Mention]] = []
        for part in parts:
            if groups and self._continues(reading, groups[-1], part):
                groups[-1].append(part)
            elif part.label != "variant":
                groups.append([part])
        return groups

    def _continues(self, reading: Reading, group: list[Mention], part: Mention) -> bool:
        last = group[-1]
        gap = reading.words[last.end : part.start]
        if part.start < last.end:
            return part.label == "system" and last.label != "class" and part.end >= last.end
        if "(" in gap or ")" in gap:
            return self._parenthesis(reading, group, part, gap)
        if part.label == "variant":
            return last.label == "system" and not gap
        if any(reading.breaks[i] >= 2 for i in range(last.end, part.start + 1)):
            return False
        if last.label == "class":
            if part.label != "class" and _quoted(reading, last.end, part):
                return True
            if part.label != "class" and gap in _OF_TYPE:
                return True
            if (
                part.label != "class"
                and self._is_unit(last)
                and gap[:1] == ["of"]
                and len(gap) <= 7
                and self._only_of(reading, last.end + 1, part.start)
            ):
                return True
            plural = reading.words[last.end - 1][-1:] == "s" and not last.rule.lower().endswith("s")
            return not gap and part.label == "class" and not plural
        if part.label != "class":
            return not gap or gap == ["/"]
        return len(gap) <= _MODIFIER_REACH and not any(w.lower() in _STOP for w in gap)

    @staticmethod
    def _counted_capitals(reading: Reading, start: int) -> bool:
        """ "76 AMVXP vehicles": a number and a name in capitals make an unknown system of a vague noun."""
        before = reading.words[max(0, start - 2) : start]
        return len(before) == 2 and before[1].isupper() and len(before[1]) > 3 and is_counted(reading, start - 1)

    def _counted_machines(self, reading: Reading, start: int, classes: list[Mention]) -> bool:
        """ "40 Zephyrin diesel engines": so does any name for engines and aircraft."""
        category = self.knowledge.entries["class"][classes[-1].id].get("category") if classes else None
        return category in MACHINES and is_counted(reading, name_before(reading, start))

    def _unknown_name(self, reading: Reading, classes: list[Mention]) -> tuple[int, int]:
        """Where a name stands that no list holds before its class noun; an empty stretch if none does."""
        start = classes[0].start
        if classes[-1].id in _UNITS or not (
            self._arms(classes)
            or self._counted_capitals(reading, start)
            or self._counted_machines(reading, start, classes)
        ):
            return start, start
        begin = name_before(reading, start)
        return (begin, start) if begin < start else counted_name_before(reading, start)

    @staticmethod
    def _only_of(reading: Reading, start: int, end: int) -> bool:
        named = {i for p in reading.within("parties", start, end) for i in range(p.start, p.end)}
        return all(
            reading.keys[i] in _OF_GAP or i in named or reading.keys[i] in {"'s", "-", "made"} or _describes(reading, i)
            for i in range(start, end)
        )

    def _arms(self, classes: list[Mention]) -> bool:
        """Whether the last class noun is a weapon's by itself, so that an unknown name before it names a weapon."""
        entry = self.knowledge.entries["class"][classes[-1].id] if classes else {}
        return bool(classes) and (entry.get("standalone", True) or entry.get("category") in ARMING)

    def _is_unit(self, part: Mention) -> bool:
        """Whether a class noun counts units of a system: "batteries of the S-400", "launchers of"."""
        entry = self.knowledge.entries["class"][part.id]
        return not entry.get("standalone", True) and (
            entry.get("counted_as") in {"batteries", "launchers"} or part.id in _UNITS
        )

    def _parenthesis(self, reading: Reading, group: list[Mention], part: Mention, gap: list[str]) -> bool:
        if gap == ["("] and part.end < len(reading.words) and reading.words[part.end] == ")":
            named = part.label != "class" and all(p.label == "class" for p in group)
            return part.label != "class" and (
                named or self._same_system(group, part) or _is_initials(reading, group, part)
            )
        if part.label == "class" and len(gap) == 3 and gap[0] == "(" and gap[2] == ")":
            return _abbreviates(reading, gap[1], group[-1].end)
        joins = part.label in {"class", "variant"} or self._same_system(group, part)
        return gap == [")"] and joins and len(group) > 1

    def _same_system(self, group: list[Mention], part: Mention) -> bool:
        def kin(m: Mention) -> set[str]:
            return {m.id, str(self.knowledge.entries["system"].get(m.id, {}).get("family", m.id))}

        return part.label == "system" and any(kin(m) & kin(part) for m in group if m.label == "system")

    # from parts to a mention

    def _mention(self, reading: Reading, group: list[Mention]) -> Mention | None:
        start, end = group[0].start, group[-1].end
        if end < len(reading.words) and reading.words[end] == ")" and "(" in reading.words[start:end]:
            end += 1
        names = [p for p in group if p.label != "class"]
        classes = [p for p in group if p.label == "class"]
        entry = self.knowledge.entries["class"].get(classes[-1].id, {}) if classes else {}
        for part in names:
            part.id = self._meant(reading, part, entry.get("category"))
        data: dict[str, Any] = {
            "systems": [p.id for p in names if p.label == "system"],
            "classes": [p.id for p in classes],
            "designated": bool(names),
            "ambiguous": bool(names)
            and all(p.data["ambiguous"] for p in names)
            and all(p.id in _GENERIC for p in classes),
            "vague": not names and not entry.get("standalone", True),
            "part": classes[-1].rule if entry.get("part") else None,
        }
        own = (start, start) if names else self._unknown_name(reading, classes)
        if own[0] < own[1]:
            start, data["designated"], data["vague"] = own[0], True, False
            data["name"] = singular(reading.phrase(*own))
        elif names and data["part"]:
            data["name"] = singular(reading.phrase(start, end))
        elif names:
            begin, tail = designation(reading, names[0].start, names[-1].end, self._noun_after(reading, names, classes))
            if not classes:
                tail = word_behind(reading, tail, known=names[-1].label == "system")
            data["name"] = _name(reading, begin, tail, names[-1].rule)
            start, end = min(start, begin), max(end, tail)
        else:
            data["name"] = _class_name(reading, classes)
        data["counted_as"] = self._counted_as(classes, names)
        data["category"] = self._category(classes, names)
        data["armed"] = self._arms(classes)
        if names and all(p.label == "shape" for p in names):
            data["ambiguous"] = not self._arms(classes)
        return Mention(
            "system" if data["designated"] else "class",
            start,
            end,
            (data["systems"] or data["classes"] or [""])[0],
            group[0].rule,
            data,
        )

    def _meant(self, reading: Reading, part: Mention, category: str | None) -> str:
        """Which of the systems of one name is meant: one of the class noun's category, else one made by a state named beside it."""
        ids: list[str] = part.data.get("ids", [])
        if len(ids) < 2:
            return part.id
        systems = self.knowledge.entries["system"]
        alike = [i for i in ids if systems[i].get("category") == category] or ids[: part.data["likely"]]
        sentence = reading.sentences[reading.sentence_at(part.start)]
        states = {p.data["code"] for p in reading.within("parties", sentence.start, sentence.end)}
        return next((i for i in alike if states & self.knowledge.with_kin(self.knowledge.homes([i]))), alike[0])

    @staticmethod
    def _noun_after(reading: Reading, names: list[Mention], classes: list[Mention]) -> int | None:
        """Where the class noun behind a name begins; an abbreviation before it is the name's ("Cougar *MRAP* carriers")."""
        after = [c for c in classes if c.start >= names[-1].end]
        if len(after) > 1 and after[0].start == names[-1].end and reading.words[after[0].end - 1].isupper():
            return after[1].start
        return after[0].start if after and after[0].start > names[-1].end else None

    def _counted_as(self, classes: list[Mention], names: list[Mention]) -> str:
        if classes:
            if names and classes[0].start < names[0].start and self._is_unit(classes[0]):
                return str(self.knowledge.entries["class"][classes[0].id].get("counted_as", "units"))
            if classes[-1].id == "round" and self._counted_as([], names) == "missiles":
                return "missiles"
            return self._class_counted_as(classes[-1])
        last_word = names[-1].rule.rpartition(" ")[2].lower() if names else ""
        if last_word in {"battery", "launcher", "missile"}:
            return "batteries" if last_word == "battery" else last_word + "s"
        for part in names:
            entry = self.knowledge.entries["system"].get(part.id, {})
            if "counted_as" in entry:
                return str(entry["counted_as"])
            own = entry.get("class")
            if own in self.knowledge.entries["class"]:
                return str(self.knowledge.entries["class"][own].get("counted_as", "units"))
        return "units"

    def _class_counted_as(self, part: Mention) -> str:
        """The field of a class noun: its entry's, or that of its last word ("multiple rocket launcher")."""
        own = str(self.knowledge.entries["class"][part.id].get("counted_as", "units"))
        return "launchers" if own == "units" and part.rule.endswith("rocket launcher") else own

    def _category(self, classes: list[Mention], names: list[Mention]) -> str | None:
        for part in names:
            if part.label == "system":
                return self.knowledge.entries["system"][part.id].get("category")
        return self.knowledge.entries["class"][classes[-1].id].get("category") if classes else None

    @staticmethod
    def _is_party(reading: Reading, m: Mention) -> bool:
        """A name that is a company's too, or part of one, is the company's when no class noun follows; "Delfin Lorenzana" is a person."""
        if m.data["classes"] or not m.data["designated"]:
            return False
        if any(
            p.data["kind"] in {"state", "company"}
            and p.start <= m.start
            and m.end <= p.end
            and p.end - p.start > m.end - m.start
            for p in reading.within("parties", m.start - 5, m.end)
        ):
            return True
        return any(
            (
                (p.data["kind"] == "company" or m.data["ambiguous"])
                and p.data["kind"] != "organ"
                and (p.start, p.end) == (m.start, m.end)
            )
            or (p.data["form"] == "leader" and p.start == m.end)
            for p in reading.within("parties", m.start, m.end + 1)
        )


def _outermost(mentions: list[Mention]) -> list[Mention]:
    """Mentions without those that a longer one next to them takes in: "L-59T" within "L-59T Super Albatros trainer"."""
    within = {
        id(short)
        for a, b in itertools.pairwise(mentions)
        for short, long in ((a, b), (b, a))
        if long.start <= short.start and short.end <= long.end and long.end - long.start > short.end - short.start
    }
    return [m for m in mentions if id(m) not in within]


def _quoted(reading: Reading, start: int, name: Mention) -> bool:
    """ "rocket systems "Polonez"", "launchers of "Uragan"": a name in quotation marks after its class noun."""
    before, after = reading.words[start : name.start], reading.words[name.end : name.end + 1]
    return before in (['"'], ["of", '"']) and after == ['"']


def _describes(reading: Reading, i: int) -> bool:
    """ "batteries of the long-range Siper": half of an adjective with a dash."""
    dashed = reading.words[i + 1] == "-" or reading.words[i - 1] == "-"
    return reading.words[i].islower() and reading.words[i].isalpha() and dashed


def _abbreviates(reading: Reading, letters: str, end: int) -> bool:
    """ "Missile Segment Enhancement (MSE) missiles": the initials of the name before them."""
    letters = letters.removesuffix("s")
    words = reading.words[max(0, end - len(letters)) : end]
    return letters.isupper() and [w[0] for w in words] == list(letters)


def _is_initials(reading: Reading, group: list[Mention], part: Mention) -> bool:
    return part.label == "shape" and reading.words[part.start][0] == reading.words[group[0].start][0].upper()


def _name(reading: Reading, start: int, end: int, rule: str) -> str:
    name = reading.phrase(start, end)
    name += ")" if name.count("(") > name.count(")") else ""
    return name if name.lower().endswith(rule.lower()) else singular(name)


def _class_name(reading: Reading, classes: list[Mention]) -> str:
    words = reading.phrase(classes[0].start, classes[-1].end)
    abbreviated = words.isupper() or (words.endswith("s") and words[:-1].isupper())
    return singular(words if abbreviated and len(words) <= 8 else words.lower())


def _is_in_name(reading: Reading, cue: Mention, inside: set[int]) -> bool:
    """ "Future Lynx", "Leopard 2A8NOR", "Harpers Ferry-class": words of a name say nothing of what is done to it."""
    return cue.label in {"cue", "discard"} and cue.start in inside and reading.words[cue.start][0].isupper()
