"""Deals for the tests of several rooms."""

from collections.abc import Callable
from typing import Any

import pytest

from dealx.records import SAID_FIELDS, Deal, Evidence


def make(**fields: Any) -> Deal:
    """A deal with a made-up word of evidence for each field that needs one."""
    evidence = {name: (Evidence(start=0, end=4, text="word", rule="rule"),) for name in SAID_FIELDS if name in fields}
    return Deal.model_validate({"confidence": 0.9, "evidence": evidence} | fields)


@pytest.fixture
def make_deal() -> Callable[..., Deal]:
    return make


@pytest.fixture
def turkey() -> Deal:
    return make(
        buyer="Turkey",
        seller="Russia",
        system="S-400 Triumf",
        batteries=4,
        launchers=36,
        missiles=192,
        value=2_500_000_000,
        year=2017,
        status="signed",
        bounds={"missiles": "at_least"},
        delivery_start=2020,
        source="turkey.txt",
        inferred=("seller",),
    )


@pytest.fixture
def poland() -> Deal:
    return make(
        buyer="Poland",
        system="F_35|A",
        batteries=1,
        units=1_032,
        unit="fighter [bold]jet",
        value=4_600_000_001,
        currency="USD",
        year=2020,
        status="proposed",
        bounds={"units": "about", "value": "at_most"},
        value_scope="deal",
        source="poland.txt",
        confidence=0.5,
    )
