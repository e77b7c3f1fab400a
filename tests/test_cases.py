"""The cases of `tests/cases/`, one test each: all records right, none missing, none too many."""

import pytest

from casebook import Record, all_cases, complaints, known_failures, same_party, same_system
from dealx.extractor import Extractor

CASES = {case["id"]: case for case in all_cases()}
KNOWN = known_failures()


def marked(case: Record) -> object:
    """Strict, so that a mended case fails until `make known-failures` takes it off the list."""
    reason = KNOWN.get(case["id"])
    marks = () if reason is None else pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)
    return pytest.param(case, id=case["id"], marks=marks)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize("case", [marked(case) for case in all_cases()])
def test_case(case: Record, extractor: Extractor) -> None:
    found = [deal.to_json() for deal in extractor.extract(case["text"], date=case.get("date"))]
    assert complaints(case["deals"], found) == []


def test_ids_are_unique() -> None:
    assert len(CASES) == len(all_cases())


def test_a_third_of_the_cases_have_no_deal() -> None:
    assert 3 * sum(not case["deals"] for case in all_cases()) >= len(all_cases())


def test_known_failures_are_cases() -> None:
    assert set(KNOWN) <= set(CASES)


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [
        ("Mi-24V", "Mi-24V gunship", True),
        ("Mi-24V gunship", "Mi 24V", True),
        ("S-400", "S400 air defence systems", True),
        ("S-400", "S-300", False),
        ("Rafale", "Rafale M", False),
        ("submarine", "submarine", True),
        ("missile", "missile boat", False),
        ("fighter", "fighter jet", False),
    ],
)
def test_system_names(expected: str, found: str, same: bool) -> None:
    assert same_system([expected], found) is same


def test_any_name_of_a_party_will_do() -> None:
    assert same_party("KMW", "Krauss-Maffei Wegmann")
    assert same_party(["Ankara", "Germany"], "Germany")
    assert not same_party("Turkey", None)
    assert same_party(None, None)


def test_complaints_of_every_kind() -> None:
    blank: Record = dict.fromkeys(
        ("buyer", "seller", "batteries", "launchers", "missiles", "units", "value", "currency", "year", "status")
    )
    expected: list[Record] = [
        {
            "buyer": "Chile",
            "system": "Hawk",
            "units": [2, 3],
            "year": 1999,
            "open": ["year"],
            "bounds": {"units": "about"},
        },
        {"buyer": "Chile", "system": "Leopard", "value": [5, 6], "currency": ["EUR", "USD"]},
        {"buyer": "Peru", "system": "Exocet"},
    ]
    found = [
        blank | {"buyer": "Fiji", "system": "boat", "bounds": {}},
        blank
        | {"buyer": "Chile", "system": "Leopard tank", "value": 5, "currency": "USD", "bounds": {"value": "about"}},
        blank | {"buyer": "Chile", "system": "Hawk", "units": 4, "bounds": {}},
    ]
    assert complaints(expected, found) == [
        "missing Exocet for Peru",
        "too many boat for Fiji",
        "units: 2 or 3 expected, 4 found",
        "bound of units: about expected, none found",
        "value: 5 or 6 EUR or USD expected, 5 USD found",
        "bound of value: none expected, about found",
    ]
