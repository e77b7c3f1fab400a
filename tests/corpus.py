"""Articles in any number, each of them different, and batches of them."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dealx.articles import Unreadable
from dealx.batch import Batch, Stats, Watcher, run_batch

BUYERS = ("Chile", "Norway", "India", "Kenya", "Oman")
SYSTEMS = ("S-400", "F-16", "BrahMos", "Leopard 2")
Line = dict[str, Any]


def article(number: int) -> Line:
    """Every third one tells of a deal."""
    buyer, system = BUYERS[number % len(BUYERS)], SYSTEMS[number % len(SYSTEMS)]
    told = f"{buyer} has ordered {number + 2} {system} from Russia for ${number + 10} million, its ministry said."
    quiet = f"Rain fell on {buyer} for {number + 2} days, and the harvest of wheat came late, farmers said."
    return {"id": f"n-{number}", "text": quiet if number % 3 else told, "date": "2020-05-01"}


def write_lines(name: str, lines: Iterable[Line]) -> Path:
    """A file of JSON lines."""
    path = Path(name)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


class Told(Watcher):
    """Remembers failures as lines."""

    def __init__(self) -> None:
        self.failures: list[str] = []

    def failed(self, problem: Unreadable) -> None:
        self.failures.append(str(problem))


def run(*inputs: str, output: str = "deals.jsonl", **options: Any) -> tuple[Stats, list[str]]:
    """Runs a batch, on one worker if not told otherwise, and gives its numbers and failures."""
    told = Told()
    plan = Batch(inputs=inputs, output=Path(output), **({"jobs": 1} | options))
    return run_batch(plan, told), sorted(told.failures)
