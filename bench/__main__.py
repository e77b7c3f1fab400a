"""All measurements in one run, written as a Markdown report. See README.md beside this file."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import subprocess
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from bench import length, scale, speed, starts
from bench.articles import QUIET_CASES, RICH_CASES, ROOT, read


def main() -> None:
    args = _arguments()
    rich, mixed = read(args.rich or RICH_CASES), read(args.mixed or QUIET_CASES)
    output = args.output or ROOT / "bench" / "results" / f"{dt.date.today().isoformat()}.md"
    sets = [(args.mixed_is, mixed, 1.0), (args.rich_is, rich, 0.25)]
    lines = [f"# Speed, scale and memory, {dt.date.today().isoformat()}\n", *_facts()]
    for section in (starts.table(), speed.table(sets), length.table(), scale.table([*mixed, *rich])):
        lines.append("")
        for line in section:
            print(line, flush=True)
            lines.append(line)
    output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"\nWritten to {output}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    own = "the project's own test articles"
    parser.add_argument(
        "--mixed", type=Path, nargs="+", metavar="FILE", help=f"mixed news, .jsonl or .jsonl.gz; without, {own}"
    )
    parser.add_argument(
        "--mixed-is", default="short news articles, next to none with deals", help="what the report calls them"
    )
    parser.add_argument(
        "--rich", type=Path, nargs="+", metavar="FILE", help="articles of which most hold deals; the same"
    )
    parser.add_argument(
        "--rich-is", default="short articles, most of them with deals", help="what the report calls them"
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="the report; without, bench/results/DATE.md")
    return parser.parse_args()


def _facts() -> Iterator[str]:
    yield f"- dealx {version('dealx')}, commit {_commit()}"
    yield f"- spaCy {version('spacy')}, Python {platform.python_version()}"
    yield f"- {os.cpu_count()} cores, {platform.system()}, {platform.machine()}"


def _commit() -> str:
    def git(*words: str) -> str:
        command = ["git", "-C", str(ROOT), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    try:
        changed = git("status", "--porcelain", "--", "src", "patterns")
        return git("rev-parse", "--short", "HEAD") + (" with uncommitted changes" if changed else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


if __name__ == "__main__":
    main()
