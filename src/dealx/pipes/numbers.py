"""Numbers in words and digits, with the bound that stands before them."""

from __future__ import annotations

from dataclasses import dataclass

from dealx.pipes.reading import Reading

_ONES = {
    w: i
    for i, w in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
            " seventeen eighteen nineteen"
        ).split()
    )
}
_TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
NUMBER_WORDS = (frozenset(_ONES) | frozenset(_TENS)) - {"zero", "one"}
"""Words that count several things by themselves."""
_BIG = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
GROUPS = {
    ("half", "a", "dozen"): 6,
    ("a", "dozen"): 12,
    ("a", "pair", "of"): 2,
    ("a", "couple", "of"): 2,
    ("dozen",): 12,
    ("a", "score", "of"): 20,
    ("a", "hundred"): 100,
    ("a", "trio", "of"): 3,
    ("pair", "of"): 2,
    ("both",): 2,
}
_GROUPS_OF = {first: [p for p in GROUPS if p[0] == first] for first in {p[0] for p in GROUPS}}
_OPENERS = frozenset(_ONES) | frozenset(_TENS) | frozenset(_GROUPS_OF)
_BOUNDS: dict[tuple[str, ...], str] = {
    **{
        tuple(p.split()): "at_least"
        for p in (
            "at least",
            "more than",
            "over",
            "upwards of",
            "no fewer than",
            "no less than",
            "not less than",
            "a minimum of",
            "minimum of",
            "exceeding",
            "in excess of",
            "above",
            "well over",
            "just over",
        )
    },
    **{
        tuple(p.split()): "at_most"
        for p in (
            "up to",
            "as many as",
            "at most",
            "no more than",
            "not more than",
            "a maximum of",
            "maximum of",
            "fewer than",
            "less than",
            "under",
            "as much as",
            "not to exceed",
            "below",
        )
    },
    **{
        tuple(p.split()): "about"
        for p in (
            "about",
            "around",
            "some",
            "approximately",
            "roughly",
            "nearly",
            "almost",
            "approx",
            "approx .",
            "an estimated",
            "estimated",
            "close to",
            "circa",
            "ca",
            "ca .",
            "~",
            "just under",
            "an approximate",
        )
    },
}
_LONGEST_NUMBER = 20
_LONGEST_BOUND = max(map(len, _BOUNDS))
_BOUND_ENDS = frozenset(words[-1] for words in _BOUNDS)


@dataclass(slots=True)
class Number:
    """A number said: half-open tokens, its value (the upper end of a range), whether it is a range, and its bound."""

    start: int
    end: int
    value: float
    bound: str | None = None
    low: float | None = None


def find_numbers(reading: Reading, start: int = 0, end: int | None = None) -> list[Number]:
    """The numbers in tokens start to end, in order, ranges and doubled forms ("thirty-six (36)") as one."""
    numbers: list[Number] = []
    keys, read = reading.keys[start:end], start
    for i in [i for i, key in enumerate(keys, start) if key in _OPENERS or key[0].isdecimal()]:
        number = _read(reading, i) if i >= read else None
        if number is not None:
            number = _doubled(reading, _ranged(reading, number))
            number.bound = number.bound or bound_before(reading, number.start)
            numbers.append(number)
            read = number.end
    return numbers


def bound_before(reading: Reading, start: int) -> str | None:
    """The bound that the words before token `start` put on a number there."""
    return bound_words(reading, start)[0]


def bound_words(reading: Reading, start: int) -> tuple[str | None, int]:
    """The bound before token `start`, and the token where its words begin."""
    if not start or reading.keys[start - 1] not in _BOUND_ENDS:
        return None, start
    for length in range(_LONGEST_BOUND, 0, -1):
        words = tuple(reading.keys[max(0, start - length) : start])
        if len(words) == length and words in _BOUNDS:
            return _BOUNDS[words], start - length
    return None, start


