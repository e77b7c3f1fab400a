"""What a change won and lost: the errors of two evaluations of the same articles against each other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dealx.evaluation.labels import LabelError

Result = Mapping[str, Any]
Slot = tuple[str, str]


@dataclass(frozen=True)
class Change:
    """The fields of one article that are right now and were not before (`won`), and the reverse (`lost`), by record."""

    article: str
    won: dict[str, list[str]]
    lost: dict[str, list[str]]

    @property
    def fields_won(self) -> int:
        """The number of fields won."""
        return sum(map(len, self.won.values()))

    @property
    def fields_lost(self) -> int:
        """The number of fields lost."""
        return sum(map(len, self.lost.values()))

    @property
    def balance(self) -> int:
        """Fields won less fields lost."""
        return self.fields_won - self.fields_lost


@dataclass(frozen=True)
class Comparison:
    """The earlier figures, the articles that changed, worst first, and the ids of those in one evaluation only."""

    old: Result
    changes: list[Change]
    not_compared: list[str]

    def to_json(self) -> dict[str, Any]:
        """What changed as plain JSON values; the earlier figures have a file of their own."""
        return {"articles": [asdict(change) for change in self.changes], "not_compared": self.not_compared}


def read_result(path: Path) -> Result:
    """What `dealx eval` wrote as JSON. Raises LabelError."""
    try:
        result = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise LabelError(f"{path}: cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise LabelError(f"{path}: bad JSON: {error}") from None
    if not isinstance(result, dict) or not {"fields", "all", "records", "errors"} <= result.keys():
        raise LabelError(f"{path}: not a result of `dealx eval --format json`")
    return result


def compare(old: Result, new: Result) -> Comparison:
    """Compares two results of `dealx eval`, article by article."""
    before, after = old["errors"], new["errors"]
    changes = [_change(article, before[article], after[article]) for article in after if article in before]
    changed = [change for change in changes if change.won or change.lost]
    return Comparison(
        old=old,
        changes=sorted(changed, key=lambda change: change.balance),
        not_compared=sorted(before.keys() ^ after.keys()),
    )


def _change(article: str, before: list[Result], after: list[Result]) -> Change:
    was, now = _slots(before), _slots(after)
    return Change(article, _by_record(was, now), _by_record(now, was))


def _slots(errors: list[Result]) -> dict[Slot, str]:
    """Every field in error, by its record and name, with the record's title; a record too many is known by its title."""
    slots: dict[Slot, str] = {}
    for error in errors:
        for name in error["fields"]:
            key = error["record"] if error["deal"] is None else str(error["deal"])
            while (key, name) in slots:
                key += " again"
            slots[key, name] = f"{error['record']} (too many)" if error["deal"] is None else error["record"]
    return slots


def _by_record(these: dict[Slot, str], others: dict[Slot, str]) -> dict[str, list[str]]:
    """The fields of `these` that are not among the others."""
    rows: dict[str, list[str]] = {}
    for slot, record in these.items():
        if slot not in others:
            rows.setdefault(record, []).append(slot[1])
    return rows
