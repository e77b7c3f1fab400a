"""`dealx batch`."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dealx.cli.options import ConfidenceOption, DateOption, EncodingOption, PatternsOption, StatusOption

if TYPE_CHECKING:
    from dealx.batch import Batch, Stats, Watcher

INTERRUPTED = 130
SHOWN_IDS = 3


class Engine(StrEnum):
    """What hands out the work."""

    local = "local"
    ray = "ray"


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT", help="Files (.txt, .md, .jsonl, or these with .gz), folders, or -, standard input."
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(metavar="FILE", help="What to write: a file ending in .jsonl, .csv, .parquet, .sqlite or .db."),
    ],
    include: Annotated[
        list[str] | None,
        typer.Option(metavar="GLOB", help="Of folders, read only files whose name or path fits; repeatable."),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(metavar="GLOB", help="Of folders, leave out files whose name or path fits; repeatable."),
    ] = None,
    date: DateOption = None,
    encoding: EncodingOption = None,
    status: StatusOption = None,
    min_confidence: ConfidenceOption = 0,
    patterns: PatternsOption = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", show_default=False, help="Worker processes; the cores, if not given."),
    ] = None,
    max_failures: Annotated[
        int | None, typer.Option(min=0, metavar="N", show_default=False, help="Stop when more than N articles failed.")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Extract all again, also what did not change.")] = False,
    engine: Annotated[
        Engine, typer.Option(help="Where to work: on this machine, or on a Ray cluster, which needs dealx[ray].")
    ] = Engine.local,
    stats: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the numbers of the summary as JSON.")
    ] = None,
) -> None:
    """Extract the arms deals of very many articles into one file.

    It can be stopped at any moment: the same command goes on where it was, and the output, which appears only when it
    is complete, is the same as without the stop. What was done is kept in FILE.dealx, so that a later run extracts
    only articles that are new or changed, or all if dealx or its patterns changed. FILE.dealx may be deleted.

    \b
    Forms of output:
      .jsonl, .csv    a record a line, as of dealx extract
      .parquet        the same in typed columns; needs dealx[parquet]
      .sqlite, .db    tables deals, evidence and articles; the last says of each
                      article whether it is done, has no deal or failed, and why

    \b
    Examples:
      dealx batch stories/ --output deals.csv
      dealx batch news.jsonl.gz more/ --output deals.sqlite --jobs 4
      dealx batch crawl/ --include '2024/*' --exclude '*.md' --output deals.parquet

    \b
    With --engine ray, inputs may be .parquet too (columns text, id, date), the
    output is a folder of .parquet files, and nothing is kept for a later run.

    \b
    Exit codes:
      0    all inputs were read
      1    some inputs could not be read; the output holds the others
      2    wrong usage, broken patterns, an output that cannot be written,
           or too many failures
      130  interrupted by Ctrl-C
    """
    from dealx.batch import Batch

    if engine == Engine.ray and max_failures is not None:
        raise typer.BadParameter("--engine ray cannot heed it", param_hint="--max-failures")
    plan = Batch(
        inputs=inputs,
        output=output,
        date=date and date.date(),
        encoding=encoding,
        patterns=patterns or (),
        include=include or (),
        exclude=exclude or (),
        statuses=status or (),
        min_confidence=min_confidence,
        jobs=jobs,
        max_failures=max_failures,
        fresh=fresh,
    )
    result = _run(plan, engine)
    _tell(result, output)
    if stats:
        _write_stats(result, stats)
    raise typer.Exit(1 if result.failed else 0)


def _run(plan: Batch, engine: Engine) -> Stats:
    from dealx.batch import BatchError
    from dealx.batch.errors import GO_ON
    from dealx.cli.messages import note, stop
    from dealx.cli.progress import Bar
    from dealx.knowledge import PatternError

    try:
        with Bar() as bar:
            return _runner(engine)(plan, bar)
    except (BatchError, PatternError) as error:
        stop(str(error))
    except KeyboardInterrupt:
        note(f"interrupted; {GO_ON}")
        raise typer.Exit(INTERRUPTED) from None


def _runner(engine: Engine) -> Callable[[Batch, Watcher], Stats]:
    from importlib.util import find_spec

    from dealx.batch import BatchError, run_batch

    if engine == Engine.local:
        return run_batch
    if find_spec("ray") is None:
        raise BatchError("--engine ray needs Ray: pip install 'dealx[ray]'")
    from dealx.batch.on_ray import run_on_ray

    return run_on_ray


def _tell(stats: Stats, output: Path) -> None:
    from dealx.cli.messages import note

    new = stats.articles - stats.reused
    typer.echo(
        f"{output}: {_count(stats.written, 'record')} of {_count(stats.articles, 'article')}"
        f" ({stats.done:,} with deals, {stats.no_deal:,} without, {stats.failed:,} failed)\n"
        f"{_count(new, 'article')} extracted in {stats.seconds:,.1f} s ({stats.articles_per_second:,.0f}/s,"
        f" {_count(stats.jobs, 'worker')}), {stats.reused:,} unchanged since an earlier run",
        err=True,
    )
    if stats.repeated_ids:
        shown = ", ".join(f"{id} ({count:,} times)" for id, count in stats.repeated_ids[:SHOWN_IDS])
        more = f" and {len(stats.repeated_ids) - SHOWN_IDS:,} more" if len(stats.repeated_ids) > SHOWN_IDS else ""
        note(f"ids of several articles, whose records share a source: {shown}{more}")


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _write_stats(stats: Stats, path: Path) -> None:
    import json

    from dealx.cli.sink import sink

    with sink(path) as out:
        out.write(json.dumps(stats.to_json(), ensure_ascii=False, indent=2) + "\n")
