"""What workers of the pool's tests do; importable by name, as a new process needs it."""

import os
import signal
import time
from collections.abc import Callable, Sequence

from dealx.batch.work import Result, Work

Contents = Sequence[str | bytes]


def deadly(contents: Contents) -> list[str]:
    """Is killed by some articles, as the system does when memory is short; others crash or end it."""
    for content in contents:
        if content == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if content == "crash":
            os.abort()
        if content == "exit":
            os._exit(3)
    return [str(content).upper() for content in contents]


def build_deadly() -> Callable[[Contents], list[str]]:
    return deadly


def build_dead() -> Callable[[Contents], list[str]]:
    os._exit(7)


def slow(contents: Contents) -> list[str]:
    time.sleep(0.5)
    return [str(content) for content in contents]


def build_slow() -> Callable[[Contents], list[str]]:
    return slow


class DeadlyWork(Work):
    """Is killed by an article with a certain word."""

    def _result(self, content: str | bytes) -> Result:
        if "killer" in str(content):
            os.kill(os.getpid(), signal.SIGKILL)
        return super()._result(content)
