"""How long dealx takes, beside what spaCy takes to tokenise the same texts in the same run. See README.md beside this file."""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "s-400-turkey.txt"
WARM_PASSES = 3
STARTS = 5


class Article(NamedTuple):
    text: str
    date: str | None


class Timing(NamedTuple):
    """Seconds for all texts: the first pass of a new pipeline, and the median of the passes after it."""

    cold: float
    warm: float


class Measured(NamedTuple):
    texts: str
    tokenising: Timing
    dealx: Timing
    deals: int


def main() -> None:
    args = _arguments()
    if not args.files and not args.set:
        raise SystemExit("speed.py: give at least one file of articles, see --help")
    groups = [(None, args.files)] if args.files else []
    groups += [(texts, files) for texts, *files in args.set]
    sets = [
        _measure(description, [a for file in files for a in _articles(Path(file))]) for description, files in groups
    ]
    report = "\n".join(_report(sets, *_starts(args.sample)))
    print(report)
    if args.output:
        args.output.write_text(report + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", metavar="FILE", help=".jsonl or .jsonl.gz with a text in each line")
    parser.add_argument(
        "--set",
        nargs="+",
        action="append",
        default=[],
        metavar=("DESCRIPTION", "FILE"),
        help="files measured together in a row of their own; repeatable",
    )
    parser.add_argument("--sample", type=Path, default=SAMPLE, help="the article that is extracted to time a start")
    parser.add_argument("--output", type=Path, help="write the tables to this Markdown file too")
    return parser.parse_args()


def _articles(file: Path) -> list[Article]:
    raw = file.read_bytes()
    text = (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8")
    objects = [json.loads(line) for line in text.split("\n") if line.strip()]
    return [Article(o["text"], o.get("date")) for o in objects]


def _measure(description: str | None, articles: Sequence[Article]) -> Measured:
    """Both programs over the same texts; passes of the two take turns, so that a busy machine slows both."""
    import spacy

    from dealx import Extractor

    nlp, extractor = spacy.blank("en"), Extractor()
    found: list[int] = []

    def tokenise() -> None:
        for article in articles:
            nlp(article.text)

    def extract() -> None:
        found.append(sum(len(extractor.extract(a.text, date=a.date)) for a in articles))

    passes = [(_seconds(tokenise), _seconds(extract)) for _ in range(1 + WARM_PASSES)]
    (cold_tokens, cold_deals), *warm = passes
    characters = sum(len(a.text) for a in articles)
    return Measured(
        f"{description or f'{len(articles):,} articles'} ({characters / 1e6:.2f} million characters)",
        Timing(cold_tokens, statistics.median(t for t, _ in warm)),
        Timing(cold_deals, statistics.median(t for _, t in warm)),
        found[-1],
    )


def _seconds(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def _starts(sample: Path) -> tuple[float, float, float]:
    """Median seconds to start spaCy and to start dealx on one article, and the seconds of dealx's very first start."""
    spacy_start = [sys.executable, "-c", "import spacy; spacy.blank('en')"]
    dealx_start = [str(Path(sys.executable).parent / "dealx"), "extract", str(sample)]
    with tempfile.TemporaryDirectory() as empty:
        first = _run(dealx_start, {"XDG_CACHE_HOME": empty})
        _run(spacy_start)
        pairs = [(_run(spacy_start), _run(dealx_start, {"XDG_CACHE_HOME": empty})) for _ in range(STARTS)]
    return statistics.median(s for s, _ in pairs), statistics.median(d for _, d in pairs), first


def _run(command: Sequence[str], environment: dict[str, str] | None = None) -> float:
    return _seconds(
        lambda: subprocess.run(
            command, env=os.environ | (environment or {}), stdout=subprocess.DEVNULL, cwd=ROOT, check=True
        )
    )


def _report(sets: Iterable[Measured], spacy_start: float, dealx_start: float, first: float) -> Iterable[str]:
    yield f"# Speed, {dt.date.today().isoformat()}\n"
    yield f"{_versions()}.\n"
    yield '"Cold" is the first pass of a new pipeline, "warm" the median of the three after it; the ratio is dealx to tokenising.\n'
    yield '| texts | pass | `spacy.blank("en")` tokenises | dealx extracts | ratio | deals |'
    yield "| --- | --- | ---: | ---: | ---: | ---: |"
    for measured in sets:
        for name, tokens, deals in (
            ("cold", measured.tokenising.cold, measured.dealx.cold),
            ("warm", measured.tokenising.warm, measured.dealx.warm),
        ):
            yield f"| {measured.texts} | {name} | {tokens:.2f} s | {deals:.2f} s | {deals / tokens:.2f} | {measured.deals:,} |"
    yield f"\nA start, median of {STARTS}:\n"
    yield '| `import spacy; spacy.blank("en")` | `dealx extract` of one article | ratio | dealx\'s first start ever |'
    yield "| ---: | ---: | ---: | ---: |"
    yield f"| {spacy_start:.2f} s | {dealx_start:.2f} s | {dealx_start / spacy_start:.2f} | {first:.2f} s |"


def _versions() -> str:
    python = f"Python {platform.python_version()}"
    return f"dealx {version('dealx')} (commit {_commit()}), spaCy {version('spacy')}, {python}, {platform.machine()}"


def _commit() -> str:
    def git(*words: str) -> str:
        return subprocess.run(
            ["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=True
        ).stdout.strip()

    try:
        changed = git("status", "--porcelain", "--", "src", "patterns")
        return git("rev-parse", "--short", "HEAD") + (" with uncommitted changes" if changed else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


if __name__ == "__main__":
    main()
