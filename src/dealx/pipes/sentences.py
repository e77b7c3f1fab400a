"""Sentences and paragraphs of news prose: headlines, hard-wrapped wire copy, bullets, abbreviations."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from dealx.pipes.reading import Component, Reading, Sentence, reading_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr prof st gen lt col maj capt cmdr adm sgt sen rep gov hon jr sr inc corp co ltd plc bros"
        " dept gov approx est no nos vs rs fig ca cf jan feb mar apr jun jul aug sep sept oct nov dec brig pvt"
        " messrs shri smt min art sq ft mt univ assn dist op"
    ).split()
)
_CLOSERS = frozenset("\"')]")
_STOPS = frozenset(".!?")
_MARKS = _CLOSERS | _STOPS
_BULLETS = frozenset("•*-–—▪◦·►")
_GOING_ON = frozenset(
    (
        "a an the of to for and or in on by with from at its their , - & as that which is are was were has"
        " have had be been will would"
    ).split()
)
_WRAPPED_SHARE = 0.2
_LONGEST = 400
"""Words of a sentence at most; more without an end are a list or no prose, and are cut there."""


class Sentences(Component):
    """Sets sentence starts on the Doc and fills `Reading.sentences`."""

    def read(self, reading: Reading) -> None:
        reading.sentences = split(reading) if reading.words else []

    def __call__(self, doc: Doc) -> Doc:
        super().__call__(doc)
        reading = reading_of(doc)
        starts = {reading.begin[s.start] for s in reading.sentences}
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in starts
        return doc


def split(reading: Reading) -> list[Sentence]:
    """The sentences of a Reading, in order, without gaps."""
    wrapped = _is_wrapped(reading)
    before = itertools.pairwise(reading.words)
    after_marks = {i for i, (word, _) in enumerate(before, 1) if word[-1] in _MARKS}
    after_breaks = {i for i, breaks in enumerate(reading.breaks) if breaks}
    starts = [0, *(i for i in sorted(after_marks | after_breaks) if i and _begins(reading, i, wrapped))]
    ends = itertools.pairwise([*starts, len(reading.words)])
    starts = [piece for start, end in ends for piece in range(start, end, _LONGEST)]
    sentences, paragraph = [], 0
    for start, end in itertools.pairwise([*starts, len(reading.words)]):
        if start and (reading.breaks[start] >= 2):
            paragraph += 1
        sentences.append(Sentence(start, end, paragraph))
    _mark_headlines(reading, sentences)
    return sentences


def _is_wrapped(reading: Reading) -> bool:
    """Whether lines end anywhere, as in wire copy, so that a line end says nothing: many go on in small letters."""
    lines = [i for i, breaks in enumerate(reading.breaks) if i and breaks == 1]
    going_on = sum(reading.words[i][0].islower() or reading.keys[i - 1] in _GOING_ON for i in lines)
    return going_on > _WRAPPED_SHARE * len(lines)


def _begins(reading: Reading, i: int, wrapped: bool) -> bool:
    if reading.breaks[i] >= 2:
        return True
    if reading.breaks[i] and (reading.words[i] in _BULLETS or (not wrapped and reading.keys[i - 1] not in _GOING_ON)):
        return True
    return _sentence_begins(reading, i)


def _sentence_begins(reading: Reading, i: int) -> bool:
    return (
        not reading.words[i][0].islower()
        and reading.words[i] not in _CLOSERS
        and reading.words[i] not in ",;:"
        and _sentence_ends(reading, i - 1)
    )


def _sentence_ends(reading: Reading, i: int) -> bool:
    while i > 0 and reading.words[i] in _CLOSERS:
        i -= 1
    if reading.words[i] not in _STOPS:
        return reading.words[i].endswith(".") and len(reading.words[i]) > 2 and _new_clause(reading, i + 1)
    if not reading.spaced[i] and i + 1 < len(reading.words) and reading.words[i + 1] not in _CLOSERS:
        return (
            reading.words[i] == "." and i > 0 and len(reading.words[i - 1]) > 3 and reading.words[i + 1][:1].isupper()
        )
    before = reading.keys[i - 1] if i else ""
    measure = i > 1 and reading.words[i - 2][-1].isdecimal() and not reading.spaced[i - 2]  # "for 108m."
    suffix = i > 1 and reading.words[i - 2] in {"/", "-"} and not reading.spaced[i - 2]  # "adds a SAMP/T."
    letter = len(before) == 1 and before.isalpha() and not measure and not suffix
    return not (reading.words[i] == "." and (before in _ABBREVIATIONS or letter))


def _new_clause(reading: Reading, i: int) -> bool:
    """After initials ("the U.S. The"), a sentence begins only with a word that is capitalised for no other reason."""
    return i < len(reading.words) and reading.words[i] in {
        "The",
        "It",
        "In",
        "A",
        "But",
        "He",
        "She",
        "They",
        "This",
        "These",
    }


def _mark_headlines(reading: Reading, sentences: list[Sentence]) -> None:
    for index, sentence in enumerate(sentences):
        last = reading.words[sentence.end - 1]
        shouting = _is_shouting(reading.words[sentence.start : sentence.end])
        title = (
            index < 2 and last not in {".", "!", '"', ":"} and len(sentences) > 1 and sentence.end - sentence.start < 30
        )
        sentence.headline = shouting or title


def _is_shouting(words: list[str]) -> bool:
    if sum(map(str.isupper, words)) < 4:
        return False
    letters = [w for w in words if w[0].isalpha()]
    return len(letters) > 3 and sum(map(str.isupper, letters)) > 0.8 * len(letters)
