"""Reads pattern folders line by line: what each says, where it stands, and all that is wrong with it by itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from dealx.knowledge.fields import JOINED, listed
from dealx.knowledge.locate import pattern_files
from dealx.knowledge.schema import KINDS, fields_of, kind_of, names_in
from dealx.knowledge.store import Entry

_BOM = "\ufeff"


class Complaint(NamedTuple):
    """What is wrong at a place (`file:line`); `fatal` if no article may be read with it."""

    place: str
    message: str
    fatal: bool = True

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class Line(NamedTuple):
    """A line of a pattern file: where it stands, what it says, and in which of the folders, counted from 0."""

    place: str
    entry: Entry
    folder: int = 0


@dataclass
class Collection:
    """What pattern folders hold.

    `entries`: kind and id to the whole entry; `lines`: kind and id to the line that makes it and those that extend it;
    `complaints`: what is wrong with files and lines, each by itself. A line with a fault makes no entry.
    """

    entries: dict[str, dict[str, Entry]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    lines: dict[str, dict[str, list[Line]]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    faulty: set[tuple[str, str]] = field(default_factory=set)
    complaints: list[Complaint] = field(default_factory=list)

    def place(self, kind: str, id_: str, field: str | None = None, value: str | None = None) -> str:
        """Where an entry stands, or the last of its lines that says `value`, or anything, in `field`."""
        lines = self.lines[kind][id_]
        said = [ln for ln in lines if field in ln.entry and (value is None or value in listed(ln.entry[field]))]
        return (said or lines[:1])[-1].place

    def is_users(self, kind: str, id_: str) -> bool:
        """Whether a line of a folder other than the first makes or extends the entry."""
        return any(line.folder > 0 for line in self.lines[kind][id_])

    def place_of_name(self, kind: str, id_: str, name: str) -> str:
        """Where an entry is given one of its names."""
        lines = self.lines[kind][id_]
        return next((line.place for line in lines if name in names_in(kind, line.entry)), lines[0].place)

    def complain(self, place: object, message: str, fatal: bool = True) -> None:
        """Files a complaint."""
        self.complaints.append(Complaint(str(place), message, fatal))


def collect(folders: Sequence[Path]) -> Collection:
    """What is in the folders; a later one may add to the earlier ones, and extend or replace their entries."""
    collection = Collection()
    for index, folder in enumerate(folders):
        _collect_folder(collection, folder, index)
    return collection


def _collect_folder(collection: Collection, folder: Path, index: int) -> None:
    if not folder.is_dir():
        collection.complain(folder, "no such folder of patterns")
        return
    files = [(kind_of(path.relative_to(folder).as_posix()), path) for path in pattern_files(folder)]
    for path in (path for kind, path in files if kind is None):
        collection.complain(path, f"no pattern file has this name; {_near(path.relative_to(folder).as_posix())}")
    if not files:
        collection.complain(folder, "no pattern files in this folder, such as systems/drones.jsonl", fatal=False)
    for kind in KINDS:
        for path in (path for own, path in files if own == kind):
            _collect_file(collection, kind, path, index)


def _near(file: str) -> str:
    """The names that a pattern file may have, or the one that was probably meant."""
    own = [kind.files for kind in KINDS.values() if "*" not in kind.files]
    if file.removeprefix("systems/").count("/") == 0:
        return f"did you mean systems/{Path(file).stem}.jsonl?"
    close = get_close_matches(file, own, 1, 0.75)
    return f"did you mean {close[0]}?" if close else f"it may be {', '.join(own)}, or systems/ANY.jsonl"


def _collect_file(collection: Collection, kind: str, path: Path, folder: int) -> None:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        collection.complain(path, f"cannot be read: {error.strerror}")
        return
    except UnicodeDecodeError as error:
        number = path.read_bytes()[: error.start].count(b"\n") + 1
        collection.complain(f"{path}:{number}", "not UTF-8; save the file in that encoding")
        return
    if text.startswith(_BOM):
        collection.complain(
            f"{path}:1", "begins with a byte-order mark; save the file as UTF-8 without one", fatal=False
        )
    lines = list(_lines(text.removeprefix(_BOM)))
    if not lines:
        collection.complain(path, "has no entries", fatal=False)
    for number, line in lines:
        place = f"{path}:{number}"
        entry = _parsed(collection, place, line)
        if entry is not None:
            _file(collection, kind, Line(place, entry, folder))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def _parsed(collection: Collection, place: str, line: str) -> Entry | None:
    twice: list[str] = []

    def read(pairs: list[tuple[str, object]]) -> Entry:
        keys = [key for key, _ in pairs]
        twice.extend(key for key in dict.fromkeys(keys) if keys.count(key) > 1)
        return dict(pairs)

    try:
        entry = json.loads(line, object_pairs_hook=read)
    except (ValueError, RecursionError) as error:
        why = f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
        collection.complain(place, f"not a JSON object on one line: {why}")
        return None
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        collection.complain(place, 'each line is a JSON object with an "id"')
        return None
    for key in twice:
        collection.complain(place, f'"{key}" stands twice; only the last would count')
    return entry


def _file(collection: Collection, kind: str, line: Line) -> None:
    """Files a line as a new entry, or with the one that it extends or replaces."""
    id_, entry, known = line.entry["id"], line.entry, collection.entries[kind]
    lacking = (kind, id_) in collection.faulty and id_ not in known
    faults = list(_faults(kind, entry)) or ([] if lacking else list(_misplaced(collection, kind, line)))
    for fault in faults:
        collection.complain(line.place, f'{kind} "{id_}": {fault}')
    said = {key: value for key, value in entry.items() if key not in {"extend", "replace"}}
    if faults or (lacking and entry.get("extend")):
        collection.faulty.add((kind, id_))
    elif entry.get("extend"):
        known[id_] = extended(kind, known[id_], said)
        collection.lines[kind][id_].append(line)
    else:
        known[id_] = said
        collection.lines[kind][id_] = [line]


def _faults(kind: str, entry: Entry) -> Iterator[str]:
    """What is wrong with the fields of a line."""
    fields = fields_of(kind)
    for key, value in entry.items():
        if key not in fields:
            close = get_close_matches(key, fields, 1)
            cure = f'did you mean "{close[0]}"?' if close else f"it may have {', '.join(fields)}"
            yield f'has no field "{key}"; {cure}'
        elif fault := fields[key].fault(value):
            yield f'"{key}" {fault}'
    if not entry.get("extend"):
        for key, one in fields.items():
            if one.required and key not in entry:
                yield f'"{key}" is missing'


def _misplaced(collection: Collection, kind: str, line: Line) -> Iterator[str]:
    """What is wrong with an entry beside those read before it."""
    entry, known = line.entry, collection.entries[kind]
    id_ = entry["id"]
    if entry.get("extend") and entry.get("replace"):
        yield 'has both "extend" and "replace"; one of them must go'
    wish = next((key for key in ("extend", "replace") if entry.get(key)), None)
    if wish is None and id_ in known:
        where = collection.place(kind, id_)
        yield f'exists already, at {where}; add "extend": true to add to it, or "replace": true to put this in its place'
    elif KINDS[kind].closed and line.folder > 0 and id_ not in known:
        yield f"no {kind} can be added, only those that there are can be extended or replaced"
    elif wish is not None and id_ not in known:
        close = get_close_matches(id_, known, 1)
        cure = f'did you mean "{close[0]}"?' if close else f'leave "{wish}" out to add it'
        yield f"there is none to {wish}; {cure}"


def extended(kind: str, entry: Entry, more: Entry) -> Entry:
    """The entry with what another line says of it: lists joined, each text once; all else overwritten."""
    fields, whole = fields_of(kind), dict(entry)
    for key, value in more.items():
        if fields[key].shape in JOINED and key in whole:
            value = list(dict.fromkeys([*listed(whole[key]), *listed(value)]))
        whole[key] = value
    return whole
