"""Counts, and sums of money with what they are.

Money: `data` has `value` in whole units, `currency` (ISO 4217 or None), `bound`, `sense` (`price`, `unit_price`, `loan` ...),
`conversion` (the same sum in another currency, or None). Counts are those of `counts.py`.
"""

from __future__ import annotations

import itertools
from collections import Counter

from dealx.knowledge import Knowledge
from dealx.knowledge.phrases import PhraseTable, pieces
from dealx.pipes.counts import find_counts
from dealx.pipes.numbers import Number, bound_words, find_numbers, parse_digits
from dealx.pipes.parties import opens_dateline
from dealx.pipes.reading import Component, Mention, Reading
from dealx.pipes.setting import beside_states, has_military_word, is_set_aside

_COST_REACH = 3
_ONE = frozenset("first each single one every".split())
_LEAST_PRICE = 1000
_NO_PRICE = 10**18
_SHORT = 4
_NO_NOUNS = frozenset("across alongside always besides means needs plans towards versus wants".split())
_BESIDE = 2
_VALUE_WORDS = frozenset("value worth valued price cost costs priced total sum deal contract cost costing for".split())


class AmountFinder(Component):
    """Marks `doc.spans["dealx_counts"]` and `doc.spans["dealx_money"]`."""

    groups = (
        "money",
        "counts",
        "parties",
    )

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.symbols: dict[tuple[str, ...], list[str]] = {}
        self.names = PhraseTable()
        self.scales = PhraseTable()
        for id_, entry in knowledge.entries["currency"].items():
            for name in entry["names"]:
                self.names.add(name, (id_, False))
            for name in entry.get("shared", ()):
                self.names.add(name, (id_, True))
            for symbol in (
                id_,
                *(s for s in entry["symbols"] if s != id_),
                *(s for s in entry.get("shared", ()) if s == "$" or s.startswith("Rs")),
            ):
                self.symbols.setdefault(tuple(pieces(symbol)), []).append(id_)
        self.symbol_ends = {tokens[-1] for tokens in self.symbols}
        for entry in knowledge.entries["scale"].values():
            for word in entry["match"]:
                self.scales.add(word, entry["factor"])

    def read(self, reading: Reading) -> None:
        numbers = find_numbers(reading)
        money = self._money(reading, numbers)
        taken = {i for m in money for i in range(m.start, m.end)}
        counts = find_counts(reading, [n for n in numbers if n.start not in taken])
        military = has_military_word(reading)
        for count in counts:
            goods = reading.mentions["equipment"][count.data["target"]]
            goods.data["counted"] = True
            beside = 0 <= goods.start - count.end <= _BESIDE and (military or not self._describes(reading, goods))
            goods.data["ambiguous"] = goods.data["ambiguous"] and not (beside and goods.data["systems"])
        _share_currency(reading, money)
        reading.mentions["money"] = _with_conversions(reading, _with_ranges(reading, money))
        reading.mentions["parties"] = [p for p in reading.mentions["parties"] if p.start not in taken]
        reading.mentions["counts"] = counts

    def stops(self, reading: Reading) -> bool:
        """Whether the article is set aside; only numbers tell that an ambiguous name is a weapon's."""
        return is_set_aside(reading)

    @staticmethod
    def _describes(reading: Reading, goods: Mention) -> bool:
        """ "two D-1 posts": a noun of other things follows the name, and no two states are there; the number counts those."""
        word = reading.words[goods.end] if goods.end < len(reading.words) else ""
        noun = word.isalpha() and word.islower() and len(word) > _SHORT and word.endswith("s") and word not in _NO_NOUNS
        return noun and not beside_states(reading, goods)

    # money

    def _money(self, reading: Reading, numbers: list[Number]) -> list[Mention]:
        equipment = {i for m in reading.mentions["equipment"] if m.data["designated"] for i in range(m.start, m.end)}
        home = _home(reading)
        found: list[Mention] = []
        for number in numbers:
            counted = number.end in equipment and not self._symbol(reading, number.start)[0]
            if number.start in equipment or counted or (found and number.start < found[-1].end):
                continue
            sum_ = self._sum(reading, number, home)
            if sum_ is not None:
                sum_.data["sense"] = self._sense(reading, sum_) if sum_.data["value"] >= _LEAST_PRICE else "other"
                found.append(sum_)
        return found

    def _sum(self, reading: Reading, number: Number, home: str | None) -> Mention | None:
        symbol, start = self._symbol(reading, number.start)
        digits = [parse_digits(reading.words[i]) for i in range(number.start, number.end)]
        value, low, end = number.value, number.low, number.end
        if number.low is None and digits and digits[0] is not None:
            value, end = digits[0], number.start + 1
        scale, end = self._scale(reading, end)
        if symbol and _is_code(reading, start, number, scale):
            return None
        if number.low is not None:
            value, scale, end, symbol = self._range(reading, number, symbol)
        named, after = self._name(reading, end)
        currencies = symbol or named
        if not currencies and (
            scale < 1_000_000
            or (number.low is None and value * scale < 1_000_000)
            or not (_price_before(reading, number.start) or _for_number(reading, end))
        ):
            return None
        if not symbol and named:
            end = after
        bound, begin = bound_words(reading, start)
        if number.low is not None or (number.bound and not symbol):
            bound, begin = number.bound, start
        currency = self._currency(reading, currencies, home, start)
        rule = "money-symbol" if symbol else "money-name" if named else "money-bare"
        total = round(value * scale)
        return (
            Mention(
                "money",
                start,
                end,
                currency or "",
                rule,
                {"value": total, "currency": currency, "bound": bound, "begin": begin, "low": low},
            )
            if 0 < total < _NO_PRICE
            else None
        )

    def _symbol(self, reading: Reading, at: int) -> tuple[list[str], int]:
        if not at or reading.words[at - 1] not in self.symbol_ends:
            return [], at
        for length in (4, 3, 2, 1):
            if at - length >= 0:
                found = self.symbols.get(tuple(reading.words[at - length : at]))
                whole = (
                    at - length == 0
                    or reading.spaced[at - length - 1]
                    or not reading.words[at - length - 1][-1].isalnum()
                )
                if found and (whole or (length == 1 and found and not reading.words[at - 1].isalpha())):
                    return found, at - length
        return [], at

    def _scale(self, reading: Reading, at: int) -> tuple[float, int]:
        skip = at + 1 if at < len(reading.words) and reading.words[at] == "-" and not reading.spaced[at] else at
        hit = self.scales.at(reading.keys, reading.spaced, skip) if skip < len(reading.keys) else None
        if hit is None or (
            len(reading.words[skip]) == 1
            and (reading.spaced[skip - 1] or (skip != at and reading.words[skip].islower()))
        ):
            return 1, at
        return hit.payloads[0], hit.end

    def _range(self, reading: Reading, number: Number, symbol: list[str]) -> tuple[float, float, int, list[str]]:
        """Upper end, scale and end of a range; "$100 million to $150 million" is left to its two numbers."""
        scale, end = self._scale(reading, number.end)
        value = number.value
        last = parse_digits(reading.words[number.end - 1])
        if last is None and number.end - 2 >= number.start:
            last = parse_digits(reading.words[number.end - 2])
            if last is not None:
                scale, end = self._scale(reading, number.end - 1)
                value = last
        return value, scale, end, symbol

    def _name(self, reading: Reading, at: int) -> tuple[list[str], int]:
        skip = at + 1 if at < len(reading.words) and reading.words[at] == "-" else at
        if skip >= len(reading.keys):
            return [], at
        if reading.keys[skip] == "in" and skip + 1 < len(reading.keys):
            skip = at
        hit = self.names.at(reading.keys, reading.spaced, skip)
        if hit is None:
            return [], at
        word = reading.words[hit.start]
        if (
            len(word) == 3
            and word.isupper() is False
            and all(len(c) == 3 and c == word.upper() for c, _ in hit.payloads)
            and word.islower()
            and word not in {"won", "yen", "lev", "leu", "lei"}
        ):
            return [], at
        own = [id_ for id_, shared in hit.payloads if not shared]
        return own or [id_ for id_, _ in hit.payloads], hit.end

    def _currency(self, reading: Reading, ids: list[str], home: str | None, at: int) -> str | None:
        if len(ids) <= 1:
            return ids[0] if ids else None
        entries = self.knowledge.entries["currency"]
        local = [c for c in ids if home and entries[c].get("country") == home]
        if local:
            return local[0]
        default = next((c for c in ids if entries[c].get("default")), None)
        return default or self._nearby(reading, ids, at)

    def _nearby(self, reading: Reading, ids: list[str], at: int) -> str | None:
        """The currency among candidates whose country the article names most, of several the one nearest to the sum."""
        by_country = {self.knowledge.entries["currency"][c].get("country"): c for c in ids}
        states = [m for m in reading.near("parties", at) if m.data["kind"] == "state" and m.data["code"] in by_country]
        times = Counter(m.data["code"] for m in states)
        best = min(states, key=lambda m: (-times[m.data["code"]], abs(m.start - at)), default=None)
        return by_country[best.data["code"]] if best else None

    def _sense(self, reading: Reading, sum_: Mention) -> str:
        sentence = reading.sentences[reading.sentence_at(sum_.start)]
        if _of_one(reading.keys[sentence.start : sum_.data["begin"]]):
            return "unit_price"
        lo, hi = max(sentence.start, sum_.start - 12), min(sentence.end, sum_.end + 12)
        for hit in self.knowledge.context.find(reading.keys[lo:hi], reading.spaced[lo:hi]):
            start, end = hit.start + lo, hit.end + lo
            for phrase in hit.payloads:
                if phrase.kind == "sense" and self._bears_on(phrase.id, phrase.alias, reading, start, end, sum_):
                    return str(self.knowledge.get("sense", phrase.id)["sense"])
        return "price"

    def _bears_on(self, id_: str, words: str, reading: Reading, start: int, end: int, sum_: Mention) -> bool:
        entry = self.knowledge.get("sense", id_)
        if "only" in entry and words not in entry["only"]:
            return False
        gap = sum_.start - end if end <= sum_.start else start - sum_.end
        side = "left" if end <= sum_.start else "right"
        between = reading.words[end : sum_.start] if side == "left" else reading.words[sum_.end : start]
        return (
            entry["side"] in ("any", side)
            and 0 <= gap <= entry["reach"]
            and not {";", ".", ",", "and"}.intersection(between)
        )


