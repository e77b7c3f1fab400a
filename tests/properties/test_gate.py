"""The first look passes every article that holds a deal, and few of those that hold none."""

import pytest

from casebook import Record, all_cases
from dealx.extractor import Extractor
from dealx.pipes.gate import Look


class OpenGate:
    def look(self, folded: str) -> Look:
        return Look(None, military=True)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def ungated() -> Extractor:
    extractor = Extractor()
    extractor.gate = OpenGate()  # type: ignore[assignment]
    return extractor


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in all_cases()])
def test_the_first_look_changes_no_record(case: Record, extractor: Extractor, ungated: Extractor) -> None:
    assert extractor.extract(case["text"], date=case.get("date")) == ungated.extract(
        case["text"], date=case.get("date")
    )


@pytest.mark.parametrize(
    "text",
    [
        "The store bought the bill of last year in the hope of a bonus.",
        "The port said that it sold seven of its barriers.",
        "Shares were bought at 10 and sold at a 100 points more.",
    ],
)
def test_small_letters_are_no_names_of_weapons(text: str, extractor: Extractor) -> None:
    assert extractor.gate.look(text).lacks is not None


@pytest.mark.parametrize("text", ["Peru bought the RBS-56 Bill.", "It ordered twelve Bills.", "PERU BUYS TWO BILL"])
def test_the_same_names_in_capitals_pass(text: str, extractor: Extractor) -> None:
    assert extractor.gate.look(text).lacks is None
