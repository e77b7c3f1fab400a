"""Batches on a local Ray cluster; `make test-ray` installs Ray and runs them."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus import Told, article, run, write_lines
from dealx.batch import Batch, BatchError

ray = pytest.importorskip("ray")
pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    ray.init(num_cpus=2, log_to_driver=False, include_dashboard=False)
    yield
    ray.shutdown()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def rows(path: str) -> list[dict[str, Any]]:
    """Records in a fixed order."""
    return sorted(pq.read_table(path).to_pylist(), key=lambda row: (row["source"], json.dumps(row)))


def test_the_records_are_those_of_the_local_engine() -> None:
    from dealx.batch.on_ray import run_on_ray

    lines = write_lines("news.jsonl", map(article, range(300)))
    with lines.open("a") as file:
        file.write('{"text"\n')
    write_lines("more.jsonl", map(article, range(300, 330)))
    Path("d").mkdir()
    Path("d/story.txt").write_text(article(330)["text"])
    table = [{"text": a["text"], "id": a["id"], "date": date(2020, 5, 1)} for a in map(article, range(300, 330))]
    pq.write_table(pa.Table.from_pylist(table), "more.parquet")
    told = Told()
    stats = run_on_ray(
        Batch(inputs=["news.jsonl", "more.parquet", "d", "no.txt"], output=Path("ray.parquet"), statuses=["signed"]),
        told,
    )
    run("news.jsonl", "more.jsonl", "d", output="local.parquet", statuses=["signed"])
    assert rows("ray.parquet") == rows("local.parquet")
    assert [line.split(": ")[0] for line in told.failures] == ["news.jsonl:301", "no.txt"]
    assert (stats.done, stats.no_deal, stats.failed, stats.written) == (111, 220, 2, len(rows("ray.parquet")))
    assert not list(Path().glob(".*"))


def test_in_a_program_of_ones_own() -> None:
    from dealx.ray import extract_deals

    articles = [{"text": a["text"], "id": number} for number, a in enumerate(map(article, range(6)))]
    deals = extract_deals(ray.data.from_items([*articles, {"text": " ", "id": 9}]), date=date(2021, 1, 1), actors=1)
    found = deals.take_all()
    assert sorted((row["source"], row["system"], row["year"]) for row in found) == [
        ("0", "S-400", 2021),
        ("3", "Leopard 2", 2021),
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"output": Path("deals.csv")}, "deals.csv: on Ray the output is a folder of Parquet files"),
        ({"inputs": ["other.parquet"]}, "other.parquet: no column `text`"),
        ({"output": Path("none/deals.parquet")}, "none/deals.parquet: the batch failed on Ray: No such file"),
    ],
)
def test_what_cannot_be_done(options: dict[str, Any], message: str) -> None:
    from dealx.batch.on_ray import run_on_ray

    pq.write_table(pa.table({"body": ["x"]}), "other.parquet")
    plan: dict[str, Any] = {"inputs": ["none.txt"], "output": Path("deals.parquet")} | options
    with pytest.raises(BatchError, match=message):
        run_on_ray(Batch(**plan), Told())
