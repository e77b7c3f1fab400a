"""What dealx makes of a sentence: the mentions, the transfers and the deals in it, and what was left out and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dealx.assembly import deals_of, frames_of
from dealx.assembly.frames import Frame, Slot
from dealx.extractor import Extractor
from dealx.knowledge.collect import Collection
from dealx.pipes.reading import Mention, Reading
from dealx.pipes.setting import why_set_aside
from dealx.pipes.tokenizer import fold
from dealx.records import Deal
from dealx.teaching.read import entries_of

_GROUPS = ("parties", "equipment", "counts", "money", "dates", "triggers", "cues")
_SAID = {
    "parties": ("name", "code", "form"),
    "equipment": ("name", "counted_as", "category"),
    "counts": ("value", "bound", "field"),
    "money": ("value", "currency", "bound", "sense"),
    "dates": ("year",),
    "triggers": ("voice", "tense"),
    "cues": ("effect", "scope", "refers"),
}
_SINGULAR = {"parties": "party", "counts": "count", "dates": "date", "triggers": "trigger", "cues": "cue"}


@dataclass(frozen=True)
class Part:
    """Words that mean something: what they are, by which entries, and where those stand."""

    start: int
    end: int
    words: str
    what: str
    rule: str
    says: dict[str, Any]
    entries: list[dict[str, str]]


@dataclass(frozen=True)
class Transfer:
    """A transfer as one place tells it; parties are (name, rule)."""

    status: str
    triggers: list[str]
    buyer: tuple[str, str] | None
    seller: tuple[str, str] | None
    goods: list[dict[str, Any]]
    value: int | None
    year: int | None


@dataclass(frozen=True)
class Left:
    """Words that make no deal, and why."""

    start: int
    end: int
    words: str
    why: str


@dataclass(frozen=True)
class Trial:
    """All that was made of a text; offsets count characters."""

    text: str
    parts: list[Part]
    transfers: list[Transfer]
    deals: list[Deal]
    left_out: list[Left]


def tried(extractor: Extractor, collection: Collection, text: str, date: dt.date | None) -> Trial:
    """What the extractor makes of a text; `collection` tells where the extractor's entries stand."""
    reading = extractor.read(text, date)
    frames = frames_of(extractor.knowledge, reading, text)
    transfers = [_transfer(reading, frame) for frame in frames]
    lacking = extractor.gate.lacks(fold(text))
    why = f"a first look finds {lacking}" if lacking else why_set_aside(reading)
    deals = deals_of(extractor.knowledge, reading, frames, text, None)
    left = list(_left_out(reading))
    if why or not (deals or left):
        left.insert(0, Left(0, len(text), text.strip(), why or "no clause tells of a transfer"))
    return Trial(text, list(_parts(collection, reading)), transfers, [] if why else deals, left)


def _parts(collection: Collection, reading: Reading) -> Iterator[Part]:
    mentions = [(m, group) for group in _GROUPS for m in reading.mentions[group] if m.label != "setting"]
    for m, group in sorted(mentions, key=lambda pair: (pair[0].start, pair[0].end)):
        entries = [
            {"kind": kind, "id": id_, "place": collection.place(kind, id_)}
            for kind, id_ in entries_of(m)
            if id_ in collection.entries.get(kind, {})
        ]
        says = {key: m.data[key] for key in _SAID[group] if m.data.get(key) is not None}
        what = m.label if group == "cues" else _SINGULAR.get(group, group)
        yield Part(*_span(reading, m), what, m.rule, says, entries)


def _span(reading: Reading, m: Mention) -> tuple[int, int, str]:
    return reading.begin[m.start], reading.end[m.end - 1], reading.phrase(m.start, m.end)


def _transfer(reading: Reading, frame: Frame) -> Transfer:
    return Transfer(
        status=frame.status,
        triggers=[reading.phrase(t.start, t.end) for t in frame.triggers],
        buyer=_party(frame.buyer),
        seller=_party(frame.seller),
        goods=[
            {"system": item.name} | {field: value for field, (value, _, _) in item.counts.items()}
            for item in frame.items
        ],
        value=frame.money.data["value"] if frame.money is not None else None,
        year=frame.year.data["year"] if frame.year is not None else None,
    )


def _party(slot: Slot | None) -> tuple[str, str] | None:
    return (slot.name, slot.rule) if slot is not None else None


def _left_out(reading: Reading) -> Iterator[Left]:
    for start, end, why in dict.fromkeys(reading.left_out):
        if start < end:
            yield Left(reading.begin[start], reading.end[end - 1], reading.phrase(start, end), why)
