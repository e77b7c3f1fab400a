"""When a found value counts as the labelled one."""

from typing import Any

import pytest

from dealx.evaluation.agreement import agrees


@pytest.mark.parametrize(
    ("field", "right", "found", "same"),
    [
        ("buyer", "Turkey", "Türkiye", True),
        ("buyer", "United States", "US", True),
        ("buyer", ["India", "Vietnam"], "Viet Nam", True),
        ("buyer", "South Korea", "North Korea", False),
        ("seller", "Dassault", "Dassault SA", True),
        ("seller", "The Boeing Company", "boeing", True),
        ("seller", "Saab", "Saab Dynamics", False),
        ("seller", "Smith & Wesson", "Smith and Wesson Inc.", True),
        ("seller", "AB", "Ltd", False),
        ("system", "S-400", "S400 Triumf", True),
        ("system", "S-400 Triumf", "S 400s", True),
        ("system", "S-400", "S-300", False),
        ("system", "MiG-29 fighter", "fighter", False),
        ("system", "submarine", "diesel submarines", True),
        ("system", "Rafale", "Rafale fighter", True),
        ("system", "attack helicopter", "helicopter engine", False),
        ("system", "fighter jet", "jet", True),
        ("system", "battery", "batteries", True),
        ("units", 36, 36, True),
        ("units", [36, 40], 40.0, True),
        ("units", 36, 37, False),
        ("units", 36, "many", False),
        ("year", 2017, 2017, True),
        ("status", "signed", "Signed", True),
        ("status", ["signed", "approved"], "delivered", False),
        ("missiles", 5, None, False),
    ],
)
def test_values(field: str, right: Any, found: Any, same: bool) -> None:
    assert agrees(field, {field: right}, {field: found}) is same


@pytest.mark.parametrize(
    ("right", "found", "same"),
    [
        ({"value": 1000}, {"value": 1005, "currency": "USD"}, True),
        ({"value": 1000}, {"value": 1006, "currency": "USD"}, False),
        ({"value": 1000, "currency": "USD"}, {"value": 1000, "currency": "EUR"}, False),
        ({"value": 1000, "currency": "USD"}, {"value": 1000, "currency": None}, False),
        ({"value": [1000, 900], "currency": ["USD", "EUR"]}, {"value": 900, "currency": "EUR"}, True),
        ({"value": 1000, "currency": None}, {"value": 1000, "currency": "EUR"}, True),
    ],
)
def test_sums_of_money(right: dict[str, Any], found: dict[str, Any], same: bool) -> None:
    assert agrees("value", right, found) is same
