"""Mentions to deals: clauses, roles, frames, merging, records. Pure: the same Reading gives the same records."""

from __future__ import annotations

from dealx.assembly.build import FrameBuilder
from dealx.assembly.deals import DealWriter
from dealx.assembly.frames import Frame
from dealx.assembly.infer import infer_parties
from dealx.assembly.merge import drafts_of
from dealx.assembly.resolve import resolve
from dealx.assembly.tables import table_frames
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Reading
from dealx.pipes.setting import is_set_aside
from dealx.records import Deal


def assemble(knowledge: Knowledge, reading: Reading, article: str, source: str | None) -> list[Deal]:
    """The deals of an article. `article` is the text as given, of the same length as the Reading's folded text."""
    if is_set_aside(reading):
        return []
    return deals_of(knowledge, reading, frames_of(knowledge, reading, article), article, source)


def frames_of(knowledge: Knowledge, reading: Reading, article: str) -> list[Frame]:
    """The transfers that an article tells of, each as told in one place."""
    frames = resolve(knowledge, reading, FrameBuilder(knowledge).build(reading))
    return frames + (table_frames(reading) if "|" in article or "\n" in article else [])


def deals_of(
    knowledge: Knowledge, reading: Reading, frames: list[Frame], article: str, source: str | None
) -> list[Deal]:
    """The records of what the frames of an article tell."""
    drafts = drafts_of(knowledge, frames)
    infer_parties(knowledge, reading, drafts)
    return DealWriter(knowledge, reading, article, reading.today, source).write(drafts)


__all__ = ["assemble", "deals_of", "frames_of"]
