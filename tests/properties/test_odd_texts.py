"""Texts that a reader of news may be given and that no rule expects."""

import pytest

from dealx import Extractor, extract

TEXTS = {
    "a number at the very end": "Washington's approval of 40 Paladins for Turkey; talks on 0 ( Turkey by 2030 ",
    "a party and a number at the very end": "The army ordered 40 Paladins from Washington; Turkey 20 and Chile 10",
    "a lot at the very end": "Chile bought Leopard 2 tanks from Germany and 12 Lot 5 and",
    "nothing but a mark": ".",
    "a number that is too long": "Chile bought " + "9" * 400 + " Leopard 2 tanks from Germany for $" + "9" * 400 + ".",
    "marks of all kinds": "Chile \u202e\u0000\ud7ff\U0001f680 ordered \u200b12 Leopard\u00a02 tanks \ufffd from Germany.",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_an_odd_text_is_read(text: str) -> None:
    for deal in extract(text):
        for pieces in deal.evidence.values():
            assert [text[e.start : e.end] for e in pieces] == [e.text for e in pieces]


@pytest.mark.parametrize("text", ["ago", "ago.", "years ago", ""])
def test_words_of_time_alone_are_no_date(text: str) -> None:
    assert not Extractor().read(text, "2024-05-03").mentions["dates"]
