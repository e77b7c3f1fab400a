"""Reading labelled articles and records, and what is said of bad ones."""

from pathlib import Path

import pytest

from dealx.evaluation import LabelError, read_found, read_labelled


def test_labelled_articles(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(
        '\ufeff{"id": 7, "text": "x", "date": "2020-01-02T10:00", "style": "wire", "deals": [{"units": [1, 2]}]}\n\n'
        '{"id": "b", "text": "y", "date": "", "genre": "blog", "note": "any", "deals": []}'
    )
    first, second = read_labelled(str(file))
    assert (first.id, first.date, first.genre, first.deals) == ("7", "2020-01-02", "wire", [{"units": [1, 2]}])
    assert (second.id, second.date, second.genre, second.deals) == ("b", None, "blog", [])


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", ": empty, no labelled article in it"),
        ("{}\n", ":1: no `id`"),
        ('\n{"id": 1, "text": "x"}', ":2: no `deals`"),
        ('{"id": 1, "text": " ", "deals": []}', ":1: `text` is empty"),
        ('{"id": 1, "text": "x", "deals": []}\n{"id": "1", "text": "y", "deals": []}', ":2: the id '1' stands on"),
        ('{"id": 1, "text": "x", "deals": [{}, {"buyer": [3]}]}', ":1: `deals`, item 2, `buyer`: "),
        ('{"id": 1, "text": "x", "deals": [{"units": "many"}]}', ":1: `deals`, item 1, `units`: "),
        ('{"id": 1, "text": "x", "date": "soon", "deals": []}', ":1: `date`: "),
        ("[1]", ":1: an object is expected"),
        ('{"id"', ":1: bad JSON: "),
    ],
)
def test_bad_labels(tmp_path: Path, content: str, complaint: str) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(content)
    with pytest.raises(LabelError) as caught:
        read_labelled(str(file))
    assert str(caught.value).startswith(f"{file}{complaint}")


@pytest.mark.parametrize(
    "content",
    [
        '{"source": "a", "units": 1}\n\n{"source": 2}\n{"source": "a"}\n',
        '[\n{"source": "a", "units": 1},\n{"source": 2},\n{"source": "a"}\n]\n',
    ],
)
def test_records_by_their_source(tmp_path: Path, content: str) -> None:
    file = tmp_path / "pred.json"
    file.write_text(content)
    assert read_found(str(file)) == {"a": [{"source": "a", "units": 1}, {"source": "a"}], "2": [{"source": 2}]}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('{"source": "a"}\n{"buyer": "Chad"}', ":2: no `source`"),
        ('[{"source": "a"}, {}]', ": record 2: no `source`"),
        ("[", ": bad JSON: "),
        ('{"source": "a", "evidence": {"year": [{"start": 3}]}}', ":1: no `evidence`, `year`, item 1, `text`"),
    ],
)
def test_bad_records(tmp_path: Path, content: str, complaint: str) -> None:
    file = tmp_path / "pred.json"
    file.write_text(content)
    with pytest.raises(LabelError) as caught:
        read_found(str(file))
    assert str(caught.value).startswith(f"{file}{complaint}")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match=r"none\.jsonl: cannot be read: No such file"):
        read_labelled(str(tmp_path / "none.jsonl"))
    file = tmp_path / "latin.jsonl"
    file.write_bytes('{"id": "é"}'.encode("cp1252"))
    with pytest.raises(LabelError, match=r"latin\.jsonl: not UTF-8"):
        read_labelled(str(file))
