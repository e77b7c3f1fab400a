"""`dealx batch` around a made-up batch: options, messages, exit codes. The batch itself has a room of its own."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dealx.articles import Unreadable
from dealx.batch import Batch, BatchError, Stats, Watcher
from dealx.cli import app
from dealx.knowledge import PatternError

GIVEN: list[Batch] = []


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    GIVEN.clear()


def run(*args: str, monkeypatch: pytest.MonkeyPatch, raises: BaseException | None = None, **numbers: Any) -> Result:
    def run_batch(batch: Batch, watcher: Watcher) -> Stats:
        GIVEN.append(batch)
        if raises:
            raise raises
        stats = Stats(jobs=2, **({"done": 2, "no_deal": 1_000, "deals": 3, "written": 3, "seconds": 2.0} | numbers))
        for n in range(stats.failed):
            watcher.failed(Unreadable(f"{n}.txt", "empty [bold]"))
        watcher.progress(stats)
        return stats

    monkeypatch.setattr("dealx.batch.run_batch", run_batch)
    return CliRunner().invoke(app, ["batch", *args], prog_name="dealx")


def test_summary_and_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("d", "--output", "deals.csv", monkeypatch=monkeypatch, reused=2)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "deals.csv: 3 records of 1,002 articles (2 with deals, 1,000 without, 0 failed)\n"
        "1,000 articles extracted in 2.0 s (500/s, 2 workers), 2 unchanged since an earlier run\n"
    )
    assert [Batch(inputs=["d"], output=Path("deals.csv"))] == GIVEN


def test_all_options_reach_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    options = "--include *.txt --exclude old/* --status signed --min-confidence 0.5 --jobs 3 --max-failures 0 --fresh"
    run("d", "e", "--output", "deals.db", *options.split(), "--encoding", "cp1252", monkeypatch=monkeypatch)
    assert [
        Batch(
            inputs=["d", "e"],
            output=Path("deals.db"),
            encoding="cp1252",
            include=["*.txt"],
            exclude=["old/*"],
            statuses=["signed"],
            min_confidence=0.5,
            jobs=3,
            max_failures=0,
            fresh=True,
        )
    ] == GIVEN


def test_failures_are_told_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("d", "--output", "deals.csv", monkeypatch=monkeypatch, failed=2)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[:3] == [
        "dealx: 0.txt: empty [bold]",
        "dealx: 1.txt: empty [bold]",
        "deals.csv: 3 records of 1,004 articles (2 with deals, 1,000 without, 2 failed)",
    ]


def test_shared_ids_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [("v", 3), ("w", 2), ("x", 2), ("y", 2), ("z", 2)]
    result = run("d", "--output", "deals.csv", monkeypatch=monkeypatch, repeated_ids=ids)
    assert result.stderr.splitlines()[-1] == (
        "dealx: ids of several articles, whose records share a source: v (3 times), w (2 times), x (2 times) and 2 more"
    )


def test_numbers_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("d", "--output", "deals.csv", "--stats", "stats.json", monkeypatch=monkeypatch, reused=2)
    assert result.exit_code == 0
    numbers = json.loads(Path("stats.json").read_text())
    assert (numbers["articles"], numbers["deals"], numbers["articles_per_second"]) == (1_002, 3, 500.0)


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (BatchError("deals.csv: no"), 2, "dealx: deals.csv: no\n"),
        (PatternError("mine: no"), 2, "dealx: mine: no\n"),
        (
            KeyboardInterrupt(),
            130,
            "dealx: interrupted; what is done is kept: the same command goes on from there\n",
        ),
    ],
)
def test_ends_without_output(error: BaseException, code: int, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("d", "--output", "deals.csv", monkeypatch=monkeypatch, raises=error)
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", told)


def test_an_output_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("d", monkeypatch=monkeypatch)
    assert (result.exit_code, GIVEN) == (2, [])
    assert "Missing option '--output'" in result.stderr


def test_the_ray_engine_where_there_is_no_ray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = run("d", "--output", "deals.parquet", "--engine", "ray", monkeypatch=monkeypatch)
    assert (result.exit_code, result.stderr) == (2, "dealx: --engine ray needs Ray: pip install 'dealx[ray]'\n")
    result = run("d", "--output", "deals.parquet", "--engine", "ray", "--max-failures", "3", monkeypatch=monkeypatch)
    assert (result.exit_code, GIVEN) == (2, [])
    assert "--max-failures: --engine ray cannot heed it" in result.stderr
