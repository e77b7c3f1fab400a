"""Errors and their causes, on articles of this test's own, read with the built-in patterns."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dealx.evaluation import evaluate, read_found, read_labelled
from dealx.evaluation.causes import Error, errors_of
from dealx.evaluation.scoring import judge
from dealx.evaluation.sight import Sight
from dealx.extractor import Extractor

HERE = Path(__file__).parent
TEXT = (
    "Chile bought 20 Leopard 2 tanks from Germany in 2007 for $90 million. Norway looked on.\n\n"
    "The Leopard 2 is old. Peru wants 12 Zebrawings. Fiji may get 3 M777 howitzers, but it may not."
)


@cache
def extractor() -> Extractor:
    return Extractor()


def deal(**fields: Any) -> dict[str, Any]:
    chile = {"buyer": "Chile", "seller": "Germany", "system": "Leopard 2", "units": 20, "year": 2007}
    return chile | {"status": "signed", "value": 90_000_000, "currency": "USD"} | fields


def errors(labelled: list[dict[str, Any]], found: list[dict[str, Any]], text: str = TEXT) -> list[Error]:
    return errors_of(Sight(extractor(), text, "2007-03-01"), labelled, judge(labelled, found))


@pytest.mark.parametrize(
    ("found", "cause", "why"),
    [
        (deal(buyer="Germany", seller="Norway"), "wrong buyer", "buyer and seller exchanged"),
        (deal(buyer="Peru"), "wrong buyer", "another one taken"),
        (deal(buyer="Peru", inferred=["buyer"]), "wrong buyer", "inferred wrongly"),
        (deal(buyer=None), "missing buyer", "seen in another sentence"),
        (deal(units=None), "missing units", "seen in another sentence"),
        (deal(units=None, missiles=20), "missing units", "seen in another sentence"),
        (deal(units=None, missiles=20), "spurious missiles", "the number of units"),
        (deal(launchers=3), "spurious launchers", "taken from elsewhere"),
        (deal(currency="EUR"), "wrong value", "another currency"),
        (deal(value=12), "wrong value", "another one taken"),
        (deal(status="delivered"), "wrong status", "too far"),
        (deal(status="proposed"), "wrong status", "not far enough"),
        (deal(status="cancelled"), "wrong status", "cancelled or not"),
    ],
)
def test_fields(found: dict[str, Any], cause: str, why: str) -> None:
    assert (cause, why) in [(error.cause, error.why) for error in errors([deal()], [found])]


def test_a_field_seen_beside_the_system() -> None:
    start = TEXT.index("Leopard")
    evidence = {"system": [{"start": start, "end": start + 9, "text": "Leopard 2", "rule": "leopard-2"}]}
    (error,) = errors([deal()], [deal(units=None, evidence=evidence)])
    assert error.why == "seen beside the system, not given to it"
    assert error.sentence == "Chile bought 20 Leopard 2 tanks from Germany in 2007 for $90 million."
    assert error.rules == ("system: leopard-2 “Leopard 2”",)
    assert (error.expected, error.found, error.fields, error.deal) == ("20", "", ("units",), 0)


def test_a_value_of_another_deal() -> None:
    other = {"buyer": "Fiji", "seller": "India", "system": "M777", "units": 3}
    (error, missed) = errors([deal(), other], [deal(units=3)])
    assert (error.cause, error.why) == ("wrong units", "that of another deal")
    assert (missed.cause, missed.deal, missed.fields) == ("missed record", 1, ("buyer", "seller", "system", "units"))


@pytest.mark.parametrize(
    ("labelled", "why"),
    [
        ({"buyer": "Peru", "system": "Zebrawing"}, "system unknown to the patterns"),
        ({"buyer": "Lilliput", "system": "M777"}, "neither party known to the patterns"),
        ({"buyer": "Fiji", "system": "M777"}, "all seen, not put together"),
        (
            {"buyer": "Fiji", "system": "Leopard 2", "status": "cancelled"},
            "told as one with another deal for the system",
        ),
    ],
)
def test_missed_records(labelled: dict[str, Any], why: str) -> None:
    error = errors([deal(), labelled], [deal()])[-1]
    assert (error.cause, error.why) == ("missed record", why)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The rain fell on Chile.", "system unknown to the patterns"),
        (
            "The Leopard 2s of Chile are wet.",
            "the article is passed over: a first look finds no verb or noun of transfer",
        ),
        (
            "Chile drives the Leopard 2. An order for rifles is due.",
            "left out: no verb or noun of transfer speaks of it",
        ),
    ],
)
def test_records_missed_early(text: str, why: str) -> None:
    (error,) = errors([deal()], [], text)
    assert error.why == why


def test_what_was_left_out_of_a_missed_record_is_told() -> None:
    (error,) = errors([deal()], [], "Chile drives the Leopard 2. An order for rifles is due.")
    assert error.left_out == ("“Leopard 2”: no verb or noun of transfer speaks of it",)


@pytest.mark.parametrize(
    ("labelled", "found", "cause", "why"),
    [
        ([], deal(), "false alarm", "the article has no deal"),
        ([deal()], deal(), "spurious record", "a deal told twice"),
        ([deal()], deal(system="M777"), "spurious record", "no labelled deal for the system"),
        (
            [deal()],
            deal(buyer="Fiji", seller="Peru"),
            "spurious record",
            "other parties than in the deal for the system",
        ),
    ],
)
def test_records_too_many(labelled: list[dict[str, Any]], found: dict[str, Any], cause: str, why: str) -> None:
    error = errors(labelled, [*labelled, found])[-1]
    assert (error.cause, error.why, error.deal) == (cause, why, None)


def test_rules_behind_a_record_too_many() -> None:
    (found,) = extractor().extract(TEXT.split("\n", maxsplit=1)[0])
    (error,) = errors([], [found.to_json()])
    assert error.record == "Chile ← Germany: Leopard 2"
    assert error.sentence.startswith("Chile bought 20")
    assert error.found == "units 20, value 90,000,000 USD, year 2007, status signed"
    assert {"status: verb-buy “bought”", "units: count “20”"} <= set(error.rules)


def test_files_to_scores_and_errors() -> None:
    articles = read_labelled(str(HERE / "gold.jsonl"))
    found = read_found(str(HERE / "pred.jsonl"))
    evaluation = evaluate(extractor(), [(article, found.get(article.id, [])) for article in articles])
    assert {name: score.articles for name, score in evaluation.genres.items()} == {"wire": 2, "blog": 2}
    causes = {id: [error.cause for error in errors] for id, errors in evaluation.errors.items()}
    assert causes == {
        "wire-1": ["wrong year"],
        "wire-2": ["wrong seller", "missed record"],
        "blog-1": ["false alarm"],
        "blog-2": ["missed record"],
        "note-1": [],
    }
    assert evaluation.to_json()["fields"]["system"] == {"p": 0.6667, "r": 0.5, "f1": 0.5714, "n": 4}
