"""Worker processes that survive the death of one of them.

A standard pool is lost when a worker is killed, and with it all chunks under way. Here a chunk whose worker died is
cut into single articles and tried again; an article whose worker dies once more is the one at fault.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, NamedTuple, Self, TypeVar

from dealx.batch.errors import BatchError

CONTEXT = multiprocessing.get_context("spawn")
"""A fresh process inherits neither locks nor files of the parent, and works the same on every system."""

TICK = 0.2
"""Seconds after which `run` gives the caller a chance to do something else."""

PATIENCE = 10.0
"""Seconds that a worker gets to end by itself."""

STARTS = 3
"""Workers that may die in a row before they are ready, until the pool gives up."""

R = TypeVar("R")
Content = str | bytes
Function = Callable[[Sequence[Content]], list[R]]


class Task(NamedTuple):
    """An article to be worked on; only its content goes to the worker."""

    number: int
    file: str
    line: int | None
    key: bytes
    content: Content


@dataclass(frozen=True)
class Lost:
    """The worker died of the only article it had; `reason` says how."""

    reason: str


@dataclass
class _Worker:
    process: BaseProcess
    connection: Connection
    ready: bool = False
    chunk: Sequence[Task] | None = None


class Pool(Generic[R]):
    """Up to `jobs` processes, started when there is work. Each builds its function once, by calling `build`."""

    def __init__(self, jobs: int, build: Callable[[], Function[R]]) -> None:
        self.jobs = jobs
        self.build = build
        self.workers: list[_Worker] = []
        self.waiting: deque[Sequence[Task]] = deque()
        self.failed_starts = 0
        self.suspects: set[int] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        for worker in self.workers:
            worker.connection.close()
            if exception[0] is not None or not worker.ready:
                worker.process.terminate()
        for worker in self.workers:
            _end(worker.process)

    def run(self, chunks: Iterator[Sequence[Task]]) -> Iterator[tuple[Sequence[Task], list[R] | Lost] | None]:
        """Chunks and their results as they come, in any order; None if none came for a while.

        Raises BatchError if workers cannot be started.
        """
        while self._fetch(chunks) or self._busy():
            self._hand_out()
            ready = wait([worker.connection for worker in self.workers], TICK)
            if not ready:
                yield None
            for worker in [worker for worker in self.workers if worker.connection in ready]:
                done = self._receive(worker)
                self._hand_out()
                if done is not None:
                    yield done

    def _fetch(self, chunks: Iterator[Sequence[Task]]) -> bool:
        """Keeps a chunk at hand for each worker, so that none waits for reading; says whether there is any."""
        while len(self.waiting) < self.jobs and (chunk := next(chunks, None)) is not None:
            self.waiting.append(chunk)
        return bool(self.waiting)

    def _busy(self) -> bool:
        return any(worker.chunk is not None for worker in self.workers)

    def _hand_out(self) -> None:
        idle = [worker for worker in self.workers if worker.ready and worker.chunk is None]
        for worker in idle[: len(self.waiting)]:
            worker.chunk = self.waiting.popleft()
            try:
                worker.connection.send([task.content for task in worker.chunk])
            except OSError:
                continue  # it is dead, as receiving from it will tell
        starting = sum(not worker.ready for worker in self.workers)
        while len(self.waiting) > starting and len(self.workers) < self.jobs:
            self.workers.append(self._start())
            starting += 1

    def _start(self) -> _Worker:
        here, there = CONTEXT.Pipe()
        process = CONTEXT.Process(target=_serve, args=(there, self.build), daemon=True)
        with _interrupts_ignored():
            process.start()
        there.close()
        return _Worker(process, here)

    def _receive(self, worker: _Worker) -> tuple[Sequence[Task], list[R] | Lost] | None:
        try:
            message: Any = worker.connection.recv()
        except (EOFError, OSError):
            return self._bury(worker)
        if not worker.ready:
            worker.ready = True
            self.failed_starts = 0
            return None
        chunk, worker.chunk = worker.chunk, None
        return None if chunk is None else (chunk, message)

    def _bury(self, worker: _Worker) -> tuple[Sequence[Task], Lost] | None:
        """Removes a dead worker. Its chunk waits again, article by article, unless it was one whose worker died before."""
        self.workers.remove(worker)
        worker.connection.close()
        how = _end(worker.process)
        if not worker.ready:
            self.failed_starts += 1
            if self.failed_starts >= STARTS:
                raise BatchError(f"workers cannot be started: the last one {how}")
            return None
        if worker.chunk is None:
            return None
        if len(worker.chunk) == 1 and worker.chunk[0].number in self.suspects:
            return worker.chunk, Lost(f"the worker that read it {how}")
        self.suspects.update(task.number for task in worker.chunk)
        self.waiting.extendleft([task] for task in reversed(worker.chunk))
        return None


def _serve(connection: Connection, build: Callable[[], Function[R]]) -> None:
    """The life of a worker: says that it is ready, then answers chunks until the other side is gone."""
    function = build()
    gc.freeze()
    try:
        connection.send(None)
        while True:
            connection.send(function(connection.recv()))
    except (EOFError, OSError):
        os._exit(0)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """What is started here does not see Ctrl-C, which goes to all processes of a terminal: the parent ends its workers."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not in the main thread, which alone gets interrupts
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _end(process: BaseProcess) -> str:
    """Waits for the end of a process, and says how it ended."""
    process.join(PATIENCE)
    if process.exitcode is None:
        process.kill()
        process.join()
    code = process.exitcode or 0
    if code == -signal.SIGKILL:
        return "was killed (SIGKILL), perhaps for want of memory"
    return f"died of {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"
