"""Numbers that count equipment, and what they count.

`data`: `value`, `bound`, `target` (index into the equipment mentions), `field` of a record, `per` (said of each unit of
something else), `partitive` ("180 of them"), `whole` ("out of 24"), `more` ("a further five").
"""

from __future__ import annotations

from dealx.pipes.dates import MONTH_NAMES, year_of
from dealx.pipes.numbers import Number
from dealx.pipes.reading import Mention, Reading

_COUNT_STOP = frozenset(
    (
        "for to from by with in on at and or but as that which who is are was were be been has have had will"
        " would into than over under after before while when each via plus worth about between against not"
        " said says , . ; : ! ? ( ) = < > | • — % $ & including a an percent pct per km kilometres kilometers"
        " mm miles mile tonnes tons tonne ton metres meters feet foot knots hours days weeks months years year"
        " nm kg inch inches minutes people men women soldiers troops crew jobs billion bn mln million crore"
        " countries nations states th st nd rd companies company firms governments ministers members officials lawmakers"
        " senators allies workers employees pilots airlines banks customers bidders rivals users operators times suppliers"
        " makers contractors civilians victims dead killed wounded injured generals admirals officers sailors students"
        " families factories plants yards sites bases contracts deals agreements flights tests attacks strikes targets"
    ).split()
)
_NUMBERED = frozenset(
    "lot lots block increment phase tranche mk mark batch configuration version no page serial article section"
    " chapter resolution flight route highway act".split()
)
_TOTALS = {("in", "all"), ("all", "told"), ("in", "total")}
_GENERAL = frozenset("vehicle aircraft jet plane ship boat gun system helicopter tank".split())
_COUNT_REACH = 9
_MOST = 10**12
_UNIT_NOUNS = frozenset("battery squadron regiment battalion system unit set of fire division".split())
_YEAR_WORDS = frozenset(
    (
        "in since by of from during until late early mid fiscal fy jan feb mar apr jun jul aug sep sept oct nov dec"
    ).split()
).union(MONTH_NAMES)


_BATCHES = (["batch"], ["lot"], ["tranche"], ["order"])
_MORE_BATCHES = frozenset("second third further another additional new follow".split())
_ELIDED: tuple[list[str], ...] = (
    [],
    ["."],
    [","],
    [";"],
    [")"],
    ["from"],
    ["to"],
    ["for"],
    ["in"],
    ["by"],
    ["at"],
    ["on"],
    ["this"],
    ["last"],
    ["next"],
)
_IN_ALL = (["between", "them"], ["in", "all"], ["in", "total"])
_MORE_REACH = 3
_DEAL_NOUNS = frozenset("order deal purchase contract buy acquisition sale package".split())


def find_counts(reading: Reading, numbers: list[Number]) -> list[Mention]:
    """The numbers that count equipment, in order."""
    equipment = reading.mentions["equipment"]
    inside = {i for m in equipment for i in range(m.start, m.end)}
    by_start = {m.start: index for index, m in enumerate(equipment)}
    by_end = {m.end: index for index, m in reversed([*enumerate(equipment)])}
    found: list[Mention] = []
    for number in numbers:
        if (
            number.start in inside
            or number.value != int(number.value)
            or number.value > _MOST
            or _is_year(reading, number)
            or _is_part(reading, number)
        ):
            continue
        target = _counted(reading, number, by_start)
        if target is None:
            target = _listed(reading, number, by_end)
        if target is not None:
            target = _apposed(reading, number, equipment, target)
        partitive = target is None
        if partitive:
            target = _meant(reading, number)
        more = target is None and _says_more(reading, number)
        if more:
            target = _last_counted(reading, equipment, found, number.start)
        if target is not None:
            data = {
                "value": int(number.value),
                "bound": number.bound,
                "target": _made_of(reading, equipment, target),
                "per": _per_unit(reading, number, equipment[target]),
                "field": equipment[target].data["counted_as"],
                "partitive": partitive,
                "whole": partitive and _is_whole(reading, number),
                "more": more,
            }
            found.append(Mention("count", number.start, number.end, "", "count", data))
    return found


