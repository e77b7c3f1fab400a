"""Systems and what they are made up of: named missiles and launchers that also count for the system they come with."""

from __future__ import annotations

from dealx.assembly.frames import Item
from dealx.pipes.reading import Reading

_WHOLES = frozenset({"air_defence", "launcher"})
_MADE_OF = frozenset("consisting comprising composed".split())


def count_parts(reading: Reading, items: list[Item]) -> None:
    """ "two Iron Dome batteries with 240 Tamir interceptors": the missiles that come with batteries are theirs.

    "four fire units, consisting of 16 M903 launching stations": so are the launchers that a unit consists of.
    """
    for whole in items:
        if whole.designated and whole.mention.data["category"] in _WHOLES and whole.counts:
            _take(reading, whole, _single(items, whole, "missiles"), "missiles", frozenset({"with"}))
            _take(reading, whole, _single(items, whole, "launchers"), "launchers", _MADE_OF)


def _single(items: list[Item], whole: Item, field: str) -> Item | None:
    named = [i for i in items if i is not whole and i.designated and set(i.counts) == {field}]
    return named[0] if len(named) == 1 else None


def _take(reading: Reading, whole: Item, part: Item | None, field: str, links: frozenset[str]) -> None:
    if part is None or field in whole.counts:
        return
    told = [m.end for _, _, m in whole.counts.values() if m.end <= part.mention.start]
    if told and links.intersection(reading.keys[min(told) : part.mention.start]):
        whole.counts[field] = part.counts[field]
