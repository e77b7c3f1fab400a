"""The confidence of records, and the script that calibrates it."""

import importlib.util
import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from casebook import all_cases
from dealx.assembly.confidence import confidence, support
from dealx.extractor import Extractor

ROOT = Path(__file__).parents[2]
SAID = "Turkey has bought 36 S-400s from Russia for $2.5 billion."


@cache
def extractor() -> Extractor:
    return Extractor()


def supports(text: str) -> list[list[str]]:
    reading, records = extractor().read(text), [deal.to_json() for deal in extractor().extract(text)]
    rivals = [sum(other["system"] == record["system"] for other in records) - 1 for record in records]
    return [support(extractor().knowledge, reading, r, n) for r, n in zip(records, rivals, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SAID, "bias made-by-seller counted priced"),
        ("Russia has sold Turkey S-400s.", "bias buyer-placed made-by-seller"),
        ("Turkey has bought Russian S-400s.", "bias seller-inferred made-by-seller"),
        ("Turkey has ordered the S-400.", "bias party-missing"),
        ("Turkey has bought five submarines from Chile.", "bias class-only counted"),
        ("Turkey has bought 12 Kx-77 missiles from Chile.", "bias unlisted counted"),
        ("Turkey has bought the F-35 from Lockheed Martin.", "bias company-sells made-by-seller"),
        ("Chile approved the sale of 12 F-16s to Peru.", "bias buyer-placed counted approved"),
    ],
)
def test_what_speaks_for_and_against_a_record(text: str, expected: str) -> None:
    (found,) = supports(text)
    assert found == expected.split()


def test_every_weight_applies_to_some_record_and_every_observation_has_one() -> None:
    applied = {id_ for case in all_cases() for found in supports(case["text"]) for id_ in found}
    assert applied == set(extractor().knowledge.entries["weight"])


def test_the_sum_of_the_weights_becomes_a_probability() -> None:
    class Knowledge:
        def get(self, kind: str, id_: str) -> dict[str, float]:
            return {"log_odds": {"bias": 0.0, "for": 2.0, "against": -1.0, "surely": 50.0}[id_]}

    found = [confidence(Knowledge(), ids) for ids in (["bias"], ["bias", "for"], ["for", "against"], ["surely"])]  # type: ignore[arg-type]
    assert found == [0.5, 0.88, 0.73, 0.99]


def test_what_is_said_is_surer_than_what_is_inferred() -> None:
    said, inferred = (
        extractor().extract(text)[0].confidence for text in (SAID, SAID.replace("S-400s from Russia", "Russian S-400s"))
    )
    assert said > inferred


def calibration() -> Any:
    spec = importlib.util.spec_from_file_location("calibrate", ROOT / "bench" / "calibrate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("copies", "slope"), [(10_000, 1.1), (1, 0.02)])
def test_many_records_move_the_weights_from_their_priors(copies: int, slope: float) -> None:
    observed = np.array([[1.0, 0.0]] * 4 + [[1.0, 1.0]] * 4)
    right = np.array([1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0])
    fitted = calibration().fit(np.tile(observed, (copies, 1)), np.tile(right, copies), np.zeros(2))
    assert fitted[1] == pytest.approx(slope, abs=0.03)


def test_calibration_writes_weights_and_tables(tmp_path: Path) -> None:
    weights, doc = tmp_path / "weights.jsonl", tmp_path / "confidence.md"
    shutil.copy(ROOT / "patterns" / "confidence" / "weights.jsonl", weights)
    doc.write_text("Before.\n<!-- measured -->\nold\n<!-- end -->\nAfter.\n")
    gold = str(ROOT / "tests" / "evaluation" / "gold.jsonl")
    report = calibration().calibrate([gold], weights, doc)
    assert doc.read_text() == f"Before.\n<!-- measured -->\n{report}<!-- end -->\nAfter.\n"
    assert "| 0.0 | 3 | 1.00 |" in report
    entries = [json.loads(line) for line in weights.read_text().splitlines()]
    assert [entry["id"] for entry in entries] == list(extractor().knowledge.entries["weight"])
    assert entries[0]["log_odds"] > entries[0]["prior"]