def _is_year(reading: Reading, number: Number) -> bool:
    word = reading.words[number.start]
    if (
        reading.keys[max(0, number.start - 1)] in {"and", "or"}
        and year_of(word)
        and year_of(reading.words[number.start - 2])
    ):
        return True
    if number.low is not None and 1900 <= number.low <= 2070 and number.value <= 2070 and "," not in word:
        return True
    before = reading.keys[number.start - 1] if number.start else ""
    earliest = 1700 if before in {"in", "since", "during"} else 1900
    if not (
        number.end - number.start == 1 and len(word) == 4 and word.isdecimal() and earliest <= number.value <= 2070
    ):
        return False
    after = reading.keys[number.end] if number.end < len(reading.keys) else ""
    return (
        before in _YEAR_WORDS
        or (before == "," and reading.words[number.start - 2].isdecimal())
        or after in {",", ".", "contract", "agreement", "deal", "order"}
        or before in {"the", "'s", "a"}
    )


def _is_part(reading: Reading, number: Number) -> bool:
    """Whether the number is a piece of something longer: `155mm`, `12-month`, `No. 1046`, `4.5-generation`."""
    i, j = number.start, number.end
    if reading.keys[max(0, i - 1)] in _NUMBERED:
        return True
    if i > 2 and reading.keys[i - 1] in {"and", "-", "to", "through"} and reading.keys[i - 3] in _NUMBERED:
        return True
    if i and not reading.spaced[i - 1] and reading.words[i - 1] not in {"(", '"', "=", "~", "-", ":", "/"}:
        return True
    if i > 1 and reading.words[i - 1] in "-/" and not reading.spaced[i - 1] and not reading.spaced[i - 2]:
        return True
    return (
        j < len(reading.words)
        and not reading.spaced[j - 1]
        and ((reading.words[j].isalpha() and reading.words[j] not in {"x"}) or reading.words[j] == "%")
    )


def _counted(reading: Reading, number: Number, by_start: dict[int, int]) -> int | None:
    first = number.end
    if reading.keys[first : first + 1] == ["of"] and reading.keys[first + 1 : first + 2] in (
        ["its"],
        ["their"],
        ["the"],
        ["his"],
        ["our"],
    ):
        first += 2
    lot, joined = 0, reading.words[first : first + 1] == ["-"] and not reading.spaced[first]
    for i in range(first, min(first + _COUNT_REACH, len(reading.words))):
        if i in by_start:
            return by_start[i] if not joined or _heads_deal(reading, i) else None
        lot = max(lot, _lot_end(reading, i))
        lot = max(lot, _calibre_end(reading, i))
        if i < lot:
            continue
        if reading.keys[i] in _COUNT_STOP or reading.breaks[i] >= 2 or reading.words[i][0].isdecimal():
            return None
        if reading.words[i] == "-" and reading.spaced[i]:
            return None
    return None


def _heads_deal(reading: Reading, i: int) -> bool:
    """ "a 36-aircraft order" tells how many are ordered; "an eight-battery force" counts no deal."""
    return bool(_DEAL_NOUNS.intersection(reading.keys[i + 1 : i + 4]))


def _listed(reading: Reading, number: Number, by_end: dict[int, int]) -> int | None:
    """ "MK82-1= 1,662 each": a name, an equals sign and its number."""
    if reading.words[number.start - 1 : number.start] != ["="]:
        return None
    return by_end.get(number.start - 1)


def _made_of(reading: Reading, equipment: list[Mention], unit: int) -> int:
    """ "two divisions of complexes "Buk"", "9 million rounds of 5.56 mm ammunition": what a vague unit is of, if it is named next."""
    m = equipment[unit]
    goods = equipment[unit + 1] if unit + 1 < len(equipment) else m
    joined = reading.keys[m.end : m.end + 1] == ["of"] and goods.start - m.end <= 3
    fitting = goods.data["designated"] or (m.data["counted_as"] == "units" and not goods.data["vague"])
    return unit + 1 if m.data["vague"] and joined and fitting else unit


def _lot_end(reading: Reading, i: int) -> int:
    """Behind the lot that stands between a number and its goods: "22 Lot 89 missiles", "four full-rate production, Lot II drones"."""
    at = i + 1 if reading.words[i] == "," else i
    named = reading.keys[at : at + 1] in (["lot"], ["lots"], ["batch"], ["block"], ["tranche"])
    number = reading.words[at + 1 : at + 2]
    if not named or not number or not (number[0].isdecimal() or number[0].isupper()):
        return 0
    beyond = reading.words[at + 3 : at + 4]
    pair = reading.keys[at + 2 : at + 3] in (["and"], ["-"], ["to"]) and beyond and beyond[0][0].isdecimal()
    return at + 4 if pair else at + 2