def _for_number(reading: Reading, at: int) -> bool:
    """ "and 800 million for 11 batteries"."""
    return (
        reading.keys[at : at + 1] == ["for"]
        and reading.words[at + 1 : at + 2] != []
        and reading.words[at + 1][0].isdecimal()
    )


def _of_one(before: list[str]) -> bool:
    """ "The first system cost 766 million dollars", "a single launcher costs": what one piece costs."""
    at = max((i for i, key in enumerate(before) if key in {"cost", "costs"}), default=0)
    return len(before) - at <= _COST_REACH and bool(_ONE.intersection(before[max(0, at - 3) : at]))


def _is_code(reading: Reading, start: int, number: Number, scale: float) -> bool:
    """`P18.9 billion` are pesos, `P20017`, `N68936` and `P625` numbers of contracts and ships: one letter, bare digits, no scale."""
    word = reading.words[number.start]
    return len(reading.words[start]) == 1 and reading.words[start].isalpha() and scale == 1 and "," not in word


def _price_before(reading: Reading, at: int) -> bool:
    return bool(_VALUE_WORDS.intersection(reading.keys[max(0, at - 4) : at]))


def _home(reading: Reading) -> str | None:
    """The country of the article's dateline ("CANBERRA, 3 May", "OTTAWA (Wire) -"), else the one whose services it speaks of most."""
    for m in reading.mentions["parties"]:
        if m.start > 60:
            break
        if m.data["kind"] == "state" and opens_dateline(reading, m):
            return str(m.data["code"])
    organs = Counter(
        str(m.data["code"])
        for m in reading.mentions["parties"]
        if m.data["kind"] == "state" and m.data["form"] == "organ"
    )
    return organs.most_common(1)[0][0] if organs and organs.most_common(1)[0][1] > 2 else None


