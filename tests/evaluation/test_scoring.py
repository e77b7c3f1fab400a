"""Pairs of records, verdicts and figures."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealx.evaluation import pairing
from dealx.evaluation.pairing import pairs_of
from dealx.evaluation.scoring import Score, judge

Deal = dict[str, Any]


def deal(buyer: str, system: str, **more: Any) -> Deal:
    return {"buyer": buyer, "seller": "Italy", "system": system, **more}


records = st.builds(
    deal,
    st.sampled_from(["Chad", "Peru", "Oman"]),
    st.sampled_from(["A-1", "B-2", "gun"]),
    units=st.sampled_from([None, 1, 2]),
    status=st.sampled_from(["signed", "proposed"]),
)


@given(st.lists(records, max_size=4), st.lists(records, max_size=4))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_no_other_pairing_agrees_in_more(labelled: list[Deal], found: list[Deal]) -> None:
    def total(pairs: list[tuple[int, int]]) -> float:
        return sum(pairing._likeness(labelled[i], found[j]) for i, j in pairs)

    small, large = sorted((len(labelled), len(found)))
    ways = [list(zip(range(small), way, strict=True)) for way in permutations(range(large), small)]
    ways = [[(i, j) if len(labelled) <= len(found) else (j, i) for i, j in way] for way in ways]
    kept = [[(i, j) for i, j in way if pairing._likeness(labelled[i], found[j]) > 1] for way in ways]
    assert total(pairs_of(labelled, found)) == max(map(total, kept))


def test_many_records_are_paired_one_to_one() -> None:
    labelled = [deal("Chad", f"X-{n}") for n in range(9)]
    assert sorted(pairs_of(labelled, labelled[::-1])) == [(n, 8 - n) for n in range(9)]


def test_records_that_hardly_agree_are_no_pair() -> None:
    assert pairs_of([{"system": "A-1", "year": 2000}], [{"system": "B-2", "year": 2000}]) == []


@pytest.mark.parametrize(
    ("labelled", "found", "verdicts"),
    [
        (deal("Chad", "A-1"), deal("Chad", "A-1"), {"buyer": "correct", "seller": "correct", "system": "correct"}),
        (
            deal("Chad", "A-1", units=3, year=2000, open=["year"]),
            deal("Peru", "A-1", value=5, year=1990),
            {"buyer": "wrong", "seller": "correct", "system": "correct", "units": "missing", "value": "spurious"},
        ),
    ],
)
def test_verdicts(labelled: Deal, found: Deal, verdicts: dict[str, str]) -> None:
    (judged,) = judge([labelled], [found])
    assert judged.verdicts == verdicts


def test_optional_deals_count_neither_way() -> None:
    optional = deal("Chad", "A-1", optional=True)
    assert judge([optional], []) == []
    assert judge([optional], [deal("Chad", "A-1", units=3)]) == []


def test_figures() -> None:
    score = Score()
    labelled = [deal("Chad", "A-1", units=3), deal("Peru", "B-2"), deal("Oman", "C-3")]
    found = [deal("Chad", "A-1", units=4), deal("Peru", "B-2"), deal("Fiji", "D-4", seller="Malta")]
    score.add(labelled, judge(labelled, found))
    score.add([], judge([], found[:1]))
    score.add([], [])
    result = score.to_json()
    assert result["fields"]["buyer"] == {"p": 0.5, "r": 0.6667, "f1": 0.5714, "n": 3}
    assert result["fields"]["units"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "n": 1}
    assert result["fields"]["value"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "n": 0}
    assert result["all"] == {"p": 0.4286, "r": 0.6, "f1": 0.5, "n": 10}
    assert result["records"] == {"p": 0.5, "r": 0.6667, "f1": 0.5714, "n": 3}
    assert result["counts"]["all"] == {"correct": 6, "wrong": 1, "missing": 3, "spurious": 7}
    assert (result["exact_records"], result["articles"], result["without_deal"]) == (0.3333, 3, 2)
    assert result["false_alarms"] == 1


def test_nothing_to_find_and_nothing_found_is_perfect() -> None:
    result = Score().to_json()
    assert (result["all"]["f1"], result["exact_records"]) == (1.0, 1.0)
