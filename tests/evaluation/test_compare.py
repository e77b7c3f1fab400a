"""What was won and lost between two results."""

import json
from pathlib import Path
from typing import Any

import pytest

from dealx.evaluation import LabelError, compare, read_result


def error(record: str, deal: int | None, *fields: str) -> dict[str, Any]:
    return {"record": record, "deal": deal, "fields": list(fields)}


def result(**errors: list[dict[str, Any]]) -> dict[str, Any]:
    return {"fields": {}, "all": {}, "records": {}, "errors": errors}


def test_changes_by_article_worst_first() -> None:
    old = result(
        a=[error("A", 0, "buyer", "year")],
        b=[error("B", 0, "year"), error("X", None, "buyer", "system")],
        c=[error("C", 0, "year")],
        gone=[],
    )
    new = result(
        a=[error("A", 0, "year")],
        b=[error("B", 0, "year"), error("B", 1, "units"), error("Y", None, "buyer", "system", "value")],
        c=[error("C", 0, "year")],
        came=[error("D", 0, "year")],
    )
    comparison = compare(old, new)
    assert comparison.to_json() == {
        "articles": [
            {
                "article": "b",
                "won": {"X (too many)": ["buyer", "system"]},
                "lost": {"B": ["units"], "Y (too many)": ["buyer", "system", "value"]},
            },
            {"article": "a", "won": {"A": ["buyer"]}, "lost": {}},
        ],
        "not_compared": ["came", "gone"],
    }
    assert [change.balance for change in comparison.changes] == [-2, 1]


def test_the_same_record_too_many_twice() -> None:
    once, twice = result(a=[error("X", None, "buyer")]), result(a=[error("X", None, "buyer")] * 2)
    assert [change.lost for change in compare(once, twice).changes] == [{"X (too many)": ["buyer"]}]
    assert compare(twice, twice).changes == []


def test_results_that_cannot_be_compared(tmp_path: Path) -> None:
    file = tmp_path / "old.json"
    with pytest.raises(LabelError, match=r"old\.json: cannot be read: No such file"):
        read_result(file)
    file.write_text("{")
    with pytest.raises(LabelError, match=r"old\.json: bad JSON: "):
        read_result(file)
    file.write_text('{"all": {"f1": 1}}')
    with pytest.raises(LabelError, match=r"old\.json: not a result of `dealx eval --format json`"):
        read_result(file)
    file.write_text(json.dumps(result()))
    assert read_result(file) == result()
