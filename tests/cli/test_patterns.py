"""`dealx patterns`: what is listed and shown, how complaints are told, and the folder that is always read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dealx.cli import app

Run = Callable[..., Result]

PACK: dict[str, list[dict[str, Any]]] = {
    "systems/drones.jsonl": [
        {"id": "sandgrouse", "name": "Sandgrouse", "aliases": ["SG-9"], "class": "armed-drone"}
        | {"maker": "serra", "country": "BRA"},
        {"id": "sandgrouse-2", "name": "Sandgrouse 2", "family": "sandgrouse", "country": ["BRA", "CHL"]},
    ],
    "parties/companies.jsonl": [
        {"id": "serra", "name": "Serra Alta", "country": "BRA"},
        {"id": "saab", "extend": True, "aliases": ["Zorba Works"]},
    ],
}


@pytest.fixture
def run(few: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `dealx patterns` with few built-in patterns, beside a folder `mine`."""
    for file, lines in PACK.items():
        (tmp_path / "mine" / file).parent.mkdir(parents=True)
        (tmp_path / "mine" / file).write_text("\n".join(map(json.dumps, lines)))
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(app, ["patterns", *args], prog_name="dealx")


def ids(result: Result) -> list[str]:
    assert result.exit_code == 0
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["--kind", "system"], ["s-400-triumf", "sandgrouse", "sandgrouse-2"]),
        (["--kind", "company", "--kind", "system", "--country", "Brazil"], ["serra", "sandgrouse", "sandgrouse-2"]),
        (["--country", "chl", "--kind", "system"], ["sandgrouse-2"]),
        (["sg9"], ["sandgrouse"]),
        (["SANDG"], ["sandgrouse", "sandgrouse-2"]),
        (["zorba works"], ["saab"]),
        (["nothing of the kind"], []),
    ],
)
def test_list(args: list[str], expected: list[str], run: Run) -> None:
    assert ids(run("list", *args, "--patterns", "mine")) == expected


def test_list_as_a_table_counts(run: Run) -> None:
    result = run("list", "--country", "BRA", "--kind", "system", "--format", "table", "--patterns", "mine")
    assert result.stdout == (
        "Kind    Id            Name          Country   Class        Names  Place\n"
        f"{'─' * 93}\n"
        "system  sandgrouse    Sandgrouse    BRA       armed-drone  2      mine/systems/drones.jsonl:1\n"
        "system  sandgrouse-2  Sandgrouse 2  BRA, CHL               1      mine/systems/drones.jsonl:2\n"
        "2 systems\n"
    )


def test_nothing_to_list(run: Run) -> None:
    assert run("list", "zzz", "--format", "table").stdout == "no entries\n"


def test_show(run: Run) -> None:
    result = run("show", "sandgrouse", "--format", "table", "--patterns", "mine")
    assert (result.exit_code, result.stdout) == (
        0,
        "system sandgrouse\n"
        "  name       Sandgrouse\n"
        "  aliases    SG-9\n"
        "  class      armed-drone (armed drone)\n"
        "  maker      serra (Serra Alta)\n"
        "  country    BRA (Brazil)\n"
        "  stands at  mine/systems/drones.jsonl:1\n"
        "  variants   sandgrouse-2\n"
        "\n",
    )


def test_show_takes_names_and_tells_of_extensions(run: Run) -> None:
    result = run("show", "zorba-WORKS", "--patterns", "mine")
    [sheet] = [json.loads(line) for line in result.stdout.splitlines()]
    assert (sheet["kind"], sheet["id"], "Zorba Works" in sheet["aliases"]) == ("company", "saab", True)
    assert [Path(place).name for place in sheet["extended_at"]] == ["companies.jsonl:2"]


def test_show_suggests_what_was_meant(run: Run) -> None:
    result = run("show", "Sandgrous", "--patterns", "mine")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("dealx: no entry has the id or name 'Sandgrous'; did you mean Sandgrouse")


def test_show_finds_a_name_within_a_longer_term(run: Run) -> None:
    result = run("show", "the Serra Alta Sandgrouse 2 (drone)", "--patterns", "mine")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["id"] == "sandgrouse-2"
    assert result.stderr == (
        "dealx: no entry has the id or name 'the Serra Alta Sandgrouse 2 (drone)', but it holds 'Sandgrouse 2'\n"
    )


