"""Names and phrases that can never be found, because they are read in another way or as another entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dealx.extractor import read_with
from dealx.knowledge.collect import Collection, Complaint
from dealx.knowledge.schema import names_in
from dealx.pipes.reading import Component, Reading
from dealx.teaching.read import entries_of


class _Trial(NamedTuple):
    """How to try the names of a kind: a sentence in which they are found if anywhere, read until the group is marked."""

    kind: str
    sentence: str
    group: str


_TRIALS = (
    _Trial("state", "They saw {}.", "parties"),
    _Trial("organisation", "They saw {}.", "parties"),
    _Trial("company", "They saw {} Inc.", "parties"),
    _Trial("system", "They saw the {} weapon.", "equipment"),
    _Trial("class", "They saw the {}.", "equipment"),
)


def unreachable(
    collection: Collection, checked: Sequence[tuple[str, str]], stages: Sequence[Component]
) -> Iterator[Complaint]:
    """Of these entries, names that are never found as they are written, and entries all of whose names are always another's."""
    for trial in _TRIALS:
        ids = [id_ for kind, id_ in checked if kind == trial.kind]
        names = [(id_, name) for id_ in ids for name in names_in(trial.kind, collection.entries[trial.kind][id_])]
        if names:
            yield from _lost(collection, trial, names, stages)


def _lost(
    collection: Collection, trial: _Trial, names: list[tuple[str, str]], stages: Sequence[Component]
) -> Iterator[Complaint]:
    texts = [trial.sentence.format(name) for name in ("", *(name for _, name in names))]
    last = next(i for i, stage in enumerate(stages) if trial.group in stage.groups)
    reading = read_with(stages[: last + 1], "\n\n".join(texts))
    frame, *filled = _by_paragraph(reading, trial.group, len(texts))
    tried = [(pair, [w for w in winners if w not in frame]) for pair, winners in zip(names, filled, strict=True)]
    found = {id_ for (id_, _), winners in tried if (trial.kind, id_) in winners}
    for (id_, name), winners in tried:
        if (trial.kind, id_) not in winners and (id_ not in found or not winners):
            place = collection.place_of_name(trial.kind, id_, name)
            yield Complaint(place, f'{trial.kind} "{id_}": "{name}" {_lot(collection, winners)}', fatal=False)


def _by_paragraph(reading: Reading, group: str, size: int) -> list[list[tuple[str, str]]]:
    """The entries found in each paragraph, those of the group before parties that hold the words instead."""
    paragraphs: list[list[tuple[str, str]]] = [[] for _ in range(size)]
    for mention in [*reading.mentions[group], *reading.mentions["parties"]]:
        paragraph = reading.sentences[reading.sentence_at(mention.start)].paragraph
        paragraphs[paragraph] += entries_of(mention)
    return paragraphs


def _lot(collection: Collection, winners: list[tuple[str, str]]) -> str:
    if not winners:
        return "can never be found as it is written"
    return f'is always taken for {winners[0][0]} "{winners[0][1]}" ({collection.place(*winners[0])})'
