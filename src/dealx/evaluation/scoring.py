"""Slot scores after the Message Understanding Conferences: each field of each record is correct, wrong, missing or spurious.

precision = correct / (correct + wrong + spurious), recall = correct / (correct + wrong + missing), and F1 is their
harmonic mean. The fields of a missed record are all missing, those of a record too many all spurious.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from dealx.evaluation.agreement import FIELDS, Record, agrees, is_given
from dealx.evaluation.pairing import pairs_of

Verdict = Literal["correct", "wrong", "missing", "spurious"]
VERDICTS: tuple[Verdict, ...] = ("correct", "wrong", "missing", "spurious")
_DIGITS = 4


@dataclass(frozen=True)
class Judged:
    """A pair of records, a missed one (`found` is None) or one too many (`labelled` is None), with a verdict on each field.

    `deal` is the index of the labelled record in its article.
    """

    labelled: Record | None
    found: Record | None
    deal: int | None
    verdicts: dict[str, Verdict]


def judge(labelled: Sequence[Record], found: Sequence[Record]) -> list[Judged]:
    """The records of one article, labelled ones in their order first; optional ones count neither for nor against."""
    partner = dict(pairs_of(labelled, found))
    judged = []
    for i, deal in enumerate(labelled):
        if not deal.get("optional"):
            other = found[partner[i]] if i in partner else None
            judged.append(Judged(deal, other, i, _compared(deal, other or {})))
    extra = (record for j, record in enumerate(found) if j not in partner.values())
    return judged + [Judged(None, record, None, _compared({}, record)) for record in extra]


def _compared(labelled: Record, found: Record) -> dict[str, Verdict]:
    verdicts = {name: _verdict(name, labelled, found) for name in FIELDS if name not in labelled.get("open", ())}
    return {name: verdict for name, verdict in verdicts.items() if verdict is not None}


def _verdict(name: str, labelled: Record, found: Record) -> Verdict | None:
    if not is_given(labelled, name):
        return "spurious" if is_given(found, name) else None
    if agrees(name, labelled, found):
        return "correct"
    return "wrong" if is_given(found, name) else "missing"


@dataclass
class Score:
    """The counts behind the figures of a set of articles."""

    fields: dict[str, Counter[Verdict]] = field(default_factory=lambda: {name: Counter() for name in FIELDS})
    records: Counter[Verdict] = field(default_factory=Counter)
    exact: int = 0
    articles: int = 0
    without_deal: int = 0
    false_alarms: int = 0

    def add(self, labelled: Sequence[Record], judged: Iterable[Judged]) -> None:
        """Count an article in."""
        judged = list(judged)
        self.articles += 1
        if not labelled:
            self.without_deal += 1
            self.false_alarms += bool(judged)
        for one in judged:
            self._add_record(one)

    def _add_record(self, judged: Judged) -> None:
        for name, verdict in judged.verdicts.items():
            self.fields[name][verdict] += 1
        if judged.labelled is None:
            self.records["spurious"] += 1
        elif judged.found is None:
            self.records["missing"] += 1
        else:
            self.records["correct"] += 1
            self.exact += set(judged.verdicts.values()) <= {"correct"}

    @property
    def all(self) -> Counter[Verdict]:
        """The counts of all fields together."""
        return sum(self.fields.values(), Counter[Verdict]())

    def to_json(self) -> dict[str, Any]:
        """The figures, rounded to four digits, and the counts they come from."""
        wanted = self.records["correct"] + self.records["missing"]
        return {
            "fields": {name: figures(counts) for name, counts in self.fields.items()},
            "all": figures(self.all),
            "records": figures(self.records),
            "exact_records": round(self.exact / wanted, _DIGITS) if wanted else 1.0,
            "articles": self.articles,
            "without_deal": self.without_deal,
            "false_alarms": self.false_alarms,
            "counts": {
                name: {verdict: counts[verdict] for verdict in VERDICTS}
                for name, counts in (*self.fields.items(), ("all", self.all), ("records", self.records))
            },
        }


def figures(counts: Counter[Verdict]) -> dict[str, float]:
    """Precision, recall and F1, and the number of labelled values; 1 where there is nothing to get right."""
    given = counts["correct"] + counts["wrong"] + counts["spurious"]
    wanted = counts["correct"] + counts["wrong"] + counts["missing"]
    precision = counts["correct"] / given if given else 1.0
    recall = counts["correct"] / wanted if wanted else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"p": round(precision, _DIGITS), "r": round(recall, _DIGITS), "f1": round(f1, _DIGITS), "n": wanted}
