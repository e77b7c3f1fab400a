"""Batches that are killed at random moments, run out of space, or meet each other."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import article, write_lines

DEALX = [sys.executable, "-c", "from dealx.cli import main; main()", "batch"]
KILLS = 5


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def start(*args: str, setup: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*DEALX, *args], stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=setup
    )


def finish(*args: str, setup: Callable[[], None] | None = None) -> tuple[int, str]:
    process = start(*args, setup=setup)
    _, told = process.communicate()
    return process.returncode, told


def wait_for_results(process: subprocess.Popen[str], journal: str) -> None:
    """Until something was saved after the beginning."""
    path = Path(f"{journal}-wal")
    while process.poll() is None and (not path.exists() or path.stat().st_size < 60_000):
        time.sleep(0.01)


def test_kills_at_random_moments_change_nothing() -> None:
    chance = random.Random(5)
    write_lines("news.jsonl", map(article, range(3000)))
    assert finish("news.jsonl", "--output", "whole.sqlite")[0] == 0
    kills = 0
    while kills < KILLS:
        process = start("news.jsonl", "--output", "killed.sqlite", "--jobs", str(1 + kills % 3))
        try:
            process.wait(chance.uniform(0.3, 1.5))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL) if kills % 2 else process.kill()
            process.wait()
            kills += 1
        else:  # it was quicker, and begins anew
            Path("killed.sqlite").unlink()
            Path("killed.sqlite.dealx").unlink()
    assert finish("news.jsonl", "--output", "killed.sqlite")[0] == 0
    assert Path("killed.sqlite").read_bytes() == Path("whole.sqlite").read_bytes()


def test_ctrl_c_says_how_to_go_on() -> None:
    write_lines("news.jsonl", map(article, range(80_000)))
    process = start("news.jsonl", "--output", "deals.csv")
    wait_for_results(process, "deals.csv.dealx")
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate()
    assert told == "dealx: interrupted; what is done is kept: the same command goes on from there\n"
    assert process.returncode == 130
    assert sorted(path.name for path in Path().iterdir()) == ["deals.csv.dealx", "news.jsonl"]


def test_a_second_run_on_the_same_output_is_refused() -> None:
    write_lines("news.jsonl", map(article, range(80_000)))
    first = start("news.jsonl", "--output", "deals.csv")
    wait_for_results(first, "deals.csv.dealx")
    code, told = finish("news.jsonl", "--output", "deals.csv")
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    assert (code, told) == (2, "dealx: deals.csv: another run is writing it; wait for its end, or stop it\n")


@pytest.mark.parametrize("room", [30_000, 200_000])
def test_a_full_disk_is_told_and_the_next_run_goes_on(room: int) -> None:
    """A limit on the size of files stands for a full disk; it hits the journal, early or late."""
    write_lines("news.jsonl", map(article, range(600)))
    assert finish("news.jsonl", "--output", "whole.jsonl")[0] == 0
    code, told = finish(
        "news.jsonl",
        "--output",
        "deals.jsonl",
        setup=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )
    assert code == 2
    assert told.startswith("dealx: deals.jsonl: its journal cannot be written: ")
    assert told.endswith("; what is done is kept: the same command goes on from there\n")
    assert not Path("deals.jsonl").exists()
    assert finish("news.jsonl", "--output", "deals.jsonl")[0] == 0
    assert Path("deals.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()
