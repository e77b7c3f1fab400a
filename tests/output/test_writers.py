"""Whole outputs of every format."""

import csv
import io
import json
from collections.abc import Callable, Iterator

import pytest

from dealx.output import Format, writer
from dealx.output.cells import amount
from dealx.records import Deal

MakeDeal = Callable[..., Deal]

TABLE = """\
Buyer   Seller   System        Number                       Value                       Year  Status    Delivery  Confidence  Source
────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
Turkey  Russia*  S-400 Triumf  4 batteries                  2.5 bn (currency not said)  2017  signed    2020      0.90        turkey.txt
                               36 launchers
                               ≥ 192 missiles

Poland           F_35|A        1 battery                    ≤ 4,600,000,001 USD in all  2020  proposed            0.50        poland.txt
                               ≈ 1,032 × fighter [bold]jet

* not said in the deal's own sentences
"""

BLOCKS = """\
Buyer       Turkey
Seller      Russia*
System      S-400 Triumf
Number      4 batteries
            36 launchers
            ≥ 192 missiles
Value       2.5 bn (currency not said)
Year        2017
Status      signed
Delivery    2020
Confidence  0.90
Source      turkey.txt

Buyer       Poland
System      F_35|A
Number      1 battery
            ≈ 1,032 × fighter [bold]jet
Value       ≤ 4,600,000,001 USD in all
Year        2020
Status      proposed
Confidence  0.50
Source      poland.txt

* not said in the deal's own sentences
"""

MARKDOWN = r"""
| Buyer | Seller | System | Number | Value | Year | Status | Delivery | Confidence | Source |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| Turkey | Russia\* | S-400 Triumf | 4 batteries, 36 launchers, ≥ 192 missiles | 2.5 bn (currency not said) | 2017 | signed | 2020 | 0.90 | turkey.txt |
| Poland |  | F\_35\|A | 1 battery, ≈ 1,032 × fighter \[bold\]jet | ≤ 4,600,000,001 USD in all | 2020 | proposed |  | 0.50 | poland.txt |

\* not said in the deal's own sentences
"""  # noqa: E501


class Terminal(io.StringIO):
    """An output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def written(format: Format, *deals: Deal, out: io.StringIO | None = None) -> str:
    out = out or io.StringIO()
    writer(format)(iter(deals), out)
    return out.getvalue()


def test_table_where_there_is_room(turkey: Deal, poland: Deal) -> None:
    assert written(Format.table, turkey, poland) == TABLE


def test_blocks_on_a_narrow_terminal(turkey: Deal, poland: Deal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert written(Format.table, turkey, poland, out=Terminal()) == BLOCKS


def test_a_single_source_is_not_repeated(turkey: Deal) -> None:
    assert "turkey.txt" not in written(Format.table, turkey, turkey)


def test_characters_that_steer_a_terminal_are_blanks(make_deal: MakeDeal) -> None:
    deal = make_deal(buyer="Tur\x1b[31mkey\n", system="S-400")
    assert "Tur [31mkey " in written(Format.table, deal, out=Terminal())


def test_markdown(turkey: Deal, poland: Deal) -> None:
    assert written(Format.md, turkey, poland) == MARKDOWN.lstrip()


def test_json_is_an_array_with_a_record_a_line(turkey: Deal, poland: Deal) -> None:
    text = written(Format.json, turkey, poland)
    assert json.loads(text) == [turkey.to_json(), poland.to_json()]
    assert text.count("\n") == 4


def test_json_is_valid_even_if_the_deals_break_off(turkey: Deal) -> None:
    def breaking() -> Iterator[Deal]:
        yield turkey
        raise KeyboardInterrupt

    out = io.StringIO()
    with pytest.raises(KeyboardInterrupt):
        writer(Format.json)(breaking(), out)
    assert json.loads(out.getvalue()) == [turkey.to_json()]


def test_json_lines(turkey: Deal, poland: Deal) -> None:
    lines = written(Format.jsonl, turkey, poland).splitlines()
    assert [json.loads(line) for line in lines] == [turkey.to_json(), poland.to_json()]


def test_csv_has_all_keys_and_json_in_nested_cells(turkey: Deal, poland: Deal) -> None:
    first, second = csv.DictReader(io.StringIO(written(Format.csv, turkey, poland)))
    assert list(first) == list(turkey.to_json())
    assert (first["buyer"], first["currency"], first["value"], first["confidence"]) == (
        "Turkey",
        "",
        "2500000000",
        "0.9",
    )
    assert json.loads(first["evidence"]) == turkey.to_json()["evidence"]
    assert json.loads(second["bounds"]) == {"units": "about", "value": "at_most"}


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        (Format.table, "No deals found.\n"),
        (Format.json, "[]\n"),
        (Format.jsonl, ""),
        (Format.csv, ",".join(Deal.model_fields) + "\n"),
        (Format.md, "No deals found.\n"),
    ],
)
def test_no_deals(format: Format, expected: str) -> None:
    assert written(format) == expected


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (950_000, "950,000"),
        (1_000_000, "1 mn"),
        (42_700_000, "42.7 mn"),
        (2_500_000_000, "2.5 bn"),
        (9_000_000_000, "9 bn"),
        (1_234_500_000, "1,234.5 mn"),
        (1_234_567_891, "1,234,567,891"),
        (4_490_000_000_000, "4.49 tn"),
        (12_000_000_000_000_000, "12,000 tn"),
    ],
)
def test_sums_keep_all_their_digits(value: int, words: str) -> None:
    assert amount(value) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"delivery_start": 2020}, "2020"),
        ({"delivery_end": 2024}, "–2024"),
        ({"delivery_start": 2020, "delivery_end": 2024}, "2020–2024"),
        ({"delivery_start": 2020, "delivery_end": 2020}, "2020"),
        ({"delivery_start": 2020, "delivery_end": 2024, "bounds": {"delivery_end": "at_most"}}, "2020–≤ 2024"),
    ],
)
def test_delivery(make_deal: MakeDeal, fields: dict[str, object], words: str) -> None:
    text = written(Format.md, make_deal(buyer="Turkey", system="S-400", **fields))
    assert text.splitlines()[-1] == f"| Turkey | S-400 | {words} | 0.90 |"