def _calibre_end(reading: Reading, i: int) -> int:
    """Behind the calibre that stands between a number and its goods: "ten 57mm SAK-57 guns"."""
    measured = reading.words[i][0].isdecimal() and reading.keys[i + 1 : i + 2] in (["mm"], ["cm"])
    return i + 2 if measured and not reading.spaced[i] else 0


def _meant(reading: Reading, number: Number) -> int | None:
    """ "180 of them": the goods named last before the pronoun, in this sentence or the one before."""
    of_them = reading.keys[number.end : number.end + 2] in (["of", "them"], ["of", "these"], ["of", "those"])
    if not of_them and not _is_whole(reading, number) and not _in_all(reading, number):
        return None
    at = reading.sentence_at(number.start)
    named = reading.within("equipment", reading.sentences[max(0, at - 1)].start, number.start)
    named = [m for m in named if m.data["designated"]] or named
    return int(named[-1].data["index"]) if named else None


def _in_all(reading: Reading, number: Number) -> bool:
    """ "howitzers, 24 pieces in all"."""
    i = number.end + (reading.keys[number.end : number.end + 1] in (["pieces"], ["units"], ["examples"]))
    return tuple(reading.keys[i : i + 2]) in _TOTALS or reading.keys[i : i + 1] == ["altogether"]


def _apposed(reading: Reading, number: Number, equipment: list[Mention], target: int) -> int:
    """ "the Korkut gun, 57 vehicles": a general noun right after a name counts what is named."""
    noun = equipment[target]
    named = equipment[target - 1] if target else noun
    apart = reading.words[number.start - 1 : number.start] == [","] and named.end == number.start - 1
    general = noun.data["counted_as"] == "units" and (noun.data["vague"] or noun.data["name"] in _GENERAL)
    return target - 1 if apart and general and named.data["designated"] and not named.data["counted"] else target


def _is_whole(reading: Reading, number: Number) -> bool:
    """ "three aircraft, out of 24 being procured": the number of which the goods just named are a part."""
    return reading.keys[max(0, number.start - 2) : number.start] == ["out", "of"]


def _says_more(reading: Reading, number: Number) -> bool:
    """ "a further five", "another six", "a second batch of 22", "four more": a number of the goods spoken of, unnamed."""
    before = reading.keys[max(0, number.start - 4) : number.start]
    after = reading.keys[number.end : number.end + 2]
    if after[:1] == ["more"]:
        after = after[1:]
    elif before[-1:] not in (["further"], ["another"], ["additional"]) and not (
        before[-2:-1] in _BATCHES and before[-1:] == ["of"] and _MORE_BATCHES.intersection(before)
    ):
        return False
    return after[:1] in _ELIDED


def _last_counted(reading: Reading, equipment: list[Mention], found: list[Mention], at: int) -> int | None:
    """The designated goods counted last, within a few sentences, or anywhere above if no others are."""
    last = next((m for m in reversed(found) if equipment[m.data["target"]].data["designated"]), None)
    if last is None:
        return None
    if reading.sentence_at(at) - reading.sentence_at(last.start) > _MORE_REACH:
        goods = (equipment[m.data["target"]].data for m in found)
        if len({data["name"] for data in goods if data["designated"]}) > 1:
            return None
    return int(last.data["target"])


def _per_unit(reading: Reading, number: Number, target: Mention) -> bool:
    """ "each of four launchers", "four launchers per battery", "each battery has a radar and three launchers"."""
    after = reading.keys[target.end : target.end + 2]
    if after in _IN_ALL or reading.keys[max(0, number.start - 3) : number.start] == ["each", "of", "the"]:
        return False
    if (
        "each" in reading.keys[max(0, number.start - 4) : number.start]
        or "apiece" in after
        or after[:1] in (["each"], ["per"])
    ):
        return True
    for i in range(number.start - 1, max(0, number.start - 18), -1):
        if reading.words[i] in {".", ";", ":"} or reading.keys[i : i + 2] == [",", "with"]:
            return False
        if reading.keys[i] == "each":
            return reading.keys[i + 1] in _UNIT_NOUNS
    return False
