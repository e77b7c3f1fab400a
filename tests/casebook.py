"""The cases of `tests/cases/`, and how the records found in an article are compared with those expected."""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

Record = dict[str, Any]

FOLDER = Path(__file__).parent / "cases"
KNOWN_FAILURES = FOLDER / "known_failures.json"
PATTERNS = Path(__file__).parents[1] / "patterns"
PARTIES = ("states", "organisations", "companies")
ROLES = ("buyer", "seller")
COUNTS = ("batteries", "launchers", "missiles", "units")
PLAIN = (*COUNTS, "year", "status")
MONEY = ("value", "currency")
BOUNDED = (*COUNTS, "value", "year")


def all_cases() -> list[Record]:
    lines = (line for path in sorted(FOLDER.glob("*.jsonl")) for line in path.read_text().splitlines())
    return [json.loads(line) for line in lines]


def known_failures() -> dict[str, str]:
    failures: dict[str, str] = json.loads(KNOWN_FAILURES.read_text())
    return failures


def complaints(expected: list[Record], found: list[Record]) -> list[str]:
    """What is wrong with the records found, nothing if they are right."""
    pairs = _paired(expected, found)
    lost = [f"missing {_title(e)}" for i, e in enumerate(expected) if i not in pairs]
    extra = [f"too many {_title(f)}" for j, f in enumerate(found) if j not in pairs.values()]
    wrong = [complaint for i, j in sorted(pairs.items()) for complaint in differences(expected[i], found[j])]
    return lost + extra + wrong


def _paired(expected: list[Record], found: list[Record]) -> dict[int, int]:
    """Expected to found, the best pairs first; records that agree in neither system nor buyer are no pair."""
    weights = {(i, j): _likeness(e, f) for (i, e), (j, f) in product(enumerate(expected), enumerate(found))}
    pairs: dict[int, int] = {}
    for i, j in sorted(weights, key=lambda pair: (-weights[pair], pair)):
        if weights[i, j] >= 1 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _likeness(expected: Record, found: Record) -> float:
    system = same_system(_options(expected.get("system")), found["system"])
    buyer = found["buyer"] is not None and same_party(expected.get("buyer"), found["buyer"])
    return 2 * system + buyer - 0.01 * len(list(differences(expected, found)))


def differences(expected: Record, found: Record) -> Iterator[str]:
    """The fields of a record that are not as expected."""
    checked = {name for name in ("system", "bounds", *ROLES, *PLAIN, *MONEY) if name not in expected.get("open", ())}
    if "system" in checked and not same_system(_options(expected.get("system")), found["system"]):
        yield _difference("system", expected.get("system"), found["system"])
    for name in ROLES:
        if name in checked and not same_party(expected.get(name), found[name]):
            yield _difference(name, expected.get(name), found[name])
    for name in PLAIN:
        if name in checked and found[name] not in _options(expected.get(name)):
            yield _difference(name, expected.get(name), found[name])
    if checked.issuperset(MONEY) and (found["value"], found["currency"]) not in _sums(expected):
        yield _difference("value", _money(expected), _money(found))
    if "bounds" in checked:
        yield from _bound_differences(expected.get("bounds", {}), found["bounds"], checked)


def _bound_differences(expected: Record, found: Record, checked: set[str]) -> Iterator[str]:
    for name in BOUNDED:
        if name in checked and expected.get(name) != found.get(name):
            yield _difference(f"bound of {name}", expected.get(name), found.get(name))


def _options(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _sums(expected: Record) -> list[tuple[int | None, str | None]]:
    """Any of the sums with any of the currencies; two lists go in step."""
    value, currency = expected.get("value"), expected.get("currency")
    if isinstance(value, list) and isinstance(currency, list):
        return list(zip(value, currency, strict=True))
    return list(product(_options(value), _options(currency)))


def _difference(name: str, expected: Any, found: Any) -> str:
    return f"{name}: {_shown(expected)} expected, {_shown(found)} found"


def _shown(value: Any) -> str:
    return " or ".join("none" if v is None else str(v) for v in _options(value))


def _money(record: Record) -> str:
    return f"{_shown(record.get('value'))} {_shown(record.get('currency'))}"


def _title(record: Record) -> str:
    return f"{_shown(_options(record.get('system'))[0])} for {_shown(record.get('buyer'))}"


def same_party(expected: Any, found: str | None) -> bool:
    """Whether the names are those of one party: a case may use any of them, a record has the usual one."""
    return party_names().get(str(found), found) in {party_names().get(str(name), name) for name in _options(expected)}


@cache
def party_names() -> dict[str, str]:
    """All names of parties to their usual ones."""
    entries = [entry for file in PARTIES for entry in _entries(f"parties/{file}.jsonl")]
    names = {alias: entry["name"] for entry in entries for alias in entry.get("aliases", ())}
    return names | {entry["name"]: entry["name"] for entry in entries}


def same_system(expected: list[str | None], found: str) -> bool:
    """Whether the names read the same but for hyphens, plurals and the nouns of a class ("Mi-24V gunship")."""
    words = _words(found)
    return any(_same_name(_words(name), words) for name in expected if name is not None)


def _same_name(a: list[str], b: list[str]) -> bool:
    short, long = sorted((a, b), key=len)
    if long == short:
        return True
    named = any(word not in class_words() for word in short)
    return named and long[: len(short)] == short and class_words().issuperset(long[len(short) :])


def _words(name: str) -> list[str]:
    joined = re.sub(r"(?<=[^\W\d_])[-\s/](?=\d)", "", name.casefold())
    return [_singular(word) for word in re.findall(r"\w+", joined)]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def class_words() -> frozenset[str]:
    """The words of which the names of weapon classes consist, letters only: what may follow a designation."""
    phrases = (phrase for entry in _entries("systems/classes.jsonl") for phrase in _phrases(entry))
    return frozenset(word for phrase in phrases for word in _words(phrase) if word.isalpha() and len(word) > 2)


def _entries(file: str) -> Iterator[Record]:
    for line in (PATTERNS / file).read_text().splitlines():
        if line and not line.startswith("#"):
            yield json.loads(line)


def _phrases(entry: Record) -> list[str]:
    return [entry["name"], *entry.get("match", ())]