def _read(reading: Reading, i: int, scaled: bool = True) -> Number | None:
    word = reading.words[i]
    if word[0].isdecimal():
        value = parse_digits(word)
        number = None if value is None else Number(i, i + 1, value)
        return _scaled(reading, number) if number is not None and scaled else number
    for phrase in _GROUPS_OF.get(reading.keys[i], ()):
        if tuple(reading.keys[i : i + len(phrase)]) == phrase:
            return Number(i, i + len(phrase), GROUPS[phrase])
    return _in_words(reading, i)


def parse_digits(word: str) -> float | None:
    """The value of `2,500`, `4.75`, `1,80,000`; None for what is no number."""
    whole, _, fraction = word.partition(".")
    groups = whole.split(",")
    if (len(groups[0]) > 1 and groups[0][0] == "0") or len(word) > _LONGEST_NUMBER:
        return None
    if not all(g.isdecimal() for g in groups) or (fraction and not fraction.isdecimal()):
        return None
    if len(groups) > 1 and (len(groups[-1]) != 3 or any(len(g) not in (2, 3) for g in groups[1:-1])):
        return None
    return float("".join(groups) + ("." + fraction if fraction else ""))


def _scaled(reading: Reading, number: Number) -> Number:
    """ "3 million shells", "2 thousand": the scale word belongs to the number where no currency follows (money looks again)."""
    i = number.end
    if i < len(reading.keys) and reading.keys[i] in {"hundred", "thousand", "million"} and i + 1 < len(reading.keys):
        number.value *= _BIG[reading.keys[i]]
        number.low = number.low and number.low * _BIG[reading.keys[i]]
        number.end += 1
    elif i + 1 < len(reading.keys) and reading.keys[i] == "dozen":
        number.value *= 12
        number.end += 1
    return number


def _in_words(reading: Reading, i: int) -> Number | None:
    total = current = 0
    j, used = i, i
    while j < len(reading.keys):
        key = reading.keys[j]
        if key in _ONES and (current % 10 == 0 and (current % 100 != 10 or current == 0)):
            current += _ONES[key]
        elif key in _TENS and current % 100 == 0:
            current += _TENS[key]
        elif key == "hundred" and 0 < current < 100:
            current *= 100
        elif key in {"thousand", "million"} and current:
            total, current = total + current * _BIG[key], 0
        elif key == "dozen" and current and j == used:
            current *= 12
        elif (
            used > i
            and key in {"-", "and"}
            and j == used
            and j + 1 < len(reading.keys)
            and _goes_on(reading, j, current)
        ):
            j += 1
            continue
        else:
            break
        j += 1
        used = j
    return Number(i, used, total + current) if used > i and total + current > 0 else None


def _goes_on(reading: Reading, j: int, current: int) -> bool:
    after = reading.keys[j + 1]
    if reading.keys[j] == "-":
        return after in _ONES and current % 10 == 0 and current > 0
    return (after in _ONES or after in _TENS) and current % 100 == 0 and current >= 100


def _ranged(reading: Reading, low: Number) -> Number:
    """ "10-12", "10 to 12", "between 10 and 12": the upper end, with both kept."""
    i, keys = low.end, reading.keys
    if i + 1 >= len(keys) or keys[i] not in {"-", "to", "and", "or"}:
        return low
    if keys[i] == "and" and (low.start == 0 or keys[low.start - 1] != "between"):
        return low
    if keys[i] == "-" and reading.spaced[i - 1] != reading.spaced[i]:
        return low
    alone = low.end - low.start == 1
    high = _read(reading, i + 1, scaled=not alone)
    if (
        high is None
        or not low.value < high.value <= low.value * 1000
        or (keys[i] in {"to", "or"} and high.value > low.value * 5)
    ):
        return low
    both = Number(low.start, high.end, high.value, "at_most", low.value)
    return _scaled(reading, both) if alone and reading.words[high.start][0].isdecimal() else both


def _doubled(reading: Reading, number: Number) -> Number:
    i = number.end
    if (
        i + 2 < len(reading.words)
        and reading.words[i] == "("
        and reading.words[i + 2] == ")"
        and parse_digits(reading.words[i + 1]) == number.value
    ):
        number.end = i + 3
    return number
