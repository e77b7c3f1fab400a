"""`dealx extract` around a made-up extractor: inputs, options, messages, exit codes."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import dealx
from dealx.cli import app
from dealx.knowledge import PatternError
from dealx.records import Deal

MakeDeal = Callable[..., Deal]
Run = Callable[..., Result]


@pytest.fixture
def run(make_deal: MakeDeal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in an empty folder, with an extractor that finds a deal in each line `BUYER STATUS`."""

    class Extractor:
        def __init__(self, patterns: list[Path]) -> None:
            if patterns:
                raise PatternError(f"{patterns[0]}/systems/mine.jsonl:3: no `id`")

        def extract(self, text: str, *, date: date | None, source: str | None) -> list[Deal]:
            if text.startswith("crash"):
                raise RuntimeError("no\nidea")
            pairs = [line.split() for line in text.splitlines()]
            year = {"year": date.year} if date else {}
            return [
                make_deal(buyer=buyer, system="S-400", status=status, source=source, confidence=len(buyer) / 10, **year)
                for buyer, status in pairs
            ]

    monkeypatch.setattr(dealx, "Extractor", Extractor)
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(app, ["extract", *args], prog_name="dealx")


def write(name: str, text: str) -> None:
    Path(name).write_text(text)


def records(text: str) -> list[tuple[str, str, str]]:
    return [(record["buyer"], record["status"], record["source"]) for record in json.loads(text)]


def test_all_deals_of_all_inputs_in_order(run: Run) -> None:
    write("b.txt", "Turkey signed\nIndia proposed")
    write("a.jsonl", '{"text": "Oman signed", "id": "x"}\n{"text": "Chad signed"}')
    result = run("b.txt", "a.jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert records(result.stdout) == [
        ("Turkey", "signed", "b.txt"),
        ("India", "proposed", "b.txt"),
        ("Oman", "signed", "x"),
        ("Chad", "signed", "a.jsonl:2"),
    ]


def test_problems_are_told_and_the_rest_goes_on(run: Run) -> None:
    write("a.txt", "Turkey signed")
    write("b.txt", "crash")
    write("c.jsonl", '{"text": "Oman signed"}\n{"text"\n')
    result = run("none.txt", "b.txt", "c.jsonl", "a.txt")
    assert result.exit_code == 1
    assert result.stderr == (
        "dealx: none.txt: no such file or folder\n"
        "dealx: b.txt: extraction failed: RuntimeError: no idea\n"
        "dealx: c.jsonl:2: bad JSON: Expecting ':' delimiter: line 2 column 1 (char 8)\n"
    )
    assert records(result.stdout) == [("Oman", "signed", "c.jsonl:1"), ("Turkey", "signed", "a.txt")]


def test_nothing_found_is_no_error(run: Run) -> None:
    write("a.jsonl", '{"text": "\\n\\nx", "id": 1}')
    write("a.txt", "Oman signed")
    result = run("a.txt", "--status", "delivered")
    assert (result.exit_code, result.stdout) == (0, "[]\n")


@pytest.mark.parametrize(
    ("options", "buyers"),
    [
        ([], ["Turkey", "India", "Oman"]),
        (["--status", "signed"], ["Turkey", "Oman"]),
        (["--status", "proposed", "--status", "signed"], ["Turkey", "India", "Oman"]),
        (["--min-confidence", "0.5"], ["Turkey", "India"]),
        (["--min-confidence", "0.5", "--status", "signed"], ["Turkey"]),
    ],
)
def test_filters(run: Run, options: list[str], buyers: list[str]) -> None:
    write("a.txt", "Turkey signed\nIndia proposed\nOman signed")
    assert [buyer for buyer, *_ in records(run("a.txt", *options).stdout)] == buyers


def test_date_for_articles_without_one(run: Run) -> None:
    write("a.jsonl", '{"text": "Oman signed", "date": "2011-01-02"}\n{"text": "Chad signed"}')
    result = run("a.jsonl", "--date", "2017-12-29")
    assert [record["year"] for record in json.loads(result.stdout)] == [2011, 2017]


def test_encoding(run: Run) -> None:
    Path("a.txt").write_bytes("Türkiye signed".encode("cp1252"))
    assert run("a.txt").stderr == "dealx: a.txt: not UTF-8; it looks like cp1252: give --encoding cp1252\n"
    assert records(run("a.txt", "--encoding", "cp1252").stdout) == [("Türkiye", "signed", "a.txt")]


def test_a_table_when_asked_for(run: Run) -> None:
    write("a.txt", "Turkey signed")
    assert run("a.txt", "--format", "table").stdout == (
        "Buyer   System  Status  Confidence\n──────────────────────────────────\nTurkey  S-400   signed  0.60\n"
    )


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("a.json", "[\n{"), ("a.jsonl", "{"), ("a.csv", "buyer,"), ("a.md", "| Buyer"), ("a.txt", "Buyer")],
)
def test_the_ending_of_the_output_chooses_its_format(run: Run, name: str, beginning: str) -> None:
    write("in.txt", "Turkey signed")
    result = run("in.txt", "--output", name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path(name).read_text().startswith(beginning)
    assert sorted(path.name for path in Path().iterdir()) == sorted([name, "in.txt"])


def test_format_goes_before_the_ending(run: Run) -> None:
    write("in.txt", "Turkey signed")
    run("in.txt", "--output", "deals.json", "--format", "csv")
    assert Path("deals.json").read_text().startswith("buyer,")


def test_an_output_is_replaced_only_when_complete(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("in.txt", "Turkey signed")
    write("deals.json", "old")
    monkeypatch.setattr("dealx.articles.read_articles", lambda *_: iter([None]))
    assert run("in.txt", "--output", "deals.json").exit_code != 0
    assert Path("deals.json").read_text() == "old"
    assert sorted(path.name for path in Path().iterdir()) == ["deals.json", "in.txt"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--output", "no/deals.json"], "dealx: no/deals.json: cannot be written: No such file or directory\n"),
        (["--output", ".", "--format", "csv"], "dealx: .: cannot be written: Is a directory\n"),
        (["--patterns", "mine"], "dealx: mine/systems/mine.jsonl:3: no `id`\n"),
        (
            ["--output", "deals.xls"],
            "Error: Invalid value for --output: no format has the ending '.xls'; give --format",
        ),
        (["--status", "rumoured"], "'rumoured' is not one of proposed, approved, signed, delivered, cancelled"),
        (["--encoding", "klingon"], "no encoding is called 'klingon'; cp1252 and utf-16 are examples"),
        (["--encoding", "base64"], "no encoding is called 'base64'; cp1252 and utf-16 are examples"),
        (["--date", "yesterday"], "'yesterday' does not match the format"),
        (["--min-confidence", "2"], "less than or equal to 1"),
        (["--format", "xls"], "'xls' is not one of"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_read(run: Run, options: list[str], message: str) -> None:
    result = run("none.txt", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert "none.txt" not in result.stderr


def test_an_input_is_needed(run: Run) -> None:
    result = run()
    assert result.exit_code == 2
    assert "Missing argument 'INPUT'" in result.stderr
