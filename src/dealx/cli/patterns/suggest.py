"""`dealx patterns suggest`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from dealx.cli.options import EncodingOption, PatternsOption
from dealx.cli.patterns.common import Form, FormOption

if TYPE_CHECKING:
    from dealx.articles import Article, Unreadable
    from dealx.cli.messages import Problems
    from dealx.knowledge import Knowledge
    from dealx.teaching.suggest import Suggestion


def suggest(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="Articles: files, folders, or - for standard input.")
    ],
    format: FormOption = None,
    encoding: EncodingOption = None,
    patterns: PatternsOption = None,
) -> None:
    """Suggest weapons to teach from articles.

    Finds names that no pattern covers and that look like those of weapons: by their shape, by a class noun behind them, by
    a number before them, beside a verb of transfer. The most frequent come first.

    In a pipe they are lines for a file such as systems/new.jsonl in a folder of patterns, each below a comment that tells
    how often the name occurs and gives an example. Read them before you keep them: the class is what the articles call it.

    \b
    Examples:
      dealx patterns suggest articles/
      dealx patterns suggest articles/ --patterns mine >> mine/systems/new.jsonl

    \b
    Exit codes:
      0  all inputs were read
      1  some inputs could not be read; the others were
      2  wrong usage or broken patterns
    """
    from dealx.articles import read_articles
    from dealx.cli.messages import Problems
    from dealx.cli.options import extractor_with
    from dealx.cli.patterns.common import form_for
    from dealx.cli.sink import sink
    from dealx.teaching.suggest import suggestions

    extractor = extractor_with(patterns)
    problems = Problems()
    found = suggestions(extractor, _readable(read_articles(inputs, None, encoding), problems))
    with sink(None) as out:
        (_write_lines if form_for(format) == Form.jsonl else _write_table)(found, extractor.knowledge, out)
    raise typer.Exit(1 if problems.found else 0)


def _readable(items: Iterable[Article | Unreadable], problems: Problems) -> Iterator[Article]:
    from dealx.articles import Article

    for item in items:
        if isinstance(item, Article):
            yield item
        else:
            problems.tell(item)


def _write_lines(found: Sequence[Suggestion], knowledge: Knowledge, out: TextIO) -> None:
    import json

    from dealx.teaching.suggest import entry_for

    for one in found:
        out.write(f"# {_seen(one)}, {one.example_source}: {one.example}\n")
        out.write(json.dumps(entry_for(one, knowledge), ensure_ascii=False) + "\n")


def _write_table(found: Sequence[Suggestion], knowledge: Knowledge, out: TextIO) -> None:
    """Each name with its figures, and the example below, folded to the terminal."""
    import shutil
    import textwrap

    from dealx.teaching.suggest import entry_for

    columns = shutil.get_terminal_size().columns
    for one in found:
        called = entry_for(one, knowledge).get("class")
        out.write(f"{one.name}  {_seen(one)}{f', {called}' if called else ''}\n")
        out.write(textwrap.fill(one.example, columns, initial_indent="  ", subsequent_indent="  ") + "\n\n")
    out.write("1 suggestion\n" if len(found) == 1 else f"{len(found):,} suggestions\n")


def _seen(one: Suggestion) -> str:
    times = "once" if one.times == 1 else f"{one.times:,} times"
    articles = len(one.sources)
    return times if one.times == 1 or articles == 1 else f"{times} in {articles:,} articles"
