"""All that is wrong with pattern folders, from broken lines to examples that do not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from dealx.extractor import read_with, stages_of
from dealx.knowledge.collect import Collection, Complaint, collect
from dealx.knowledge.fields import listed
from dealx.knowledge.loader import knowledge_of
from dealx.knowledge.locate import builtin_patterns
from dealx.knowledge.relations import complaints_between
from dealx.knowledge.schema import KINDS
from dealx.pipes.reading import Component, Mention
from dealx.teaching.read import stands_for
from dealx.teaching.shadows import unreachable

Pairs = Sequence[tuple[str, str]]
_TRIGGERS = frozenset({"verb", "noun"})


def check(folders: Sequence[Path]) -> list[Complaint]:
    """The complaints about the folders, beside the built-in patterns, in the order of their places.

    Without folders, about the built-in patterns.
    """
    collection = collect([builtin_patterns(), *folders])
    stages = stages_of(knowledge_of(collection))
    checked = [
        (kind, id_)
        for kind in KINDS
        for id_ in collection.entries[kind]
        if not folders or collection.is_users(kind, id_)
    ]
    complaints = [
        *collection.complaints,
        *complaints_between(collection),
        *_repetitions(collection, checked),
        *_examples(collection, checked, stages),
        *unreachable(collection, checked, stages),
    ]
    fatal = {complaint.place for complaint in complaints if complaint.fatal}
    told = dict.fromkeys(c for c in complaints if c.fatal or c.place not in fatal)
    return sorted(told, key=_by_place)


def _by_place(complaint: Complaint) -> tuple[str, int]:
    file, _, line = complaint.place.rpartition(":")
    return (file, int(line)) if file and line.isdecimal() else (complaint.place, 0)


def _repetitions(collection: Collection, checked: Pairs) -> Iterator[Complaint]:
    """Lists that say a thing twice, or the name once more."""
    for kind, id_ in checked:
        for place, entry, _ in collection.lines[kind][id_]:
            said = {key: Counter(value) for key, value in entry.items() if isinstance(value, list)}
            if "aliases" in said and "name" in entry:
                said["aliases"][entry["name"]] += 1
            for key, count in said.items():
                for text in (text for text, times in count.items() if times > 1):
                    yield Complaint(place, f'{kind} "{id_}": "{text}" stands twice, in "{key}"', fatal=False)


def _examples(collection: Collection, checked: Pairs, stages: Sequence[Component]) -> Iterator[Complaint]:
    """Examples in which an entry is not found, or is although it must not be; triggers without any."""
    for kind, id_ in checked:
        entry = collection.entries[kind][id_]
        if kind in _TRIGGERS and "match" not in entry:
            place = collection.place(kind, id_)
            yield Complaint(place, f'{kind} "{id_}": give it an example, "match": "..."', fatal=False)
        for key in ("match", "no_match") if "no_match" in KINDS[kind].fields else ():
            for text in listed(entry.get(key, [])):
                if (fault := _fault_of(key, _found(kind, id_, text, stages))) is not None:
                    place = collection.place(kind, id_, key, text)
                    yield Complaint(place, f'{kind} "{id_}": {fault} "{text}"', fatal=False)


def _fault_of(key: str, found: bool) -> str | None:
    if key == "match":
        return None if found else "is not found in its example"
    return "is found in its counter-example" if found else None


def _found(kind: str, id_: str, text: str, stages: Sequence[Component]) -> bool:
    mentions: dict[str, list[Mention]] = read_with(stages, text).mentions
    return any(stands_for(m, kind, id_) for group in mentions.values() for m in group)
