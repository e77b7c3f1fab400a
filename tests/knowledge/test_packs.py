"""Folders of the user's own: what their lines add to the built-in entries, extend of them, and replace."""

import json
from pathlib import Path
from typing import Any

import pytest

from dealx.extractor import Extractor
from dealx.knowledge.collect import collect, extended
from dealx.knowledge.locate import builtin_patterns

Entry = dict[str, Any]


def pack(folder: Path, file: str, *entries: Entry) -> Path:
    path = folder / file
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(map(json.dumps, entries)))
    return folder


def test_lists_are_joined_and_all_else_is_overwritten() -> None:
    old = {"id": "a", "name": "A", "aliases": ["B", "C"], "country": "RUS", "maker": "x"}
    more = {"id": "a", "aliases": ["C", "D"], "ambiguous": ["D"], "country": ["RUS", "IND"]}
    assert extended("system", old, more) == {
        "id": "a",
        "name": "A",
        "aliases": ["B", "C", "D"],
        "ambiguous": ["D"],
        "country": ["RUS", "IND"],
        "maker": "x",
    }


def test_an_example_joins_the_others() -> None:
    assert extended("verb", {"match": "He buys."}, {"match": ["She buys.", "He buys."]}) == {
        "match": ["He buys.", "She buys."]
    }


def test_an_alias_for_a_built_in_system_in_one_line(tmp_path: Path) -> None:
    line = {"id": "s-400-triumf", "extend": True, "aliases": ["Zorba"]}
    pack(tmp_path, "systems/mine.jsonl", line)
    [built_in, own] = collect([builtin_patterns(), tmp_path]).lines["system"]["s-400-triumf"]
    assert (own.entry, own.place) == (line, f"{tmp_path}/systems/mine.jsonl:1")
    [deal] = Extractor([tmp_path]).extract("India has ordered five batteries of the Zorba from Russia.")
    assert (deal.system, deal.batteries, deal.category) == ("Zorba", 5, "air_defence")
    assert "Zorba" not in built_in.entry["aliases"]


def test_a_later_folder_extends_an_earlier_one(tmp_path: Path) -> None:
    one = pack(tmp_path / "one", "systems/x.jsonl", {"id": "zorba", "name": "Zorba"})
    two = pack(tmp_path / "two", "systems/y.jsonl", {"id": "zorba", "extend": True, "class": "armed-drone"})
    merged = collect([builtin_patterns(), one, two])
    assert (merged.entries["system"]["zorba"], merged.complaints) == (
        {"id": "zorba", "name": "Zorba", "class": "armed-drone"},
        [],
    )
    [complaint] = collect([builtin_patterns(), two, one]).complaints
    assert complaint.place == f"{two}/systems/y.jsonl:1"


def test_a_replacement_forgets_what_was_said_before(tmp_path: Path) -> None:
    pack(tmp_path, "systems/x.jsonl", {"id": "s-400-triumf", "replace": True, "name": "Zorba"})
    collection = collect([builtin_patterns(), tmp_path])
    assert collection.entries["system"]["s-400-triumf"] == {"id": "s-400-triumf", "name": "Zorba"}
    assert collection.place("system", "s-400-triumf") == f"{tmp_path}/systems/x.jsonl:1"


@pytest.mark.parametrize("line", ['{"id": "zorba", "name": "Zorba"', '{"id": "zorba", "nmae": "Zorba"}'])
def test_lines_that_extend_a_broken_one_are_told_only_if_its_id_is_unknown(line: str, tmp_path: Path) -> None:
    pack(tmp_path, "systems/x.jsonl", {})
    more = '{"id": "zorba", "extend": true, "aliases": ["Zorbas"]}'
    (tmp_path / "systems" / "x.jsonl").write_text(f"{line}\n{more}\n")
    told = {complaint.place.rpartition(":")[2] for complaint in collect([tmp_path]).complaints}
    assert told == ({"1"} if "nmae" in line else {"1", "2"})


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    pack(tmp_path, "systems/x.jsonl", {})
    (tmp_path / "systems" / "x.jsonl").write_text('\ufeff{"id": "zorba", "name": "Zorba"}\n', encoding="utf-8")
    assert "zorba" in collect([tmp_path]).entries["system"]
