"""`dealx eval` on labelled articles and records of this test's own."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import dealx
from dealx.cli import app

HERE = Path(__file__).parents[1] / "evaluation"
GOLD, PRED = str(HERE / "gold.jsonl"), str(HERE / "pred.jsonl")


def run(*args: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["eval", *args], input=stdin, prog_name="dealx")


def test_figures_in_a_pipe() -> None:
    result = run(GOLD, PRED)
    assert (result.exit_code, result.stderr) == (0, "")
    figures: dict[str, Any] = json.loads(result.stdout)
    assert figures["fields"]["year"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "n": 3}
    assert figures["all"] == {"p": 0.6667, "r": 0.4167, "f1": 0.5128, "n": 24}
    assert figures["records"] == {"p": 0.6667, "r": 0.5, "f1": 0.5714, "n": 4}
    assert (figures["articles"], figures["without_deal"], figures["false_alarms"]) == (5, 1, 1)
    assert figures["genres"]["blog"]["records"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "n": 1}
    assert list(figures["errors"]) == ["wire-1", "wire-2", "blog-1", "blog-2", "note-1"]
    assert run(GOLD, PRED, "--json").stdout == result.stdout


def test_the_extractor_runs_if_no_records_are_given() -> None:
    figures = json.loads(run(GOLD).stdout)
    assert figures["fields"]["buyer"]["r"] == 0.75
    assert figures["errors"]["blog-2"][0]["why"] == "system unknown to the patterns"


def test_patterns_of_the_users_own(tmp_path: Path) -> None:
    (tmp_path / "systems").mkdir()
    entry = {"id": "zebrawing", "name": "Zebrawing", "category": "combat_drone", "class": "armed-drone"}
    (tmp_path / "systems" / "mine.jsonl").write_text(json.dumps(entry))
    assert json.loads(run(GOLD, "--patterns", str(tmp_path)).stdout)["errors"]["blog-2"] == []


def test_the_table() -> None:
    lines = run(GOLD, PRED, "--format", "table").stdout.splitlines()
    assert lines[0].split() == ["field", "P", "R", "F1", "n", "wrong", "missing", "spurious"]
    assert "all        0.667  0.417  0.513  24      2       12         3" in lines
    assert "Exactly right are 0.000 of the records. Of 5 articles, 1 have no deal; false alarms in 1 of these." in lines
    assert [line.split()[0] for line in lines[-2:]] == ["blog", "wire"]


def test_errors_by_cause() -> None:
    text = run(GOLD, PRED, "--format", "table", "--errors").stdout
    assert text.index("missed record  ") < text.index("false alarm  ") < text.index("wrong year: another one taken (1)")
    assert (
        "wire-1  Peru ← Leonardo: C-27J\n"
        "  expected  2019\n"
        "  found     2021\n"
        "  text      The first will arrive in 2021.\n"
        "  rules     year: date-year “2021”\n"
    ) in text


def test_comparison_with_an_earlier_result(tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    assert run(GOLD, PRED, "--output", str(old)).stdout == ""
    text = run(GOLD, "--compare", str(old), "--format", "table").stdout
    assert "buyer      1.000  0.750  0.857  0.571  +0.286" in text
    assert "wire-1  +1\n  won  Peru ← Leonardo: C-27J: year\n" in text
    changes = json.loads(run(GOLD, "--compare", str(old)).stdout)["changes"]
    assert {"article": "wire-1", "won": {"Peru ← Leonardo: C-27J": ["year"]}, "lost": {}} in changes["articles"]
    assert (
        "0 articles changed: 0 fields won, 0 lost." in run(GOLD, PRED, "--compare", str(old), "--format=table").stdout
    )


def test_standard_input() -> None:
    gold = Path(GOLD).read_text()
    assert run("-", PRED, stdin=gold).stdout == run(GOLD, "-", stdin=Path(PRED).read_text()).stdout
    assert run("-", "-", stdin=gold).exit_code == 2


def test_records_of_other_articles_are_left_out() -> None:
    records = Path(PRED).read_text()
    result = run(GOLD, "-", stdin=records + '{"source": "wire-9"}\n{"source": "wire-8"}')
    assert (result.exit_code, result.stdout) == (1, run(GOLD, PRED).stdout)
    assert result.stderr == "dealx: -: left out, as GOLD has no such articles: wire-9, wire-8\n"


def test_no_records_at_all() -> None:
    result = run(GOLD, "-", stdin="")
    assert (result.exit_code, json.loads(result.stdout)["records"]["r"]) == (0, 0.0)
    assert result.stderr == "dealx: -: no records in it, so every labelled one is missed\n"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["none.jsonl"], "dealx: none.jsonl: cannot be read: No such file or directory\n"),
        ([PRED], f"dealx: {PRED}:1: no `id`\n"),
        ([GOLD, GOLD], f"dealx: {GOLD}:1: no `source`\n"),
        ([GOLD, PRED, "--compare", PRED], f"dealx: {PRED}: bad JSON: "),
        ([GOLD, PRED, "--patterns", "none"], "dealx: none: no such folder of patterns\n"),
        ([GOLD, PRED, "--output", "a.csv"], "no format has the ending '.csv'; give --format"),
        ([GOLD, PRED, "--output", "no/a.json"], "dealx: no/a.json: cannot be written: No such file or directory\n"),
    ],
)
def test_what_cannot_be_evaluated(args: list[str], message: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_records_of_none_of_the_articles() -> None:
    result = run(GOLD, "-", stdin='{"source": "x"}')
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "dealx: -: no record has the id of a labelled article as its `source`, but x\n"


def test_an_article_that_breaks_the_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(self: dealx.Extractor, text: str, **_: Any) -> list[dealx.Deal]:
        raise RuntimeError("no\nidea")

    monkeypatch.setattr(dealx.Extractor, "extract", extract)
    result = run(GOLD)
    assert (result.exit_code, json.loads(result.stdout)["records"]["r"]) == (1, 0.0)
    assert result.stderr.startswith("dealx: wire-1: extraction failed: RuntimeError: no idea\n")
