"""The numbers of a batch."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Stats:
    """Counts of one run so far. An article is done, without a deal, or failed; `reused` ones were done by earlier runs."""

    jobs: int
    bytes: int = 0
    """Of all input files, packed as they are."""
    position: int = 0
    """Bytes read so far."""
    done: int = 0
    no_deal: int = 0
    failed: int = 0
    reused: int = 0
    deals: int = 0
    """Found, before any filter."""
    written: int = 0
    """Records in the output."""
    repeated_ids: list[tuple[str, int]] = field(default_factory=list)
    """Ids that several articles share, and how many do."""
    began: float = field(default_factory=time.monotonic)
    seconds: float = 0.0

    @property
    def articles(self) -> int:
        """Articles seen to the end, and inputs that are none."""
        return self.done + self.no_deal + self.failed

    @property
    def articles_per_second(self) -> float:
        """Articles extracted by this run, over all its time."""
        return (self.articles - self.reused) / max(self.seconds, 1e-3)

    def count(self, deals: int) -> None:
        """Counts an article with that many deals."""
        if deals:
            self.done += 1
            self.deals += deals
        else:
            self.no_deal += 1

    def per_second(self, count: int) -> float:
        """A rate over the time from the beginning until now."""
        return count / max(time.monotonic() - self.began, 1e-3)

    def to_json(self) -> dict[str, Any]:
        """The numbers for machines."""
        return {
            "articles": self.articles,
            "done": self.done,
            "no_deal": self.no_deal,
            "failed": self.failed,
            "reused": self.reused,
            "deals": self.deals,
            "written": self.written,
            "bytes": self.bytes,
            "repeated_ids": dict(self.repeated_ids),
            "jobs": self.jobs,
            "seconds": round(self.seconds, 3),
            "articles_per_second": round(self.articles_per_second, 1),
        }
