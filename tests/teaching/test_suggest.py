"""`dealx patterns suggest`: names that no entry covers, where the words around speak for a weapon."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dealx.articles import Article
from dealx.cli import app
from dealx.extractor import Extractor
from dealx.knowledge.collect import collect
from dealx.knowledge.locate import builtin_patterns
from dealx.teaching.check import check
from dealx.teaching.suggest import Suggestion, entry_for, suggestions

Suggest = Callable[..., list[Suggestion]]

NEWS = "SANTIAGO, 3 May 2024 - Chile has ordered 12 Zorbaz from Brazil for $40 million, its air force said."


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture
def suggest(extractor: Extractor) -> Suggest:
    return lambda *texts: suggestions(extractor, [Article(text, f"{n}.txt") for n, text in enumerate(texts)])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (NEWS, ["Zorbaz"]),
        (NEWS.replace("12 Zorbaz", "four Zorbaz"), ["Zorbaz"]),
        (NEWS.replace("12 Zorbaz", "a pair of Zorbaz"), ["Zorbaz"]),
        (NEWS.replace("12 Zorbaz", "12 ZORBAZ"), ["ZORBAZ"]),
        ("Chile has ordered Zorbito frigates from Brazil for its navy.", ["Zorbito"]),
        ("Peru bought four Xb-77A radars for its navy.", ["Xb-77A"]),
        ("The army said Peru bought the Xb-77A.", []),
        ("Peru bought two Brazilian Zorbito-class frigates.", ["Zorbito-class"]),
        ("The navy received six Zorbito frigates and two S-400 batteries.", ["Zorbito"]),
        ("Peru bought 12 F-16 fighters and 40 Sidewinder missiles.", []),
        ("The army drove down the A-12 to buy food at exit B-7.", []),
        ("The army will buy 5 Mondays of work under contract W56HZV-15-C-0100.", []),
        ("The museum bought five Picassos.", []),
        ("The contract of the navy with Airbus is for 12 Airbus aircraft.", []),
    ],
)
def test_names(text: str, names: list[str], suggest: Suggest) -> None:
    assert [suggestion.name for suggestion in suggest(text)] == names


def test_the_most_frequent_come_first_and_spellings_count_as_one(suggest: Suggest) -> None:
    found = suggest(
        "The navy of Peru bought four Xb-77A radars. It likes the XB 77A radar.",
        "The navy of Peru bought four Xb-77A radars.",
        NEWS,
    )
    assert [(s.name, s.times, len(s.sources), s.example_source) for s in found] == [
        ("Xb-77A", 3, 2, "0.txt"),
        ("Zorbaz", 1, 1, "2.txt"),
    ]
    assert found[0].example == "The navy of Peru bought four Xb-77A radars."


def test_entries(suggest: Suggest, extractor: Extractor) -> None:
    found = suggest("The navy of Peru bought four Xb-77A radars and 12 Zorbito frigates.", NEWS)
    assert {one.name: entry_for(one, extractor.knowledge) for one in found} == {
        "Xb-77A": {"id": "xb-77a", "name": "Xb-77A", "class": "radar", "category": "sensor"},
        "Zorbaz": {"id": "zorbaz", "name": "Zorbaz", "ambiguous": ["Zorbaz"]},
        "Zorbito": {
            "id": "zorbito",
            "name": "Zorbito",
            "class": "frigate",
            "category": "warship",
            "ambiguous": ["Zorbito"],
        },
    }


def test_an_id_that_is_taken(extractor: Extractor) -> None:
    suggestion = Suggestion()
    suggestion.spellings["S 400 Triumf"] = 1
    assert entry_for(suggestion, extractor.knowledge)["id"] == "s-400-triumf-2"


def test_what_a_pipe_gets_is_a_pattern_file(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(json.dumps({"id": "a", "text": NEWS}) + "\n{\n")
    result = CliRunner().invoke(app, ["patterns", "suggest", str(tmp_path / "news.jsonl")])
    assert result.exit_code == 1
    assert result.stderr.startswith(f"dealx: {tmp_path}/news.jsonl:2: bad JSON")
    assert result.stdout.splitlines()[0] == f"# once, a: {NEWS}"
    (tmp_path / "mine" / "systems").mkdir(parents=True)
    (tmp_path / "mine" / "systems" / "new.jsonl").write_text(result.stdout)
    assert check([tmp_path / "mine"]) == []
    assert "zorbaz" in collect([builtin_patterns(), tmp_path / "mine"]).entries["system"]


def test_a_table_for_people(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(NEWS)
    args = ["patterns", "suggest", str(tmp_path / "news.txt"), "--format", "table"]
    assert CliRunner().invoke(app, args, terminal_width=80).stdout == (
        "Zorbaz  once\n"
        "  SANTIAGO, 3 May 2024 - Chile has ordered 12 Zorbaz from Brazil for $40\n"
        "  million, its air force said.\n"
        "\n"
        "1 suggestion\n"
    )
