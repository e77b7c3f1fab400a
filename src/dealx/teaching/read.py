"""Reading a text with some of the stages, and telling what entries its mentions stand for."""

from __future__ import annotations

from collections.abc import Iterable

from dealx.pipes.reading import Component, Mention, Reading, begin_reading
from dealx.pipes.tokenizer import cut, fold


def read_with(stages: Iterable[Component], text: str) -> Reading:
    """What the stages find in a text."""
    folded = fold(text)
    reading = begin_reading(folded, cut(folded), None)
    for stage in stages:
        stage.read(reading)
    return reading


def entries_of(mention: Mention) -> list[tuple[str, str]]:
    """Kind and id of the entries that a mention rests on; none for what is known by its shape alone."""
    if "systems" in mention.data:
        return [
            *(("system", id_) for id_ in mention.data["systems"]),
            *(("class", id_) for id_ in mention.data["classes"]),
        ]
    if mention.label == "party":
        kind = mention.rule.partition("-")[0]
        return (
            [("state" if kind == "organ" and mention.data["kind"] == "state" else mention.data["kind"], mention.id)]
            if mention.id
            else []
        )
    return [(mention.label, mention.id)] if mention.id else []


def stands_for(mention: Mention, kind: str, id_: str) -> bool:
    """Whether a mention is one of this entry, not of a word that is ambiguous where it stands."""
    return (kind, id_) in entries_of(mention) and not mention.data.get("ambiguous")
