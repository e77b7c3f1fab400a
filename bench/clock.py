"""Time and memory of functions and of commands."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_TICK = 0.05
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Run(NamedTuple):
    """Seconds that a command took, and the most memory that it and its descendants held together, in MB."""

    seconds: float
    memory: float


def seconds(action: Callable[[], object]) -> float:
    """How long a function takes."""
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> float:
    """How long a command takes, in seconds. Raises CalledProcessError if it fails."""
    quiet = subprocess.DEVNULL
    return seconds(lambda: subprocess.run(command, env=os.environ | (environment or {}), stdout=quiet, check=True))


def watch(command: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Runs a command and looks at its memory all the time (0 where there is no /proc). Raises CalledProcessError."""
    begin, most = time.perf_counter(), 0
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=os.environ | environment, stdout=quiet, stderr=quiet) as process:
        while process.poll() is None:
            most = max(most, sum(_resident(pid) for pid in _family(process.pid)))
            time.sleep(_TICK)
    taken = time.perf_counter() - begin
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return Run(taken, most / 1e6)


def dealx(*arguments: str) -> list[str]:
    """A dealx command of this environment."""
    return [str(Path(sys.executable).parent / "dealx"), *arguments]


def _family(pid: int) -> list[int]:
    """A process and its descendants."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return [pid]
    return [pid, *(member for child in children for member in _family(child))]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0