def test_check_of_a_clean_folder(run: Run) -> None:
    result = run("check", "mine")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "dealx: mine: nothing is wrong\n")
    assert run("check", "--patterns", "mine").stderr == result.stderr


@pytest.mark.parametrize(
    ("line", "code", "complaint"),
    [
        ('{"id": "a", "name": "Zorba", "aliases": ["Zorba"]}', 1, 'system "a": "Zorba" stands twice, in "aliases"'),
        ('{"id": "a", "nam": "Zorba"}', 2, 'system "a": has no field "nam"; did you mean "name"?'),
    ],
    ids=["small", "grave"],
)
def test_check_tells_by_its_exit_code_whether_articles_can_be_read(
    line: str, code: int, complaint: str, run: Run
) -> None:
    Path("mine/systems/x.jsonl").write_text(line)
    result = run("check", "mine")
    assert result.exit_code == code
    assert result.stdout.splitlines()[0] == f"mine/systems/x.jsonl:1: {complaint}"
    assert run("list", "--patterns", "mine").exit_code == (2 if code == 2 else 0)


def test_a_broken_folder_stops_before_any_article_is_read(run: Run) -> None:
    Path("mine/systems/x.jsonl").write_text("{")
    result = CliRunner().invoke(app, ["extract", "none.txt", "--patterns", "mine"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("dealx: mine/systems/x.jsonl:1: not a JSON object on one line: ")
    assert "none.txt" not in result.stderr


def test_the_folder_in_the_users_configuration_is_always_read(run: Run, no_own_patterns: Path) -> None:
    assert ids(run("list", "sandgrouse")) == []
    no_own_patterns.parent.mkdir(parents=True)
    Path("mine").rename(no_own_patterns)
    assert ids(run("list", "sandgrouse")) == ["sandgrouse", "sandgrouse-2"]
    assert ids(run("list", "sandgrouse", "--patterns", str(no_own_patterns))) == ["sandgrouse", "sandgrouse-2"]
    assert run("check").stderr == f"dealx: {no_own_patterns}: nothing is wrong\n"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--kind", "sytem"], "'sytem' is not one of state, organ,"),
        (["--country", "Zorbia"], "no state is called 'Zorbia'"),
        (["--patterns", "none"], "none: no such folder of patterns"),
    ],
)
def test_wrong_usage(args: list[str], message: str, run: Run) -> None:
    result = run("list", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_try(run: Run) -> None:
    result = run("try", "Chile bought 12 Sandgrouse drones.", "--format", "table", "--patterns", "mine")
    assert result.exit_code == 0
    transfers, deals = result.stdout.split("\n\n")[1:]
    assert transfers == (
        "Transfers told\n"
        "  Verb or noun  Status  Buyer            Seller  Goods\n"
        "  bought        signed  Chile (subject)          Sandgrouse, 12 units"
    )
    assert "  Chile  Sandgrouse  12 × armed drone  signed  " in deals
    assert "equipment  units         system sandgrouse\n" in result.stdout
    assert "mine/systems/drones.jsonl:1\n" in result.stdout


@pytest.mark.usefixtures("run")
def test_try_in_a_pipe() -> None:
    args = ["patterns", "try", "-", "--patterns", "mine"]
    whole = json.loads(CliRunner().invoke(app, args, input="Chile bought 12 Sandgrouse drones.").stdout)
    assert set(whole) == {"text", "parts", "transfers", "deals", "left_out"}
    assert whole["deals"][0]["system"].startswith("Sandgrouse")


def test_try_tells_why_there_is_no_deal(run: Run) -> None:
    result = run("try", "The weather was fine.", "--format", "table")
    assert result.stdout == (
        "Words found: nothing\n\nTransfers told: none\n\nDeals: none\n\nLeft out\n"
        "  Words                  Why\n"
        "  The weather was fine.  a first look finds no verb or noun of\n"
        "                         transfer\n"
    )


def test_try_tells_what_is_not_text() -> None:
    result = CliRunner().invoke(app, ["patterns", "try", "-"], input=b"Chile bought 12 \xff frigates")
    assert result.exit_code == 2
    assert result.stderr.startswith("dealx: -: not UTF-8; ")
