"""What is wrong between entries: references to nothing, and names that two of them claim."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from dealx.knowledge.collect import Collection, Complaint
from dealx.knowledge.fields import listed
from dealx.knowledge.phrases import keys_of
from dealx.knowledge.schema import KINDS, names_in
from dealx.knowledge.store import Entry

_UP = {"system": "family", "company": "parent"}


def filed_as(name: str) -> str:
    """The form under which a name is filed; names that share it are one name to dealx."""
    return " ".join(keys_of(name))


def code_of(id_: str, entry: Entry) -> str:
    """What other entries refer to an entry by: its code, if it has one, or its id."""
    return str(entry.get("code", id_))


def complaints_between(collection: Collection) -> Iterator[Complaint]:
    """All that makes the entries contradict each other; each is fatal."""
    yield from _references(collection)
    yield from _loops(collection)
    yield from _codes(collection)
    yield from _strangers(collection, "ambiguous")
    yield from _strangers(collection, "only")
    yield from _claims(collection)


def _references(collection: Collection) -> Iterator[Complaint]:
    known = {kind: _known(collection, kind) for kind in KINDS}
    for kind, of_kind in KINDS.items():
        pointing = {key: field.refers for key, field in of_kind.fields.items() if field.refers}
        for id_, entry in collection.entries[kind].items() if pointing else ():
            for key in pointing.keys() & entry.keys():
                for value in listed(entry[key]):
                    if not any(value in known[other] for other in pointing[key]):
                        place = collection.place(kind, id_, key, value)
                        yield Complaint(place, f'{kind} "{id_}": {_to_nothing(key, value, pointing[key], known)}')


def _to_nothing(key: str, value: str, kinds: tuple[str, ...], known: dict[str, set[str]]) -> str:
    close = get_close_matches(value, sorted(set().union(*(known[kind] for kind in kinds))), 1)
    cure = f'did you mean "{close[0]}"?' if close else f"add it to {KINDS[kinds[0]].files}, or leave the field out"
    return f'"{key}" is "{value}", but there is no such {" or ".join(kinds)}; {cure}'


def _known(collection: Collection, kind: str) -> set[str]:
    """What others may refer to: ids, of states and organisations the codes; those of faulty lines too, which are told."""
    ids = {code_of(id_, entry) for id_, entry in collection.entries[kind].items()}
    return ids | {id_ for other, id_ in collection.faulty if other == kind}


def _loops(collection: Collection) -> Iterator[Complaint]:
    for kind, key in _UP.items():
        entries = collection.entries[kind]
        for id_ in entries:
            seen, at = {id_}, entries[id_].get(key)
            while at in entries and at not in seen:
                seen.add(at)
                at = entries[at].get(key)
            if at == id_:
                yield Complaint(collection.place(kind, id_, key), f'{kind} "{id_}": its "{key}" leads back to itself')


def _codes(collection: Collection) -> Iterator[Complaint]:
    for id_, entry in collection.entries["state"].items():
        if "code" not in entry and not (id_.isalpha() and id_.isascii() and id_.isupper() and 3 <= len(id_) <= 4):
            yield Complaint(
                collection.place("state", id_), f'state "{id_}": give its "code" of three or four capitals, for records'
            )


def _strangers(collection: Collection, key: str) -> Iterator[Complaint]:
    """Texts that must be among the names of their entry and are not."""
    for kind, of_kind in KINDS.items():
        for id_, entry in collection.entries[kind].items() if key in of_kind.fields else ():
            names = names_in(kind, entry)
            for value in entry.get(key, ()):
                if value not in names:
                    place = collection.place(kind, id_, key, value)
                    yield Complaint(place, f'{kind} "{id_}": "{value}" is "{key}" but none of its names; add it there')


def _claims(collection: Collection) -> Iterator[Complaint]:
    """Names without a letter or digit, and names that two entries of one table claim outright."""
    owners: dict[tuple[str, str], tuple[str, str]] = {}
    for kind, of_kind in KINDS.items():
        for id_, entry in collection.entries[kind].items():
            ambiguous = set(entry.get("ambiguous", ()))
            for name in dict.fromkeys(names_in(kind, entry)):
                key = filed_as(name)
                owner = (kind, id_)
                if key and of_kind.table and name not in ambiguous:
                    owner = owners.setdefault((of_kind.table, key), owner)
                if not key or owner != (kind, id_):
                    fault = _claimed(collection, kind, name, owner) if key else f'"{name}" holds no word to be found by'
                    yield Complaint(collection.place_of_name(kind, id_, name), f'{kind} "{id_}": {fault}')


def _claimed(collection: Collection, kind: str, name: str, owner: tuple[str, str]) -> str:
    cure = "leave it out of one of them"
    if "ambiguous" in KINDS[kind].fields:
        cure = f'list it as "ambiguous" here, or there with {{"id": "{owner[1]}", "extend": true, "ambiguous": ["{name}"]}}'
    return f'"{name}" is a name of {owner[0]} "{owner[1]}" too ({collection.place(*owner)}); {cure}'
