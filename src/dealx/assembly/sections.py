"""Headings that date a section: "2. Leopards, 1983"."""

from __future__ import annotations

from dealx.pipes.reading import Mention, Reading, Sentence

_LENGTH = 8


def section_years(reading: Reading) -> list[Mention | None]:
    """For each sentence the year in the heading above it; a heading without a year ends the section."""
    years: list[Mention | None] = []
    current: Mention | None = None
    for index, sentence in enumerate(reading.sentences):
        if _is_heading(reading, index):
            dates = reading.within("dates", sentence.start, sentence.end)
            current = dates[0] if _ends_with_year(sentence, dates) else None
            years.append(None)
        else:
            years.append(current)
    return years


def _is_heading(reading: Reading, index: int) -> bool:
    """Whether a sentence is a short line of its own, without a full stop."""
    sentence = reading.sentences[index]
    alone = index + 1 == len(reading.sentences) or reading.sentences[index + 1].paragraph != sentence.paragraph
    return (
        alone
        and 1 < sentence.end - sentence.start <= _LENGTH
        and reading.words[sentence.end - 1] not in {".", "!", "?", '"', ":"}
        and not any(t.label == "verb" for t in reading.within("triggers", sentence.start, sentence.end))
    )


def _ends_with_year(sentence: Sentence, dates: list[Mention]) -> bool:
    return len(dates) == 1 and dates[0].data["kind"] == "year" and dates[0].end == sentence.end
