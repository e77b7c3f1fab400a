"""Finding entries: by kind, by words, by country, by what they refer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from dealx.knowledge.collect import Collection
from dealx.knowledge.fields import listed
from dealx.knowledge.relations import code_of, filed_as
from dealx.knowledge.schema import KINDS, names_in
from dealx.knowledge.store import Entry

_PLURALS = {"company": "companies", "category": "categories", "class": "classes", "currency": "currencies"}


class Found(NamedTuple):
    """An entry and where it stands."""

    kind: str
    id: str
    place: str
    entry: Entry

    @property
    def names(self) -> list[str]:
        """All its names or phrases."""
        return names_in(self.kind, self.entry)

    @property
    def name(self) -> str:
        """What to call it."""
        return str(self.entry.get("name") or next(iter(self.names), ""))

    @property
    def countries(self) -> list[str]:
        """The codes of the states where it is at home."""
        if self.kind == "state":
            return [code_of(self.id, self.entry)]
        return [str(code) for code in listed(self.entry.get("country", []))]


class Wanted(NamedTuple):
    """Which entries to list: of what kinds, with what in their id or names, at home in which states."""

    kinds: Sequence[str]
    text: str | None = None
    codes: frozenset[str] | None = None


class Referring(NamedTuple):
    """An entry that refers to another one, and by which of its fields."""

    kind: str
    id: str
    field: str


def entries(collection: Collection, wanted: Wanted) -> Iterator[Found]:
    """The entries wanted, in the order of their files."""
    text = wanted.text and wanted.text.lower()
    filed = wanted.text and filed_as(wanted.text)
    for kind in wanted.kinds:
        for id_, entry in collection.entries[kind].items():
            found = Found(kind, id_, collection.place(kind, id_), entry)
            if wanted.codes is not None and wanted.codes.isdisjoint(found.countries):
                continue
            if not text or text in id_.lower() or any(_holds(name, text, filed) for name in found.names):
                yield found


def _holds(name: str, text: str, filed: str | None) -> bool:
    return text in name.lower() or (bool(filed) and f" {filed} " in f" {filed_as(name)} ")


def codes_of(collection: Collection, country: str) -> frozenset[str]:
    """The code of a state given by its code or one of its names; none if there is no such state."""
    states = collection.entries["state"]
    codes = {code_of(id_, entry) for id_, entry in states.items()}
    if country.upper() in codes:
        return frozenset({country.upper()})
    return frozenset(code_of(id_, states[id_]) for kind, id_ in named(collection, country) if kind == "state")


def named(collection: Collection, term: str) -> list[tuple[str, str]]:
    """Kind and id of the entries with this id, or else with this name however it is spelled."""
    same = [(kind, id_) for kind in KINDS for id_ in collection.entries[kind] if id_ == term]
    filed = filed_as(term)
    return same or [
        (kind, id_)
        for kind in KINDS
        for id_, entry in collection.entries[kind].items()
        if filed and any(filed_as(name) == filed for name in names_in(kind, entry))
    ]


def named_within(collection: Collection, term: str) -> tuple[str, list[tuple[str, str]]]:
    """The longest name of a system within a term, and the systems that have it: `Pillán` of "the ENAER Pillán trainer"."""
    words = f" {filed_as(term)} "
    within: dict[str, list[tuple[str, str]]] = {}
    for id_, entry in collection.entries["system"].items():
        for name in names_in("system", entry):
            if f" {filed_as(name)} " in words:
                within.setdefault(name, []).append(("system", id_))
    longest = max(within, key=lambda name: (len(filed_as(name)), name), default="")
    return longest, within.get(longest, [])


def near_misses(collection: Collection, term: str) -> list[str]:
    """Ids and names that a misspelt one may have meant."""
    low = term.lower()
    known = {id_.lower(): id_ for kind in KINDS for id_ in collection.entries[kind]}
    for kind in KINDS:
        for entry in collection.entries[kind].values():
            known.update((name.lower(), name) for name in names_in(kind, entry))
    return [known[close] for close in get_close_matches(low, known, 5, 0.7)]


def referring(collection: Collection, kind: str, id_: str) -> Iterator[Referring]:
    """The entries that refer to one."""
    entry = collection.entries[kind][id_]
    code = code_of(id_, entry)
    for other, of_other in KINDS.items():
        pointing = [key for key, field in of_other.fields.items() if kind in field.refers]
        for other_id, other_entry in collection.entries[other].items() if pointing else ():
            for key in pointing:
                if code in listed(other_entry.get(key, [])):
                    yield Referring(other, other_id, key)


def counts(found: Iterable[Found]) -> str:
    """The numbers of entries in words: `3 entries: 2 systems, 1 company`."""
    by_kind = Counter(one.kind for one in found)
    if not by_kind:
        return "no entries"
    told = [f"{n:,} {kind if n == 1 else _PLURALS.get(kind, f'{kind}s')}" for kind, n in by_kind.items()]
    total = by_kind.total()
    return told[0] if len(told) == 1 else f"{total:,} entries: {', '.join(told)}"
