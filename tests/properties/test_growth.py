"""Time grows with the length of an article, whatever is written in it."""

import itertools
import time

import pytest

from dealx.extractor import Extractor

SHORT, LONG = 5_000, 50_000
MOST = 25
"""Ten times the text takes ten times as long; what looks at all pairs of things takes a hundred times as long."""

DEAL = "Turkey bought 4 S-400 Triumf batteries with 36 launchers from Russia for $2.5 billion in 2017. "
REPEATED = {
    "prose with deals": f"{DEAL}The army said that they will be delivered by 2030. The minister spoke of talks.\n\n",
    "quiet prose": "The village held its annual fair on Sunday, and the mayor spoke about the road to the coast. ",
    "one sentence": "Turkey bought 4 tanks from Russia and ",
    "one sentence of clauses": ", which bought tanks from Russia",
    "capitals": "THE ARMY BOUGHT TANKS FROM TURKEY ",
    "parties": "Turkey and ",
    "companies": "Alpha Beta Gamma Ltd ",
    "tails of companies": "Ltd ",
    "goods": "tanks ",
    "goods joined": "tanks-",
    "capitalised goods": "Tanks ",
    "more goods": "five more. ",
    "designations": "S-400 ",
    "shapes": "Xr-12 ",
    "quoted names": 'systems "S-400" ',
    "goods for goods": "for the tanks and the ",
    "numbers": "12 ",
    "number words": "one hundred thousand and ",
    "counts": "each of four launchers, ",
    "shares": "eight to Turkey, four tanks to Chile, ",
    "sums": "$5 million ",
    "months": "May ",
    "days": "The fair is on Sunday, as in the village. ",
    "opening quotes": '"',
    "closing brackets": ")",
    "opening brackets": "(",
    "apostrophes": "'",
    "full stops": ".",
    "hyphens": "-",
    "initials": "U.S.",
    "one word": "a",
    "one number": "1",
    "one number with commas": "1,",
    "letters and digits": "F16",
    "blanks": " ",
    "line ends": "\n",
    "lines": "Turkey\n",
    "cells": "| Turkey ",
    "tabs": "Turkey\t",
    "tables": "Buyer | Seller | System | Year\nChile | Russia | S-400 | 2019\n",
    "stacked tables": "Buyer\nSeller\nYear\nChile\nRussia\n2019\n",
    "marks that are no words": "\u202e\ufffd\U0001f680e\u0301",
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    extractor = Extractor()
    extractor.extract(DEAL)
    return extractor


def seconds(extractor: Extractor, text: str) -> float:
    begin = time.process_time()
    extractor.extract(text)
    return time.process_time() - begin


def assert_linear(extractor: Extractor, text: str) -> None:
    """On a busy machine one measurement may be wrong, so three may try."""
    short, long_ = text[:SHORT], text[:LONG]
    assert any(seconds(extractor, long_) < MOST * min(seconds(extractor, short) for _ in range(2)) for _ in range(3))


@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED)
def test_time_grows_with_length(extractor: Extractor, piece: str) -> None:
    assert_linear(extractor, DEAL + piece * (LONG // len(piece)))


@pytest.mark.parametrize("seller", ["from {}", ""], ids=["sellers", "no sellers"])
def test_time_grows_with_the_number_of_deals(extractor: Extractor, seller: str) -> None:
    states = itertools.cycle("Turkey Chile Peru Oman India Norway Poland Japan Spain".split())
    systems = itertools.cycle(["Leopard 2", "S-400", "Rafale", "F-16", "Patriot", "M777", "HIMARS"])
    deals = [
        f"{next(states)} bought {n} {next(systems)} systems {seller.format(next(states))} in {1950 + n % 70}. "
        for n in range(2, LONG // 40)
    ]
    assert len(extractor.extract("".join(deals)[:SHORT])) > 20
    assert_linear(extractor, "".join(deals))
