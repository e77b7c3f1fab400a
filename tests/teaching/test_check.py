"""`mistakes.txt`: each planted mistake is told, with its place, and nothing else is; the built-in patterns have none."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from dealx.knowledge import PatternError
from dealx.knowledge.loader import load_knowledge
from dealx.teaching.check import check

ROOT = Path(__file__).parents[2]
PLACE = re.compile(r"[^\s(]*/patterns/\w+/\w+\.jsonl:\d+")


class Mistake(NamedTuple):
    """A pattern file with a mistake in it, and the complaints, beginning with `!` where they are fatal."""

    file: str
    lines: str
    complaints: list[str]


def mistakes() -> Iterator[object]:
    blocks = (Path(__file__).parent / "mistakes.txt").read_text(encoding="utf-8").split("\n== ")[1:]
    for title, file, *lines in (block.strip().split("\n") for block in blocks):
        complaints = [line.removeprefix("-> ") for line in lines if line.startswith("-> ")]
        text = "\n".join(lines[: -len(complaints)])
        yield pytest.param(Mistake(file, text, complaints), id=title)


def write(folder: Path, file: str, content: str | bytes) -> None:
    path = folder / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def told(folder: Path) -> list[str]:
    """The complaints, with `!` before fatal ones, places in the folder without it, and {other} for other places."""
    texts = [("!" if complaint.fatal else "") + str(complaint) for complaint in check([folder])]
    return [PLACE.sub("{other}", text.replace(f"{folder}/", "").replace(str(folder), "")) for text in texts]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("mistake", list(mistakes()))
def test_a_mistake_is_told_and_no_article_read_with_a_grave_one(mistake: Mistake, tmp_path: Path) -> None:
    write(tmp_path, mistake.file, mistake.lines)
    assert told(tmp_path) == mistake.complaints
    grave = [complaint[1:] for complaint in mistake.complaints if complaint.startswith("!")]
    if not grave:
        load_knowledge([tmp_path])
        return
    with pytest.raises(PatternError) as raised:
        load_knowledge([tmp_path])
    first, *more = str(raised.value).replace(f"{tmp_path}/", "").split("\n")
    assert PLACE.sub("{other}", first) == grave[0]
    assert more == ["(and 1 more; `dealx patterns check` tells them all)"][: len(grave) - 1]


def test_the_built_in_patterns_are_clean() -> None:
    assert [str(complaint) for complaint in check([])] == []


def test_the_example_pack_is_clean() -> None:
    assert [str(complaint) for complaint in check([ROOT / "examples" / "patterns"])] == []


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (
            '\ufeff{"id": "zorba", "name": "Zorba"}'.encode(),
            "systems/x.jsonl:1: begins with a byte-order mark; save the file as UTF-8 without one",
        ),
        (
            '# Zürich\n{"id": "zorba", "name": "Zürich"}'.encode("cp1252"),
            "!systems/x.jsonl:1: not UTF-8; save the file in that encoding",
        ),
    ],
    ids=["byte-order mark", "cp1252"],
)
@pytest.mark.usefixtures("few")
def test_encodings(content: bytes, complaint: str, tmp_path: Path) -> None:
    write(tmp_path, "systems/x.jsonl", content)
    assert told(tmp_path) == [complaint]


@pytest.mark.usefixtures("few")
def test_a_folder_that_holds_no_patterns(tmp_path: Path) -> None:
    write(tmp_path, "stories/one.txt", "Chile bought 12 trainers.")
    assert told(tmp_path) == [": no pattern files in this folder, such as systems/drones.jsonl"]
    assert told(tmp_path / "none") == ["!: no such folder of patterns"]
