"""The tables of `patterns/README.md` tell of the fields that there are, and of no others."""

import re
from pathlib import Path

import pytest

from dealx.knowledge.schema import KINDS, PREPOSITIONS

README = (Path(__file__).parents[2] / "patterns" / "README.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^#+ (.+)\n((?:(?!#).*\n|#(?!#)(?! ).*\n)*)", README + "\n", re.MULTILINE))
TABLE = re.compile(r"^\| field \|.*\n(?:\|.*\n)+", re.MULTILINE)
FIRST_CELL = re.compile(r"^\| (`.+?) \|", re.MULTILINE)
NAME = re.compile(r"`(\w+)`")


def section(files: str) -> str:
    """What the README says of a file: under its own heading, or else under that of its folder."""
    folder, file = files.split("/")
    own = [text for heading, text in SECTIONS.items() if f"`{file}`" in heading]
    return own[0] if own else "".join(text for heading, text in SECTIONS.items() if f"`{folder}/`" in heading)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_told(kind: str) -> None:
    told = set(NAME.findall(section(KINDS[kind].files))) | {"id"}
    assert set(KINDS[kind].fields) - {"match", "no_match"} - set(PREPOSITIONS) - told == set()


@pytest.mark.parametrize("folder", ["parties", "systems", "triggers", "money"])
def test_every_field_told_is_there(folder: str) -> None:
    kinds = [kind for kind in KINDS.values() if kind.files.startswith(folder)]
    tables = {table for kind in kinds for table in TABLE.findall(section(kind.files))}
    cells = "".join(cell for table in tables for cell in FIRST_CELL.findall(table))
    assert set(NAME.findall(cells)) - {"id"} - {name for kind in kinds for name in kind.fields} == set()
    assert cells
