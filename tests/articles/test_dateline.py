"""Dates at the head of an article."""

from datetime import date

import pytest

from dealx.articles import dateline

DAY = date(2017, 12, 29)


@pytest.mark.parametrize(
    "head",
    [
        "2017-12-29",
        "Date: 2017-12-29",
        'date: "2017-12-29"',
        "29 Dec 2017",
        "December 29, 2017",
        "Dec. 29th, 2017",
        "**Friday, 29 December 2017, 10:32 GMT**",
        "Published 2017-12-29T10:00:00+03:00",
        "Posted: Dec 29, 2017 4:35 p.m. ET",
        "Contracts For Dec. 29, 2017",
        "MOSCOW, 29 December 2017 - Russia will",
        "ANKARA (Reuters) - December 29, 2017",
        "ABU DHABI, United Arab Emirates, Dec. 29, 2017 (AP) \u2014 The",
        "WASHINGTON, D.C., Dec 29 2017 -- A",
        "PARIS, December 29, 2017 /Newswire/ -- A",
        "Dec 29, 2017 (Reuters) - A",
        "TEL AVIV, 2017-12-29: A",
        "A headline\n\nA line under it\n\nBy a reporter\n\nDecember 29, 2017\n\nText.",
    ],
)
def test_a_date_at_the_head_is_read(head: str) -> None:
    assert dateline(f"{head}\nMore text.") == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "SEOUL, Dec. 29 (Newswire) -- South Korea",
        "On December 29, 2017, Turkey signed",
        "December 29, 2017 was a Friday.",
        "NATO said on 29 December 2017 - a Friday - that",
        "Feb. 30, 2017",
        "29.12",
        "2017",
        "one\ntwo\nthree\nfour\nfive\n2017-12-29",
    ],
)
def test_nothing_else_is_taken_for_one(text: str) -> None:
    assert dateline(text) is None