def _share_currency(reading: Reading, money: list[Mention]) -> None:
    """A bare sum has the currency of the sum before it in its sentence, if that is no loan ("3 billion euros ... for 950 million")."""
    for before, sum_ in itertools.pairwise(money):
        same = reading.sentence_at(before.start) == reading.sentence_at(sum_.start)
        apart = before.data["sense"] == "loan" or ":" in reading.words[before.end : sum_.start]
        if sum_.data["currency"] is None and same and not apart:
            sum_.data["currency"] = before.data["currency"]


def _with_ranges(reading: Reading, money: list[Mention]) -> list[Mention]:
    """ "between $1 billion and $2 billion", "$3 million to $4 million": one sum, the upper end."""
    kept: list[Mention] = []
    for m in money:
        low = kept[-1] if kept else m
        joint = reading.keys[low.end : m.start]
        before = reading.keys[low.data["begin"] - 1] if low.data["begin"] else ""
        if (
            ((joint == ["and"] and before == "between") or (joint == ["to"] and before not in {"from", "by"}))
            and low.data["currency"] == m.data["currency"]
            and low.data["value"] < m.data["value"] <= 10 * low.data["value"]
        ):
            m.data |= {"low": low.data["value"], "bound": "at_most", "begin": low.data["begin"]}
            m.start = low.start
            kept.pop()
        kept.append(m)
    return kept


def _with_conversions(reading: Reading, money: list[Mention]) -> list[Mention]:
    """ "4.1 trillion won ($3.4 billion)": the sum in the parenthesis becomes the conversion of the one before it."""
    kept: list[Mention] = []
    for m in money:
        between = reading.keys[kept[-1].end : m.data["begin"]] if kept else []
        if (
            kept
            and ("(" in between or between in (["or"], [",", "or"]))
            and len(between) <= 4
            and ")" not in between
            and m.data["currency"] != kept[-1].data["currency"]
        ):
            kept[-1].data["conversion"] = {
                "value": m.data["value"],
                "currency": m.data["currency"],
                "start": m.start,
                "end": m.end,
            }
        else:
            m.data.setdefault("conversion", None)
            kept.append(m)
    return kept
