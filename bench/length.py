"""How the time grows with the length of one article."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from bench.articles import SAMPLE
from bench.clock import seconds

LENGTHS = (10_000, 100_000, 1_000_000, 10_000_000)
QUIET = "The village held its annual fair on Sunday, and the mayor spoke about the new road to the coast.\n"
ENDLESS = "The army of Turkey bought 4 tanks from Russia and "


def table() -> Iterator[str]:
    """A section on articles of four lengths and three kinds."""
    kinds = {
        "prose full of deals": SAMPLE.read_text(encoding="utf-8") + "\n\n",
        "prose with one deal": QUIET,
        "one endless sentence": ENDLESS,
    }
    yield "## One long article\n"
    yield "Seconds, and in parentheses the factor for ten times the text; at most 12 is wanted.\n"
    yield "| text | " + " | ".join(f"{length / 1000:,.0f} kB" for length in LENGTHS) + " |"
    yield "| --- |" + " ---: |" * len(LENGTHS)
    for kind, piece in kinds.items():
        times = list(_times(piece))
        factors = ["", *(f" ({after / before:.1f})" for before, after in itertools.pairwise(times))]
        yield f"| {kind} | " + " | ".join(f"{t:.3f}{f}" for t, f in zip(times, factors, strict=True)) + " |"


def _times(piece: str) -> Iterator[float]:
    from dealx import Extractor

    extractor = Extractor()
    start = SAMPLE.read_text(encoding="utf-8")
    extractor.extract(start)
    for length in LENGTHS:
        text = (start + piece * (length // len(piece)))[:length]
        repeats = max(1, 1_000_000 // length)
        yield min(seconds(lambda text=text: extractor.extract(text)) for _ in range(min(repeats, 10)))  # type: ignore[misc]
