"""Errors with their causes: what went wrong, and, where it can be told, at which step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dealx.evaluation.agreement import COUNTS, PARTIES, Record, agrees, is_given
from dealx.evaluation.scoring import Judged, Verdict
from dealx.evaluation.sight import Sight
from dealx.knowledge.fields import listed

_LADDER = ("proposed", "approved", "signed", "delivered")
_NAMES = frozenset({*PARTIES, "system"})


@dataclass(frozen=True)
class Error:
    """A record or a field that is not as labelled. `fields` are those lost by it; `deal` is the labelled record's index."""

    cause: str
    why: str
    record: str
    deal: int | None
    fields: tuple[str, ...]
    expected: str
    found: str
    sentence: str
    rules: tuple[str, ...]
    left_out: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The error as plain JSON values."""
        return asdict(self)


def errors_of(sight: Sight, labelled: Sequence[Record], judged: Sequence[Judged]) -> list[Error]:
    """All errors of one article."""
    explain = _Explainer(sight, labelled, judged)
    return [error for one in judged for error in explain.errors(one)]


def title(record: Record) -> str:
    """A record in a line: "Turkey ← Russia: S-400"."""
    buyer, seller, system = (listed(record[n])[0] if is_given(record, n) else "?" for n in (*PARTIES, "system"))
    return f"{buyer} ← {seller}: {system}"


class _Explainer:
    """Explains the errors of one article."""

    def __init__(self, sight: Sight, labelled: Sequence[Record], judged: Sequence[Judged]) -> None:
        self.sight = sight
        self.labelled = labelled
        self.judged = judged

    def errors(self, one: Judged) -> list[Error]:
        if one.labelled is None and one.found is not None:
            return [self._too_many(one.found, tuple(one.verdicts))]
        if one.labelled is not None and one.found is None:
            return [self._missed(one.labelled, one.deal, tuple(one.verdicts))]
        wrong = ((name, verdict) for name, verdict in one.verdicts.items() if verdict != "correct")
        return [self._field(one, name, verdict) for name, verdict in wrong]

    def _missed(self, deal: Record, index: int | None, fields: tuple[str, ...]) -> Error:
        sentence = self._likeliest(deal)
        return Error(
            cause="missed record",
            why=self._why_missed(deal, sentence),
            record=title(deal),
            deal=index,
            fields=fields,
            expected=_summary(deal),
            found="",
            sentence=self.sight.sentence(sentence),
            rules=tuple(self.sight.rules(sentence)),
            left_out=tuple(map(self.sight.words, self.sight.left_out(sentence))),
        )

    def _likeliest(self, deal: Record) -> int:
        """The sentence that sees most of a deal: its system above all, then parties, triggers and figures."""
        mentions = {name: set(self.sight.sentences_of(self.sight.mentions(name, deal))) for name in _NAMES}
        figures = {name: set(self.sight.sentences_of(self.sight.mentions(name, deal))) for name in (*COUNTS, "value")}

        def seen(index: int) -> float:
            names = sum((3 if name == "system" else 1) * (index in at) for name, at in mentions.items())
            return names + sum(index in at for at in figures.values()) + bool(self.sight.within("triggers", index))

        return max(range(len(self.sight.reading.sentences)), key=seen)

    def _why_missed(self, deal: Record, sentence: int) -> str:
        systems = self.sight.mentions("system", deal)
        if not systems:
            return "system unknown to the patterns"
        if self.sight.passed_over:
            return f"the article is passed over: {self.sight.passed_over}"
        if any(one.found is not None and agrees("system", deal, one.found) for one in self.judged):
            return "told as one with another deal for the system"
        for left in self.sight.left_out(sentence):
            if any(left.start <= m.start < left.end for m in systems):
                return f"left out: {left.why.split(':')[0]}"
        if not any(self.sight.within("triggers", index) for index in self.sight.sentences_of(systems)):
            return "no trigger in a sentence with the system"
        if not any(self.sight.mentions(role, deal) for role in PARTIES):
            return "neither party known to the patterns"
        return "all seen, not put together"

    def _too_many(self, found: Record, fields: tuple[str, ...]) -> Error:
        alarm = not self.labelled
        return Error(
            cause="false alarm" if alarm else "spurious record",
            why="the article has no deal" if alarm else self._why_too_many(found),
            record=title(found),
            deal=None,
            fields=fields,
            expected="",
            found=_summary(found),
            sentence=self._sentence_behind(found, ("status", "system")),
            rules=_rules(found, tuple(found.get("evidence") or ())),
        )

    def _why_too_many(self, found: Record) -> str:
        same = [deal for deal in self.labelled if is_given(deal, "system") and agrees("system", deal, found)]
        if not same:
            return "no labelled deal for the system"
        if any(is_given(deal, role) and agrees(role, deal, found) for deal in same for role in PARTIES):
            return "a deal told twice"
        return "other parties than in the deal for the system"

    def _field(self, one: Judged, name: str, verdict: Verdict) -> Error:
        labelled, found = one.labelled or {}, one.found or {}
        seen = self.sight.mentions(name, labelled)
        why = {"wrong": self._why_wrong, "missing": self._why_missing, "spurious": self._why_spurious}[verdict]
        at = self.sight.sentences_of(seen)
        behind = (name, "status", "system")
        return Error(
            cause=f"{verdict} {name}",
            why=why(name, labelled, found),
            record=title(labelled),
            deal=one.deal,
            fields=(name,),
            expected=_said(labelled, name),
            found=_said(found, name),
            sentence=self.sight.sentence(at[0])
            if at and verdict == "missing"
            else self._sentence_behind(found, behind),
            rules=_rules(found, (name,) if verdict != "missing" else ("status", "system")),
        )

    def _why_wrong(self, name: str, labelled: Record, found: Record) -> str:
        if name == "status":
            return _why_status(listed(labelled[name]), str(found[name]))
        if name in PARTIES:
            other = PARTIES[1 - PARTIES.index(name)]
            if is_given(labelled, other) and agrees(other, labelled, {other: found[name]}):
                return "buyer and seller exchanged"
        if name == "value" and agrees(name, {name: labelled[name]}, found):
            return "another currency"
        if elsewhere := self._elsewhere(name, labelled, found):
            return elsewhere
        if name in found.get("inferred", ()):
            return "inferred wrongly"
        if not self.sight.mentions(name, labelled):
            return "the right one unknown to the patterns" if name in _NAMES else "the right one not read"
        return "another one taken"

    def _why_missing(self, name: str, labelled: Record, found: Record) -> str:
        seen = self.sight.sentences_of(self.sight.mentions(name, labelled))
        if not seen:
            if name == "year" and self.sight.year in listed(labelled[name]):
                return "the article's year, not taken"
            return "unknown to the patterns" if name in PARTIES else "not read"
        near = [self.sight.sentence_at(e["start"]) for e in (found.get("evidence") or {}).get("system", ())]
        return "seen beside the system, not given to it" if set(near) & set(seen) else "seen in another sentence"

    def _why_spurious(self, name: str, labelled: Record, found: Record) -> str:
        if elsewhere := self._elsewhere(name, labelled, found):
            return elsewhere
        return "inferred without ground" if name in found.get("inferred", ()) else "taken from elsewhere"

    def _elsewhere(self, name: str, labelled: Record, found: Record) -> str | None:
        """Where else the labels have the value that was found: in another field or in another deal."""
        for other in COUNTS if name in COUNTS else ():
            if other != name and is_given(labelled, other) and agrees(other, labelled, {other: found[name]}):
                return f"the number of {other}"
        others = (deal for deal in self.labelled if deal is not labelled and is_given(deal, name))
        return "that of another deal" if any(agrees(name, deal, found) for deal in others) else None

    def _sentence_behind(self, found: Record, names: Sequence[str]) -> str:
        """The sentence with the evidence for the first of the fields that has any, else one that names the system."""
        evidence = found.get("evidence") or {}
        spans = next((evidence[name] for name in names if evidence.get(name)), None)
        if spans is not None:
            return self.sight.sentence(self.sight.sentence_at(spans[0]["start"]))
        at = self.sight.sentences_of(self.sight.mentions("system", found))
        return self.sight.sentence(at[0]) if at else ""


def _why_status(right: list[str], found: str) -> str:
    if "cancelled" in right or found == "cancelled":
        return "cancelled or not"
    rungs = [_LADDER.index(status) for status in right if status in _LADDER]
    return "too far" if found in _LADDER[max(rungs, default=0) + 1 :] else "not far enough"


def _rules(found: Record, names: Sequence[str]) -> tuple[str, ...]:
    """The evidence for some fields: "buyer: subject “Ankara”"."""
    evidence = found.get("evidence") or {}
    rows = [
        f"{name}: " + ", ".join(f"{e['rule']} “{' '.join(e['text'].split())}”" for e in evidence[name])
        for name in names
        if evidence.get(name)
    ]
    return tuple(rows)


def _summary(record: Record) -> str:
    names = (name for name in (*COUNTS, "value", "year", "status") if is_given(record, name))
    return ", ".join(f"{name} {_said(record, name)}" for name in names)


def _said(record: Record, name: str) -> str:
    """A field's value in words: "36 or 40", "2,500,000,000 USD", nothing where there is none."""
    if not is_given(record, name):
        return ""
    text = " or ".join(f"{v:,}" if isinstance(v, int) and name != "year" else str(v) for v in listed(record[name]))
    currency = " or ".join(map(str, listed(record.get("currency") or "")))
    return f"{text} {currency}".strip() if name == "value" else text
