"""The contract of a record."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from dealx.records import Category, Deal, Evidence

KEYS = (
    "buyer seller system batteries launchers missiles value year units unit currency status buyer_country "
    "seller_country maker category bounds value_scope delivery_start delivery_end deal source confidence inferred "
    "evidence"
)
CATEGORIES = Path(__file__).parents[2] / "patterns" / "systems" / "categories.jsonl"

MakeDeal = Callable[..., Deal]


def test_all_keys_in_the_order_of_the_contract(turkey: Deal) -> None:
    assert list(turkey.to_json()) == KEYS.split()


def test_json_gives_the_record_back(turkey: Deal) -> None:
    assert Deal.model_validate_json(json.dumps(turkey.to_json())) == turkey


def test_a_record_cannot_be_changed(turkey: Deal) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        turkey.year = 2018  # type: ignore[misc]


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"system": ""}, "at least 1 character"),
        ({"system": None}, "valid string"),
        ({"buyer": None, "seller": None, "inferred": (), "evidence": {}}, "needs a buyer or a seller"),
        ({"batteries": 0}, "greater than 0"),
        ({"units": -1}, "greater than 0"),
        ({"value": -1}, "greater than or equal to 0"),
        ({"value": 2.5}, "valid integer"),
        ({"currency": "usd"}, "match pattern"),
        ({"confidence": 1.01}, "less than or equal to 1"),
        ({"status": "rumoured"}, "'proposed', 'approved'"),
        ({"category": "spaceship"}, "'tank'"),
        ({"buyer_country": "Turkey"}, "match pattern"),
        ({"delivery_start": 2021, "delivery_end": 2020}, "after its end"),
        ({"bounds": {"units": "about"}}, "bounds names fields that are not set: units"),
        ({"bounds": {"buyer": "about"}}, "Input should be 'batteries'"),
        ({"bounds": {"value": "roughly"}}, "'at_least', 'at_most' or 'about'"),
        ({"inferred": ("maker",)}, "inferred names fields that are not set: maker"),
        ({"inferred": ("colour",)}, "inferred names fields that are not set: colour"),
        ({"colour": "red"}, "Extra inputs"),
    ],
)
def test_a_broken_record_cannot_be_built(make_deal: MakeDeal, fields: dict[str, Any], complaint: str) -> None:
    good = {"buyer": "Turkey", "seller": "Russia", "system": "S-400", "value": 5}
    with pytest.raises(ValidationError, match=complaint):
        make_deal(**(good | fields))


def test_a_field_without_evidence_is_refused(turkey: Deal) -> None:
    fields = turkey.to_json()
    del fields["evidence"]["launchers"]
    with pytest.raises(ValidationError, match="no evidence for launchers"):
        Deal.model_validate(fields)


def test_an_empty_list_is_no_evidence(turkey: Deal) -> None:
    fields = turkey.to_json()
    fields["evidence"]["launchers"] = []
    with pytest.raises(ValidationError, match="at least 1 item"):
        Deal.model_validate(fields)


def test_evidence_for_a_field_that_is_null_is_refused(turkey: Deal) -> None:
    with pytest.raises(ValidationError, match="evidence names fields that are not set: launchers"):
        Deal.model_validate(turkey.to_json() | {"launchers": None})


@pytest.mark.parametrize(("start", "end", "text"), [(-1, 3, "word"), (4, 4, ""), (5, 4, ""), (0, 5, "word")], ids=str)
def test_evidence_must_fit_its_text(start: int, end: int, text: str) -> None:
    with pytest.raises(ValidationError):
        Evidence(start=start, end=end, text=text, rule="rule")


def test_categories_are_those_of_the_patterns() -> None:
    assert [json.loads(line)["id"] for line in CATEGORIES.read_text().splitlines()] == list(get_args(Category))


def test_importing_records_does_not_import_spacy() -> None:
    code = "import sys, dealx.records; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
