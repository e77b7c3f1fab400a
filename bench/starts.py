"""What a start costs."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator

from bench.articles import SAMPLE
from bench.clock import dealx, run

ROUNDS = 7
COMMANDS = {
    "`python -c pass`": [sys.executable, "-c", "pass"],
    "`dealx --help`": dealx("--help"),
    "`python -c \"import spacy; spacy.blank('en')\"`": [sys.executable, "-c", "import spacy; spacy.blank('en')"],
    "`dealx extract` of one article": dealx("extract", str(SAMPLE)),
}


def table() -> Iterator[str]:
    """A section on starts; the commands take turns, so that a busy machine slows all."""
    with tempfile.TemporaryDirectory() as empty:
        environment = {"XDG_CACHE_HOME": empty}
        *_, extract = COMMANDS.values()
        first = run(extract, environment)
        rounds = [[run(command, environment) for command in COMMANDS.values()] for _ in range(ROUNDS)]
    times = [statistics.median(column) for column in zip(*rounds, strict=True)]
    wanted = (
        "",
        f"at most {3 * times[0] + 0.1:.3f}: 3 times that, and 0.1",
        "",
        f"at most {1.5 * times[2]:.3f}: 1.5 times that",
    )
    yield "## Starts\n"
    yield f"| command, median of {ROUNDS} | seconds | wanted |"
    yield "| --- | ---: | --- |"
    for command, taken, limit in zip(COMMANDS, times, wanted, strict=True):
        yield f"| {command} | {taken:.3f} | {limit} |"
    yield f"| the same for the very first time, when the patterns are compiled | {first:.3f} | |"
