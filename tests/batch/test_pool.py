"""Workers that die: the article at fault is found, and all others are done."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

import pytest

from dealx.batch import BatchError
from dealx.batch.pool import Lost, Pool, Task
from workers import build_dead, build_deadly, build_slow


def chunks(*contents: list[str]) -> Iterator[list[Task]]:
    numbers = count()
    for chunk in contents:
        yield [Task(next(numbers), "file", None, b"", content) for content in chunk]


def results(pool: Pool[str], given: Iterator[Sequence[Task]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for done in pool.run(given):
        if done is not None:
            chunk, result = done
            answers = [result] if isinstance(result, Lost) else result
            found.update(zip([str(task.content) for task in chunk], answers, strict=True))
    return found


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_article_at_fault_is_found_and_the_others_are_done(jobs: int) -> None:
    with Pool(jobs, build_deadly) as pool:
        found = results(pool, chunks(["a", "b"], ["c", "kill", "d"], ["exit"], ["e", "f", "crash"], ["g"]))
    assert found == {c: c.upper() for c in "abcdefg"} | {
        "kill": Lost("the worker that read it was killed (SIGKILL), perhaps for want of memory"),
        "crash": Lost("the worker that read it died of SIGABRT"),
        "exit": Lost("the worker that read it ended with exit code 3"),
    }


@pytest.mark.parametrize("victims", [1, 2])
def test_a_worker_killed_from_outside_costs_nothing(victims: int) -> None:
    with Pool(2, build_slow) as pool:
        running = pool.run(chunks(["a", "b"], ["c"]))
        assert next(running) is None
        while not any(worker.chunk and len(worker.chunk) == victims for worker in pool.workers):
            next(running)
        [victim] = [worker for worker in pool.workers if worker.chunk and len(worker.chunk) == victims]
        victim.process.kill()
        found = [done for done in running if done is not None]
    assert sorted(str(task.content) for chunk, _ in found for task in chunk) == ["a", "b", "c"]
    assert not [result for _, result in found if isinstance(result, Lost)]


def test_workers_that_cannot_start_end_the_batch() -> None:
    with (
        Pool(1, build_dead) as pool,
        pytest.raises(BatchError, match="cannot be started: the last one ended with exit"),
    ):
        results(pool, chunks(["a"]))


def test_no_worker_is_started_without_work() -> None:
    with Pool(2, build_dead) as pool:
        assert results(pool, chunks()) == {}
        assert pool.workers == []
