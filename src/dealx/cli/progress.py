"""How a batch goes on, on standard error: a line for each failure, and on a terminal a bar."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from dealx.articles import Unreadable
from dealx.batch import Stats, Watcher

REFRESH = 0.1
"""Seconds between two pictures of the bar."""


class Bar(Watcher):
    """Tells failures as they come, above the bar. Drawn without a thread of its own."""

    def __init__(self) -> None:
        self.console = Console(stderr=True, markup=False, highlight=False, soft_wrap=True, emoji=False)
        self.bar = Progress(
            BarColumn(bar_width=20),
            TaskProgressColumn(),
            TextColumn("{task.fields[counts]}"),
            TimeRemainingColumn(),
            TextColumn("left"),
            console=self.console,
            auto_refresh=False,
            transient=True,
            disable=not self.console.is_terminal,
        )
        self.task = self.bar.add_task("", total=None, counts="")
        self.drawn = 0.0

    def __enter__(self) -> Self:
        self.bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.bar.stop()

    def failed(self, problem: Unreadable) -> None:
        """Print the failure in one line."""
        self.console.print(f"dealx: {problem}")

    def progress(self, stats: Stats) -> None:
        """Draw the bar anew, if it was not just drawn."""
        if self.bar.disable or time.monotonic() - self.drawn < REFRESH:
            return
        counts = (
            f"{stats.articles:,} articles, {stats.per_second(stats.articles):,.0f}/s"
            f" | {stats.deals:,} deals, {stats.per_second(stats.deals):,.1f}/s | {stats.failed:,} failed"
        )
        self.bar.update(self.task, total=stats.bytes or None, completed=stats.position, counts=counts, refresh=True)
        self.drawn = time.monotonic()

    def writing(self) -> None:
        """Say so in place of the bar."""
        self.bar.stop()
        if self.console.is_terminal:
            self.console.print("writing ...", end="\r")
