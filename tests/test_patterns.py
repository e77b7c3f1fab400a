"""The integrity of `patterns/`: what one file says of another is there, and every rule finds its own example."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dealx.extractor import Extractor
from dealx.knowledge.loader import KINDS, read_entries
from dealx.knowledge.phrases import JOINERS, pieces, plain

Entry = dict[str, Any]
Placed = tuple[str, Entry]

PATTERNS = Path(__file__).parents[1] / "patterns"
REFERENCES = {
    "system": {"category": "category", "class": "class", "maker": "company", "country": "state", "family": "system"},
    "company": {"country": "state", "parent": "company"},
    "class": {"category": "category"},
}
NAMES = ("name", "aliases", "adjectives", "people", "seats", "organs", "leaders")


@cache
def entries(kind: str) -> list[Placed]:
    """The entries of a kind, each with its place as `file:line`."""
    own = {file for files in KINDS.values() for file in files if "*" not in file}
    return [
        (where.removeprefix(f"{PATTERNS}/"), entry)
        for pattern in KINDS[kind]
        for path in sorted(PATTERNS.glob(pattern))
        if "*" not in pattern or str(path.relative_to(PATTERNS)) not in own
        for where, entry in read_entries(path)
    ]


def ids(kind: str) -> set[str]:
    known = {entry["id"] for _, entry in entries(kind)}
    return known | {str(entry.get("code", entry["id"])) for _, entry in entries(kind)}


def values(entry: Entry, field: str) -> list[str]:
    value = entry.get(field, [])
    return value if isinstance(value, list) else [value]


def names(entry: Entry) -> list[str]:
    return [name for field in NAMES for name in values(entry, field)]


def key(name: str) -> str:
    """How a name is filed."""
    return " ".join(plain(piece) for piece in pieces(name) if piece not in JOINERS)


def test_every_file_belongs_to_a_kind() -> None:
    known = {path for files in KINDS.values() for pattern in files for path in PATTERNS.glob(pattern)}
    assert set(PATTERNS.rglob("*.jsonl")) == known


@pytest.mark.parametrize("kind", KINDS)
def test_ids_are_unique(kind: str) -> None:
    places = defaultdict(list)
    for where, entry in entries(kind):
        places[entry["id"]].append(where)
    assert {id_: where for id_, where in places.items() if len(where) > 1} == {}


@pytest.mark.parametrize(
    ("kind", "field", "other"), [(kind, *pair) for kind, fields in REFERENCES.items() for pair in fields.items()]
)
def test_what_is_referred_to_exists(kind: str, field: str, other: str) -> None:
    known = ids(other)
    unknown = [
        f"{where}: {field} {v}" for where, entry in entries(kind) for v in values(entry, field) if v not in known
    ]
    assert unknown == []


@pytest.mark.parametrize("kind", ["state", "company", "organisation", "system"])
def test_only_names_of_the_entry_are_ambiguous(kind: str) -> None:
    assert [
        f"{where}: {set(a)}"
        for where, entry in entries(kind)
        if (a := values(entry, "ambiguous")) and not set(a) <= set(names(entry))
    ] == []


@pytest.mark.parametrize("kinds", [("system",), ("state", "organisation", "company")], ids=["systems", "parties"])
def test_at_most_one_claims_a_name_outright(kinds: tuple[str, ...]) -> None:
    """A name of several is the one's that does not call it ambiguous, where the words around do not tell."""
    claims: dict[str, set[str]] = defaultdict(set)
    for kind in kinds:
        for where, entry in entries(kind):
            for name in set(names(entry)) - set(values(entry, "ambiguous")):
                claims[key(name)].add(f"{where} {entry['id']}")
    assert {name: sorted(claimants) for name, claimants in claims.items() if len(claimants) > 1} == {}


def examples(field: str) -> Iterator[Any]:
    for kind in ("verb", "noun"):
        for where, entry in entries(kind):
            for text in values(entry, field):
                yield pytest.param(kind, entry["id"], text, id=f"{where}-{entry['id']}")


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(("kind", "id_", "text"), list(examples("match")))
def test_a_trigger_is_found_in_its_example(kind: str, id_: str, text: str, extractor: Extractor) -> None:
    assert (kind, id_) in {(m.label, m.id) for m in extractor.read(text).mentions["triggers"]}


@pytest.mark.parametrize(("kind", "id_", "text"), list(examples("no_match")))
def test_a_trigger_is_not_found_elsewhere(kind: str, id_: str, text: str, extractor: Extractor) -> None:
    assert (kind, id_) not in {(m.label, m.id) for m in extractor.read(text).mentions["triggers"]}


@pytest.mark.parametrize("kind", ["verb", "noun"])
def test_every_trigger_has_an_example(kind: str) -> None:
    assert [where for where, entry in entries(kind) if not entry.get("match")] == []
