"""Which found record answers which labelled one: one to one within an article, so that the fields agree as well as they can."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dealx.evaluation.agreement import FIELDS, Record, agrees, is_given

_WEIGHTS = {"system": 3.0, "value": 2.0, "buyer": 1.5, "seller": 1.5}
_CLASH = -0.5
_LEAST = 1.0
"""Records must agree in more than this to be a pair."""
_FEW, _MANY = 5, 7
"""Up to this many records on the one and on the other side, the best of all pairings is sought."""

Pairs = list[tuple[int, int]]


def pairs_of(labelled: Sequence[Record], found: Sequence[Record]) -> Pairs:
    """Indices of the labelled and the found record of each pair."""
    likeness = [[_likeness(one, other) for other in found] for one in labelled]
    fewer, more = sorted((len(labelled), len(found)))
    if fewer > _FEW or more > _MANY:
        return _greedy(likeness)
    if len(labelled) <= len(found):
        return _best(likeness, len(found))
    return [(i, j) for j, i in _best([list(column) for column in zip(*likeness, strict=True)], len(labelled))]


def _likeness(labelled: Record, found: Record) -> float:
    total = 0.0
    for field in FIELDS:
        if is_given(labelled, field):
            if agrees(field, labelled, found):
                total += _WEIGHTS.get(field, 1.0)
            elif field in {"system", "buyer"} and is_given(found, field):
                total += _CLASH
    return total


def _best(likeness: list[list[float]], width: int) -> Pairs:
    """Each row with the column that makes the greatest total; of several such, the first columns for the first rows."""

    @cache
    def greatest(row: int, taken: int) -> float:
        if row == len(likeness):
            return 0.0
        return max(gain(row, column) + greatest(row + 1, taken | 1 << column) for column in free(taken))

    def gain(row: int, column: int) -> float:
        return likeness[row][column] if likeness[row][column] > _LEAST else 0.0

    def free(taken: int) -> list[int]:
        return [column for column in range(width) if not taken >> column & 1]

    pairs, taken = [], 0
    for row in range(len(likeness)):
        column = max(free(taken), key=lambda c: gain(row, c) + greatest(row + 1, taken | 1 << c))
        taken |= 1 << column
        if gain(row, column):
            pairs.append((row, column))
    return pairs


def _greedy(likeness: list[list[float]]) -> Pairs:
    """The likest records first."""
    candidates = [(i, j) for i, row in enumerate(likeness) for j, value in enumerate(row) if value > _LEAST]
    pairs: dict[int, int] = {}
    for i, j in sorted(candidates, key=lambda pair: -likeness[pair[0]][pair[1]]):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return list(pairs.items())
