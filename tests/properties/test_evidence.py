"""Every field of every record points at the words it rests on; what is inferred says by which rule."""

from functools import cache
from math import prod
from pathlib import Path
from typing import Any

import pytest

from casebook import all_cases
from dealx.articles import Article, read_articles
from dealx.articles.dateline import dateline
from dealx.extractor import Extractor
from dealx.pipes.numbers import Number, find_numbers
from dealx.records import Deal

SAMPLES = Path(__file__).parents[2] / "samples"
OF_THE_RECORD = {"bounds", "deal", "source", "confidence", "inferred", "evidence"}
COUNTS = ("batteries", "launchers", "missiles", "units")
INFERENCES = {
    "article-date",
    "buyer-contract-number",
    "buyer-of-article",
    "buyer-own-service",
    "carried",
    "names-the-state",
    "section-year",
    "seller-from-origin",
    "seller-home-of-system",
    "seller-implied",
    "seller-maker-of-system",
    "seller-owner",
    "side-by-industry",
    "side-by-signing",
}
"""Rules that conclude a field from words that do not say it."""

Text = tuple[str, str | None]


def texts() -> list[Any]:
    cases = [pytest.param((case["text"], case.get("date")), id=case["id"]) for case in all_cases() if case["deals"]]
    samples = (article for article in read_articles([str(SAMPLES)]) if isinstance(article, Article))
    return cases + [
        pytest.param((a.text, a.date.isoformat() if a.date else None), id=Path(a.source).name) for a in samples
    ]


each_text = pytest.mark.parametrize("text", texts())


@cache
def extractor() -> Extractor:
    return Extractor()


@cache
def deals(text: Text) -> list[Deal]:
    return extractor().extract(text[0], date=text[1])


def said(deal: Deal, field: str) -> str:
    return " ".join(piece.text for piece in deal.evidence[field])


@each_text
def test_every_field_has_evidence(text: Text) -> None:
    bare = [
        {name for name, value in deal if value is not None} - OF_THE_RECORD - deal.evidence.keys()
        for deal in deals(text)
    ]
    assert bare == [set()] * len(bare)


@each_text
def test_inferred_fields_say_by_which_rule(text: Text) -> None:
    rules = [{piece.rule for piece in deal.evidence[name]} for deal in deals(text) for name in deal.inferred]
    assert [found for found in rules if not found & INFERENCES] == []


@each_text
def test_what_is_said_is_not_by_a_rule_of_inference(text: Text) -> None:
    rules = {
        deal.evidence[name][0].rule
        for deal in deals(text)
        for name in ("buyer", "seller", "year")
        if name in deal.evidence and name not in deal.inferred
    }
    assert rules.isdisjoint(INFERENCES)


def numbers_in(words: str) -> list[Number]:
    reading = extractor().read(f"{words} units")
    return find_numbers(reading, 0, len(reading.words))


@each_text
def test_numbers_are_those_of_their_words(text: Text) -> None:
    """The number itself, or, where it is told of each of several, the product of all the numbers cited."""
    counted = [(deal, name) for deal in deals(text) for name in COUNTS if name in deal.evidence]
    cited = [[int(number.value) for number in numbers_in(said(deal, name))] for deal, name in counted]
    assert [
        numbers
        for (deal, name), numbers in zip(counted, cited, strict=True)
        if getattr(deal, name) not in {*numbers, prod(numbers)}
    ] == []


@each_text
def test_years_stand_in_their_words_or_in_those_of_the_articles_date(text: Text) -> None:
    given = {text[1][:4]} if text[1] else set()
    for deal in deals(text):
        if deal.year is not None and not any(piece.rule.startswith("date-") for piece in deal.evidence["year"]):
            own = dateline(text[0])
            assert str(deal.year) in {*said(deal, "year").split(), *given, str(own.year if own else None)}


@each_text
def test_bounds_point_at_their_words(text: Text) -> None:
    """At least "at least", or both ends of a range."""
    bounded = [(deal, name, f"bound-{bound}") for deal in deals(text) for name, bound in deal.bounds.items()]
    bare = [(deal, name) for deal, name, rule in bounded if rule not in {piece.rule for piece in deal.evidence[name]}]
    ranges = [numbers_in(said(deal, name)) for deal, name in bare]
    assert [numbers for numbers in ranges if len(numbers) < 2 and numbers[0].low is None] == []


def test_the_date_of_an_article_is_cited_from_its_dateline() -> None:
    text = "Date: 2019-05-02\n\nPeru has ordered 12 C-27J aircraft from Italy."
    (deal,) = extractor().extract(text)[:1]
    assert [(piece.text, piece.rule) for piece in deal.evidence["year"]] == [("2019-05-02", "article-date")]


def test_a_number_told_of_each_points_at_both_numbers() -> None:
    (deal,) = extractor().extract("Oman has ordered four NASAMS batteries, each with three launchers, from Norway.")
    pieces = [(piece.text, piece.rule) for piece in deal.evidence["launchers"]]
    assert (deal.launchers, pieces) == (12, [("three", "count"), ("four", "count-of-wholes")])


def test_a_bound_points_at_its_words() -> None:
    (deal,) = extractor().extract("Oman has ordered at least 36 Leopard 2 tanks from Germany for up to $90 million.")
    assert [piece.text for piece in deal.evidence["units"]] == ["36", "at least"]
    assert [piece.text for piece in deal.evidence["value"]] == ["$90 million", "up to"]


def test_a_seller_known_from_the_system_points_at_state_and_system() -> None:
    text = "Turkey has ordered the S-400. A Russian engineer was pleased with the 12 launchers."
    (deal,) = extractor().extract(text)
    assert [piece.text for piece in deal.evidence["seller"]] == ["Russian", "S-400"]
    assert [piece.rule for piece in deal.evidence["seller_country"]] == ["country-of-state"] * 2


def test_each_of_several_buyers_points_at_its_own_number() -> None:
    text = "Oman and Chile ordered two and three Patriot batteries respectively from the United States."
    found = [(deal.buyer, deal.batteries, said(deal, "batteries")) for deal in extractor().extract(text)]
    assert found == [("Oman", 2, "two"), ("Chile", 3, "three")]
